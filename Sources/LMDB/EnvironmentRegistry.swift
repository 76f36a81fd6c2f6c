import CLMDB
import Threads

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The environments this process has open, one for each file.
///
/// A second environment of one file in one process would drop the first one's locks when it closes (a rule of
/// POSIX record locks). Opening and closing happen under one lock, so there is never a moment with two.
enum EnvironmentRegistry {
  private struct Entry {
    let core: EnvironmentCore
    var handles: Int
  }

  private static let entries = Guarded<[FileIdentity: Entry]>([:])

  /// The environment of a file: the one that is open, or a new one.
  static func acquire(
    _ path: String, readOnly: Bool, mapSize: Int, holding mark: EnvironmentMark?
  ) throws -> EnvironmentCore {
    try entries.withLock { entries in
      let status = try FileStatus(of: path)
      guard status.isRegular else { throw EnvironmentRefusal.notAFile }
      guard status.links == 1 else { throw EnvironmentRefusal.hardLinked(links: status.links) }
      if var entry = entries[status.identity] {
        guard readOnly || !entry.core.isReadOnly else { throw LMDBError(rawValue: EACCES) }
        guard entry.core.path == path else { throw LMDBError.fileReplaced }
        entry.handles += 1
        entries[status.identity] = entry
        return entry.core
      }
      try inspect(path, for: mark)
      let core = try open(path, readOnly: readOnly, mapSize: mapSize)
      entries[core.identity] = Entry(core: core, handles: 1)
      return core
    }
  }

  /// Makes a new environment where no file is.
  static func create(_ path: String) throws -> EnvironmentCore {
    try entries.withLock { entries in
      let core = try EnvironmentCore(path: path, readOnly: false, mapSize: Environment.mapSize)
      entries[core.identity] = Entry(core: core, handles: 1)
      return core
    }
  }

  /// Gives a handle back; the last one closes the environment.
  static func release(_ core: EnvironmentCore) {
    entries.withLock { entries in
      guard var entry = entries[core.identity] else { return }
      entry.handles -= 1
      if entry.handles == 0 {
        entries[core.identity] = nil
        core.close()
      } else {
        entries[core.identity] = entry
      }
    }
  }

  /// For reading too, the file is opened for writing where the system allows: then the one environment serves
  /// every handle that comes later.
  private static func open(
    _ path: String, readOnly: Bool, mapSize: Int
  ) throws(LMDBError) -> EnvironmentCore {
    do throws(LMDBError) {
      return try EnvironmentCore(path: path, readOnly: false, mapSize: mapSize)
    } catch {
      guard readOnly, [EACCES, EPERM, EROFS].contains(error.rawValue) else { throw error }
      return try EnvironmentCore(path: path, readOnly: true, mapSize: mapSize)
    }
  }

  /// Refuses a file that liblmdb must not see: it would turn an empty file into an environment, leaves a lock
  /// file beside any file, and ends the process where a file was cut off.
  ///
  /// Opens and closes the file: never for one that this process has open as an environment (the system would
  /// drop its locks).
  private static func inspect(_ path: String, for mark: EnvironmentMark?) throws {
    let descriptor = try FileSystem.openForReading(path)
    defer { close(descriptor) }
    if try PageFile.isCutOff(descriptor) { throw LMDBError.cutOff }
    guard let file = try PageFile(descriptor) else { throw EnvironmentRefusal.notLMDB }
    // Where there is a lock file already, none is left behind, and others may be writing: the map shows the mark.
    guard let mark, !FileSystem.exists("\(path)-lock") else { return }
    guard try mark.isIn(file) else { throw EnvironmentRefusal.notLMDB }
  }
}

/// What an environment must hold to be of the kind that is expected.
package struct EnvironmentMark: Hashable, Sendable {
  private let table: String
  private let key: String
  private let value: [UInt8]

  /// An entry of a table.
  package init(table: String, key: String, value: [UInt8]) {
    self.table = table
    self.key = key
    self.value = value
  }

  fileprivate func isIn(_ file: PageFile) throws(LMDBError) -> Bool {
    try file.value(forKey: key, inTable: table) == value
  }
}

/// Why a file cannot be opened as an environment; nothing was changed.
package enum EnvironmentRefusal: Error, Hashable, Sendable {
  /// A folder, a device, a pipe.
  case notAFile
  /// More than one name: each name would have its own lock file.
  case hardLinked(links: Int)
  /// Not a file of LMDB.
  case notLMDB
}
