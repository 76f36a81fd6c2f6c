import Diplomacy
import EventLog

/// One State that goes on as another, with those that went on as it.
typealias OracleContinuation = (act: OracleAct, predecessors: [String])

extension OracleWorld {
  /// Whether a State goes on as another by a change.
  func isContinued(by state: String, _ change: StateChange) -> Bool {
    (change.kind == .continuation || change.kind == .renaming)
      && (change.successors ?? []).contains(state) && !change.predecessors.contains(state)
  }

  /// The changes by which a State continues others.
  func changes(into state: String) -> [OracleContinuation] {
    if let known = continuationsInto[state] { return known }
    let found = stateChanges.compactMap { act, change -> OracleContinuation? in
      isContinued(by: state, change) ? (act, change.predecessors) : nil
    }
    continuationsInto[state] = found
    return found
  }

  /// The changes by which a State may take a consent over from those whom it continues, or from those whom they do.
  func takeovers(by state: String, _ acts: OracleTreatyActs) -> [OracleContinuation] {
    changes(into: state).filter { _, predecessors in
      var open = predecessors
      var known = Set(predecessors + [state])
      while let next = open.popLast() {
        if acts.consents[next] != nil { return true }
        open += changes(into: next).flatMap(\.predecessors).filter { known.insert($0).inserted }
      }
      return false
    }
  }

  /// Whether a State may have taken a consent over before its own ones.
  func isHeir(_ state: String, _ acts: OracleTreatyActs) -> Bool {
    let first = (acts.consents[state] ?? []).map(\.act.days.latest).min() ?? .distantFuture
    return takeovers(by: state, acts).contains { $0.act.days.earliest <= first }
  }

  /// Who a State is on a day: itself, or whoever surely goes on as it by then.
  func heir(of state: String, on day: Day) -> String {
    var heir = state
    var known: Set<String> = [state]
    while let (_, change) = stateChanges.first(where: { act, change in
      change.predecessors.contains(heir) && act.days.latest <= day
        && (change.successors ?? []).contains { isContinued(by: $0, change) }
    }), let next = change.successors?.first(where: { isContinued(by: $0, change) }),
      known.insert(next).inserted
    {
      heir = next
    }
    return heir
  }

  /// Who continues another State holds from that day what it held the day before, with the ends that were stated
  /// (docs/DOMAIN.md, "States over time").
  func addContinued(_ seat: OracleSeat, to steps: inout [OracleStep<OracleMembership.Effect>]) {
    for (act, predecessors) in changes(into: seat.party) {
      let day = day(of: act)
      func add(_ effect: OracleMembership.Effect, rank: Int) {
        steps.append(
          OracleStep(
            day: day, rank: rank, position: act.fact.position, effect: effect, isDerived: true,
            raisesNothing: true))
      }
      let traces = predecessors.map { membership(OracleSeat(org: seat.org, organ: seat.organ, party: $0)) }
      let estates = traces.map { $0.estate(on: day) { if case .end = $0.effect { true } else { false } } }
      let statuses = Set(estates.flatMap(\.held))
      for status in statuses.sorted() { add(.admit(status), rank: 1) }
      // A restriction goes on only if all who held anything had it.
      let holders = estates.filter { !$0.held.isEmpty }
      let scopes = holders.dropFirst().reduce(holders.first?.restrictions ?? []) {
        $0.intersection($1.restrictions)
      }
      for scope in scopes.sorted() { add(.suspend(scope), rank: 2) }
      for purpose in estates.compactMap(\.request) { add(.request(purpose), rank: 2) }
      if estates.contains(where: \.isFrozen) { add(.freeze, rank: 2) }
      for (place, (trace, estate)) in zip(traces, estates).enumerated() {
        let ends = trace.steps.filter { $0.day > day }.compactMap {
          passed($0, by: day, of: estate, statuses, scopes)
        }
        // What rests on several acts ends with the last of them.
        steps += ends.enumerated().filter { place, end in
          !ends[(place + 1)...].contains { "\($0.effect)" == "\(end.effect)" }
        }.map(\.element)
        guard let notice = estate.leaving else { continue }
        let number = 1_000 * (act.number.magnitude.intValue * 10 + place + 1) + notice
        add(.notice(number), rank: 2)
        for step in trace.steps where step.day > day {
          guard case .depart(notice) = step.effect else { continue }
          steps.append(
            OracleStep(
              day: step.day, rank: -1, position: step.position, effect: .depart(number), isDerived: true))
        }
      }
    }
  }

  /// A stated end that is still to come, of something that passed on.
  private func passed(
    _ step: OracleStep<OracleMembership.Effect>, by day: Day, of estate: OracleMembership,
    _ statuses: Set<String>, _ scopes: Set<String>
  ) -> OracleStep<OracleMembership.Effect>? {
    guard let begun = step.begun, begun < day else { return nil }
    let isPassed: Bool
    switch step.effect {
    case .cease(let status?): isPassed = estate.held.contains(status)
    case .lapse(let scope): isPassed = estate.restrictions.contains(scope) && scopes.contains(scope)
    case .resume: isPassed = estate.isFrozen
    case .answer(let purpose): isPassed = estate.request == purpose
    default: isPassed = false
    }
    // What had ended before passes on no end; what passed on ends with whatever it rests on.
    guard isPassed, !step.isOwnEnd || estate.grounds(of: step.effect).contains(step.act) else { return nil }
    var passed = step
    passed.isOwnEnd = false
    return passed
  }
}

extension OracleWorld {
  /// Who continues another State is to an instrument what that was the day before: a signatory, with its consent bound
  /// or yet to be, with a notice that runs.
  func addContinued(_ party: String, to id: String, _ steps: inout [OracleStep<OracleParty.Effect>]) {
    let treaty = treaty(id)
    for (place, consent) in (treaty.consents[party] ?? []).enumerated() {
      guard let origin = consent.origin else { continue }
      let (trace, estate) = estate(of: origin.party, in: id, on: consent.day)
      guard estate.hasConsented || estate.isBound else { continue }
      func add(_ day: Day, _ rank: Int, _ effect: OracleParty.Effect) {
        steps.append(
          OracleStep(
            day: day, rank: rank, position: consent.act.fact.position, effect: effect, isDerived: true,
            raisesNothing: true))
      }
      add(consent.day, 1, .consent(place, signsFirst: false))
      if let entries = treaty.entries[party], place < entries.count {
        add(estate.isBound ? consent.day : entries[place], estate.isBound ? 1 : 6, .enter(place))
      }
      guard let notice = estate.leaving else { continue }
      let number = 1_000 * (consent.act.fact.position * 10 + place + 1) + notice
      add(consent.day, 2, .notice(number))
      for step in trace.steps where step.day > consent.day {
        if case .depart(notice) = step.effect { add(step.day, -1, .depart(number)) }
      }
    }
    for (act, predecessors) in changes(into: party) {
      let day = day(of: act)
      for predecessor in predecessors
      where !ends(of: predecessor).contains(where: { self.day(of: $0) < day })
        && estate(of: predecessor, in: id, on: day).estate.isSignatory
      {
        steps.append(
          OracleStep(
            day: day, rank: 1, position: act.fact.position, effect: .sign, isDerived: true,
            raisesNothing: true))
      }
    }
  }

  /// What a State was to an instrument when another one continued it.
  func estate(of party: String, in id: String, on day: Day) -> (
    trace: OracleTrace<OracleParty>, estate: OracleParty
  ) {
    let trace = bond(party, to: id)
    let estate = trace.estate(on: day) { step in
      switch step.effect {
      case .cease: true
      // Who ends as a State ends as a member, too, and as a party to what this belongs to.
      case .end: step.isDerived
      default: false
      }
    }
    return (trace, estate)
  }
}

extension OracleWorld {
  /// A State that continues another takes over its consents, unless it had consented before.
  ///
  /// Who continues a State may be continued itself: the changes are taken in the order of their days.
  func addContinued(_ id: String, _ acts: OracleTreatyActs, _ treaty: inout OracleTreaty) {
    let changes = parties(to: id).flatMap { party in
      self.changes(into: party).map { act, predecessors in
        (day: day(of: act), party: party, predecessors: predecessors, act: act)
      }
    }
    for (day, party, predecessors, act) in changes.sorted(by: { $0.day < $1.day })
    where !(treaty.consents[party] ?? []).contains(where: { $0.day <= day }) {
      let back = takenBack(by: party, acts).map(\.day) + notices(of: party, acts).map(\.day)
      // Of several that went on as one each may have consented.
      let taken = predecessors.compactMap { predecessor -> OracleConsent? in
        let consents = treaty.consents[predecessor] ?? []
        guard let first = consents.firstIndex(where: { $0.day < day }),
          !ends(of: predecessor).contains(where: { self.day(of: $0) < day })
        else { return nil }
        let place = consents.lastIndex { $0.stands(before: day) } ?? first
        return OracleConsent(
          day: day,
          withdrawn: consents[place].stands(before: day)
            ? back.filter { $0 >= day }.min() : consents[place].withdrawn,
          form: "succession", act: act, origin: (predecessor, place))
      }
      if !taken.isEmpty { treaty.consents[party, default: []].insert(contentsOf: taken, at: 0) }
    }
  }
}

extension UInt {
  fileprivate var intValue: Int { Int(self) }
}
