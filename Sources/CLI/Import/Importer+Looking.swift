import Diplomacy
import EventLog
import Projections

// The first pass: what the files declare, and whether all of it is fine.
extension Importer {
  /// What the first pass has found.
  struct Declarations {
    /// Every name that is declared anywhere, and every target of a correction.
    var names: Preparation
    /// Whether every line was fine as far as was known, and no id was used before.
    ///
    /// A name may be declared after its first use, so a line that is not fine here may be fine in the end.
    var isClean: Bool
    /// Events that need not be read again, if all is clean.
    var spill: EventSpill
    /// The names that only lines which are refused would declare, each with the first of them.
    var undeclared: [String: Complaint.Place] = [:]
    /// Lines that were refused before, and do not count.
    let leftOut: Set<Complaint.Place>
  }

  /// Reads all files once.
  ///
  /// - Parameter leftOut: lines that are refused, so that what they would declare or be to others does not count.
  func declarations(leavingOut leftOut: Set<Complaint.Place> = []) throws -> Declarations {
    var ids = WrittenIDs(spillingTo: surroundings.temporaryFolder)
    defer { ids.close() }
    var found = try look(&ids, leavingOut: leftOut)
    if found.names.awaitsTargets { try lookForTargets(&found, &ids) }
    if found.names.awaitsTargets || found.names.names.haveChanged { found.isClean = false }
    if found.isClean { found.isClean = try !ids.hasRepetition() }
    if !found.isClean || rules.declaresMissing { found.spill.close() }
    return found
  }

  /// What is found out about a batch of lines.
  private struct Look: Sendable {
    let ids: [UInt64]
    let isFine: Bool
    let events: EventBytes
    let undeclared: [(name: String, place: Complaint.Place)]
  }

  /// Whether what some lines declare, or are, is named by other lines as far as is known.
  func isAnyNamed(_ places: Set<Complaint.Place>, _ found: Declarations) throws -> Bool {
    guard !places.isEmpty else { return false }
    var batches = FileBatches(files, leavingOut: found.leftOut)
    while let batch = try batches.next() {
      for line in batch.batch.lines
      where places.contains(Complaint.Place(file: batch.file, line: line.number)) {
        let line = batch.event(line)
        if line.declares || found.names.target(line) != nil { return true }
      }
    }
    return false
  }

  private func look(_ ids: inout WrittenIDs, leavingOut leftOut: Set<Complaint.Place>) throws -> Declarations
  {
    let nothing = try Preparation(for: Timeline(log: log.asked), rules: rules)
    var found = Declarations(
      names: nothing, isClean: true, spill: EventSpill(in: surroundings.temporaryFolder), leftOut: leftOut)
    let isEmpty = try log.asked.head() == .start
    // Touched in turns only.
    var state = Looking(names: nothing)
    var batches = FileBatches(files, leavingOut: leftOut)
    let looks = OrderedWork<FileBatch, Look> {
      try batches.next()
    } make: { batch, turn in
      let lines = batch.events()
      let used = nothing.unknownNames(of: lines)
      let known = try turn.inOrder { try state.look(at: lines, using: used) }
      var (isFine, events) =
        known.map { nothing.events(of: lines, in: batch.batch.bytes, with: $0) } ?? (true, EventBytes())
      if isFine, !isEmpty {
        isFine = try !lines.contains {
          try nothing.writtenID($0).map { try log.asked.position(of: EventID($0)) != nil } ?? false
        }
      }
      return Look(
        ids: lines.map { nothing.writtenID($0).map(WrittenIDs.sum) ?? 0 }, isFine: isFine, events: events,
        undeclared: lines.lazy.filter { !$0.undeclared.isEmpty }.flatMap { line in
          line.undeclared.map { ($0, line.place) }
        })
    }
    defer { looks.cancel() }
    while let look = try looks.next() {
      try ids.append(look.ids)
      if !look.isFine { found.isClean = false }
      found.undeclared.merge(look.undeclared.map { ($0.name, $0.place) }) { first, _ in first }
      if found.isClean { found.spill.append(look.events) } else { found.spill.drop() }
    }
    found.names = state.names
    found.isClean = found.isClean && state.isClean
    if state.isRespelt { found.spill.drop() }
    return found
  }

  /// What has been learnt from the lines so far, batch after batch.
  private struct Looking {
    var names: Preparation
    var isClean = true
    /// Whether a name of a State was declared after lines that may have used it for a speaker.
    var isRespelt = false
    private var isFirst = true

    init(names: Preparation) {
      self.names = names
    }

    /// Learns from the lines of the next batch.
    ///
    /// - Returns: the names with which to look whether the lines are fine; `nil` where that is answered.
    mutating func look(at lines: [EventLine], using used: Set<Tag>) throws -> Names? {
      let spellings = names.names.spellings
      try names.learn(used)
      for line in lines { try names.look(line) }
      if !isFirst, names.names.spellings != spellings { isRespelt = true }
      isFirst = false
      if isClean { isClean = try lines.allSatisfy(names.hasTarget) }
      guard isClean else { return nil }
      guard lines.contains(where: \.declares) else { return names.names }
      // A copy of names that change would be a whole one.
      isClean = lines.allSatisfy { $0.isFine(with: names.names) }
      return nil
    }
  }

  /// Looks at the lines that corrections name, as far as they are among the files.
  private func lookForTargets(_ declarations: inout Declarations, _ ids: inout WrittenIDs) throws {
    let known = declarations.names
    let awaited = Set(known.awaitedIDs.map(WrittenIDs.sum))
    let awaitsOthers = known.awaitsOthers
    try ids.rewind()
    var sums = ids
    var batches = FileBatches(files, leavingOut: declarations.leftOut)
    let work = OrderedWork<(FileBatch, [UInt64]), [Recorder.Found]> {
      guard let batch = try batches.next() else { return nil }
      return (batch, try sums.next(batch.batch.lines.count))
    } make: { piece, _ in
      let (batch, sums) = piece
      return zip(batch.batch.lines, sums).compactMap { line, sum in
        guard awaitsOthers || awaited.contains(sum) else { return nil }
        return known.target(batch.event(line))
      }
    }
    defer { work.cancel() }
    while let found = try work.next() { found.forEach { declarations.names.keep($0) } }
  }
}

extension Preparation {
  /// Whether some lines are fine with these names, and the events of those that need nothing else.
  fileprivate func events(
    of lines: [EventLine], in bytes: [UInt8], with names: Names
  ) -> (areFine: Bool, EventBytes) {
    var events = EventBytes(roomFor: lines.count)
    let resolver = NameResolver(names)
    for line in lines {
      if let event = event(of: line, in: bytes, with: resolver) {
        events.append(event)
      } else {
        guard line.isFine(with: names) else { return (false, EventBytes()) }
        events.appendNothing()
      }
    }
    return (true, events)
  }
}
