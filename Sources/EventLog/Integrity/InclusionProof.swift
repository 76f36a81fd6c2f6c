/// Shows to somebody who knows a root, and not the log, that an event is in it (RFC 9162, section 2.1.3).
public struct InclusionProof: Hashable, Sendable {
  /// The position of the event; its leaf is the one before, counted from 0.
  public let position: GlobalPosition
  /// How many events the tree has.
  public let size: UInt64
  /// The nodes beside the way from the leaf to the root, lowest first.
  public let path: [TreeHash]

  /// A proof.
  public init(position: GlobalPosition, size: UInt64, path: [TreeHash]) {
    self.position = position
    self.size = size
    self.path = path
  }

  /// Whether this line is the event at the position in the log of this root.
  ///
  /// - Parameters:
  ///   - line: what `export` prints for the event, without the newline.
  ///   - root: the root of a tree of ``size`` events, from somebody who is trusted.
  public func verifies(line: some Sequence<UInt8>, root: TreeHash) -> Bool {
    verifies(leaf: TreeHash.leaf(of: line), root: root)
  }

  /// As ``verifies(line:root:)``, for a leaf that is known already (RFC 9162, section 2.1.3.2).
  public func verifies(leaf: TreeHash, root: TreeHash) -> Bool {
    guard position > .start, position.number <= size else { return false }
    var index = position.number - 1
    var last = size - 1
    var node = leaf
    for sibling in path {
      if last == 0 { return false }
      if index & 1 == 1 || index == last {
        node = .node(sibling, node)
        while index & 1 == 0, index != 0 { (index, last) = (index >> 1, last >> 1) }
      } else {
        node = .node(node, sibling)
      }
      (index, last) = (index >> 1, last >> 1)
    }
    return last == 0 && node == root
  }
}
