import LMDB

/// The tables of a log, and what its `meta` table says.
struct LogTables: Sendable {
  let log: Table
  let ids: Table
  let tags: Table
  let names: Table
  let merkle: Table
  let meta: Table

  /// The table `ids`, as what it says.
  var identities: IdentityIndex { IdentityIndex(table: ids) }

  /// Each table with its name.
  var named: [(name: String, table: Table)] {
    [("log", log), ("ids", ids), ("tags", tags), ("names", names), ("merkle", merkle), ("meta", meta)]
  }

  /// Opens the tables of a log; `EnvironmentRefusal.notLMDB` for an environment that is none, and
  /// `EventLogError.incompatibleFormat` for a log of another format, `.withoutTree` for one without its tree.
  init(of environment: Environment) throws {
    let tables: [Table]
    do {
      tables = try environment.tables(named: ["meta", "log", "ids", "tags", "names", "merkle"]) {
        view, meta in
        try LogTables.checkFormat(in: view, meta, of: environment)
      }
    } catch let error as LMDBError {
      guard error == .notFound || error == .incompatible else { throw error }
      throw EnvironmentRefusal.notLMDB
    }
    (meta, log, ids, tags, names, merkle) = (
      tables[0], tables[1], tables[2], tables[3], tables[4], tables[5]
    )
  }

  /// Makes the tables of a new log.
  static func create(in tx: inout WriteTransaction, at creation: Instant) throws {
    for name in ["log", "ids", "tags", "names", "merkle"] { _ = try tx.createTable(named: name) }
    let meta = try tx.createTable(named: "meta")
    for (key, value) in [
      ("magic", Array(magic.utf8)),
      ("format", bytes(UInt32(format))),
      ("created", bytes(creation.microseconds)),
      (featuresKey, bytes(treeFeature)),
      (frontierKey, TreeFrontier().bytes),
    ] {
      try tx.put(([version] + value).span.bytes, forKey: Array(key.utf8).span.bytes, in: meta)
    }
  }

  private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}

// What `meta` holds: a version byte, then the value.
extension LogTables {
  /// The format this program writes and reads.
  static let format = 1
  /// The features of the format, one bit each; a log with a bit that is not here is refused.
  static let features: UInt64 = treeFeature | tailFeature | runsFeature | identityRunsFeature
  /// The log has its tree; builds before the first release made logs without it.
  private static let treeFeature: UInt64 = 1
  /// The log can have a tail: events that its indexes do not name yet.
  ///
  /// Set by the first append that leaves one.
  static let tailFeature: UInt64 = 2
  /// An entry of table `tags` can name several events.
  ///
  /// Set by the first append that enters events into the indexes.
  static let runsFeature: UInt64 = 4
  /// Table `ids` can have runs of many events.
  ///
  /// Set by the first append that enters events into the indexes.
  static let identityRunsFeature: UInt64 = 8
  static let featuresKey = "features"
  static let indexedKey = "indexed"
  private static let frontierKey = "frontier"
  private static let relaxedKey = "relaxed"
  private static let magic = "timeline event log"
  private static let version: UInt8 = 1

  /// What tells a log from the files of other programs.
  static let mark = EnvironmentMark(table: "meta", key: "magic", value: [version] + magic.utf8)

  /// Refuses what is not a log, or not one that this program understands.
  private static func checkFormat(
    in view: ReadTransaction, _ meta: Table, of environment: Environment
  ) throws {
    guard let magic = try value("magic", in: view, meta), magic.text == LogTables.magic else {
      throw EnvironmentRefusal.notLMDB
    }
    guard try checkFeatures(in: view, meta) & treeFeature != 0 else {
      throw EventLogError.withoutTree(path: environment.path)
    }
  }

  /// Refuses a log that asks for more than this program understands; which features it has.
  private static func checkFeatures(in view: ReadTransaction, _ meta: Table) throws -> UInt64 {
    let found: UInt32 = try number("format", in: view, meta)
    let marked: UInt64 = try number(featuresKey, in: view, meta)
    guard found == UInt32(format), marked & ~features == 0 else {
      throw EventLogError.incompatibleFormat(found: Int(found), supported: format)
    }
    return marked
  }

  /// Refuses a log in which a later program wrote, since this one opened it, what this one does not understand.
  func checkFeatures(in view: ReadTransaction) throws { _ = try LogTables.checkFeatures(in: view, meta) }

  /// The right edge of the tree over the log.
  func frontier(in view: ReadTransaction) throws -> TreeFrontier {
    guard let value = try LogTables.value(LogTables.frontierKey, in: view, meta),
      let frontier = TreeFrontier(value)
    else { throw RecordDamage(reason: "the frontier of the tree is missing or malformed") }
    return frontier
  }

  /// Keeps the right edge of the tree.
  func put(_ frontier: TreeFrontier, to tx: inout WriteTransaction) throws {
    try tx.put(
      ([LogTables.version] + frontier.bytes).span.bytes, forKey: Array(LogTables.frontierKey.utf8).span.bytes,
      in: meta)
  }

  /// The first event that was recorded by a relaxed writer and that no synced commit came after; `nil` for none.
  func relaxedSince(in view: ReadTransaction) throws -> GlobalPosition? {
    let position: UInt64? = try LogTables.number(ifAny: LogTables.relaxedKey, in: view, meta)
    return position.flatMap { $0 == 0 ? nil : GlobalPosition($0) }
  }

  /// Notes from which event on a failure of the machine can undo what is recorded; `nil` from none.
  func putRelaxedSince(_ position: GlobalPosition?, to tx: inout WriteTransaction) throws {
    try put(position?.number ?? 0, forKey: LogTables.relaxedKey, to: &tx)
  }

  /// Keeps a number under a key.
  func put(_ number: UInt64, forKey key: String, to tx: inout WriteTransaction) throws {
    let value = [LogTables.version] + LogTables.bytes(number)
    try tx.put(value.span.bytes, forKey: Array(key.utf8).span.bytes, in: meta)
  }

  /// The format of the log.
  func storedFormat(in view: ReadTransaction) throws -> Int {
    Int(try LogTables.number("format", in: view, meta) as UInt32)
  }

  /// When the log was made.
  func creation(in view: ReadTransaction) throws -> Instant {
    Instant(microseconds: try LogTables.number("created", in: view, meta))
  }

  static func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ key: String, in view: ReadTransaction, _ meta: Table
  ) throws -> Number {
    guard let number: Number = try number(ifAny: key, in: view, meta) else { throw malformed(key) }
    return number
  }

  /// A number that is there only where there is something to say; `nil` for none.
  static func number<Number: FixedWidthInteger & BitwiseCopyable>(
    ifAny key: String, in view: ReadTransaction, _ meta: Table
  ) throws -> Number? {
    guard let value = try view.value(forKey: Array(key.utf8).span.bytes, in: meta) else { return nil }
    guard value.byteCount == 1 + MemoryLayout<Number>.size,
      value.bigEndian(at: 0, as: UInt8.self) == version
    else { throw malformed(key) }
    return value.bigEndian(at: 1)
  }

  private static func malformed(_ key: String) -> RecordDamage {
    RecordDamage(reason: "the entry \(key) of the table meta is missing or malformed")
  }

  @_lifetime(copy view)
  private static func value(_ key: String, in view: ReadTransaction, _ meta: Table) throws -> RawSpan? {
    guard let value = try view.value(forKey: Array(key.utf8).span.bytes, in: meta), value.byteCount >= 1,
      value.bigEndian(at: 0, as: UInt8.self) == version
    else { return nil }
    return value.extracting(droppingFirst: 1)
  }
}

// The log itself.
extension LogTables {
  /// The last position, `start` for an empty log.
  func head(in view: ReadTransaction) throws -> GlobalPosition {
    var cursor = try view.cursor(in: log)
    guard let entry = try cursor.last() else { return .start }
    return try LogTables.position(of: entry.key)
  }

  /// The position that a key of `log` stands for.
  static func position(of key: RawSpan) throws(RecordDamage) -> GlobalPosition {
    guard key.byteCount == 8 else { throw RecordDamage(reason: "a key of the log is not a position") }
    return GlobalPosition(key.bigEndian(at: 0))
  }

  /// The record of a position, `nil` past the ends of the log.
  @_lifetime(copy view)
  func record(at position: GlobalPosition, in view: ReadTransaction) throws -> RecordView? {
    guard let value = try view.value(forNumber: position.number, in: log) else { return nil }
    return try RecordView(value, at: position)
  }

  /// The record of a position that an index names.
  @_lifetime(copy view)
  func indexedRecord(at position: GlobalPosition, in view: ReadTransaction) throws -> RecordView {
    guard let record = try record(at: position, in: view) else {
      throw RecordDamage(position: position, reason: "an index refers to an event that is not there")
    }
    return record
  }

  /// Shows every record, in order, until `body` answers `false`; a gap is an error.
  ///
  /// The bounds are those of ``EventLog/visit(_:_:from:through:in:_:)``.
  func visit(
    _ direction: Direction, from start: GlobalPosition, through end: GlobalPosition, in view: ReadTransaction,
    _ body: (RecordView) throws -> Bool
  ) throws {
    var cursor = try view.cursor(in: log)
    let key = CollectionOfOne(start.number.bigEndian)
    var entry =
      direction == .forwards
      ? try cursor.seek(atOrAfter: key.span.bytes) : try cursor.seek(atOrBefore: key.span.bytes)
    var expected = direction == .forwards ? start.number : nil
    while let current = entry {
      let position = try LogTables.position(of: current.key)
      if direction.reaches(end.number, before: position.number) { return }
      guard position.number == expected ?? position.number else {
        throw RecordDamage(position: expected.map { GlobalPosition($0) }, reason: "a position is missing")
      }
      guard try body(try RecordView(current.value, at: position)) else { return }
      expected = direction.step(from: position.number)
      entry = direction == .forwards ? try cursor.next() : try cursor.previous()
    }
  }

  /// The position of the one id of some keys, whether the indexes name it yet or not.
  func position(of id: IdentityKeys, in view: ReadTransaction) throws -> GlobalPosition? {
    if let position = try identities.position(of: id, self, in: view) { return position }
    var found: GlobalPosition?
    try forEachInTail(in: view) { if $0.hasIdentity(id.bytes.span.bytes) { found = $0.position } }
    return found
  }
}
