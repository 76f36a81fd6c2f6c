import LMDB

extension EventLog {
  /// The tree over the log as it is now, or as it was when it had `size` events.
  ///
  /// The root of the whole log is kept with it; that of a part costs a few reads and at most 255 events.
  ///
  /// - Parameter size: the number of events, 0 to the head; `nil` for all.
  /// - Throws: `EventLogError.beyondTree` for more than there are.
  public func root(atSize size: UInt64? = nil) throws -> TreeHead {
    try reading { view in
      let frontier = try checkedFrontier(size, in: view)
      guard let size, size != frontier.size else { return frontier.head }
      var tree = TreeReader(tables)
      return TreeHead(size: size, root: try tree.hash(of: 0..<size, in: view))
    }
  }

  /// A proof that the event at a position is in the log, for somebody who holds a root.
  ///
  /// Costs a read for each level of the tree and at most two runs of 256 events.
  ///
  /// - Parameters:
  ///   - position: 1 to `size`.
  ///   - size: the number of events of the tree, at most the head; `nil` for all.
  /// - Returns: the proof, and the head of the tree it leads to.
  /// - Throws: `EventLogError.beyondTree` for a position or a size that is not there; `.damaged` when what is
  ///   stored does not lead to its root.
  public func inclusionProof(
    of position: GlobalPosition, atSize size: UInt64? = nil
  ) throws -> (proof: InclusionProof, head: TreeHead) {
    precondition(position > .start, "positions begin with 1")
    return try reading { view in
      let frontier = try checkedFrontier(size, in: view)
      let size = size ?? frontier.size
      guard position.number <= size else {
        throw EventLogError.beyondTree(size: position.number, head: GlobalPosition(size))
      }
      var tree = TreeReader(tables)
      let leaf = position.number - 1
      let path = try tree.path(to: leaf, among: 0..<size, in: view)
      let root = size == frontier.size ? frontier.root : try tree.hash(of: 0..<size, in: view)
      let proof = InclusionProof(position: position, size: size, path: path)
      guard proof.verifies(leaf: try tree.hash(of: leaf..<(leaf + 1), in: view), root: root) else {
        throw RecordDamage(reason: "the events are not those that the tree was made over")
      }
      return (proof, TreeHead(size: size, root: root))
    }
  }

  /// A proof that the log of `size` events begins with the log of `fromSize` events, for somebody who holds both
  /// roots.
  ///
  /// - Parameters:
  ///   - fromSize: the number of events of the earlier tree, 0 to `size`.
  ///   - size: the number of events of the later tree, at most the head; `nil` for all.
  /// - Returns: the proof, and the heads of both trees.
  /// - Throws: `EventLogError.beyondTree` for a size that is not there; `.damaged` when what is stored does not
  ///   lead to its root.
  public func consistencyProof(
    from fromSize: UInt64, to size: UInt64? = nil
  ) throws -> (proof: ConsistencyProof, from: TreeHead, to: TreeHead) {
    try reading { view in
      let frontier = try checkedFrontier(size, in: view)
      let size = size ?? frontier.size
      guard fromSize <= size else {
        throw EventLogError.beyondTree(size: fromSize, head: GlobalPosition(size))
      }
      var tree = TreeReader(tables)
      let path = try tree.path(from: fromSize, in: view, size: size)
      let from = TreeHead(size: fromSize, root: try tree.hash(of: 0..<fromSize, in: view))
      let root = size == frontier.size ? frontier.root : try tree.hash(of: 0..<size, in: view)
      let proof = ConsistencyProof(fromSize: fromSize, size: size, path: path)
      guard proof.verifies(from: from.root, to: root) else {
        throw RecordDamage(reason: "the events are not those that the tree was made over")
      }
      return (proof, from, TreeHead(size: size, root: root))
    }
  }

  private func checkedFrontier(_ size: UInt64?, in view: ReadTransaction) throws -> TreeFrontier {
    let frontier = try tables.frontier(in: view)
    if let size, size > frontier.size {
      throw EventLogError.beyondTree(size: size, head: GlobalPosition(frontier.size))
    }
    return frontier
  }
}

extension TreeReader {
  /// The nodes beside the way from a leaf to the root, lowest first (RFC 9162, section 2.1.3.1, `PATH`).
  fileprivate mutating func path(
    to leaf: UInt64, among leaves: Range<UInt64>, in view: ReadTransaction
  ) throws -> [TreeHash] {
    var range = leaves
    var path: [TreeHash] = []
    while range.count > 1 {
      let middle = range.middle
      let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
      path.append(try hash(of: leaf < middle ? right : left, in: view))
      range = leaf < middle ? left : right
    }
    return path.reversed()
  }

  /// The nodes that make up the roots of both trees, lowest first (RFC 9162, section 2.1.4.1, `PROOF`).
  fileprivate mutating func path(
    from fromSize: UInt64, in view: ReadTransaction, size: UInt64
  ) throws -> [TreeHash] {
    guard fromSize > 0, fromSize < size else { return [] }
    var range = 0..<size
    var isWholeEarlierTree = true
    var path: [TreeHash] = []
    while range.upperBound != fromSize {
      let middle = range.middle
      if fromSize <= middle {
        path.append(try hash(of: middle..<range.upperBound, in: view))
        range = range.lowerBound..<middle
      } else {
        path.append(try hash(of: range.lowerBound..<middle, in: view))
        range = middle..<range.upperBound
        isWholeEarlierTree = false
      }
    }
    if !isWholeEarlierTree { path.append(try hash(of: range, in: view)) }
    return path.reversed()
  }
}
