import LMDB

extension EventLog {
  /// Sizes and properties of a log, as `stats` prints them.
  public struct Statistics: Hashable, Sendable {
    /// The number of events; the head, too, since positions have no gap.
    public let events: UInt64
    /// The last position.
    public let head: GlobalPosition
    /// Bytes of the file.
    public let fileSize: Int
    /// Bytes of a page.
    public let pageSize: Int
    /// Pages of the file that hold something.
    public let usedPages: Int
    /// Pages of the file that the next writers will use again; the file never shrinks.
    public let freePages: Int
    /// Bytes of address space that the memory map takes.
    public let mapSize: Int
    /// Slots of the reader table that were ever taken since the lock file was made.
    public let readers: Int
    /// Slots of the reader table.
    public let readerLimit: Int
    /// The number of entries of each table.
    public let entries: [String: Int]
    /// How far an append of this handle goes before it is acknowledged.
    public let durability: Durability
    /// The format of the log.
    public let formatVersion: Int
    /// When the log was made.
    public let createdAt: Instant
    /// The record time of the first event, `nil` in an empty log.
    public let firstRecordedAt: Instant?
    /// The record time of the last event, `nil` in an empty log.
    public let lastRecordedAt: Instant?
    /// The version of liblmdb.
    public let lmdbVersion: String
  }

  /// Sizes and properties of the log now.
  public func statistics() throws -> Statistics {
    try reading { view in
      let sizes = try environment.statistics()
      let free = try view.freePages()
      let head = try tables.head(in: view)
      var entries: [String: Int] = [:]
      for (name, table) in [
        ("log", tables.log), ("ids", tables.ids), ("tags", tables.tags), ("names", tables.names),
        ("merkle", tables.merkle), ("meta", tables.meta),
      ] {
        entries[name] = try view.statistics(of: table).entries
      }
      return Statistics(
        events: UInt64(entries["log"] ?? 0), head: head, fileSize: try FileStatus(of: path).size,
        pageSize: sizes.pageSize, usedPages: sizes.usedPages - free, freePages: free, mapSize: sizes.mapSize,
        readers: sizes.readers, readerLimit: sizes.readerLimit, entries: entries,
        durability: options.durability,
        formatVersion: try tables.storedFormat(in: view), createdAt: try tables.creation(in: view),
        firstRecordedAt: try tables.record(at: .start.next, in: view)?.recordedAt,
        lastRecordedAt: try tables.record(at: head, in: view)?.recordedAt, lmdbVersion: EventLog.lmdbVersion)
    }
  }
}
