/// The place of an event in the log: 1, 2, 3 … without a gap, in the order of commits.
public struct GlobalPosition: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 1 for the first event; 0 stands for "before the first".
  public let number: UInt64

  /// The place with this number.
  public init(_ number: UInt64) {
    self.number = number
  }

  /// Before the first event: the head of an empty log.
  public static let start = GlobalPosition(0)
  /// After every event that can be.
  public static let end = GlobalPosition(.max)

  /// The place right after this one; `end` has none and stays.
  public var next: GlobalPosition { GlobalPosition(number == .max ? .max : number + 1) }
  /// The place right before this one; `start` has none and stays.
  public var previous: GlobalPosition { GlobalPosition(number == 0 ? 0 : number - 1) }

  /// Compares by the order of recording.
  public static func < (left: GlobalPosition, right: GlobalPosition) -> Bool { left.number < right.number }

  /// `#87`, as every table prints it.
  public var description: String { "#\(number)" }
}
