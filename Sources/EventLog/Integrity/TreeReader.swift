import LMDB

/// Finds any node of the tree: stored nodes are read, those below a tile are computed from its events.
///
/// Ranges are of leaves, from 0; the event of leaf n is at position n + 1. A node that a proof needs costs one
/// read or at most one tile of events, each of which is read once.
struct TreeReader {
  private let tables: LogTables
  /// The leaves of tiles that were needed, up to the head.
  private var tiles: [UInt64: [TreeHash]] = [:]

  init(_ tables: LogTables) {
    self.tables = tables
  }

  /// The root of the tree over a range of leaves (RFC 9162, section 2.1.1, `MTH`).
  mutating func hash(of range: Range<UInt64>, in view: ReadTransaction) throws -> TreeHash {
    guard !range.isEmpty else { return .empty }
    if range.count <= TreeTile.size { return try hashInTile(range, in: view) }
    if range.count.nonzeroBitCount == 1, range.lowerBound.isMultiple(of: UInt64(range.count)) {
      return try storedNode(of: range, in: view)
    }
    let middle = range.middle
    return .node(
      try hash(of: range.lowerBound..<middle, in: view), try hash(of: middle..<range.upperBound, in: view))
  }

  private func storedNode(of range: Range<UInt64>, in view: ReadTransaction) throws -> TreeHash {
    let index = range.upperBound / TreeTile.size - 1
    guard let nodes = try tables.tile(index, in: view) else {
      throw RecordDamage(
        position: GlobalPosition(range.lowerBound + 1), reason: "a node of the tree is missing")
    }
    return nodes[range.count.trailingZeroBitCount - TreeTile.level]
  }

  private mutating func hashInTile(_ range: Range<UInt64>, in view: ReadTransaction) throws -> TreeHash {
    let index = range.lowerBound / TreeTile.size
    let leaves = try tiles[index] ?? readLeaves(of: index, in: view)
    tiles[index] = leaves
    let start = index * TreeTile.size
    guard range.upperBound - start <= leaves.count else {
      throw RecordDamage(position: GlobalPosition(range.upperBound), reason: "a position is missing")
    }
    var tree = TreeFrontier()
    var finished: [TreeHash] = []
    for leaf in leaves[Int(range.lowerBound - start)..<Int(range.upperBound - start)] {
      tree.append(leaf, finished: &finished)
    }
    return tree.root
  }

  private func readLeaves(of tile: UInt64, in view: ReadTransaction) throws -> [TreeHash] {
    var leaves: [TreeHash] = []
    var line = ExportLine()
    var bytes: [UInt8] = []
    for position in TreeTile.positions(of: tile) {
      guard let record = try tables.record(at: GlobalPosition(position), in: view) else { break }
      bytes.removeAll(keepingCapacity: true)
      bytes.append(TreeHash.leafMark)
      record.appendLine(&line, to: &bytes)
      leaves.append(TreeHash.leaf(prefixed: bytes))
    }
    return leaves
  }
}

extension Range<UInt64> {
  /// Where the tree over these leaves parts: after the largest power of two that is less than their number.
  var middle: UInt64 {
    precondition(count > 1, "a leaf has no parts")
    return lowerBound + 1 << UInt64(63 - UInt64(count - 1).leadingZeroBitCount)
  }
}
