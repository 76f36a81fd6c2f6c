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

  /// Compares the written forms byte by byte.
  public static func < (left: Tag, right: Tag) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }

  /// `key:value`, as stored; at most 500 bytes.
  public var description: String { "\(key):\(value)" }
}

/// Whether two texts are the same bytes; `==` of `String` also equates Unicode's equivalent forms.
package func haveSameBytes(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}
