import LMDB

// For folds: records read in place, types and tags compared as numbers.
extension EventLog {
  /// Shows every record that matches, oldest first, in place, until `body` answers `false`.
  ///
  /// Several times faster than ``read(_:after:through:limit:)``, which copies every event. The walk ends at the head as
  /// it was in the beginning. It is cut into views of the log of a hundred thousand records each, and `body` runs
  /// inside of them: while it does, what writers free is not used again and the file grows. So it must not wait, print
  /// or ask anybody, and must not append to this log; numbers of types and tags are looked up before or afterwards.
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
    var next = after
    var last = through
    var goesOn = after < through
    while goesOn {
      goesOn = try reading { view in
        last = min(last, try tables.head(in: view))
        guard next < last else { return false }
        var left = EventLog.recordsInView
        try visit(query, .forwards, from: next.next, through: last, in: view) { record in
          next = record.position
          left = try body(record) ? left - 1 : -1
          return left > 0
        }
        if left > 0, query == .all, next < last {
          throw RecordDamage(position: next.next, reason: "a position is missing")
        }
        return left == 0
      }
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

  /// How many records are shown in one view.
  private static var recordsInView: Int { 100_000 }

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
