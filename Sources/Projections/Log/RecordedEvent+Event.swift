import Diplomacy
import EventLog

extension EventLog {
  /// The event of a record, in the newest version of its type.
  ///
  /// Throws `EventLogError.newerPayload` where a newer program recorded it, `.damaged` where the payload is no event.
  func event(_ record: RecordedEvent, _ upcasters: Upcasters) throws -> DiplomaticEvent {
    try event(record.event.payload, at: record.position, upcasters)
  }

  /// The event of a record that is read in place; as for one that was copied.
  func event(_ record: borrowing RecordView, _ upcasters: Upcasters) throws -> DiplomaticEvent {
    let position = record.position
    return try record.payload.withUnsafeBytes { try event($0, at: position, upcasters) }
  }

  private func event(
    _ payload: some Collection<UInt8>, at position: GlobalPosition, _ upcasters: Upcasters
  ) throws -> DiplomaticEvent {
    do throws(EventError) {
      return try DiplomaticEvent(json: payload, upcasters: upcasters)
    } catch {
      if case .unsupportedVersion(let found, let supported, let type) = error.reason {
        throw EventLogError.newerPayload(
          path: path, position: position, type: type, found: found, supported: supported)
      }
      throw EventLogError.damaged(
        path: path, position: position, reason: "the payload is not an event: \(error)")
    }
  }
}
