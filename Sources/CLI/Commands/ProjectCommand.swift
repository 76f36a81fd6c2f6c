import ArgumentParser
import EventLog
import Projections

/// The command `timeline project`.
struct ProjectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.project.rawValue,
    abstract: "Show what was so on a day: members, instruments, parties, offices, meetings.",
    discussion: """
      Without a view: everything on one page. Each answer is certain, possible, or not there at all; a row is marked \
      disputed where records contradict each other.

        timeline project --at 2015-04-02
        timeline project members --org CSTO --at 2006-07-15
        timeline project instruments --format csv
      """,
    subcommands: ProjectCommandName.commands,
    defaultSubcommand: OverviewCommand.self)
}

/// The options that every query has.
struct QueryOptions: ParsableArguments {
  @OptionGroup var format: FormatOptions
  @OptionGroup var perspective: PerspectiveOptions
  @OptionGroup var log: LogOptions

  /// Asks the log, and writes the answer.
  func answer(
    in surroundings: Surroundings, _ ask: (Inquiry) throws -> Answer
  ) throws -> ExitStatus {
    try format.answer(
      log, in: surroundings, from: { try perspective.perspective(over: $0, in: surroundings) }, ask: ask)
  }
}

extension FormatOptions {
  /// Asks a log from a perspective, and writes the answer.
  func answer(
    _ log: LogOptions, in surroundings: Surroundings, from perspective: (Timeline) throws -> Perspective,
    ask: (Inquiry) throws -> Answer
  ) throws -> ExitStatus {
    let timeline = Timeline(log: try log.openForReading(in: surroundings))
    let looked = try perspective(timeline)
    let inquiry = try timeline.inquire(from: looked)
    var answer = try inquiry.explainingEmptiness { try ask(inquiry) }
    let page = answer.page
    let restsOnApproximate = inquiry.isApproximate(anyOf: answer.events)
    answer.page = { sheet in
      try page(sheet) + (restsOnApproximate ? Answer.approximateNote.wrapped(to: sheet.width) : [])
    }
    try write(answer, in: surroundings)
    // The system takes all memory back at once; freeing the events of a whole log one by one takes a while.
    if surroundings.endsWithCommand { _ = Unmanaged.passRetained(KeptAnswer(answer: answer)) }
    return .done
  }
}

/// An answer, with the world that its page is made from, that is never given up.
private final class KeptAnswer {
  let answer: Answer

  init(answer: Answer) {
    self.answer = answer
  }
}

extension Inquiry {
  /// Whether a moment before the first record was chosen.
  var isBeforeAll: Bool { perspective.asOf != .head && head == .start }

  /// Asks; where nothing was recorded yet, an id that is not known is told to be so for that reason.
  func explainingEmptiness<Answered>(_ ask: () throws -> Answered) throws -> Answered {
    do {
      return try ask()
    } catch let error as UnknownID where isBeforeAll {
      throw Complaint(
        .refused, "the log knew no \(error.role.rawValue) “\(error.id)” as of \(head), when it was empty",
        hint: "--as-of is the moment of the log, --at the day in the world")
    }
  }

  /// What the answer stands for.
  var seen: Answer.Seen {
    var seen = Answer.Seen(perspective, asOf: head)
    seen.hasStrictDates = perspective.strictDates
    return seen
  }
}

/// The command `timeline project overview`.
struct OverviewCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: ProjectCommandName.overview.rawValue,
    abstract: "Show every organisation, instrument and office on one page.",
    discussion: """
      In json and jsonl each row of every view, with the view's name in the field view; the views have their own \
      commands for csv.

        timeline project --at 2015-04-02
      """)

  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    if query.format.format == .csv {
      throw Complaint(
        .usage, "the overview has rows of several kinds, which csv cannot hold",
        hint: "ask for one view, such as `timeline project members --format csv`")
    }
    return try query.answer(in: surroundings) { inquiry in
      let overview = try inquiry.overview()
      let page = OverviewPage(overview: overview, inquiry: inquiry)
      return Answer(seen: inquiry.seen, fieldNames: [], rows: overview.outputRows, page: page.lines)
    }
  }
}

/// The command `timeline project members`.
struct MembersCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: ProjectCommandName.members.rawValue,
    abstract: "Show who holds which status in an organisation.",
    discussion: """
      One row for each status held. A suspended member has its row like any other and stays a member: its standing says so.

        timeline project members --org CSTO --at 2015-04-02
        timeline project members --party Uzbekistan --all
      """)

  @Option(help: ArgumentHelp("Only this organisation or organ.", valueName: "id"))
  var org: String?
  @Option(help: ArgumentHelp("Only this party: a State by code or name, or a declared id.", valueName: "id"))
  var party: String?
  @Flag(help: "Also former members, and statuses that wait for an instrument.")
  var all = false
  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    try query.answer(in: surroundings) { inquiry in
      let rows = try inquiry.members(
        of: org, party: party, includingFormer: all)
      return Answer(rows, seen: inquiry.seen, emptyNote: "nobody holds a status on \(inquiry.seen.at)") {
        page in
        let rows = rows.sorted(byName: \.name) { [$0.org, $0.standing == "suspended" ? "1" : "0"] }
        return rows.isEmpty
          ? []
          : try page.heading("statuses", inquiry.seen) + ViewTables.members(rows).lines(columns: page.width)
            + ViewTables.settlements(rows.map { ($0.name, $0.settledBy) }, on: page)
            + WarningNotes(rows: inquiry.warnings(about: rows)).lines(on: page)
      }
    }
  }
}

/// The command `timeline project offices`.
struct OfficesCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: ProjectCommandName.offices.rawValue,
    abstract: "Show who holds each office.",
    discussion: """
      The holder is a State or a person.

        timeline project offices --org CSTO --at 2015-10-01
      """)

  @Option(help: ArgumentHelp("Only the offices of this organisation.", valueName: "id"))
  var org: String?
  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    try query.answer(in: surroundings) { inquiry in
      let rows = try inquiry.offices(of: org)
      return Answer(rows, seen: inquiry.seen, emptyNote: "no office is held on \(inquiry.seen.at)") { page in
        rows.isEmpty
          ? []
          : try page.heading("offices", inquiry.seen) + ViewTables.offices(rows).lines(columns: page.width)
            + ViewTables.settlements(rows.map { ($0.office, $0.settledBy) }, on: page)
            + WarningNotes(rows: inquiry.warnings(about: rows)).lines(on: page)
      }
    }
  }
}

/// The command `timeline project meetings`.
struct MeetingsCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: ProjectCommandName.meetings.rawValue,
    abstract: "Show the register of meetings: who took part, what was decided, what was only planned.",
    discussion: """
      Without days, the meetings up to the day of --at.

        timeline project meetings --org CSTO --from 2015-01-01 --to 2015-12-31
      """)

  @Option(help: ArgumentHelp("Only meetings of this organisation.", valueName: "id"))
  var org: String?
  @Option(help: ArgumentHelp("Only meetings that may have been held on this day or later.", valueName: "day"))
  var from: String?
  @Option(
    help: ArgumentHelp("Only meetings that may have been held on this day or earlier.", valueName: "day"))
  var to: String?
  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let days = try EventDays(from: from, to: to).range
    return try query.answer(in: surroundings) { inquiry in
      let rows = try inquiry.meetings(of: org, between: days)
      return Answer(rows, seen: inquiry.seen, emptyNote: "the register has no such meeting") { page in
        rows.isEmpty
          ? []
          : try page.heading("meetings", inquiry.seen, between: days)
            + MeetingList(rows: rows, inquiry: inquiry).lines(on: page)
      }
    }
  }
}
