import LMDB

extension EventLog {
  /// Records events: all of them, or, when this throws, none.
  ///
  /// One transaction; with full durability it is on the disk before this returns. All new events of the call
  /// get one record time, later than that of every event before them. An event whose id is there already with
  /// the same content (every byte of the payload; nothing else counts) is acknowledged with its old place. A
  /// call of which every event is there already is acknowledged even if its condition no longer holds: it was
  /// done before.
  ///
  /// - Parameters:
  ///   - events: what to record, in this order.
  ///   - condition: what must hold inside the transaction.
  /// - Returns: where each event stands now, in the order offered.
  /// - Throws: `AppendConflict`; `EventLogError.invalidEvent`, `.idReused`, `.clockBehind`, `.logReplaced`,
  ///   `.poisoned`, `.system` (a full disk, a handle that only reads).
  public func append(_ events: [Event], if condition: AppendCondition? = nil) throws -> AppendReceipt {
    var remaining: [Event]? = events
    var answer: AppendReceipt?
    let head = try append(
      chunks: {
        defer { remaining = nil }
        return remaining
      }, if: condition,
      receipt: { answer = $0 })
    return answer ?? AppendReceipt(entries: [], head: head)
  }

  /// Records any number of events that are made as they are needed: all of them, or, when this throws, none.
  ///
  /// One transaction over all chunks, so nobody else can write before it ends. Memory is bounded by the size
  /// of a chunk (10,000 to 100,000 events are a good one) and what liblmdb keeps of changed pages, at most
  /// 512 MiB. Otherwise as ``append(_:if:)``; an `index` in an
  /// error counts from the first event of the first chunk.
  ///
  /// - Parameters:
  ///   - chunks: called until it returns `nil`; what it throws gives up everything. Must not append to this
  ///     log.
  ///   - condition: what must hold before the first chunk.
  ///   - receipt: called after each chunk with its places. They are final only when this call returns.
  /// - Returns: the head after the append.
  public func append(
    chunks: () throws -> [Event]?, if condition: AppendCondition? = nil,
    receipt: (AppendReceipt) throws -> Void
  ) throws -> GlobalPosition {
    try append(
      offered: { try chunks().map { OfferedEvents(sharing: $0, for: self) } }, if: condition,
      receipt: receipt)
  }

  /// Records any number of events that were made ready elsewhere, as ``append(chunks:if:receipt:)`` does.
  public func append(
    offered chunks: () throws -> OfferedEvents?, if condition: AppendCondition? = nil,
    receipt: (AppendReceipt) throws -> Void
  ) throws -> GlobalPosition {
    try EventLogError.translating(at: path) {
      guard !options.readOnly else { throw LMDBError.readOnly }
      let mapped = MappedMemory(of: environment)
      var writer = ChunkWriter(to: self, mapped)
      var acknowledgesOnlyOld = false
      var seen = TailIdentities()
      let head = try environment.write(relaxed: options.durability == .relaxed) { tx in
        var session = try AppendSession(to: self, if: condition, mapped, in: tx.view)
        let before = session.head
        while let chunk = try chunks() {
          let judgement = try session.judge(chunk.identities, in: tx.view)
          if judgement.hasNew {
            try writer.write(chunk, judgement, recordedAt: .one(session.recordTime), to: &tx)
          }
          try receipt(AppendReceipt(entries: judgement.entries, head: session.head))
        }
        try session.finish()
        seen = session.tail
        acknowledgesOnlyOld = session.offered > 0 && !session.hasNew
        try noteDurability(after: before, isNew: session.hasNew, to: &tx)
        return session.head
      }
      // Nothing was written, so nothing was synced, and a relaxed writer may have recorded what is there.
      if acknowledgesOnlyOld, options.durability == .full { try environment.synchronize() }
      writer.keepTerms()
      tail.withLock { $0 = seen }
      return head
    }
  }

  /// Notes in the log what a failure of the machine can undo: what was recorded since a relaxed writer came, until a
  /// synced commit puts everything on the disk.
  private func noteDurability(
    after before: GlobalPosition, isNew: Bool, to tx: inout WriteTransaction
  ) throws {
    let since = try tables.relaxedSince(in: tx.view)
    switch options.durability {
    case .relaxed where isNew && since == nil: try tables.putRelaxedSince(before.next, to: &tx)
    case .full where since != nil: try tables.putRelaxedSince(nil, to: &tx)
    case .relaxed, .full: break
    }
  }

  /// What ``append(_:if:)`` would do now, without doing it: the same receipt, or the same error.
  ///
  /// Reads only; nobody waits. The record time is what the clock gives now. It ends at the first event that is
  /// refused; ``refusals(of:)`` finds all of them.
  public func check(_ events: [Event], if condition: AppendCondition? = nil) throws -> AppendReceipt {
    try reading { view in
      var session = try AppendSession(to: self, if: condition, MappedMemory(of: environment), in: view)
      let judgement = try session.judge(OfferedIdentities(of: events), in: view)
      try session.finish()
      return AppendReceipt(entries: judgement.entries, head: session.head)
    }
  }
}
