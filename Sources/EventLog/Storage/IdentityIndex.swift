import LMDB

/// The table `ids`: which events have which ids.
///
/// Ids are as good as random, so one entry for each would have its place anywhere: in a log of a million events ten thousand
/// new ones would change half of the pages of the table. So they stand in sorted runs, each of the events from one position to
/// another, of which the last ones are merged whenever one is added (a log-structured merge-tree: O'Neil et al., Acta
/// Informatica 33, 1996). Logs from before have an entry for each id, and keep those.
struct IdentityIndex {
  let table: Table
  /// How many events the runs have together that are merged, at most: what one transaction writes, and how long it takes, does not
  /// grow with the log.
  var mergedLimit: UInt64 = 1 << 22

  /// The last run, `nil` where there is none.
  func lastRun(in view: ReadTransaction) throws -> IdentityRun? {
    var cursor = try view.cursor(in: table)
    guard let entry = try cursor.last() else { return nil }
    return try IdentityBlock.run(at: entry)
  }

  /// Every run, the last one first.
  ///
  /// - Throws: `RecordDamage` where one does not go on where the one before it ends, and where the events before all runs have
  ///   no entries either.
  func runsFromLast(in view: ReadTransaction) throws -> [IdentityRun] {
    var cursor = try view.cursor(in: table)
    var runs: [IdentityRun] = []
    var entry = try cursor.last()
    while let current = entry {
      guard let run = try IdentityBlock.run(at: current) else { return runs }
      if let next = runs.last, run.last != next.first - 1 {
        throw RecordDamage(
          position: GlobalPosition(run.last),
          reason: "the table ids names the events up to here, and then those from \(next.first) on")
      }
      runs.append(run)
      let before = CollectionOfOne(IdentityBlockKey(IdentityRun(first: 0, last: run.last)))
      entry = try cursor.seek(atOrBefore: before.span.bytes)
    }
    if let first = runs.last?.first, first != 1 {
      throw RecordDamage(
        position: GlobalPosition(first),
        reason: "the table ids names the events from here on, and none before")
    }
    return runs
  }

  /// Whether there are entries of single ids, as in logs from before there were runs.
  func hasSingles(in view: ReadTransaction) throws -> Bool {
    var cursor = try view.cursor(in: table)
    guard let entry = try cursor.first() else { return false }
    return try IdentityBlock.run(at: entry) == nil
  }

  /// Shows where the ids of some keys stand; in no certain order.
  ///
  /// - Parameters:
  ///   - order: places of keys, in the order of their fingerprints.
  ///   - tables: the log whose table it is.
  ///   - mapped: what is in memory of the log meanwhile, where that is to be little.
  ///   - body: called with the place of a key and a position that has its id.
  func forEachMatch(
    of keys: IdentityKeys, _ order: some Collection<Int>, _ tables: LogTables, in view: ReadTransaction,
    _ mapped: MappedMemory? = nil, _ body: (Int, GlobalPosition) throws -> Void
  ) throws {
    try forEachCandidate(of: keys, order, in: view, mapped) { place, position in
      let key = keys.bytes.span.bytes.extracting(keys.range(of: place))
      if try tables.indexedRecord(at: position, in: view).hasIdentity(key) { try body(place, position) }
    }
  }

  /// Shows where the ids of some keys can stand, as far as this table says: what has the same fingerprint may have another id.
  func forEachCandidate(
    of keys: IdentityKeys, _ order: some Collection<Int>, in view: ReadTransaction,
    _ mapped: MappedMemory? = nil, _ body: (Int, GlobalPosition) throws -> Void
  ) throws {
    for run in try runsFromLast(in: view) {
      try forEachCandidate(of: keys, order, in: run, view, mapped, body)
    }
    guard try hasSingles(in: view) else { return }
    var cursor = try view.cursor(in: table)
    for place in order {
      let key = keys.bytes.span.bytes.extracting(keys.range(of: place))
      if let entry = try cursor.seek(exactly: key) {
        try body(place, IdentityValue.position(in: entry.value))
      }
    }
  }

  /// Shows what has the same fingerprint in one run.
  private func forEachCandidate(
    of keys: IdentityKeys, _ order: some Collection<Int>, in run: IdentityRun, _ view: ReadTransaction,
    _ mapped: MappedMemory?, _ body: (Int, GlobalPosition) throws -> Void
  ) throws {
    var cursor = try view.cursor(in: table)
    var rest = order[...]
    while let next = rest.first {
      let start = CollectionOfOne(IdentityBlockKey(run, keys.fingerprints[next]))
      guard let entry = try cursor.seek(atOrAfter: start.span.bytes) else { return }
      guard try IdentityBlock.run(at: entry) == run else { return }
      let block = try IdentityBlock(entry)
      mapped?.touch()
      var index = 0
      while let place = rest.first, keys.fingerprints[place] <= block.highest {
        rest.removeFirst()
        let fingerprint = keys.fingerprints[place]
        index = block.place(of: fingerprint, from: index)
        var equal = index
        while equal < block.count, block.fingerprint(at: equal) == fingerprint {
          try body(place, GlobalPosition(block.entry(at: equal).position))
          equal += 1
        }
      }
    }
  }

  /// The position of the one id of some keys.
  func position(of id: IdentityKeys, _ tables: LogTables, in view: ReadTransaction) throws -> GlobalPosition?
  {
    var found: GlobalPosition?
    try forEachMatch(of: id, CollectionOfOne(0), tables, in: view) { found = $1 }
    return found
  }
}

/// A value of a single id in table `ids`: the version byte, then the position, eight bytes big-endian.
enum IdentityValue {
  private static let version: UInt8 = 1

  /// The position in a value.
  static func position(in value: RawSpan) throws(RecordDamage) -> GlobalPosition {
    guard value.byteCount == 9, value.bigEndian(at: 0, as: UInt8.self) == version else {
      throw IdentityBlock.malformed
    }
    return GlobalPosition(value.bigEndian(at: 1))
  }
}
