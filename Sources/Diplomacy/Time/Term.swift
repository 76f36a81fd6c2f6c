import EventLog

/// How long something lasts that ends by itself: the `duration` of an instrument, `5y`.
///
/// Not named as Swift names an amount of seconds: a term is years, months and days of the calendar.
public struct Term: Hashable, Sendable {
  /// The years, months and days, added in this order as written.
  public let delay: Delay

  init(_ delay: Delay) {
    self.delay = delay
  }

  /// The last day of a term that begins on `day`: the anniversary that ends it.
  ///
  /// A term of five years from 1994-04-20 still runs on 1999-04-20, and 1999-04-21 is the first day no
  /// longer. So the parties to the Collective Security Treaty were nine on that day and six on the next.
  public func lastDay(from day: Day) -> Day {
    delay.applied(to: day)
  }

  /// The days that can be the last of a term that begins within these bounds.
  public func lastDay(from bounds: DayBounds) -> DayBounds {
    delay.applied(to: bounds)
  }

  /// The first day no longer within a term that begins on `day`.
  public func firstDayAfter(from day: Day) -> Day {
    lastDay(from: day).next
  }
}

extension Term: CustomStringConvertible {
  /// The notation: `5y`, `1y6m`, `90d`.
  public var description: String {
    delay.description.filter { $0 != "+" }
  }
}
