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

  /// The last event when the verification began; later ones are not looked at.
  private(set) var head: GlobalPosition = .start
  /// The right edge of the tree at that moment; `nil` when it cannot be read.
  private(set) var frontier: TreeFrontier?
  /// The entries of each table at that moment, as the table itself counts them.
  private var counts: [Damage.Table: Int] = [:]

  /// The tree as the events give it; `nil` after events were missing.
  var tree: TreeFrontier? = TreeFrontier()
  /// Whether every tile so far has the root that its events give.
  var tilesAreSound = true
  /// The record time of the last event that was looked at.
  var lastRecordedAt: Instant?
  /// The highest number of a term in the events so far.
  var highestTerm: UInt32 = 0
  /// How many terms the events so far have, all together.
  var termCount = 0
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
    return Verification(events: head.number, root: tree?.root, damages: damages)
  }

  /// Looks at what liblmdb keeps for itself; where others write all the time it is left out after some tries.
  private func checkFile() throws {
    reached(.start, in: .file)
    var flaws: [String]?
    for _ in 0..<100 where flaws == nil {
      let isReadable = try attempt(.file) { view in
        flaws = try log.environment.fileFlaws(in: view, growing: "log")
      }
      if !isReadable { return }
    }
    for flaw in flaws ?? [] { try found(.file, nil, flaw) }
  }

  /// Notes where the log ends now.
  private func begin() throws {
    try attempt(.meta) { view in
      self.frontier = try self.log.tables.frontier(in: view)
      _ = try self.log.tables.creation(in: view)
    }
    let isReadable = try attempt(.log) { view in
      self.head = try self.log.tables.head(in: view)
      for (table, handle) in self.tables { self.counts[table] = try view.statistics(of: handle).entries }
      // Both of one view, so that an append in between is no damage.
      self.frontier = try? self.log.tables.frontier(in: view)
    }
    if !isReadable, let frontier { head = GlobalPosition(frontier.size) }
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
    guard let tree else { return }
    for (index, events) in tree.runs.enumerated() where tree.nodes[index] != frontier.nodes[index] {
      // What stands over tiles differs with them: that was reported.
      guard tilesAreSound || events.count < TreeTile.size else { continue }
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
      (.log, Int(head.number)), (.ids, Int(head.number)), (.tags, termCount), (.names, 2 * Int(highestTerm)),
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
    } catch let error as LMDBError where error.isDamage {
      try found(table, position(), "liblmdb: \(error.message)")
    }
    return false
  }
}
