import EventLog

extension Trigger {
  /// The days on which the condition can be met for the first time, in whichever order of the acts it ever is; `nil` if it
  /// never may be.
  ///
  /// Those of `bounds()` where it surely is met one day. Else their latest is the last day on which anything may still be
  /// added to what was there: a condition that is not met by then never will be. That day is `Day.distantFuture` where
  /// something is only known to come at some time.
  ///
  /// - Parameter bounds: those of `bounds()`, where they are known already.
  public func boundsIfEver(_ bounds: DayBounds? = nil) -> DayBounds? {
    guard let bounds = bounds ?? self.bounds() else { return nil }
    guard bounds.latest == .distantFuture else { return bounds }
    let added = DaySet.union(of: clause.condition.atoms.map(additions))
    let last = added.intersection(days(of: clause.condition).possibly).last ?? bounds.earliest
    return DayBounds(bounds.earliest, max(bounds.earliest, last))
  }

  /// The days on which a part of the condition may come to be met that was not the day before.
  private func additions(to atom: Clause.Condition) -> DaySet {
    switch atom {
    case .and, .or: return DaySet()
    case .date(let date): return DaySet(DayBounds(date))
    case .inForce(let instrument):
      let last = circumstances.lastEntries[instrument]
      return .union(
        of: (circumstances.inForce[instrument] ?? []).map { stretch in
          DaySet(DayBounds(stretch.from.earliest, max(stretch.from.earliest, last ?? stretch.from.latest)))
        })
    case .onSignature: return .union(of: parties.values.compactMap { $0.signed.map(DaySet.init) })
    case .all, .deposits, .depositsOf, .others, .share: return consenting(to: atom)
    case .allSignatories:
      return consenting(to: atom).union(.union(of: parties.values.compactMap { $0.signed.map(DaySet.init) }))
    case .allMembers(let org): return consenting(to: atom).union(changes(in: .members(of: org)))
    case .allParties(let instrument): return consenting(to: atom).union(changes(in: .parties(to: instrument)))
    case .fraction(_, let body): return consenting(to: atom).union(changes(in: body))
    }
  }

  /// The days on which somebody who may count for an atom may come to have consented.
  private func consenting(to atom: Clause.Condition) -> DaySet {
    // Where some follow from others, the place of one that came to an end is taken by another.
    let isPlain = circumstances.successions.isEmpty
    let counts = counting(for: atom, in: .unknown)
    let consents = parties.filter { name, _ in
      counted.days(of: name).possibly.first != nil && (!isPlain || counts(name))
    }.values.flatMap { $0.consents.map(\.given) }
    let returns = Array(circumstances.returned.values)
    let ends = isPlain ? [] : Array(circumstances.extinct.values)
    return .union(of: (consents + returns + ends).map(DaySet.init))
  }

  /// The days on which somebody may come to belong to a body, or to belong to it no longer.
  private func changes(in body: Clause.Body) -> DaySet {
    let stretches = circumstances.roster(of: body).values.flatMap { $0 }
    return .union(of: stretches.flatMap { [$0.from, $0.until].compactMap { $0 } }.map(DaySet.init))
  }
}

extension DaySet {
  /// The days of some bounds.
  fileprivate init(_ bounds: DayBounds) {
    self.init(
      from: bounds.earliest, until: bounds.latest == .distantFuture ? .distantFuture : bounds.latest.next)
  }
}
