import LMDB

/// The ids in the tail of the log, so that an append need not read them each time.
///
/// What is recorded stays as it is, so what one append has seen of committed events holds for the next.
struct TailIdentities: Sendable {
  /// The last event that is known.
  private var last: GlobalPosition = .start
  /// The hashes of the keys of the last events, in order.
  private var hashes: [Int] = []

  /// Makes these the ids of the events after the ones that the indexes name: reads what was recorded since, and drops what
  /// was entered meanwhile.
  mutating func follow(_ tables: LogTables, in view: ReadTransaction) throws {
    guard let indexed = try tables.tailStart(in: view) else {
      self = TailIdentities()
      return
    }
    // What is known may come from a later view than this one.
    if try last < indexed || hashes.count < Int(last.number - indexed.number) || last > tables.head(in: view)
    {
      hashes = []
      last = indexed
    } else {
      hashes.removeFirst(hashes.count - Int(last.number - indexed.number))
    }
    var added: [Int] = []
    try tables.forEach(after: last, in: view) { added.append($0.identityHash) }
    hashes += added
    last = GlobalPosition(last.number + UInt64(added.count))
  }

  /// Which event of the tail has a key of ``IdentityKeys``, `nil` for none.
  func position(of key: RawSpan, _ tables: LogTables, in view: ReadTransaction) throws -> GlobalPosition? {
    guard !hashes.isEmpty else { return nil }
    let hash = IdentityKeys.hash(of: key)
    for (index, known) in hashes.enumerated() where known == hash {
      let position = GlobalPosition(last.number - UInt64(hashes.count - 1 - index))
      if try tables.indexedRecord(at: position, in: view).hasIdentity(key) { return position }
    }
    return nil
  }
}
