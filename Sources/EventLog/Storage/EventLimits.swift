/// The limits of what the log takes, each with its error.
enum EventLimits {
  static let type = 200
  static let tag = 500
  static let tags = 65_535
  static let facts = 65_535
  static let payload = 65_536

  /// Throws for the first event that breaks a limit.
  ///
  /// - Parameter offset: how many events of the same append came before.
  static func check(_ events: [Event], offset: Int) throws(EventLogError) {
    let span = events.span
    for index in span.indices {
      if let flaw = flaw(of: span[index]) { throw .invalidEvent(index: offset + index, flaw) }
    }
  }

  private static func flaw(of event: Event) -> EventLogError.InvalidEvent? {
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
    if event.payload.first != UInt8(ascii: "{") || event.payload.count > payload {
      return .payload(bytes: event.payload.count)
    }
    return nil
  }
}
