import EventLog

/// The days that were chosen for acts, one completion after the other.
///
/// An act gets its first day when it is asked for; `next` then takes the next day of the act that was asked for
/// last, and begins with the first act again. So only acts that matter for a question are combined.
final class OracleChoices {
  private var asked: [(act: Int, days: [Day], place: Int)] = []
  private var known: [Int: Day] = [:]
  private var reached = 0

  /// The day of an act in this completion.
  func day(of act: Int, among days: @autoclosure () -> [Day]) -> Day {
    if let day = known[act] { return day }
    if reached == asked.count { asked.append((act, days(), 0)) }
    let entry = asked[reached]
    precondition(entry.act == act, "what is asked for depends on something else than the choices")
    reached += 1
    known[act] = entry.days[entry.place]
    return entry.days[entry.place]
  }

  /// Goes on to the next completion; `false` after the last.
  func next() -> Bool {
    known = [:]
    reached = 0
    while let last = asked.last {
      if last.place + 1 < last.days.count {
        asked[asked.count - 1].place += 1
        return true
      }
      asked.removeLast()
    }
    return false
  }
}

/// A change of a history: what is done on a day, and its place within the day.
struct OracleStep<Effect> {
  var day: Day
  /// The order of types within one day (docs/DOMAIN.md); an end that is a first day no longer has −1.
  var rank: Int
  /// Where it is recorded.
  var position: Int
  var effect: Effect
  /// Whether its day follows from something else than one record of it.
  var isDerived = false
  /// Of an end that was stated with what it ends: the day of that.
  var begun: Day?
  /// The act, by its number.
  var act = -1
  /// Whether the act ends by itself here: nothing is there to end where it has ended already.
  var isOwnEnd = false
  /// Whether it merely follows from another act, so that it is odd in nobody.
  var raisesNothing = false
}

/// A plain state machine: what one act does, and whether it was odd.
protocol OracleState: Hashable {
  associatedtype Effect
  init()
  /// Does it; returns `false` where it is warned of.
  ///
  /// - Parameter act: the number of the act.
  mutating func take(_ effect: Effect, by act: Int) -> Bool
  /// The acts on which that rests what an effect would end.
  func grounds(of end: Effect) -> Set<Int>
  /// Takes an act out of those on which that rests what an effect would end.
  mutating func drop(_ act: Int, from end: Effect)
}

extension OracleState {
  /// Takes in a step; what has ended already does not end by itself, nor does what came after it, nor what another term
  /// prolonged.
  ///
  /// - Parameter limited: the acts that end by themselves later than they begin.
  fileprivate mutating func take(_ step: OracleStep<Effect>, limited: Set<Int>) -> Bool {
    if step.isOwnEnd {
      let rests = grounds(of: step.effect)
      guard rests.contains(step.act) else { return true }
      if rests.intersection(limited).count > 1 {
        drop(step.act, from: step.effect)
        return true
      }
    }
    return take(step.effect, by: step.act)
  }
}

/// What one thing was over time, in one completion.
struct OracleTrace<State: OracleState> {
  /// The states, each from its day on.
  private(set) var states: [(from: Day, state: State)] = [(.distantPast, State())]
  /// How many steps were odd.
  private(set) var oddities = 0
  /// The days that follow from something else.
  private(set) var derived: [Day] = []
  /// The steps, in the order in which they were taken.
  let steps: [OracleStep<State.Effect>]
  /// The acts that end by themselves later than they begin.
  private let limited: Set<Int>

  init(_ steps: [OracleStep<State.Effect>]) {
    var state = State()
    let ordered = steps.enumerated().sorted { left, right in
      let (one, two) = (left.element, right.element)
      if one.day != two.day { return one.day < two.day }
      if one.rank != two.rank { return one.rank < two.rank }
      return one.position != two.position ? one.position < two.position : left.offset < right.offset
    }
    self.steps = ordered.map(\.element)
    var begun: Set<Int> = []
    var limited: Set<Int> = []
    for step in self.steps {
      if step.isOwnEnd, begun.contains(step.act) { limited.insert(step.act) }
      begun.insert(step.act)
    }
    self.limited = limited
    for step in self.steps {
      if !state.take(step, limited: limited), !step.raisesNothing { oddities += 1 }
      states.append((step.day, state))
      if step.isDerived { derived.append(step.day) }
    }
  }

  /// What passes on to who continues a State from a day on: what was there the day before, without what ends by itself
  /// on the day; that the State itself ends is no such end.
  func estate(on day: Day, without isEnd: (OracleStep<State.Effect>) -> Bool) -> State {
    var state = State()
    for step in steps where step.day < day || step.day == day && step.rank < 1 && !isEnd(step) {
      _ = state.take(step, limited: limited)
    }
    return state
  }

  /// The state at the end of a day.
  func state(on day: Day) -> State { states.last { $0.from <= day }!.state }
}
