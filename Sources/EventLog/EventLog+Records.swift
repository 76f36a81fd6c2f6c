import LMDB

// For folds: records read in place, types and tags compared as numbers.
extension EventLog {
  /// Shows every record that matches, oldest first, in place, until `body` answers `false`.
  ///
  /// Several times faster than ``read(_:after:through:limit:)``, which copies every event. The walk is cut into views of
  /// the log of some hundred thousand positions each, as a long view makes the file grow where others write; it ends
  /// at the head as it was in the beginning. `body` must not append to this log, and should not wait.
  ///
  /// - Parameters:
  ///   - query: which events.
  ///   - after: the position before the first that may be shown.
  ///   - through: the last position that may be shown.
  ///   - body: gets each record; it cannot be kept.
  /// - Throws: `EventLogError`; what `body` throws.
  public func forEachRecord(
    _ query: EventQuery = .all, after: GlobalPosition = .start, through: GlobalPosition = .end,
    _ body: (RecordView) throws -> Bool
  ) throws {
    guard after < through else { return }
    var next = after
    var goesOn = true
    let last = min(through, try head())
    while goesOn, next < last {
      let end = min(GlobalPosition(next.number + EventLog.stretch), last)
      try reading { view in
        try visit(query, .forwards, from: next.next, through: end, in: view) { record in
          goesOn = try body(record)
          return goesOn
        }
      }
      next = end
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
    try forEachRecord(EventQuery(types: types), through: through) { record in
      guard isMeant(record.valid, record.precision) else { return true }
      for index in 0..<record.tagCount { numbers.insert(record.tag(at: index)) }
      return true
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
  public func number(of term: Term) throws -> TermID? {
    try reading { view in try number(of: term, in: view) }
  }

  /// The type or tag that a number of a record stands for, `nil` for a number that was never given.
  public func term(of number: TermID) throws -> Term? {
    try reading { view in try dictionary.term(of: number, in: view, tables.names) }
  }
}
