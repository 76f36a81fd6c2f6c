/// The stable name of a kind of event, such as `ratification`; never the name of a Swift type.
public struct EventType: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// The name as it is stored: 1 to 200 bytes of UTF-8.
  public let name: String

  /// The type with this name.
  public init(_ name: String) {
    self.name = name
  }

  /// The type with this name.
  public init(stringLiteral name: String) {
    self.name = name
  }

  /// Whether the bytes are the same.
  public static func == (left: EventType, right: EventType) -> Bool {
    haveSameBytes(left.name, right.name)
  }

  /// Compares names byte by byte.
  public static func < (left: EventType, right: EventType) -> Bool {
    left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }

  /// The name.
  public var description: String { name }
}
