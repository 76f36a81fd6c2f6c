import Diplomacy
import EventLog

extension Explainer {
  /// Whether an instrument is in force.
  func explain(inForce id: String, _ question: Question) throws -> Explanation {
    let history = try world.instrument(id)
    let row = try world.marked(world.instrumentRow(id, on: day), on: day)
    var explanation = Explanation(
      question: question, day: day,
      verdict: verdict(of: row, InstrumentReading(history: history, day: day)),
      disputed: try isDisputed(question.subject, Tag("instrument", id), row?.events ?? []),
      approximate: false, answer: "", rows: row.map { [$0.fields] } ?? [])
    explanation.disputes = try disputes(of: row?.events ?? [])
    let derivation = try derivation(of: history)
    explanation.derivation = derivation
    let steps = try acts(of: history) + results(of: history, derivation)
    explanation.chain = steps.enumerated().sorted { one, two in
      (one.element.on.earliest, one.element.on.latest, one.offset)
        < (two.element.on.earliest, two.element.on.latest, two.offset)
    }.map(\.element)
    explanation.answer = try answer(history, row, explanation.verdict)
    explanation.dependsOn = try dependencies(of: history)
    explanation.settledBy = row?.settledBy ?? []
    if explanation.verdict == .possible { explanation.alternatives = try alternatives(of: history) }
    explanation.ignored =
      try later(in: history)
      + outweighed(history.disagreements.filter { $0.party == nil }.map(\.1))
      + notCounted(in: history, only: nil)
    return explanation
  }

  /// What is suspended is in force: only its operation rests (VCLT 57 and 72).
  private func verdict(of row: InstrumentRow?, _ reading: InstrumentReading) -> Explanation.Verdict {
    switch (row?.state, row?.certainty) {
    case ("in-force", .certain): .certain
    case ("suspended", _): reading.isSurelyInForce ? .certain : .possible
    case ("in-force", _): .possible
    case ("terminated", .possible): reading.history.stands(on: day) == nil ? .no : .possible
    default: .no
    }
  }

  private func answer(
    _ history: InstrumentHistory, _ row: InstrumentRow?, _ verdict: Explanation.Verdict
  ) throws -> String {
    let id = history.id
    guard let row else { return "\(id) is not in force: it is not adopted by that day" }
    let since = row.inForceFrom.map { " since \($0.plain)" } ?? ""
    let rests =
      InstrumentReading(history: history, day: day).suspension.map { rest, isSure in
        "; its operation \(isSure ? "is" : "may be") suspended, from \(rest.from.plain)"
          + (rest.until.map { " until \($0.plain)" } ?? "")
      } ?? ""
    switch (verdict, row.state) {
    case (.certain, _):
      return "\(id) is in force\(since)" + (row.until.map { ", until \($0.plain)" } ?? "") + rests
    case (.possible, _):
      return "\(id) may be in force"
        + (row.inForceFrom.map { ": it entered into force within \($0.plain)" } ?? "") + rests
    case (.no, "terminated"):
      let over = history.ends.last { $0.bounds.latest <= day }
      let why = over?.rule.words.map { ": \($0)" } ?? ""
      let was = over?.isConditional == true ? "if it ever was, " : ""
      return "\(id) is not in force: \(was)no longer since \(over?.bounds.plain ?? "")\(why)"
    default:
      let waiting = try world.pendingRows(id, on: day)
      if let first = waiting.first {
        let names = waiting.map { $0.name + ($0.certainty == .possible ? " (possibly)" : "") }
        let count = first.share ?? "\(first.have) of \(first.need)"
        return "\(id) is not in force: it has \(count) and waits for \(names.listed())"
      }
      if let chosen = history.force.chosen {
        return "\(id) is not in force yet: it enters into force \(chosen.phrase)"
      }
      let isMute = history.declaration?.clause == nil
      return "\(id) is not in force: "
        + (isMute ? "no clause and no publication says that it is" : "its condition is not met")
    }
  }

  private static let withdrawal = "withdrawal of consent"

  /// The declaration, the signatures, the consents, and what may have taken one back before the condition was met, those
  /// of one record together.
  private func acts(of history: InstrumentHistory) throws -> [Explanation.Step] {
    var groups: [(key: [GlobalPosition], form: String, bounds: DayBounds, parties: [String])] = []
    func add(_ form: String, _ evidence: Evidence, _ party: String) {
      guard evidence.bounds.earliest <= day, form != ConsentRecord.inferredForm else { return }
      let place = groups.firstIndex {
        $0.key == evidence.positions && $0.form == form && $0.bounds == evidence.bounds
      }
      if let place {
        groups[place].parties.append(party)
      } else {
        groups.append((evidence.positions, form, evidence.bounds, [party]))
      }
    }
    for party in history.parties.values.sorted(by: { $0.party < $1.party }) {
      if let signature = party.signature { add("signature", signature, party.party) }
      for consent in party.consents {
        add(consent.form, consent.evidence, party.party)
        if let withdrawal = consent.withdrawal, history.mayMissCondition(by: withdrawal) {
          add(Self.withdrawal, withdrawal, party.party)
        }
      }
    }
    let completing = Set(history.completedBy)
    let steps = try groups.map { group in
      let records = try world.citations(group.key)
      let names = try group.parties.map(name)
      let rule: Rule = group.form == ConsentRecord.continuation ? .continuation(of: "") : .recorded
      return Explanation.Step(
        rule: rule, on: group.bounds, text: "\(group.form) by \(names.listed())",
        decides: group.form == Self.withdrawal
          || group.parties.contains { completing.contains($0) } && group.form != "signature",
        source: records.first, agreeing: Array(records.dropFirst()))
    }
    guard history.adopted.earliest <= day, let declared = history.declarations.first else { return steps }
    let records = try world.citations(history.declarations.map(\.position))
    let adoption = Explanation.Step(
      rule: .recorded, on: declared.event.on?.bounds ?? .unknown, text: "\(history.id) is adopted",
      decides: true, source: records.first, agreeing: Array(records.dropFirst()))
    return [adoption] + steps
  }

  /// What follows: the condition met, the day by the clause, the publication, and the ends.
  private func results(of history: InstrumentHistory, _ derivation: Derivation) throws -> [Explanation.Step] {
    let force = history.force
    func step(
      _ rule: Rule, _ bounds: DayBounds, _ text: String, _ decides: Bool, _ positions: [GlobalPosition]
    ) throws -> Explanation.Step {
      let records = try world.citations(positions)
      return Explanation.Step(
        rule: rule, on: bounds, text: text, decides: decides, source: records.first,
        agreeing: Array(records.dropFirst()))
    }
    var steps: [Explanation.Step] = []
    let isDerivedUsed =
      !force.isPublishedChosen || (force.derived.map { force.published?.intersection($0) != nil } ?? false)
    if history.declaration?.clause != nil, let trigger = force.trigger, trigger.earliest <= day {
      let names = try history.completedBy.map(name)
      let by =
        names.isEmpty ? "" : ", completed by \(names.count > 6 ? "\(names.count) parties" : names.listed())"
      steps.append(try step(.conditionMet, trigger, "the condition is met\(by)", isDerivedUsed, []))
      if let derived = force.derived, derived.earliest <= day {
        steps.append(
          try step(
            .clause, derived,
            "by the clause \(history.id) enters into force: "
              + derivation.arithmetic.joined(separator: "; "), isDerivedUsed, []))
      }
    }
    if let published = force.published(by: day) {
      let told = force.publishedOn.map { $0 == published ? "" : ", published \($0.phrase)" } ?? ""
      steps.append(
        try step(
          .published, published, "\(history.id) is in force \(published.phrase), as published\(told)",
          force.isPublishedChosen, force.publications.map(\.position)))
    }
    steps += try prolongations(of: history)
    for end in history.ends where end.bounds.earliest <= day {
      steps.append(
        try step(
          end.rule, end.bounds, "\(history.id) is no longer in force: \(end.rule.words ?? "")", true,
          end.positions))
    }
    return try steps + resting(of: history.suspensions, "the operation of \(history.id) is suspended")
  }

  /// The suspensions of operation that may last on the day.
  func resting(of suspensions: [OperationSuspension], _ words: String) throws -> [Explanation.Step] {
    try suspensions.filter { $0.lasts(on: day) != nil }.map { stretch in
      let records = try world.citations(stretch.positions(by: day))
      return Explanation.Step(
        rule: .recorded, on: stretch.from, text: words + (stretch.until.map { ", until \($0.plain)" } ?? ""),
        decides: true, source: records.first, agreeing: Array(records.dropFirst()))
    }
  }

  /// The instruments that prolonged the term by the day.
  private func prolongations(of history: InstrumentHistory) throws -> [Explanation.Step] {
    guard let term = history.declaration?.duration, let begin = history.force.chosenIfEver else { return [] }
    let end = term.lastDay(from: begin).map(\.next)
    guard end.earliest <= day else { return [] }
    return try history.prolonging.map { try world.instrument($0) }.compactMap { other in
      guard let from = other.force.chosen, from.earliest <= day else { return nil }
      let records = try world.citations(other.force.positions)
      let told = other.force.publishedOn.map {
        $0 == from ? "" : "; this reaches back, by an act \($0.phrase)"
      }
      return Explanation.Step(
        rule: .extended(by: other.id), on: from,
        text:
          "\(other.id) prolongs the term of \(term.english), which would have run out \(end.phrase)\(told ?? "")",
        decides: true, source: records.first, agreeing: Array(records.dropFirst()))
    }
  }

  private func dependencies(of history: InstrumentHistory) throws -> [Explanation.Dependency] {
    let declaration = history.declaration
    var ids = [declaration?.parent].compactMap { $0 } + (declaration?.clause?.references.instruments ?? [])
    ids += try world.openers(of: history.id).map(\.instrument) + world.extenders(of: history.id)
    return try ids.uniqued().filter { $0 != history.id }.compactMap { try dependency(on: $0) }
  }

  /// What comes only after the day: consents and the entry into force.
  private func later(in history: InstrumentHistory) throws -> [Explanation.Ignored] {
    var found = try history.parties.values.sorted { $0.party < $1.party }.flatMap { party in
      try party.consents.filter { $0.bounds.earliest > day && $0.form != ConsentRecord.inferredForm }.map {
        Explanation.Ignored(
          reason: .later, text: "the \($0.form) of \(try name(party.party)) comes only \($0.bounds.phrase)",
          events: $0.evidence.positions)
      }
    }
    let force = history.force
    if let published = force.published, force.published(by: day) == nil {
      found.append(
        Explanation.Ignored(
          reason: .later, text: "the published entry into force comes only \(published.phrase)",
          events: force.publications.map(\.position)))
    }
    return found
  }

  /// Under which days of the acts that are not known an instrument is in force.
  func alternatives(of history: InstrumentHistory) throws -> [Explanation.Alternative] {
    if !history.force.isPublishedChosen, let deadline = history.deadline(forForceBy: day),
      let doubt = DepositDoubt(history, metBy: deadline)
    {
      let settling = world.settling(doubt, .force, by: deadline)
      let sides = Sides(
        nouns: try settling.map { candidate in
          let own = history.parties[candidate.party]
          let position = own?.positions(of: candidate.kind).first
          let noun = own?.noun(of: candidate.kind) ?? candidate.noun
          return try "the \(noun) of \(name(candidate.party))" + (position.map { " (\($0))" } ?? "")
        }, day: deadline,
        events: settling.map { history.parties[$0.party]?.positions(of: $0.kind) ?? [] },
        isCount: doubt.isPlainCount(of: settling))
      return sides.alternatives { late in
        doubt.met(with: settling, late: late).map { $0 ? "yes" : "no" } ?? Sides.open
      }
    }
    guard let chosen = history.force.chosen, chosen.straddles(day) else { return [] }
    let positions = history.force.positions.prefix(1).map { $0 }
    let noun = "the entry into force" + (positions.first.map { " (\($0))" } ?? "")
    let sides = Sides(nouns: [noun], day: day, events: [positions])
    return sides.alternatives { $0.isEmpty ? "yes" : "no" }
  }
}

extension InstrumentHistory {
  /// Whether an act that takes a consent back may be why the condition of the clause is not met.
  fileprivate func mayMissCondition(by withdrawal: Evidence) -> Bool {
    guard declaration?.clause != nil, let trigger = force.trigger else { return false }
    return withdrawal.bounds.latest > trigger.earliest && trigger.latest > withdrawal.bounds.earliest
  }
}

extension DepositDoubt.Candidate {
  /// What it is called.
  fileprivate var noun: String {
    switch kind {
    case .signature: "signature"
    case .consent: "consent"
    case .withdrawal: "withdrawal"
    }
  }
}

extension PartyHistory {
  /// The consents that are recorded.
  private var own: [ConsentRecord] { consents.filter { $0.form != ConsentRecord.inferredForm } }

  /// What a consent that a clause counts is called; `nil` for another act.
  fileprivate func noun(of kind: DepositDoubt.Candidate.Kind) -> String? {
    guard case .consent(let index) = kind, own.indices.contains(index) else { return nil }
    return own[index].noun
  }

  /// Where an act that a clause counts is recorded.
  fileprivate func positions(of kind: DepositDoubt.Candidate.Kind) -> [GlobalPosition] {
    switch kind {
    case .signature: signature?.positions ?? []
    case .consent(let index): own.indices.contains(index) ? own[index].evidence.positions : []
    case .withdrawal(let index): own.indices.contains(index) ? own[index].withdrawal?.positions ?? [] : []
    }
  }
}
