#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The verbs of the operating system on an open file, tried again where a signal came between.
enum Descriptor {
  /// Reads at most `buffer.count` bytes; 0 at the end.
  static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
  ) throws(StreamError) -> Int {
    while true {
      #if canImport(Darwin)
      let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
      let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { throw StreamError(code: errno) }
    }
  }

  /// Reads at most `buffer.count` bytes; 0 at the end.
  static func read(_ descriptor: Int32, into buffer: inout [UInt8]) throws(StreamError) -> Int {
    try buffer.withUnsafeMutableBytes { bytes in
      Result { () throws(StreamError) in try read(descriptor, into: bytes) }
    }.get()
  }

  /// Fills a buffer; a file that ends before is an error (`EIO`).
  static func readAll(_ descriptor: Int32, into bytes: inout [UInt8]) throws(StreamError) {
    try bytes.withUnsafeMutableBytes { bytes in
      Result { () throws(StreamError) in
        var done = 0
        while done < bytes.count {
          let count = try read(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: bytes[done...]))
          if count == 0 { throw StreamError(code: EIO) }
          done += count
        }
      }
    }.get()
  }

  /// Writes every byte.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(StreamError) {
    var done = 0
    while done < bytes.count { done += try write(bytes[done...], to: descriptor) }
  }

  /// Writes whole lines, and when it is asked to stop, no line after the one at work.
  ///
  /// That one is written to its end as long as the reader takes it; a reader that keeps it waiting gets a part.
  ///
  /// - Throws: `AskedToStop` when `isStopped` says so; ``StreamError``.
  static func write(lines: [UInt8], to descriptor: Int32, unless isStopped: () -> Bool) throws {
    let newline = UInt8(ascii: "\n")
    var done = 0
    while done < lines.count {
      let stops = isStopped()
      if stops, done == 0 || lines[done - 1] == newline { throw AskedToStop() }
      guard try wait(for: POLLOUT, on: descriptor, milliseconds: 25) else {
        if stops { throw AskedToStop() }
        continue
      }
      // What is ready takes at least this much without waiting (POSIX, PIPE_BUF).
      var part = lines[done...].prefix(512)
      if stops, let end = part.firstIndex(of: newline) { part = part[...end] }
      done += try write(part, to: descriptor)
    }
  }

  /// Waits until the file is ready for what is asked, or the time is over; whether it is ready.
  ///
  /// - Throws: `EPIPE` when nobody is at the other end any more.
  static func wait(
    for events: Int32, on descriptor: Int32, milliseconds: Int32
  ) throws(StreamError) -> Bool {
    var file = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    let count = poll(&file, 1, milliseconds)
    if count < 0, errno != EINTR { throw StreamError(code: errno) }
    guard count > 0 else { return false }
    let found = Int32(file.revents)
    if found & POLLNVAL != 0 { throw StreamError(code: EBADF) }
    if found & (POLLERR | POLLHUP) != 0 { throw StreamError(code: EPIPE) }
    return found & events != 0
  }

  /// Writes at least one byte of some; how many.
  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(StreamError) -> Int {
    while true {
      let count = bytes.withUnsafeBytes { rest in
        #if canImport(Darwin)
        return Darwin.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
        return Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
        return Glibc.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if count >= 0 { return count }
      if errno != EINTR { throw StreamError(code: errno) }
    }
  }

  /// Opens a file for reading.
  static func open(reading path: String) throws(StreamError) -> Int32 {
    #if canImport(Darwin)
    let descriptor = Darwin.open(path, O_RDONLY | O_CLOEXEC)
    #elseif canImport(Musl)
    let descriptor = Musl.open(path, O_RDONLY | O_CLOEXEC)
    #else
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    #endif
    guard descriptor >= 0 else { throw StreamError(code: errno) }
    return descriptor
  }

  /// Closes a file.
  static func close(_ descriptor: Int32) {
    #if canImport(Darwin)
    _ = Darwin.close(descriptor)
    #elseif canImport(Musl)
    _ = Musl.close(descriptor)
    #else
    _ = Glibc.close(descriptor)
    #endif
  }

  /// Goes back to the first byte.
  static func rewind(_ descriptor: Int32) throws(StreamError) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw StreamError(code: errno) }
  }

  /// Whether the file can be read twice: a regular file and not a pipe or a terminal.
  static func isRegular(_ descriptor: Int32) throws(StreamError) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw StreamError(code: errno) }
    return status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether the path names a folder.
  static func isFolder(path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether the path names a symbolic link, wherever it leads.
  static func isLink(path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether the file is a folder.
  static func isFolder(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// An empty file in `folder` that has no name any more and goes away with its descriptor.
  static func unlinkedFile(in folder: String) throws(StreamError) -> Int32 {
    var template = Array("\(folder)/timeline-XXXXXX".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { mkstemp($0.baseAddress!) }
    guard descriptor >= 0 else { throw StreamError(code: errno) }
    template.withUnsafeBufferPointer { _ = unlink($0.baseAddress!) }
    return descriptor
  }
}

/// Why a stream could not be read or written: the code of the operating system.
struct StreamError: Error, Hashable {
  /// `errno`.
  let code: Int32

  /// A folder where a file should be.
  static let isFolder = StreamError(code: EISDIR)
  /// Nothing of that name.
  static let noSuchFile = StreamError(code: ENOENT)

  /// Whether nobody reads the other end any more.
  var isClosedPipe: Bool { code == EPIPE }

  /// What the operating system calls it.
  var reason: String { String(cString: strerror(code)) }
}
