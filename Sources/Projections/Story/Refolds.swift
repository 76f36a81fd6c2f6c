import EventLog

/// What a story says of a day once some of its acts are known better, remembered: a row and its explanation ask the same.
///
/// Used by one thread, as the world that holds the story.
final class Refolds<State: StoryState> {
  /// What is known better.
  enum Knowledge: Hashable {
    /// The bounds of some acts.
    case bounds([Int: DayBounds])
    /// That one act comes before another.
    case order(Int, before: Int)
  }
  /// What is possible on a day.
  struct Outcome {
    /// The states.
    var states: [State]
    /// Whether orders are left unfollowed.
    var isApproximate: Bool

    /// Whether the answer is the same in every state that is possible.
    func isSettled<Answer: Hashable>(_ answer: (State) -> Answer) -> Bool {
      !isApproximate && Set(states.map(answer)).count == 1
    }
  }
  private struct Asked: Hashable {
    var knowledge: Knowledge
    var day: Day
  }

  private var known: [Asked: Outcome?] = [:]

  fileprivate func outcome(with knowledge: Knowledge, on day: Day, _ fold: () -> Story<State>?) -> Outcome? {
    let asked = Asked(knowledge: knowledge, day: day)
    if let outcome = known[asked] { return outcome }
    let outcome = fold()?.outcome(on: day)
    known[asked] = .some(outcome)
    return outcome
  }
}

extension Story {
  /// What is possible on a day.
  func outcome(on day: Day) -> Refolds<State>.Outcome {
    .init(states: states(on: day), isApproximate: isApproximate(on: day))
  }

  /// What is possible on a day once some acts are known better; `nil` where every order that is left has more
  /// breaches.
  func outcome(with knowledge: Refolds<State>.Knowledge, on day: Day) -> Refolds<State>.Outcome? {
    refolds.outcome(with: knowledge, on: day) {
      switch knowledge {
      case .bounds(let bounds): cut(bounds)
      case .order(let first, before: let second): ordered(first, before: second)
      }
    }
  }

  /// The same story with narrower bounds of some acts; `nil` where every order that is left has more breaches.
  func cut(_ bounds: [Int: DayBounds]) -> Story? {
    changed { acts in for (act, bounds) in bounds { acts[act].bounds = bounds } }
  }

  /// The same story in which one act comes before another; `nil` where every order that is left has more breaches.
  func ordered(_ first: Int, before second: Int) -> Story? {
    let ordinal = acts[first].ordinal
    return changed { acts in
      if acts[first].follows == acts[second].ordinal { acts[first].follows = nil }
      acts[second].follows = ordinal
    }
  }

  private func changed(_ change: (inout [StoryAct<State.Effect>]) -> Void) -> Story? {
    var acts = acts
    change(&acts)
    acts.sort { $0.ordinal < $1.ordinal }
    // No such day: an end before what it ends.
    guard !acts.indices.contains(where: acts.isBroken) else { return nil }
    let story = Story(acts)
    return story.breaches > breaches ? nil : story
  }
}
