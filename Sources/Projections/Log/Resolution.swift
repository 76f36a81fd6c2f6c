/// One entity that others depend on.
enum Node: Hashable {
  case instrument(String)
  case membership(MembershipKey)
}

/// The way by which entities are resolved that depend on each other.
///
/// An entity that is asked for while it is being resolved stands in a circle; what was computed on the way then holds
/// for this way alone. An answer that was computed apart serves on a way only if it asked for nothing that stands
/// on it. So no answer depends on who was asked first.
struct Resolution {
  /// What is being resolved, the first question first.
  private(set) var path: [Node] = []
  private var frames: [Frame] = []

  /// What one resolution asked for.
  struct Frame {
    /// Everything that was asked for, directly and by others.
    var asked: Set<Node> = []
    /// The first place of the path that was asked for again.
    var first = Int.max
  }

  /// How often a node stands on the path.
  func count(of node: Node) -> Int { path.count { $0 == node } }

  /// Begins with a node.
  mutating func begin(_ node: Node) {
    path.append(node)
    frames.append(Frame())
  }

  /// Takes note that a node of the path was asked for, or that it mattered that it stands there.
  mutating func meet(_ node: Node) {
    guard !frames.isEmpty, let place = path.firstIndex(of: node) else { return }
    frames[frames.count - 1].first = min(frames[frames.count - 1].first, place)
  }

  /// Takes note of a remembered answer and what it had asked for.
  mutating func take(_ node: Node, _ frame: Frame) {
    guard !frames.isEmpty else { return }
    frames[frames.count - 1].asked.formUnion(frame.asked)
    frames[frames.count - 1].asked.insert(node)
    frames[frames.count - 1].first = min(frames[frames.count - 1].first, frame.first)
  }

  /// Ends with the last node.
  mutating func end() -> Frame {
    let node = path.removeLast()
    var frame = frames.removeLast()
    if frame.first >= path.count { frame.first = .max }
    take(node, frame)
    return frame
  }
}

/// What was resolved: apart from any way, and on one way alone.
struct Resolved<Value> {
  private var apart: [Node: (value: Value, frame: Resolution.Frame)] = [:]
  private var onWay: [[Node]: (value: Value, frame: Resolution.Frame)] = [:]

  /// The answer for a node that serves on this way, if one is remembered.
  func value(of node: Node, _ resolution: Resolution) -> (value: Value, frame: Resolution.Frame)? {
    if let known = apart[node],
      !resolution.path.contains(where: { $0 == node || known.frame.asked.contains($0) })
    {
      return known
    }
    return onWay.isEmpty ? nil : onWay[resolution.path + [node]]
  }

  /// Remembers the answer for a node that was just ended.
  mutating func remember(_ value: Value, of node: Node, _ frame: Resolution.Frame, _ resolution: Resolution) {
    let isApart = frame.first == .max && !resolution.path.contains { $0 == node || frame.asked.contains($0) }
    if isApart {
      apart[node] = (value, frame)
    } else {
      onWay[resolution.path + [node]] = (value, frame)
    }
  }
}

extension World {
  /// Resolves an entity once for every way by which that makes a difference.
  ///
  /// `build` is told whether the entity is being resolved already; at the third time there is no answer.
  func resolve<Value>(
    _ node: Node, in memory: ReferenceWritableKeyPath<World, Resolved<Value>>,
    _ build: (_ isAgain: Bool) throws -> Value
  ) throws -> Value? {
    if let known = self[keyPath: memory].value(of: node, resolution) {
      resolution.take(node, known.frame)
      return known.value
    }
    let count = resolution.count(of: node)
    resolution.meet(node)
    guard count < 2 else { return nil }
    resolution.begin(node)
    do {
      let value = try build(count > 0)
      let frame = resolution.end()
      self[keyPath: memory].remember(value, of: node, frame, resolution)
      return value
    } catch {
      _ = resolution.end()
      throw error
    }
  }
}
