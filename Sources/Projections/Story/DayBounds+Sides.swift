import EventLog

/// The two sides of a day: up to its end, and after it.
extension DayBounds {
  /// Whether what lies in these bounds may have come by the day and may come after it.
  func straddles(_ day: Day) -> Bool { earliest <= day && day < latest }

  /// The part of the bounds on one side of a day that they straddle.
  func cut(at day: Day, isLate: Bool) -> DayBounds {
    isLate ? DayBounds(max(day.next, earliest), latest) : DayBounds(earliest, day)
  }

  /// The last day on which something holds that holds up to some day and not after it; `nil` where it never does.
  func last(where holds: (Day) -> Bool) -> Day? {
    var low = max(earliest, .first)
    var high = min(latest, .last)
    guard low <= high, holds(low) else { return nil }
    while low < high {
      let middle = Day(number: low.number + (high.number - low.number + 1) / 2)
      if holds(middle) { low = middle } else { high = middle.previous }
    }
    return low
  }
}
