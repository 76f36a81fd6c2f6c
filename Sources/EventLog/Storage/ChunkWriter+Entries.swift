import LMDB

// The entries of the tables `ids` and `names`.
extension ChunkWriter {
  /// Enters the ids of many events as those of new ones, which get the next positions in the order offered, without a look
  /// for each whether it is there: nearly always all of them are new.
  ///
  /// - Parameter head: the last event so far.
  /// - Returns: whether all are new; if not, nothing is entered.
  mutating func enterAsNew(
    _ offered: OfferedIdentities, after head: GlobalPosition, to tx: inout WriteTransaction
  ) throws -> Bool {
    let count = offered.events.count
    guard count >= OfferedEvents.many, offered.refusal == nil, !offered.hasRepetition,
      Int64(exactly: head.number) != nil
    else { return false }
    let tables = log.tables
    let indexed = try tables.tailStart(in: tx.view)
    // Ids of the tail are in no table.
    guard indexed ?? head == head else { return false }
    let keys = offered.keys
    hasEnteredIDs = try tx.writing(in: tables.ids) { ids in
      var value = IdentityValue()
      for (place, index) in offered.order.enumerated() {
        value.position = GlobalPosition(head.number + 1 + UInt64(index))
        do throws(LMDBError) {
          try ids.insert(
            value.bytes.span.bytes, forKey: keys.bytes.span.bytes.extracting(keys.range(of: index)))
        } catch {
          guard error == .keyExists else { throw error }
          for entered in offered.order[..<place] {
            try ids.remove(keys.bytes.span.bytes.extracting(keys.range(of: entered)))
          }
          return false
        }
      }
      return true
    }
    guard hasEnteredIDs else { return false }
    isEntering = true
    if indexed != nil { try tables.putIndexed(GlobalPosition(head.number + UInt64(count)), to: &tx) }
    return true
  }

  func writeIdentities(
    _ offered: OfferedEvents, _ judgement: AppendSession.Judgement, to tx: inout WriteTransaction
  ) throws {
    let keys = offered.identities.keys
    try tx.writing(in: log.tables.ids) { ids in
      var value = IdentityValue()
      for index in offered.identities.order where judgement.newPositions[index] != 0 {
        value.position = GlobalPosition(judgement.newPositions[index])
        try ids.insert(
          value.bytes.span.bytes, forKey: keys.bytes.span.bytes.extracting(keys.range(of: index)))
      }
    }
  }

  mutating func writeNames(to tx: inout WriteTransaction) throws {
    guard !made.isEmpty else { return }
    let byText = made.map { (key: TermDictionary.key(of: $0.term), id: $0.id) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    try tx.writing(in: log.tables.names) { names in
      for (key, id) in byText {
        try names.put(TermDictionary.value(of: id).span.bytes, forKey: key.span.bytes)
      }
      for (term, id) in made {
        try names.put(
          TermDictionary.value(of: term).span.bytes, forKey: TermDictionary.key(of: id).span.bytes)
      }
    }
    made.removeAll()
  }
}
