// How much of an import is in memory, and held from others, at a time.
extension Importer {
  /// So many events, and bytes of their payloads.
  struct Amount: Sendable {
    var events: Int
    var bytes: Int

    /// As much as there is.
    static let unlimited = Amount(events: .max, bytes: .max)

    /// Twice as much, but no more than this.
    func doubled(upTo limit: Amount) -> Amount {
      Amount(events: min(2 * events, limit.events), bytes: min(2 * bytes, limit.bytes))
    }

    /// Whether it is no more than this, in events and in bytes.
    func fits(in room: Amount) -> Bool { events <= room.events && bytes <= room.bytes }

    /// Whether it is as much as this or more, in events or in bytes.
    func reaches(_ other: Amount) -> Bool { events >= other.events || bytes >= other.bytes }

    static func - (left: Amount, right: Amount) -> Amount {
      Amount(events: left.events - right.events, bytes: left.bytes - right.bytes)
    }
  }

  /// What is written in one transaction, and together in one.
  struct Limits: Sendable {
    /// One transaction, at most; a chunk alone may be more.
    var transaction = Amount(events: 46_080, bytes: 32 << 20)
    /// What is written together, about: enough that the entries of the indexes lie close, and three fit into a transaction.
    var chunk = Amount(events: 15_360, bytes: 4 << 20)
    /// The first piece that is made ready, about; the pieces after it are each twice as large, up to a chunk.
    var firstPiece = Amount(events: 1_920, bytes: 1 << 19)
  }
}
