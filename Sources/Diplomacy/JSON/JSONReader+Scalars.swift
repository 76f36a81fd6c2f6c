extension JSONReader {
  /// Reads a number: whole, without needless zeros, within ±(2^53 − 1).
  mutating func readNumber() throws(JSONError) {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let firstDigit = position
    var value: Int64 = 0
    var isTooLarge = false
    while position < bytes.count, case let byte = bytes[position], byte >= 0x30, byte <= 0x39 {
      value = isTooLarge ? value : value &* 10 &+ Int64(byte - 0x30)
      isTooLarge = isTooLarge || value > JSONValue.largestInteger
      position += 1
    }
    guard position > firstDigit else { throw failure(expecting: .digit) }
    if bytes[firstDigit] == UInt8(ascii: "0") {
      if position > firstDigit + 1 { throw JSONError(offset: start, reason: .leadingZero) }
    }
    if position < bytes.count, isPartOfFraction(bytes[position]) {
      while position < bytes.count, isPartOfFraction(bytes[position]) { position += 1 }
      throw JSONError(offset: start, reason: .fraction(clip(from: start)))
    }
    if isTooLarge, !isTrusted { throw JSONError(offset: start, reason: .integerTooLarge(clip(from: start))) }
    if value == 0, firstDigit > start { throw JSONError(offset: start, reason: .negativeZero) }
    append(.integer, from: start, to: position)
  }

  private func isPartOfFraction(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// What was written, cut at a length that fits a sentence.
  private func clip(from start: Int) -> String {
    let digits = bytes[start..<min(position, start + 40)]
    return String(decoding: digits, as: UTF8.self) + (position > start + 40 ? "…" : "")
  }

  /// Reads text in quotes: UTF-8 without plain control characters, whole surrogate pairs, NFC.
  mutating func readString() throws(JSONError) {
    position += 1
    let start = position
    var hasEscapes = false
    var isPlain = true
    scan: while true {
      guard position < bytes.count else { throw failure(.unexpectedEnd) }
      let byte = bytes[position]
      switch byte {
      case 0x22: break scan
      case 0x5C:
        hasEscapes = true
        isCanonical = false
        let scalar = try readEscape()
        isPlain = isPlain && NormalForm.isInert(scalar)
      case 0x00..<0x20: throw failure(.controlCharacter(byte))
      case 0x20..<0x80: position += 1
      default:
        let scalar = try readScalar()
        isPlain = isPlain && NormalForm.isInert(scalar)
      }
    }
    append(.string, hasEscapes: hasEscapes, from: start, to: position)
    position += 1
    if isPlain || isTrusted { return }
    let text = text(at: nodes.count - 1)
    guard NormalForm.holds(for: text) else {
      throw JSONError(offset: start - 1, reason: .notNFC(text))
    }
  }

  /// Reads one scalar of two to four bytes: the shortest form, no surrogate, nothing beyond U+10FFFF (RFC 3629).
  private mutating func readScalar() throws(JSONError) -> UInt32 {
    let lead = bytes[position]
    let length: Int
    var scalar: UInt32
    switch lead {
    case 0xC2...0xDF: (length, scalar) = (2, UInt32(lead & 0x1F))
    case 0xE0...0xEF: (length, scalar) = (3, UInt32(lead & 0x0F))
    case 0xF0...0xF4: (length, scalar) = (4, UInt32(lead & 0x07))
    default: throw failure(.invalidUTF8)
    }
    guard position + length <= bytes.count else { throw failure(.invalidUTF8) }
    for index in 1..<length {
      let byte = bytes[position + index]
      guard byte & 0xC0 == 0x80 else { throw failure(.invalidUTF8) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    let isShortest = length == 2 || (length == 3 ? scalar >= 0x800 : scalar >= 0x10000)
    guard isShortest, Unicode.Scalar(scalar) != nil else { throw failure(.invalidUTF8) }
    position += length
    return scalar
  }

  /// Reads a backslash and what it stands for.
  private mutating func readEscape() throws(JSONError) -> UInt32 {
    guard position + 1 < bytes.count else { throw failure(.unexpectedEnd) }
    if bytes[position + 1] != UInt8(ascii: "u") {
      guard let byte = JSONReader.shortEscape(bytes[position + 1]) else { throw failure(.invalidEscape) }
      position += 2
      return UInt32(byte)
    }
    guard let high = JSONReader.codeUnit(bytes, at: position + 2) else { throw failure(.invalidEscape) }
    guard (0xD800..<0xE000).contains(high) else {
      position += 6
      return high
    }
    guard high < 0xDC00, position + 12 <= bytes.count, bytes[position + 6] == UInt8(ascii: "\\"),
      bytes[position + 7] == UInt8(ascii: "u"), let low = JSONReader.codeUnit(bytes, at: position + 8),
      (0xDC00..<0xE000).contains(low)
    else { throw failure(.loneSurrogate) }
    position += 12
    return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
  }

  private static func shortEscape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// Four hexadecimal digits, of either case.
  private static func codeUnit(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt32? {
    guard place + 4 <= bytes.count else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[place..<place + 4] {
      switch byte {
      case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: unit = unit << 4 | UInt32(byte - 0x41 + 10)
      case 0x61...0x66: unit = unit << 4 | UInt32(byte - 0x61 + 10)
      default: return nil
      }
    }
    return unit
  }

  /// The UTF-8 that checked text with escapes stands for.
  static func unescaped(_ written: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(written.count)
    var place = 0
    while place < written.count {
      guard written[place] == UInt8(ascii: "\\") else {
        plain.append(written[place])
        place += 1
        continue
      }
      if let byte = shortEscape(written[place + 1]) {
        plain.append(byte)
        place += 2
        continue
      }
      var unit = codeUnit(written, at: place + 2) ?? 0xFFFD
      place += 6
      if (0xD800..<0xDC00).contains(unit), let low = codeUnit(written, at: place + 2) {
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        place += 6
      }
      plain.append(contentsOf: String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
    }
    return plain
  }
}
