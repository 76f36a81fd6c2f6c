#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Some lines of a file, with their numbers.
struct LineBatch: Sendable {
  /// One line.
  struct Line: Sendable {
    /// Counted from 1.
    let number: Int
    /// Its bytes in the batch, without the line feed; `nil` if it is longer than a line may be.
    let range: Range<Int>?
  }

  /// The bytes of all lines.
  let bytes: [UInt8]
  /// The lines, without those that are blank.
  let lines: [Line]
}

/// Splits a file into batches of lines; memory is bounded by the buffer and the longest line allowed.
struct LineReader {
  private let descriptor: Int32
  private let limit: Int
  private var carry: [UInt8] = []
  private var number = 0
  private var isSkipping = false
  private var isAtEnd = false

  /// Bytes that are read at once: what becomes of their lines then stays in the caches of a processor.
  static let bufferSize = 1 << 18
  /// Bytes that a line may have.
  static let lineLimit = 1 << 20

  /// Reads a file from its first byte.
  init(_ descriptor: Int32, limit: Int = LineReader.lineLimit) throws(StreamError) {
    try Descriptor.rewind(descriptor)
    self.descriptor = descriptor
    self.limit = limit
  }

  /// The next lines, `nil` at the end of the file.
  mutating func next() throws(StreamError) -> LineBatch? {
    guard !isAtEnd else { return nil }
    let start = carry.count
    var outcome: Result<Int, StreamError> = .success(0)
    let bytes = [UInt8](unsafeUninitializedCapacity: start + LineReader.bufferSize) { buffer, filled in
      _ = buffer.update(fromContentsOf: carry)
      let free = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[start...])
      outcome = Result { () throws(StreamError) in try Descriptor.read(descriptor, into: free) }
      filled = start + ((try? outcome.get()) ?? 0)
    }
    let count = try outcome.get()
    carry = []
    isAtEnd = count == 0
    return split(bytes, searchingFrom: start)
  }

  /// The whole lines of the bytes; what is left of the last one is carried over, or is the last line of the file.
  private mutating func split(_ bytes: [UInt8], searchingFrom start: Int) -> LineBatch {
    var lines: [LineBatch.Line] = []
    var begin = 0
    var search = start
    while let end = LineReader.lineFeed(in: bytes, from: search) {
      finish(begin..<end, in: bytes, &lines)
      begin = end + 1
      search = begin
    }
    if isAtEnd {
      if begin < bytes.count || isSkipping { finish(begin..<bytes.count, in: bytes, &lines) }
    } else if bytes.count - begin > limit {
      isSkipping = true
    } else {
      carry = Array(bytes[begin...])
    }
    return LineBatch(bytes: bytes, lines: lines)
  }

  private mutating func finish(_ range: Range<Int>, in bytes: [UInt8], _ lines: inout [LineBatch.Line]) {
    number += 1
    if isSkipping || range.count > limit {
      lines.append(LineBatch.Line(number: number, range: nil))
    } else if bytes[range].contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) {
      lines.append(LineBatch.Line(number: number, range: range))
    }
    isSkipping = false
  }

  private static func lineFeed(in bytes: [UInt8], from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, let found = memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
