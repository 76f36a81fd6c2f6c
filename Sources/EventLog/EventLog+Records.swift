import LMDB

// For folds: records read in place, types and tags compared as numbers.
extension EventLog {
  /// Shows every record that matches, oldest first, in place, until `body` answers `false`.
  ///
  /// The whole walk is one view of the log: `body` must not read or write files, and not wait. Long walks are
  /// better cut into several, each after the last position of the one before: a long view makes the file
  /// grow.
  ///
  /// - Parameters:
  ///   - query: which events.
  ///   - after: the position before the first that may be shown.
  ///   - through: the last position that may be shown.
  ///   - body: gets each record; it cannot be kept.
  package func forEachRecord(
    _ query: EventQuery = .all, after: GlobalPosition = .start, through: GlobalPosition = .end,
    _ body: (RecordView) throws -> Bool
  ) throws {
    guard after < through else { return }
    try reading { view in
      try visit(query, .forwards, from: after.next, through: through, in: view, body)
    }
  }

  /// The values that a tag has in the events of some types, as their headers are: nothing else of them is read.
  ///
  /// - Parameters:
  ///   - key: the key of the tag.
  ///   - types: the types, any of them.
  ///   - through: the last position that counts.
  ///   - isMeant: gets the valid days of an event, `nil` where it has none, and its precision.
  package func values(
    ofTag key: String, in types: [EventType], through: GlobalPosition,
    where isMeant: (DayBounds?, UInt8) -> Bool
  ) throws -> Set<String> {
    var numbers: Set<TermID> = []
    let query = EventQuery(types: types)
    var next = GlobalPosition.start
    let last = min(through, try head())
    while next < last {
      // A long view makes the file grow, where others write.
      let end = min(GlobalPosition(next.number + EventLog.stretch), last)
      try forEachRecord(query, after: next, through: end) { record in
        guard isMeant(record.valid, record.precision) else { return true }
        for index in 0..<record.tagCount { numbers.insert(record.tag(at: index)) }
        return true
      }
      next = end
    }
    return Set(
      try numbers.compactMap { number in
        guard case .tag(let tag)? = try term(of: number), tag.key == key else { return nil }
        return tag.value
      })
  }

  /// How many positions a walk goes on in one view.
  private static var stretch: UInt64 { 200_000 }

  /// The number that stands for a type or tag in records, `nil` when no event has it.
  ///
  /// A number never changes, and what was `nil` can get one with any append.
  package func number(of term: Term) throws -> TermID? {
    try reading { view in try number(of: term, in: view) }
  }

  /// The type or tag that a number of a record stands for, `nil` for a number that was never given.
  package func term(of number: TermID) throws -> Term? {
    try reading { view in try dictionary.term(of: number, in: view, tables.names) }
  }
}
