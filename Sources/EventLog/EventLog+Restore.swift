import LMDB

extension EventLog {
  /// Makes a log again from everything that another one recorded: the same positions, record times, ids, origins and
  /// payloads, hence the same export and the same root.
  ///
  /// All or nothing: the log is made under another name in the folder of `path`, put on the disk, verified as a
  /// copy is, and only then gets its name. Events that were recorded in one commit have one record time, so the times tell the
  /// commits apart; nothing else of a commit can be seen in a log. Its creation time is that of this call.
  ///
  /// - Parameters:
  ///   - path: a free name in a folder that is there.
  ///   - options: only `anyFileSystem` and `histories` count.
  ///   - clock: what the creation time is taken from; the record times may lie before or behind it.
  ///   - expected: the root that the log must have, if it is known.
  ///   - chunks: called until it returns `nil`, each time for the events that follow (10,000 to 100,000 are a good
  ///     number); what it throws gives up everything.
  /// - Returns: what was restored.
  /// - Throws: `pathTaken`; `notAHistory`, `invalidEvent` and `idReused` with the index of the event, counted from the
  ///   first one of the first chunk; `otherRoot` when it is not `expected`; `unsuitableFileSystem`;
  ///   `system`. Nothing is left behind by a call that throws, but for the whole log when it has its name and the
  ///   system cannot put that name on the disk.
  public static func restore(
    at path: String, options: Options = Options(),
    clock: @escaping @Sendable () -> Instant = Instant.systemClock, expecting expected: TreeHash? = nil,
    chunks: () throws -> [RecordedEvent]?
  ) throws -> Copy {
    try EventLogError.translating(at: path) {
      let draft = LogDraft(of: path)
      try checkFileSystem(of: draft.folder, options)
      try draft.refuseTaken()
      defer { draft.remove() }
      try LogCreation.fill(draft, at: clock(), hasHistories: options.histories != nil)
      let written = try fill(draft, options: options, clock: clock, chunks: chunks)
      let root: TreeHead
      do {
        root = try verifiedRoot(of: draft.name, clock: clock)
      } catch EventLogError.damaged(_, let position, let reason) {
        throw EventLogError.damaged(path: path, position: position, reason: reason)
      }
      guard root == written else {
        throw EventLogError.copyDiffers(path: path, reason: "it does not read back as it was written")
      }
      if let expected, root.root != expected {
        throw EventLogError.otherRoot(found: root, expected: expected)
      }
      return try draft.place(holding: root)
    }
  }

  /// Records every chunk in a transaction of its own: nobody sees the draft before it is whole.
  private static func fill(
    _ draft: LogDraft, options: Options, clock: @escaping @Sendable () -> Instant,
    chunks: () throws -> [RecordedEvent]?
  ) throws -> TreeHead {
    let log = try EventLog(
      try FileSystem.realPath(of: draft.name), options: options, clock: clock, wasCreated: true)
    var session = RestoreSession(of: log)
    while let chunk = try chunks() {
      var writer = ChunkWriter(to: log, MappedMemory(of: log.environment))
      let offered = OfferedEvents(sharing: chunk.map(\.event), for: log)
      try log.environment.write(relaxed: true) { tx in
        let judgement = try session.judge(chunk, offered.identities, in: tx.view)
        try writer.write(offered, judgement, recordedAt: .each(chunk.map(\.recordedAt)), to: &tx)
      }
      writer.keepTerms()
    }
    try log.environment.synchronize()
    return try log.root()
  }
}

/// A log that is restored: what is known of the events so far, and whether the next ones can follow them.
private struct RestoreSession {
  private let log: EventLog
  private var head = GlobalPosition.start
  private var last: Instant?
  private var tail = TailIdentities()

  init(of log: EventLog) {
    self.log = log
  }

  /// Checks a chunk: it must go on where the one before ended, in the order of time, with ids that are new.
  mutating func judge(
    _ chunk: [RecordedEvent], _ offered: OfferedIdentities, in view: ReadTransaction
  ) throws -> AppendSession.Judgement {
    let offset = Int(head.number)
    if let (index, flaw) = offered.refusal { throw EventLogError.invalidEvent(index: offset + index, flaw) }
    for (index, recorded) in chunk.enumerated() {
      if let flaw = flaw(of: recorded, id: offered.id(at: index)) {
        throw EventLogError.notAHistory(index: offset + index, flaw)
      }
      head = recorded.position
      last = recorded.recordedAt
    }
    let places = try offered.places(in: view, log.tables, tail: &tail)
    for (index, place) in places.enumerated() {
      guard let earlier = Self.earlier(place, chunk) else { continue }
      throw EventLogError.idReused(index: offset + index, id: chunk[index].id, position: earlier)
    }
    return AppendSession.Judgement(entries: [], newPositions: chunk.map(\.position.number))
  }

  private func flaw(of recorded: RecordedEvent, id: EventID) -> EventLogError.NotAHistory? {
    if recorded.position != head.next { return .position(recorded.position, expected: head.next) }
    if let last, recorded.recordedAt < last { return .recordedBefore(last) }
    return recorded.id == id ? nil : .id(recorded.id)
  }

  /// Where the id of an event was used before it; in one log an id is there once.
  private static func earlier(_ place: OfferedIdentities.Place, _ chunk: [RecordedEvent]) -> GlobalPosition? {
    switch place {
    case .new: nil
    case .recorded(let position, _), .reused(let position): position
    case .sameAs(let first), .differs(let first): chunk[first].position
    }
  }
}
