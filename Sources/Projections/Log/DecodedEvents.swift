import Diplomacy
import EventLog

/// What was read of a log, each event once, for all the worlds that are made of it.
final class DecodedEvents {
  /// Whether `~` widens no date.
  let isStrict: Bool
  let upcasters: Upcasters
  private var events: [GlobalPosition: DiplomaticEvent] = [:]
  /// The events read so far that have a date widened by `~`.
  private(set) var approximate: Set<GlobalPosition> = []
  /// The events read so far that follow from others and stand in no source.
  private(set) var inferred: Set<GlobalPosition> = []

  /// What was read by each query, for worlds that ask alike again and again; `nil` where that is not kept.
  private var readings: [Reading: [(record: RecordedEvent, event: DiplomaticEvent)]]?

  /// One reading of the log.
  private struct Reading: Hashable {
    var query: EventQuery
    var after: GlobalPosition
    var through: GlobalPosition
  }

  init(strictly isStrict: Bool, upcasters: Upcasters = .standard, keepsReadings: Bool = false) {
    self.isStrict = isStrict
    self.upcasters = upcasters
    self.readings = keepsReadings ? [:] : nil
  }

  /// Takes over which events have a widened date, of what another thread read.
  func take(approximate others: Set<GlobalPosition>) { approximate.formUnion(others) }

  /// How many events were read.
  var count: Int { events.count }

  /// The records of a query that are asked for by a tag, read once where readings are kept.
  func records(
    _ query: EventQuery, after first: GlobalPosition, through last: GlobalPosition,
    _ read: () throws -> [(record: RecordedEvent, event: DiplomaticEvent)]
  ) rethrows -> [(record: RecordedEvent, event: DiplomaticEvent)] {
    guard readings != nil, !query.items.isEmpty, query.items.allSatisfy({ !$0.tags.isEmpty }) else {
      return try read()
    }
    let reading = Reading(query: query, after: first, through: last)
    if let known = readings?[reading] { return known }
    let found = try read()
    readings?[reading] = found
    return found
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
