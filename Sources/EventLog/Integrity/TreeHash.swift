import Crypto

/// A node of the tree over the log: a SHA-256, 32 bytes.
///
/// The tree is that of RFC 9162, section 2.1: a leaf is the hash of a byte 0 and the line that `export` prints for
/// the event, an inner node that of a byte 1 and its two children.
public struct TreeHash: Hashable, Sendable {
  /// The 32 bytes as they lie in memory.
  private let words: SIMD4<UInt64>

  /// How many bytes a hash has.
  public static let byteCount = 32

  private init(words: SIMD4<UInt64>) {
    self.words = words
  }

  /// The hash with these bytes, `nil` unless there are 32.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == TreeHash.byteCount else { return nil }
    var words = SIMD4<UInt64>()
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    self.words = words
  }

  /// The root of a tree without leaves: the SHA-256 of nothing.
  public static let empty = TreeHash(SHA256())

  /// The leaf of a line of the export, given without its newline.
  public static func leaf(of line: some Sequence<UInt8>) -> TreeHash {
    leaf(prefixed: [leafMark] + line)
  }

  /// The leaf of a line that has the byte ``leafMark`` in front.
  static func leaf(prefixed line: [UInt8]) -> TreeHash {
    var hash = SHA256()
    line.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return TreeHash(hash)
  }

  /// The byte in front of what a leaf is the hash of.
  static let leafMark: UInt8 = 0

  /// The node above two others.
  public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 1) { bytes in
      bytes[0] = 1
      bytes.storeBytes(of: left.words, toByteOffset: 1, as: SIMD4<UInt64>.self)
      bytes.storeBytes(of: right.words, toByteOffset: 1 + byteCount, as: SIMD4<UInt64>.self)
      var hash = SHA256()
      hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
      return TreeHash(hash)
    }
  }

  /// The hash whose bytes begin at an offset.
  ///
  /// A programmer error (traps) outside of the span.
  init(_ bytes: RawSpan, at offset: Int) {
    self.words = bytes.extracting(offset..<(offset + TreeHash.byteCount)).withUnsafeBytes {
      $0.loadUnaligned(as: SIMD4<UInt64>.self)
    }
  }

  private init(_ hash: SHA256) {
    self.words = hash.finalize().withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }
}

extension TreeHash: LosslessStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Reads 64 lower-case hexadecimal digits, `nil` for anything else.
  public init?(_ text: String) {
    let digits = text.utf8.map { digit -> UInt8? in
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
      default: nil
      }
    }
    let known = digits.compactMap(\.self)
    guard digits.count == 2 * TreeHash.byteCount, known.count == digits.count else { return nil }
    self.init(bytes: stride(from: 0, to: known.count, by: 2).map { known[$0] << 4 | known[$0 + 1] })
  }
}
