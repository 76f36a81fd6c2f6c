import EventLog

/// The log as a list in memory: the same verbs as `EventLog`, written for being right, not fast.
///
/// What `EventLog` answers must be what this answers.
public struct MemoryLog: Sendable {
  /// What is recorded; the event at position n is at index n − 1.
  public private(set) var events: [RecordedEvent] = []
  /// What record times are taken from.
  public var clock: @Sendable () -> Instant

  /// An empty log.
  public init(clock: @escaping @Sendable () -> Instant = Instant.systemClock) {
    self.clock = clock
  }

  /// The last position.
  public var head: GlobalPosition { GlobalPosition(UInt64(events.count)) }

  /// As `EventLog.append(_:if:)`.
  public mutating func append(_ offered: [Event], if condition: AppendCondition? = nil) throws
    -> AppendReceipt
  {
    var copy = self
    let entries = try copy.offer(offered, if: condition)
    self = copy
    return AppendReceipt(entries: entries, head: head)
  }

  /// As `EventLog.check(_:if:)`.
  public func check(_ offered: [Event], if condition: AppendCondition? = nil) throws -> AppendReceipt {
    var copy = self
    return try copy.append(offered, if: condition)
  }

  private mutating func offer(_ offered: [Event], if condition: AppendCondition?) throws -> [AppendReceipt
    .Entry]
  {
    let conflict = conflict(with: condition)
    let known = Set(events.map(\.id))
    let hasNew = offered.contains { !known.contains(MemoryLog.id(of: $0)) }
    if let conflict, hasNew || offered.isEmpty { throw conflict }
    let now = clock()
    let last = events.last?.recordedAt
    if hasNew, let last, last.microseconds > now.microseconds + 86_400_000_000 {
      throw EventLogError.clockBehind(head: last, now: now)
    }
    let recordedAt = last.map { max(now, $0.adding(microseconds: 1)) } ?? now
    return try offered.enumerated().map { index, event in
      let id = MemoryLog.id(of: event)
      if let old = events.first(where: { $0.id == id }) {
        guard old.event.payload == event.payload else {
          throw EventLogError.idReused(index: index, id: id, position: old.position)
        }
        return .init(position: old.position, id: id, recordedAt: old.recordedAt, isDuplicate: true)
      }
      var stored = event
      stored.tags = Set(event.tags).sorted()
      events.append(RecordedEvent(position: head.next, recordedAt: recordedAt, id: id, event: stored))
      return .init(position: head, id: id, recordedAt: recordedAt, isDuplicate: false)
    }
  }

  private func conflict(with condition: AppendCondition?) -> AppendConflict? {
    switch condition {
    case nil: return nil
    case .head(let expected)?:
      return expected == head ? nil : AppendConflict(condition: .head(expected), position: head, head: head)
    case .none(let query, let after)?:
      return contains(query, after: after).map {
        AppendConflict(condition: .none(matching: query, after: after), position: $0, head: head)
      }
    }
  }

  private static func id(of event: Event) -> EventID { event.id ?? EventID(contentOf: event.payload) }
}

extension MemoryLog {
  /// As `EventLog.read(_:after:through:limit:)`.
  public func read(
    _ query: EventQuery = .all, after: GlobalPosition = .start, through: GlobalPosition = .end, limit: Int
  ) -> [RecordedEvent] {
    Array(
      events.filter { $0.position > after && $0.position <= through && query.matches($0.event) }.prefix(limit)
    )
  }

  /// As `EventLog.readBackwards(_:before:limit:)`.
  public func readBackwards(
    _ query: EventQuery = .all, before: GlobalPosition = .end, limit: Int
  ) -> [RecordedEvent] {
    Array(events.filter { $0.position < before && query.matches($0.event) }.reversed().prefix(limit))
  }

  /// As `EventLog.event(at:)`.
  public func event(at position: GlobalPosition) -> RecordedEvent? {
    events.first { $0.position == position }
  }

  /// As `EventLog.position(of:)`.
  public func position(of id: EventID) -> GlobalPosition? {
    events.first { $0.id == id }?.position
  }

  /// As `EventLog.contains(_:after:through:)`.
  public func contains(
    _ query: EventQuery, after: GlobalPosition = .start, through: GlobalPosition = .end
  ) -> GlobalPosition? {
    read(query, after: after, through: through, limit: 1).first?.position
  }

  /// As `EventLog.head(asOf:)`.
  public func head(asOf instant: Instant) -> GlobalPosition {
    events.last { $0.recordedAt <= instant }?.position ?? .start
  }

  /// As `EventLog.root(atSize:)`: the tree of RFC 9162 as its section 2.1.1 defines it, over the lines of the export.
  public func root(atSize size: UInt64? = nil) -> TreeHead {
    let size = size ?? UInt64(events.count)
    let leaves = events.prefix(Int(size)).map { TreeHash.leaf(of: $0.exportLine) }
    return TreeHead(size: size, root: MemoryLog.root(of: leaves[...]))
  }

  /// The root over some leaves.
  public static func root(of leaves: ArraySlice<TreeHash>) -> TreeHash {
    if leaves.isEmpty { return .empty }
    if leaves.count == 1 { return leaves[leaves.startIndex] }
    var left = 1
    while 2 * left < leaves.count { left *= 2 }
    return .node(root(of: leaves.prefix(left)), root(of: leaves.dropFirst(left)))
  }

  /// The lines of `EventLog.forEachExportLine(from:through:_:)`.
  public func exportLines(from: GlobalPosition = .start, through: GlobalPosition = .end) -> [[UInt8]] {
    events.filter { $0.position >= from && $0.position <= through }.map(\.exportLine)
  }
}
