/// The canonical form of RFC 8785 (JSON Canonicalization Scheme), as far as events need it: no fractions.
enum CanonicalJSON {
  /// Appends a value.
  static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
    switch value {
    case .bool(let flag): append(flag, to: &bytes)
    case .integer(let number): append(number, to: &bytes)
    case .string(let text): append(text, to: &bytes)
    case .array(let values): append(list: values, to: &bytes) { append($0, to: &$1) }
    case .object(let members): append(object: members, to: &bytes) { append($0, to: &$1) }
    }
  }

  /// Appends `true` or `false`.
  static func append(_ flag: Bool, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  /// Appends a whole number.
  static func append(_ number: Int64, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Appends values in brackets.
  static func append<Element>(
    list elements: [Element], to bytes: inout [UInt8], _ appendElement: (Element, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      appendElement(element, &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Appends members in braces, in the order of their keys.
  static func append<Element>(
    object members: [String: Element], to bytes: inout [UInt8],
    _ appendElement: (Element, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: "{"))
    let sorted = members.sorted { precedes($0.key.utf8, $1.key.utf8) }
    for (index, member) in sorted.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(member.key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      appendElement(member.value, &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Appends text in quotes with the shortest escapes; nothing outside ASCII is escaped.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { append(utf8: $0, to: &bytes) }
  }

  /// Appends UTF-8 in quotes.
  static func append(utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
      bytes.append(contentsOf: utf8)
    } else {
      for byte in utf8 { appendEscaped(byte, to: &bytes) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
    let short: UInt8
    switch byte {
    case 0x22, 0x5C: short = byte
    case 0x08: short = UInt8(ascii: "b")
    case 0x09: short = UInt8(ascii: "t")
    case 0x0A: short = UInt8(ascii: "n")
    case 0x0C: short = UInt8(ascii: "f")
    case 0x0D: short = UInt8(ascii: "r")
    case 0x00..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
      return
    default:
      bytes.append(byte)
      return
    }
    bytes.append(UInt8(ascii: "\\"))
    bytes.append(short)
  }

  /// Whether a key stands before another: the order of UTF-16 code units, told from the UTF-8.
  ///
  /// It is the order of bytes, but for scalars beyond U+FFFF (lead bytes F0 to F4): their surrogates stand before
  /// U+E000 to U+FFFF (lead bytes EE and EF).
  @inline(__always)
  static func precedes(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    var others = right.makeIterator()
    for byte in left {
      guard let other = others.next() else { return false }
      if byte == other { continue }
      if byte >= 0xF0, other == 0xEE || other == 0xEF { return true }
      if other >= 0xF0, byte == 0xEE || byte == 0xEF { return false }
      return byte < other
    }
    return others.next() != nil
  }
}
