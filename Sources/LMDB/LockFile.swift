import CLMDB

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The lock file that liblmdb keeps beside a data file.
enum LockFile {
  /// Where it is.
  static func path(beside path: String) -> String { "\(path)-lock" }

  /// Makes it if it is not there, and sees to it that the disk has room for all of it.
  ///
  /// liblmdb maps the file into memory and gives it its length without asking for the room: on a full disk the first
  /// write into it would end the process by `SIGBUS`. Never for a file that this process has open as an environment
  /// (the system would drop its locks). Only on Linux; a file system that cannot give room in advance is left alone,
  /// and so is a file that cannot be written to: what that means, liblmdb says. A file that is there already and has
  /// its first block can be used by some readers, so that what is on a full disk can still be read.
  ///
  /// - Parameters:
  ///   - path: the data file.
  ///   - readers: the slots that the file is to have if it is made here.
  /// - Throws: `ENOSPC` or `EDQUOT`.
  static func reserve(beside path: String, readers: UInt32) throws(LMDBError) {
    #if os(Linux)
    let descriptor = unsafe open(LockFile.path(beside: path), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return }
    // As liblmdb counts it: a head of some lines of the processor's cache, and a line for each slot but the first.
    let size = status.st_size > 0 ? Int64(status.st_size) : Int64(256 + (readers - 1) * 64)
    guard Int64(status.st_blocks) * 512 < size else { return }
    let result = clmdb_reserve(descriptor, size)
    if result == ENOSPC || result == EDQUOT, status.st_blocks == 0 { throw LMDBError(rawValue: result) }
    #endif
  }
}
