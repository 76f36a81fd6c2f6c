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

  /// Writes every byte.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(StreamError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        let rest = UnsafeRawBufferPointer(rebasing: all[done...])
        #if canImport(Darwin)
        return Darwin.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
        return Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
        return Glibc.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw StreamError(code: errno)
      }
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
