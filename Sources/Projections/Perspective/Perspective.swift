import EventLog

/// From where one looks at the log: the day in the world, how much of the log was written, which sources were
/// published and are believed, and what is assumed or left out.
public struct Perspective: Hashable, Sendable {
  /// How much of the log counts.
  public enum AsOf: Hashable, Sendable {
    /// All of it.
    case head
    /// The events up to this position.
    case position(GlobalPosition)
    /// The events recorded at or before this moment.
    case instant(Instant)
  }

  /// `--at`: the day in the world.
  public var at: Day
  /// `--as-of`: how much of the log counts.
  public var asOf: AsOf
  /// `--published-by`: only what sources surely published by the end of this day; `nil` takes everything.
  public var publishedBy: Day?
  /// `--trust`: only what has this grade or a better one, 1 to 7; `nil` takes everything.
  public var trust: Int?
  /// `--without`: recorded events that are left out.
  public var without: Set<GlobalPosition>
  /// `--assume`: events that count as if they had been appended, made ready by a `Recorder`; they are seen whatever
  /// the other clocks say, in this order, at the positions after the last one of the log.
  public var assumed: [Event]
  /// `--strict-dates`: `~` does not widen a date, which is taken as its digits say.
  public var strictDates: Bool

  /// A perspective.
  public init(
    at day: Day, asOf: AsOf = .head, publishedBy: Day? = nil, trust: Int? = nil,
    without: Set<GlobalPosition> = [], assumed: [Event] = [], strictDates: Bool = false
  ) {
    self.at = day
    self.asOf = asOf
    self.publishedBy = publishedBy
    self.trust = trust
    self.without = without
    self.assumed = assumed
    self.strictDates = strictDates
  }

  /// Whether recorded events up to the last position that counts are hidden.
  public var hides: Bool { publishedBy != nil || trust != nil || !without.isEmpty }

  /// Whether something else than the end of the log limits or widens what is seen, or how it is read.
  var isFiltered: Bool { hides || !assumed.isEmpty || strictDates }
}
