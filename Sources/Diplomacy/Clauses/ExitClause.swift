import EventLog

/// When a party that gives notice, or leaves an organisation, is no longer a party.
///
/// Every day it answers with is the first day no longer.
public struct ExitClause: Hashable, Sendable {
  /// What follows from a notice.
  public var rule: Rule
  /// What follows from leaving an organisation, whether or not notice was given; `nil` where nothing does.
  public var leaving: Leaving?

  /// What follows from a notice of withdrawal.
  public enum Rule: Hashable, Sendable {
    /// The treaty says nothing about leaving, and leaving is disputed (VCLT 56) unless the log says otherwise.
    case none
    /// So long after the notice was received, not before a term has run, and not during an armed conflict.
    case after(Delay, floor: Floor?, notDuringConflict: Bool)
    /// With the end of the financial year, which is the calendar year: the first of January after the notice.
    ///
    /// With `nextIfLastQuarter` a notice from October on takes effect a year later (Statute of the Council of
    /// Europe, article 7: within the last three months, at the end of the next year).
    case endOfYear(nextIfLastQuarter: Bool)
  }

  /// A term that must have run before a notice takes effect: years, months and days.
  public enum Floor: Hashable, Sendable {
    /// From the entry into force of the treaty.
    case inForce(Delay)
    /// From the day on which the treaty entered into force for the party.
    case party(Delay)
  }

  /// The treaty ends for who leaves an organisation (Convention on Human Rights, article 58).
  public struct Leaving: Hashable, Sendable {
    /// The organisation.
    public var org: String
    /// How long after the last day there, at once where nothing is said.
    public var delay: Delay

    /// A rule for those who leave an organisation.
    public init(org: String, delay: Delay = .none) {
      self.org = org
      self.delay = delay
    }

    /// The first day no longer a party, for who is no longer a member from a day of these bounds.
    public func effective(left: DayBounds) -> DayBounds {
      delay.applied(to: left)
    }
  }

  /// An exit clause.
  public init(_ rule: Rule, leaving: Leaving? = nil) {
    self.rule = rule
    self.leaving = leaving
  }
}

extension ExitClause {
  /// The days that can be the first no longer, for a notice within these bounds.
  ///
  /// - Parameters:
  ///   - notice: The days on which the notice can have been received.
  ///   - inForce: The entry into force of the treaty, needed where the clause counts from it.
  ///   - party: The day on which it entered into force for this party, needed where the clause counts from that.
  ///   - conflict: The armed conflict that the party is engaged in, as the notice states it.
  /// - Returns: `nil` where the clause gives no day: no rule, or a term from a day not given.
  public func effective(
    notice: DayBounds, inForce: DayBounds? = nil, party: DayBounds? = nil, conflict: Stretch? = nil
  ) -> DayBounds? {
    switch rule {
    case .none: return nil
    case .endOfYear(let nextIfLastQuarter):
      return notice.map { ExitClause.firstOfYear(after: $0, nextIfLastQuarter: nextIfLastQuarter) }
    case .after(let delay, let floor, let notDuringConflict):
      var day = delay.applied(to: notice)
      switch floor {
      case nil: break
      case .inForce(let term)?:
        guard let inForce else { return nil }
        day = day.later(of: term.applied(to: inForce))
      case .party(let term)?:
        guard let party else { return nil }
        day = day.later(of: term.applied(to: party))
      }
      return notDuringConflict ? conflict?.firstDayAfter(day) ?? day : day
    }
  }

  private static func firstOfYear(after notice: Day, nextIfLastQuarter: Bool) -> Day {
    guard notice.isCivil else { return notice }
    let (year, month, _) = notice.civil
    return Day(year: year + (nextIfLastQuarter && month >= 10 ? 2 : 1), month: 1, day: 1) ?? .distantFuture
  }
}

extension Stretch {
  /// The day itself where it lies outside the stretch, else the first day after it: no day where nothing ends it.
  fileprivate func firstDayAfter(_ day: DayBounds) -> DayBounds {
    let end = until ?? DayBounds(.distantFuture)
    let earliest = holds(on: day.earliest, .surely) ? end.earliest : day.earliest
    let latest = holds(on: day.latest, .possibly) ? end.latest : day.latest
    return DayBounds(earliest, max(earliest, latest))
  }
}
