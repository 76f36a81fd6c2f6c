import EventLog

/// What keeps an answer on a day from being certain, and which acts would settle it.
///
/// Only an act that may lie on both sides of the day, or whose order among others is open, can cast a doubt. To know
/// on which side it lies is to cut its bounds at the day; the same story, folded anew, says whether a doubt is left.
/// A side that no lawful order has, where some order is lawful, is no side at all.
struct Doubt<State: StoryState, Answer: Hashable> {
  /// The story as it is known.
  let story: Story<State>
  /// The day that is asked for.
  let day: Day
  /// What is asked of a state.
  let answer: (State) -> Answer

  /// What would settle it.
  enum Settling: Hashable {
    /// On which side of the day each of these acts lies.
    case sides([Int])
    /// Which of two acts came first.
    case order(Int, Int)
    /// The days of all these acts.
    case days([Int])
  }

  /// So many acts are tried in pairs; more are named together.
  private static var pairLimit: Int { 12 }
  /// So many are tried on every combination of sides.
  private static var sideLimit: Int { 8 }

  /// Whether the answer is the same in every state that is possible on the day.
  static func isSettled(_ story: Story<State>, on day: Day, _ answer: (State) -> Answer) -> Bool {
    !story.isApproximate(on: day) && Set(story.states(on: day).map(answer)).count == 1
  }

  /// The smallest set of acts whose place settles the answer; `nil` for an answer that is certain.
  func settling() -> Settling? {
    guard !Self.isSettled(story, on: day, answer) else { return nil }
    let straddling = candidates { $0.bounds.earliest <= day && day < $0.bounds.latest }
    let open = candidates { $0.bounds.earliest <= day && !$0.bounds.isExact }
    guard !story.isApproximate(on: day) else { return .days(open) }
    if let one = straddling.first(where: { settles([$0]) }) { return .sides([one]) }
    if straddling.count <= Self.pairLimit {
      for (first, second) in Self.pairs(of: straddling) where settles([first, second]) {
        return .sides([first, second])
      }
    }
    if open.count <= Self.pairLimit {
      for (first, second) in Self.pairs(of: open) where isSettledByOrder(of: first, second) {
        return .order(first, second)
      }
    }
    if (3...Self.sideLimit).contains(straddling.count), settles(straddling) { return .sides(straddling) }
    return .days(open)
  }

  /// Whether the answer is certain once it is known on which side of the day each of some acts lies.
  func settles(_ acts: [Int]) -> Bool {
    (0..<(1 << acts.count)).allSatisfy { sides in
      var bounds: [Int: DayBounds] = [:]
      for (place, act) in acts.enumerated() {
        let own = story.acts[act].bounds
        bounds[act] =
          sides & (1 << place) == 0
          ? DayBounds(own.earliest, day) : DayBounds(max(day.next, own.earliest), own.latest)
      }
      guard let cut = story.cut(bounds) else { return true }
      return Self.isSettled(cut, on: day, answer)
    }
  }

  /// Whether the answer is certain once it is known which of two acts came first.
  func isSettledByOrder(of one: Int, _ other: Int) -> Bool {
    guard story.acts[one].canPrecede(story.acts[other]), story.acts[other].canPrecede(story.acts[one]) else {
      return false
    }
    return [(one, other), (other, one)].allSatisfy { first, second in
      guard let ordered = story.ordered(first, before: second) else { return true }
      return Self.isSettled(ordered, on: day, answer)
    }
  }

  /// The acts that fulfil a condition, in an order that no position decides.
  private func candidates(where isOne: (StoryAct<State.Effect>) -> Bool) -> [Int] {
    story.acts.indices.filter { isOne(story.acts[$0]) }.sorted { left, right in
      let (one, two) = (story.acts[left], story.acts[right])
      if one.bounds != two.bounds {
        return (one.bounds.earliest, one.bounds.latest) < (two.bounds.earliest, two.bounds.latest)
      }
      return one.rank != two.rank ? one.rank < two.rank : "\(one.effect)" < "\(two.effect)"
    }
  }

  private static func pairs(of acts: [Int]) -> [(Int, Int)] {
    acts.indices.flatMap { first in acts[(first + 1)...].map { (acts[first], $0) } }
  }
}

extension Story {
  /// The same story with narrower bounds of some acts; `nil` where that leaves no lawful order of one that had some.
  func cut(_ bounds: [Int: DayBounds]) -> Story? {
    changed { acts in for (act, bounds) in bounds { acts[act].bounds = bounds } }
  }

  /// The same story in which one act comes before another; `nil` where that leaves no lawful order of one that had some.
  func ordered(_ first: Int, before second: Int) -> Story? {
    let ordinal = acts[first].ordinal
    return changed { acts in acts[second].follows = ordinal }
  }

  private func changed(_ change: (inout [StoryAct<State.Effect>]) -> Void) -> Story? {
    var acts = acts
    change(&acts)
    let story = Story(acts.sorted { $0.ordinal < $1.ordinal })
    return isLawful && !story.isLawful ? nil : story
  }
}
