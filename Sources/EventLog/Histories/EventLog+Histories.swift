import LMDB

extension EventLog {
  /// The stored part of a history.
  public struct History: Hashable, Sendable {
    /// Where its events are recorded, in order.
    public let positions: [GlobalPosition]
    /// The last event of the log that was looked at; a later one may belong to it too.
    public let covered: GlobalPosition

    /// What is stored of a history.
    public init(positions: [GlobalPosition], covered: GlobalPosition) {
      self.positions = positions
      self.covered = covered
    }
  }

  /// What is stored of a history, by the rule of the options; `nil` where nothing is, or by another rule.
  ///
  /// - Parameters:
  ///   - name: as the rule names it.
  ///   - through: the last position that counts.
  public func history(_ name: String, through: GlobalPosition = .end) throws -> History? {
    guard let histories, let rule = options.histories else { return nil }
    return try reading { view in
      guard let state = try histories.state(in: view), state.rule == rule.version else { return nil }
      return History(
        positions: try histories.positions(of: name, through: min(through, state.covered), in: view),
        covered: min(through, state.covered))
    }
  }

  /// What a rebuilding of the histories found and made.
  public struct Rebuilt: Hashable, Sendable {
    /// The events that were read: all up to the head.
    public let events: UInt64
    /// The entries that there are now.
    public let entries: Int
    /// Up to which event there were histories of this rule; `nil` for none, or by another rule.
    public let before: GlobalPosition?
    /// How many entries were there before.
    public let entriesBefore: Int
  }

  /// Makes the stored histories anew from the events.
  ///
  /// The log is read in many short views, while others read and write; only the exchange is a transaction: whoever reads
  /// sees the histories as they were, or the new ones.
  ///
  /// - Parameter progress: told how far it is, with the head.
  /// - Throws: `EventLogError`, such as for a handle that only reads; nothing is changed then.
  public func rebuildHistories(
    progress: (GlobalPosition, _ head: GlobalPosition) throws -> Void = { _, _ in }
  ) throws -> Rebuilt {
    guard let rule = options.histories else {
      preconditionFailure("a log without a rule has no histories to rebuild")
    }
    return try EventLogError.translating(at: path) {
      guard !options.readOnly else { throw LMDBError.readOnly }
      let table = HistoryTable(table: try environment.createTable(named: HistoryTable.name))
      var keys: [HistoryKey] = []
      var covered = GlobalPosition.start
      let head = try environment.read { try tables.head(in: $0) }
      while covered < head {
        let next = min(GlobalPosition(covered.number + Self.stride), head)
        keys += try environment.read { try historyKeys(by: rule, after: covered, through: next, in: $0) }
        covered = next
        try progress(covered, head)
      }
      return try environment.write(relaxed: options.durability == .relaxed) { tx in
        let last = try tables.head(in: tx.view)
        keys += try historyKeys(by: rule, after: covered, through: last, in: tx.view)
        let state = try table.state(in: tx.view)
        let entries = try tx.view.statistics(of: table.table).entries
        try tx.empty(table.table)
        try HistoryWriter.put(
          keys, HistoryState(rule: rule.version, covered: last), in: table,
          MappedMemory(of: environment), to: &tx)
        return Rebuilt(
          events: last.number, entries: keys.count,
          before: state.flatMap { $0.rule == rule.version ? $0.covered : nil },
          entriesBefore: max(0, entries - (state == nil ? 0 : 1)))
      }
    }
  }

  /// How many events are read in one view.
  private static var stride: UInt64 { 100_000 }
}
