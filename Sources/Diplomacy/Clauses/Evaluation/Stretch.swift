import EventLog

/// A stretch of days, known within bounds, in which something holds.
///
/// It holds from its first day to the day before `until`, the first day no longer.
public struct Stretch: Hashable, Sendable {
  /// The first day on which it holds.
  public var from: DayBounds
  /// The first day on which it no longer holds, `nil` where nothing ends it.
  public var until: DayBounds?

  /// A stretch.
  public init(from: DayBounds, until: DayBounds? = nil) {
    self.from = from
    self.until = until
  }

  /// The stretch of an interval `A/B`, whose last day is B; `nil` for a date that is no interval.
  ///
  /// With an open end (`A/..`) nothing ends it.
  ///
  /// - Parameter strict: Leave out what `~` adds.
  public init?(_ interval: EDTF, strict: Bool = false) {
    guard let last = interval.lastDay(strict: strict) else { return nil }
    self.init(
      from: interval.bounds(strict: strict), until: last.earliest == .distantFuture ? nil : last.map(\.next))
  }

  /// Whether it holds on a day, under the readings of the bounds that the mode asks for.
  public func holds(on day: Day, _ mode: Trigger.Mode) -> Bool {
    days[mode].contains(day)
  }

  var days: DayReadings {
    DayReadings(
      surely: DaySet(from: from.latest, until: until?.earliest ?? .distantFuture),
      possibly: DaySet(from: from.earliest, until: until?.latest ?? .distantFuture))
  }
}

/// Who belongs to a body, each with the stretches in which it does.
public typealias Roster = [String: [Stretch]]
