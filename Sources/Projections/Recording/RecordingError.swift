import Diplomacy
import EventLog

/// A correction of an event that is neither in the log nor recorded with it.
public struct MissingTarget: Error, Hashable, Sendable {
  /// What the correction names.
  public let target: Correction.Target
  /// The last position that a correction can name.
  public let head: GlobalPosition
}
