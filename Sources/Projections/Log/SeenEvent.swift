import Diplomacy
import EventLog

/// An event as a perspective sees it: decoded, and with the corrections that are seen with it.
public struct SeenEvent: Hashable, Sendable {
  /// Its place; for an event that replaces another one, the place of the correction.
  public let position: GlobalPosition
  /// When the log learned it.
  public let recordedAt: Instant
  /// Its identity.
  public let id: EventID
  /// What it says.
  public let event: DiplomaticEvent
  /// The corrections that dispute it.
  public let disputedBy: [GlobalPosition]

  /// A seen event.
  public init(
    position: GlobalPosition, recordedAt: Instant, id: EventID, event: DiplomaticEvent,
    disputedBy: [GlobalPosition] = []
  ) {
    self.position = position
    self.recordedAt = recordedAt
    self.id = id
    self.event = event
    self.disputedBy = disputedBy
  }
}

extension SeenEvent {
  /// The order in which a projection folds: valid day, rank of the type within a day, position.
  static func precedes(_ left: SeenEvent, _ right: SeenEvent) -> Bool {
    let leftDay = left.event.validBounds?.earliest ?? .distantPast
    let rightDay = right.event.validBounds?.earliest ?? .distantPast
    if leftDay != rightDay { return leftDay < rightDay }
    let leftRank = left.event.act.rank
    let rightRank = right.event.act.rank
    return leftRank != rightRank ? leftRank < rightRank : left.position < right.position
  }

  /// Which of two records of one act is believed: the better grade, then the later record; within one commit the
  /// later source, then the id, so that the order of lines in a file decides nothing.
  static func isBetterEvidence(_ left: SeenEvent, than right: SeenEvent) -> Bool {
    if left.event.grade != right.event.grade { return left.event.grade < right.event.grade }
    if left.recordedAt != right.recordedAt { return left.recordedAt > right.recordedAt }
    let leftSource = left.event.publishedOn
    let rightSource = right.event.publishedOn
    if leftSource != rightSource { return leftSource > rightSource }
    return left.id.text.utf8.lexicographicallyPrecedes(right.id.text.utf8)
  }
}

extension DiplomaticEvent {
  /// The earliest day on which one of its sources was published; the distant past without one.
  var publishedOn: Day {
    source?.values.compactMap { $0.date?.bounds.earliest }.min() ?? .distantPast
  }

  /// The days on which the act took effect, where the event says so, else of the act itself.
  var effectBounds: DayBounds? {
    effective?.bounds ?? on?.bounds
  }

  /// The first day no longer, for an end that is stated with a time of day: the day after it.
  var endBounds: DayBounds? {
    guard let stated = effective else { return on?.bounds }
    return stated.hasTimeOfDay ? stated.bounds.map(\.next) : stated.bounds
  }

  /// The first day no longer of something that lasts: `until`, or the day after the end of an interval.
  var untilBounds: DayBounds? {
    if let until { return until.hasTimeOfDay ? until.bounds.map(\.next) : until.bounds }
    guard let last = on?.lastDay(strict: false), last.earliest != .distantFuture else { return nil }
    return last.map(\.next)
  }
}

extension Act {
  /// The order of types within one day (docs/DOMAIN.md).
  var rank: Int {
    switch self {
    case .entity, .instrument, .table, .category: 0
    case .stateChange: 1
    case .meeting: 2
    case .signature: 3
    case .domesticApproval: 4
    case .consent, .succession, .consentWithdrawn, .provisionalApplication, .reservation, .objection,
      .reservationWithdrawn:
      5
    case .entryIntoForce, .operationSuspended, .operationResumed: 6
    case .application: 7
    case .admission: 8
    case .suspension: 9
    case .reinstatement: 10
    case .participation: 11
    case .withdrawal, .withdrawalRevoked: 12
    case .cessation, .termination: 13
    case .office: 14
    case .decision: 15
    case .statement: 16
    case .claim: 17
    case .assertion: 18
    case .correction: 19
    case .custom: 20
    }
  }
}
