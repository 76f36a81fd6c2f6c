import Diplomacy
import EventLog

extension OracleWorld {
  /// One instrument, in this completion.
  func treaty(_ id: String) -> OracleTreaty {
    if let known = treaties[id] { return known }
    guard open.insert("treaty \(id)").inserted else {
      isCircular = true
      return before.treaties[id] ?? OracleTreaty()
    }
    let acts = acts(of: id)
    let declared = declaration(of: id)
    var treaty = OracleTreaty()
    for (party, act) in acts.signatures.sorted(by: { $0.key < $1.key }) {
      treaty.signed[party] = day(of: act)
    }
    for party in acts.consents.keys.sorted() {
      treaty.consents[party] = consents(of: party, id, acts, treaty.signed[party])
    }
    addContinued(id, acts, &treaty)
    decideForce(id, acts, declared, &treaty)
    decideEnd(id, acts, declared?.declaration, &treaty)
    decideEntries(acts, declared, &treaty)
    treaties[id] = treaty
    return treaty
  }

  /// What one party consented to, and when it took that back.
  private func consents(of party: String, _ id: String, _ acts: OracleTreatyActs, _ signed: Day?)
    -> [OracleConsent]
  {
    var given: [OracleConsent] = []
    for (act, depositary) in acts.consents[party] ?? [] {
      let day = day(of: act)
      let form = Self.form(of: act)
      if ["ratification", "acceptance", "approval"].contains(form), let signed, day < signed {
        oddities["order \(id) \(party)", default: 0] = 1
      }
      // Of several depositaries the earliest deposit counts.
      if let last = given.last, depositary != nil || !given.isEmpty, isSameDeposit(act, last.act, acts, party)
      {
        if day < last.day { given[given.count - 1].day = day }
        if act.days.earliest <= last.act.days.latest { given[given.count - 1].act.facts += act.facts }
        continue
      }
      given.append(OracleConsent(day: day, form: form, act: act))
    }
    oddities.merge(["order \(id) \(party)": 0, "taken back \(id) \(party)": 0]) { known, _ in known }
    let back = takenBack(by: party, acts)
    let known = (acts.consents[party] ?? []).map(\.act.days.earliest).min() ?? .distantFuture
    let noticed = (acts.notices[party] ?? []).filter { $0.days.latest >= known }
    if !isHeir(party, acts), let first = given.min(by: { $0.day < $1.day }),
      noticed.contains(where: { self.day(of: $0) < first.day })
        || back.contains(where: { !Self.takesBack($0.act, $0.day, first.act, first.day) })
    {
      // Nothing can be taken back that was not given; which is another thing than the order of what was given.
      oddities["taken back \(id) \(party)"] = 1
    }
    let standing = notices(of: party, acts)
    for index in given.indices {
      let (act, day) = (given[index].act, given[index].day)
      let after = back.filter { Self.takesBack($0.act, $0.day, act, day) }.map(\.day)
      let noticed = standing.filter {
        $0.day > day || $0.day == day && !isAnew(act, after: $0.act, party, acts)
      }
      given[index].withdrawn = (after + noticed.map(\.day)).min()
    }
    return given
  }

  private func isSameDeposit(_ act: OracleAct, _ last: OracleAct, _ acts: OracleTreatyActs, _ party: String)
    -> Bool
  {
    let depositaries = Set((acts.consents[party] ?? []).map(\.depositary))
    return depositaries.count > 1
      && !(acts.endings[party] ?? []).contains {
        $0.latest >= last.days.earliest && $0.earliest <= act.days.latest
      }
  }

  private static func form(of act: OracleAct) -> String {
    switch act.fact.event.act {
    case .consent(let consent): consent.form.rawValue
    case .succession: "succession"
    default: "definitive-signature"
    }
  }

  /// Entry into force: derived, published, and which of the two answers.
  private func decideForce(
    _ id: String, _ acts: OracleTreatyActs,
    _ declared: (fact: OracleFact, declaration: InstrumentDeclaration)?,
    _ treaty: inout OracleTreaty
  ) {
    if let published = acts.published {
      treaty.published = day(of: published)
      treaty.publishedOn =
        published.fact.event.effective == nil ? treaty.published : published.fact.event.on?.bounds.latest
    }
    let opening = declared?.declaration.opened?.bounds ?? declared?.fact.event.on?.bounds
    let clause = declared?.declaration.clause
    let circumstances = circumstances(id, clause, acts, treaty, opening)
    let recorded = Self.parties(treaty, inferred: [:])
    var derivedGrade: Int?
    if let clause {
      let trigger = Trigger(clause: clause, parties: recorded, circumstances: circumstances)
      if let day = trigger.bounds()?.latest, day.isCivil || day == .distantPast {
        treaty.trigger = day
        treaty.derived = clause.inForce(trigger: DayBounds(day), opening: opening).latest
        if let parent = declared?.declaration.parent, isKnown(parent) {
          treaty.derived = self.treaty(parent).inForce.map { max($0, treaty.derived!) }
        }
        // Of acts that are known to ranges, all that may have brought it.
        let last = extremes(of: id).compactMap(\.trigger).max() ?? day
        let counted = treaty.consents.filter { trigger.mayCount($0.key) }.values.flatMap { $0 }.filter {
          $0.day <= day || $0.act.days.earliest <= last
        }
        if treaty.derived != nil { derivedGrade = counted.map { grade(of: $0.act) }.max() ?? 7 }
      }
    }
    if let published = acts.published {
      treaty.isPublishedChosen =
        derivedGrade.map { Self.isPublished(published.facts.map(\.event.grade).min() ?? 7, over: $0) } ?? true
    }
    var inferred: [String: Day] = [:]
    for (party, act) in acts.inferred.sorted(by: { $0.key < $1.key }) { inferred[party] = day(of: act) }
    treaty.question = Trigger(
      clause: clause ?? Clause(condition: .deposits(atLeast: 1)),
      parties: Self.parties(treaty, inferred: inferred, settledBy: treaty.completed),
      circumstances: circumstances)
  }

  private func grade(of act: OracleAct) -> Int {
    act.fact.event.confidence == .inferred ? 7 : act.facts.map(\.event.grade).min() ?? 7
  }

  /// The order of docs/DOMAIN.md, "Recorded and derived".
  private static func isPublished(_ published: Int, over derived: Int) -> Bool {
    let place = published == 1 ? 1 : published <= 3 ? 3 : published <= 6 ? 5 : 7
    return place < (derived == 1 ? 2 : derived <= 6 ? 4 : 6)
  }

  /// A parent of which the log has neither clause nor entry into force ties nothing.
  private func isKnown(_ parent: String) -> Bool {
    declaration(of: parent)?.declaration.clause != nil || treaty(parent).inForce != nil
  }

  /// The acts of each party as a clause counts them.
  private static func parties(
    _ treaty: OracleTreaty, inferred: [String: Day], settledBy completed: Day? = nil
  ) -> [String: Trigger.Party] {
    var parties: [String: Trigger.Party] = [:]
    for party in Set(treaty.signed.keys).union(treaty.consents.keys).union(inferred.keys) {
      var consents = (treaty.consents[party] ?? []).map { consent in
        // What is withdrawn once all were there changes nothing.
        let withdrawn = consent.withdrawn.flatMap { day in completed.map { day > $0 } ?? false ? nil : day }
        return Trigger.Consent(
          given: DayBounds(consent.day), withdrawn: withdrawn.map { DayBounds($0) }, form: consent.form)
      }
      if let day = inferred[party] {
        consents.append(Trigger.Consent(given: DayBounds(day), form: "inferred"))
      }
      parties[party] = Trigger.Party(signed: treaty.signed[party].map { DayBounds($0) }, consents: consents)
    }
    return parties
  }

  /// What a clause asks of the world, on exact days.
  private func circumstances(
    _ id: String, _ clause: Clause?, _ acts: OracleTreatyActs, _ treaty: OracleTreaty, _ opening: DayBounds?
  ) -> Circumstances {
    var circumstances = Circumstances(successions: successions(id, clause, acts, treaty), opening: opening)
    guard let references = clause?.references else { return circumstances }
    for org in references.organisations {
      for seat in seats where seat.org == org && seat.organ == nil {
        let stays = Self.stretches(membership(seat)) { $0.held.contains("member") }
        if !stays.isEmpty { circumstances.members[org, default: [:]][seat.party] = stays }
      }
    }
    for other in references.instruments {
      let treaty = self.treaty(other)
      if let begin = treaty.inForce {
        let end = treaty.end.map { DayBounds($0) }
        circumstances.inForce[other] = [Stretch(from: DayBounds(begin), until: end)]
      }
      for party in parties(to: other) {
        let stays = Self.stretches(bond(party, to: other)) { $0.isBound }
        if !stays.isEmpty { circumstances.parties[other, default: [:]][party] = stays }
      }
    }
    var actors = Set(treaty.signed.keys).union(treaty.consents.keys).union(references.parties)
    for fact in facts {
      switch fact.event.act {
      case .table(let table) where references.tables.contains(table.table):
        circumstances.tables[table.table] = table
        actors.formUnion(table.values.keys)
      case .category(let category) where references.categories.contains(category.category):
        circumstances.categories[category.category] = category.parties
        actors.formUnion(category.parties)
      case .entity(let entity) where entity.reio == true: circumstances.reios.insert(entity.entity)
      default: break
      }
    }
    for actor in actors.sorted() {
      guard let end = ends(of: actor).map({ day(of: $0) }).min() else { continue }
      circumstances.extinct[actor] = DayBounds(end)
      circumstances.returned[actor] = comebacks(of: actor).filter { $0 >= end }.min().map { DayBounds($0) }
    }
    return circumstances
  }

  /// Who takes whose place in the count.
  private func successions(
    _ id: String, _ clause: Clause?, _ acts: OracleTreatyActs, _ treaty: OracleTreaty
  ) -> [String: String] {
    var successions = acts.successions
    let named = named(in: clause)
    for party in Set(parties(to: id)).union(heirs(of: named)).sorted() {
      // Of several the first whose consent stands, else the first.
      let continued = continued(by: party)
      let predecessors = continued.map(\.predecessor)
      let standing = continued.first { act, predecessor in
        (treaty.consents[predecessor] ?? []).contains { $0.stands(before: day(of: act)) }
      }
      let first =
        standing?.predecessor
        ?? predecessors.first {
          treaty.consents[$0] != nil || treaty.signed[$0] != nil || named.contains($0)
        } ?? predecessors.first
      // Who had surely consented itself takes nobody's place.
      let hasOwn = (acts.consents[party] ?? []).contains { consent in
        changes(into: party).contains { consent.act.days.latest <= $0.act.days.earliest }
      }
      if let first, !hasOwn, successions[party] == nil {
        successions[party] = first
      }
    }
    return successions
  }

  /// The days of the changes out of which a State came.
  private func comebacks(of state: String) -> [Day] {
    stateChanges.filter { _, change in
      (change.successors ?? []).contains(state) && !change.predecessors.contains(state)
    }.map { day(of: $0.act) }
  }

  /// Everyone whom a clause names, in a list, a category or a table.
  private func named(in clause: Clause?) -> Set<String> {
    guard let references = clause?.references else { return [] }
    var named = Set(references.parties)
    for fact in facts {
      switch fact.event.act {
      case .table(let table) where references.tables.contains(table.table): named.formUnion(table.values.keys)
      case .category(let category) where references.categories.contains(category.category):
        named.formUnion(category.parties)
      default: break
      }
    }
    return named
  }

  /// Everyone who continues one of some States.
  private func heirs(of states: Set<String>) -> Set<String> {
    Set(
      stateChanges.filter { !states.isDisjoint(with: $0.change.predecessors) }.flatMap { _, change in
        (change.successors ?? []).filter { isContinued(by: $0, change) }
      })
  }

  /// The stretches in which something holds.
  static func stretches<State>(_ trace: OracleTrace<State>, _ holds: (State) -> Bool) -> [Stretch] {
    var stretches: [Stretch] = []
    var days: [(from: Day, holds: Bool)] = []
    for (from, state) in trace.states {
      if days.last?.from == from { days.removeLast() }
      days.append((from, holds(state)))
    }
    for (place, entry) in days.enumerated() where entry.holds {
      let until = place + 1 < days.count ? days[place + 1].from : nil
      if let last = stretches.last, last.until?.earliest == entry.from {
        stretches[stretches.count - 1].until = until.map { DayBounds($0) }
      } else {
        stretches.append(Stretch(from: DayBounds(entry.from), until: until.map { DayBounds($0) }))
      }
    }
    return stretches
  }

  /// A termination, or the day after the term.
  private func decideEnd(
    _ id: String, _ acts: OracleTreatyActs, _ declaration: InstrumentDeclaration?,
    _ treaty: inout OracleTreaty
  ) {
    if let term = declaration?.duration, let begin = treaty.inForce {
      treaty.termEnd = term.lastDay(from: DayBounds(begin)).earliest.next
      treaty.end = treaty.termEnd
      prolong(&treaty, id)
    }
    if let termination = acts.terminations.first, day(of: termination) <= treaty.end ?? .distantFuture {
      treaty.end = day(of: termination)
      treaty.isTerminated = true
    }
  }

  /// When it is in force for each party, by each of its consents.
  private func decideEntries(
    _ acts: OracleTreatyActs, _ declared: (fact: OracleFact, declaration: InstrumentDeclaration)?,
    _ treaty: inout OracleTreaty
  ) {
    guard let general = treaty.inForce else { return }
    let clause = declared?.declaration.clause
    let opening = declared?.declaration.opened?.bounds ?? declared?.fact.event.on?.bounds
    // Where the recorded acts do not lead to the published day, it tells itself who brought it into force.
    let isAlone =
      treaty.isPublishedChosen && treaty.derived != treaty.published
      && treaty.publishedOn! <= treaty.published!
    let completed = treaty.completed ?? general
    func entry(_ consent: OracleConsent) -> Day {
      if let (party, place) = consent.origin {
        // As it would have been for the State that gave it.
        return max(consent.day, entry(treaty.consents[party]![place]))
      }
      if consent.form == "succession" { return max(general, consent.day) }
      var own = consent.day
      if let clause {
        let rule = clause.inForce(
          forParty: DayBounds(consent.day), trigger: DayBounds(.distantPast), opening: opening)
        own = max(rule.earliest, consent.day)
      }
      if let clause, isAlone {
        let alone = clause.inForce(trigger: DayBounds(consent.day), opening: opening).earliest
        return alone <= general ? general : max(general, own)
      }
      return consent.day <= completed ? general : max(general, own)
    }
    for (party, consents) in treaty.consents { treaty.entries[party] = consents.map(entry) }
    for party in acts.inferred.keys { treaty.entries[party] = [general] }
  }
}
