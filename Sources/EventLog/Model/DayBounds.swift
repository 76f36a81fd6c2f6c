/// One day that is only known to lie somewhere from `earliest` to `latest`, both included.
///
/// An exact day has equal ends. An end that is not known is `Day.distantPast` or `Day.distantFuture`.
public struct DayBounds: Hashable, Sendable {
  /// The first day it can be.
  public var earliest: Day
  /// The last day it can be; never before `earliest`.
  public var latest: Day

  /// A range of possible days.
  ///
  /// A programmer error (traps) when `latest` lies before `earliest`.
  public init(_ earliest: Day, _ latest: Day) {
    precondition(earliest <= latest, "bounds end before they begin")
    self.earliest = earliest
    self.latest = latest
  }

  /// Exactly this day.
  public init(_ day: Day) {
    self.init(day, day)
  }

  /// Any day at all.
  public static let unknown = DayBounds(.distantPast, .distantFuture)

  /// Whether only one day is possible.
  public var isExact: Bool { earliest == latest && earliest.isCivil }

  /// Whether `day` is one of the possible days.
  public func contains(_ day: Day) -> Bool { earliest <= day && day <= latest }

  /// The days possible under both, `nil` when none is: the two cannot both be right.
  public func intersection(_ other: DayBounds) -> DayBounds? {
    let low = max(earliest, other.earliest)
    let high = min(latest, other.latest)
    return low <= high ? DayBounds(low, high) : nil
  }

  /// The smallest bounds that hold both.
  public func union(_ other: DayBounds) -> DayBounds {
    DayBounds(min(earliest, other.earliest), max(latest, other.latest))
  }

  /// The bounds of the later of the two days.
  public func later(of other: DayBounds) -> DayBounds {
    DayBounds(max(earliest, other.earliest), max(latest, other.latest))
  }

  /// The bounds of the earlier of the two days.
  public func earlier(of other: DayBounds) -> DayBounds {
    DayBounds(min(earliest, other.earliest), min(latest, other.latest))
  }

  /// Both ends moved by a rule that keeps the order of days.
  public func map(_ rule: (Day) -> Day) -> DayBounds {
    DayBounds(rule(earliest), rule(latest))
  }
}
