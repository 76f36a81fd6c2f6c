import CLMDB

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Which file a path names: the same for every path of one file, different for two files that exist together.
package struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let inode: UInt64
}

/// What the file system says of a file, symbolic links followed; nothing is opened.
package struct FileStatus: Hashable, Sendable {
  /// Which file it is.
  package let identity: FileIdentity
  /// Whether it is an ordinary file.
  package let isRegular: Bool
  /// The number of its names.
  package let links: Int
  /// Bytes, as the file system counts them.
  package let size: Int
  /// Who may read and write it: the lower nine bits of its mode.
  let permissions: mode_t

  /// Asks for the status of a path.
  ///
  /// `ENOENT`, `EACCES` … as the system raises them.
  package init(of path: String) throws(LMDBError) {
    var status = clmdb_status()
    unsafe try LMDBError.check(clmdb_status(-1, path, &status))
    self.init(status)
  }

  /// Asks for the status of an open file.
  init(of descriptor: mdb_filehandle_t) throws(LMDBError) {
    var status = clmdb_status()
    unsafe try LMDBError.check(clmdb_status(descriptor, nil, &status))
    self.init(status)
  }

  private init(_ status: clmdb_status) {
    let mode = mode_t(truncatingIfNeeded: status.mode)
    self.identity = FileIdentity(device: status.device, inode: status.inode)
    self.isRegular = mode & S_IFMT == S_IFREG
    self.links = Int(clamping: status.links)
    self.size = Int(clamping: status.size)
    self.permissions = mode & 0o777
  }
}

/// Calls of the operating system on names of files, with its `errno` thrown.
package enum FileSystem {
  /// The one absolute path of a file that is there: symbolic links, `.` and `..` resolved.
  package static func realPath(of path: String) throws(LMDBError) -> String {
    guard let resolved = unsafe realpath(path, nil) else { throw LMDBError(rawValue: errno) }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// The path from the root of the file system, whatever links are in it.
  package static func absolutePath(of path: String) throws(LMDBError) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : "\(try realPath(of: "."))/\(path)"
  }

  /// Whether there is anything of this name; a symbolic link is something, wherever it leads.
  package static func isTaken(_ path: String) throws(LMDBError) -> Bool {
    var status = stat()
    if unsafe lstat(path, &status) == 0 { return true }
    guard errno == ENOENT else { throw LMDBError(rawValue: errno) }
    return false
  }

  /// Removes a name of a file.
  package static func remove(_ path: String) throws(LMDBError) {
    guard unsafe unlink(path) == 0 else { throw LMDBError(rawValue: errno) }
  }

  /// Renames a file only if the new name is free; `EEXIST` otherwise.
  ///
  /// Where the system or the file system has no such renaming, as ``renameByLinking(_:to:)``.
  package static func renameExclusively(_ path: String, to name: String) throws(LMDBError) {
    let result = unsafe clmdb_rename_exclusively(path, name)
    if [EINVAL, ENOSYS, ENOTSUP].contains(result) { return try renameByLinking(path, to: name) }
    try LMDBError.check(result)
  }

  /// Gives a file a second name if that is free, `EEXIST` otherwise, and takes the first one away.
  ///
  /// In between it has both; if the first one cannot be taken away it keeps that one alone.
  package static func renameByLinking(_ path: String, to name: String) throws(LMDBError) {
    guard unsafe link(path, name) == 0 else { throw LMDBError(rawValue: errno) }
    do {
      try remove(path)
    } catch {
      try? remove(name)
      throw error
    }
  }

  /// Makes the names in a folder durable: after this, a file that was made or renamed in it survives a power
  /// cut.
  package static func synchronizeFolder(_ path: String) throws(LMDBError) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LMDBError(rawValue: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw LMDBError(rawValue: errno) }
  }

  /// Makes a file, lends it for writing, and puts what was written on the disk.
  ///
  /// `EEXIST` when the name is taken. When `body` throws, what it wrote so far is left there.
  static func write(
    newFile path: String, permissions: mode_t, _ body: (Int32) throws(LMDBError) -> Void
  ) throws(LMDBError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw LMDBError(rawValue: errno) }
    defer { close(descriptor) }
    try body(descriptor)
    guard fsync(descriptor) == 0 else { throw LMDBError(rawValue: errno) }
  }

  /// A descriptor of a file that is there; the caller closes it.
  static func openForReading(_ path: String) throws(LMDBError) -> Int32 {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LMDBError(rawValue: errno) }
    return descriptor
  }

  /// Whether there is something at a path.
  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// A number for the calling process, to name its temporary files.
  package static var processNumber: Int { Int(getpid()) }
}

/// A number for the calling thread, different from that of every other living thread and from zero.
func currentThreadNumber() -> UInt {
  unsafe withUnsafeBytes(of: pthread_self()) { unsafe $0.load(as: UInt.self) }
}
