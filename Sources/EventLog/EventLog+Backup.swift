import LMDB

extension EventLog {
  /// What a copy of a log holds; it was read back from the copy.
  public struct Copy: Hashable, Sendable {
    /// Where it is.
    public let path: String
    /// Its last position.
    public let head: GlobalPosition
    /// The root of its tree.
    public let root: TreeHead
    /// Bytes of the file.
    public let fileSize: Int
  }

  /// Copies the log as it stands to a new file, while others read and write.
  ///
  /// The copy holds every event that was acknowledged before the call, and may hold later ones. It is made under
  /// another name in the folder of `path`, put on the disk, opened and verified as ``verify(examine:progress:damage:)``
  /// does without an examiner, and only then gets its name, so a file of that name is always a whole log. It has the
  /// permissions of the log.
  ///
  /// The copy is one long view of the log: pages that others free meanwhile are not used again before it ends, so a
  /// log that is written to grows. Not inside a closure that appends to this log (it traps).
  ///
  /// - Parameter path: a free name in a folder that is there; the file system may be one on which a log cannot be
  ///   opened.
  /// - Throws: `copyOntoItself`; `pathTaken` for any other name that is taken; `damaged` when the log is; `copyDiffers`;
  ///   `system` (no such folder, a full disk). Nothing is left behind by a call that throws, but for the whole copy
  ///   when it has its name and the system cannot put that name on the disk.
  public func backup(to path: String) throws -> Copy {
    try copy(to: path, isCompacting: false)
  }

  /// Copies the log as ``backup(to:)`` does, without its free pages.
  ///
  /// The file of a log never shrinks; a compacted copy is as small as it can be, and holds the same events under the
  /// same root. It does not take the log's place: whoever wants that stops every process that has the log open, and
  /// renames the copy.
  public func compact(to path: String) throws -> Copy {
    try copy(to: path, isCompacting: true)
  }

  private func copy(to path: String, isCompacting: Bool) throws -> Copy {
    try EventLogError.translating(at: path) {
      let draft = LogDraft(of: path)
      if let target = try? FileStatus(of: path), target.identity == environment.identity {
        throw EventLogError.copyOntoItself(path: path)
      }
      try draft.refuseTaken()
      defer { draft.remove() }
      let least = try head()
      try environment.copy(to: draft.name, isCompacting: isCompacting)
      return try draft.place(holding: try checkCopy(draft.name, holdsAtLeast: least, for: path))
    }
  }

  /// Verifies a copy, and compares it with this log.
  private func checkCopy(
    _ draft: String, holdsAtLeast least: GlobalPosition, for path: String
  ) throws -> TreeHead {
    do {
      let found = try EventLog.verifiedRoot(of: draft, clock: clock)
      guard found.size >= least.number else {
        throw EventLogError.copyDiffers(path: path, reason: "it ends at #\(found.size), before \(least)")
      }
      guard try root(atSize: found.size) == found else {
        throw EventLogError.copyDiffers(path: path, reason: "its root is another one")
      }
      return found
    } catch EventLogError.damaged(_, let position, let reason) {
      // What is wrong in the copy was copied.
      throw EventLogError.damaged(path: self.path, position: position, reason: reason)
    }
  }
}

extension EventLog {
  /// The root of a log that nobody else has open, every table of which was verified.
  ///
  /// - Throws: `damaged` with the first damage that was found.
  static func verifiedRoot(of path: String, clock: @escaping @Sendable () -> Instant) throws -> TreeHead {
    var options = Options()
    options.createIfMissing = false
    options.readOnly = true
    options.anyFileSystem = true
    let log = try EventLog.open(at: path, options: options, clock: clock)
    let found = try log.verify(damage: { damage in
      throw EventLogError.damaged(
        path: path, position: damage.position, reason: "\(damage.table.rawValue): \(damage.reason)")
    })
    guard found.isClean, let root = found.root else {
      throw EventLogError.damaged(path: path, position: nil, reason: "the events cannot all be read")
    }
    return TreeHead(size: found.events, root: root)
  }
}
