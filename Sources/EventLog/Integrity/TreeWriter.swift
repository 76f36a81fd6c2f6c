import LMDB

/// Adds the new events of an append to the tree, in the transaction that records them.
struct TreeWriter {
  /// The right edge after the last chunk; read from the log before the first.
  private var frontier: TreeFrontier?

  /// The right edge that the events of the next chunk come after.
  mutating func frontier(_ tables: LogTables, in view: ReadTransaction) throws -> TreeFrontier {
    if let frontier { return frontier }
    let stored = try tables.frontier(in: view)
    frontier = stored
    return stored
  }

  /// Writes what a chunk made of the tree.
  mutating func write(_ growth: TreeGrowth, _ tables: LogTables, to tx: inout WriteTransaction) throws {
    try tx.writing(in: tables.merkle) { merkle in
      for (index, nodes) in growth.tiles {
        let value = TreeTile.value(of: nodes)
        try merkle.append(forNumber: index, count: value.count) { $0.append(copying: value.span.bytes) }
      }
    }
    try tables.put(growth.frontier, to: &tx)
    frontier = growth.frontier
  }
}
