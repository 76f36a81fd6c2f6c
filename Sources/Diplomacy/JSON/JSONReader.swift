/// The strict reader: one pass over the bytes that checks every rule and leaves a flat list of values.
///
/// Strict means RFC 8259 without null, fractions, exponents, duplicate keys and lone surrogates; integers within
/// ±(2^53 − 1); text in NFC.
struct JSONReader {
  /// The most levels of brackets.
  static let depthLimit = 8
  /// The longest text that is looked at.
  static let byteLimit = 1 << 20

  let bytes: UnsafeBufferPointer<UInt8>
  /// Whether the text was written by this library from values in memory: the rules on what may be sent to the log
  /// (depth, size of numbers, NFC, distinct keys) are then left to the place that reads it.
  let isTrusted: Bool
  var position = 0
  var nodes: [JSONDocument.Node] = []
  /// Whether everything so far is written as RFC 8785 has it; text with escapes, and keys beyond ASCII, are not looked at
  /// closely, and taken not to be.
  var isCanonical = true

  init(_ bytes: UnsafeBufferPointer<UInt8>, isTrusted: Bool) {
    self.bytes = bytes
    self.isTrusted = isTrusted
    // Most events have fewer, and the allocator is quickest below 1 KiB.
    nodes.reserveCapacity(56)
  }

  /// The values of a whole text.
  static func nodes(
    of bytes: UnsafeBufferPointer<UInt8>, isTrusted: Bool
  ) throws(JSONError) -> (nodes: [JSONDocument.Node], isCanonical: Bool) {
    guard bytes.count <= byteLimit || isTrusted else {
      throw JSONError(offset: byteLimit, reason: .tooLong(bytes: bytes.count, limit: byteLimit))
    }
    var reader = JSONReader(bytes, isTrusted: isTrusted)
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      throw JSONError(offset: 0, reason: .byteOrderMark)
    }
    reader.skipSpace()
    guard reader.position < bytes.count else { throw JSONError(offset: reader.position, reason: .empty) }
    try reader.readValue(depth: 1)
    reader.skipSpace()
    guard reader.position == bytes.count else {
      throw JSONError(offset: reader.position, reason: .trailingText)
    }
    return (reader.nodes, reader.isCanonical)
  }

  @inline(__always)
  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D:
        position += 1
        isCanonical = false
      default: return
      }
    }
  }

  func failure(_ reason: JSONError.Reason) -> JSONError { JSONError(offset: position, reason: reason) }

  func failure(expecting expectation: JSONError.Expectation) -> JSONError {
    position < bytes.count
      ? failure(.unexpected(bytes[position], expected: expectation)) : failure(.unexpectedEnd)
  }

  mutating func readValue(depth: Int) throws(JSONError) {
    guard position < bytes.count else { throw failure(.unexpectedEnd) }
    switch bytes[position] {
    case UInt8(ascii: "\""): try readString()
    case UInt8(ascii: "{"): try readObject(depth: depth)
    case UInt8(ascii: "["): try readArray(depth: depth)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
    case UInt8(ascii: "t"): try readLiteral("true")
    case UInt8(ascii: "f"): try readLiteral("false")
    case UInt8(ascii: "n"):
      if matches("null") { throw failure(.null) }
      throw failure(expecting: .value)
    default: throw failure(expecting: .value)
    }
  }

  private func matches(_ word: StaticString) -> Bool {
    guard position + word.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<word.utf8CodeUnitCount).allSatisfy { bytes[position + $0] == word.utf8Start[$0] }
  }

  private mutating func readLiteral(_ word: StaticString) throws(JSONError) {
    guard matches(word) else { throw failure(expecting: .value) }
    append(.bool, from: position, to: position + word.utf8CodeUnitCount)
    position += word.utf8CodeUnitCount
  }

  @inline(__always)
  mutating func append(_ kind: JSONKind, hasEscapes: Bool = false, from start: Int, to end: Int) {
    nodes.append(
      JSONDocument.Node(
        kind: kind, hasEscapes: hasEscapes, start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: end), next: UInt32(truncatingIfNeeded: nodes.count + 1)))
  }

  /// Opens a list or object; its end is known when it closes.
  private mutating func open(_ kind: JSONKind, depth: Int) throws(JSONError) -> Int {
    guard depth <= JSONReader.depthLimit || isTrusted else {
      throw failure(.tooDeep(limit: JSONReader.depthLimit))
    }
    append(kind, from: position, to: position)
    position += 1
    skipSpace()
    return nodes.count - 1
  }

  private mutating func close(_ node: Int) {
    position += 1
    nodes[node].end = UInt32(truncatingIfNeeded: position)
    nodes[node].next = UInt32(truncatingIfNeeded: nodes.count)
  }

  private mutating func readArray(depth: Int) throws(JSONError) {
    let node = try open(.array, depth: depth)
    var count = 0
    while true {
      guard position < bytes.count else { throw failure(.unexpectedEnd) }
      if bytes[position] == UInt8(ascii: "]") {
        if count > 0 { throw failure(.trailingComma) }
        return close(node)
      }
      do throws(JSONError) {
        try readValue(depth: depth + 1)
      } catch {
        throw error.within("[\(count)]")
      }
      count += 1
      skipSpace()
      guard position < bytes.count else { throw failure(.unexpectedEnd) }
      switch bytes[position] {
      case UInt8(ascii: "]"): return close(node)
      case UInt8(ascii: ","): position += 1
      default: throw failure(expecting: .commaOrBracket)
      }
      skipSpace()
    }
  }

  private mutating func readObject(depth: Int) throws(JSONError) {
    let node = try open(.object, depth: depth)
    var keys = KeySet(object: node)
    while true {
      guard position < bytes.count else { throw failure(.unexpectedEnd) }
      if bytes[position] == UInt8(ascii: "}") {
        if !keys.isEmpty { throw failure(.trailingComma) }
        return close(node)
      }
      guard bytes[position] == UInt8(ascii: "\"") else { throw failure(expecting: .key) }
      let key = nodes.count
      try readString()
      if !keys.insert(key, of: self), !isTrusted {
        throw JSONError(offset: Int(nodes[key].start) - 1, reason: .duplicateKey(text(at: key)))
      }
      if !keys.areCanonical { isCanonical = false }
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
        throw failure(expecting: .colon)
      }
      position += 1
      skipSpace()
      do throws(JSONError) {
        try readValue(depth: depth + 1)
      } catch {
        throw error.within(text(at: key))
      }
      skipSpace()
      guard position < bytes.count else { throw failure(.unexpectedEnd) }
      switch bytes[position] {
      case UInt8(ascii: "}"): return close(node)
      case UInt8(ascii: ","): position += 1
      default: throw failure(expecting: .commaOrBrace)
      }
      skipSpace()
    }
  }

  /// The text of a key or string that was read.
  func text(at node: Int) -> String {
    nodes.withUnsafeBufferPointer { JSONDocument(bytes: bytes, nodes: $0).text(at: node) }
  }
}
