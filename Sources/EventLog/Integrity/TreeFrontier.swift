import LMDB

/// The right edge of the tree: all that is needed to add leaves and to know the root.
///
/// The nodes are the roots of the complete subtrees that the leaves fall into, from the left, largest first: one
/// for each bit of the size. Below them is nothing that a later leaf could change.
struct TreeFrontier: Hashable {
  /// The number of leaves.
  private(set) var size: UInt64 = 0
  private(set) var nodes: [TreeHash] = []

  /// That of a tree without leaves.
  init() {}

  /// A frontier; `nil` when the nodes are not as many as the bits of the size.
  init?(size: UInt64, nodes: [TreeHash]) {
    guard nodes.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.nodes = nodes
  }

  /// Adds a leaf.
  ///
  /// - Parameter finished: gets the roots of the subtrees that the leaf completes, lowest first, as far as they
  ///   are no lower than a tile. There are some exactly if it completes a tile.
  mutating func append(_ leaf: TreeHash, finished: inout [TreeHash]) {
    var node = leaf
    var level = 0
    while size >> UInt64(level) & 1 == 1 {
      node = .node(nodes.removeLast(), node)
      level += 1
      if level >= TreeTile.level { finished.append(node) }
    }
    nodes.append(node)
    size += 1
  }

  /// The root of the tree.
  var root: TreeHash {
    guard var root = nodes.last else { return .empty }
    for node in nodes.dropLast().reversed() { root = .node(node, root) }
    return root
  }

  /// The positions of the events that each node stands over.
  var runs: [ClosedRange<UInt64>] {
    var last: UInt64 = 0
    return (0..<64).reversed().compactMap { level in
      guard size >> UInt64(level) & 1 == 1 else { return nil }
      last += 1 << UInt64(level)
      return (last - (1 << UInt64(level)) + 1)...last
    }
  }

  /// The size and root of the tree.
  var head: TreeHead { TreeHead(size: size, root: root) }
}

// As `meta` keeps it, drawn in docs/FORMAT.md.
extension TreeFrontier {
  /// The size, eight bytes big-endian, then the nodes.
  var bytes: [UInt8] {
    withUnsafeBytes(of: size.bigEndian) { Array($0) } + nodes.flatMap(\.bytes)
  }

  /// Reads what ``bytes`` wrote; `nil` for bytes that cannot be a frontier.
  init?(_ bytes: RawSpan) {
    guard bytes.byteCount >= 8, let nodes = TreeHash.list(bytes.extracting(droppingFirst: 8)) else {
      return nil
    }
    self.init(size: bytes.bigEndian(at: 0), nodes: nodes)
  }
}

extension TreeHash {
  /// Hashes that stand one after the other; `nil` when the bytes are not those of whole hashes.
  static func list(_ bytes: RawSpan) -> [TreeHash]? {
    guard bytes.byteCount % byteCount == 0 else { return nil }
    return stride(from: 0, to: bytes.byteCount, by: byteCount).map { offset in
      TreeHash(bytes, at: offset)
    }
  }
}
