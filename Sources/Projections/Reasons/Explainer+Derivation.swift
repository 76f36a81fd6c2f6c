import Diplomacy
import EventLog

extension Explainer {
  /// How the entry into force of an instrument comes about, as far as it had come by the day.
  func derivation(of history: InstrumentHistory) throws -> Derivation {
    let force = history.force
    let clause = history.declaration?.clause
    let met = force.trigger.flatMap { $0.earliest <= day ? $0 : nil }
    let published = force.published(by: day)
    return Derivation(
      clause: clause?.description, english: clause?.english,
      conditions: try clause.map { try conditions(of: $0, history) } ?? [], trigger: met?.edtf,
      completedBy: met == nil ? [] : history.completedBy,
      arithmetic: try met.flatMap { met in try clause.map { try arithmetic(met, $0, history) } } ?? [],
      derived: met == nil ? nil : force.derived?.text,
      derivedGrade: met == nil || force.derived == nil ? nil : force.derivedGrade,
      published: published?.edtf,
      publishedGrade: published == nil ? nil : force.publishedGrade,
      choice: choice(force, derived: met == nil ? nil : force.derived, published: published),
      mismatch: published == nil ? nil : try world.mismatch(of: history.id)?.diagnosis)
  }

  /// The parts of the condition on the day it was surely met, else on the day that is asked for.
  private func conditions(of clause: Clause, _ history: InstrumentHistory) throws -> [Derivation.Condition] {
    let trigger = history.question
    let reading = min(day, history.force.completed?.latest ?? .distantFuture)
    return clause.condition.atoms.map { atom in
      let sure = trigger.count(of: atom, on: reading, .surely)
      let asked = trigger.asked(by: atom, on: reading, .possibly)
      let there = asked.filter { trigger.hasConsented($0, on: reading, .surely) }
      return Derivation.Condition(
        text: Explainer.words(atom), have: sure,
        possible: max(0, trigger.count(of: atom, on: reading, .possibly) - sure),
        need: trigger.needed(atom, on: reading).upperBound, parties: there,
        missing: asked.filter { !there.contains($0) },
        inferred: there.count { isInferred($0, history) },
        share: share(atom, sure, trigger.circumstances))
    }
  }

  /// The part in words, a long list of names only counted.
  private static func words(_ atom: Clause.Condition) -> String {
    guard case .all(let names) = atom, names.count > 6 else { return atom.english }
    return "\(names.count) that are named have consented"
  }

  /// `44.39% of 55%`, for a table of weights.
  private func share(_ atom: Clause.Condition, _ sure: Int, _ circumstances: Circumstances) -> String? {
    guard case .share(let id, let percentage) = atom, let table = circumstances.tables[id] else { return nil }
    return "\(PendingReading.percent(sure, of: table.total)) of \(percentage)"
  }

  private func isInferred(_ party: String, _ history: InstrumentHistory) -> Bool {
    history.parties[party]?.consents.first?.form == ConsentRecord.inferredForm
  }

  /// From the day the condition was met to the day of entry into force.
  private func arithmetic(
    _ met: DayBounds, _ clause: Clause, _ history: InstrumentHistory
  ) throws -> [String] {
    var bare = clause
    bare.floor = nil
    let delayed = bare.inForce(trigger: met, opening: history.circumstances.opening)
    var steps = [
      clause.delay == .none
        ? "at once, \(delayed.plain)" : "from \(met.plain), \(clause.delay.english): \(delayed.plain)"
    ]
    var reached = delayed
    if let floor = clause.floor {
      reached = clause.inForce(trigger: met, opening: history.circumstances.opening)
      steps.append("not before \(floor.english): \(reached.plain)")
    }
    guard let parent = history.declaration?.parent else { return steps }
    let begin = try world.instrument(parent).force.chosen
    if history.force.derived == nil {
      steps.append("not before \(parent), which is not in force")
    } else if let begin, reached.later(of: begin) != reached {
      steps.append("not before \(parent) is in force: \(reached.later(of: begin).plain)")
    }
    return steps
  }

  private func choice(_ force: Force, derived: DayBounds?, published: DayBounds?) -> String? {
    let grades = (force.publishedGrade ?? 7, force.derivedGrade ?? 7)
    switch (derived, published) {
    case (nil, nil): return nil
    case (nil, _?): return "the published day, for none follows from the acts that are recorded"
    case (_?, nil): return "the day by the clause, for none is published"
    case (let derived?, let published?):
      let agree = derived.intersection(published) != nil ? "; the two agree" : "; the two differ"
      return force.isPublishedChosen
        ? "the published day (grade \(grades.0)), for the acts that the other follows from have grade \(grades.1)\(agree)"
        : "the day by the clause (grade \(grades.1)), which the publication (grade \(grades.0)) does not outweigh\(agree)"
    }
  }

  /// Consents by the day that the clause does not count, of all or of one party.
  func notCounted(in history: InstrumentHistory, only party: String?) throws -> [Explanation.Ignored] {
    var found: [Explanation.Ignored] = []
    func add(_ party: String, _ consent: ConsentRecord, _ why: String) throws {
      let words = "the \(consent.form) of \(try name(party)) \(consent.bounds.phrase) does not count: \(why)"
      found.append(
        Explanation.Ignored(reason: .notCounted, text: words, events: consent.evidence.positions))
    }
    func isAsked(_ name: String) -> Bool { party == nil || party == name }
    for (name, consent) in history.unopened where isAsked(name) && consent.bounds.earliest <= day {
      try add(name, consent, "the instrument is not open to it yet")
    }
    guard let clause = history.declaration?.clause else { return found }
    for own in history.parties.values.sorted(by: { $0.party < $1.party }) where isAsked(own.party) {
      guard let consent = own.consents.first(where: { $0.form != ConsentRecord.inferredForm }),
        consent.bounds.earliest <= day
      else { continue }
      if let why = reason(own, consent, clause, history) { try add(own.party, consent, why) }
    }
    return found
  }

  private func reason(
    _ party: PartyHistory, _ consent: ConsentRecord, _ clause: Clause, _ history: InstrumentHistory
  ) -> String? {
    let name = party.party
    if clause.reio == .notAdditional, history.circumstances.reios.contains(name) {
      return "an organisation of States is not counted in addition to its members"
    }
    if consent.isTakenOver, let other = history.circumstances.successions[name] {
      return "it keeps the place of \(other)"
    }
    if !history.recorded.mayCount(name) {
      if let modes = clause.modes, !modes.contains(where: { $0.rawValue == consent.form }) {
        return "the clause does not count this form"
      }
      return clause.eligible.map { "it was none of the \($0.words) on that day" }
        ?? "the clause does not ask for it"
    }
    let by = history.force.completed?.earliest ?? .distantFuture
    if let withdrawn = party.recorded.consents.first?.withdrawn, withdrawn.latest <= min(by, day) {
      return "it was taken back \(withdrawn.phrase), before the condition was met"
    }
    if let end = history.circumstances.extinct[name], end.latest <= min(by, day) {
      return "the State came to an end \(end.phrase), before the condition was met"
    }
    return nil
  }
}
