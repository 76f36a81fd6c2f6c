import LMDB

/// A `key:value` that the log indexes, such as `party:TJK` or `instrument:CSTO-P3`.
public struct Tag: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// What the value is, such as `party`.
  ///
  /// Holds no colon.
  public let key: String
  /// The value, free of the rules of the key; it may hold colons.
  public let value: String

  /// The tag `key:value`.
  ///
  /// A programmer error (traps) when `key` holds a colon.
  public init(_ key: String, _ value: String) {
    precondition(!key.utf8.contains(UInt8(ascii: ":")), "a tag's key holds no colon: \(key)")
    self.key = key
    self.value = value
  }

  /// Whether the bytes are the same; Unicode's equivalent forms are different tags, as they are in the log.
  public static func == (left: Tag, right: Tag) -> Bool {
    haveSameBytes(left.value, right.value) && haveSameBytes(left.key, right.key)
  }

  /// By the value: the keys are few, and seldom have a value in common.
  public func hash(into hasher: inout Hasher) { hasher.combine(value) }

  /// Compares the written forms byte by byte.
  public static func < (left: Tag, right: Tag) -> Bool {
    if haveSameBytes(left.key, right.key) {
      return left.value.utf8.lexicographicallyPrecedes(right.value.utf8)
    }
    // A key holds no colon, so two that differ decide before or at the colon of the shorter one.
    let colon = CollectionOfOne(UInt8(ascii: ":"))
    var leftBytes = (left.key.utf8.makeIterator(), colon.makeIterator())
    var rightBytes = (right.key.utf8.makeIterator(), colon.makeIterator())
    while let byte = leftBytes.0.next() ?? leftBytes.1.next(),
      let other = rightBytes.0.next() ?? rightBytes.1.next()
    {
      if byte != other { return byte < other }
    }
    return false
  }

  /// `key:value`, as stored; at most 500 bytes.
  public var description: String { "\(key):\(value)" }
}

/// Whether two texts are the same bytes; `==` of `String` also equates Unicode's equivalent forms.
package func haveSameBytes(_ left: String, _ right: String) -> Bool {
  guard left.utf8.count == right.utf8.count else { return false }
  let answer = left.utf8.withContiguousStorageIfAvailable { left in
    right.utf8.withContiguousStorageIfAvailable { right in left.span.bytes.hasSameBytes(as: right.span.bytes)
    }
  }
  return (answer ?? nil) ?? left.utf8.elementsEqual(right.utf8)
}
