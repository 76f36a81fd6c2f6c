/// What an append did: for each event offered, in order, where it stands now.
public struct AppendReceipt: Hashable, Sendable {
  /// The place of one offered event.
  public struct Entry: Hashable, Sendable {
    /// Its position; the old one if it was there before.
    public let position: GlobalPosition
    /// Its id, given or made from its content.
    public let id: EventID
    /// The record time of that position.
    public let recordedAt: Instant
    /// Whether it was there before, or earlier in the same append, so that nothing was written for it.
    public let isDuplicate: Bool

    /// A place.
    public init(position: GlobalPosition, id: EventID, recordedAt: Instant, isDuplicate: Bool) {
      self.position = position
      self.id = id
      self.recordedAt = recordedAt
      self.isDuplicate = isDuplicate
    }
  }

  /// One entry for each event offered, in the order offered.
  public let entries: [Entry]
  /// The last position of the log after the append.
  public let head: GlobalPosition

  /// A receipt.
  public init(entries: [Entry], head: GlobalPosition) {
    self.entries = entries
    self.head = head
  }
}
