import ArgumentParser
import EventLog
import Projections

/// The command `timeline conflicts`.
struct ConflictsCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.conflicts.rawValue,
    abstract: "List records and claims that cannot all be right.",
    discussion: """
      Also what a correction disputes. Silent when there is none. The exit status is 0 either way: a log may hold what \
      sources really say. What is listed is of the whole log: --at changes nothing.

        timeline conflicts
        timeline conflicts --as-of '#120' --format json
      """)

  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    try query.answer(in: surroundings) { inquiry in
      let rows = try inquiry.conflicts()
      return Answer(rows, seen: inquiry.seen) { page in ConflictList(rows: rows).lines(on: page) }
    }
  }
}

/// The command `timeline check`.
struct CheckCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.check.rawValue,
    abstract:
      "List everything odd: contradictions, unlawful acts, dates that do not follow, failed assertions.",
    discussion: """
      Silent, with exit status 0, when all is well. Status 1 when anything but a note (N-…) is found. Each finding has a \
      code (docs/DOMAIN.md), the records it is about, and what would settle it. Findings are of the whole log: --at changes \
      none.

        timeline check
        timeline check --format json
      """)

  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    var isWell = true
    _ = try query.answer(in: surroundings) { inquiry in
      let rows = try inquiry.check()
      isWell = rows.allSatisfy(\.isNote)
      return Answer(rows, seen: inquiry.seen) { page in ConflictList(rows: rows).lines(on: page) }
    }
    return isWell ? .done : .refused
  }
}
