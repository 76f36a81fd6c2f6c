import EventLog

extension Trigger {
  /// How many consents count on a day, those who follow from one predecessor once.
  ///
  /// - Parameter left: Whoever is left out, with those who follow from them; for `others`, `named`.
  public func consents(on day: Day, _ mode: Mode, excluding left: Set<String> = []) -> Int {
    counted.counts(excluding: left).count { $0[mode].contains(day) }
  }

  /// Whether a party's consent counts on a day: its own, or that of a successor once it has come to an end.
  public func hasConsented(_ party: String, on day: Day, _ mode: Mode) -> Bool {
    counted.days(of: party)[mode].contains(day)
  }

  /// Whether a party's consent counts on any day: not that of an organisation which is left out, nor one that was given
  /// by somebody, or in a form, that the clause does not admit.
  public func mayCount(_ party: String) -> Bool {
    !counted.leftOut.contains(party) && counted.days(of: party).possibly.first != nil
  }

  /// Who belongs, on a day, to what an atom asks for all or a part of; sorted.
  ///
  /// The signatories, the members of the organisation, the parties to the instrument, the names of the list or
  /// category; empty for a condition that asks for nobody by name.
  public func asked(by atom: Clause.Condition, on day: Day, _ mode: Mode) -> [String] {
    switch atom {
    case .all(let names): names.sorted()
    case .depositsOf(let group, _): names(in: group).sorted()
    default: seats(of: atom).filter { $0.belongs[mode].contains(day) }.map(\.name).sorted()
    }
  }

  /// How much of what an atom asks for is there on a day.
  ///
  /// Consents for a number, a list, a body or a part of one; the weight for a share; else 1 when it is met and 0
  /// before. For `and` and `or`, the sum of both.
  public func count(of condition: Clause.Condition, on day: Day, _ mode: Mode) -> Int {
    switch condition {
    case .deposits: consents(on: day, mode)
    case .others: consents(on: day, mode, excluding: named)
    case .depositsOf(let group, _): counted.counts(of: names(in: group)).count { $0[mode].contains(day) }
    case .all(let names): names.count { hasConsented($0, on: day, mode) }
    case .allSignatories, .allMembers, .allParties, .fraction:
      seats(of: condition).count { $0.belongs[mode].contains(day) && $0.consented[mode].contains(day) }
    case .share(let table, _): share(of: table, on: day, mode)
    case .inForce, .date, .onSignature: isMet(condition, on: day, mode) ? 1 : 0
    case .and(let left, let right), .or(let left, let right):
      count(of: left, on: day, mode) + count(of: right, on: day, mode)
    }
  }

  /// The weight, in a table, of those who have consented by a day; 0 for a table that is not known.
  public func share(of table: String, on day: Day, _ mode: Mode) -> Int {
    guard let table = circumstances.tables[table] else { return 0 }
    return weights(in: table).reduce(0) { sum, next in
      guard next.readings[mode].contains(day) else { return sum }
      let (total, overflow) = sum.addingReportingOverflow(next.weight)
      return overflow ? .max : total
    }
  }

  /// How much an atom needs on a day, counted as `count` counts: from the least to the most it can be.
  ///
  /// One number but where it depends on a body whose members are not known for sure. For `and` and `or`, the sum of
  /// both; for a table that is not known 1.
  public func needed(_ condition: Clause.Condition, on day: Day) -> ClosedRange<Int> {
    switch condition {
    case .deposits(let number), .others(let number), .depositsOf(_, let number): return number...number
    case .all(let names): return names.count...names.count
    case .allSignatories, .allMembers, .allParties: return needed(of: condition, on: day) { $0 }
    case .fraction(let fraction, _): return needed(of: condition, on: day, fraction.needed)
    case .share(let id, let percentage):
      let weight = max(1, percentage.needed(of: circumstances.tables[id]?.total ?? 0))
      return weight...weight
    case .inForce, .date, .onSignature: return 1...1
    case .and(let left, let right), .or(let left, let right):
      let (one, two) = (needed(left, on: day), needed(right, on: day))
      let (low, lowOverflow) = one.lowerBound.addingReportingOverflow(two.lowerBound)
      let (high, highOverflow) = one.upperBound.addingReportingOverflow(two.upperBound)
      return (lowOverflow ? .max : low)...(highOverflow ? .max : high)
    }
  }

  private func needed(of atom: Clause.Condition, on day: Day, _ part: (Int) -> Int) -> ClosedRange<Int> {
    let seats = seats(of: atom)
    let sure = seats.count { $0.belongs.surely.contains(day) }
    let possible = seats.count { $0.belongs.possibly.contains(day) }
    return max(1, part(sure))...max(1, part(possible))
  }
}

extension Trigger {
  /// The parties whose consent may have met the condition, sorted.
  ///
  /// Those that count for it and were given on the trigger day, or within its bounds. Ties are not ordered: everyone
  /// who consented that day is one of them. Empty where the condition may never be met.
  public func completedBy() -> [String] {
    guard let day = bounds() else { return [] }
    let counts = clause.condition.atoms.map { counting(for: $0, in: day) }
    return parties.compactMap { name, party -> String? in
      let hasConsentedThen = party.consents.contains { $0.given.intersection(day) != nil }
      guard hasConsentedThen, let first = counted.days(of: name).possibly.first, first <= day.latest,
        counts.contains(where: { $0(name) })
      else { return nil }
      return name
    }.sorted()
  }

  /// Whether somebody's consent can count for an atom within some days.
  func counting(for atom: Clause.Condition, in day: DayBounds) -> (String) -> Bool {
    let leftOut = counted.leftOut
    switch atom {
    case .deposits: return { !leftOut.contains($0) }
    case .others:
      let named = named
      return { !leftOut.contains($0) && !named.contains($0) }
    case .share(let id, _):
      let values = circumstances.tables[id]?.values ?? [:]
      return { !leftOut.contains($0) && values[$0, default: 0] > 0 }
    case .all(let names): return standing(for: names, without: [])
    case .depositsOf(let group, _): return standing(for: names(in: group), without: leftOut)
    case .allSignatories, .allMembers, .allParties, .fraction:
      let days = DaySet(from: day.earliest, until: day.latest.next)
      let there = seats(of: atom).filter { $0.belongs.possibly.intersection(days).first != nil }
      var without: Set<String> = []
      if case .fraction = atom { without = leftOut }
      return standing(for: there.map(\.name), without: without)
    case .inForce, .date, .onSignature, .and, .or: return { _ in false }
    }
  }

  /// Whether somebody is one of them, or follows from one of them.
  private func standing(for names: [String], without leftOut: Set<String>) -> (String) -> Bool {
    let names = Set(names)
    let successions = circumstances.successions
    return { name in
      guard !leftOut.contains(name) else { return false }
      return names.contains(name) || successions[name].map { names.contains($0) } ?? false
    }
  }
}

extension Clause.Condition {
  /// Whether every signatory, or everyone on a list, must consent before it is met: then the published day bounds
  /// the consents that are not recorded.
  public func requiresConsent(of party: String, isSignatory: Bool) -> Bool {
    switch self {
    case .allSignatories: isSignatory
    case .all(let list): list.contains(party)
    case .depositsOf(.list(let list), let number): number >= list.count && list.contains(party)
    case .and(let left, let right):
      left.requiresConsent(of: party, isSignatory: isSignatory)
        || right.requiresConsent(of: party, isSignatory: isSignatory)
    case .or(let left, let right):
      left.requiresConsent(of: party, isSignatory: isSignatory)
        && right.requiresConsent(of: party, isSignatory: isSignatory)
    case .allMembers, .allParties, .deposits, .depositsOf, .others, .fraction, .share, .inForce, .date,
      .onSignature:
      false
    }
  }
}
