import CLMDB

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What liblmdb, or the operating system under it, returned instead of success.
///
/// The set is open: positive values are `errno` of the system, values from −30799 to −30780 are liblmdb's own
/// (`lmdb.h`), values from −1 are raised by this module. Compare with the named values; print `rawValue` and
/// `message` for the others.
package struct LMDBError: Error, RawRepresentable, Hashable, Sendable {
  /// The number, as C returned it.
  package let rawValue: Int32

  /// The error with this number.
  package init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  private init(_ code: Int32) {
    self.rawValue = code
  }
}

extension LMDBError {
  /// The key is there already. C: `MDB_KEYEXIST`
  package static let keyExists = LMDBError(MDB_KEYEXIST)
  /// No such key, or the end of a table. C: `MDB_NOTFOUND`
  package static let notFound = LMDBError(MDB_NOTFOUND)
  /// A page that the tree refers to is not there: damage. C: `MDB_PAGE_NOTFOUND`
  package static let pageNotFound = LMDBError(MDB_PAGE_NOTFOUND)
  /// A page is of the wrong kind: damage. C: `MDB_CORRUPTED`
  package static let corrupted = LMDBError(MDB_CORRUPTED)
  /// An earlier fatal error: the environment must be closed. C: `MDB_PANIC`
  ///
  /// Raised by this module too, when the memory map is gone.
  package static let panic = LMDBError(MDB_PANIC)
  /// The file or its lock file is of another version of LMDB. C: `MDB_VERSION_MISMATCH`
  package static let versionMismatch = LMDBError(MDB_VERSION_MISMATCH)
  /// The file is not LMDB's. C: `MDB_INVALID`
  package static let invalid = LMDBError(MDB_INVALID)
  /// The map is full; the transaction is dead. C: `MDB_MAP_FULL`
  package static let mapFull = LMDBError(MDB_MAP_FULL)
  /// More named tables than the environment was opened for. C: `MDB_DBS_FULL`
  package static let tablesFull = LMDBError(MDB_DBS_FULL)
  /// Every slot of the reader table is taken. C: `MDB_READERS_FULL`
  package static let readersFull = LMDBError(MDB_READERS_FULL)
  /// Too many pages were changed in one transaction. C: `MDB_TXN_FULL`
  package static let transactionFull = LMDBError(MDB_TXN_FULL)
  /// A table has more levels than there can be: damage. C: `MDB_CURSOR_FULL`
  package static let cursorFull = LMDBError(MDB_CURSOR_FULL)
  /// Another process made the file larger than this process's map. C: `MDB_MAP_RESIZED`
  package static let mapResized = LMDBError(MDB_MAP_RESIZED)
  /// The table has other properties than asked for. C: `MDB_INCOMPATIBLE`
  package static let incompatible = LMDBError(MDB_INCOMPATIBLE)
  /// The transaction is dead after an earlier error. C: `MDB_BAD_TXN`
  package static let badTransaction = LMDBError(MDB_BAD_TXN)
  /// A key is empty or longer than 511 bytes. C: `MDB_BAD_VALSIZE`
  package static let badValueSize = LMDBError(MDB_BAD_VALSIZE)

  /// There is no file of this name. C: `ENOENT`
  package static let noSuchFile = LMDBError(ENOENT)
  /// There is a file of this name already. C: `EEXIST`
  package static let fileExists = LMDBError(EEXIST)
  /// The file system, or this handle, can only be read. C: `EROFS`
  package static let readOnly = LMDBError(EROFS)

  /// The path names another file than the one that is open.
  ///
  /// Raised by this module.
  package static let fileReplaced = LMDBError(-1)
  /// An earlier commit failed: close every handle, open again.
  ///
  /// Raised by this module.
  package static let poisoned = LMDBError(-2)
  /// The lock file is another one than the one that is open, or is gone.
  ///
  /// Raised by this module.
  package static let lockReplaced = LMDBError(-4)
  /// The file ends before a page that is in use: damage.
  ///
  /// Raised by this module.
  package static let cutOff = LMDBError(-3)
}

extension LMDBError {
  /// The one way from a C result to Swift: anything but `MDB_SUCCESS` is thrown.
  static func check(_ result: Int32) throws(LMDBError) {
    guard result == MDB_SUCCESS else { throw LMDBError(rawValue: result) }
  }

  /// As ``check(_:)``, but "not there" is an answer: `false`.
  static func found(_ result: Int32) throws(LMDBError) -> Bool {
    if result == MDB_NOTFOUND { return false }
    try check(result)
    return true
  }

  /// What liblmdb or the system says of the number, in English.
  package var message: String {
    switch self {
    case .fileReplaced: "the path names another file than the one that is open"
    case .lockReplaced: "the lock file is not the one that is open"
    case .poisoned: "an earlier commit failed"
    case .cutOff: "the file ends before its last page"
    default: unsafe String(cString: mdb_strerror(rawValue))
    }
  }

  /// Whether what it says of the file can only be damage.
  ///
  /// After a first error, liblmdb refuses every further call in the same transaction.
  package var isDamage: Bool {
    [
      .corrupted, .pageNotFound, .cursorFull, .badTransaction, .badValueSize, .incompatible, .invalid, .panic,
    ].contains(self)
  }

  /// Whether the operating system raised it: `rawValue` is its `errno`.
  package var isSystem: Bool { rawValue > 0 }
}

/// The version of the library that is linked, such as `LMDB 0.9.24: (July 24, 2019)`.
package func lmdbVersion() -> String {
  unsafe String(cString: mdb_version(nil, nil, nil))
}
