import LMDB

// The tail: the last events of the log, that the tables `ids` and `tags` do not name yet.
//
// One event has an entry in `ids` and one in `tags` for each of its terms, each on another page, and what a synced
// commit takes goes by the number of places in the file that it writes to. So an append of few events leaves them to one
// that comes later, which enters many at once; until then whoever looks for an id, a type or a tag looks at these
// records, too.
extension LogTables {
  /// How many events the tail has at most.
  static let tailLimit: UInt64 = 256

  /// The last event that the indexes name; `nil` in a log where that is always the last one.
  func indexed(in view: ReadTransaction) throws -> GlobalPosition? {
    try LogTables.number(ifAny: LogTables.indexedKey, in: view, meta).map { GlobalPosition($0) }
  }

  /// Whether the log says that a program must know of a feature to read it.
  func has(_ feature: UInt64, in view: ReadTransaction) throws -> Bool {
    let marked: UInt64 = try LogTables.number(LogTables.featuresKey, in: view, meta)
    return marked & feature != 0
  }

  /// Notes that a program must know of a feature, or of several, to read the log.
  func put(feature: UInt64, to tx: inout WriteTransaction) throws {
    let marked: UInt64 = try LogTables.number(LogTables.featuresKey, in: tx.view, meta)
    if marked & feature != feature { try put(marked | feature, forKey: LogTables.featuresKey, to: &tx) }
  }

  /// Notes the last event that the indexes name, and that a program must know of the tail to read the log.
  func putIndexed(_ position: GlobalPosition, to tx: inout WriteTransaction) throws {
    if try indexed(in: tx.view) == nil { try put(feature: LogTables.tailFeature, to: &tx) }
    try put(position.number, forKey: LogTables.indexedKey, to: &tx)
  }

  /// The event that the tail begins after; `nil` in a log that has none.
  ///
  /// - Throws: `RecordDamage` where the entry cannot be right: with a wrong one, events would not be found, and recorded again.
  func tailStart(in view: ReadTransaction) throws -> GlobalPosition? {
    let indexed = try indexed(in: view)
    let reach = try indexed ?? head(in: view)
    let last: UInt64
    if let run = try identities.lastRun(in: view) {
      last = run.last
    } else {
      last = UInt64(try view.statistics(of: ids).entries)
    }
    guard last == reach.number else {
      throw RecordDamage(
        reason: "the indexes name the events up to \(reach), and the table ids those up to \(last)")
    }
    return indexed
  }

  /// Shows every record of the tail, in order.
  ///
  /// - Parameter bounds: positions that count; others may be shown as well.
  func forEachInTail(
    in view: ReadTransaction, within bounds: ClosedRange<UInt64> = 0 ... .max,
    _ body: (RecordView) throws -> Void
  ) throws {
    guard let indexed = try tailStart(in: view), bounds.upperBound > indexed.number else { return }
    // Behind the head there is nothing to begin after.
    let start = min(GlobalPosition(bounds.lowerBound), try head(in: view).next)
    try forEach(after: max(indexed, start.previous), in: view, body)
  }

  /// Shows every record after one that is there, in order.
  func forEach(
    after first: GlobalPosition, in view: ReadTransaction, _ body: (RecordView) throws -> Void
  ) throws {
    let isThere = try first == .start || view.value(forNumber: first.number, in: log) != nil
    guard isThere else {
      throw RecordDamage(position: first, reason: "the indexes name an event that is not there")
    }
    try visit(.forwards, from: first.next, through: .end, in: view) { record in
      try body(record)
      return true
    }
  }

  /// Enters the whole tail into the indexes.
  ///
  /// Not ``putIndexed(_:to:)``: who catches up goes on to add events.
  func enterTail(to tx: inout WriteTransaction) throws {
    var (ids, positions): ([EventID], [GlobalPosition]) = ([], [])
    var postings: [(term: TermID, position: UInt64)] = []
    try forEachInTail(in: tx.view) { record in
      ids.append(try record.id())
      positions.append(record.position)
      for term in record.terms { postings.append((term, record.position.number)) }
    }
    guard let first = positions.first, let last = positions.last else { return }
    let keys = IdentityKeys(of: ids)
    let order = keys.sorted()
    func refuse(_ place: Int) throws {
      throw RecordDamage(position: positions[place], reason: "another event has the id of the event")
    }
    for (before, place) in zip(order, order.dropFirst()) where keys.areSame(before, place) {
      try refuse(place)
    }
    try identities.forEachMatch(of: keys, order, self, in: tx.view) { place, _ in try refuse(place) }
    try identities.enter(
      order.map { IdentityEntry(fingerprint: keys.fingerprints[$0], position: positions[$0].number) },
      as: IdentityRun(first: first.number, last: last.number), to: &tx)
    postings.sort { ($0.term.number, $0.position) < ($1.term.number, $1.position) }
    try tx.writing(in: tags) { tags in
      var writer = PostingWriter()
      for posting in postings { try writer.enter(posting.position, under: posting.term, in: &tags) }
      try writer.finish(in: &tags)
    }
  }
}
