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
      let nouns = try acts.map { try noun(story.acts[$0], words) }
      var found: [Explanation.Alternative] = []
      if acts.count == 1, let party {
        let act = story.acts[acts[0]]
        found = try versions(of: act, by: party, tag).compactMap { seen, claimed in
          settled(.bounds([acts[0]: claimed.bounds])).map { answer in
            Explanation.Alternative(
              answer: answer,
              text: "it was on \(claimed.text.plain), as \(seen.position) claims"
                + " (\(Citation(seen.event, at: seen.position).words))", events: [seen.position])
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
