import LMDB

/// Adds the new events of an append to the tree, in the transaction that records them.
struct TreeWriter {
  /// The right edge after the last chunk; read from the log before the first.
  private var frontier: TreeFrontier?
  private var line = ExportLine()
  private var bytes: [UInt8] = []

  /// Adds the events of a chunk that are new.
  ///
  /// - Parameter positions: for each event its position, 0 if it is not new.
  mutating func write(
    _ events: [Event], at positions: [UInt64], recordedAt: RecordTimes, _ tables: LogTables,
    to tx: inout WriteTransaction
  ) throws {
    var frontier = try frontier ?? tables.frontier(in: tx.view)
    var tiles: [(index: UInt64, nodes: [TreeHash])] = []
    var finished: [TreeHash] = []
    let span = events.span
    for index in events.indices where positions[index] != 0 {
      guard positions[index] == frontier.size + 1 else {
        throw RecordDamage(
          position: GlobalPosition(positions[index]), reason: "the tree does not end where the log ends")
      }
      bytes.removeAll(keepingCapacity: true)
      bytes.append(TreeHash.leafMark)
      line.append(
        position: GlobalPosition(positions[index]), recordedAt: recordedAt[index],
        origin: span[index].origin, payload: span[index].payload.span.bytes, to: &bytes)
      frontier.append(TreeHash.leaf(prefixed: bytes), finished: &finished)
      if !finished.isEmpty {
        tiles.append((positions[index] / TreeTile.size - 1, finished))
        finished.removeAll()
      }
    }
    try tx.writing(in: tables.merkle) { merkle in
      for (index, nodes) in tiles {
        let value = TreeTile.value(of: nodes)
        try merkle.append(forNumber: index, count: value.count) { $0.append(copying: value.span.bytes) }
      }
    }
    try tables.put(frontier, to: &tx)
    self.frontier = frontier
  }
}
