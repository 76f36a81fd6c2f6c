import Diplomacy
import EventLog

extension EventLog {
  /// The event of a record, in the newest version of its type.
  ///
  /// Throws `EventLogError.newerPayload` where a newer program recorded it, `.damaged` where the payload is no event.
  func event(_ record: RecordedEvent, _ upcasters: Upcasters) throws -> DiplomaticEvent {
    do throws(EventError) {
      return try DiplomaticEvent(json: record.event.payload, upcasters: upcasters)
    } catch {
      if case .unsupportedVersion(let found, let supported, let type) = error.reason {
        throw EventLogError.newerPayload(
          path: path, position: record.position, type: type, found: found, supported: supported)
      }
      throw EventLogError.damaged(
        path: path, position: record.position, reason: "the payload is not an event: \(error)")
    }
  }
}
