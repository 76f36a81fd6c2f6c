import LMDB

// From every table back to the log.
extension Verifier {
  /// How many entries are read in one view.
  private static let page = 1024

  /// Shows every entry of a table, in order, in views of bounded length.
  ///
  /// Ends where the table cannot be walked any further, after reporting it; one that was unreadable before is not
  /// walked. Where the body finds another table unreadable, the walk goes on with the next entry.
  func walk(
    _ table: Table, as name: Damage.Table, _ body: (Cursor.Entry, ReadTransaction) throws -> Void
  ) throws {
    var last: [UInt8] = []
    var isAtEnd = false
    while !isAtEnd, !unreadable.contains(name) {
      do {
        try log.environment.read { view in
          see(view)
          var cursor = try view.cursor(in: table)
          var entry = last.isEmpty ? try cursor.first() : try cursor.seek(atOrAfter: last.span.bytes)
          if let current = entry, current.key.hasSameBytes(as: last.span.bytes) { entry = try cursor.next() }
          var count = 0
          while let current = entry {
            let key = current.key.copied
            guard last.lexicographicallyPrecedes(key) else {
              throw RecordDamage(reason: "the keys of the table \(name.rawValue) are not in order")
            }
            last = key
            try body(current, view)
            count += 1
            if count == Verifier.page { return }
            entry = try cursor.next()
          }
          isAtEnd = true
        }
      } catch let damage as RecordDamage {
        return try found(name, damage.position, damage.reason)
      } catch let other as UnreadableTable {
        try note(other, at: nil)
      } catch let error as LMDBError where error.isDamage {
        try note(UnreadableTable(table: name, error: error), at: nil)
      }
    }
  }

  /// Shows the record that an index names, if it is there and sound; that one is damaged was reported before.
  func forRecord(
    at position: GlobalPosition, namedBy table: Damage.Table, in view: ReadTransaction,
    _ body: (RecordView) throws -> Void
  ) throws {
    reached(position, in: table)
    if isBeyondIndexes(position) {
      try found(table, position, "the index names an event that it does not reach to")
    }
    let isThere = try lookUp(.log, in: view) { view in
      guard let value = try view.value(forNumber: position.number, in: log.tables.log) else { return false }
      let record: RecordView
      do throws(RecordDamage) {
        record = try RecordView(value, at: position)
      } catch {
        return true
      }
      try body(record)
      return true
    }
    if isThere == false { try found(table, position, "an index refers to an event that is not there") }
  }

  /// Each type and tag has one number, which stands for it and is used.
  func checkNames() throws {
    reached(head, in: .names)
    let names = log.tables.names
    try walk(names, as: .names) { entry, view in
      let key = entry.key.copied
      let value = entry.value.copied
      guard let (term, number) = TermDictionary.entry(key: key, value: value) else {
        return try found(.names, nil, "an entry of the table names is malformed")
      }
      let (forth, back) = (TermDictionary.key(of: term), TermDictionary.key(of: number))
      let (otherKey, otherValue) =
        key == forth ? (back, TermDictionary.value(of: term)) : (forth, TermDictionary.value(of: number))
      let other = try view.value(forKey: otherKey.span.bytes, in: names)?.copied
      if other != otherValue {
        try found(
          .names, nil, "the entries of “\(term)” and the number \(number.number) do not belong together")
      }
      guard number.number > highestTerm else { return }
      let first = CollectionOfOne(PostingKey(term: number, position: 0))
      let isUsed = try lookUp(.tags, in: view) { view in
        var postings = try view.cursor(in: log.tables.tags)
        guard let entry = try postings.seek(atOrAfter: first.span.bytes) else { return false }
        return entry.key.byteCount >= 4 && entry.key.bigEndian(at: 0) == number.number
      }
      if isUsed == false, try !isInTail(number, in: view) {
        try found(.names, nil, "no event has “\(term)”, which has the number \(number.number)")
      }
    }
  }

  /// Whether an event that the indexes do not name yet has a type or tag.
  private func isInTail(_ term: TermID, in view: ReadTransaction) throws -> Bool {
    guard isTailSound else { return true }
    var isThere = false
    _ = try lookUp(.log, in: view) { view in
      try log.tables.forEachInTail(in: view) { isThere = isThere || $0.has(term) }
    }
    return isThere
  }

  /// Each node of the tree stands over events; their hashes are compared with the events before.
  func checkTiles() throws {
    reached(head, in: .merkle)
    try walk(log.tables.merkle, as: .merkle) { entry, view in
      guard entry.key.byteCount == 8 else {
        return try found(.merkle, nil, "a key of the table merkle is not a number")
      }
      let index: UInt64 = entry.key.bigEndian(at: 0)
      guard TreeTile.nodes(in: entry.value, of: index) != nil else {
        return try found(.merkle, nil, "the entry \(index) of the table merkle is malformed")
      }
      // Of this view: others may have added tiles since the verification began.
      var size = head.number
      do {
        size = try lookUp(.meta, in: view) { try log.tables.frontier(in: $0).size } ?? size
      } catch is RecordDamage {
        // That was reported.
      }
      if index >= size / TreeTile.size {
        try found(.merkle, nil, "the entry \(index) of the table merkle stands over no events")
      }
    }
  }
}

extension TermDictionary {
  /// What an entry of the table says, `nil` for one that is malformed.
  fileprivate static func entry(key: [UInt8], value: [UInt8]) -> (Term, TermID)? {
    // One of the two holds the term after its first byte, the other the number.
    for (text, number) in [(key, value), (value, key)] {
      let rest = Array(text.dropFirst())
      guard number.count == 5, let term = Term(rest.span.bytes) else { continue }
      let id = TermID(number: number.span.bytes.bigEndian(at: 1))
      if (TermDictionary.key(of: term), TermDictionary.value(of: id)) == (key, value) { return (term, id) }
      if (TermDictionary.key(of: id), TermDictionary.value(of: term)) == (key, value) { return (term, id) }
    }
    return nil
  }
}

extension Term: CustomStringConvertible {
  /// The type or the tag.
  public var description: String {
    switch self {
    case .type(let type): type.name
    case .tag(let tag): tag.description
    }
  }
}
