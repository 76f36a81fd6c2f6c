import LMDB

/// One append at work: what is known of the log before it, and what it has added so far.
///
/// An append is one or many chunks of events in one transaction. Each chunk is judged (``judge(_:in:)``: is
/// it lawful, what of it is new) and then written; a refusal in any chunk gives up the transaction.
struct AppendSession {
  private let log: EventLog
  /// A condition that does not hold.
  ///
  /// It is an error at the first event that is new: an append that was already done is acknowledged
  /// whatever happened since.
  private let conflict: AppendConflict?
  private let last: Instant?
  private(set) var head: GlobalPosition
  /// The record time, taken from the clock at the first event that is new.
  private var recordedAt: Instant?
  /// What it has seen of the tail of the log, its own events included: worth keeping once it is committed.
  private(set) var tail: TailIdentities
  /// How many events were offered in the chunks before.
  private(set) var offered = 0
  private let mapped: MappedMemory

  /// The head may lie this far ahead of the clock, in microseconds: a clock that is more than a day wrong is
  /// an error.
  static let tolerance: Int64 = 24 * 3600 * 1_000_000

  /// Looks at the log before the first chunk.
  init(
    to log: EventLog, if condition: AppendCondition?, _ mapped: MappedMemory, in view: ReadTransaction
  ) throws {
    self.log = log
    self.mapped = mapped
    self.head = try log.tables.head(in: view)
    self.last = try log.tables.record(at: head, in: view)?.recordedAt
    self.tail = log.tail.withLock { $0 }
    self.conflict = try AppendSession.conflict(with: condition, head: head, log, in: view)
  }

  private static func conflict(
    with condition: AppendCondition?, head: GlobalPosition, _ log: EventLog, in view: ReadTransaction
  ) throws -> AppendConflict? {
    switch condition {
    case nil:
      return nil
    case .head(let expected)?:
      guard expected != head else { return nil }
      return AppendConflict(condition: .head(expected), position: head, head: head)
    case .none(let query, let after)?:
      guard let match = try log.firstMatch(query, after: after, through: head, in: view) else { return nil }
      return AppendConflict(condition: .none(matching: query, after: after), position: match, head: head)
    }
  }

  /// What becomes of the events of one chunk.
  struct Judgement {
    /// For each event where it is or will be recorded.
    let entries: [AppendReceipt.Entry]
    /// For each event the position to write it at, 0 if it is not new.
    let newPositions: [UInt64]

    /// Whether anything is to be written.
    var hasNew: Bool { newPositions.contains { $0 != 0 } }
  }

  /// Whether any event so far is new.
  var hasNew: Bool { recordedAt != nil }

  /// The record time of every new event of this append; only after one was judged.
  var recordTime: Instant {
    guard let recordedAt else { preconditionFailure("no event of this append is new") }
    return recordedAt
  }

  /// Decides for each event whether it is new, and where it stands; nothing is written.
  ///
  /// - Throws: `invalidEvent`; `idReused` for the first event whose id has other content; the conflict, and
  ///   `clockBehind`, if anything is new.
  mutating func judge(_ chunk: OfferedIdentities, in view: ReadTransaction) throws -> Judgement {
    if let (index, flaw) = chunk.refusal { throw EventLogError.invalidEvent(index: offered + index, flaw) }
    let places = try chunk.places(in: view, log.tables, tail: &tail, mapped)
    if places.contains(.new) {
      if let conflict { throw conflict }
      if recordedAt == nil { recordedAt = try nextRecordTime() }
    }
    let entries = try entries(for: chunk, at: places)
    offered += chunk.events.count
    let newPositions = entries.map { $0.isDuplicate ? 0 : $0.position.number }
    return Judgement(entries: entries, newPositions: newPositions)
  }

  /// An append of nothing at all still answers for its condition.
  func finish() throws {
    if offered == 0, let conflict { throw conflict }
  }

  private func nextRecordTime() throws -> Instant {
    let now = log.clock()
    precondition(now.isCivil, "the clock of a log gives a moment outside of the years 0000 to 9999")
    guard let last else { return now }
    guard last <= now.adding(microseconds: AppendSession.tolerance) else {
      throw EventLogError.clockBehind(head: last, now: now)
    }
    return max(now, last.adding(microseconds: 1))
  }

  private mutating func entries(
    for chunk: OfferedIdentities, at places: [OfferedIdentities.Place]
  ) throws -> [AppendReceipt.Entry] {
    var entries: [AppendReceipt.Entry] = []
    entries.reserveCapacity(chunk.events.count)
    for (index, place) in places.enumerated() {
      let id = chunk.id(at: index)
      switch place {
      case .new:
        head = head.next
        entries.append(.init(position: head, id: id, recordedAt: recordTime, isDuplicate: false))
      case .recorded(let position, let instant):
        entries.append(.init(position: position, id: id, recordedAt: instant, isDuplicate: true))
      case .sameAs(let first):
        // An event is the same as an earlier one of the chunk, whose entry is there.
        let entry = entries[first]
        entries.append(
          .init(position: entry.position, id: id, recordedAt: entry.recordedAt, isDuplicate: true))
      case .reused(let position):
        throw EventLogError.idReused(index: offered + index, id: id, position: position)
      case .differs(let first):
        throw EventLogError.idReused(index: offered + index, id: id, position: entries[first].position)
      }
    }
    return entries
  }
}
