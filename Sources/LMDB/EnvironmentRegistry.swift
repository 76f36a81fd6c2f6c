import CLMDB
import Synchronization

/// The environments this process has open, one for each file.
///
/// A second environment of one file in one process would drop the first one's locks when it closes (a rule of
/// POSIX record locks). Opening and closing happen under one lock, so there is never a moment with two.
enum EnvironmentRegistry {
  private struct Entry {
    let core: EnvironmentCore
    var handles: Int
  }

  private static let entries = Mutex<[FileIdentity: Entry]>([:])

  /// The environment of a file: the one that is open, or a new one.
  static func acquire(_ path: String, readOnly: Bool, mapSize: Int) throws -> EnvironmentCore {
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
      guard try isLMDB(path) else { throw EnvironmentRefusal.notLMDB }
      if let refusal = try FileHeader.refusal(of: path, size: status.size) { throw refusal }
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

  /// Whether the first page is one of LMDB's: liblmdb itself would turn an empty file into an environment,
  /// and leaves a lock file beside any file that it refuses.
  private static func isLMDB(_ path: String) throws(LMDBError) -> Bool {
    let bytes = try FileSystem.prefix(of: path, count: 24)
    guard bytes.count == 24 else { return false }
    // The magic number 0xBEEFC0DE after the page's header of 16 bytes, in the byte order of the machine.
    let magic: [UInt8] = [0xDE, 0xC0, 0xEF, 0xBE]
    return bytes[16..<20].elementsEqual(magic) || bytes[16..<20].elementsEqual(magic.reversed())
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
  /// A file of LMDB that says it is much larger than it is; liblmdb would ask for that much memory.
  case damagedHeader
}
