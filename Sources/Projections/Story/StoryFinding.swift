import EventLog

/// A warning that one act of a story raises (docs/DOMAIN.md, "Warnings").
struct StoryFinding: Hashable {
  /// The act, by its place in the story's list.
  let act: Int
  /// What is odd about it.
  let code: FindingCode
  /// Whether it is raised in every order that counts; else in some of them.
  let isCertain: Bool
  /// Whether an order with as few warnings as there can be raises it: then it is part of a simplest account of what
  /// went wrong. Always so for a certain one.
  let isLeast: Bool
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
    var isLeast = false
    var days: DayBounds
  }

  private let layers: [Story<State>.Layer]
  /// For each layer, the fewest warnings from each of its entries to the end.
  private let fewest: [[State: Int]]

  init(_ layers: [Story<State>.Layer]) {
    var rest: [State: Int]? = nil
    var fewest: [[State: Int]] = []
    for layer in layers.reversed() {
      var own: [State: Int] = [:]
      for node in layer {
        own[node.entry] = node.paths.map { $0.warnings.count + (rest?[$0.states.last!] ?? 0) }.min()
      }
      fewest.append(own)
      rest = own
    }
    self.layers = layers
    self.fewest = fewest.reversed()
  }

  /// The warnings in the order of the acts.
  /// - Parameter isApproximate: whether orders around an act were left unfollowed, so that nothing is sure there.
  func findings(isApproximate: (Int) -> Bool) -> [StoryFinding] {
    var findings: [StoryFinding] = []
    // Every state in which a layer is entered, with the fewest warnings on the way to it.
    var reached: [State: Int] = [State(): 0]
    let total = fewest.first?[State()] ?? 0
    for (number, layer) in layers.enumerated() {
      var next: [State: Int] = [:]
      var ways = 0
      var tallies: [Key: Tally] = [:]
      for node in layer {
        guard let before = reached[node.entry] else { continue }
        ways += node.paths.count
        for path in node.paths {
          let exit = path.states.last!
          let sofar = before + path.warnings.count
          next[exit] = min(next[exit] ?? sofar, sofar)
          let rest = number + 1 < layers.count ? fewest[number + 1][exit] ?? 0 : 0
          for warning in path.warnings {
            let key = Key(act: path.order[warning.place], code: warning.code)
            let days = path.bounds[warning.place]
            tallies[key, default: Tally(days: days)].count += 1
            tallies[key]!.days = tallies[key]!.days.union(days)
            if sofar + rest == total { tallies[key]!.isLeast = true }
          }
        }
      }
      findings += tallies.map { key, tally in
        StoryFinding(
          act: key.act, code: key.code, isCertain: tally.count == ways && !isApproximate(key.act),
          isLeast: tally.isLeast, days: tally.days)
      }
      reached = next
    }
    return findings.sorted { ($0.act, $0.code.rawValue) < ($1.act, $1.code.rawValue) }
  }
}
