import LMDB

// The entries of the tables `ids` and `names`.
extension ChunkWriter {
  /// Enters the ids of the new events, as a run of their own.
  func writeIdentities(
    _ offered: OfferedEvents, _ judgement: AppendSession.Judgement, to tx: inout WriteTransaction
  ) throws {
    let positions = judgement.newPositions
    guard let first = positions.first(where: { $0 != 0 }), let last = positions.last(where: { $0 != 0 })
    else {
      return
    }
    let fingerprints = offered.identities.keys.fingerprints
    var entries: [IdentityEntry] = []
    entries.reserveCapacity(positions.count)
    for index in offered.identities.order where positions[index] != 0 {
      entries.append(IdentityEntry(fingerprint: fingerprints[index], position: positions[index]))
    }
    try log.tables.identities.enter(entries, as: IdentityRun(first: first, last: last), to: &tx)
  }

  mutating func writeNames(to tx: inout WriteTransaction) throws {
    guard !made.isEmpty else { return }
    let byText = made.map { (key: TermDictionary.key(of: $0.term), id: $0.id) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    try tx.writing(in: log.tables.names) { names in
      for (key, id) in byText {
        try names.put(TermDictionary.value(of: id).span.bytes, forKey: key.span.bytes)
        mapped.touch()
      }
      do {
        for (term, id) in made {
          try names.append(
            TermDictionary.value(of: term).span.bytes, forKey: TermDictionary.key(of: id).span.bytes)
        }
      } catch let error as LMDBError where error == .keyExists {
        throw RecordDamage(reason: "the number after the last one of the dictionary is taken")
      }
    }
    made.removeAll()
  }
}
