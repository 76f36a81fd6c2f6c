import EventLog

/// The history of one actor towards one thing, over every way to place its acts inside their bounds.
///
/// Every order of the acts that their bounds allow is followed; within one order the bounds are narrowed forwards
/// and backwards (one day more where the rank forbids the same day), and the state after act *j* is possible on day
/// *t* exactly if `lo(j) <= t < hi(j + 1)`. What holds in all states possible on a day is certain. Where an order
/// without any warning exists, only such orders count. Acts whose order is forced are taken one after the other, so
/// a long history of exact days costs one step an act. Of a knot of overlapping acts with more than `orderLimit`
/// orders, that many are followed and one more for each act that can come last; the answer is then `approximate`
/// from the knot on until the acts that follow lead to one state again.
struct Story<State: StoryState> {
  /// A state that is possible from `from` until the day before `until`.
  struct Piece {
    var state: State
    var from: Day
    var until: Day
  }

  /// The acts, in the order of their earliest day and rank.
  let acts: [StoryAct<State.Effect>]
  /// For each act that which it ends.
  let ends: [OwnEnd?]
  /// Every possible state with the days it is possible on.
  let pieces: [Piece]
  /// The stretches of days in which too many acts overlap to follow every order.
  let approximations: [(from: Day, until: Day)]
  /// The warnings that acts raise, in the order of the acts.
  ///
  /// Of the orders that raise as few as there can be; where those are none, only what every such order raises.
  let findings: [StoryFinding]
  /// How many orders were followed: what it costs to fold the acts once more.
  let orders: Int
  /// What this story, folded anew with some acts known better, says of a day.
  let refolds = Refolds<State>()
  /// How many acts are a breach in the orders that have the fewest, which alone count.
  let breaches: Int

  /// 7! orders: up to seven acts that all overlap are followed exactly.
  private static var orderLimit: Int { 5_040 }

  /// Folds the acts, given in any order.
  init(_ unsorted: [StoryAct<State.Effect>]) {
    var acts = unsorted
    for ordinal in acts.indices { acts[ordinal].ordinal = ordinal }
    acts.narrowByCauses()
    acts.dropImpossibleOrders()
    acts.sort {
      $0.bounds.earliest != $1.bounds.earliest
        ? $0.bounds.earliest < $1.bounds.earliest : $0.precedesWithinDay($1)
    }
    var walk = Walk(acts: acts)
    walk.run()
    self.acts = acts
    self.ends = walk.ends
    self.pieces = walk.pieces
    self.approximations = walk.approximations.map { ($0.from, $0.until) }
    self.findings = walk.findings
    self.breaches = walk.breaches
    self.orders = walk.orders
  }

  /// The states possible on a day; never empty.
  func states(on day: Day) -> [State] {
    var seen: [State] = []
    // By their places: to copy a state that is not possible on the day would be most of the work.
    for place in pieces.indices where pieces[place].from <= day && day < pieces[place].until {
      if seen.isEmpty || !seen.contains(pieces[place].state) { seen.append(pieces[place].state) }
    }
    return seen
  }

  /// For each act the days on which it can have changed something, in the orders that count.
  ///
  /// `nil` for an act that never does. The acts are folded once more for it.
  func changes() -> [DayBounds?] {
    var walk = Walk(acts: acts)
    walk.changes = Array(repeating: nil, count: acts.count)
    walk.run()
    return zip(acts, walk.changes).map { act, days in
      // Orders that were not followed may have it on any day.
      let isWhole = walk.approximations.allSatisfy {
        act.bounds.latest < $0.from || $0.until <= act.bounds.earliest
      }
      return isWhole ? days : act.bounds
    }
  }
}

extension Story {
  /// One order of a knot of acts: what it passes through and where it ends.
  struct Path {
    var order: [Int]
    /// Bounds of each act of the order, narrowed by its neighbours.
    var bounds: [DayBounds]
    var states: [State]
    /// What its acts raise, by their place in the order.
    var warnings: [(place: Int, code: FindingCode)]
    /// How many acts raise a warning that makes the order a breach.
    var breaches: Int
  }

  /// The ways through one knot, from every state in which it can be entered.
  typealias Layer = [(entry: State, paths: [Path])]

  /// The walk over the knots, from each state in which one can be entered.
  fileprivate struct Walk {
    let acts: [StoryAct<State.Effect>]
    /// For each act that which it ends.
    let ends: [OwnEnd?]
    /// The places of what ends an act that comes only before it.
    let limits: [Int: [Int]]
    var pieces: [Piece] = []
    var approximations: [(from: Day, until: Day, knot: Int)] = []
    var findings: [StoryFinding] = []
    var orders = 0
    /// For each act the days on which it changed something so far; empty where nobody asks.
    var changes: [DayBounds?] = []
    var breaches = 0

    init(acts: [StoryAct<State.Effect>]) {
      self.acts = acts
      let ends = acts.ends()
      self.ends = ends
      let optional = acts.indices.filter { acts[$0].isOptional }
      self.limits = Dictionary(
        uniqueKeysWithValues: optional.map { act in (act, acts.indices.filter { ends[$0]?.cause == act }) })
    }

    /// Takes in an act, unless it comes only before what has come.
    private func apply(_ act: Int, to state: inout State, hasCome: (Int) -> Bool) -> FindingCode? {
      if let limits = limits[act], limits.allSatisfy(hasCome) { return nil }
      return state.apply(acts[act].effect, act: act, ending: ends[act])
    }

    /// Maximal runs of acts in which some order is not forced.
    private func knots() -> [Range<Int>] {
      var knots: [Range<Int>] = []
      var start = 0
      while start < acts.count {
        var end = start + 1
        var latest = acts[start].bounds.latest
        var next = end
        // An end that never comes before what it ends says nothing of the acts after it.
        while next < acts.count, acts[next].bounds.earliest <= latest {
          if (start..<end).contains(where: { acts[next].canPrecede(acts[$0]) }) {
            for act in end...next { latest = max(latest, acts[act].bounds.latest) }
            end = next + 1
          }
          next += 1
        }
        knots.append(start..<end)
        start = end
      }
      return knots
    }

    mutating func run() {
      let knots = knots()
      if knots.count == acts.count { return runInOrder() }
      // Forwards: every state in which a knot can be entered, and the orders from there.
      var layers: [Layer] = []
      var entries: [State] = [State()]
      for (number, knot) in knots.enumerated() {
        var layer: Layer = []
        var exits: [State] = []
        var known: Set<State> = []
        for entry in entries {
          let paths = paths(through: knot, number: number, from: entry)
          orders += paths.count
          for path in paths where known.insert(path.states.last!).inserted { exits.append(path.states.last!) }
          layer.append((entry, paths))
        }
        layers.append(layer)
        entries = exits
        if exits.count == 1 {
          endApproximation(before: number, on: knot.map { acts[$0].bounds.latest }.max()!)
        }
      }
      keepLeast(&layers)
      collect(layers, knots: knots)
      takeFindings(of: layers)
    }

    /// The walk where the order of all acts is forced: there is one way, so that nothing is to be chosen.
    private mutating func runInOrder() {
      var state = State()
      var from = Day.distantPast
      pieces.reserveCapacity(acts.count + 1)
      for (place, act) in acts.enumerated() {
        add(Piece(state: state, from: from, until: act.bounds.latest))
        let before = changes.isEmpty ? nil : state
        if let code = apply(place, to: &state, hasCome: { $0 < place }),
          code != .duplicate || !act.raisesNothing
        {
          findings.append(
            StoryFinding(act: place, code: code, isCertain: true, days: act.bounds))
          if code != act.toleratedWarning { breaches += 1 }
        }
        from = act.bounds.earliest
        if let before, before.shown != state.shown { note(place, act.bounds) }
      }
      pieces.append(Piece(state: state, from: from, until: .distantFuture))
      orders = acts.count
    }

    /// Every way has led to one state: what was left unfollowed in an earlier knot matters no more.
    private mutating func endApproximation(before knot: Int, on day: Day) {
      guard let last = approximations.last, last.until == .distantFuture, last.knot < knot else { return }
      approximations[approximations.count - 1].until = day
    }

    /// Leaves the ways with the fewest breaches: what went wrong is no reason to doubt the rest.
    private mutating func keepLeast(_ layers: inout [Layer]) {
      // The fewest breaches from each entry of the next layer to the end.
      var rest: [State: Int] = [:]
      var kept: [Layer] = []
      for layer in layers.reversed() {
        var fewest: [State: Int] = [:]
        let least = layer.map { node -> (entry: State, paths: [Path]) in
          let counts = node.paths.map { $0.breaches + (rest[$0.states.last!] ?? 0) }
          let count = counts.min() ?? 0
          fewest[node.entry] = count
          return (node.entry, zip(node.paths, counts).filter { $1 == count }.map(\.0))
        }
        kept.append(least)
        rest = fewest
      }
      breaches = rest[State()] ?? 0
      layers = kept.reversed()
    }

    /// What the ways that are left raise; nothing is compared where they are lawful.
    private mutating func takeFindings(of layers: [Layer]) {
      guard layers.contains(where: { $0.contains { $0.paths.contains { !$0.warnings.isEmpty } } }) else {
        return
      }
      findings = StoryWarnings(layers).findings { act in
        let bounds = acts[act].bounds
        return approximations.contains { $0.from <= bounds.latest && bounds.earliest < $0.until }
      }
      // What could have been done without it is not read as odd.
      findings = findings.filter { $0.isCertain || $0.code != acts[$0.act].toleratedWarning }
    }

    private mutating func collect(_ layers: [Layer], knots: [Range<Int>]) {
      var reached: Set<State> = [State()]
      var open: [(state: State, from: Day)] = [(State(), .distantPast)]
      for layer in layers {
        var nextReached: Set<State> = []
        var nextOpen: [(state: State, from: Day)] = []
        for node in layer where reached.contains(node.entry) {
          let firstDay = node.paths.map { $0.bounds[0].latest }.max()!
          for piece in open where piece.state == node.entry {
            add(Piece(state: piece.state, from: piece.from, until: firstDay))
          }
          for path in node.paths {
            for place in 0..<(path.order.count - 1) {
              let until = path.bounds[place + 1].latest
              add(Piece(state: path.states[place], from: path.bounds[place].earliest, until: until))
            }
            if !changes.isEmpty { note(path, from: node.entry) }
            nextReached.insert(path.states.last!)
            nextOpen.append((path.states.last!, path.bounds.last!.earliest))
          }
        }
        reached = nextReached
        open = earliest(of: nextOpen)
      }
      for piece in open { pieces.append(Piece(state: piece.state, from: piece.from, until: .distantFuture)) }
    }

    private mutating func note(_ path: Path, from entry: State) {
      for (place, act) in path.order.enumerated()
      where path.states[place].shown != (place == 0 ? entry : path.states[place - 1]).shown {
        note(act, path.bounds[place])
      }
    }

    private mutating func note(_ act: Int, _ days: DayBounds) {
      changes[act] = changes[act]?.union(days) ?? days
    }

    private mutating func add(_ piece: Piece) {
      if piece.from < piece.until { pieces.append(piece) }
    }

    /// One entry a state, from its earliest day.
    private func earliest(of open: [(state: State, from: Day)]) -> [(state: State, from: Day)] {
      var result: [(state: State, from: Day)] = []
      var places: [State: Int] = [:]
      for entry in open {
        if let place = places[entry.state] {
          result[place].from = min(result[place].from, entry.from)
        } else {
          places[entry.state] = result.count
          result.append(entry)
        }
      }
      return result
    }

    /// Every order of a knot that the bounds allow, up to the limit; beyond it, one for each act that can come last.
    private mutating func paths(through knot: Range<Int>, number: Int, from entry: State) -> [Path] {
      var paths: [Path] = []
      var search = OrderSearch(acts: acts, remaining: Array(knot))
      while paths.count < orderLimit, let found = search.next() {
        paths.append(fold(found.order, found.earliest, entry))
      }
      guard paths.count == orderLimit, search.next() != nil else { return paths }
      if approximations.last?.knot != number {
        approximations.append((knot.map { acts[$0].bounds.earliest }.min()!, .distantFuture, number))
      }
      for last in knot where knot.allSatisfy({ $0 == last || acts[$0].canPrecede(acts[last]) }) {
        let order = knot.filter { $0 != last } + [last]
        if let earliest = OrderSearch.earliestDays(of: order, acts) {
          paths.append(fold(order, earliest, entry))
        }
      }
      return paths
    }

    private func fold(_ order: [Int], _ earliest: [Day], _ entry: State) -> Path {
      var latest = order.map { acts[$0].bounds.latest }
      for place in latest.indices.dropLast().reversed() {
        let sameDay = acts[order[place]].precedesWithinDay(acts[order[place + 1]])
        latest[place] = min(latest[place], sameDay ? latest[place + 1] : latest[place + 1].previous)
      }
      var state = entry
      var states: [State] = []
      var warnings: [(place: Int, code: FindingCode)] = []
      var breaches = 0
      let first = order.min() ?? 0
      for (place, act) in order.enumerated() {
        let code = apply(act, to: &state) { $0 < first || order[..<place].contains($0) }
        if let code, code != .duplicate || !acts[act].raisesNothing {
          warnings.append((place, code))
          if code != acts[act].toleratedWarning { breaches += 1 }
        }
        states.append(state)
      }
      let bounds = zip(earliest, latest).map { DayBounds($0, max($0, $1)) }
      return Path(order: order, bounds: bounds, states: states, warnings: warnings, breaches: breaches)
    }
  }
}
