import LMDB

/// Makes a new, empty log; see ``LogDraft``.
struct LogCreation {
  private let draft: LogDraft

  private let hasHistories: Bool

  init(at path: String, hasHistories: Bool) {
    self.draft = LogDraft(of: path)
    self.hasHistories = hasHistories
  }

  /// The folder the log will be in.
  var folder: String { draft.folder }

  /// Makes the log; `false` when another one was given the name in the meantime, which is left as it is.
  func run(at creation: Instant) throws -> Bool {
    defer { draft.remove() }
    try LogCreation.fill(draft, at: creation, hasHistories: hasHistories)
    do throws(LMDBError) {
      try draft.place()
    } catch {
      guard error == .fileExists else { throw error }
      return false
    }
    return true
  }

  /// Makes the tables of an empty log.
  ///
  /// The environment is closed when this returns: a lock file is named after the path, so the log must be
  /// opened anew.
  static func fill(_ draft: LogDraft, at creation: Instant, hasHistories: Bool) throws {
    let environment = try Environment.create(at: draft.name)
    try environment.write { tx in
      try LogTables.create(in: &tx, at: creation)
      if hasHistories { _ = try tx.createTable(named: HistoryTable.name) }
    }
  }
}
