import Diplomacy
import EventLog

/// What was read of a log, each event once, for all the worlds that are made of it.
final class DecodedEvents {
  /// Whether `~` widens no date.
  let isStrict: Bool
  private let upcasters: Upcasters
  private var events: [GlobalPosition: DiplomaticEvent] = [:]
  /// The events read so far that have a date widened by `~`.
  private(set) var approximate: Set<GlobalPosition> = []
  /// The events read so far that follow from others and stand in no source.
  private(set) var inferred: Set<GlobalPosition> = []

  init(strictly isStrict: Bool, upcasters: Upcasters = .standard) {
    self.isStrict = isStrict
    self.upcasters = upcasters
  }

  /// The event of a record, with its dates as they are taken here.
  func event(of record: RecordedEvent, in log: EventLog) throws -> DiplomaticEvent {
    if let known = events[record.position] { return known }
    var event = try log.event(record, upcasters)
    if event.isApproximate {
      if isStrict { event = event.takenStrictly } else { approximate.insert(record.position) }
    }
    if event.standing.confidence == .inferred { inferred.insert(record.position) }
    events[record.position] = event
    return event
  }
}

extension DiplomaticEvent {
  /// The event that stands where this is recorded: of a correction, the one it puts in place.
  fileprivate var standing: DiplomaticEvent {
    if case .correction(let correction) = act, let with = correction.with { return with }
    return self
  }
}
