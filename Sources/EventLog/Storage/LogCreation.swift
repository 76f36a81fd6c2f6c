import LMDB

/// Makes a new log under a name of its own and then gives it its name: no process ever sees half a log, and
/// none is left behind when making it fails.
struct LogCreation {
  private let path: String
  /// The folder the log will be in.
  let folder: String
  private let draft: String

  init(at path: String) {
    self.path = path
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    self.folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    self.draft = "\(folder)/.timeline-\(String(UInt64.random(in: 0 ... .max), radix: 16)).new"
  }

  /// Makes the log; `false` when another one was given the name in the meantime, which is left as it is.
  func run(at creation: Instant) throws -> Bool {
    defer { removeDraft() }
    try fill(at: creation)
    do throws(LMDBError) {
      try FileSystem.renameExclusively(draft, to: path)
    } catch {
      guard error == .fileExists else { throw error }
      return false
    }
    try FileSystem.synchronizeFolder(folder)
    return true
  }

  /// The environment is closed when this returns: a lock file is named after the path, so the log must be
  /// opened anew.
  private func fill(at creation: Instant) throws {
    let environment = try Environment.create(at: draft)
    try environment.write { tx in try LogTables.create(in: &tx, at: creation) }
  }

  /// The draft is there only if something failed, its lock file always; what cannot be removed was not made.
  private func removeDraft() {
    for name in [draft, draft + "-lock"] { try? FileSystem.remove(name) }
  }
}
