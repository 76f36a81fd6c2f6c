/// The identity of an event: recording the same id twice with the same content changes nothing.
///
/// An id is 1 to 200 bytes of UTF-8. An event that is offered without one gets the id of its content: the
/// first 128 bits of the SHA-256 of its payload, as 32 lower-case hexadecimal digits.
public struct EventID: Hashable, Sendable, CustomStringConvertible {
  /// The id as people write it.
  public let text: String

  /// The most bytes an id may have.
  public static let limit = 200

  /// The id with this text.
  public init(_ text: String) {
    self.text = text
  }

  /// Whether the bytes are the same.
  public static func == (left: EventID, right: EventID) -> Bool {
    haveSameBytes(left.text, right.text)
  }

  /// The text.
  public var description: String { text }
}
