import EventLog

/// One row of a view that is not the same from two perspectives, and why.
public struct DiffRow: ViewRow, Hashable {
  /// What became of the row.
  public enum Change: String, Hashable, Sendable, CaseIterable {
    case added, removed, changed
  }

  /// What kind of record makes the difference (docs/DOMAIN.md, "What changed, and why").
  public enum Cause: String, Hashable, Sendable, CaseIterable {
    /// An act, recorded in the order of the world.
    case event
    /// An act of a day that the log had already gone past when it was recorded.
    case backDated = "back-dated"
    /// A correction that replaces, disputes or confirms.
    case correction
    /// A correction that takes back.
    case retraction
  }

  /// Whether it is there from the second perspective alone, from the first alone, or from both and differs.
  public var change: Change
  /// What tells it from the other rows of the view: its ids.
  public var key: [String]
  /// The row as the first perspective has it.
  public var before: [FieldValue.Field]?
  /// The row as the second perspective has it.
  public var after: [FieldValue.Field]?
  /// What kind of record makes the difference.
  public var because: Cause
  /// The records that make it: as few as, left out, make it go away.
  ///
  /// Where a day came by a rule, those that the rule rests on.
  public var events: [GlobalPosition]
  /// The view.
  public var view: String
  /// The names of the fields that differ, `events` left aside; none for a row that was added or removed.
  public var differing: [String]
  /// What stands again because a correction of it was retracted.
  public var reinstates: [GlobalPosition]

  /// The names of the fields.
  public static let fieldNames = [
    "change", "key", "before", "after", "because", "events", "view", "differing", "reinstates",
  ]

  /// The values of the fields.
  public var fieldValues: [FieldValue] {
    [
      .text(change.rawValue), .texts(key), before.map { .fields($0) } ?? .none,
      after.map { .fields($0) } ?? .none, .text(because.rawValue), .positions(events), .text(view),
      .texts(differing), .positions(reinstates),
    ]
  }

  /// The value of a field of the row before, or after.
  public func value(_ name: String, after isAfter: Bool) -> FieldValue? {
    (isAfter ? after : before)?.first { $0.name == name }?.value
  }
}
