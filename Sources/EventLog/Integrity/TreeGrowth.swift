import LMDB

/// What the events of a chunk make of the tree: made of the events alone, so that another thread can do it while the
/// chunk is written.
struct TreeGrowth: Sendable {
  /// The right edge of the tree with the events.
  private(set) var frontier: TreeFrontier
  /// The entries of the tiles that the events complete, each with the index of its tile.
  private(set) var tiles: [(index: UInt64, nodes: [TreeHash])] = []

  /// Adds the events that are new to a tree with this right edge.
  ///
  /// - Parameter positions: for each event its position, 0 if it is not new.
  init(
    of frontier: TreeFrontier, by events: [Event], at positions: [UInt64], recordedAt: RecordTimes
  ) throws {
    self.frontier = frontier
    var line = ExportLine()
    var bytes: [UInt8] = []
    var finished: [TreeHash] = []
    let span = events.span
    for index in events.indices where positions[index] != 0 {
      guard positions[index] == self.frontier.size + 1 else {
        throw RecordDamage(
          position: GlobalPosition(positions[index]), reason: "the tree does not end where the log ends")
      }
      bytes.removeAll(keepingCapacity: true)
      bytes.append(TreeHash.leafMark)
      line.append(
        position: GlobalPosition(positions[index]), recordedAt: recordedAt[index],
        origin: span[index].origin, payload: span[index].payload.span.bytes, to: &bytes)
      self.frontier.append(TreeHash.leaf(prefixed: bytes), finished: &finished)
      if !finished.isEmpty {
        tiles.append((positions[index] / TreeTile.size - 1, finished))
        finished.removeAll()
      }
    }
  }
}
