import EventLog

/// What a State has until another one goes on as it, and what of it passes on.
///
/// It passes on within the day of the change: after what ends by itself on it (a notice that takes effect, an `until`),
/// before whatever is done on it.
struct Handover<State: StoryState>: StoryState {
  /// What one act does.
  enum Effect {
    case act(State.Effect)
    /// What is so now passes on, and the old State ends.
    case handOver(end: State.Effect)
  }

  /// What the old State has.
  private var own = State()
  /// What passed on.
  private(set) var passed: State?

  mutating func apply(_ effect: Effect, act: Int, ending end: OwnEnd?) -> FindingCode? {
    switch effect {
    case .act(let effect): return own.apply(effect, act: act, ending: end)
    case .handOver(let last):
      passed = own
      return own.apply(last, act: act, ending: nil)
    }
  }
}

/// Everything that may pass on by a change of States.
struct Estate<State: StoryState> {
  /// The states that may be so at that moment; they name their acts by the places in `acts`.
  let states: [State]
  /// The acts of the old State.
  let acts: [StoryAct<Handover<State>.Effect>]
  /// For each of them that which it ends.
  private let ends: [OwnEnd?]
  /// Whether there are more states than were followed.
  let isApproximate: Bool

  /// An end that was stated with what it ends.
  struct Limit {
    var effect: State.Effect
    var bounds: DayBounds
    var positions: [GlobalPosition]
    /// The place of the act that it ends; `nil` for what passed on itself.
    var cause: Int?

    /// Whether one of these acts is what it ends.
    func restsOn(_ grounds: Set<Int>) -> Bool { cause.map(grounds.contains) ?? true }
  }

  /// - Parameters:
  ///   - story: what the old State did, with its end.
  ///   - change: the change of States.
  ///   - end: the end of the old State.
  ///   - isEnd: whether an act ends the old State, by this change or by another: on that very day it goes on as
  ///     another State all the same.
  init(
    of story: Story<State>, at change: StateChangeAct, end: State.Effect,
    where isEnd: (StoryAct<State.Effect>) -> Bool
  ) {
    let rank = change.seen.event.act.rank
    var told: [StoryAct<Handover<State>.Effect>] = []
    var places: [Int: Int] = [:]
    for act in story.acts.sorted(by: { $0.ordinal < $1.ordinal }) {
      if isEnd(act), act.positions.contains(change.seen.position) { continue }
      places[act.ordinal] = told.count
      told.append(
        StoryAct(
          bounds: act.bounds, rank: isEnd(act) ? rank + 1 : act.rank, positions: act.positions,
          effect: .act(act.effect), rule: act.rule, cause: act.cause.flatMap { places[$0] },
          basis: act.basis.flatMap { places[$0] },
          isOptional: act.isOptional, begun: act.begun, raisesNothing: act.raisesNothing))
    }
    told.append(
      StoryAct(
        bounds: change.bounds, rank: rank, positions: [change.seen.position], effect: .handOver(end: end)))
    let until = Story<Handover<State>>(told)
    states = until.pieces.filter { $0.until == .distantFuture }.compactMap(\.state.passed).uniqued()
    acts = until.acts
    ends = until.ends
    isApproximate = until.approximations.contains { $0.until == .distantFuture }
  }

  /// What ends something by itself after the change, and follows from what was done before it.
  func limits(after change: StateChangeAct) -> [Limit] {
    zip(acts, ends).compactMap { act, end in
      let cause = end?.cause
      guard case .act(let effect) = act.effect, act.rule == .statedEnd, let bounds = change.after(act.bounds)
      else { return nil }
      let begins =
        cause.map { [acts[$0]] }
        ?? acts.filter { $0.rule != .statedEnd && !Set($0.positions).isDisjoint(with: act.positions) }
      guard begins.contains(where: { $0.bounds.earliest < change.bounds.latest }) else { return nil }
      return Limit(effect: effect, bounds: bounds, positions: act.positions, cause: cause)
    }
  }
}

/// Every way to take one element of each.
func combinations<Element>(_ choices: [[Element]]) -> [[Element]] {
  choices.reduce([[]]) { ways, choice in ways.flatMap { way in choice.map { way + [$0] } } }
}
