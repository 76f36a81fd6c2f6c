#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A little memory that this process and one that it starts both see; it outlives the end of either.
final class SharedPage {
  /// The unlinked file below it, which a started process inherits under the same number.
  let descriptor: Int32
  private let memory: UnsafeMutableRawBufferPointer

  /// How many numbers it holds.
  static let count = 3
  private static let size = count * MemoryLayout<UInt64>.stride

  /// Makes a page of zeros; its file is in `folder` for a moment.
  ///
  /// The zeros are written, so that a full file system refuses them here: a page that it has no room for ends the process
  /// that touches it.
  convenience init(in folder: String) throws(StreamError) {
    let descriptor = try Descriptor.unlinkedFile(in: folder)
    do throws(StreamError) {
      try Descriptor.write([UInt8](repeating: 0, count: SharedPage.size), to: descriptor)
    } catch {
      Descriptor.close(descriptor)
      throw error
    }
    try self.init(inherited: descriptor)
  }

  /// The page of the process that started this one; the descriptor belongs to it from now on.
  init(inherited descriptor: Int32) throws(StreamError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw StreamError(code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size == SharedPage.size else {
      throw StreamError(code: EINVAL)
    }
    let memory = mmap(nil, SharedPage.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    guard let memory, memory != MAP_FAILED else { throw StreamError(code: errno) }
    self.descriptor = descriptor
    self.memory = UnsafeMutableRawBufferPointer(start: memory, count: SharedPage.size)
  }

  deinit {
    munmap(memory.baseAddress, memory.count)
    Descriptor.close(descriptor)
  }

  /// One of the numbers; a programmer error (traps) for an index that is not below ``count``.
  subscript(index: Int) -> UInt64 {
    get { memory.load(fromByteOffset: index * MemoryLayout<UInt64>.stride, as: UInt64.self) }
    set {
      memory.storeBytes(of: newValue, toByteOffset: index * MemoryLayout<UInt64>.stride, as: UInt64.self)
    }
  }
}
