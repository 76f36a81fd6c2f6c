import Diplomacy
import EventLog
import Projections

// The first pass: what the files declare, and whether all of it is fine.
extension Importer {
  /// Every name that is declared anywhere, and whether every line was fine as far as was known and no id was used
  /// before.
  ///
  /// A name may be declared after its first use, so a line that is not fine here may be fine in the end.
  func declarations() throws -> (Preparation, isClean: Bool) {
    var ids = WrittenIDs(spillingTo: surroundings.temporaryFolder)
    defer { ids.close() }
    var (names, isClean) = try look(&ids)
    if names.awaitsTargets { try lookForTargets(&names, &ids) }
    if names.awaitsTargets || names.names.haveChanged { isClean = false }
    if isClean { isClean = try !ids.hasRepetition() }
    return (names, isClean)
  }

  /// What is found out about a batch of lines.
  private struct Look: Sendable {
    let ids: [UInt64]
    let isFine: Bool
  }

  private func look(_ ids: inout WrittenIDs) throws -> (Preparation, isClean: Bool) {
    let nothing = try Preparation(for: Timeline(log: log.asked), rules: rules)
    let isEmpty = try log.asked.head() == .start
    // Touched in turns only.
    var names = nothing
    var isClean = true
    var batches = FileBatches(files)
    let looks = OrderedWork<FileBatch, Look> {
      try batches.next()
    } make: { batch, turn in
      let lines = batch.events()
      let used = nothing.unknownNames(of: lines)
      let known: Names? = try turn.inOrder {
        try names.learn(used)
        for line in lines { try names.look(line) }
        if isClean { isClean = try lines.allSatisfy(names.hasTarget) }
        guard isClean else { return nil }
        guard lines.contains(where: \.declares) else { return names.names }
        // A copy of names that change would be a whole one.
        isClean = lines.allSatisfy { $0.isFine(with: names.names) }
        return nil
      }
      let written = lines.map { nothing.writtenID($0) }
      var isFine = known.map { known in lines.allSatisfy { $0.isFine(with: known) } } ?? true
      if isFine, !isEmpty {
        isFine = try !written.contains {
          try $0.map { try log.asked.position(of: EventID($0)) != nil } ?? false
        }
      }
      return Look(ids: written.map { $0.map(WrittenIDs.sum) ?? 0 }, isFine: isFine)
    }
    defer { looks.cancel() }
    var areFine = true
    while let look = try looks.next() {
      try ids.append(look.ids)
      areFine = areFine && look.isFine
    }
    return (names, areFine && isClean)
  }

  /// Looks at the lines that corrections name, as far as they are among the files.
  private func lookForTargets(_ names: inout Preparation, _ ids: inout WrittenIDs) throws {
    let known = names
    let awaited = Set(known.awaitedIDs.map(WrittenIDs.sum))
    let awaitsOthers = known.awaitsOthers
    try ids.rewind()
    var sums = ids
    var batches = FileBatches(files)
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
    while let found = try work.next() { found.forEach { names.keep($0) } }
  }
}
