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
      if let flaw = flaw(of: span[index]) { return (index, flaw) }
    }
    return nil
  }

  /// The limit that an event breaks first, `nil` for one that can be recorded.
  static func flaw(of event: Event) -> EventLogError.InvalidEvent? {
    if let id = event.id, !(1...EventID.limit).contains(id.text.utf8.count) {
      return .id(bytes: id.text.utf8.count)
    }
    let name = event.type.name.utf8.count
    if !(1...type).contains(name) { return .type(bytes: name) }
    if event.tags.count > tags { return .tags(count: event.tags.count) }
    for tag in event.tags where tag.key.utf8.count + 1 + tag.value.utf8.count > EventLimits.tag {
      return .tag(tag)
    }
    if event.facts.count > facts { return .facts(bytes: event.facts.count) }
    if let origin = event.origin, !origin.recordedAt.isCivil { return .origin(origin.recordedAt) }
    if event.payload.count > payload || !fitsExportLine(event.payload) {
      return .payload(bytes: event.payload.count)
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
