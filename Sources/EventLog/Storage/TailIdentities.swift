import LMDB

/// The beginnings of the ids in the tail of the log, so that an append need not read them each time.
///
/// What is recorded stays as it is, so that what one append has seen of committed events holds for the next.
struct TailIdentities: Sendable {
  /// The last event that is known.
  private var last: GlobalPosition = .start
  /// What ``RecordView/identityPrefix`` says of the last events, in order.
  private var prefixes: [UInt64] = []

  /// Makes these the ids of the events after the ones that the indexes name: reads what was recorded since, and drops what
  /// was entered meanwhile.
  mutating func follow(_ tables: LogTables, in view: ReadTransaction) throws {
    guard let indexed = try tables.indexed(in: view) else { return }
    if last < indexed {
      self = TailIdentities()
      last = indexed
    } else {
      prefixes.removeFirst(max(0, prefixes.count - Int(last.number - indexed.number)))
    }
    var added: [UInt64] = []
    try tables.forEach(after: last, in: view) { added.append($0.identityPrefix) }
    prefixes += added
    last = GlobalPosition(last.number + UInt64(added.count))
  }

  /// Which offered events have an id of the tail: the place in `order` of the first one of each such id, and the position.
  func places(
    of keys: IdentityKeys, in order: [Int], _ tables: LogTables, _ view: ReadTransaction
  ) throws -> [Int: GlobalPosition] {
    var places: [Int: GlobalPosition] = [:]
    for (index, prefix) in prefixes.enumerated() {
      let candidates = keys.places(from: prefix, in: order)
      guard !candidates.isEmpty else { continue }
      let position = GlobalPosition(last.number - UInt64(prefixes.count - 1 - index))
      let key = IdentityKeys(of: try tables.indexedRecord(at: position, in: view).id()).bytes
      if let place = candidates.first(where: { keys.bytes[keys.range(of: order[$0])] == key[...] }) {
        places[place] = position
      }
    }
    return places
  }
}
