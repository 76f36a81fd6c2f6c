import Crypto
import LMDB

extension EventID {
  /// The id of an event that was offered without one: the first 128 bits of the SHA-256 of its payload, as 32
  /// lower-case hexadecimal digits.
  public init(contentOf payload: [UInt8]) {
    let id = EventID.digest(of: payload)
    self.init(high: id.high, low: id.low)
  }

  /// The bytes of an id that is written as 32 lower-case hexadecimal digits, given or made.
  static let binarySize = 16

  /// The first 128 bits of the SHA-256, as two numbers with the highest byte first.
  static func digest(of payload: [UInt8]) -> (high: UInt64, low: UInt64) {
    SHA256.hash(data: payload).withUnsafeBytes { digest in
      (
        UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
        UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
  }

  /// The id whose 16 bytes are these.
  init(binary bytes: RawSpan) {
    self.init(high: bytes.bigEndian(at: 0), low: bytes.bigEndian(at: 8))
  }

  private init(high: UInt64, low: UInt64) {
    self.init(
      String(unsafeUninitializedCapacity: 32) { digits in
        for index in 0..<16 {
          digits[index] = EventID.hexadecimal(high >> UInt64(60 - 4 * index))
          digits[index + 16] = EventID.hexadecimal(low >> UInt64(60 - 4 * index))
        }
        return 32
      })
  }

  private static func hexadecimal(_ number: UInt64) -> UInt8 {
    let digit = UInt8(truncatingIfNeeded: number & 0xF)
    return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }

  /// The 16 bytes of an id of 32 lower-case hexadecimal digits, `nil` for any other text.
  var binary: (high: UInt64, low: UInt64)? {
    guard text.utf8.count == 32 else { return nil }
    var numbers: (high: UInt64, low: UInt64) = (0, 0)
    for digit in text.utf8 {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      numbers.high = numbers.high << 4 | numbers.low >> 60
      numbers.low = numbers.low << 4 | UInt64(value)
    }
    return numbers
  }

  /// Whether it looks like an id that the log made: 32 lower-case hexadecimal digits.
  package var isMadeFromContent: Bool { binary != nil }
}
