import Diplomacy
import EventLog

/// What was read of a log, each event once, for all the worlds that are made of it.
final class DecodedEvents {
  /// Whether `~` widens no date.
  let isStrict: Bool
  let upcasters: Upcasters
  private var events: [GlobalPosition: SeenEvent] = [:]
  /// The events read so far that have a date widened by `~`.
  private(set) var approximate: Set<GlobalPosition> = []
  /// The events read so far that follow from others and stand in no source.
  private(set) var inferred: Set<GlobalPosition> = []

  /// What was read by each query, for worlds that ask alike again and again; `nil` where that is not kept.
  private var readings: [Reading: [SeenEvent]]?

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
    _ read: () throws -> [SeenEvent]
  ) rethrows -> [SeenEvent] {
    guard readings != nil, !query.items.isEmpty, query.items.allSatisfy({ !$0.tags.isEmpty }) else {
      return try read()
    }
    let reading = Reading(query: query, after: first, through: last)
    if let known = readings?[reading] { return known }
    let found = try read()
    readings?[reading] = found
    return found
  }

  /// The event of a record, with its dates as they are taken here, and as if nothing corrected it.
  func event(of record: RecordedEvent, in log: EventLog) throws -> SeenEvent {
    if let known = events[record.position] { return known }
    return keep(
      SeenEvent(
        position: record.position, recordedAt: record.recordedAt, id: record.id,
        event: taken(try log.event(record, upcasters), at: record.position)))
  }

  /// The event of a record that is read in place: nothing else of it is copied.
  func event(of record: borrowing RecordView, in log: EventLog) throws -> SeenEvent {
    if let known = events[record.position] { return known }
    return keep(
      SeenEvent(
        position: record.position, recordedAt: record.recordedAt, id: try record.id(),
        event: taken(try log.event(record, upcasters), at: record.position)))
  }

  /// The event of a position, if it was read.
  func known(at position: GlobalPosition) -> SeenEvent? { events[position] }

  private func taken(_ event: consuming DiplomaticEvent, at position: GlobalPosition) -> DiplomaticEvent {
    if event.standingConfidence == .inferred { inferred.insert(position) }
    guard event.isApproximate else { return event }
    if isStrict { return event.takenStrictly }
    approximate.insert(position)
    return event
  }

  private func keep(_ event: SeenEvent) -> SeenEvent {
    events[event.position] = event
    return event
  }
}

extension DiplomaticEvent {
  /// The confidence in what stands where this is recorded: of a correction, in the event that it puts in place.
  fileprivate var standingConfidence: Confidence? {
    if case .correction(let correction) = act, let with = correction.with { return with.confidence }
    return confidence
  }
}
