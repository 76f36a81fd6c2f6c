import ArgumentParser
import EventLog
import Projections

/// The command `timeline why`.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.why.rawValue,
    abstract: "Explain an answer: the acts and rules it rests on, and what would settle it.",
    discussion: """
      The answer first: certain, possible or no, the same as the views say. For a possible one, what would make it yes \
      or no. Then the acts and rules in the order of time, each with its source; what the answer depends on, to be asked \
      by itself; and what was seen and not used, with the reason.

        timeline why member Uzbekistan CSTO --at 2006-07-15
        timeline why in-force CSTO-P3 --at 2020-06-01
        timeline why party AZE CST --at 1999-04-21
        timeline why office CSTO:chair --at 2015-12-01

      json is one object with perspective and explanation; jsonl and csv are the steps of the chain.
      """,
    subcommands: WhyCommandName.commands)
}

extension QueryOptions {
  /// Asks why, and writes the explanation.
  func explain(in surroundings: Surroundings, _ question: Question) throws -> ExitStatus {
    try answer(in: surroundings) { inquiry in
      let explanation = try inquiry.why(question)
      let rows = explanation.chain.enumerated().map { number, step in
        OutputRow.values([.integer(number + 1)] + step.fieldValues)
      }
      var seen = inquiry.seen
      if let file = perspective.limits.assume { seen.name(assumed: file) }
      var answer = Answer(seen: seen, fieldNames: Explanation.Step.numberedFieldNames, rows: rows) {
        [seen] page in
        WhyPage(explanation: explanation, seen: seen).lines(on: page)
      }
      answer.whole = .init("explanation", explanation.fieldValue)
      return answer
    }
  }
}

extension Explanation.Step {
  /// The names of the fields with the number of the step before them.
  static var numberedFieldNames: [String] { ["step"] + fieldNames }
}

/// The command `timeline why member`.
struct WhyMemberCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: WhyCommandName.member.rawValue,
    abstract: "Explain whether somebody holds a status in an organisation, or in one of its organs.",
    discussion: """
      Status, standing, notice and participation, each with the act it rests on.

        timeline why member UZB CSTO --at 2012-12-19
        timeline why member SRB CSTO/PA --status observer
      """)

  @Argument(help: ArgumentHelp("A State by code or name, or a declared id.", valueName: "party"))
  var party: String
  @Argument(help: ArgumentHelp("An organisation or an organ.", valueName: "org"))
  var org: String
  @Option(help: ArgumentHelp("The kind of status.", valueName: "kind"))
  var status = "member"
  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    try query.explain(in: surroundings, .member(party: party, org: org, status: status))
  }
}

/// The command `timeline why in-force`.
struct WhyInForceCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: WhyCommandName.inForce.rawValue,
    abstract: "Explain whether an instrument is in force, by its clause and by what was published.",
    discussion: """
      The clause and what it has, the day that follows from it, the day that was published, and which of the two is used.

        timeline why in-force CSTO-P3 --at 2021-01-19
        timeline why in-force CST --at 1999-06-01 --published-by 1999-06-01
      """)

  @Argument(help: ArgumentHelp("The instrument.", valueName: "instrument"))
  var instrument: String
  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    try query.explain(in: surroundings, .inForce(instrument))
  }
}

/// The command `timeline why party`.
struct WhyPartyCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: WhyCommandName.party.rawValue,
    abstract: "Explain whether somebody is bound by an instrument.",
    discussion: """
      From signature to exit, each step with its record or its rule.

        timeline why party AZE CST --at 1999-04-21
      """)

  @Argument(help: ArgumentHelp("A State by code or name, or a declared id.", valueName: "party"))
  var party: String
  @Argument(help: ArgumentHelp("The instrument.", valueName: "instrument"))
  var instrument: String
  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    try query.explain(in: surroundings, .party(party, instrument: instrument))
  }
}

/// The command `timeline why office`.
struct WhyOfficeCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: WhyCommandName.office.rawValue,
    abstract: "Explain who holds an office.",
    discussion: """
      Who took it when, and who held it before.

        timeline why office CSTO:chair --at 2015-12-01
      """)

  @Argument(help: ArgumentHelp("The office, such as CSTO:chair.", valueName: "office"))
  var office: String
  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    try query.explain(in: surroundings, .office(office))
  }
}
