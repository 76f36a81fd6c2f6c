import Diplomacy
import EventLog

extension OracleWorld {
  /// What an instrument is to one party over time, in this completion.
  func bond(_ party: String, to id: String) -> OracleTrace<OracleParty> {
    let name = "party \(id) \(party)"
    if let known = bonds[name] { return known }
    guard open.insert(name).inserted else {
      isCircular = true
      return before.bonds[name] ?? OracleTrace<OracleParty>([])
    }
    let trace = OracleTrace<OracleParty>(steps(of: party, to: id))
    bonds[name] = trace
    oddities[name] = trace.oddities
    return trace
  }

  private func steps(of party: String, to id: String) -> [OracleStep<OracleParty.Effect>] {
    let acts = acts(of: id)
    let treaty = treaty(id)
    let declaration = declaration(of: id)?.declaration
    var steps: [OracleStep<OracleParty.Effect>] = []
    func add(
      _ day: Day, _ rank: Int, _ act: OracleAct?, _ effect: OracleParty.Effect, isDerived: Bool = false
    ) {
      steps.append(
        OracleStep(
          day: day, rank: rank, position: act?.fact.position ?? 0, effect: effect, isDerived: isDerived,
          act: act?.number ?? -1))
    }
    if let act = acts.signatures[party] { add(day(of: act), 3, act, .sign) }
    let entries = treaty.entries[party] ?? []
    let back = takenBack(by: party, acts)
    addContinued(party, to: id, &steps)
    for (place, consent) in (treaty.consents[party] ?? []).enumerated() where consent.origin == nil {
      let follows =
        acts.signatures[party] != nil && ["ratification", "acceptance", "approval"].contains(consent.form)
      let entry = place < entries.count ? entries[place] : nil
      let told = isAnew(consent.act, party, acts)
      add(
        min(consent.day, entry ?? consent.day), told ? 14 : 5, consent.act,
        .consent(place, signsFirst: follows))
      if let entry {
        // A consent that was taken back before does not bind; of one day only what is recorded after it takes it back.
        let isBack = back.contains {
          $0.day < entry && Self.takesBack($0.act, $0.day, consent.act, consent.day)
        }
        let isNoticed = consent.withdrawn.map { $0 < entry } ?? false
        if !isBack, !isNoticed {
          add(entry, told && entry <= consent.day ? 15 : 6, consent.act, .enter(place), isDerived: true)
        }
      }
    }
    for (day, act) in back { add(day, 5, act, .takeBack) }
    if let stand = acts.inferred[party], let entry = entries.first {
      add(entry, 5, stand, .consent(-1, signsFirst: false), isDerived: true)
      add(entry, 6, stand, .enter(-1), isDerived: true)
    }
    addProvisional(acts.provisional[party] ?? [], &steps)
    for (number, act) in (acts.notices[party] ?? []).enumerated() {
      let given = day(of: act)
      let departure = departure(act, given, declaration?.exit, entries, treaty.inForce)
      let told = act.fact.event.effective == nil ? given : min(given, departure ?? given)
      add(told, 12, act, .notice(number))
      if let departure { add(departure, departure <= told ? 13 : -1, act, .depart(number), isDerived: true) }
    }
    for act in acts.revocations[party] ?? [] { add(day(of: act), 12, act, .revoke) }
    for act in acts.ends[party] ?? [] { add(day(of: act), -1, act, .end) }
    if let end = treaty.end {
      add(end, -1, acts.terminations.first, .dissolve, isDerived: !treaty.isTerminated)
    }
    steps += termSteps(of: party, treaty)
    for act in ends(of: party) { add(day(of: act), -1, act, .cease) }
    for day in endsElsewhere(of: party, declaration) { add(day, -1, nil, .end, isDerived: true) }
    return steps
  }

  private func addProvisional(
    _ acts: [(begins: Bool, act: OracleAct)], _ steps: inout [OracleStep<OracleParty.Effect>]
  ) {
    for (begins, act) in acts {
      steps.append(
        OracleStep(
          day: day(of: act), rank: begins ? 5 : -1, position: act.fact.position,
          effect: begins ? .beginProvisional : .endProvisional, act: act.number))
      guard begins, let end = ownEnd(of: act) else { continue }
      steps.append(
        OracleStep(
          day: end, rank: -1, position: act.fact.position, effect: .endProvisional, act: act.number,
          isOwnEnd: true, raisesNothing: true))
    }
  }

  /// The first day no longer, by the notice itself, else by the exit clause.
  private func departure(
    _ act: OracleAct, _ given: Day, _ exit: ExitClause?, _ entries: [Day], _ general: Day?
  ) -> Day? {
    if act.fact.event.effective != nil, let stated = act.fact.event.oracleEnd {
      var end = act
      end.days = stated
      end.number = -1_000 - act.number
      return day(of: end)
    }
    var conflict: Stretch?
    if case .withdrawal(let withdrawal) = act.fact.event.act {
      conflict = withdrawal.conflict.flatMap { Stretch($0) }
    }
    let own = entries.last { $0 <= given } ?? entries.first
    return exit?.effective(
      notice: DayBounds(given), inForce: general.map { DayBounds($0) }, party: own.map { DayBounds($0) },
      conflict: conflict
    ).map { max($0.earliest, given) }
  }

  /// Who is no longer bound by what the instrument belongs to, or no longer a member where one must be.
  private func endsElsewhere(of party: String, _ declaration: InstrumentDeclaration?) -> [Day] {
    var days: [Day] = []
    if let parent = declaration?.parent,
      self.declaration(of: parent)?.declaration.clause != nil || treaty(parent).inForce != nil
    {
      days += Self.leavings(bond(party, to: parent).states.map { ($0.from, $0.state.hasLeft) })
    }
    if let leaving = declaration?.exit?.leaving {
      let trace = membership(OracleSeat(org: leaving.org, party: party))
      days += Self.leavings(trace.states.map { ($0.from, $0.state.former.contains("member")) }).map {
        leaving.effective(left: DayBounds($0)).earliest
      }
    }
    return days
  }

  /// The days on which something became so.
  private static func leavings(_ states: [(from: Day, isGone: Bool)]) -> [Day] {
    zip(states, states.dropFirst()).compactMap { !$0.isGone && $1.isGone ? $1.from : nil }
  }

  /// The holder of an office over time, in this completion.
  func office(_ id: String) -> OracleTrace<OracleOffice> {
    let all = acts(ofOffice: id)
    return OracleTrace(
      all.flatMap { holder, act -> [OracleStep<OracleOffice.Effect>] in
        // Of those who took it on the same day the best record is believed: it comes last.
        let outweighed = all.filter { other in
          act.days.isExact && other.act.days == act.days && act.fact.isBetter(than: other.act.fact)
        }
        let begin = OracleStep(
          day: day(of: act), rank: 14 + outweighed.count, position: act.fact.position,
          effect: OracleOffice.Effect.take(holder), act: act.number)
        guard let end = ownEnd(of: act) else { return [begin] }
        return [
          begin,
          OracleStep(
            day: end, rank: -1, position: act.fact.position, effect: .leave(holder), act: act.number,
            isOwnEnd: true),
        ]
      } + vacancies(of: id))
  }

  /// An office passes on with the State that holds it, and is vacant when that ends.
  private func vacancies(of id: String) -> [OracleStep<OracleOffice.Effect>] {
    var steps: [OracleStep<OracleOffice.Effect>] = []
    var open = Set(acts(ofOffice: id).map(\.holder)).sorted()
    var known = Set(open)
    while let holder = open.popLast() {
      for end in ends(of: holder) {
        steps.append(
          OracleStep(day: day(of: end), rank: 2, position: end.fact.position, effect: .leave(holder)))
      }
      for (act, change) in stateChanges where change.predecessors.contains(holder) {
        guard let next = change.successors?.first(where: { isContinued(by: $0, change) }) else { continue }
        steps.append(
          OracleStep(day: day(of: act), rank: 1, position: act.fact.position, effect: .pass(holder, next)))
        if known.insert(next).inserted { open.append(next) }
      }
    }
    return steps
  }

  private func acts(ofOffice id: String) -> [OracleOfficeAct] {
    if let known = officeActs[id] { return known }
    var records: [String: [OracleAct]] = [:]
    for fact in facts {
      guard case .office(let holding) = fact.event.act, holding.office == id, let days = fact.event.oracleDays
      else { continue }
      records[holding.holder, default: []].append(OracleAct(fact, days))
    }
    let acts = records.keys.sorted().flatMap { holder -> [OracleOfficeAct] in
      let others = records.filter { $0.key != holder }.flatMap(\.value).map(\.days)
      let own = records[holder]!.compactMap(\.fact.event.oracleUntil)
      return records[holder]!.merged(endings: others + own, repeats: true).map { (holder, numbered($0)) }
    }
    officeActs[id] = acts
    return acts
  }

  /// Every office that somebody holds.
  var offices: [String] {
    Set(
      facts.compactMap { fact -> String? in
        if case .office(let holding) = fact.event.act { holding.office } else { nil }
      }
    ).sorted()
  }
}

/// Somebody takes an office.
typealias OracleOfficeAct = (holder: String, act: OracleAct)
