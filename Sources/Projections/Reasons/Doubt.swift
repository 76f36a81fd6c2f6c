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
  /// Of a story with more orders, which takes long to fold, acts are tried alone and all together.
  private static var orderLimit: Int { 120 }
  /// Of a story with more orders than this they are only tried alone.
  private static var trialLimit: Int { 1_000 }

  /// The acts whose place settles the answer, as few as were found; `nil` for an answer that is certain.
  ///
  /// One act is tried, then two, then which of two came first, then all that may lie on both sides of the day. Where
  /// more than `orderLimit` orders are possible, neither two acts nor their order are tried; with more
  /// than `trialLimit` nor are all together.
  func settling() -> Settling? {
    guard !story.outcome(on: day).isSettled(answer) else { return nil }
    let straddling = candidates { $0.bounds.straddles(day) }
    let open = candidates { $0.bounds.earliest <= day && !$0.bounds.isExact }
    guard !story.isApproximate(on: day) else { return .days(open) }
    if let one = straddling.first(where: { settles([$0]) }) { return .sides([one]) }
    let isShort = story.orders <= Self.orderLimit
    if isShort, straddling.count <= Self.pairLimit {
      for (first, second) in Self.pairs(of: straddling) where settles([first, second]) {
        return .sides([first, second])
      }
    }
    if isShort, open.count <= Self.pairLimit {
      for (first, second) in Self.pairs(of: open) where isSettledByOrder(of: first, second) {
        return .order(first, second)
      }
    }
    guard story.orders <= Self.trialLimit else { return .days(open) }
    if (2...Self.sideLimit).contains(straddling.count), settles(straddling) { return .sides(straddling) }
    return .days(open)
  }

  /// Whether the answer is certain once it is known on which side of the day each of some acts lies.
  func settles(_ acts: [Int]) -> Bool {
    (0..<(1 << acts.count)).allSatisfy { sides in
      let known = self.sides(of: acts) { sides & (1 << $0) != 0 }
      return story.outcome(with: known, on: day)?.isSettled(answer) ?? true
    }
  }

  /// What is known once each of some acts is known to lie on one side of the day.
  ///
  /// - Parameter isLate: whether the act at a place of the list lies after it.
  func sides(of acts: [Int], isLate: (Int) -> Bool) -> Refolds<State>.Knowledge {
    var bounds: [Int: DayBounds] = [:]
    for (place, act) in acts.enumerated() {
      bounds[act] = story.acts[act].bounds.cut(at: day, isLate: isLate(place))
    }
    return .bounds(bounds)
  }

  /// Whether the answer is certain once it is known which of two acts came first.
  func isSettledByOrder(of one: Int, _ other: Int) -> Bool {
    guard story.acts[one].canPrecede(story.acts[other]), story.acts[other].canPrecede(story.acts[one]) else {
      return false
    }
    return [(one, other), (other, one)].allSatisfy { first, second in
      story.outcome(with: .order(first, before: second), on: day)?.isSettled(answer) ?? true
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
