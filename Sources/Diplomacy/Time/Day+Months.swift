import EventLog

extension Day {
  /// The same day of the month `count` months later, or the last day of that month when it is too short.
  ///
  /// 31 August and six months is 28 or 29 February. Negative counts go back. An open end stays open, and a
  /// sum outside the years 0000 to 9999 is the open end on that side. Source of the rule: the usual reading
  /// of "n months after" in final clauses, as depositaries apply it.
  public func adding(months count: Int) -> Day {
    guard isCivil else { return self }
    let (year, month, day) = civil
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(count)
    if overflow { return count > 0 ? .distantFuture : .distantPast }
    if sum < 0 { return .distantPast }
    if sum >= 10_000 * 12 { return .distantFuture }
    let length = Day.length(ofMonth: sum % 12 + 1, year: sum / 12)
    return Day(year: sum / 12, month: sum % 12 + 1, day: min(day, length)) ?? self
  }

  /// The same day of the year `count` years later; 29 February becomes 28 February in a common year.
  public func adding(years count: Int) -> Day {
    let (months, overflow) = count.multipliedReportingOverflow(by: 12)
    if overflow { return isCivil ? (count > 0 ? .distantFuture : .distantPast) : self }
    return adding(months: months)
  }

  /// The first day of this day's month; an open end stays open.
  public var firstOfMonth: Day {
    isCivil ? adding(days: 1 - civil.day) : self
  }

  /// The first day of the next month, also from a first: what "first of the month after" means in a final
  /// clause.
  public var firstOfNextMonth: Day {
    firstOfMonth.adding(months: 1)
  }
}
