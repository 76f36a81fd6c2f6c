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
      let isReadable = try attempt(.log, at: { GlobalPosition(next) }) { view in
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
      if !isReadable {
        try add(leaf: nil, at: GlobalPosition(next))
        next += 1
      }
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
    do {
      let record = try RecordView(value, at: position)
      try add(leaf: leaf(of: record), at: position, in: view)
      if let last = lastRecordedAt, record.recordedAt < last {
        try found(.log, position, "the record time is before that of the event before it")
      }
      lastRecordedAt = record.recordedAt
      let event = try log.recordedEvent(record, in: view, dictionary)
      try checkContent(of: event, record, value)
      try checkEntries(of: event, record, in: view)
      return event
    } catch let damage as RecordDamage {
      if tree?.size == position.previous.number { try add(leaf: nil, at: position, in: view) }
      try found(.log, position, damage.reason)
      return nil
    }
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
    let keys = IdentityKeys(of: recorded.id)
    let terms = [record.type] + (0..<record.tagCount).map { record.tag(at: $0) }
    let id = keys.bytes.span.bytes.extracting(keys.range(of: 0).dropFirst())
    let size = RecordEncoding.size(of: event, tags: record.tagCount, idLength: id.byteCount)
    let encoded = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      var output = OutputRawSpan(buffer: UnsafeMutableRawBufferPointer(buffer), initializedCount: 0)
      RecordEncoding.write(
        event, recordedAt: recorded.recordedAt, terms: terms[...], id: id, isBinary: keys.isBinary(0),
        to: &output)
      count = output.finalize(for: UnsafeMutableRawBufferPointer(buffer))
    }
    if !value.hasSameBytes(as: encoded.span.bytes) {
      try found(.log, recorded.position, "the record is not written as its content is")
    }
  }

  /// Whether the indexes lead to the event.
  private func checkEntries(
    of recorded: RecordedEvent, _ record: RecordView, in view: ReadTransaction
  ) throws {
    let position = recorded.position
    let key = IdentityKeys(of: recorded.id)
    do {
      if try log.tables.position(of: key.bytes.span.bytes, in: view) != position {
        try found(.ids, position, "the id of the event does not lead to it")
      }
    } catch let damage as RecordDamage {
      try found(.ids, position, damage.reason)
    }
    for term in [record.type] + (0..<record.tagCount).map({ record.tag(at: $0) }) {
      termCount += 1
      if term.number > highestTerm {
        if term.number != highestTerm + 1 {
          try found(.names, position, "the numbers of types and tags are not in the order of first use")
        }
        highestTerm = term.number
      }
      let posting = CollectionOfOne(PostingKey(term: term, position: position.number))
      if try view.value(forKey: posting.span.bytes, in: log.tables.tags) == nil {
        try found(.tags, position, "the index does not lead from a type or tag of the event to it")
      }
    }
  }

  private func examineEvents(_ events: [RecordedEvent]) throws {
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
  /// Adds the leaf of an event that could not be read: its tile will not have the root that is stored.
  private func add(leaf: TreeHash?, at position: GlobalPosition) throws {
    try attempt(.merkle, at: { position }) { view in try add(leaf: leaf, at: position, in: view) }
  }

  private func add(leaf: TreeHash?, at position: GlobalPosition, in view: ReadTransaction) throws {
    var finished: [TreeHash] = []
    tree?.append(leaf ?? .empty, finished: &finished)
    guard !finished.isEmpty else { return }
    do {
      try check(finished, ofTile: position.number / TreeTile.size - 1, in: view)
    } catch let damage as RecordDamage {
      tilesAreSound = false
      try found(.merkle, damage.position ?? position, damage.reason)
    }
  }

  /// Compares what the events of a tile give with what is stored for it.
  private func check(_ nodes: [TreeHash], ofTile index: UInt64, in view: ReadTransaction) throws {
    let events = TreeTile.positions(of: index)
    let first = GlobalPosition(events.lowerBound)
    guard let stored = try log.tables.tile(index, in: view) else {
      throw RecordDamage(position: first, reason: "a node of the tree is missing")
    }
    if stored[0] != nodes[0] {
      let last = GlobalPosition(events.upperBound)
      throw RecordDamage(position: first, reason: Verifier.otherEvents(from: first, through: last))
    }
    // Above a tile that differs everything differs: that was reported.
    if tilesAreSound, stored != nodes {
      throw RecordDamage(position: first, reason: "a node of the tree is not the one above its children")
    }
  }
}
