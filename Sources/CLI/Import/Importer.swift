import Diplomacy
import EventLog
import Projections

/// Brings the events of some files into a log, in memory that grows only with the names in the files and by some bytes an event (`WrittenIDs`, `Identities`).
///
/// The files are read twice: once for the names that they declare anywhere, once to record. Where something may be
/// wrong, or an id may be used a second time, there is a pass between the two that finds all of it before anything is
/// written.
struct Importer {
  let files: [InputFile]
  let log: WritableLog
  let rules: Preparation.Rules
  let surroundings: Surroundings

  /// What an import did.
  struct Summary {
    var recorded = 0
    var duplicates = 0
    /// The lines that are refused; each is reported once.
    var refused: Set<Complaint.Place> = []
    var first: GlobalPosition?
    var last: GlobalPosition?
  }

  /// Events and bytes of one transaction.
  static let transactionEvents = 100_000
  static let transactionBytes = 64 << 20
  /// Events that are judged together where one of them is refused.
  private static let judged = 64
  /// Bad lines that are reported before an import is given up.
  private static let reports = 20

  /// Imports everything, or, unless `continues`, nothing if any line is refused.
  func run(isDry: Bool, continues: Bool) throws -> Summary {
    let (names, isClean) = try declarations()
    var summary = Summary()
    if isDry || continues || rules.declaresMissing || !isClean {
      summary = try check(names, continues: continues)
      guard !isDry, summary.refused.isEmpty || continues else { return summary }
    }
    return try record(names, refused: summary.refused, continues: continues)
  }

  /// The names of the files if every line can be recorded; `nil` after saying which cannot.
  func checked() throws -> Preparation? {
    let (names, isClean) = try declarations()
    if !isClean, try !check(names, continues: false).refused.isEmpty { return nil }
    return names
  }

  /// The first pass: every name that is declared anywhere, and whether every line was fine as far as was known and
  /// no id was used before.
  ///
  /// A name may be declared after its first use, so a line that is not fine here may be fine in the end.
  private func declarations() throws -> (Preparation, isClean: Bool) {
    var names = try Preparation(for: Timeline(log: log.asked), rules: rules)
    let isEmpty = try log.asked.head() == .start
    var ids = WrittenIDs()
    var isClean = true
    try forEachBatch { lines in
      for line in lines {
        try names.look(line)
        guard isClean else { continue }
        if let id = names.writtenID(line) {
          isClean = ids.isFirst(id)
          if isClean, !isEmpty { isClean = try log.asked.position(of: EventID(id)) == nil }
        }
        if isClean { isClean = try names.isFine(line) }
      }
    }
    if names.awaitsTargets {
      try forEachBatch { lines in for line in lines { try names.lookForTargets(line) } }
    }
    return (names, isClean)
  }

  /// The pass between: says what is wrong, in the order of the lines.
  private func check(_ names: Preparation, continues: Bool) throws -> Summary {
    var preparation = names
    var identities = Identities()
    var summary = Summary()
    try forEachBatch { lines in
      var ready: [Preparation.Ready] = []
      for line in lines {
        let before = preparation.declared.count
        switch try preparation.prepare(line) {
        case .refused(let complaint): report(complaint, &summary, continues: continues)
        case .ready(let events):
          ready += events
          for name in preparation.declared[before...] {
            surroundings.say("declared “\(Printable.escaped(name))” as an entity of kind other")
          }
        }
      }
      try judge(ready, &identities, &summary, continues: continues)
    }
    if !continues, summary.refused.count > Importer.reports {
      surroundings.say("timeline: \(summary.refused.count - Importer.reports) more lines are refused")
    }
    return summary
  }

  /// Counts the events that are there already, and reports ids that are there with other content: in the log, or
  /// earlier in the files.
  private func judge(
    _ ready: [Preparation.Ready], _ identities: inout Identities, _ summary: inout Summary, continues: Bool
  ) throws {
    var offered: [Preparation.Ready] = []
    for one in ready {
      switch identities.note(one.event) {
      case .new: offered.append(one)
      case .duplicate: summary.duplicates += 1
      case .reused:
        let complaint = Complaint.reusedInImport(one.event.id?.text ?? "")
        report(complaint.at(one.place), &summary, continues: continues)
      }
    }
    if try judge(offered[...], &summary) == nil { return }
    // A refusal hides what is behind it: few events at a time, so that many refusals cost no more than many events.
    for start in stride(from: 0, to: offered.count, by: Importer.judged) {
      var rest = offered[start..<min(start + Importer.judged, offered.count)]
      while let (index, complaint) = try judge(rest, &summary) {
        let refused = rest[rest.startIndex + index]
        report(complaint.at(refused.place), &summary, continues: continues)
        identities.forget(refused.event)
        _ = try judge(rest.prefix(index), &summary)
        rest = rest.dropFirst(index + 1)
      }
    }
  }

  /// Asks the log; counts the events if it takes them all, else returns the first that it refuses.
  private func judge(
    _ ready: ArraySlice<Preparation.Ready>, _ summary: inout Summary
  ) throws -> (index: Int, complaint: Complaint)? {
    do {
      let receipt = try log.asked.check(ready.map(\.event))
      let duplicates = receipt.entries.count { $0.isDuplicate }
      summary.duplicates += duplicates
      summary.recorded += ready.count - duplicates
      return nil
    } catch let error as EventLogError {
      guard let index = error.index else { throw error }
      return (index, Complaint(error))
    }
  }

  private func report(_ complaint: Complaint, _ summary: inout Summary, continues: Bool) {
    if let place = complaint.place, !summary.refused.insert(place.ofLine).inserted { return }
    guard continues || summary.refused.count <= Importer.reports else { return }
    surroundings.say(complaint.lines.joined(separator: "\n"))
  }

  /// The last pass: records, in transactions of bounded size, what is not refused.
  private func record(
    _ names: Preparation, refused: Set<Complaint.Place>, continues: Bool
  ) throws -> Summary {
    let batches = readyBatches(names, without: refused)
    defer { batches.cancel() }
    let log = try log.open()
    var summary = Summary(refused: refused)
    var chunk: [Preparation.Ready] = []
    var bytes = 0
    let progress = Progress(surroundings)
    while let batch = try batches.next() {
      chunk += batch
      bytes += batch.reduce(0) { $0 + $1.event.payload.count }
      if chunk.count >= Importer.transactionEvents || bytes >= Importer.transactionBytes {
        try append(chunk, to: log, &summary, continues: continues)
        progress.show(summary.recorded + summary.duplicates)
        chunk = []
        bytes = 0
      }
    }
    try append(chunk, to: log, &summary, continues: continues)
    progress.clear()
    return summary
  }

  private func append(
    _ chunk: [Preparation.Ready], to log: EventLog, _ summary: inout Summary, continues: Bool
  ) throws {
    var rest = chunk
    while !rest.isEmpty {
      do {
        let receipt = try log.append(rest.map(\.event))
        for entry in receipt.entries {
          if entry.isDuplicate {
            summary.duplicates += 1
          } else {
            summary.recorded += 1
            summary.first = summary.first ?? entry.position
            summary.last = entry.position
          }
        }
        return
      } catch let error as EventLogError {
        guard let index = error.index else { throw error }
        var complaint = Complaint(error).at(rest[index].place)
        guard continues else {
          if summary.recorded > 0 {
            complaint.sentence += "; \(summary.recorded) events before it are recorded"
          }
          throw complaint
        }
        report(complaint, &summary, continues: true)
        rest.remove(at: index)
      }
    }
  }
}

extension Importer {
  /// The lines of the files, read on a thread of their own.
  private func forEachBatch(_ body: ([EventLine]) throws -> Void) throws {
    var lines = EventLines(files)
    let batches = Prefetched { try lines.next() }
    defer { batches.cancel() }
    while let batch = try batches.next() { try body(batch) }
  }

  /// The events of the files, read on one thread and prepared on another; those of refused lines are left out, and
  /// what they declared on the fly stays.
  ///
  /// A line that is refused only now is thrown: the files or the log changed since they were checked.
  func readyBatches(
    _ names: Preparation, without refused: Set<Complaint.Place> = []
  ) -> Prefetched<[Preparation.Ready]> {
    var lines = EventLines(files)
    var preparation = names
    let batches = Prefetched { try lines.next() }
    return Prefetched {
      guard let batch = try batches.next() else { return nil }
      var ready: [Preparation.Ready] = []
      ready.reserveCapacity(batch.count)
      for line in batch {
        let isRefused = !refused.isEmpty && refused.contains(line.place)
        switch try preparation.prepare(line) {
        case .ready(let events): ready += isRefused ? events.dropLast() : events[...]
        case .refused(let complaint): if !isRefused { throw complaint }
        }
      }
      return ready
    } whenDone: {
      batches.cancel()
    }
  }
}

extension EventLogError {
  /// Which of the offered events is to blame.
  var index: Int? {
    switch self {
    case .idReused(let index, _, _), .invalidEvent(let index, _), .notAHistory(let index, _): index
    default: nil
    }
  }
}
