import Diplomacy
import EventLog

/// Explains answers of one perspective on one day, from what the histories keep.
struct Explainer {
  let world: World
  /// The day that is asked for.
  let day: Day

  /// The explanation of a question whose ids are known.
  func explain(_ question: Question) throws -> Explanation {
    var explanation =
      switch question {
      case .member(let party, let org, let status): try explain(party, in: org, status, question)
      case .inForce(let id): try explain(inForce: id, question)
      case .party(let party, let id): try explain(party, boundBy: id, question)
      case .office(let id): try explain(office: id, question)
      }
    let tag = try tag(of: question)
    explanation.contradictions = World.inOrder(
      try world.contradictions(about: tag).filter { $0.touches(question.subject, on: day) }
    ).map(\.row)
    explanation.ignored += try ignored(for: question, about: tag)
    explanation.ignored = explanation.ignored.uniqued()
    return explanation
  }

  /// The tag under which everything about a question is found.
  private func tag(of question: Question) throws -> Tag {
    switch question {
    case .member(_, let org, _): return Tag("org", try world.organisation(ofOrgan: org) ?? org)
    case .inForce(let id), .party(_, let id): return Tag("instrument", id)
    case .office(let id): return Tag("office", id)
    }
  }

  /// The corrections that dispute one of these records.
  func disputes(of positions: [GlobalPosition]) throws -> [Explanation.Dispute] {
    guard world.isAnyDisputed(of: positions) else { return [] }
    return try positions.uniqued().sorted().flatMap { target in
      try world.corrections(around: target).disputes(of: target).map {
        Explanation.Dispute(correction: $0, target: target, reason: try world.reason(of: $0))
      }
    }
  }

  func name(_ id: String) throws -> String { try world.name(of: id, on: day) }

  /// An answer of which some, all or none of the possible states speak.
  func verdict<State>(_ story: Story<State>, _ holds: (State) -> Bool) -> Explanation.Verdict {
    let states = story.states(on: day)
    let count = states.count(where: holds)
    if count == 0 { return .no }
    return count == states.count && !story.isApproximate(on: day) ? .certain : .possible
  }

  /// The acts of a story that may have come by the day, in the order of time, without those that change nothing.
  func steps<State>(
    of story: Story<State>, deciding: Set<Int>, _ words: (StoryAct<State.Effect>) throws -> ActWords
  ) throws -> [Explanation.Step] where State.Effect: LeavingEffect {
    let idle = Set(story.findings.filter { $0.isCertain && $0.code.isWithoutEffect }.map(\.act))
      .union(story.endsThatNeverCome)
    return try story.acts.indices.filter { story.acts[$0].bounds.earliest <= day && !idle.contains($0) }.map {
      let act = story.acts[$0]
      let records = try world.citations(act.positions)
      return Explanation.Step(
        rule: act.rule, on: act.bounds, text: try words(act).told(by: act.rule),
        decides: deciding.contains($0), source: records.first, agreeing: Array(records.dropFirst()))
    }
  }

  /// The rules of the acts that may have come by the day, without ends that never come.
  func rules<State>(of story: Story<State>) -> [Rule] where State.Effect: LeavingEffect {
    let never = story.endsThatNeverCome
    return story.acts.indices.filter { story.acts[$0].bounds.earliest <= day && !never.contains($0) }
      .map { story.acts[$0].rule }
  }

  /// Acts of a story that change nothing in the state they find, ends that never come, and acts that come after the day.
  func leftOut<State>(
    of story: Story<State>, _ words: (StoryAct<State.Effect>) throws -> ActWords
  ) throws -> [Explanation.Ignored] where State.Effect: LeavingEffect {
    let idle = try story.findings.filter { finding in
      finding.isCertain && finding.code.isWithoutEffect && story.acts[finding.act].bounds.earliest <= day
    }.map { finding in
      let act = story.acts[finding.act]
      return Explanation.Ignored(
        reason: .noEffect,
        text: "\(try words(act).noun) \(act.bounds.phrase) changes nothing (\(finding.code.rawValue))",
        events: act.positions)
    }
    let never = story.endsThatNeverCome
    let missed = try never.sorted().filter { story.acts[$0].bounds.earliest <= day }.map { place in
      try missing(story.acts[place], story.undoing(place), words)
    }
    let later = try story.acts.indices.filter { story.acts[$0].bounds.earliest > day && !never.contains($0) }
      .map { story.acts[$0] }.map { act in
        Explanation.Ignored(
          reason: .later, text: "\(try words(act).noun) comes only \(act.bounds.phrase)",
          events: act.positions)
      }
    return idle + missed + later
  }

  /// An end that never comes, with what undid it.
  private func missing<Effect: LeavingEffect>(
    _ end: StoryAct<Effect>, _ undoing: [StoryAct<Effect>], _ words: (StoryAct<Effect>) throws -> ActWords
  ) throws -> Explanation.Ignored {
    let noun = "\(try words(end).noun) \(end.bounds.phrase)"
    let positions = undoing.flatMap(\.positions).uniqued()
    var text = "\(noun) changes nothing: there is nothing left to end by then"
    if let first = undoing.first {
      var clause = ""
      if case .exitClause = end.rule { clause = ", \(end.rule.words ?? "")," }
      let why =
        switch first.effect.leavingStep {
        case .revocation?: "the notice was taken back by \(positions.numbers)"
        case nil: first.rule.words ?? "it goes on by \(positions.numbers)"
        default: "the notice was replaced by \(positions.numbers)"
        }
      text = "\(noun)\(clause) does not come: \(why)"
    }
    return Explanation.Ignored(
      reason: .noEffect, text: text, events: (end.positions + positions).uniqued())
  }

  /// Records that another record of the same act outweighs.
  func outweighed(_ disagreements: [Disagreement]) -> [Explanation.Ignored] {
    disagreements.flatMap { disagreement -> [Explanation.Ignored] in
      let sorted = disagreement.versions.sorted(by: SeenEvent.isBetterEvidence)
      guard let best = sorted.first else { return [] }
      return sorted.dropFirst().map { seen in
        Explanation.Ignored(
          reason: .outweighed,
          text: "\(seen.event.type) on \(seen.event.on?.text ?? "no day"), grade \(seen.event.grade):"
            + " \(best.position) on \(best.event.on?.text ?? "no day"), grade \(best.event.grade),"
            + (best.confirmedBy.map { " confirmed by \($0)," } ?? "") + " decides",
          events: [seen.position, best.position])
      }
    }
  }

  /// An instrument as something else depends on it.
  func dependency(on id: String) throws -> Explanation.Dependency? {
    guard let row = try world.instrumentRow(id, on: day) else {
      return Explanation.Dependency(question: .inForce(id), text: "\(id) is not adopted")
    }
    let state = String(row.state.map { $0 == "-" ? " " : $0 })
    let from = row.state == "terminated" ? row.until : row.state == "in-force" ? row.inForceFrom : nil
    let since = from.map { " since \($0.plain)" } ?? ""
    return Explanation.Dependency(
      question: .inForce(id),
      text: "\(id) is \(row.certainty == .possible ? "possibly " : "")\(state)\(since)")
  }

  /// The instruments that the rules of some acts speak of.
  func dependencies(_ rules: [Rule], except own: String? = nil) throws -> [Explanation.Dependency] {
    try rules.flatMap(\.instruments).uniqued().filter { $0 != own }.compactMap { try dependency(on: $0) }
  }
}

extension Rule {
  /// The instruments it speaks of.
  fileprivate var instruments: [String] {
    switch self {
    case .exitClause(_, let id), .originalMember(let id), .termEnded(let id, _), .extended(let id),
      .extensionEnded(let id), .parentEnded(let id):
      [id]
    case .gateClosed(let ids), .gateOpened(let ids): ids
    default: []
    }
  }
}

extension FindingCode {
  /// Whether an act that raises it leaves the state as it was.
  fileprivate var isWithoutEffect: Bool {
    switch self {
    case .tooLate, .notMember, .nothing, .duplicate: true
    default: false
    }
  }
}

extension Inquiry {
  /// Why an answer is what it is on the day: the acts and rules, what was not used, and what would settle it.
  ///
  /// The histories that the views read keep the rule of every act, so nothing is computed twice and the verdict is that
  /// of the rows. Throws `UnknownID` for an id that the log, as it is seen, does not know.
  public func why(_ question: Question) throws -> Explanation {
    let known: Question =
      switch question {
      case .member(let party, let org, let status):
        .member(
          party: try world.known(party, as: .party) ?? party,
          org: try world.known(org, as: .organisation) ?? org, status: status)
      case .inForce(let id): .inForce(try world.known(id, as: .instrument) ?? id)
      case .party(let party, let id):
        .party(
          try world.known(party, as: .party) ?? party,
          instrument: try world.known(id, as: .instrument) ?? id)
      case .office(let id): .office(try world.known(id, as: .office) ?? id)
      }
    return try Explainer(world: world, day: perspective.at).explain(known)
  }
}
