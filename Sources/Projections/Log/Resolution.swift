/// One entity that others depend on.
enum Node: Hashable {
  case instrument(String)
  case membership(MembershipKey)
}

/// What is known of entities that depend on each other, while they are resolved.
///
/// An entity that is asked for while it is being resolved stands in a circle. It is then answered with what is known
/// of it so far, at first nothing; the first entity of the circle is resolved again until no answer in the circle
/// changes. From nothing upwards that is the least that fits: clauses that only wait for each other are never met.
/// Within one round every entity is resolved once, so the cost is rounds by entities, however they are knit.
struct Resolution {
  /// The folded history of a node.
  enum Answer {
    case instrument(InstrumentHistory)
    case membership(MembershipHistory)

    /// Whether it says the same as another one, to whoever depends on it.
    func isSame(as other: Answer) -> Bool {
      switch (self, other) {
      case (.instrument(let one), .instrument(let two)): one.isSame(as: two)
      case (.membership(let one), .membership(let two)): one.story.isSame(as: two.story)
      default: false
      }
    }
  }

  /// One resolution that has begun.
  private struct Frame {
    let node: Node
    /// How many answers had been given for this round before it.
    let given: Int
    /// The first place of the path that was asked for again from here on.
    var first = Int.max
    /// Whether an answer from here on differs from that of the round before.
    var hasChanged = false
    var rounds = 1
  }

  /// Answers for good.
  private var settled: [Node: Answer] = [:]
  /// Answers that hold for the round of the circle they stand in, with the first place of the path they ask for.
  private var current: [Node: (answer: Answer, first: Int)] = [:]
  /// The nodes of `current`, in the order in which they were answered.
  private var given: [Node] = []
  /// The answers of the round before.
  private var known: [Node: Answer] = [:]
  private var path: [Frame] = []
  private var places: [Node: Int] = [:]

  /// Rounds after which a circle that does not come to rest is left as it is.
  private static let roundLimit = 100
  /// Entities that wait for each other one behind the other; a longer chain in a circle is cut there.
  private static let depthLimit = 200

  /// Whether nothing is being resolved.
  var isIdle: Bool { path.isEmpty }

  /// Whether the answer for a node is known for good.
  func isSettled(_ node: Node) -> Bool { settled[node] != nil }

  /// The answer for a node that is known for good.
  func settledAnswer(for node: Node) -> Answer? { settled[node] }

  /// What is known of a node without resolving it: the answer, or the one so far; `nil` where it must be resolved.
  mutating func answer(for node: Node, orElse nothing: () -> Answer) -> Answer? {
    if let answer = settled[node] { return answer }
    if let (answer, first) = current[node] {
      reach(first)
      return answer
    }
    guard let place = places[node] else { return path.count < Self.depthLimit ? nil : nothing() }
    reach(place)
    return known[node] ?? nothing()
  }

  /// Begins with a node.
  mutating func begin(_ node: Node) {
    places[node] = path.count
    path.append(Frame(node: node, given: given.count))
  }

  /// Takes the answer for the node begun last; returns whether it is one, or must be asked for once more.
  mutating func end(with answer: Answer) -> Bool {
    let place = path.count - 1
    var frame = path[place]
    let isNew = known[frame.node].map { !$0.isSame(as: answer) } ?? true
    guard frame.first >= place else {
      leave()
      known[frame.node] = answer
      current[frame.node] = (answer, frame.first)
      given.append(frame.node)
      reach(frame.first)
      path[path.count - 1].hasChanged = path[path.count - 1].hasChanged || frame.hasChanged || isNew
      return true
    }
    if frame.first == place, isNew || frame.hasChanged, frame.rounds < Self.roundLimit {
      known[frame.node] = answer
      for node in given[frame.given...] { current[node] = nil }
      given.removeSubrange(frame.given...)
      frame.rounds += 1
      frame.first = .max
      frame.hasChanged = false
      path[place] = frame
      return false
    }
    leave()
    settled[frame.node] = answer
    for node in given[frame.given...] {
      settled[node] = current.removeValue(forKey: node)?.answer
      known[node] = nil
    }
    given.removeSubrange(frame.given...)
    known[frame.node] = nil
    return true
  }

  /// Gives up the node begun last.
  mutating func leave() {
    places[path.removeLast().node] = nil
  }

  private mutating func reach(_ place: Int) {
    guard !path.isEmpty else { return }
    path[path.count - 1].first = min(path[path.count - 1].first, place)
  }
}

extension World {
  /// The answer for a node: remembered, or built, as often as the circle it stands in asks for.
  func resolve(
    _ node: Node, orElse nothing: @autoclosure () -> Resolution.Answer,
    _ build: () throws -> Resolution.Answer
  ) throws -> Resolution.Answer {
    if let known = resolution.answer(for: node, orElse: nothing) { return known }
    resolution.begin(node)
    while true {
      let answer: Resolution.Answer
      do {
        answer = try build()
      } catch {
        resolution.leave()
        throw error
      }
      if resolution.end(with: answer) { return answer }
    }
  }

  /// Resolves, one after the other, what an instrument depends on and what that depends on, the last first: so a long
  /// chain of instruments is not a deep one.
  func settleDependencies(of id: String) throws {
    var open: [(id: String, isExpanded: Bool)] = [(id, false)]
    var seen: Set<String> = [id]
    while let next = open.popLast() {
      if next.isExpanded {
        if next.id != id { _ = try resolvedInstrument(next.id) }
        continue
      }
      open.append((next.id, true))
      for dependency in try dependencies(of: next.id)
      where !resolution.isSettled(.instrument(dependency)) && seen.insert(dependency).inserted {
        open.append((dependency, false))
      }
    }
  }
}

extension InstrumentHistory {
  /// Whether it says the same as another one, to whoever depends on it.
  fileprivate func isSame(as other: InstrumentHistory) -> Bool {
    force.chosen == other.force.chosen && force.trigger == other.force.trigger && inForce == other.inForce
      && parties.count == other.parties.count
      && parties.allSatisfy { name, party in
        other.parties[name].map { $0.story.isSame(as: party.story) } ?? false
      }
  }
}

extension Story {
  /// Whether the same states are possible on the same days.
  fileprivate func isSame(as other: Story<State>) -> Bool {
    acts.count == other.acts.count && pieces.count == other.pieces.count
      && zip(pieces, other.pieces).allSatisfy {
        $0.from == $1.from && $0.until == $1.until && $0.state == $1.state
      }
      && zip(acts, other.acts).allSatisfy { $0.bounds == $1.bounds }
  }
}
