import EventLog

/// From where one looks at the log: the day in the world, and how much of the log was written.
public struct Perspective: Hashable, Sendable {
  /// How much of the log counts.
  public enum AsOf: Hashable, Sendable {
    /// All of it.
    case head
    /// The events up to this position.
    case position(GlobalPosition)
    /// The events recorded at or before this moment.
    case instant(Instant)
  }

  /// `--at`: the day in the world.
  public var at: Day
  /// `--as-of`: how much of the log counts.
  public var asOf: AsOf

  /// A perspective.
  public init(at day: Day, asOf: AsOf = .head) {
    self.at = day
    self.asOf = asOf
  }
}
