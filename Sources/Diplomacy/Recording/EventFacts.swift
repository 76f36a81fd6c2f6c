import EventLog

/// What a fold needs of an ordinary event without reading its JSON; kept in the header of the record.
///
/// Texts that only people read (titles, notes, quotes, places) are not here, nor is what the record has anyway:
/// type, tags, the bounds of `on` and its precision. Declarations, attendance, agendas, tables and what claims and
/// corrections say are read from the payload. The bytes are drawn in docs/FACTS.md.
public struct EventFacts: Hashable, Sendable {
  /// `modality`, fact when not written.
  public var modality: Modality = .fact
  /// `confidence`, sure when not written.
  public var confidence: Confidence = .sure
  /// The best grade of the sources: 6 for a source without one, 7 without a source.
  public var grade: Int = 7
  /// `jointly`: whether a range holds one common day for all parties.
  public var jointly = false
  /// The bounds of `on` under strict dates, where `~` widens it.
  public var strictOn: DayBounds?
  /// The last day of an `on` that is an interval.
  public var lastDay: DateFacts?
  /// `received`.
  public var received: DateFacts?
  /// `effective`.
  public var effective: DateFacts?
  /// `until`.
  public var until: DateFacts?
  /// The earliest date of a source, as bounds: what counts for `--published-by`.
  public var published: DayBounds?
  /// The first day of the `conflict` of a withdrawal.
  public var conflict: DateFacts?
  /// The last day of the `conflict` of a withdrawal.
  public var conflictEnd: DateFacts?
  /// `instrument`.
  public var instrument: String?
  /// `org`.
  public var org: String?
  /// `organ`: none, one or several.
  public var organs: [String] = []
  /// `office`.
  public var office: String?
  /// `status`.
  public var status: String?
  /// `scope` of a suspension.
  public var scope: String?
  /// `party`, `holder`, `predecessors` or the parties of `attendance`, in the order written.
  public var parties: [String] = []
  /// `predecessor`, `to`, `successors` or `not_joining`, in the order written.
  public var others: [String] = []
  /// `mode`, `method` of a decision.
  public var mode: String?
  /// `stage`.
  public var stage: String?
  /// `action`.
  public var action: String?
  /// `for` of an application.
  public var purpose: String?
  /// `cause`.
  public var cause: String?
  /// `kind` of a change of States or an entity.
  public var kind: String?
  /// `enabled_by`.
  public var enabledBy: String?
  /// `meeting`.
  public var meeting: String?
  /// `number` of consents that a publication counted.
  public var number: Int?
  /// `depositary` of a consent.
  public var depositary: String?

  /// Nothing but the defaults.
  public init() {}
}

/// A date of an event as a fold uses it.
public struct DateFacts: Hashable, Sendable {
  /// The days it can be.
  public var bounds: DayBounds
  /// The days it can be under strict dates: without what `~` adds.
  public var strict: DayBounds
  /// How it was given: see `EDTF.precision`.
  public var precision: UInt8

  /// A date.
  public init(bounds: DayBounds, strict: DayBounds, precision: UInt8) {
    self.bounds = bounds
    self.strict = strict
    self.precision = precision
  }

  init(_ date: EDTF) {
    self.init(
      bounds: date.bounds(strict: false), strict: date.bounds(strict: true), precision: date.precision)
  }

  /// The last day of an interval, `nil` for a date that is none.
  init?(lastDayOf date: EDTF) {
    guard let last = date.lastDay(strict: false), let strict = date.lastDay(strict: true) else { return nil }
    self.init(bounds: last, strict: strict, precision: date.precision)
  }

  /// Whether it carries a time of day; such a day is still the last one of what ends on it.
  public var hasTimeOfDay: Bool { precision & EDTF.Precision.timeOfDay.rawValue != 0 }
}

extension DiplomaticEvent {
  /// The facts section of the record.
  public var facts: [UInt8] { EventFacts(self).encoded }
}
