/// A JSON text that was checked, as a flat list of its values over the bytes it was written in.
///
/// Nothing is copied until it is asked for. It is valid only while the bytes are: it never leaves `reading`.
struct JSONDocument {
  /// One value: where it stands in the text, and which node follows it.
  struct Node {
    /// What it is.
    var kind: JSONKind
    /// For text, whether it holds escapes.
    var hasEscapes: Bool
    /// Its first byte; for text the one after the quote.
    var start: UInt32
    /// The byte after it; for text the closing quote.
    var end: UInt32
    /// The index of the first node that is not inside it.
    var next: UInt32
  }

  /// The text.
  let bytes: UnsafeBufferPointer<UInt8>
  /// The values in the order they were written; of an object, each key before its value.
  let nodes: UnsafeBufferPointer<Node>
  /// Whether the text is known to be canonical JSON (RFC 8785), byte by byte; some that is canonical is not known to be.
  var isCanonical = false

  /// Checks a JSON text and lends what was found to `body`.
  static func reading(
    _ bytes: UnsafeBufferPointer<UInt8>, isTrusted: Bool = false, _ body: (JSONDocument) -> Void
  ) throws(JSONError) {
    let (nodes, isCanonical) = try JSONReader.nodes(of: bytes, isTrusted: isTrusted)
    nodes.withUnsafeBufferPointer {
      body(JSONDocument(bytes: bytes, nodes: $0, isCanonical: isCanonical))
    }
  }
}

extension Collection<UInt8> {
  /// Lends the bytes in one piece, copied only if they are not.
  func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if withContiguousStorageIfAvailable(body) == nil { Array(self).withUnsafeBufferPointer(body) }
  }
}

extension JSONDocument {
  /// The nodes inside an array or object, without those deeper inside; of an object, the keys only.
  func children(of index: Int, _ body: (Int) -> Void) {
    let end = Int(nodes[index].next)
    let isObject = nodes[index].kind == .object
    var child = index + 1
    while child < end {
      body(child)
      child = Int(nodes[isObject ? child + 1 : child].next)
    }
  }

  /// How many members an object has.
  func memberCount(of index: Int) -> Int {
    let end = Int(nodes[index].next)
    var key = index + 1
    var count = 0
    while key < end {
      count += 1
      key = Int(nodes[key + 1].next)
    }
    return count
  }

  /// The bytes of a value as written; of text, those between the quotes.
  func written(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(nodes[index].start)..<Int(nodes[index].end)])
  }

  /// Where a value begins, as a person would point at it: text at its opening quote.
  func offset(of index: Int) -> Int {
    Int(nodes[index].start) - (nodes[index].kind == .string ? 1 : 0)
  }

  /// The text of a string or key.
  func text(at index: Int) -> String {
    let written = written(index)
    return nodes[index].hasEscapes
      ? String(decoding: JSONReader.unescaped(written), as: UTF8.self)
      : String(decoding: written, as: UTF8.self)
  }

  /// The number of an integer.
  func integer(at index: Int) -> Int64 {
    var value: Int64 = 0
    var isNegative = false
    for byte in written(index) {
      if byte == UInt8(ascii: "-") { isNegative = true } else { value = value &* 10 &- Int64(byte &- 0x30) }
    }
    return isNegative ? value : 0 &- value
  }

  /// The value of a Boolean.
  func flag(at index: Int) -> Bool {
    bytes[Int(nodes[index].start)] == UInt8(ascii: "t")
  }

  /// The whole value.
  func value(at index: Int) -> JSONValue {
    switch nodes[index].kind {
    case .bool: return .bool(flag(at: index))
    case .integer: return .integer(integer(at: index))
    case .string: return .string(text(at: index))
    case .array:
      var values: [JSONValue] = []
      children(of: index) { values.append(value(at: $0)) }
      return .array(values)
    case .object:
      var members: [String: JSONValue] = [:]
      children(of: index) { members[text(at: $0)] = value(at: $0 + 1) }
      return .object(members)
    }
  }
}
