import CLMDB

/// A handle on an LMDB file that is open in this process.
///
/// Any number of handles on one file share one environment; the last one that goes closes it. Transactions
/// are scopes:
///
/// ```swift
/// let table = try environment.table(named: "log")
/// try environment.write { tx in try tx.put(value, forKey: key, in: table) }  // or aborts on a throw
/// let size = try environment.read { tx in try tx.value(forKey: key, in: table)?.byteCount }
/// ```
///
/// Nothing borrowed from a transaction can leave its scope; the compiler refuses it. A handle does not
/// survive `fork`.
package final class Environment: Sendable {
  let core: EnvironmentCore

  private init(_ core: EnvironmentCore) {
    self.core = core
  }

  deinit {
    EnvironmentRegistry.release(core)
  }

  /// Opens a file that is there, and its lock file beside it (`-lock` appended).
  ///
  /// - Parameters:
  ///   - path: resolved by `FileSystem.realPath(of:)`: liblmdb names the lock file after it.
  ///   - readOnly: whether to be content where the system lets the file only be read.
  ///   - mapSize: bytes of address space to take. Every process should take the same.
  ///   - mark: what the file must hold if it has no lock file yet; a file without it is refused before one
  ///     is made. Where there is a lock file the caller has to look.
  /// - Throws: ``EnvironmentRefusal`` for a file that is not LMDB's, lacks the mark or has two names;
  ///   `LMDBError.cutOff` for one that is too short; other ``LMDBError`` otherwise.
  package static func open(
    at path: String, readOnly: Bool = false, mapSize: Int = Environment.mapSize,
    holding mark: EnvironmentMark? = nil
  ) throws -> Environment {
    Environment(
      try EnvironmentRegistry.acquire(path, readOnly: readOnly, mapSize: mapSize, holding: mark))
  }

  /// Makes a new file.
  ///
  /// A programmer error when there is one: it would be opened as it is.
  package static func create(at path: String) throws -> Environment {
    Environment(try EnvironmentRegistry.create(path))
  }

  /// The address space of a map, far above any log; the file itself stays small.
  ///
  /// Where the address space is limited, halves of it are tried.
  package static let mapSize = 1 << 40

  /// The path it was opened by.
  package var path: String { core.path }
  /// Which file it is.
  package var identity: FileIdentity { core.identity }
  /// Whether the system lets the file only be read.
  package var isReadOnly: Bool { core.isReadOnly }

  /// A table that is there; `LMDBError.notFound` otherwise.
  ///
  /// Open tables before transactions: a handle is not known to views that are older than it, and inside a
  /// write scope this traps.
  package func table(named name: String) throws -> Table {
    try tables(named: [name]) { _, _ in }[0]
  }

  /// Tables that are there, opened in one view, in the order named; as ``table(named:)`` otherwise.
  ///
  /// - Parameters:
  ///   - names: at least one.
  ///   - check: gets the view and the first table before the others are opened; if it throws, none is.
  package func tables(
    named names: [String], check: (ReadTransaction, Table) throws -> Void
  ) throws -> [Table] {
    unsafe try core.tables(named: names) { transaction, table in
      try check(unsafe ReadTransaction(transaction, in: self), table)
    }
  }

  /// A table, which is made in a transaction of its own if it is not there; not inside a write scope.
  package func createTable(named name: String) throws(LMDBError) -> Table {
    try core.createTable(named: name)
  }

  /// Lends one unchanging view of all tables for as long as `body` runs.
  ///
  /// Readers never wait and never make others wait, but for the moment in which the map is adapted to a file
  /// that another process made larger: then a view begins when no transaction of this process is open. No page freed after the view began is used again
  /// before it ends: a long reader makes the file grow, so no input or output and no `await` (it does not
  /// compile) inside.
  ///
  /// - Returns: what `body` returns; never anything borrowed.
  /// - Throws: what `body` throws; ``LMDBError`` when no view can be had.
  package func read<Result: ~Copyable>(_ body: (ReadTransaction) throws -> Result) throws -> Result {
    let transaction = unsafe try core.beginReading()
    defer { unsafe core.endReading(transaction) }
    return try body(unsafe ReadTransaction(transaction, in: self))
  }

  /// Waits until no other writer is at work, in any process, then lends the writer for as long as `body`
  /// runs.
  ///
  /// Commits when `body` returns: everything is visible at once, and on the disk before this call returns. If
  /// `body` throws, nothing has happened. A write scope inside a write scope of the same environment traps.
  ///
  /// - Parameters:
  ///   - relaxed: whether the last commits may be lost (never torn) when the machine, not the process, fails.
  /// - Returns: what `body` returns; never anything borrowed.
  /// - Throws: what `body` throws; `LMDBError.fileReplaced` when the path names another file than the one
  ///   that is open; `LMDBError.cutOff` when the file has become too short; `LMDBError.poisoned` after a commit
  ///   that failed; other ``LMDBError`` as liblmdb raises them.
  package func write<Result: ~Copyable>(
    relaxed: Bool = false, _ body: (inout WriteTransaction) throws -> Result
  ) throws -> Result {
    let pointer = unsafe try core.beginWriting(relaxed: relaxed)
    var isOpen = true
    defer { if isOpen { unsafe core.abortWriting(pointer) } }
    var transaction = unsafe WriteTransaction(pointer, of: core)
    let result = try body(&transaction)
    isOpen = false
    unsafe try core.commitWriting(pointer)
    return result
  }

  /// Puts everything that was committed on the disk, by whichever process, before this call returns.
  ///
  /// A commit without a change does not, and what it found may be a commit of a relaxed writer.
  package func synchronize() throws(LMDBError) {
    try core.synchronize()
  }

  /// The number of the last commit, by whichever process; a look at memory that takes no lock of the file.
  ///
  /// A view that begins right now may still be of the commit before (``ReadTransaction/lastCommit``).
  package func lastCommit() throws(LMDBError) -> Int {
    unsafe try core.information().info.me_last_txnid
  }

  /// Whether the path still names the file that is open and the file is as long as it must be; throws
  /// `LMDBError.fileReplaced` or `LMDBError.cutOff` otherwise.
  package func checkFile() throws(LMDBError) {
    try core.checkFile()
  }

  /// Whether the lock file is still the one that is open; throws `LMDBError.lockReplaced` otherwise.
  package func checkLock() throws(LMDBError) {
    try core.checkLock()
  }

  /// The two pages that the file begins with.
  func header(pageSize: Int) throws(LMDBError) -> FileHeader {
    try FileHeader(of: core.descriptor, pageSize: pageSize)
  }
}
