/// An event as the log holds it: with its place, its record time and its id.
public struct RecordedEvent: Hashable, Sendable {
  /// Its place in the log.
  public let position: GlobalPosition
  /// When the log learned it; the same for all events of one commit, later than every commit before.
  public let recordedAt: Instant
  /// Its identity, given or made from its content.
  public let id: EventID
  /// What was offered; its `id` is the given one, `nil` where the log made it, and its tags are sorted.
  public let event: Event

  /// A recorded event.
  public init(position: GlobalPosition, recordedAt: Instant, id: EventID, event: Event) {
    self.position = position
    self.recordedAt = recordedAt
    self.id = id
    self.event = event
  }

  /// The line that `export` prints, without the newline: position and record time, then the payload as
  /// stored.
  ///
  /// An event that was imported from another log's export carries an `origin` member between the two.
  public var exportLine: [UInt8] {
    let prefix = RecordedEvent.linePrefix(
      position: position, recordedAt: recordedAt.description, origin: event.origin)
    return Array(prefix.utf8) + event.payload.dropFirst()
  }

  /// What stands in the line before the payload without its first brace.
  static func linePrefix(position: GlobalPosition, recordedAt: String, origin: Event.Origin?) -> String {
    let prefix = "{\"position\":\(position.number),\"recorded_at\":\"\(recordedAt)\","
    guard let origin else { return prefix }
    let place = "\"position\":\(origin.position.number)"
    return prefix + "\"origin\":{\(place),\"recorded_at\":\"\(origin.recordedAt)\"},"
  }
}
