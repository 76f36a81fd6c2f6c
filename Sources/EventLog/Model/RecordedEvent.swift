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
    var line = ExportLine()
    var bytes: [UInt8] = []
    line.append(
      position: position, recordedAt: recordedAt, origin: event.origin, payload: event.payload.span.bytes,
      to: &bytes)
    return bytes
  }
}
