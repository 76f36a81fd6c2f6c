import LMDB

extension EventLog {
  /// The last position of the log, `start` when it is empty.
  public func head() throws -> GlobalPosition {
    try reading { view in try tables.head(in: view) }
  }

  /// One page of events, oldest first.
  ///
  /// The log never changes behind the head, so pages read one after the other, each after the last position
  /// of the one before, are the same as one long read.
  ///
  /// - Parameters:
  ///   - query: which events.
  ///   - after: the position before the first that may be read.
  ///   - through: the last position that may be read.
  ///   - limit: the most events of the page; fewer mean that there are no more.
  public func read(
    _ query: EventQuery = .all, after: GlobalPosition = .start, through: GlobalPosition = .end, limit: Int
  ) throws -> [RecordedEvent] {
    guard after < through, limit > 0 else { return [] }
    return try page(query, .forwards, from: after.next, through: through, limit: limit)
  }

  /// One page of events, newest first.
  ///
  /// - Parameters:
  ///   - query: which events.
  ///   - before: the position after the last that may be read.
  ///   - limit: the most events of the page; fewer mean that there are no more.
  public func readBackwards(
    _ query: EventQuery = .all, before: GlobalPosition = .end, limit: Int
  ) throws -> [RecordedEvent] {
    guard before > .start.next, limit > 0 else { return [] }
    return try page(query, .backwards, from: before.previous, through: .start.next, limit: limit)
  }

  /// Every value that a tag with a key has in the log, in the order of their bytes, whoever has it and wherever.
  ///
  /// Read from the dictionary of tags, so its cost is that of the values and not of the events.
  public func values(ofTag key: String) throws -> [String] {
    try reading { view in try TermDictionary.values(ofTag: key, in: view, tables.names) }
  }

  private func page(
    _ query: EventQuery, _ direction: Direction, from start: GlobalPosition, through end: GlobalPosition,
    limit: Int
  ) throws -> [RecordedEvent] {
    try reading { view in
      var events: [RecordedEvent] = []
      try visit(query, direction, from: start, through: end, in: view) { record in
        events.append(try recordedEvent(record, in: view))
        return events.count < limit
      }
      return events
    }
  }

  /// The event at a position, `nil` when the log does not reach there.
  public func event(at position: GlobalPosition) throws -> RecordedEvent? {
    try reading { view in
      guard let record = try tables.record(at: position, in: view) else { return nil }
      return try recordedEvent(record, in: view)
    }
  }

  /// Where the event of an id is recorded, `nil` when it is not.
  public func position(of id: EventID) throws -> GlobalPosition? {
    guard (1...EventID.limit).contains(id.text.utf8.count) else { return nil }
    let key = IdentityKeys(of: CollectionOfOne(id))
    return try reading { view in try tables.position(of: key, in: view) }
  }

  /// The first position that matches, `nil` when none does.
  ///
  /// - Parameters:
  ///   - query: which events.
  ///   - after: the position before the first that counts.
  ///   - through: the last position that counts.
  public func contains(
    _ query: EventQuery, after: GlobalPosition = .start, through: GlobalPosition = .end
  ) throws -> GlobalPosition? {
    try reading { view in try firstMatch(query, after: after, through: through, in: view) }
  }

  /// As ``contains(_:after:through:)``, in a view that is there already.
  func firstMatch(
    _ query: EventQuery, after: GlobalPosition, through: GlobalPosition, in view: ReadTransaction
  ) throws -> GlobalPosition? {
    guard after < through else { return nil }
    var match: GlobalPosition?
    try visit(query, .forwards, from: after.next, through: through, in: view) { record in
      match = record.position
      return false
    }
    return match
  }

  /// The last position that was recorded at or before a moment, `start` when none was.
  ///
  /// Record times rise with the positions, so this looks at a few records only.
  public func head(asOf instant: Instant) throws -> GlobalPosition {
    try reading { view in
      var known = GlobalPosition.start
      var beyond = try tables.head(in: view).next
      while known.next < beyond {
        let middle = GlobalPosition(known.number + (beyond.number - known.number) / 2)
        if try tables.indexedRecord(at: middle, in: view).recordedAt <= instant {
          known = middle
        } else {
          beyond = middle
        }
      }
      return known
    }
  }
}
