import Diplomacy
import EventLog

extension Explainer {
  /// Whether somebody is bound by an instrument.
  func explain(_ party: String, boundBy id: String, _ question: Question) throws -> Explanation {
    let history = try world.instrument(id)
    let own = history.parties[party]
    let story = own?.story ?? Story([])
    let states = story.states(on: day)
    let row = try own.flatMap { try world.partyRow($0, of: id, on: day) }
    let rows = try world.marked(row.map { [$0] } ?? [], on: day)
    func words(_ act: StoryAct<PartyState.Effect>) throws -> ActWords {
      let form = try act.positions.first.flatMap { try world.event(at: $0)?.consentForm }
      return ActWords(act.effect, party: try name(party), instrument: id, form: form)
    }
    let verdict = verdict(story) { $0.inForce != nil }
    var explanation = Explanation(
      question: question, day: day, verdict: verdict,
      disputed: try isDisputed(question.subject, Tag("instrument", id), rows.first?.events ?? []),
      approximate: story.isApproximate(on: day), answer: "", rows: rows.map(\.fields))
    explanation.disputes = try disputes(of: rows.first?.events ?? [])
    explanation.chain = try steps(of: story, deciding: Set(states.flatMap(\.explainingActs)), words)
    if rows.first?.suspended != nil {
      explanation.chain += try resting(
        of: history.suspensions(for: party), "the operation of \(id) is suspended for \(try name(party))")
      explanation.chain = explanation.chain.enumerated().sorted { one, two in
        (one.element.on.earliest, one.offset) < (two.element.on.earliest, two.offset)
      }.map(\.element)
    }
    explanation.answer = try answer(party, history, rows.first, verdict)
    let rules = self.rules(of: story)
    explanation.dependsOn =
      try [dependency(on: id)].compactMap { $0 } + dependencies(rules, except: id)
      + leftOrganisations(rules, party)
    if verdict == .possible || rows.first?.certainty == .possible {
      explanation.settledBy = rows.first?.settledBy ?? []
      explanation.alternatives = try alternatives(
        in: story, identityOf: party, about: Tag("instrument", id), words
      ) { $0.inForce != nil ? "yes" : "no" }
    }
    explanation.ignored =
      try leftOut(of: story, words)
      + outweighed(history.disagreements.filter { $0.party == party }.map(\.1))
      + notCounted(in: history, only: party)
    return explanation
  }

  private func leftOrganisations(_ rules: [Rule], _ party: String) throws -> [Explanation.Dependency] {
    try rules.compactMap { rule in
      guard case .leftOrganisation(let org) = rule else { return nil }
      return Explanation.Dependency(
        question: .member(party: party, org: org), text: "\(try name(party)) left \(org)")
    }
  }

  private func answer(
    _ party: String, _ history: InstrumentHistory, _ row: PartyRow?, _ verdict: Explanation.Verdict
  ) throws -> String {
    let who = try name(party)
    guard let row, let own = history.parties[party] else {
      if let back = history.parties[party]?.consents.last(where: { $0.wasTakenBack(by: day) }),
        let withdrawal = back.withdrawal
      {
        return
          "\(who) is not bound by \(history.id): it consented \(back.evidence.bounds.phrase) and took that back"
          + " \(withdrawal.bounds.phrase)"
      }
      return "\(who) is not bound by \(history.id): it took no step towards it by that day"
    }
    let other = row.alternatives.isEmpty ? "" : " or \(row.alternatives.joined(separator: " or "))"
    if verdict != .no {
      let since = row.inForceFrom.map { " since \($0.plain)" } ?? ""
      let leaving = row.state == PartyState.Step.leaving.word
      let until =
        row.until.map { leaving ? "; leaving on \($0.plain)" : "; until \($0.plain)" }
        ?? (leaving ? "; leaving" : "")
      return "\(who) \(verdict == .possible ? "may be" : "is") bound by \(history.id)\(since)\(until)"
        + (verdict == .possible ? " (\(row.state)\(other))" : "")
        + (row.suspended.map { "; its operation \($0 == .certain ? "is" : "may be") suspended" } ?? "")
    }
    let why: String
    let has = row.certainty == .possible ? "it may have" : "it has"
    let left = own.story.states(on: day).compactMap(\.left).uniqued().map { own.story.acts[$0] }
    switch row.state {
    case PartyState.Step.former.word:
      why = try left.map { end in
        let words = ActWords(end.effect, party: who, instrument: history.id, form: nil)
        return "no longer since \(end.bounds.plain): \(words.told(by: end.rule))"
          + (try unextended(end.rule, party, history.id))
      }.joined(separator: "; ")
    case PartyState.Step.contracting.word:
      why =
        (history.force.chosen?.earliest ?? .distantFuture) > day
        ? "\(has) consented, and \(history.id) is not in force" : "\(has) consented, not yet in force for it"
    case PartyState.Step.provisional.word: why = "it applies it provisionally, which binds nobody as a party"
    default: why = "\(has) signed, and it has not consented to be bound"
    }
    let extinct = left.isEmpty ? "" : " (\(row.state)\(other))"
    return "\(who) is not bound by \(history.id): \(why)\(row.alternatives.isEmpty ? "" : extinct)"
  }
}

extension Explainer {
  /// For a term that ran out, the instruments that prolong it for others.
  private func unextended(_ rule: Rule, _ party: String, _ id: String) throws -> String {
    guard case .termEnded = rule else { return "" }
    let others = try world.extenders(of: id).filter { try world.instrument($0).parties[party]?.force == nil }
    return others.isEmpty ? "" : "; it did not join \(others.listed("or")), which prolongs it"
  }
}

extension ConsentRecord {
  /// Whether it was given and withdrawn by a day, or may have been.
  fileprivate func wasTakenBack(by day: Day) -> Bool {
    evidence.bounds.earliest <= day && (withdrawal?.bounds.earliest ?? .distantFuture) <= day
  }
}

extension PartyState {
  /// The acts that the step reached rests on.
  fileprivate var explainingActs: [Int] {
    [signed, consented, inForce, provisional, leaving?.since, left].compactMap { $0 }
  }
}
