import LMDB

extension Verifier {
  /// The entries of table `ids` are those of the events: that each event has its own was seen when it was looked at.
  func checkIdentities() throws {
    try walk(log.tables.ids, as: .ids) { entry, view in
      if try IdentityBlock.run(at: entry) == nil { try checkSingle(entry, in: view) }
    }
    guard !unreadable.contains(.ids) else { return }
    var rest: ClosedRange<UInt64>?
    try attempt(.ids) { view in
      see(view)
      let runs = try log.tables.identities.runsFromLast(in: view)
      try checkReach(of: runs, in: view)
      if let first = runs.last, let last = runs.first { rest = first.first...last.last }
    }
    guard let rest else { return }
    // Each in a view of its own: an append may have merged it with others since.
    var next = rest.lowerBound
    while next <= rest.upperBound {
      let start = next
      try attempt(.ids) { view in
        guard let run = try run(of: start, in: view) else { throw IdentityBlock.malformed }
        next = run.last + 1
        try check(run, in: view)
      }
      guard next > start else { break }
    }
    try checkIsMarked(LogTables.identityRunsFeature, of: .ids)
  }

  /// The run that names an event.
  private func run(of position: UInt64, in view: ReadTransaction) throws -> IdentityRun? {
    try log.tables.identities.runsFromLast(in: view).first {
      $0.first <= position && position <= $0.last
    }
  }

  /// The runs begin after the ids that have an entry each, and end where the other indexes do; all of one view.
  private func checkReach(of runs: [IdentityRun], in view: ReadTransaction) throws {
    let reach = indexed < .end ? indexed : try lookUp(.log, in: view) { try log.tables.head(in: $0) }
    let blocks = try blocks(of: runs, in: view)
    let singles = UInt64(max(0, try view.statistics(of: log.tables.ids).entries - blocks))
    let last = runs.first?.last ?? singles
    // What is wrong with the entry of the tail was reported.
    if isTailSound, let reach, last != reach.number {
      try found(.ids, GlobalPosition(last), "the ids are named up to here, and the others up to \(reach)")
    }
    if let first = runs.last, first.first != singles + 1 {
      try found(
        .ids, GlobalPosition(first.first), "\(singles) ids have an entry each, and the others begin here")
    }
  }

  /// How many blocks the runs have; what is a block of none of them is reported.
  private func blocks(of runs: [IdentityRun], in view: ReadTransaction) throws -> Int {
    var cursor = try view.cursor(in: log.tables.ids)
    let first = CollectionOfOne(IdentityBlockKey(IdentityRun(first: 0, last: 0)))
    var entry = try cursor.seek(atOrAfter: first.span.bytes)
    var count = 0
    var last: IdentityRun?
    while let current = entry {
      let run = try IdentityBlock.run(at: current)
      if let run, run != last, !runs.contains(run) {
        throw RecordDamage(
          position: GlobalPosition(run.first),
          reason: "a run of the table ids from here to \(run.last) is beside the others")
      }
      (last, count) = (run, count + 1)
      entry = try cursor.next()
    }
    return count
  }

  /// An entry of one id leads to the event that has it.
  private func checkSingle(_ entry: Cursor.Entry, in view: ReadTransaction) throws {
    let position = try IdentityValue.position(in: entry.value)
    let key = entry.key.copied
    try forRecord(at: position, namedBy: .ids, in: view) { record in
      guard let id = try? record.id() else { return }
      if IdentityKeys(of: CollectionOfOne(id)).bytes != key {
        try found(.ids, position, "an id leads to an event that has another one")
      }
    }
  }

  /// A run has as many entries as events, in order, in blocks that are found by their keys.
  private func check(_ run: IdentityRun, in view: ReadTransaction) throws {
    reached(GlobalPosition(run.first), in: .ids)
    var cursor = try view.cursor(in: log.tables.ids)
    let start = CollectionOfOne(IdentityBlockKey(run))
    var entry = try cursor.seek(atOrAfter: start.span.bytes)
    var count: UInt64 = 0
    var last: IdentityEntry?
    while let current = entry, try IdentityBlock.run(at: current) == run {
      let block = try IdentityBlock(current)
      for place in 0..<block.count {
        let next = try block.entry(at: place)
        let isInOrder = last.map { place == 0 ? $0.fingerprint < next.fingerprint : $0 < next } ?? true
        guard isInOrder else {
          throw RecordDamage(
            position: GlobalPosition(next.position), reason: "entries of the table ids are not in order")
        }
        last = next
      }
      guard last?.fingerprint == block.highest else { throw IdentityBlock.malformed }
      count += UInt64(block.count)
      entry = try cursor.next()
    }
    guard count == run.count else {
      throw RecordDamage(
        position: GlobalPosition(run.first),
        reason: "the table ids names \(count) events from here to \(run.last), and not \(run.count)")
    }
  }
}
