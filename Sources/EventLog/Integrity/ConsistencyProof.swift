/// Shows to somebody who knows two roots, and not the log, that the larger log begins with the smaller one
/// (RFC 9162, section 2.1.4): nothing of it was changed, only events were added.
public struct ConsistencyProof: Hashable, Sendable {
  /// How many events the earlier tree has.
  public let fromSize: UInt64
  /// How many events the later tree has.
  public let size: UInt64
  /// The nodes that make up both roots; none when one of the trees is the other or has no event.
  public let path: [TreeHash]

  /// A proof.
  public init(fromSize: UInt64, size: UInt64, path: [TreeHash]) {
    self.fromSize = fromSize
    self.size = size
    self.path = path
  }

  /// Whether the log of `root` begins with the log of `fromRoot` (RFC 9162, section 2.1.4.2).
  ///
  /// The RFC leaves the empty tree aside; every log begins with it.
  ///
  /// - Parameters:
  ///   - fromRoot: the root of a tree of ``fromSize`` events.
  ///   - root: the root of a tree of ``size`` events.
  public func verifies(from fromRoot: TreeHash, to root: TreeHash) -> Bool {
    if fromSize == size { return path.isEmpty && fromRoot == root && (size > 0 || root == .empty) }
    guard fromSize < size else { return false }
    if fromSize == 0 { return path.isEmpty && fromRoot == .empty }
    var rest = path[...]
    // A complete earlier tree is a node of the later one; its root need not be sent.
    guard let first = fromSize.nonzeroBitCount == 1 ? fromRoot : rest.popFirst() else { return false }
    var (index, last) = (fromSize - 1, size - 1)
    while index & 1 == 1 { (index, last) = (index >> 1, last >> 1) }
    var (earlier, later) = (first, first)
    for node in rest {
      if last == 0 { return false }
      if index & 1 == 1 || index == last {
        earlier = .node(node, earlier)
        later = .node(node, later)
        while index & 1 == 0, index != 0 { (index, last) = (index >> 1, last >> 1) }
      } else {
        later = .node(later, node)
      }
      (index, last) = (index >> 1, last >> 1)
    }
    return last == 0 && earlier == fromRoot && later == root
  }
}
