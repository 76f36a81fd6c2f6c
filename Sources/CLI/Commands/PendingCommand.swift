import ArgumentParser
import EventLog
import Projections

/// The command `timeline pending`.
struct PendingCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "pending",
    abstract: "Show what an instrument still waits for, and what that blocks.",
    discussion: """
      One row for each party or condition awaited, none when nothing is. Its certainty says how sure it is that it is \
      still missing. For one instrument the table is a page with the clause, what is there already, and the sources.

        timeline pending CSTO-P3 --at 2020-06-01
        timeline pending --format jsonl
      """)

  @Argument(help: ArgumentHelp("Only this instrument.", valueName: "instrument"))
  var instrument: String?
  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    try query.answer(in: surroundings) { inquiry in
      let rows = try inquiry.pending(instrument)
      let note = instrument == nil ? "nothing is awaited on \(inquiry.seen.at)" : nil
      return Answer(rows, seen: inquiry.seen, emptyNote: note) { page in
        if let instrument {
          return try PendingPage(instrument: instrument, pending: rows, inquiry: inquiry).lines(on: page)
        }
        guard !rows.isEmpty else { return [] }
        return [page.heading("awaited", inquiry.seen)] + ViewTables.pending(rows).lines(columns: page.width)
      }
    }
  }
}

/// The command `timeline conflicts`.
struct ConflictsCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "List records and claims that cannot all be right.",
    discussion: """
      Silent when there are none. The exit status is 0 either way: a log may hold what sources really say.

        timeline conflicts
        timeline conflicts --as-of 2020-05-26 --format json
      """)

  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    try query.answer(in: surroundings) { inquiry in
      let rows = try inquiry.conflicts()
      return Answer(rows, seen: inquiry.seen) { page in ConflictList(rows: rows).lines(on: page) }
    }
  }
}
