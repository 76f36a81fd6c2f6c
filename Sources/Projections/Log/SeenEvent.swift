import Diplomacy
import EventLog

/// An event as a perspective sees it: decoded, and with the corrections that are seen with it.
///
/// One word to copy: events are sorted and handed on more often than they are made. One that nothing corrects is the
/// same wherever it was found.
public struct SeenEvent: Hashable, Sendable {
  /// What an event is kept in, with what it is sorted by.
  private final class Content: Sendable {
    let position: GlobalPosition
    let recordedAt: Instant
    let id: EventID
    let event: DiplomaticEvent
    let disputedBy: [GlobalPosition]
    let confirmedBy: GlobalPosition?
    let day: Day
    let rank: Int

    init(
      position: GlobalPosition, recordedAt: Instant, id: EventID, event: DiplomaticEvent,
      disputedBy: [GlobalPosition], confirmedBy: GlobalPosition?
    ) {
      self.position = position
      self.recordedAt = recordedAt
      self.id = id
      self.disputedBy = disputedBy
      self.confirmedBy = confirmedBy
      self.day = event.validBounds?.earliest ?? .distantPast
      self.rank = event.act.rank
      // Last, so that it is moved here: an event is a large value to copy.
      self.event = event
    }
  }

  private let content: Content

  /// Its place; for an event that replaces another one, the place of the correction.
  public var position: GlobalPosition { content.position }
  /// When the log learned it.
  public var recordedAt: Instant { content.recordedAt }
  /// Its identity.
  public var id: EventID { content.id }
  /// What it says.
  public var event: DiplomaticEvent { content.event }
  /// The corrections that dispute it.
  public var disputedBy: [GlobalPosition] { content.disputedBy }
  /// The last correction that confirms it, where none has disputed it since.
  public var confirmedBy: GlobalPosition? { content.confirmedBy }

  /// A seen event.
  public init(
    position: GlobalPosition, recordedAt: Instant, id: EventID, event: DiplomaticEvent,
    disputedBy: [GlobalPosition] = [], confirmedBy: GlobalPosition? = nil
  ) {
    self.content = Content(
      position: position, recordedAt: recordedAt, id: id, event: event, disputedBy: disputedBy,
      confirmedBy: confirmedBy)
  }

  /// Whether the two are the same record, seen in the same way.
  public static func == (left: SeenEvent, right: SeenEvent) -> Bool {
    left.content === right.content
      || left.position == right.position && left.recordedAt == right.recordedAt && left.id == right.id
        && left.disputedBy == right.disputedBy && left.confirmedBy == right.confirmedBy
        && left.event == right.event
  }

  /// By its place and identity.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(position)
    hasher.combine(id)
  }
}

extension SeenEvent {
  /// Whether it corrects another event.
  var isCorrection: Bool {
    if case .correction = event.act { true } else { false }
  }

  /// The order in which a projection folds: valid day, rank of the type within a day, position.
  static func precedes(_ left: SeenEvent, _ right: SeenEvent) -> Bool {
    let (one, two) = (left.content, right.content)
    if one.day != two.day { return one.day < two.day }
    return one.rank != two.rank ? one.rank < two.rank : one.position < two.position
  }

  /// Which of two records of one act is believed: one that was confirmed, then the better grade, then the later record;
  /// within one commit the later source, then the id, so that the order of lines in a file decides nothing.
  static func isBetterEvidence(_ left: SeenEvent, than right: SeenEvent) -> Bool {
    let isConfirmed = left.confirmedBy != nil
    if isConfirmed != (right.confirmedBy != nil) { return isConfirmed }
    if left.event.grade != right.event.grade { return left.event.grade < right.event.grade }
    if left.recordedAt != right.recordedAt { return left.recordedAt > right.recordedAt }
    let leftSource = left.event.publishedOn
    let rightSource = right.event.publishedOn
    if leftSource != rightSource { return leftSource > rightSource }
    return left.id.text.utf8.lexicographicallyPrecedes(right.id.text.utf8)
  }
}

extension DiplomaticEvent {
  /// The days on which the first of its sources can have been published; `nil` where none has a date.
  var published: DayBounds? {
    source?.values.compactMap { $0.date?.bounds }.reduce(nil) { $0?.earlier(of: $1) ?? $1 }
  }

  /// The earliest day on which one of its sources was published; the distant past without one.
  var publishedOn: Day { published?.earliest ?? .distantPast }

  /// Whether it was known by the end of a day: by its first source, or, where none has a date, by the log.
  func isKnown(by day: Day, recordedAt: Instant) -> Bool {
    published.map { $0.latest <= day } ?? (recordedAt <= .end(of: day))
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
