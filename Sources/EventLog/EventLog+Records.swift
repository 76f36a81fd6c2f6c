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
