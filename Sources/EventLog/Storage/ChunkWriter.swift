import LMDB

/// Writes the new events of one chunk into every table.
struct ChunkWriter {
  private let log: EventLog
  /// Terms that this append has looked up or made; the log's dictionary keeps them after the commit.
  private(set) var terms: [Term: TermID] = [:]
  private var made: [(term: Term, id: TermID)] = []
  private var lastTerm: UInt32?

  init(to log: EventLog) {
    self.log = log
  }

  /// Writes what was judged new.
  ///
  /// The entries of the indexes are sorted first: in the order offered, each would touch another page.
  mutating func write(
    _ events: [Event], _ judgement: AppendSession.Judgement, recordedAt: Instant,
    to tx: inout WriteTransaction
  ) throws {
    let drafts = try drafts(of: events, judgement, recordedAt: recordedAt, in: tx.view)
    try writeRecords(drafts, judgement, to: &tx)
    try writeIdentities(judgement, to: &tx)
    try writePostings(drafts, judgement, to: &tx)
    try writeNames(to: &tx)
  }

  private mutating func drafts(
    of events: [Event], _ judgement: AppendSession.Judgement, recordedAt: Instant, in view: ReadTransaction
  ) throws -> [RecordDraft?] {
    var drafts: [RecordDraft?] = []
    drafts.reserveCapacity(events.count)
    for (event, entry) in zip(events, judgement.entries) {
      if entry.isDuplicate {
        drafts.append(nil)
        continue
      }
      let type = try number(of: .type(event.type), in: view)
      var tags: [TermID] = []
      tags.reserveCapacity(event.tags.count)
      for tag in event.sortedTags { tags.append(try number(of: .tag(tag), in: view)) }
      drafts.append(RecordDraft(event: event, recordedAt: recordedAt, type: type, tags: tags))
    }
    return drafts
  }

  /// The number of a term, a new one if the log has not seen it.
  private mutating func number(of term: Term, in view: ReadTransaction) throws -> TermID {
    if let id = terms[term] { return id }
    let id: TermID
    if let known = try log.number(of: term, in: view) {
      id = known
    } else {
      let last = try lastTerm ?? TermDictionary.last(in: view, log.tables.names)
      guard last < UInt32.max else { throw RecordDamage(reason: "the dictionary is full") }
      id = TermID(number: last + 1)
      lastTerm = last + 1
      made.append((term, id))
    }
    terms[term] = id
    return id
  }

  private func writeRecords(
    _ drafts: [RecordDraft?], _ judgement: AppendSession.Judgement, to tx: inout WriteTransaction
  ) throws {
    try tx.writing(in: log.tables.log) { records in
      for (index, draft) in drafts.enumerated() {
        guard let draft else { continue }
        let range = judgement.keys.range(of: index).dropFirst()
        let position = judgement.entries[index].position
        do {
          try records.append(forNumber: position.number, count: draft.size(idLength: range.count)) { output in
            let id = judgement.keys.bytes.span.bytes.extracting(range)
            draft.write(id: id, isBinary: judgement.keys.isBinary(index), to: &output)
          }
        } catch let error as LMDBError where error == .keyExists {
          throw RecordDamage(position: position, reason: "the position after the head is taken")
        }
      }
    }
  }

  private func writeIdentities(_ judgement: AppendSession.Judgement, to tx: inout WriteTransaction) throws {
    try tx.writing(in: log.tables.ids) { ids in
      for index in judgement.order where !judgement.entries[index].isDuplicate {
        let value = LogTables.idValue(of: judgement.entries[index].position)
        let key = judgement.keys.bytes.span.bytes.extracting(judgement.keys.range(of: index))
        try ids.insert(value.span.bytes, forKey: key)
      }
    }
  }

  private func writePostings(
    _ drafts: [RecordDraft?], _ judgement: AppendSession.Judgement, to tx: inout WriteTransaction
  ) throws {
    // Term and place in the chunk in one number: sorted by it, the positions of each term ascend.
    var postings: [UInt64] = []
    for (index, draft) in drafts.enumerated() {
      guard let draft else { continue }
      postings.append(UInt64(draft.type.number) << 32 | UInt64(index))
      for tag in draft.tags { postings.append(UInt64(tag.number) << 32 | UInt64(index)) }
    }
    postings.sort()
    try tx.writing(in: log.tables.tags) { tags in
      let nothing: [UInt8] = []
      for posting in postings {
        let term = TermID(number: UInt32(posting >> 32))
        let position = judgement.entries[Int(posting & 0xFFFF_FFFF)].position
        let key = CollectionOfOne(PostingKey(term: term, position: position.number))
        try tags.insert(nothing.span.bytes, forKey: key.span.bytes)
      }
    }
  }

  private mutating func writeNames(to tx: inout WriteTransaction) throws {
    let names = log.tables.names
    for (term, id) in made {
      try tx.put(
        TermDictionary.value(of: id).span.bytes, forKey: TermDictionary.key(of: term).span.bytes, in: names)
      try tx.put(
        TermDictionary.value(of: term).span.bytes, forKey: TermDictionary.key(of: id).span.bytes, in: names)
    }
    made.removeAll()
  }
}

extension Event {
  /// The tags in the order of their bytes, none twice.
  var sortedTags: [Tag] {
    guard tags.count > 1 else { return tags }
    var sorted: [Tag] = []
    sorted.reserveCapacity(tags.count)
    for tag in tags.sorted() where tag != sorted.last { sorted.append(tag) }
    return sorted
  }
}
