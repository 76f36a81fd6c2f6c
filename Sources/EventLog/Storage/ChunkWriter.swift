import LMDB
import Threads

/// The record times of the events of one chunk.
enum RecordTimes: Sendable {
  /// All are of one commit.
  case one(Instant)
  /// One for each event, as another log recorded them.
  case each([Instant])

  subscript(index: Int) -> Instant {
    switch self {
    case .one(let instant): instant
    case .each(let instants): instants[index]
    }
  }
}

/// Writes the new events of one chunk into every table.
struct ChunkWriter {
  let log: EventLog
  /// Terms that this append has looked up or made.
  private var terms = TermNumbers()
  /// Those that the log's dictionary knew when there were many events for the first time, so as not to ask it under a
  /// lock for each.
  private var known = TermNumbers()
  /// Whether there are many events in one of the chunks.
  private var isLarge = false
  /// Whether the new events of this append are entered into the indexes at once.
  private var isEntering = false
  /// How many events are few: their terms are looked up one by one, and their entries in the indexes can wait.
  private static let few = 16
  var made: [(term: Term, id: TermID)] = []
  private var lastTerm: UInt32?
  private var tree = TreeWriter()
  private var histories: HistoryWriter
  let mapped: MappedMemory

  init(to log: EventLog, _ mapped: MappedMemory) {
    self.log = log
    self.histories = HistoryWriter(to: log)
    self.mapped = mapped
  }

  /// Writes what was judged new.
  ///
  /// Few events are left to a later append, which enters them into the indexes with others. Of many, the ids are entered while
  /// another thread may still look at their terms; then the hashes of the tree and the entries of the histories are made on
  /// another thread: they are a fifth of the work, and need nothing of the transaction.
  mutating func write(
    _ offered: OfferedEvents, _ judgement: AppendSession.Judgement, recordedAt: RecordTimes,
    to tx: inout WriteTransaction
  ) throws {
    let events = offered.events
    let positions = judgement.newPositions
    if !isLarge, !isSmall(events) {
      isLarge = true
      known = log.dictionary.numbers
    }
    try prepareIndexes(for: judgement, to: &tx)
    if isEntering {
      try writeIdentities(offered, judgement, to: &tx)
      mapped.touch(events.count)
    }
    let terms = try terms(of: offered, judgement, in: tx.view)
    let frontier = try tree.frontier(log.tables, in: tx.view)
    // It catches up with what it was not told of.
    let rule = isEntering ? histories.rule : nil
    let derive = { @Sendable in
      (
        try TreeGrowth(of: frontier, by: events, at: positions, recordedAt: recordedAt),
        rule?.keys(of: events, at: positions) ?? []
      )
    }
    let derived: (growth: TreeGrowth, entries: [HistoryKey])
    if events.count < OfferedEvents.many {
      try writeIndexed(offered, terms, judgement, recordedAt: recordedAt, to: &tx)
      derived = try derive()
    } else {
      derived = try TwoThreads.run(
        { try writeIndexed(offered, terms, judgement, recordedAt: recordedAt, to: &tx) }, derive
      ).1
    }
    try tree.write(derived.growth, log.tables, to: &tx)
    if isEntering { try histories.write(derived.entries, at: positions, mapped, to: &tx) }
  }

  private func isSmall(_ events: [Event]) -> Bool {
    // Everybody who asks for a type or tag looks at all terms in the tail, and somebody has to enter them.
    events.count <= ChunkWriter.few && events.reduce(0) { $0 + $1.tags.count } <= 16 * ChunkWriter.few
  }

  /// Writes the records, and the terms that they are found by.
  ///
  /// The entries of the index are sorted first: in the order offered, each would touch another page.
  private mutating func writeIndexed(
    _ offered: OfferedEvents, _ terms: ChunkTerms, _ judgement: AppendSession.Judgement,
    recordedAt: RecordTimes, to tx: inout WriteTransaction
  ) throws {
    try writeRecords(offered, terms, judgement, recordedAt: recordedAt, to: &tx)
    if isEntering { try writePostings(terms, judgement, to: &tx) }
    try writeNames(to: &tx)
  }

  /// Decides whether new events are entered into the indexes at once, and makes those ready for it: then the events
  /// before are in them, and these are noted to be.
  private mutating func prepareIndexes(
    for judgement: AppendSession.Judgement, to tx: inout WriteTransaction
  ) throws {
    let tables = log.tables
    try tables.checkFeatures(in: tx.view)
    let before = try tables.head(in: tx.view)
    let indexed = try tables.tailStart(in: tx.view)
    guard Int64(exactly: before.number) != nil else {
      throw RecordDamage(reason: "the last key of the log is no position")
    }
    let head = before.number + UInt64(judgement.newPositions.count { $0 != 0 })
    let tail = head - min(indexed ?? before, before).number
    // Once begun, so that no chunk in between is left out.
    isEntering = isEntering || isLarge || tail > LogTables.tailLimit
    guard isEntering else {
      if indexed == nil { try tables.putIndexed(before, to: &tx) }
      return
    }
    try tables.put(feature: LogTables.runsFeature | LogTables.identityRunsFeature, to: &tx)
    if indexed != nil { try tables.enterTail(to: &tx) }
    // In every log that has runs: a program that has it open and knows only single ids sees by this that they are not all.
    try tables.putIndexed(GlobalPosition(head), to: &tx)
  }

  /// After the commit: lets the log's dictionary keep the terms of this append.
  mutating func keepTerms() {
    // What two hold would be copied to add to it.
    known = TermNumbers()
    log.dictionary.keep(terms)
  }

  private mutating func terms(
    of offered: OfferedEvents, _ judgement: AppendSession.Judgement, in view: ReadTransaction
  ) throws -> ChunkTerms {
    var chunk = ChunkTerms(capacity: offered.events.count)
    // New terms get their numbers in the order in which new events use them.
    let terms = offered.terms
    var numbers = terms.numbers(in: log.dictionary)
    for index in offered.events.indices {
      if judgement.newPositions[index] != 0 {
        for place in terms[index] {
          let number = try numbers[Int(place)] ?? number(of: terms.all[Int(place)], in: view)
          numbers[Int(place)] = number
          chunk.append(number)
        }
      }
      chunk.endEvent()
    }
    return chunk
  }

  /// The number of a term, a new one if the log has not seen it.
  private mutating func number(of term: Term, in view: ReadTransaction) throws -> TermID {
    if let id = known[term] ?? terms[term] { return id }
    if !isLarge, let id = log.dictionary.known(term) { return id }
    let id: TermID
    mapped.touch()
    if let stored = try TermDictionary.number(of: term, in: view, log.tables.names) {
      id = stored
    } else {
      let last = try lastTerm ?? TermDictionary.last(in: view, log.tables.names)
      guard last < UInt32.max else { throw RecordDamage(reason: "the dictionary is full") }
      id = TermID(number: last + 1)
      lastTerm = last + 1
      made.append((term, id))
    }
    terms.keep(term, as: id)
    return id
  }

  private func writeRecords(
    _ offered: OfferedEvents, _ terms: ChunkTerms, _ judgement: AppendSession.Judgement,
    recordedAt: RecordTimes, to tx: inout WriteTransaction
  ) throws {
    let keys = offered.identities.keys
    let events = offered.events.span
    try tx.writing(in: log.tables.log) { records in
      for index in events.indices where judgement.newPositions[index] != 0 {
        let range = keys.range(of: index).dropFirst()
        let numbers = terms[index]
        let position = judgement.newPositions[index]
        let size = RecordEncoding.size(of: events[index], tags: numbers.count - 1, idLength: range.count)
        do {
          try records.append(forNumber: position, count: size) { output in
            RecordEncoding.write(
              index, of: events, recordedAt: recordedAt[index], terms: numbers,
              id: keys.bytes.span.bytes.extracting(range),
              isBinary: keys.isBinary(index), to: &output)
          }
        } catch let error as LMDBError where error == .keyExists {
          throw RecordDamage(
            position: GlobalPosition(position), reason: "the position after the head is taken")
        }
      }
    }
  }

  private func writePostings(
    _ terms: ChunkTerms, _ judgement: AppendSession.Judgement, to tx: inout WriteTransaction
  ) throws {
    try tx.writing(in: log.tables.tags) { tags in
      var writer = PostingWriter()
      var last: TermID?
      for posting in terms.postings() {
        let position = judgement.newPositions[Int(posting & 0xFFFF_FFFF)]
        let term = TermID(number: UInt32(posting >> 32))
        try writer.enter(position, under: term, in: &tags)
        if term != last { mapped.touch() }
        last = term
      }
      try writer.finish(in: &tags)
    }
  }
}
