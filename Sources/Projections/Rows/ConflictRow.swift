import EventLog

/// Records or claims that cannot all be right.
public struct ConflictRow: ViewRow, Hashable {
  /// The code of the finding: `W-CONFLICT`, or a narrower one.
  public var code: String
  /// The latest position involved.
  public var position: GlobalPosition
  /// What contradicts what.
  public var message: String
  /// What would settle it.
  public var fix: String
  /// Every position involved.
  public var events: [GlobalPosition]
  /// The first and last day on which the versions differ; EDTF.
  public var days: String

  /// Whether it only draws attention to how something was counted.
  public var isNote: Bool { code.utf8.first == UInt8(ascii: "N") }

  /// The names of the fields.
  public static let fieldNames = ["code", "position", "message", "fix", "events", "days"]

  /// The values of the fields.
  public var fieldValues: [FieldValue] {
    [
      .text(code), .integer(Int(position.number)), .text(message), .text(fix), .positions(events),
      .text(days),
    ]
  }
}
