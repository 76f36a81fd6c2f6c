#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// Big-endian numbers and whole runs of bytes: what records and keys are made of.

extension RawSpan {
  /// The big-endian number at an offset.
  ///
  /// A programmer error (traps) outside of the span.
  @inlinable
  @inline(__always)
  package func bigEndian<Number: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Number.Type = Number.self
  ) -> Number {
    Number(bigEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }

  /// A copy of the bytes.
  package var copied: [UInt8] {
    unsafe withUnsafeBytes { unsafe Array($0) }
  }

  /// A copy of the bytes as text, `nil` when they are not UTF-8.
  package var text: String? {
    unsafe withUnsafeBytes { unsafe String(validating: $0, as: UTF8.self) }
  }

  /// Whether the first bytes are these.
  package func starts(with prefix: RawSpan) -> Bool {
    byteCount >= prefix.byteCount && extracting(0..<prefix.byteCount).hasSameBytes(as: prefix)
  }

  /// Whether one of the bytes is this one.
  package func contains(_ byte: UInt8) -> Bool {
    unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return false }
      return unsafe memchr(base, Int32(byte), bytes.count) != nil
    }
  }

  /// Whether it comes before another run of bytes in the order of keys.
  package func precedes(_ other: RawSpan) -> Bool {
    let order = unsafe withUnsafeBytes { left in
      unsafe other.withUnsafeBytes { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return Int32(0) }
        return unsafe memcmp(left, right, min(byteCount, other.byteCount))
      }
    }
    return order == 0 ? byteCount < other.byteCount : order < 0
  }

  /// Whether both hold the same bytes.
  package func hasSameBytes(as other: RawSpan) -> Bool {
    guard byteCount == other.byteCount else { return false }
    return unsafe withUnsafeBytes { left in
      unsafe other.withUnsafeBytes { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return true }
        return unsafe memcmp(left, right, byteCount) == 0
      }
    }
  }
}

extension OutputRawSpan {
  /// Writes a number with its highest byte first.
  ///
  /// A programmer error (traps) when there is no room.
  @inlinable
  @inline(__always)
  @_lifetime(self: copy self)
  package mutating func append(bigEndian number: some FixedWidthInteger & BitwiseCopyable) {
    unsafe append(number.bigEndian, as: type(of: number))
  }

  /// Writes a run of bytes.
  ///
  /// A programmer error (traps) when there is no room.
  @_lifetime(self: copy self)
  package mutating func append(copying bytes: RawSpan) {
    precondition(bytes.byteCount <= freeCapacity, "no room for \(bytes.byteCount) bytes")
    unsafe withUnsafeMutableBytes { buffer, written in
      unsafe bytes.withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[written...]).copyMemory(from: source)
      }
      written += bytes.byteCount
    }
  }
}

extension Array where Element == UInt8 {
  /// Adds a run of bytes at the end.
  package mutating func append(copying bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }
}
