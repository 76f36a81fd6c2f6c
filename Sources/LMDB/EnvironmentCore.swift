import CLMDB
import Synchronization
import Threads

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The one open environment of a file in this process; every ``Environment`` handle of the file shares it.
///
/// Holds the rules that concern all transactions of the process together: the count of open ones, the thread
/// that writes, whether a commit failed.
@safe
final class EnvironmentCore: @unchecked Sendable {
  let pointer: OpaquePointer
  let path: String
  /// The path of its lock file.
  let lockPath: String
  let identity: FileIdentity
  /// The lock file; `nil` where nothing is locked.
  let lockIdentity: FileIdentity?
  let isReadOnly: Bool
  /// Bytes of a page.
  let pageSize: Int
  /// The file, as liblmdb has it open: one that this module opened would drop the locks when it is closed.
  let descriptor: Int32
  private let usage = Guarded(Usage())
  /// The thread in a write scope, zero for none.
  private let writer = Atomic<UInt>(0)
  private let commitFailed = Atomic<Bool>(false)
  private let tables = Guarded<[String: Table]>([:])

  /// Where the address space is limited, halves of the size asked for are tried down to this one.
  static let smallestMapSize = 1 << 26
  static let tableLimit: UInt32 = 64
  /// How many milliseconds a transaction that needs a larger map waits for the others to end.
  ///
  /// Longer than views are; but one of them may be this thread's own, which would never end.
  static let mapPatience = 5000
  /// The slots of the lock file: how many views there can be at once, in all processes together.
  ///
  /// The process that makes the lock file decides.
  static let readerLimit: UInt32 = 1022

  init(path: String, readOnly: Bool, mapSize: Int) throws(LMDBError) {
    var size = mapSize
    var opened: OpaquePointer?
    while true {
      do throws(LMDBError) {
        unsafe opened = try EnvironmentCore.openEnvironment(at: path, readOnly: readOnly, mapSize: size)
        break
      } catch {
        guard error.rawValue == ENOMEM, size > EnvironmentCore.smallestMapSize else { throw error }
        size /= 2
      }
    }
    guard let opened = unsafe opened else { throw LMDBError.panic }
    unsafe self.pointer = unsafe opened
    self.path = path
    self.lockPath = LockFile.path(beside: path)
    self.isReadOnly = readOnly
    do throws(LMDBError) {
      var stat = MDB_stat()
      unsafe try LMDBError.check(mdb_env_stat(opened, &stat))
      self.pageSize = Int(stat.ms_psize)
      var descriptor: Int32 = -1
      unsafe try LMDBError.check(mdb_env_get_fd(opened, &descriptor))
      self.descriptor = descriptor
      self.identity = try FileStatus(of: path).identity
      self.lockIdentity = (try? FileStatus(of: lockPath))?.identity
      unsafe try EnvironmentCore.clearDeadReaders(of: opened)
    } catch {
      unsafe mdb_env_close(opened)
      throw error
    }
  }

  /// Closes the file and its lock file.
  ///
  /// Only the registry calls it, when the last handle has gone.
  func close() {
    unsafe mdb_env_close(pointer)
  }

  private static func openEnvironment(
    at path: String, readOnly: Bool, mapSize: Int
  ) throws(LMDBError) -> OpaquePointer {
    var created: OpaquePointer?
    unsafe try LMDBError.check(mdb_env_create(&created))
    guard let environment = unsafe created else { throw LMDBError.panic }
    do throws(LMDBError) {
      unsafe try LMDBError.check(mdb_env_set_mapsize(environment, mapSize))
      unsafe try LMDBError.check(mdb_env_set_maxdbs(environment, tableLimit))
      unsafe try LMDBError.check(mdb_env_set_maxreaders(environment, readerLimit))
      let flags = MDB_NOSUBDIR | MDB_NOTLS | (readOnly ? MDB_RDONLY : 0)
      if !readOnly { try LockFile.reserve(beside: path, readers: readerLimit) }
      unsafe try LMDBError.check(mdb_env_open(environment, path, UInt32(flags), 0o644))
    } catch {
      unsafe mdb_env_close(environment)
      throw error
    }
    return unsafe environment
  }

  /// Frees the slots of readers whose process died; a dead reader would keep every later page from being used
  /// again.
  private static func clearDeadReaders(of environment: OpaquePointer) throws(LMDBError) {
    var dead: Int32 = 0
    unsafe try LMDBError.check(mdb_reader_check(environment, &dead))
  }
}

extension EnvironmentCore {
  /// Who uses the memory map.
  private struct Usage {
    /// Transactions that are open or about to begin; the map may move only when there is none.
    var transactions = 0
    /// The map is gone and could not be had again: whoever reads it would end the process.
    var isMapLost = false
  }

  /// Begins a transaction; when another process made the file larger than the map, after the map was adapted.
  private func begin(flags: Int32) throws(LMDBError) -> OpaquePointer {
    for _ in 0..<EnvironmentCore.mapPatience {
      do throws(LMDBError) {
        return unsafe try tryToBegin(flags: flags)
      } catch {
        guard error == .mapResized else { throw error }
        if try !adaptMap() { _ = usleep(1000) }
      }
    }
    throw .mapResized
  }

  private func tryToBegin(flags: Int32) throws(LMDBError) -> OpaquePointer {
    try checkLength()
    try usage.withLock { (usage) throws(LMDBError) in
      guard !usage.isMapLost else { throw .panic }
      usage.transactions += 1
    }
    var transaction: OpaquePointer?
    let result = unsafe mdb_txn_begin(pointer, nil, UInt32(flags), &transaction)
    guard result == MDB_SUCCESS, let transaction = unsafe transaction else {
      end()
      throw LMDBError(rawValue: result)
    }
    return unsafe transaction
  }

  /// Gives the map the size of the file; `false` while any transaction reads from it.
  private func adaptMap() throws(LMDBError) -> Bool {
    try usage.withLock { (usage) throws(LMDBError) in
      guard !usage.isMapLost else { throw .panic }
      guard usage.transactions == 0 else { return false }
      let result = unsafe mdb_env_set_mapsize(pointer, 0)
      // liblmdb gives the old map up before it asks for the new one.
      usage.isMapLost = result != MDB_SUCCESS
      try LMDBError.check(result)
      return true
    }
  }

  /// A transaction has ended, or did not begin.
  private func end() {
    usage.withLock { $0.transactions -= 1 }
  }

  /// Begins a reader's view.
  func beginReading() throws(LMDBError) -> OpaquePointer {
    unsafe try begin(flags: MDB_RDONLY)
  }

  /// Ends a reader's view.
  func endReading(_ transaction: OpaquePointer) {
    unsafe mdb_txn_abort(transaction)
    end()
  }

  /// Waits for the writer's lock and begins to write.
  func beginWriting(relaxed: Bool) throws(LMDBError) -> OpaquePointer {
    let thread = currentThreadNumber()
    guard writer.load(ordering: .relaxed) != thread else {
      fatalError(
        "a write scope inside a write scope of the same environment would wait for itself for ever: \(path)")
    }
    unsafe try EnvironmentCore.clearDeadReaders(of: pointer)
    let transaction = unsafe try begin(flags: relaxed ? MDB_NOMETASYNC : 0)
    writer.store(thread, ordering: .relaxed)
    do throws(LMDBError) {
      guard !commitFailed.load(ordering: .acquiring) else { throw LMDBError.poisoned }
      try checkFile()
      try checkLock()
    } catch {
      unsafe abortWriting(transaction)
      throw error
    }
    return unsafe transaction
  }

  /// Makes the changes durable and visible.
  ///
  /// If it fails the environment takes no further write. A lock file that was taken away meanwhile let others write at
  /// the same time, so that nothing is committed then.
  func commitWriting(_ transaction: OpaquePointer) throws(LMDBError) {
    do throws(LMDBError) {
      try checkLock()
    } catch {
      unsafe abortWriting(transaction)
      throw error
    }
    defer { end() }
    // Before the lock is let go: the next writer may be another thread.
    writer.store(0, ordering: .relaxed)
    let result = unsafe mdb_txn_commit(transaction)
    if result != MDB_SUCCESS { commitFailed.store(true, ordering: .releasing) }
    try LMDBError.check(result)
  }

  /// Puts every commit on the disk.
  ///
  /// If it fails the environment takes no further write: the system may forget that the disk did not take it.
  func synchronize() throws(LMDBError) {
    let result = unsafe mdb_env_sync(pointer, 1)
    if result != MDB_SUCCESS { commitFailed.store(true, ordering: .releasing) }
    try LMDBError.check(result)
  }

  /// Gives up every change.
  func abortWriting(_ transaction: OpaquePointer) {
    writer.store(0, ordering: .relaxed)
    unsafe mdb_txn_abort(transaction)
    end()
  }

  /// Whether the calling thread is in a write scope.
  var isWritingOnThisThread: Bool { writer.load(ordering: .relaxed) == currentThreadNumber() }

  /// Runs `body` while the map stays where it is.
  func keepingMap(_ body: () throws(LMDBError) -> Void) throws(LMDBError) {
    try usage.withLock { (usage) throws(LMDBError) in
      guard !usage.isMapLost else { throw .panic }
      try body()
    }
  }
}

extension EnvironmentCore {
  /// The handles of tables that are there; `LMDBError.notFound` otherwise.
  ///
  /// All the while under one lock: liblmdb lets only one transaction of a process open tables at a time.
  ///
  /// - Parameter check: gets the transaction and the first table before the others are opened.
  func tables(named names: [String], check: (OpaquePointer, Table) throws -> Void) throws -> [Table] {
    precondition(
      writer.load(ordering: .relaxed) != currentThreadNumber(),
      "a table is opened before a write scope, not in it")
    return try tables.withLock { known in
      let transaction = unsafe try beginReading()
      var opened = known
      do {
        for (index, name) in names.enumerated() {
          let table = unsafe try opened[name] ?? openTable(named: name, in: transaction, flags: 0)
          opened[name] = table
          if index == 0 { unsafe try check(transaction, table) }
        }
      } catch {
        unsafe endReading(transaction)
        throw error
      }
      // A commit keeps the handles, an abort would close them.
      let result = unsafe mdb_txn_commit(transaction)
      end()
      try LMDBError.check(result)
      known = opened
      return names.compactMap { opened[$0] }
    }
  }

  /// The handle of a table, which is made in a transaction of its own if it is not there.
  func createTable(named name: String) throws(LMDBError) -> Table {
    try tables.withLock { (tables) throws(LMDBError) in
      if let table = tables[name] { return table }
      let transaction = unsafe try beginWriting(relaxed: false)
      let table: Table
      do throws(LMDBError) {
        table = unsafe try openTable(named: name, in: transaction, flags: UInt32(MDB_CREATE))
      } catch {
        unsafe abortWriting(transaction)
        throw error
      }
      unsafe try commitWriting(transaction)
      tables[name] = table
      return table
    }
  }

  /// Opens a table in a transaction that will be committed.
  func openTable(named name: String, in transaction: OpaquePointer, flags: UInt32) throws(LMDBError) -> Table
  {
    var handle: MDB_dbi = 0
    unsafe try LMDBError.check(mdb_dbi_open(transaction, name, flags, &handle))
    return Table(handle: handle)
  }
}
