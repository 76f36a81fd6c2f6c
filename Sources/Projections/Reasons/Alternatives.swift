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
    func settled(_ story: Story<State>?) -> String? {
      guard let story, Doubt.isSettled(story, on: day, answer) else { return nil }
      return story.states(on: day).first.map(answer)
    }
    switch doubt.settling() {
    case .sides(let acts):
      let nouns = try acts.map { try noun(story.acts[$0], words) }
      var found: [Explanation.Alternative] = []
      if acts.count == 1, let party {
        let act = story.acts[acts[0]]
        found = try versions(of: act, by: party, tag).compactMap { seen, claimed in
          settled(story.cut([acts[0]: claimed.bounds])).map { answer in
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
          var cuts: [Int: DayBounds] = [:]
          for (place, act) in acts.enumerated() {
            let own = story.acts[act].bounds
            cuts[act] =
              late.contains(place)
              ? DayBounds(max(day.next, own.earliest), own.latest) : DayBounds(own.earliest, day)
          }
          return settled(story.cut(cuts))
        }
    case .order(let first, let second):
      return try [(first, second), (second, first)].compactMap { one, other in
        try settled(story.ordered(one, before: other)).map { answer in
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

/// The sides of a day on which some acts may lie, in words.
struct Sides {
  /// What each act is called.
  var nouns: [String]
  /// The last day that is before.
  var day: Day
  /// Where each act is recorded.
  var events: [[GlobalPosition]]

  /// So many acts are tried on every combination of sides.
  private static let limit = 8

  /// The answers on each combination of sides, told as shortly as they can be.
  ///
  /// - Parameter answer: the answer where the acts at these places are late; `nil` where that cannot be.
  func alternatives(_ answer: (Set<Int>) -> String?) -> [Explanation.Alternative] {
    guard nouns.count <= Sides.limit else { return [] }
    let combinations = (0..<(1 << nouns.count)).map { sides in
      Set(nouns.indices.filter { sides & (1 << $0) != 0 })
    }
    let answers = combinations.map { (late: $0, answer: answer($0)) }
    let early = answers.first?.answer
    let late = answers.last?.answer
    let others = Set(answers.dropFirst().compactMap(\.answer))
    let earlier = Set(answers.dropLast().compactMap(\.answer))
    let all = Rule.list(nouns)
    if nouns.count == 1 {
      return told([(early, "\(all) came on \(day) or earlier"), (late, "it came later")])
    }
    if let early, others.count == 1, !others.contains(early) {
      return told([
        (early, "all of these came on \(day) or earlier: \(all)"), (others.first, "any came later"),
      ])
    }
    if let late, earlier.count == 1, !earlier.contains(late) {
      return told([
        (earlier.first, "any of these came on \(day) or earlier: \(all)"), (late, "all came later"),
      ])
    }
    return told(
      answers.prefix(8).map { sides, answer in
        let words = nouns.enumerated().map { place, noun in
          "\(noun) came \(sides.contains(place) ? "after \(day)" : "on \(day) or earlier")"
        }
        return (answer, Rule.list(words))
      })
  }

  private func told(_ lines: [(answer: String?, text: String)]) -> [Explanation.Alternative] {
    lines.compactMap { answer, text in
      answer.map {
        Explanation.Alternative(answer: $0, text: text, events: events.flatMap { $0.prefix(1) }.uniqued())
      }
    }
  }
}
