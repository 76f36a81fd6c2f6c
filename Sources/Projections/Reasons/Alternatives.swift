import Diplomacy
import EventLog

extension Explainer {
  /// For a possible answer, what would make it one or the other: the days that claims give, and the sides of the day
  /// on which the acts that settle it may lie.
  func alternatives<State>(
    in story: Story<State>, identityOf party: String?, about tag: Tag,
    _ words: (StoryAct<State.Effect>) throws -> ActWords, _ answer: @escaping (State) -> String
  ) throws -> [Explanation.Alternative] {
    let doubt = Doubt(story: story, day: day, answer: answer)
    func settled(_ knowledge: Refolds<State>.Knowledge) -> String? {
      guard let outcome = story.outcome(with: knowledge, on: day), outcome.isSettled(answer) else {
        return nil
      }
      return outcome.states.first.map(answer)
    }
    switch doubt.settling() {
    case .sides(let acts):
      let side = { (isLate: Bool) in settled(doubt.sides(of: acts) { _ in isLate }) }
      if acts.count == 1, let known = try entryAlternatives(story.acts[acts[0]], of: party, tag, side) {
        return known
      }
      let nouns = try acts.map { act in
        try entryNoun(story.acts[act], of: party, tag) ?? noun(story.acts[act], words)
      }
      var found: [Explanation.Alternative] = []
      if acts.count == 1, let party {
        let act = story.acts[acts[0]]
        found = try versions(of: act, by: party, tag).compactMap { seen, claimed in
          settled(.bounds([acts[0]: claimed.bounds])).map { answer in
            Explanation.Alternative(
              answer: answer,
              text: "it was on \(claimed.text.plain), as \(seen.position) claims"
                + " (\(Citation(seen.event, at: seen.position, publishedBy: world.publishedBy).words))",
              events: [seen.position])
          }
        }
      }
      let sides = Sides(nouns: nouns, day: day, events: acts.map { story.acts[$0].positions })
      return found
        + sides.alternatives { late in
          settled(doubt.sides(of: acts, isLate: late.contains))
        }
    case .order(let first, let second):
      return try [(first, second), (second, first)].compactMap { one, other in
        try settled(.order(one, before: other)).map { answer in
          Explanation.Alternative(
            answer: answer,
            text:
              "\(try noun(story.acts[one], words)) came before \(try noun(story.acts[other], words))",
            events: story.acts[one].positions + story.acts[other].positions)
        }
      }
    case .days, nil: return []
    }
  }

  /// Of an act that follows from an entry into force, by when what this rests on must have come; `nil` for another one,
  /// and where that cannot be told.
  ///
  /// - Parameter answer: the answer where the act itself is late or not; `nil` where that cannot be.
  private func entryAlternatives<Effect>(
    _ act: StoryAct<Effect>, of party: String?, _ tag: Tag, _ answer: (Bool) -> String?
  ) throws -> [Explanation.Alternative]? {
    guard let entry = entry(behind: act, of: party, tag) else { return nil }
    let found = try alternatives(ofEntryOf: entry.party, into: entry.instrument, act.bounds).compactMap {
      line in
      answer(line.answer == "no").map {
        Explanation.Alternative(answer: $0, text: line.text, events: line.events)
      }
    }
    return found.isEmpty ? nil : found
  }

  /// What an act that follows from an entry into force is called: what is recorded is another act, of another day.
  private func entryNoun<Effect>(_ act: StoryAct<Effect>, of party: String?, _ tag: Tag) throws -> String? {
    try entry(behind: act, of: party, tag).map { entry in
      "the entry into force of \(entry.instrument) for \(try name(entry.party))"
    }
  }

  private func noun<Effect>(
    _ act: StoryAct<Effect>, _ words: (StoryAct<Effect>) throws -> ActWords
  ) throws -> String {
    try words(act).noun + (act.positions.first.map { " (\($0))" } ?? "")
  }

  /// What claims say of the day of a recorded act, as far as it can be so, in the order of those days.
  private func versions<Effect>(
    of act: StoryAct<Effect>, by party: String, _ tag: Tag
  ) throws -> [(seen: SeenEvent, day: (text: String, bounds: DayBounds))] {
    guard !act.rule.isDerived, let position = act.positions.first,
      let identity = try world.event(at: position)?.identities.first(where: { $0.party == party })
    else { return [] }
    return try world.events(tagged: tag).compactMap {
      seen -> (seen: SeenEvent, day: (text: String, bounds: DayBounds))? in
      guard case .claim(let claim) = seen.event.act, seen.event.isFact, let says = claim.says,
        says.identities.contains(identity), let on = says.on,
        let common = on.bounds.intersection(act.bounds)
      else { return nil }
      return (seen, (on.text, common))
    }.sorted { ($0.day.bounds.earliest, $0.seen.position) < ($1.day.bounds.earliest, $1.seen.position) }
  }
}
