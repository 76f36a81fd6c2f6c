/// "Only if": what must hold inside the transaction for an append to happen.
public enum AppendCondition: Hashable, Sendable {
  /// No event matching the query was recorded after the position.
  case none(matching: EventQuery, after: GlobalPosition = .start)
  /// The last recorded event is the one at this position: nobody wrote in between.
  case head(GlobalPosition)
}

/// An append that was refused because its condition did not hold; nothing was written.
public struct AppendConflict: Error, Hashable, Sendable {
  /// What was asked for.
  public let condition: AppendCondition
  /// The first event that contradicts it; for `head`, the real head.
  public let position: GlobalPosition
  /// The head of the log when it was refused.
  public let head: GlobalPosition

  /// A refusal.
  public init(condition: AppendCondition, position: GlobalPosition, head: GlobalPosition) {
    self.condition = condition
    self.position = position
    self.head = head
  }
}
