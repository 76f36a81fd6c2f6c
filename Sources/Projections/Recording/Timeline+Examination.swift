import Diplomacy
import EventLog

extension Timeline {
  /// What is wrong with a record: whether its id, type, tags, days and facts are those that its payload has.
  ///
  /// A record keeps them beside the payload so that a fold need not read it; a difference is damage. Made for
  /// `EventLog.verify(examine:progress:damage:)`.
  ///
  /// - Returns: the first difference, as a sentence without a full stop; `nil` for none.
  /// - Throws: `EventLogError` when the log cannot be read.
  public func flaw(of recorded: RecordedEvent) throws -> String? {
    let event: DiplomaticEvent
    do throws(EventError) {
      event = try DiplomaticEvent(json: recorded.event.payload, upcasters: upcasters)
    } catch {
      return "the payload is not an event: \(error)"
    }
    let derived = event.recorded(origin: recorded.event.origin)
    let stored = recorded.event
    guard Restoration.isCanonical(stored.payload, of: event) else {
      return "the payload is not in its canonical form"
    }
    if derived.id != stored.id { return "the id is not the one that the payload has" }
    if derived.type != stored.type { return "the type is not the one that the payload has" }
    if derived.valid != stored.valid || derived.precision != stored.precision {
      return "the day is not the one that the payload has"
    }
    if derived.facts != stored.facts { return "the facts are not those that the payload has" }
    guard Set(try tags(of: event, derived)) == Set(stored.tags) else {
      return "the tags are not those that the payload has"
    }
    return nil
  }

  /// The tags of an event; those of a correction include what the corrected event is found by.
  private func tags(of event: DiplomaticEvent, _ derived: Event) throws -> [Tag] {
    guard case .correction(let correction) = event.act else { return derived.tags }
    let position: GlobalPosition? =
      switch correction.target {
      case .id(let id): try log.position(of: EventID(id))
      case .position(let position): position
      }
    guard let position, let target = try log.event(at: position) else { return derived.tags }
    return derived.tags + target.event.tags.filter { $0.key != "target" }
  }
}
