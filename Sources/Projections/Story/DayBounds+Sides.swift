import EventLog

/// The two sides of a day: up to its end, and after it.
extension DayBounds {
  /// Whether what lies in these bounds may have come by the day and may come after it.
  func straddles(_ day: Day) -> Bool { earliest <= day && day < latest }

  /// The part of the bounds on one side of a day that they straddle.
  func cut(at day: Day, isLate: Bool) -> DayBounds {
    isLate ? DayBounds(max(day.next, earliest), latest) : DayBounds(earliest, day)
  }
}
