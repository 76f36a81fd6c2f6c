import EventLog

extension Clause {
  /// The day of entry into force when the condition is met on a day of these bounds: the delay, and never
  /// before the floor.
  ///
  /// A condition that is never met (`Day.distantFuture`) gives `distantFuture`.
  ///
  /// - Parameter opening: The day it was opened for signature, where the floor counts from it; when it is not given,
  ///   the day of entry into force has no latest day.
  public func inForce(trigger: DayBounds, opening: DayBounds? = nil) -> DayBounds {
    // A fixed day may have passed when the condition is met.
    let day = delay.applied(to: trigger).later(of: trigger)
    switch floor {
    case nil: return day
    case .day(let floor): return day.later(of: DayBounds(floor))
    case .opening(let term): return day.later(of: opening.map { term.applied(to: $0) } ?? .unknown)
    }
  }

  /// The day on which the treaty enters into force for one party.
  ///
  /// A consent up to the day the condition is met is one of those that brought the treaty into force: the
  /// general date. A later one follows by the rule for parties, not before its own deposit and not before the
  /// general date. (Paris Agreement: deposited by Algeria between the trigger and the general date, in force
  /// 30 days after the deposit.) Where the order of the two days is not known, the bounds hold both answers.
  ///
  /// - Parameters:
  ///   - consent: The day of the party's deposit.
  ///   - trigger: The day the condition is met.
  ///   - opening: The day it was opened for signature, where the floor counts from it.
  public func inForce(forParty consent: DayBounds, trigger: DayBounds, opening: DayBounds? = nil) -> DayBounds
  {
    let general = inForce(trigger: trigger, opening: opening)
    let own: DayBounds
    switch partyRule {
    case .none: own = consent
    case .same: own = delay.applied(to: consent).later(of: consent)
    case .delay(let delay): own = delay.applied(to: consent).later(of: consent)
    }
    let late = general.later(of: own)
    if consent.latest <= trigger.earliest { return general }
    if consent.earliest > trigger.latest { return late }
    return general.union(late)
  }
}
