import ArgumentParser
import Diplomacy
import EventLog
import Projections

extension Assertion.View: ExpressibleByArgument {}

/// The command `timeline diff`.
struct DiffCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.diff.rawValue,
    abstract: "Show what changed in a view between two days, or between two states of knowledge, and why.",
    discussion: """
      The view is members, instruments, parties, offices, pending or meetings. Each row that was added, removed or \
      changed names the records that make the difference, and of what kind they are: event, back-dated (of a day that \
      the log had gone past already), correction or retraction. Rows that rest on other records and say the same are \
      no change.

      What happened between two days:

        timeline diff members --org CSTO --from 2012-01-01 --to 2013-01-01

      What was learned between two states of the log, about the day of --at:

        timeline diff parties --instrument CSTO-P3 --at 2020-06-01 --as-of '#60' --vs-as-of '#110'

      What became known between two days of publication:

        timeline diff instruments --at 1999-06-01 --published-by 1999-06-01 --vs-published-by 2011-01-01
      """)

  @Argument(help: ArgumentHelp("The view that is compared."))
  var view: Assertion.View
  @Option(help: ArgumentHelp("The first of two days.", valueName: "day"))
  var from: String?
  @Option(help: ArgumentHelp("The second of two days.", valueName: "day"))
  var to: String?
  @Option(
    help: ArgumentHelp(
      "How much of the log counts after the change; --as-of says how much before.", valueName: "when"))
  var vsAsOf: String?
  @Option(
    help: ArgumentHelp(
      "The last day of publication after the change; --published-by is the one before.", valueName: "day"))
  var vsPublishedBy: String?
  @Option(
    help: ArgumentHelp(
      "Only this organisation or organ; of members, offices and meetings.", valueName: "id"))
  var org: String?
  @Option(
    help: ArgumentHelp("Only this instrument; of instruments, parties and pending.", valueName: "id"))
  var instrument: String?
  @Option(
    help: ArgumentHelp(
      "Only this party, of members and parties: a State by code or name, or a declared id.", valueName: "id"))
  var party: String?
  @Flag(help: "Also former members, and statuses that wait for an instrument.")
  var all = false
  @OptionGroup var query: QueryOptions

  func validate() throws {
    guard (from == nil) == (to == nil) else { throw ValidationError("--from and --to go together.") }
    let choices = [from != nil, vsAsOf != nil, vsPublishedBy != nil]
    guard choices.count(where: { $0 }) == 1 else {
      throw ValidationError(
        "Say what to compare: --from and --to, --as-of and --vs-as-of, or --published-by and --vs-published-by."
      )
    }
    if from != nil, query.perspective.at != nil {
      throw ValidationError("--from and --to are the days that are compared: leave out --at.")
    }
    if vsAsOf != nil, query.perspective.limits.asOf == nil {
      throw ValidationError("--vs-as-of is compared with --as-of, which is missing.")
    }
    if vsPublishedBy != nil, query.perspective.limits.publishedBy == nil {
      throw ValidationError("--vs-published-by is compared with --published-by, which is missing.")
    }
    for (option, isGiven, views) in filters where isGiven && !views.contains(view) {
      throw ValidationError("--\(option) does not go with \(view.rawValue).")
    }
  }

  private var filters: [(option: String, isGiven: Bool, views: [Assertion.View])] {
    [
      ("org", org != nil, [.members, .offices, .meetings]),
      ("instrument", instrument != nil, [.instruments, .parties, .pending]),
      ("party", party != nil, [.members, .parties]), ("all", all, [.members]),
    ]
  }

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let timeline = Timeline(log: try query.log.openForReading(in: surroundings))
    let (before, after) = try perspectives(over: timeline, in: surroundings)
    let filter = RowFilter(org: org, instrument: instrument, party: party, includingFormer: all)
    let rows = try timeline.diff(view, where: filter, from: before, to: after)
    let inquiry = try timeline.inquire(from: after)
    let compared = Compared(
      before: before, after: after, first: try timeline.position(of: before.asOf), second: inquiry.head)
    var seen = Answer.Seen(before, asOf: compared.first)
    if from != nil { seen.at = after.at }
    seen.compared = compared.fields
    seen.hasStrictDates = before.strictDates
    let page = DiffPage(view: view, rows: rows, compared: compared, inquiry: inquiry)
    try query.format.write(
      Answer(rows, seen: seen, emptyNote: "nothing differs \(compared.words)", page: page.lines),
      in: surroundings)
    return .done
  }

  private func perspectives(over timeline: Timeline, in surroundings: Surroundings) throws -> (
    before: Perspective, after: Perspective
  ) {
    var before = try query.perspective.perspective(over: timeline, in: surroundings)
    var after = before
    if let from, let to {
      let days = try EventDays(from: from, to: to).range
      guard let days else { return (before, after) }
      (before.at, after.at) = (days.lowerBound, days.upperBound)
    }
    if let vsAsOf {
      after.asOf = try PerspectiveLimits.asOf(vsAsOf, option: "--vs-as-of")
      PerspectiveLimits.say(ifBeyond: after.asOf, try timeline.log.head(), in: surroundings)
    }
    if let vsPublishedBy {
      after.publishedBy = try DayArgument.day(vsPublishedBy, option: "--vs-published-by")
    }
    return (before, after)
  }
}

/// The two perspectives that are compared.
struct Compared {
  let before: Perspective
  let after: Perspective
  /// The last positions that they see.
  let first: GlobalPosition
  let second: GlobalPosition

  /// What json says of them beside the first.
  var fields: [FieldValue.Field] {
    if before.at != after.at {
      return [.init("from", .text(before.at.description)), .init("to", .text(after.at.description))]
    }
    if let day = after.publishedBy, before.publishedBy != after.publishedBy {
      return [.init("vs_published_by", .text(day.description))]
    }
    return [.init("vs_as_of", .fields([.init("position", .integer(Int(second.number)))]))]
  }

  /// `between 2012-01-01 and 2013-01-01`, `on 2020-06-01 between #60 and #80`.
  var words: String {
    if before.at != after.at { return "between \(before.at) and \(after.at)" }
    if let one = before.publishedBy, let other = after.publishedBy, one != other {
      return "on \(after.at) between publications by \(one) and by \(other)"
    }
    return "on \(after.at) between \(first) and \(second)"
  }
}
