import LMDB

extension EventLog {
  /// Sizes and properties of a log, as `stats` prints them.
  public struct Statistics: Hashable, Sendable {
    /// The number of events; the head, too, since positions have no gap.
    public let events: UInt64
    /// The last position.
    public let head: GlobalPosition
    /// The last event that the tables of ids, types and tags name; the few after it are looked through one by one until a
    /// later append enters them.
    public let indexed: GlobalPosition
    /// The root of the tree over all events.
    public let root: TreeHead
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
    /// The number of the last commit, counted from the making of the log.
    public let lastTransaction: Int
    /// The views that were open in all processes, but for the one these numbers were read in.
    public let readers: [Reader]
    /// Slots of the reader table that were ever taken at one time since the lock file was made.
    public let readerSlots: Int
    /// Slots of the reader table: how many views there can be at once.
    public let readerLimit: Int
    /// The sizes of each table, by its name.
    public let tables: [String: Table]
    /// `relaxed` while a failure of the machine can undo events that a writer in that mode recorded; see
    /// ``relaxedSince``.
    public let durability: Durability
    /// The first event that it can undo, `nil` for none: the disk was told to keep every event.
    ///
    /// The first append in full durability puts those before it on the disk, too.
    public let relaxedSince: GlobalPosition?
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

    /// The size of one table.
    public struct Table: Hashable, Sendable {
      /// Pairs of key and value.
      public let entries: Int
      /// Pages of its tree.
      public let pages: Int
    }

    /// A view that somebody has open: pages that are freed after it began are not used again before it ends.
    public struct Reader: Hashable, Sendable {
      /// The number of the process.
      public let process: Int
      /// How many commits there were since the view began.
      public let lag: Int
    }

    /// The view that lags most, `nil` when there is none.
    public var oldestReader: Reader? { readers.max { $0.lag < $1.lag } }
  }

  /// Sizes and properties of the log now: those of events and tables are of one moment, those of the file as a whole may
  /// be of a later one where others write.
  public func statistics() throws -> Statistics {
    try EventLogError.translating(at: path) {
      // Before the view that the rest is read in, which would be one of them.
      let readers = try environment.readers()
      return try environment.read { view in
        let sizes = try environment.statistics()
        let free = try view.freePages()
        let head = try tables.head(in: view)
        let relaxedSince = try tables.relaxedSince(in: view)
        return Statistics(
          events: UInt64(try view.statistics(of: tables.log).entries), head: head,
          indexed: try tables.indexed(in: view) ?? head,
          root: try tables.frontier(in: view).head,
          fileSize: try FileStatus(of: path).size, pageSize: sizes.pageSize,
          usedPages: try view.usedPages(), freePages: free, mapSize: sizes.mapSize,
          lastTransaction: view.lastCommit,
          readers: readers.compactMap { reader in
            reader.transaction.map {
              .init(process: reader.process, lag: max(0, view.lastCommit &- $0))
            }
          },
          readerSlots: sizes.readers, readerLimit: sizes.readerLimit, tables: try tableSizes(in: view),
          durability: relaxedSince == nil ? .full : .relaxed, relaxedSince: relaxedSince,
          formatVersion: try tables.storedFormat(in: view),
          createdAt: try tables.creation(in: view),
          firstRecordedAt: try tables.record(at: .start.next, in: view)?.recordedAt,
          lastRecordedAt: try tables.record(at: head, in: view)?.recordedAt,
          lmdbVersion: EventLog.lmdbVersion)
      }
    }
  }

  private func tableSizes(in view: ReadTransaction) throws -> [String: Statistics.Table] {
    var sizes: [String: Statistics.Table] = [:]
    for (name, table) in tables.named + (histories.map { [(HistoryTable.name, $0.table)] } ?? []) {
      let size = try view.statistics(of: table)
      sizes[name] = .init(entries: size.entries, pages: size.pages)
    }
    return sizes
  }
}
