/// What one hash says about a whole log: the root of the tree over its first events.
///
/// Two logs with the same head have the same export, byte by byte; a changed, lost, added or moved event gives
/// another root.
public struct TreeHead: Hashable, Sendable {
  /// How many events the tree has: those at the positions 1 to `size`.
  public let size: UInt64
  /// The root; for no event it is the SHA-256 of nothing.
  public let root: TreeHash

  /// The head of a tree.
  public init(size: UInt64, root: TreeHash) {
    self.size = size
    self.root = root
  }
}
