import LMDB

/// One verification at work.
///
/// What is damaged is reported and passed over, so that one run finds all of it. After liblmdb raised an error a
/// transaction is of no more use, so each part has a view of its own (``attempt(_:at:_:)``).
final class Verifier {
  let log: EventLog
  let examine: ((RecordedEvent) throws -> String?)?
  private let progress: (Verification.Progress) -> Void
  private let report: (Damage) throws -> Void
  private(set) var damages = 0
  /// The tables in which liblmdb raised an error; it is reported once for each, but for each event of the log.
  private(set) var unreadable: Set<Damage.Table> = []

  /// The last event when the verification began; later ones are not looked at.
  private(set) var head: GlobalPosition = .start
  /// The right edge of the tree at that moment; `nil` when it cannot be read.
  private(set) var frontier: TreeFrontier?
  /// The last event that the indexes name, in the view at hand; none comes after it where the log does not say.
  private(set) var indexed: GlobalPosition = .end
  /// The same at the moment when the verification began.
  private(set) var indexedAtFirst: GlobalPosition = .end
  /// Whether what the log says of its indexes can be right.
  private(set) var isTailSound = true
  /// The ids of the events that the indexes did not name when they were looked at.
  var tailIdentities: [[UInt8]: GlobalPosition] = [:]
  /// The entries of each table at that moment, as the table itself counts them.
  private(set) var counts: [Damage.Table: Int] = [:]
  /// The number of the commit that showed them.
  private(set) var commitAtFirst: Int?

  /// The tree as the events give it; `nil` after events were missing.
  var tree: TreeFrontier? = TreeFrontier()
  /// Whether each leaf so far is that of its event; one that could not be read has another in its place.
  var isRootKnown = true
  /// Those after the last complete tile that are not.
  var unreadLeaves: [GlobalPosition] = []
  /// A tile that is complete and has not been compared yet.
  var finishedTile: FinishedTile?
  /// Whether the pages of the file were counted.
  private var isFileChecked = false
  /// Whether every tile so far has the root that its events give.
  var tilesAreSound = true
  /// The record time of the last event that was looked at.
  var lastRecordedAt: Instant?
  /// The highest number of a term in the events so far.
  var highestTerm: UInt32 = 0
  /// How many terms the events so far have that the indexes named when the verification began, all together.
  private(set) var termCount = 0
  /// The entries of histories that the events so far make.
  var expectedHistories: Set<HistoryKey> = []
  /// Terms that were read during this verification; those of the log may be older than a damage.
  let dictionary = TermDictionary()

  init(
    _ log: EventLog, examine: ((RecordedEvent) throws -> String?)?,
    progress: @escaping (Verification.Progress) -> Void, report: @escaping (Damage) throws -> Void
  ) {
    self.log = log
    self.examine = examine
    self.progress = progress
    self.report = report
  }

  func run() throws -> Verification {
    try checkFile()
    try begin()
    try checkRecords()
    try checkRoot()
    try checkCounts()
    try checkIdentities()
    try checkPostings()
    try checkNames()
    try checkTiles()
    try checkHistories()
    return Verification(
      events: head.number, root: isRootKnown ? tree?.root : nil, damages: damages,
      isFileChecked: isFileChecked)
  }

  /// Looks at what liblmdb keeps for itself; where others write all the time it is left out after some tries.
  private func checkFile() throws {
    for _ in 0..<100 where !isFileChecked {
      var flaws: [String]?
      let isReadable = try attempt(.file) { view in
        reached(.start, in: .file)
        flaws = try log.environment.fileFlaws(in: view, growing: "log")
      }
      isFileChecked = !isReadable || flaws != nil
      for flaw in flaws ?? [] { try found(.file, nil, flaw) }
    }
  }

  /// Notes where the log ends now.
  private func begin() throws {
    try attempt(.meta) { view in
      self.frontier = try self.log.tables.frontier(in: view)
      _ = try self.log.tables.creation(in: view)
      if let since = try self.log.tables.relaxedSince(in: view), since.number > self.frontier?.size ?? 0 {
        throw RecordDamage(reason: "the entry relaxed of the table meta names no event")
      }
    }
    try checkTail()
    var last: GlobalPosition?
    try attempt(.log) { view in
      let found = try self.log.tables.head(in: view)
      guard Int64(exactly: found.number) != nil else {
        throw RecordDamage(reason: "the last key of the log is no position")
      }
      for (table, handle) in self.tables { self.counts[table] = try view.statistics(of: handle).entries }
      self.commitAtFirst = view.lastCommit
      last = found
      // Both of one view, so that an append in between is no damage.
      self.frontier = try? self.log.tables.frontier(in: view)
      self.see(view)
      self.indexedAtFirst = self.indexed
    }
    head = last ?? frontier.map { GlobalPosition($0.size) } ?? .start
    if last == nil, frontier == nil { isRootKnown = false }
  }

  /// Whether the entry on the indexes names an event, and leaves no more than an append would.
  private func checkTail() throws {
    isTailSound = try attempt(.meta) { view in
      _ = try self.log.tables.indexed(in: view)
      let head = try self.lookUp(.log, in: view) { try self.log.tables.head(in: $0) } ?? self.head
      guard let indexed = try self.lookUp(.ids, in: view, { try self.log.tables.tailStart(in: $0) }) ?? nil
      else { return }
      guard try self.log.tables.has(LogTables.tailFeature, in: view) else {
        throw RecordDamage(reason: "the log has a tail, and its features do not say so")
      }
      guard indexed <= head, head.number - indexed.number <= LogTables.tailLimit else {
        throw RecordDamage(reason: "the indexes name the events up to \(indexed), and the log has \(head)")
      }
    }
  }

  /// Whether the indexes must name an event, and, where they name it, may; in the view at hand.
  func isEntered(_ position: GlobalPosition) -> Bool {
    guard isTailSound else { return position.number + LogTables.tailLimit <= head.number }
    return position <= indexed
  }

  /// Whether the indexes name an event that they cannot.
  func isBeyondIndexes(_ position: GlobalPosition) -> Bool { isTailSound && position > indexed }

  /// Notes how far the indexes go in a view.
  func see(_ view: ReadTransaction) {
    // What is wrong with the entry was reported.
    indexed = (try? log.tables.indexed(in: view)) ?? .end
  }

  /// Counts a type or a tag of an event.
  func countTerm(of position: GlobalPosition) {
    if position <= indexedAtFirst { termCount += 1 }
  }

  private var tables: [(Damage.Table, Table)] {
    let tables = log.tables
    return [
      (.log, tables.log), (.ids, tables.ids), (.tags, tables.tags), (.names, tables.names),
      (.merkle, tables.merkle),
    ]
  }

  private func checkRoot() throws {
    guard let frontier else { return }
    guard frontier.size == head.number else {
      return try found(.meta, nil, "the tree has \(frontier.size) leaves, and the log \(head.number) events")
    }
    guard let tree, tree.size == frontier.size else { return }
    for (index, events) in tree.runs.enumerated() where tree.nodes[index] != frontier.nodes[index] {
      // What stands over tiles differs with them: that was reported.
      guard tilesAreSound || events.count < TreeTile.size else { continue }
      // So does what stands over an event that could not be read.
      guard !unreadLeaves.contains(where: { events.contains($0.number) }) else { continue }
      let first = GlobalPosition(events.lowerBound)
      try found(.meta, first, Verifier.otherEvents(from: first, through: GlobalPosition(events.upperBound)))
    }
  }

  /// The reason where events do not give the node that is stored over them.
  static func otherEvents(from first: GlobalPosition, through last: GlobalPosition) -> String {
    first == last
      ? "the event is not the one that the tree was made over"
      : "the events from here to \(last) are not those that the tree was made over"
  }

  /// Whether each table counts as many entries as the events make.
  private func checkCounts() throws {
    guard damages == 0 else { return }
    let expected: [(Damage.Table, Int)] = [
      (.log, Int(head.number)), (.names, 2 * Int(highestTerm)),
      (.merkle, Int(head.number / TreeTile.size)),
    ]
    for (table, count) in expected where counts[table] != count {
      try found(table, nil, "the table counts \(counts[table] ?? 0) entries, and the events make \(count)")
    }
  }
}

extension Verifier {
  /// Reports a damage.
  func found(_ table: Damage.Table, _ position: GlobalPosition?, _ reason: String) throws {
    damages += 1
    try report(Damage(table: table, position: position, reason: reason))
  }

  /// Tells how far it is.
  func reached(_ position: GlobalPosition, in table: Damage.Table) {
    progress(Verification.Progress(table: table, position: position, head: head))
  }

  /// Reads in a view of its own; `false` after reporting that the storage or a record is damaged there.
  ///
  /// - Parameter position: the event at work, asked for when something is damaged.
  @discardableResult
  func attempt(
    _ table: Damage.Table, at position: () -> GlobalPosition? = { nil },
    _ body: (ReadTransaction) throws -> Void
  ) throws -> Bool {
    do {
      try log.environment.read(body)
      return true
    } catch let damage as RecordDamage {
      try found(table, damage.position ?? position(), damage.reason)
    } catch let unreadable as UnreadableTable {
      try note(unreadable, at: position())
    } catch let error as LMDBError where error.isDamage {
      try note(UnreadableTable(table: table, error: error), at: position())
    }
    return false
  }

  /// Looks something up in a table, in the view at hand.
  ///
  /// In a table that was unreadable before, in a view of its own: what cannot be read is `nil` then, and not reported
  /// again.
  ///
  /// - Throws: ``UnreadableTable`` the first time, after which the view is of no more use.
  func lookUp<Found>(
    _ table: Damage.Table, in view: ReadTransaction, _ body: (ReadTransaction) throws -> Found
  ) throws -> Found? {
    let isKnown = unreadable.contains(table)
    do {
      return try isKnown ? log.environment.read(body) : body(view)
    } catch let error as LMDBError where error.isDamage {
      guard isKnown else { throw UnreadableTable(table: table, error: error) }
      return nil
    }
  }

  /// Reports the first error that liblmdb raises in a table, and each one in the log.
  func note(_ table: UnreadableTable, at position: GlobalPosition?) throws {
    guard unreadable.insert(table.table).inserted || table.table == .log else { return }
    try found(table.table, position, "liblmdb: \(table.error.message)")
  }
}

/// An error that liblmdb raised in a table.
struct UnreadableTable: Error {
  let table: Damage.Table
  let error: LMDBError
}
