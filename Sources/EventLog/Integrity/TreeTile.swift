import LMDB

/// A run of 256 leaves: what the table `merkle` has an entry for.
///
/// The nodes below its root are not stored, they follow from the log. The entry of a tile holds the roots of all
/// complete subtrees that end with it: the tile itself, then the two tiles that it is the second of, and so on.
/// So every node that a proof needs is in one entry, and there are two stored nodes for 256 events.
enum TreeTile {
  /// The height of a tile.
  static let level = 8
  /// The leaves of a tile.
  static let size: UInt64 = 1 << 8
  private static let version: UInt8 = 1

  /// How many nodes the entry of a tile has.
  static func nodeCount(of index: UInt64) -> Int { (index &+ 1).trailingZeroBitCount + 1 }

  /// The positions whose events are the leaves of a tile.
  static func positions(of index: UInt64) -> ClosedRange<UInt64> {
    (index * size + 1)...((index + 1) * size)
  }

  /// The bytes of an entry.
  static func value(of nodes: [TreeHash]) -> [UInt8] { [version] + nodes.flatMap(\.bytes) }

  /// The nodes of an entry, `nil` when its bytes are not as they must be.
  static func nodes(in value: RawSpan, of index: UInt64) -> [TreeHash]? {
    guard value.byteCount >= 1, value.bigEndian(at: 0, as: UInt8.self) == version,
      let nodes = TreeHash.list(value.extracting(droppingFirst: 1)), nodes.count == nodeCount(of: index)
    else { return nil }
    return nodes
  }
}

extension LogTables {
  /// The nodes that the entry of a tile holds, `nil` when it is not there.
  func tile(_ index: UInt64, in view: ReadTransaction) throws -> [TreeHash]? {
    guard let value = try view.value(forNumber: index, in: merkle) else { return nil }
    guard let nodes = TreeTile.nodes(in: value, of: index) else {
      throw RecordDamage(
        position: GlobalPosition(TreeTile.positions(of: index).lowerBound),
        reason: "an entry of the table merkle is malformed")
    }
    return nodes
  }
}
