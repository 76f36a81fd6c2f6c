import EventLog

/// How long after one day another follows: the calendar arithmetic of final clauses.
///
/// A chain of counts (`+3m+1d`, applied from left to right), perhaps ended by a move to the first of a month,
/// or one fixed day. Nothing in it goes back, so a delay keeps the order of days: a ≤ b gives applied(a) ≤
/// applied(b).
public struct Delay: Hashable, Sendable {
  /// The steps, in the order in which they are taken; none is "at once".
  public let steps: [Step]

  /// One move along the calendar.
  public enum Step: Hashable, Sendable {
    /// "On the n-th day following": the date plus n days.
    case days(Int)
    /// "n months after": the same day number, or the last day of that month (31 August + 6 months = 28 or 29
    /// February).
    case months(Int)
    /// "n years after": as 12 n months.
    case years(Int)
    /// "The first day of the month following": to the first of the next month, also from a first.
    case firstOfMonthAfter
    /// "The first day of the k-th month after the month in which": the month plus k, day 1.
    case firstOfKthMonth(Int)
    /// This day, whenever the trigger came.
    case on(Day)
  }

  /// At once: the same day.
  public static let none = Delay(trusted: [])

  /// The most days, months or years that one step may count.
  public static let largestCount = 9999

  /// A delay of these steps, or `nil` if the notation has no such chain.
  ///
  /// Counts run from 0 to `largestCount`, that of `firstOfKthMonth` from 1; `firstOfMonthAfter` comes last
  /// and once; `firstOfKthMonth` and `on` stand alone, and the day is one that `EDTF` reads as it stands.
  public init?(_ steps: [Step]) {
    for (place, step) in steps.enumerated() {
      switch step {
      case .days(let count), .months(let count), .years(let count):
        guard (0...Delay.largestCount).contains(count) else { return nil }
      case .firstOfMonthAfter:
        guard place == steps.count - 1 else { return nil }
      case .firstOfKthMonth(let count):
        guard steps.count == 1, (1...Delay.largestCount).contains(count) else { return nil }
      case .on(let day):
        guard steps.count == 1, EDTF.plainDay(day.description) != nil else { return nil }
      }
    }
    self.init(trusted: steps)
  }

  init(trusted steps: [Step]) {
    self.steps = steps
  }
}

extension Delay {
  /// The day that follows `day` by this delay.
  ///
  /// A trigger that never comes (`Day.distantFuture`) is followed by nothing, even on a fixed day; one that
  /// was always there stays so. Past 9999-12-31 the answer is `distantFuture`.
  public func applied(to day: Day) -> Day {
    guard day != .distantFuture else { return day }
    return steps.reduce(day) { $1.applied(to: $0) }
  }

  /// The days that can follow a day of these bounds.
  public func applied(to bounds: DayBounds) -> DayBounds {
    bounds.map { applied(to: $0) }
  }

  /// Whether "the first of the month after" starts here from a day that is itself a first, where readers
  /// disagree.
  ///
  /// The sum of the counts then falls on a first, and the answer is a whole month later (note `N-EDGE`).
  public func isEdge(from day: Day) -> Bool {
    guard steps.last == .firstOfMonthAfter else { return false }
    let sum = steps.dropLast().reduce(day) { $1.applied(to: $0) }
    return sum.isCivil && sum.civil.day == 1
  }

  /// Whether it is a fixed day, which does not look at its trigger.
  public var isFixed: Bool {
    if case .on = steps.first { true } else { false }
  }
}

extension Delay.Step {
  fileprivate func applied(to day: Day) -> Day {
    switch self {
    case .days(let count): day.adding(days: count)
    case .months(let count): day.adding(months: count)
    case .years(let count): day.adding(years: count)
    case .firstOfMonthAfter: day.firstOfNextMonth
    case .firstOfKthMonth(let count): day.firstOfMonth.adding(months: count)
    case .on(let fixed): fixed
    }
  }

  /// `+60d`; `nil` for a step that is no count.
  fileprivate var count: String? {
    switch self {
    case .days(let count): "+\(count)d"
    case .months(let count): "+\(count)m"
    case .years(let count): "+\(count)y"
    default: nil
    }
  }
}

extension Delay: CustomStringConvertible {
  /// The notation: `at once`, `+3m+1d`, `first-of-month after +60d`, `1st-of-month +6`, `on 2019-01-01`.
  public var description: String {
    // Not `joined`: it asks Swift's runtime about types, which a short command notices.
    var counts = ""
    for step in steps { counts += step.count ?? "" }
    switch steps.last {
    case nil: return "at once"
    case .firstOfMonthAfter: return counts.isEmpty ? "first-of-month" : "first-of-month after \(counts)"
    case .firstOfKthMonth(let count): return "1st-of-month +\(count)"
    case .on(let day): return "on \(day)"
    default: return counts
    }
  }
}
