/// One row of a view, as every output format prints it: named fields in a fixed order.
public protocol ViewRow: Sendable {
  /// The names of the fields, in order; a promise to scripts (docs/cli-reference.md).
  static var fieldNames: [String] { get }
  /// The values, one for each name.
  var fieldValues: [FieldValue] { get }
}

/// The value of one field of a row.
public indirect enum FieldValue: Hashable, Sendable {
  /// Nothing to say: `null` in JSON, empty in CSV.
  case none
  /// Words, ids, days in EDTF.
  case text(String)
  /// A count or a position.
  case integer(Int)
  /// Yes or no.
  case flag(Bool)
  /// Several values; in CSV joined by spaces.
  case list([FieldValue])
  /// Named values; in CSV as JSON.
  case fields([Field])

  /// One named value.
  public struct Field: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The value.
    public let value: FieldValue

    /// A named value.
    public init(_ name: String, _ value: FieldValue) {
      self.name = name
      self.value = value
    }
  }

  /// A text, or nothing.
  public static func text(optional text: String?) -> FieldValue {
    text.map { .text($0) } ?? .none
  }

  /// A list of texts.
  public static func texts(_ texts: [String]) -> FieldValue {
    .list(texts.map { .text($0) })
  }
}

extension ViewRow {
  /// Names and values together.
  public var fields: [FieldValue.Field] {
    zip(Self.fieldNames, fieldValues).map { FieldValue.Field($0, $1) }
  }
}
