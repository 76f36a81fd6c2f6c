import LMDB

/// Adds the new events of an append to their histories, in the transaction that records them.
///
/// Events that another program recorded without doing so are caught up first, where they are few; where they are many,
/// the histories are left behind until they are rebuilt, and readers do without what they lack.
struct HistoryWriter {
  private let log: EventLog
  private var isReady = false
  private var isIdle = false

  /// How many events an append catches up.
  static let patience: UInt64 = 10_000

  init(to log: EventLog) {
    self.log = log
  }

  /// The rule that says what is to be added, `nil` for nothing.
  var rule: HistoryRule? { isIdle || log.histories == nil ? nil : log.options.histories }

  /// Adds the events of a chunk that are new.
  ///
  /// - Parameters:
  ///   - keys: the entries that the rule makes of them.
  ///   - positions: for each event its position, 0 if it is not new.
  ///   - mapped: what is in memory of the log meanwhile.
  mutating func write(
    _ keys: [HistoryKey], at positions: [UInt64], _ mapped: MappedMemory,
    to tx: inout WriteTransaction
  ) throws {
    guard let table = log.histories, let rule else { return }
    guard let first = positions.first(where: { $0 != 0 }), let last = positions.last(where: { $0 != 0 })
    else { return }
    var keys = keys
    if !isReady {
      guard let missing = try missing(before: first, table, rule, in: tx.view) else {
        isIdle = true
        return
      }
      keys = missing + keys
      isReady = true
    }
    try HistoryWriter.put(
      keys, HistoryState(rule: rule.version, covered: GlobalPosition(last)), in: table, mapped, to: &tx)
  }

  /// The entries of the events that nobody added, up to one; `nil` where that is too much, or of another version.
  private func missing(
    before first: UInt64, _ table: HistoryTable, _ rule: HistoryRule, in view: ReadTransaction
  ) throws -> [HistoryKey]? {
    let state = try table.state(in: view)
    let isEmpty = try view.statistics(of: table.table).entries == 0
    guard isEmpty || state?.rule == rule.version else { return nil }
    let covered = state?.covered ?? .start
    guard covered.number < first, first - covered.number - 1 <= Self.patience else { return nil }
    return try log.historyKeys(by: rule, after: covered, through: GlobalPosition(first - 1), in: view)
  }

  /// Puts entries and what they cover.
  static func put(
    _ keys: [HistoryKey], _ state: HistoryState, in table: HistoryTable, _ mapped: MappedMemory,
    to tx: inout WriteTransaction
  ) throws {
    let keys = keys.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) }
    let (value, mark, covered) = (HistoryTable.value, HistoryState.key, state.bytes)
    try tx.writing(in: table.table) { entries in
      for key in keys {
        try entries.put(value.span.bytes, forKey: key.span.bytes)
        mapped.touch()
      }
      try entries.put(covered.span.bytes, forKey: mark.span.bytes)
    }
  }
}

extension HistoryRule {
  /// The entries of events at some positions, 0 for one that has none.
  func keys(of events: [Event], at positions: [UInt64]) -> [HistoryKey] {
    var keys: [HistoryKey] = []
    // In place, and its type first: an event is a large value to copy.
    let span = events.span
    for index in span.indices where positions[index] != 0 && types.contains(span[index].type) {
      for name in names(of: span[index]) { keys.append(HistoryKey(name, GlobalPosition(positions[index]))) }
    }
    return keys
  }
}

extension EventLog {
  /// The entries that a rule makes of a stretch of the log, by reading it from one end to the other.
  func historyKeys(
    by rule: HistoryRule, after first: GlobalPosition, through last: GlobalPosition, in view: ReadTransaction
  ) throws -> [HistoryKey] {
    guard first < last else { return [] }
    let types = try Set(rule.types.compactMap { try number(of: .type($0), in: view) })
    // What a writer sees may yet be given up, so the terms are not kept.
    let dictionary = TermDictionary()
    var keys: [HistoryKey] = []
    try visit(.all, .forwards, from: first.next, through: last, in: view) { record in
      guard types.contains(record.type) else { return true }
      let event = try recordedEvent(record, in: view, dictionary).event
      for name in rule.names(of: event) { keys.append(HistoryKey(name, record.position)) }
      return true
    }
    return keys
  }
}
