/// Something in a log that cannot be right.
public struct Damage: Hashable, Sendable {
  /// Where it was found.
  public enum Table: String, Hashable, Sendable {
    /// The events.
    case log
    /// From an id to a position.
    case ids
    /// From a type or a tag to positions.
    case tags
    /// The numbers of types and tags.
    case names
    /// The nodes of the tree.
    case merkle
    /// The histories that are kept beside the indexes, where the log has them.
    case histories
    /// The properties of the log and the right edge of the tree.
    case meta
    /// None: what liblmdb keeps for itself, the commits and the free pages.
    case file
  }

  /// The table.
  public let table: Table
  /// The event that it concerns, or that was reached; `nil` where it concerns none.
  public let position: GlobalPosition?
  /// The rule that is broken, as a sentence without a full stop.
  public let reason: String

  /// A damage.
  public init(table: Table, position: GlobalPosition?, reason: String) {
    self.table = table
    self.position = position
    self.reason = reason
  }
}

/// What a verification found.
public struct Verification: Hashable, Sendable {
  /// How far a verification is.
  public struct Progress: Hashable, Sendable {
    /// The table that is walked.
    public let table: Damage.Table
    /// The event that is looked at.
    public let position: GlobalPosition
    /// The last event that will be.
    public let head: GlobalPosition
  }

  /// The events that were verified: all up to the head when it began.
  public let events: UInt64
  /// The root as the events give it; `nil` when events are missing or cannot be read.
  public let root: TreeHash?
  /// How many damages were reported.
  public let damages: Int
  /// Whether the commits and the free pages, which liblmdb keeps for itself, were looked at.
  ///
  /// They can be only while nobody commits; after a hundred tries they are left out.
  public let isFileChecked: Bool

  /// What was found.
  public init(events: UInt64, root: TreeHash?, damages: Int, isFileChecked: Bool = true) {
    self.events = events
    self.root = root
    self.damages = damages
    self.isFileChecked = isFileChecked
  }

  /// Whether nothing of what was looked at is damaged; see ``isFileChecked``.
  public var isClean: Bool { damages == 0 }
}
