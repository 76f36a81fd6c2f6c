import CLMDB

/// A named B-tree of an environment: keys of 1 to 511 bytes in the order of their bytes, each with one value.
///
/// A handle is opened once for the life of the environment (`Environment.table(named:)`,
/// `WriteTransaction.createTable(named:)`) and belongs to it alone.
package struct Table: Hashable, Sendable {
  let handle: MDB_dbi
}

/// Size and shape of one table.
package struct TableStatistics: Hashable, Sendable {
  /// Pairs of key and value.
  package let entries: Int
  /// Levels of the tree.
  package let depth: Int
  /// Inner, leaf and overflow pages together.
  package let pages: Int

  init(_ stat: MDB_stat) {
    self.entries = stat.ms_entries
    self.depth = Int(stat.ms_depth)
    self.pages = stat.ms_branch_pages &+ stat.ms_leaf_pages &+ stat.ms_overflow_pages
  }
}
