import Diplomacy
import EventLog

/// A published entry into force that does not follow from the acts and the clause, with the cause that explains it.
struct Mismatch {
  /// The day that follows from the acts; `nil` where the clause is not met by them.
  var derived: DayBounds?
  /// The day that was published.
  var published: DayBounds
  /// What explains it.
  var diagnosis: String
  /// Who or what is to blame.
  var positions: [GlobalPosition]
}

extension InstrumentHistory {
  /// Whether the derived and the published day cannot both be right; `nil` where they can, or one of them is not there.
  ///
  /// Where no consent is recorded there is nothing to compare. A retroactive publication is right if the clause was met
  /// when it says so.
  var differs: Bool {
    guard declaration?.clause != nil, let published = force.published else { return false }
    guard let derived = force.derived, derived.earliest.isCivil else {
      return parties.values.contains { !$0.recorded.consents.isEmpty }
    }
    return [published, force.publishedOn].compactMap { $0 }.allSatisfy { derived.intersection($0) == nil }
  }
}

extension World {
  /// What explains that the derived and the published day of an instrument differ; `nil` where they do not.
  func mismatch(of id: String) throws -> Mismatch? {
    if let known = mismatches[id] { return known }
    let history = try instrument(id)
    var found: Mismatch?
    if history.differs, let clause = history.declaration?.clause, let published = history.force.published {
      let compared = history.force.publishedOn ?? published
      let cause = try MismatchDiagnosis(
        world: self, history: history, clause: clause, published: compared
      ).run()
      found = Mismatch(
        derived: history.force.derived, published: published, diagnosis: cause.words,
        positions: (history.declarations.prefix(1).map(\.position)
          + history.force.publications.map(\.position)
          + cause.positions).uniqued().sorted())
    }
    mismatches[id] = .some(found)
    return found
  }
}

/// Looks for the one change to what is recorded that would give the published day.
struct MismatchDiagnosis {
  let world: World
  let history: InstrumentHistory
  let clause: Clause
  let published: DayBounds

  /// What a change would have to be, in words, with the records it is about.
  typealias Cause = (words: String, positions: [GlobalPosition])

  /// The cause: the first change that gives the published day, else what can be said of the kind of difference.
  func run() throws -> Cause {
    let derived = history.force.derived.flatMap { $0.earliest.isCivil ? $0 : nil }
    if let derived, derived.latest < published.earliest {
      return try tooMany() ?? convention(derived) ?? both()
        ?? (
          "something was counted that does not count, or the clause has a floor or a condition that is not written",
          []
        )
    }
    let words =
      derived == nil
      ? "the clause is not met by the consents that are recorded"
      : "consents are missing, or were recorded late"
    return try parent() ?? required() ?? predecessors() ?? overwritten() ?? derived.flatMap(convention)
      ?? withdrawn()
      ?? missing(upTo: 20) ?? both() ?? (words + extinctWords(), [])
  }

  /// The difference alone: one to three days are a way of counting.
  private func convention(_ derived: DayBounds) -> Cause? {
    guard derived.isExact, published.isExact else { return nil }
    let days = abs(Int(derived.earliest.number) - Int(published.earliest.number))
    guard (1...3).contains(days) else { return nil }
    return ("a difference of \(days == 1 ? "1 day" : "\(days) days") is a way of counting days", [])
  }

  /// Whether a changed question would give the published day.
  private func explains(
    _ parties: [String: Trigger.Party], clause changed: Clause? = nil, _ circumstances: Circumstances? = nil
  ) -> Bool {
    let trigger = Trigger(
      clause: changed ?? clause, parties: parties, circumstances: circumstances ?? history.circumstances)
    return trigger.inForce().map { $0.intersection(published) != nil } ?? false
  }

  private var recorded: [String: Trigger.Party] { history.parties.mapValues(\.recorded) }
}

// MARK: Something was counted that does not count

extension MismatchDiagnosis {
  /// A change of what counts, and the same question asked with it.
  private struct Change {
    var clause: Clause
    var circumstances: Circumstances
    var words: String
    var parties: [String]
  }

  private func tooMany() throws -> Cause? {
    for change in try changes() where explains(recorded, clause: change.clause, change.circumstances) {
      return (change.words, positions(of: change.parties))
    }
    return single()
  }

  /// Something that does not count, and consents that are missing.
  private func both() throws -> Cause? {
    for change in try changes() {
      guard let missing = try missing(upTo: 5, clause: change.clause, change.circumstances) else { continue }
      return ("\(change.words); and \(missing.words)", positions(of: change.parties))
    }
    return nil
  }

  private func changes() throws -> [Change] {
    try [withoutIntegrationOrganisations()].compactMap { $0 } + ofMembersOnly()
  }

  /// Organisations of States that were counted beside their members.
  private func withoutIntegrationOrganisations() throws -> Change? {
    let organisations = try counted.filter {
      try world.isIntegrationOrganisation($0) || world.kind(of: $0) == .organisation
    }
    guard !organisations.isEmpty, clause.reio != .notAdditional else { return nil }
    var changed = clause
    changed.reio = .notAdditional
    var circumstances = history.circumstances
    circumstances.reios = Set(organisations)
    return Change(
      clause: changed, circumstances: circumstances,
      words:
        "\(organisations.listed()) counted as a State; the consent of an organisation of States is usually not"
        + " counted beside its members' (reio not-additional)", parties: organisations)
  }

  /// Consents by those who did not belong to an organisation that the log knows.
  private func ofMembersOnly() throws -> [Change] {
    guard clause.eligible == nil else { return [] }
    // To be a member of what only the instrument itself creates can have been asked of nobody.
    return try world.organisationNames().filter { $0 != history.declaration?.constitutes }.compactMap { org in
      let roster = try world.knownMembers(of: org)
      guard !roster.isEmpty else { return nil }
      var changed = clause
      changed.eligible = .members(of: org)
      var circumstances = history.circumstances
      circumstances.members[org] = roster
      let trigger = Trigger(clause: changed, parties: recorded, circumstances: circumstances)
      let others = counted.filter { !trigger.mayCount($0) }
      guard !others.isEmpty else { return nil }
      return Change(
        clause: changed, circumstances: circumstances,
        words: "\(others.listed()) counted, who were not members of \(org) on the day of their consent"
          + " (eligible members of \(org))", parties: others)
    }
  }

  /// Those who had consented when the condition was met, or by the published day, and so may have been counted; sorted.
  private var counted: [String] {
    let last = min(published.latest, history.force.trigger?.latest ?? .distantFuture)
    return recorded.filter { _, party in party.consents.contains { $0.given.earliest <= last } }.keys.sorted()
  }

  /// One or a few parties each of whom alone makes the difference.
  private func single() -> Cause? {
    let trigger = history.force.trigger?.latest ?? .distantFuture
    let early = recorded.filter { _, party in party.consents.contains { $0.given.earliest <= trigger } }.keys
      .sorted()
    let causes = early.filter { name in
      var parties = recorded
      parties[name] = nil
      return explains(parties)
    }
    guard (1...3).contains(causes.count) else { return nil }
    return (
      "without the consent of \(causes.listed("or")) it would be the published day: it may not count, or be recorded too early",
      positions(of: causes)
    )
  }
}

// MARK: Consents are missing

extension MismatchDiagnosis {
  /// The instrument it belongs to, which is not in force by the published day.
  private func parent() throws -> Cause? {
    guard let id = history.declaration?.parent, explains(recorded) else { return nil }
    let force = try world.instrument(id).force.chosen
    return (
      "\(id), which it belongs to, \(force.map { "is in force only from \($0.edtf)" } ?? "is not in force") by the log",
      try world.instrument(id).declarations.prefix(1).map(\.position)
    )
  }

  /// Parties that the clause asks for and that have no consent on record by the published day.
  private func required() -> Cause? {
    let named = Set(recorded.keys).union(clause.references.parties)
    let missing = named.filter { name in
      clause.condition.requiresConsent(of: name, isSignatory: recorded[name]?.signed != nil)
        && !(recorded[name]?.consents.contains { $0.given.earliest <= published.latest } ?? false)
    }.sorted()
    guard !missing.isEmpty, missing.allSatisfy({ StateCatalogue.standard.state($0)?.existed.until == nil })
    else {
      return nil
    }
    var parties = recorded
    for name in missing { parties[name, default: Trigger.Party()].consents = [given()] }
    guard explains(parties) else { return nil }
    return (
      "the consent of \(missing.listed()), which the clause asks for, is not recorded by then",
      positions(of: missing)
    )
  }

  /// Parties whose consent was taken back and would have met the clause.
  private func withdrawn() -> Cause? {
    let back = recorded.filter { _, party in party.consents.contains { $0.withdrawn != nil } }.keys.sorted()
    let causes = back.filter { name in
      var parties = recorded
      for index in parties[name]!.consents.indices { parties[name]!.consents[index].withdrawn = nil }
      return explains(parties)
    }
    guard (1...3).contains(causes.count) else { return nil }
    return (
      "the consent of \(causes.listed("or")) was taken back before the clause was met; the published day counts it",
      positions(of: causes)
    )
  }

  /// States whose consent others took over, and that have none of their own on record; and States that signed and
  /// came to an end since.
  private func predecessors() throws -> Cause? {
    let silent = silentPredecessors
    let signed = recorded.filter { name, party in
      party.consents.isEmpty && party.signed != nil
        && StateCatalogue.standard.state(name)?.existed.until != nil
    }
    let states = Set(silent).union(signed.keys).sorted()
    guard !states.isEmpty else { return nil }
    var parties = recorded
    for state in states { parties[state, default: Trigger.Party()].consents = [given()] }
    guard explains(parties) else { return nil }
    let heirs = history.circumstances.successions.filter { silent.contains($0.value) }.keys.sorted()
    let told = heirs.isEmpty ? "which signed" : "whose place \(heirs.listed()) took"
    return (
      "the consent of \(states.listed()), \(told), is not recorded: a State that no longer exists is not in today's tables",
      positions(of: heirs)
    )
  }

  /// States whose consent others took over, and that have none of their own on record.
  private var silentPredecessors: [String] {
    Set(history.circumstances.successions.values).filter { recorded[$0]?.consents.isEmpty ?? true }.sorted()
  }

  /// Parties whose consent is recorded after the published day and would have met the clause earlier.
  private func overwritten() throws -> Cause? {
    let late = recorded.filter { _, party in
      !party.consents.isEmpty && party.consents.allSatisfy { $0.given.earliest > published.latest }
    }.keys.sorted()
    let causes = late.filter { name in
      var parties = recorded
      parties[name]?.consents = [given()]
      return explains(parties)
    }
    guard (1...3).contains(causes.count) else { return nil }
    let days = causes.compactMap { recorded[$0]?.consents.first?.given.edtf }.joined(separator: ", ")
    return (
      "the consent of \(causes.listed("or")) is recorded only on \(days), after the published day; an earlier one"
        + " was overwritten by it, or is missing",
      positions(of: causes)
    )
  }

  /// So many consents as are missing, whoever gave them.
  private func missing(
    upTo most: Int, clause changed: Clause? = nil, _ circumstances: Circumstances? = nil
  ) throws -> Cause? {
    for count in 1...most {
      var parties = recorded
      for number in 1...count { parties["\u{0}\(number)"] = Trigger.Party(consents: [given()]) }
      guard explains(parties, clause: changed, circumstances) else { continue }
      let known = recorded.values.count { party in
        party.consents.contains { $0.given.earliest <= published.latest }
      }
      return (
        "at least \(count == 1 ? "1 consent is" : "\(count) consents are") missing (\(known) recorded by then)"
          + (try extinctWords()) + (try lateWords()),
        []
      )
    }
    return nil
  }

  /// States of the time that no longer exist and are not among the parties.
  private func extinctWords() throws -> String {
    let states = StateCatalogue.standard.former.filter { state in
      state.isState && state.existed.includes(anyOf: published)
        && recorded[state.code]?.consents.isEmpty ?? true
    }.map(\.code)
    let silent = silentPredecessors
    let heirs = history.circumstances.successions.filter { silent.contains($0.value) }.keys.sorted()
    let others = states.filter { !silent.contains($0) }
    let taken =
      silent.isEmpty
      ? "" : "; the consent of \(silent.listed()) is not recorded, whose place \(heirs.listed()) took"
    let gone =
      "; \(silent.isEmpty ? "" : "other ")States of that time that no longer exist and have none: \(others.listed())"
    return taken + (others.isEmpty ? "" : gone)
  }

  /// Parties with an act of another kind before the published day and a consent only after it.
  private func lateWords() throws -> String {
    let late = recorded.filter { _, party in
      (party.signed.map { $0.latest <= published.earliest } ?? false) && !party.consents.isEmpty
        && party.consents.allSatisfy { $0.given.earliest > published.latest }
    }.keys.sorted()
    return late.isEmpty || late.count > 12 ? "" : "; signed before and consented only later: \(late.listed())"
  }

  /// A consent that was given on some day up to the published one, by somebody and in a form that counts: like that of
  /// a successor, it is asked for nothing more.
  private func given() -> Trigger.Consent {
    Trigger.Consent(given: DayBounds(.distantPast, published.latest), form: Trigger.Consent.succession)
  }

  private func positions(of parties: [String]) -> [GlobalPosition] {
    parties.flatMap { history.parties[$0]?.consents.flatMap(\.evidence.positions) ?? [] }.uniqued().sorted()
  }
}
