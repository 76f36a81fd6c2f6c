import LMDB

/// The limits of what the log takes, each with its error.
enum EventLimits {
  static let type = 200
  static let tag = 500
  static let tags = 65_535
  static let facts = 65_535
  static let payload = 65_536

  /// The first event that breaks a limit, and which.
  static func firstFlaw(in events: [Event]) -> (index: Int, flaw: EventLogError.InvalidEvent)? {
    let span = events.span
    for index in span.indices {
      if let flaw = flaw(at: index, in: span) { return (index, flaw) }
    }
    return nil
  }

  /// The limit that an event breaks first, `nil` for one that can be recorded.
  static func flaw(of event: Event) -> EventLogError.InvalidEvent? {
    flaw(at: 0, in: CollectionOfOne(event).span)
  }

  /// The limit that an event of a run breaks first; field by field, since an event is a large value to copy.
  private static func flaw(at index: Int, in events: Span<Event>) -> EventLogError.InvalidEvent? {
    if let id = events[index].id, !(1...EventID.limit).contains(id.text.utf8.count) {
      return .id(bytes: id.text.utf8.count)
    }
    let name = events[index].type.name.utf8.count
    if !(1...type).contains(name) { return .type(bytes: name) }
    let tags = events[index].tags
    if tags.count > EventLimits.tags { return .tags(count: tags.count) }
    for tag in tags where tag.key.utf8.count + 1 + tag.value.utf8.count > EventLimits.tag {
      return .tag(tag)
    }
    if events[index].facts.count > facts { return .facts(bytes: events[index].facts.count) }
    if let origin = events[index].origin, !origin.recordedAt.isCivil { return .origin(origin.recordedAt) }
    let payload = events[index].payload
    if payload.count > EventLimits.payload || !fitsExportLine(payload) {
      return .payload(bytes: payload.count)
    }
    return nil
  }

  /// Whether a line of the export stays JSON in one line when its members go on with those of the payload:
  /// there must be one, and no newline.
  private static func fitsExportLine(_ payload: [UInt8]) -> Bool {
    guard payload.first == UInt8(ascii: "{"), !payload.span.bytes.contains(UInt8(ascii: "\n")) else {
      return false
    }
    let member = payload.dropFirst().first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
    return member == UInt8(ascii: "\"")
  }
}
