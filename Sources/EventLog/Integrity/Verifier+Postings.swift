import LMDB

extension Verifier {
  /// Each type and tag leads to events that have it, in order, and to all of them.
  func checkPostings() throws {
    let isWhole = damages == 0
    var last: (term: TermID, position: UInt64)?
    var (entries, events) = (0, 0)
    var isOneCommit = true
    var hasRuns = false
    try walk(log.tables.tags, as: .tags) { entry, view in
      entries += 1
      isOneCommit = isOneCommit && view.lastCommit == commitAtFirst
      do {
        let run = try PostingRun(entry)
        hasRuns = hasRuns || entry.value.byteCount > 0
        // Before anything is looked up: what cannot be read as a whole says nothing.
        _ = try run.end()
        if let last, last.term == run.term, last.position >= run.first {
          try found(.tags, GlobalPosition(run.first), "entries of one type or tag are not in order")
        }
        try run.forEach { number in
          last = (run.term, number)
          let position = GlobalPosition(number)
          // Those that are entered meanwhile were not counted before.
          if position <= min(head, indexedAtFirst) { events += 1 }
          try forRecord(at: position, namedBy: .tags, in: view) { record in
            if !record.has(run.term) {
              try found(.tags, position, "the index leads from a type or tag to an event without it")
            }
          }
        }
      } catch let damage as RecordDamage {
        try found(.tags, nil, damage.reason)
      }
    }
    if isWhole, damages == 0 {
      if isOneCommit { try checkEntries(entries) }
      if events != termCount {
        try found(.tags, nil, "the table names \(events) events, and the events make \(termCount)")
      }
    }
    if hasRuns { try checkIsMarked(LogTables.runsFeature, of: .tags) }
  }

  /// Whether the table counted as many entries as it has; not where others have changed it since.
  private func checkEntries(_ entries: Int) throws {
    try attempt(.tags) { view in
      guard let counted = self.counts[.tags], view.lastCommit == self.commitAtFirst, counted != entries
      else { return }
      throw RecordDamage(reason: "the table counts \(counted) entries, and has \(entries)")
    }
  }

  /// Whether the log says that a table has entries of several events.
  func checkIsMarked(_ feature: UInt64, of table: Damage.Table) throws {
    try attempt(.meta) { view in
      guard try !self.log.tables.has(feature, in: view) else { return }
      throw RecordDamage(
        reason: "entries of the table \(table.rawValue) name several events, and its features do not say so")
    }
  }
}

extension LogTables {
  /// Whether the table `tags` names an event under a term; `nil` where the entry that would is malformed.
  func indexes(_ position: GlobalPosition, under term: TermID, in view: ReadTransaction) throws -> Bool? {
    let key = CollectionOfOne(PostingKey(term: term, position: position.number))
    var cursor = try view.cursor(in: tags)
    guard let entry = try cursor.seek(atOrBefore: key.span.bytes) else { return false }
    do {
      guard try PostingRun.term(of: entry) == term else { return false }
      return try PostingRun(entry).contains(position.number)
    } catch is RecordDamage {
      return nil
    }
  }
}
