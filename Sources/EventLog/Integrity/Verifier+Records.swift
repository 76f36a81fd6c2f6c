import LMDB

// From the log to every table.
extension Verifier {
  /// How many events are read in one view.
  private static let page: UInt64 = 64

  /// Looks at every event up to the head: its bytes, its entries in the tables, its leaf.
  func checkRecords() throws {
    var next: UInt64 = 1
    while next <= head.number {
      let end = min(next + Verifier.page, head.number + 1)
      var events: [RecordedEvent] = []
      do {
        try log.environment.read { view in
          see(view)
          while next < end {
            let position = GlobalPosition(next)
            reached(position, in: .log)
            guard let value = try view.value(forNumber: next, in: log.tables.log) else {
              next = try skipGap(from: position, in: view)
              continue
            }
            if let event = try checked(value, at: position, in: view) { events.append(event) }
            next += 1
          }
        }
      } catch let unreadable as UnreadableTable {
        // The event is looked at once more, and this table then in views of its own.
        try note(unreadable, at: GlobalPosition(next))
      } catch let error as LMDBError where error.isDamage {
        try note(UnreadableTable(table: .log, error: error), at: GlobalPosition(next))
        add(leaf: nil, at: GlobalPosition(next))
        next += 1
      }
      try checkFinishedTile()
      try examineEvents(events)
    }
  }

  /// Reports that events are missing; answers the position of the next one that is there.
  private func skipGap(from position: GlobalPosition, in view: ReadTransaction) throws -> UInt64 {
    var cursor = try view.cursor(in: log.tables.log)
    var next = head.number + 1
    let key = CollectionOfOne(position.number.bigEndian)
    if let entry = try cursor.seek(atOrAfter: key.span.bytes) {
      next = try LogTables.position(of: entry.key).number
    }
    guard next > position.number else { throw LMDBError.corrupted }
    let last = GlobalPosition(min(next - 1, head.number))
    let which = last == position ? "the event is missing" : "the events from here to \(last) are missing"
    try found(.log, position, which)
    tree = nil
    return next
  }

  /// The event of a record, `nil` after reporting that it cannot be read.
  private func checked(
    _ value: RawSpan, at position: GlobalPosition, in view: ReadTransaction
  ) throws -> RecordedEvent? {
    let record: RecordView
    do throws(RecordDamage) {
      record = try RecordView(value, at: position)
    } catch {
      add(leaf: nil, at: position)
      try found(.log, position, error.reason)
      return nil
    }
    // Every lookup comes before anything is noted: after one that fails the event is looked at once more.
    var flaws: [(table: Damage.Table, reason: String)] = []
    var event: RecordedEvent?
    do {
      let id = try record.id()
      event = try lookUp(.names, in: view) { try log.recordedEvent(record, in: $0, dictionary) }
      flaws += try flawsOfEntries(of: record, id, in: view)
    } catch let damage as RecordDamage {
      flaws.append((.log, damage.reason))
    }
    add(leaf: leaf(of: record), at: position)
    if let last = lastRecordedAt, record.recordedAt < last {
      try found(.log, position, "the record time is before that of the event before it")
    }
    lastRecordedAt = record.recordedAt
    if let event { try checkContent(of: event, record, value) }
    for flaw in flaws { try found(flaw.table, position, flaw.reason) }
    try count(record)
    return event
  }

  private func leaf(of record: RecordView) -> TreeHash {
    var line = ExportLine()
    var bytes = [TreeHash.leafMark]
    record.appendLine(&line, to: &bytes)
    return TreeHash.leaf(prefixed: bytes)
  }

  /// Whether the record is, byte by byte, what would be written for what it says, and within the limits.
  private func checkContent(of recorded: RecordedEvent, _ record: RecordView, _ value: RawSpan) throws {
    let event = recorded.event
    if EventLimits.flaw(of: event) != nil {
      try found(.log, recorded.position, "the event breaks a limit of the log")
    }
    if record.hasContentID, EventID(contentOf: event.payload) != recorded.id {
      try found(.log, recorded.position, "the id is not that of the payload")
    }
    if zip(event.tags, event.tags.dropFirst()).contains(where: { $0 >= $1 }) {
      try found(.log, recorded.position, "the tags are not in order")
    }
    let keys = IdentityKeys(of: CollectionOfOne(recorded.id))
    let terms = record.terms
    let id = keys.bytes.span.bytes.extracting(keys.range(of: 0).dropFirst())
    let size = RecordEncoding.size(of: event, tags: record.tagCount, idLength: id.byteCount)
    let events = CollectionOfOne(event)
    let encoded = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      var output = OutputRawSpan(buffer: UnsafeMutableRawBufferPointer(buffer), initializedCount: 0)
      RecordEncoding.write(
        0, of: events.span, recordedAt: recorded.recordedAt, terms: terms[...], id: id,
        isBinary: keys.isBinary(0), to: &output)
      count = output.finalize(for: UnsafeMutableRawBufferPointer(buffer))
    }
    if !value.hasSameBytes(as: encoded.span.bytes) {
      try found(.log, recorded.position, "the record is not written as its content is")
    }
  }

  /// What is wrong with the entries of the indexes that must lead to the event.
  private func flawsOfEntries(
    of record: RecordView, _ id: EventID, in view: ReadTransaction
  ) throws -> [(table: Damage.Table, reason: String)] {
    let key = IdentityKeys(of: CollectionOfOne(id))
    guard isEntered(record.position) else { return try flawsInTail(of: record, key, in: view) }
    var flaws: [(table: Damage.Table, reason: String)] = []
    if let places = try places(of: key, in: view) {
      if !places.contains(record.position) {
        flaws.append((.ids, "the id of the event does not lead to it"))
      }
      if places.contains(where: { $0 != record.position }) { flaws.append((.ids, Verifier.sharedID)) }
    }
    for term in record.terms {
      // An entry that is malformed is reported when all of them are looked at.
      let isThere = try lookUp(.tags, in: view) {
        try log.tables.indexes(record.position, under: term, in: $0)
      }
      if isThere == false {
        flaws.append((.tags, "the index does not lead from a type or tag of the event to it"))
      }
    }
    return flaws
  }

  /// Whether an event that the indexes do not name yet has the id of another one.
  private func flawsInTail(
    of record: RecordView, _ key: IdentityKeys, in view: ReadTransaction
  ) throws -> [(table: Damage.Table, reason: String)] {
    let entered = try places(of: key, in: view) ?? []
    let earlier = tailIdentities[key.bytes] ?? record.position
    tailIdentities[key.bytes] = earlier
    return entered.contains { $0 != record.position } || earlier != record.position
      ? [(.ids, Verifier.sharedID)] : []
  }

  private static let sharedID = "another event has the id of the event"

  /// Where the table says that an id stands; `nil` where it cannot be read, which is reported when all of it is looked at.
  private func places(of key: IdentityKeys, in view: ReadTransaction) throws -> [GlobalPosition]? {
    let candidates: [GlobalPosition]? =
      try lookUp(.ids, in: view) { view in
        var places: [GlobalPosition] = []
        do {
          try log.tables.identities.forEachCandidate(of: key, CollectionOfOne(0), in: view) {
            places.append($1)
          }
        } catch is RecordDamage {
          return nil
        }
        return places
      } ?? nil
    return try candidates?.filter { position in
      try lookUp(.log, in: view) { view in
        // A record that is damaged is reported for itself.
        (try? log.tables.record(at: position, in: view)?.hasIdentity(key.bytes.span.bytes)) ?? false
      } ?? false
    }
  }

  /// Counts the types and tags of an event, whose numbers are given in the order of first use: that can be seen only as
  /// long as every event was read.
  private func count(_ record: RecordView) throws {
    for term in record.terms {
      countTerm(of: record.position)
      guard term.number > highestTerm else { continue }
      if term.number != highestTerm + 1, isRootKnown, tree != nil {
        try found(
          .names, record.position, "the numbers of types and tags are not in the order of first use")
      }
      highestTerm = term.number
    }
  }

  private func examineEvents(_ events: [RecordedEvent]) throws {
    for event in events { expectHistories(of: event) }
    guard let examine else { return }
    for event in events {
      reached(event.position, in: .log)
      do {
        if let flaw = try examine(event) { try found(.log, event.position, flaw) }
      } catch EventLogError.damaged(_, let position, let reason) {
        try found(.log, position ?? event.position, reason)
      }
    }
  }
}

// The tree.
extension Verifier {
  /// A run of 256 events of which the last one was just looked at.
  struct FinishedTile {
    let index: UInt64
    /// What the events give: the root of the tile, and those of the larger subtrees that end with it.
    let nodes: [TreeHash]
    /// Whether every event of it could be read.
    let isWhole: Bool
  }

  /// Adds the leaf of an event, `nil` for one that could not be read: nothing above it can be compared.
  private func add(leaf: TreeHash?, at position: GlobalPosition) {
    if leaf == nil {
      isRootKnown = false
      unreadLeaves.append(position)
    }
    var finished: [TreeHash] = []
    tree?.append(leaf ?? .empty, finished: &finished)
    guard !finished.isEmpty else { return }
    finishedTile = FinishedTile(
      index: position.number / TreeTile.size - 1, nodes: finished, isWhole: unreadLeaves.isEmpty)
    unreadLeaves = []
  }

  /// Compares what the events of a tile give with what is stored for it.
  private func checkFinishedTile() throws {
    guard let tile = finishedTile else { return }
    finishedTile = nil
    guard tile.isWhole else {
      tilesAreSound = false
      return
    }
    let events = TreeTile.positions(of: tile.index)
    let first = GlobalPosition(events.lowerBound)
    try attempt(.merkle, at: { first }) { view in
      guard let stored = try log.tables.tile(tile.index, in: view) else {
        throw RecordDamage(position: first, reason: "a node of the tree is missing")
      }
      if stored[0] != tile.nodes[0] {
        tilesAreSound = false
        let last = GlobalPosition(events.upperBound)
        throw RecordDamage(position: first, reason: Verifier.otherEvents(from: first, through: last))
      }
      // Above a tile that differs everything differs: that was reported.
      if tilesAreSound, stored != tile.nodes {
        throw RecordDamage(position: first, reason: "a node of the tree is not the one above its children")
      }
    }
  }
}
