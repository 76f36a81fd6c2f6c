import ArgumentParser
import EventLog
import Projections

/// The command `timeline pending`.
struct PendingCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.pending.rawValue,
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
        return page.heading("awaited", inquiry.seen) + ViewTables.pending(rows).lines(columns: page.width)
          + ViewTables.settlements(rows.map { ("\($0.instrument), \($0.name)", $0.settledBy) }, on: page)
      }
    }
  }
}

/// The command `timeline upcoming`.
struct UpcomingCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.upcoming.rawValue,
    abstract: "List what is decided and has not taken effect yet.",
    discussion: """
      Entries into force, withdrawals, ends of terms, statuses and suspensions that were decided by the day of --at and \
      take effect after it, by their dates.

        timeline upcoming --at 2024-06-01
        timeline upcoming --days 30 --format jsonl
      """)

  @Option(help: ArgumentHelp("Look so many days ahead, 1 to 36,525.", valueName: "count"))
  var days = 365
  @OptionGroup var query: QueryOptions

  func validate() throws {
    guard (1...36_525).contains(days) else { throw ValidationError("--days is a number from 1 to 36525.") }
  }

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    try query.answer(in: surroundings) { inquiry in
      let rows = try inquiry.upcoming(days: days)
      let note = "nothing is due within \(days) days after \(inquiry.seen.at)"
      return Answer(rows, seen: inquiry.seen, emptyNote: note) { page in
        rows.isEmpty
          ? []
          : page.heading("to come", inquiry.seen) + ViewTables.upcoming(rows).lines(columns: page.width)
      }
    }
  }
}
