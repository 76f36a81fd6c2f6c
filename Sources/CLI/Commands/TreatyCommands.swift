import ArgumentParser
import EventLog
import Projections

/// The command `timeline project instruments`.
struct InstrumentsCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: ProjectCommandName.instruments.rawValue,
    abstract: "Show the state of treaties and other instruments.",
    discussion: """
      Whether each is in force, since when by the clause and by publication, and how many have signed and consented.

        timeline project instruments --at 2020-06-01
        timeline project instruments --instrument CSTO-P3 --format json
        timeline project instruments --instrument CSTO-P3 --numbered

      With --numbered the rows are the consents that count, in their order: which was the n-th, and which met the \
      clause. Those of one day share their numbers.
      """)

  @Option(help: ArgumentHelp("Only this instrument.", valueName: "id"))
  var instrument: String?
  @Flag(help: "List the consents that count, numbered.")
  var numbered = false
  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    try query.answer(in: surroundings) { inquiry in
      numbered ? try deposits(inquiry) : try states(inquiry)
    }
  }

  private func deposits(_ inquiry: Inquiry) throws -> Answer {
    let rows = try inquiry.deposits(to: instrument)
    return Answer(rows, seen: inquiry.seen, emptyNote: "nobody has consented by \(inquiry.seen.at)") { page in
      rows.isEmpty
        ? []
        : page.heading("consents that count", inquiry.seen) + ViewTables.deposits(rows, on: page)
    }
  }

  private func states(_ inquiry: Inquiry) throws -> Answer {
    let rows = try inquiry.instruments(instrument)
    return Answer(rows, seen: inquiry.seen, emptyNote: "no instrument is there by \(inquiry.seen.at)") {
      page in
      try rows.isEmpty
        ? []
        : page.heading("instruments", inquiry.seen)
          + ViewTables.instruments(rows, on: page, inquiry).lines(columns: page.width)
          + ViewTables.settlements(rows.map { ($0.instrument, $0.settledBy) }, on: page)
          + WarningNotes(rows: inquiry.warnings(about: rows)).lines(on: page)
    }
  }
}

/// The command `timeline project parties`.
struct PartiesCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: ProjectCommandName.parties.rawValue,
    abstract: "Show what each instrument is to each party: signatory, contracting, party, former.",
    discussion: """
      One row for each instrument and party, former ones too.

        timeline project parties --instrument CST --at 1999-04-21
        timeline project parties --party Georgia
      """)

  @Option(help: ArgumentHelp("Only this instrument.", valueName: "id"))
  var instrument: String?
  @Option(help: ArgumentHelp("Only this party: a State by code or name, or a declared id.", valueName: "id"))
  var party: String?
  @Flag(help: "Show which was the n-th consent that counts, in the order of the numbers.")
  var numbered = false
  @OptionGroup var query: QueryOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    try query.answer(in: surroundings) { inquiry in
      let found = try inquiry.parties(to: instrument, party: party)
      let rows = numbered ? found.inOrderOfNumbers() : found
      return Answer(rows, seen: inquiry.seen, emptyNote: "nobody has taken a step by \(inquiry.seen.at)") {
        page in
        let rows = numbered ? rows : rows.sorted(byName: \.name, within: \.instrument)
        return rows.isEmpty
          ? []
          : try page.heading("parties", inquiry.seen)
            + ViewTables.parties(rows, isNumbered: numbered, on: page)
            + ViewTables.settlements(rows.map { ($0.name, $0.settledBy) }, on: page)
            + WarningNotes(rows: inquiry.warnings(about: rows)).lines(on: page)
      }
    }
  }
}

extension [PartyRow] {
  /// Instrument by instrument, those that have a number first, in the order of the numbers.
  fileprivate func inOrderOfNumbers() -> [PartyRow] {
    func key(_ row: PartyRow) -> (String, Int, String) {
      let first = row.number.flatMap { Int($0.prefix { $0.isNumber }) }
      return (row.instrument, first ?? .max, row.party)
    }
    return sorted { key($0) < key($1) }
  }
}
