import ArgumentParser
import EventLog
import Projections

/// The command `timeline history`.
struct HistoryCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.history.rawValue,
    abstract: "Show the whole story of a State, an organisation, an instrument, an office or a person.",
    discussion: """
      What the views say of it on all days, each answer from its first day until the first day no longer: names, \
      statuses, states of treaties, offices; and among them the acts. What is only possible has stretches of its own. \
      There is no --at: --from and --to choose the days.

        timeline history Uzbekistan --org CSTO
        timeline history CSTO-P3 --from 2018-01-01
        timeline history CSTO:chair
      """)

  @Argument(
    help: ArgumentHelp("A State by code or name, or any id that the log knows.", valueName: "id"))
  var id: String
  @Option(help: ArgumentHelp("Only what is about this organisation or organ.", valueName: "id"))
  var org: String?
  @Option(help: ArgumentHelp("Only what is about this instrument.", valueName: "id"))
  var instrument: String?
  @Option(help: ArgumentHelp("Only what lasts on this day or begins later.", valueName: "day"))
  var from: String?
  @Option(help: ArgumentHelp("Only what begins on this day or earlier.", valueName: "day"))
  var to: String?
  @Option(
    help: ArgumentHelp("Refused: --from and --to choose the days.", valueName: "day", visibility: .hidden))
  var at: String?
  @OptionGroup var format: FormatOptions
  @OptionGroup var limits: PerspectiveLimits
  @OptionGroup var log: LogOptions

  func validate() throws {
    if at != nil {
      throw ValidationError("history tells of all days: leave out --at, or choose days with --from and --to.")
    }
  }

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let days = try EventDays(from: from, to: to).range
    let today = try surroundings.today()
    return try format.answer(log, in: surroundings) {
      try limits.perspective(at: today, over: $0, in: surroundings)
    } ask: { inquiry in
      let rows = try inquiry.history(of: id, org: org, instrument: instrument, between: days)
      return Answer(rows, seen: inquiry.seen, emptyNote: "the log tells nothing of it") { page in
        try rows.isEmpty ? [] : HistoryPage(id: id, rows: rows, inquiry: inquiry).lines(on: page)
      }
    }
  }
}

/// A story as a table: acts and what follows from them, by the first day.
struct HistoryPage {
  let id: String
  let rows: [HistoryRow]
  let inquiry: Inquiry

  /// The lines of the page.
  func lines(on page: Page) throws -> [Words] {
    let subject = try inquiry.subject(named: id)
    let table = TextTable(
      columns: [
        .init(header: "from", canWrap: true), .init(header: "until"), .init(header: "whose", canWrap: true),
        .init(header: "what", canWrap: true), .init(header: "sure", canWrap: true),
        .init(header: "events", canWrap: true),
      ],
      rows: try rows.map { row in
        [
          .date(row.from), .date(row.until), try whose(row, besides: subject), try what(row), sureness(row),
          ViewTables.positions(row.events),
        ]
      })
    let title = Words(try inquiry.name(of: subject), .strong)
    let name = title == Words(subject, .strong) ? title : title + Words(" (\(subject))")
    return page.lines(name, right: inquiry.seen.words) + table.lines(columns: page.width)
  }

  /// What the row is about beside what the story is of.
  private func whose(_ row: HistoryRow, besides subject: String) throws -> Words {
    let things = [row.org, row.instrument, row.office].compactMap { $0 }.filter { $0 != subject }
    var words = things.map { Words.unbroken($0) }.joined(by: ", ")
    guard row.view != "offices", row.view != "names", let parties = row.party else { return words }
    for party in parties.split(separator: " ").map(String.init) where party != subject {
      words = try [words, Words.unbroken(inquiry.name(of: party))].joined(by: ", ")
    }
    return words
  }

  private func what(_ row: HistoryRow) throws -> Words {
    switch row.view {
    case "acts": Words(row.value, .faint)
    case "offices": Words.unbroken(try inquiry.name(of: row.value))
    case "names": Words("named ", .faint) + Words.unbroken(row.value)
    default: Words(ViewTables.state(row.value))
    }
  }

  /// Acts are taken for granted, and only what is doubted of them is said.
  private func sureness(_ row: HistoryRow) -> Words {
    guard row.view == "acts", row.certainty == .certain else {
      return ViewTables.sureness(row.certainty, row.disputed, isInferred: row.inferred)
    }
    return [
      row.inferred ? Words("inferred", .unsure) : Words(), row.disputed ? Words("disputed", .alarm) : Words(),
    ]
    .joined(by: ", ")
  }
}
