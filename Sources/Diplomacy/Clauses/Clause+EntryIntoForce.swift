import EventLog

extension Clause {
  /// The day of entry into force when the condition is met on a day of these bounds: the delay, and never
  /// before `notBefore`.
  ///
  /// A condition that is never met (`Day.distantFuture`) gives `distantFuture`.
  public func inForce(trigger: DayBounds) -> DayBounds {
    let day = delay.applied(to: trigger)
    return notBefore.map { day.later(of: DayBounds($0)) } ?? day
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
  public func inForce(forParty consent: DayBounds, trigger: DayBounds) -> DayBounds {
    let general = inForce(trigger: trigger)
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

extension Clause.Condition {
  /// The days on which the condition can have been met: the n-th smallest of the lower and of the upper
  /// bounds.
  ///
  /// Counting looks at the day and never at the order within it. A condition that is not met by these
  /// consents is met on `Day.distantFuture`, and one that may not be reaches to it. Only consents that count
  /// are given: those withdrawn before, or of organisations beside their members, are left out by who asks.
  ///
  /// - Parameters:
  ///   - consents: For each party the day it consented; a party is named as in the lists of the condition.
  ///   - signatories: Who signed; with none, "all signatories" is never met.
  ///   - signed: The day of signature.
  public func met(
    by consents: [String: DayBounds], signatories: Set<String> = [], signed: DayBounds? = nil
  ) -> DayBounds {
    met(by: consents, signatories: signatories, signed: signed, named: Set(namedParties))
  }

  private func met(
    by consents: [String: DayBounds], signatories: Set<String>, signed: DayBounds?, named: Set<String>
  ) -> DayBounds {
    let never = DayBounds(.distantFuture)
    func last(_ names: some Sequence<String>) -> DayBounds? {
      names.lazy.map { consents[$0] ?? never }.reduce(nil) { $0?.later(of: $1) ?? $1 }
    }
    switch self {
    case .allSignatories: return last(signatories) ?? never
    case .all(let names): return last(names) ?? never
    case .deposits(let count): return DayBounds.ordered(count, of: Array(consents.values)) ?? never
    case .others(let count):
      return DayBounds.ordered(count, of: consents.filter { !named.contains($0.key) }.map(\.value)) ?? never
    case .date(let day): return DayBounds(day)
    case .onSignature: return signed ?? never
    case .and(let left, let right):
      let first = left.met(by: consents, signatories: signatories, signed: signed, named: named)
      return first.later(of: right.met(by: consents, signatories: signatories, signed: signed, named: named))
    case .or(let left, let right):
      let first = left.met(by: consents, signatories: signatories, signed: signed, named: named)
      let second = right.met(by: consents, signatories: signatories, signed: signed, named: named)
      return DayBounds(min(first.earliest, second.earliest), min(first.latest, second.latest))
    }
  }
}

extension DayBounds {
  /// The days that can be the n-th of several days in their order, `nil` if there are fewer; `count` is at
  /// least 1.
  ///
  /// The n-th smallest lower bound and the n-th smallest upper bound.
  public static func ordered(_ count: Int, of days: [DayBounds]) -> DayBounds? {
    guard count >= 1, days.count >= count else { return nil }
    return DayBounds(days.map(\.earliest).sorted()[count - 1], days.map(\.latest).sorted()[count - 1])
  }
}
