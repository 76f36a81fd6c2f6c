import EventLog

/// A warning that one act of a story raises (docs/DOMAIN.md, "Warnings").
struct StoryFinding: Hashable {
  /// The act, by its place in the story's list.
  let act: Int
  /// What is odd about it.
  let code: FindingCode
  /// Whether it is raised in every order that counts; else in some of them.
  let isCertain: Bool
  /// The days on which the act can have happened where it raises the warning.
  let days: DayBounds
}

/// What the ways through the knots of a story raise, taken together.
///
/// The ways are those the story counts, already followed: nothing is folded again.
struct StoryWarnings<State: StoryState> {
  private struct Key: Hashable {
    var act: Int
    var code: FindingCode
  }
  private struct Tally {
    var count = 0
    var days: DayBounds
  }

  private let layers: [Story<State>.Layer]

  init(_ layers: [Story<State>.Layer]) {
    self.layers = layers
  }

  /// The warnings in the order of the acts.
  /// - Parameter isApproximate: whether orders around an act were left unfollowed, so that nothing is sure there.
  func findings(isApproximate: (Int) -> Bool) -> [StoryFinding] {
    var findings: [StoryFinding] = []
    // Every state in which a layer is entered.
    var reached: Set<State> = [State()]
    for layer in layers {
      var next: Set<State> = []
      var ways = 0
      var tallies: [Key: Tally] = [:]
      for node in layer where reached.contains(node.entry) {
        ways += node.paths.count
        for path in node.paths {
          next.insert(path.states.last!)
          for warning in path.warnings {
            let key = Key(act: path.order[warning.place], code: warning.code)
            let days = path.bounds[warning.place]
            tallies[key, default: Tally(days: days)].count += 1
            tallies[key]!.days = tallies[key]!.days.union(days)
          }
        }
      }
      findings += tallies.map { key, tally in
        StoryFinding(
          act: key.act, code: key.code, isCertain: tally.count == ways && !isApproximate(key.act),
          days: tally.days)
      }
      reached = next
    }
    return findings.sorted { ($0.act, $0.code.rawValue) < ($1.act, $1.code.rawValue) }
  }
}
