import LMDB

/// A file that becomes a log when it is whole: it is made under a name of its own in the folder of the log, and
/// then gets the log's name, which must be free.
///
/// So no process ever sees half a log, nothing is replaced, and nothing is left behind when making it fails. Only a
/// process that is killed leaves the file behind (`.timeline-….new`, and its lock file); it can be deleted. A log that
/// has its name stays, even if the system then cannot put the name on the disk: others may have opened it.
struct LogDraft {
  /// The name the log is to get.
  let path: String
  /// The folder of both names.
  let folder: String
  /// The name of the draft.
  let name: String

  init(of path: String) {
    self.path = path
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    self.folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    self.name = "\(folder)/.timeline-\(String(UInt64.random(in: 0 ... .max), radix: 16)).new"
  }

  /// Refuses a name that is taken, before any work is done.
  func refuseTaken() throws {
    if try FileSystem.isTaken(path) { throw EventLogError.pathTaken(path: path) }
  }

  /// Gives the draft the log's name, durably; nothing may have it open.
  ///
  /// - Throws: `LMDBError.fileExists` when the name was taken in the meantime.
  func place() throws(LMDBError) {
    try FileSystem.renameExclusively(name, to: path)
    try FileSystem.synchronizeFolder(folder)
  }

  /// Gives a draft that was read back the log's name, as ``place()`` does.
  ///
  /// - Parameter root: what it holds.
  /// - Throws: `EventLogError.pathTaken` when the name was taken in the meantime.
  func place(holding root: TreeHead) throws -> EventLog.Copy {
    let size = try FileStatus(of: name).size
    let last = path.split(separator: "/").last ?? ""
    // Before it has the name, so that nothing that fails comes after.
    let resolved = try FileSystem.realPath(of: folder)
    do throws(LMDBError) {
      try place()
    } catch {
      throw error == .fileExists ? EventLogError.pathTaken(path: path) : error as any Error
    }
    return EventLog.Copy(
      path: resolved == "/" ? "/\(last)" : "\(resolved)/\(last)", head: GlobalPosition(root.size), root: root,
      fileSize: size)
  }

  /// Takes away what was not placed.
  ///
  /// The draft is there only if something failed, its lock file always; what cannot be removed was not made.
  func remove() {
    for name in [name, name + "-lock"] { try? FileSystem.remove(name) }
  }
}
