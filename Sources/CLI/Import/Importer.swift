import Diplomacy
import EventLog
import Projections

/// Brings the events of some files into a log, in memory that grows only with the names and corrections in the files.
///
/// The files are read twice, each time on all cores: once for the names that they declare anywhere and for what may be
/// wrong, once to record; most lines are decoded the first time only (`EventSpill`). Corrections of events of the same
/// files make it one more reading, in which only the lines that they name are looked at. Where something may be wrong,
/// or an id may be used a second time, there is a pass before the last that finds all of it before anything is written;
/// that one takes some bytes an event (`Identities`).
struct Importer {
  let files: [InputFile]
  let log: WritableLog
  let rules: Preparation.Rules
  let surroundings: Surroundings
  var limits = Limits()

  /// What an import did.
  struct Summary {
    var recorded = 0
    var duplicates = 0
    /// Where those of them are that the log had before.
    var known: [GlobalPosition] = []
    /// The lines that are refused; each is reported once.
    var refused: Set<Complaint.Place> = []
    /// Of these, the lines that are refused only because the declaration on another line is, by that line.
    var dependents: [Complaint.Place: (name: String, count: Int)] = [:]
    /// The names of which it was said that they are declared on the fly.
    var declared: Set<String> = []

    /// The lines that are refused for what is wrong with themselves.
    fileprivate var causes: Int { refused.count - dependents.values.reduce(0) { $0 + $1.count } }
    var first: GlobalPosition?
    var last: GlobalPosition?
  }

  /// Events that are judged together where one of them is refused.
  private static let judged = 64
  /// Bad lines that are reported before an import is given up.
  private static let reports = 20

  /// Imports everything, or, unless `continues`, nothing if any line is refused.
  func run(isDry: Bool, continues: Bool) throws -> Summary {
    var found = try declarations()
    defer { found.spill.close() }
    var summary = Summary()
    if isDry || continues || rules.declaresMissing || !found.isClean {
      summary = try check(&found, continues: continues)
      guard !isDry, summary.refused.isEmpty || continues else { return summary }
    }
    return try record(found, refused: summary.refused, continues: continues)
  }

  /// The names of the files if every line can be recorded; `nil` after saying which cannot.
  func checked() throws -> Declarations? {
    var found = try declarations()
    guard !found.isClean, try !check(&found, continues: false).refused.isEmpty else { return found }
    found.spill.close()
    return nil
  }

  /// The pass between: says what is wrong, in the order of the lines.
  ///
  /// Where the rest is to be recorded, once more without the lines that are refused, as long as others name what these
  /// declare or are.
  private func check(_ found: inout Declarations, continues: Bool) throws -> Summary {
    var summary = try check(found, Summary(), continues: continues)
    while continues, try isAnyNamed(summary.refused.subtracting(found.leftOut), found) {
      found.spill.close()
      found = try declarations(leavingOut: summary.refused)
      summary = try check(found, summary, continues: true)
    }
    if !continues, summary.causes > Importer.reports {
      surroundings.say("timeline: \(summary.causes - Importer.reports) more lines are refused")
    }
    tellDependents(of: summary)
    return summary
  }

  /// Says what is wrong and was not said before.
  private func check(_ found: Declarations, _ before: Summary, continues: Bool) throws -> Summary {
    var identities = Identities()
    var summary = Summary(refused: before.refused, dependents: before.dependents, declared: before.declared)
    let batches = outcomes(found)
    defer { batches.cancel() }
    while let lines = try batches.next() {
      var ready: [Preparation.Ready] = []
      for line in lines {
        switch line.outcome {
        case .refused(let complaint):
          if let name = complaint.unknownName, let cause = found.undeclared[name], let place = complaint.place
          {
            if summary.refused.insert(place.ofLine).inserted {
              summary.dependents[cause, default: (name, 0)].count += 1
            }
          } else {
            report(complaint, &summary, continues: continues)
          }
        case .ready(let events):
          ready += events
          for name in line.declared where summary.declared.insert(name).inserted {
            surroundings.say("declared “\(Printable.escaped(name))” as an entity of kind other")
          }
        }
      }
      try judge(ready, &identities, &summary, continues: continues)
    }
    return summary
  }

  /// Says of each declaration that is refused how many lines are refused with it.
  private func tellDependents(of summary: Summary) {
    let causes = summary.dependents.sorted {
      ($0.key.file, $0.key.line) < ($1.key.file, $1.key.line)
    }
    for (place, with) in causes {
      let lines = with.count.counted("more line that names it is", "more lines that name it are")
      surroundings.say(
        "timeline: \(place): “\(Printable.escaped(with.name))” is declared nowhere else: \(lines) refused"
      )
    }
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
      let duplicates = receipt.entries.filter(\.isDuplicate).map(\.position)
      summary.known += duplicates
      summary.duplicates += duplicates.count
      summary.recorded += ready.count - duplicates.count
      return nil
    } catch let error as EventLogError {
      guard let index = error.index else { throw error }
      return (index, Complaint(error))
    }
  }

  func report(_ complaint: Complaint, _ summary: inout Summary, continues: Bool) {
    if let place = complaint.place, !summary.refused.insert(place.ofLine).inserted { return }
    guard continues || summary.causes <= Importer.reports else { return }
    surroundings.say(complaint.lines.joined(separator: "\n"))
  }
}

extension Importer {
  /// What became of a line, with the names that were declared on the fly for it.
  struct LineOutcome: Sendable {
    let outcome: Preparation.Outcome
    var declared: [String] = []
  }

  /// The events of the files, made ready on all cores.
  func outcomes(_ found: Declarations) -> OrderedWork<FileBatch, [LineOutcome]> {
    let prepare = preparing(found.names)
    var batches = FileBatches(files, leavingOut: found.leftOut)
    return OrderedWork {
      try batches.next()
    } make: {
      try prepare($0, $1.inOrder)
    }
  }

  /// How a batch of lines is made ready: what is declared on the fly counts for the lines after it, so that then the
  /// batches wait for each other.
  func preparing(
    _ names: Preparation
  ) -> (FileBatch, (() throws -> [LineOutcome]) throws -> [LineOutcome]) throws -> [LineOutcome] {
    guard rules.declaresMissing else {
      return { batch, _ in try batch.events().map { LineOutcome(outcome: try names.prepared($0)) } }
    }
    var preparation = names
    return { batch, inOrder in
      let lines = batch.events()
      return try inOrder {
        try lines.map { line in
          let before = preparation.declared.count
          let outcome = try preparation.prepare(line)
          return LineOutcome(outcome: outcome, declared: Array(preparation.declared[before...]))
        }
      }
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
