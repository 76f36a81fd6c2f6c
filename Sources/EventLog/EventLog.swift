import LMDB
import Threads

/// An append-only log in one LMDB file.
///
/// What it promises: positions are 1, 2, 3 … in the order of commits, without a gap; an append is all or
/// nothing and on the disk before it is acknowledged; an event is recorded once; a condition is checked
/// inside the transaction that writes; nothing recorded is ever changed. Any number of processes and threads
/// read and write one file; writers wait for each other, readers wait for nobody.
///
/// ```swift
/// let log = try EventLog.open(at: "timeline.mdb")
/// let receipt = try log.append([event], if: .none(matching: query, after: head))
/// let page = try log.read(query, after: checkpoint, limit: 512)
/// ```
///
/// All calls are synchronous and can be made from any thread. Every call throws `EventLogError`; an append
/// whose condition fails throws `AppendConflict`; what a closure throws passes through. A handle does not
/// survive `fork`.
public final class EventLog: Sendable {
  let environment: Environment
  let tables: LogTables
  /// The stored histories, `nil` in a log that had none when it was opened.
  let histories: HistoryTable?
  let dictionary = TermDictionary()
  /// What appends have seen of the tail.
  let tail = Guarded(TailIdentities())
  let options: Options
  let clock: @Sendable () -> Instant

  /// The path by which it was opened, from the root of the file system; it may lead over links.
  let namedPath: String

  /// The path of the file, symbolic links resolved.
  public let path: String
  /// Whether this call of `open` made the file.
  public let wasCreated: Bool

  /// How to open a log.
  public struct Options: Hashable, Sendable {
    /// Whether to make the log if there is none.
    public var createIfMissing = true
    /// Whether this handle only reads.
    ///
    /// A file that the system lets only be read can then be opened too, if its lock file can be written or
    /// made, or if the whole file system is mounted for reading only: then nothing is locked, so nobody may
    /// write to the file from elsewhere. As long as a process has a file open in this way, its handles that
    /// would write are refused with `EACCES`.
    public var readOnly = false
    /// How far an append goes before it is acknowledged.
    public var durability: Durability = .full
    /// Whether to open a log on a file system of a network or of another program, which may lose what was
    /// acknowledged.
    public var anyFileSystem = false
    /// What histories are kept and read beside the events; `nil` for none.
    public var histories: HistoryRule?

    /// A log to write to, made if missing, with full durability.
    public init() {}
  }

  /// How far an append goes before it is acknowledged.
  public enum Durability: String, Hashable, Sendable {
    /// On the disk: it survives the end of the process and a power cut.
    case full
    /// The last appends may be lost (whole, never in part) when the machine fails; the end of the process
    /// loses nothing.
    case relaxed
  }

  /// Opens the log at a path.
  ///
  /// The file that is open in this process is shared: two handles are two doors to one environment.
  ///
  /// - Parameters:
  ///   - path: the data file; liblmdb keeps its lock file beside it.
  ///   - options: whether to make a missing log, to read only, and how durable an append is.
  ///   - clock: what record times are taken from; a programmer error (traps at an append) if it gives a moment
  ///     outside of the years 0000 to 9999.
  /// - Throws: `missingLog`; `notALog` for any other file; `incompatibleFormat`; `hardLinked`;
  ///   `unsuitableFileSystem`; `system` with the code of the operating system. Nothing is changed or left
  ///   behind by a call that throws.
  public static func open(
    at path: String, options: Options = Options(),
    clock: @escaping @Sendable () -> Instant = Instant.systemClock
  ) throws -> EventLog {
    try EventLogError.translating(at: path) {
      if let resolved = try existingPath(path) {
        try checkFileSystem(of: resolved, options)
        return try EventLog(resolved, named: path, options: options, clock: clock, wasCreated: false)
      }
      guard options.createIfMissing, !options.readOnly else { throw EventLogError.missingLog(path: path) }
      let creation = LogCreation(at: path, hasHistories: options.histories != nil)
      try checkFileSystem(of: creation.folder, options)
      let wasCreated = try creation.run(at: clock())
      let resolved = try FileSystem.realPath(of: path)
      return try EventLog(resolved, named: path, options: options, clock: clock, wasCreated: wasCreated)
    }
  }

  init(
    _ path: String, named name: String? = nil, options: Options, clock: @escaping @Sendable () -> Instant,
    wasCreated: Bool
  ) throws {
    self.environment = try Environment.open(at: path, readOnly: options.readOnly, holding: LogTables.mark)
    self.tables = try LogTables(of: environment)
    self.histories = try HistoryTable(of: environment)
    self.path = path
    self.namedPath = try FileSystem.absolutePath(of: name ?? path)
    self.options = options
    self.clock = clock
    self.wasCreated = wasCreated
  }

  static func checkFileSystem(of path: String, _ options: Options) throws {
    guard !options.anyFileSystem, let name = try UnsuitableFileSystem.name(of: path) else { return }
    throw EventLogError.unsuitableFileSystem(path: path, name: name)
  }

  private static func existingPath(_ path: String) throws(LMDBError) -> String? {
    do {
      return try FileSystem.realPath(of: path)
    } catch {
      guard error.rawValue == LMDBError.noSuchFile.rawValue else { throw error }
      return nil
    }
  }

  /// Whether the path by which the log was opened still leads to it, and its lock file is the one that is open.
  ///
  /// What others record elsewhere would never be seen here. `LMDBError.fileReplaced` or `.lockReplaced` otherwise.
  func checkPlace() throws(LMDBError) {
    try environment.checkFile()
    try environment.checkLock()
    guard namedPath != path else { return }
    guard (try? FileStatus(of: namedPath))?.identity == environment.identity else {
      throw LMDBError.fileReplaced
    }
  }

  /// The version of liblmdb, such as `LMDB 0.9.24: (July 24, 2019)`.
  public static var lmdbVersion: String { LMDB.lmdbVersion() }
}

extension EventLog {
  /// Reads in one view of the log; failures of the storage become `EventLogError`.
  func reading<Result>(_ body: (ReadTransaction) throws -> Result) throws -> Result {
    try EventLogError.translating(at: path) { try environment.read(body) }
  }
}
