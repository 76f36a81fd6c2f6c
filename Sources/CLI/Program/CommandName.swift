import ArgumentParser

/// A word of the command line that stands for a command: the one list of a command's subcommands.
///
/// A command is made only when it is asked for: to look at all of them, as the parser does, takes longer than most answers.
protocol CommandName: RawRepresentable<String>, CaseIterable {
  /// The command of that name.
  var command: any ParsableCommand.Type { get }
}

extension CommandName {
  /// All of them, in the order of the help.
  static var commands: [any ParsableCommand.Type] { allCases.map(\.command) }

  /// Their names, in the order of the help.
  static var names: [String] { allCases.map(\.rawValue) }
}

/// The commands of `timeline`.
enum TopName: String, CommandName {
  case append, `import`, project, pending, upcoming, why, history, diff, conflicts, check, log, show, export,
    restore,
    backup, compact, root, proof, verify, rebuild, stats

  var command: any ParsableCommand.Type {
    switch self {
    case .append: AppendCommand.self
    case .import: ImportCommand.self
    case .project: ProjectCommand.self
    case .pending: PendingCommand.self
    case .upcoming: UpcomingCommand.self
    case .why: WhyCommand.self
    case .history: HistoryCommand.self
    case .diff: DiffCommand.self
    case .conflicts: ConflictsCommand.self
    case .check: CheckCommand.self
    case .log: LogCommand.self
    case .show: ShowCommand.self
    case .export: ExportCommand.self
    case .restore: RestoreCommand.self
    case .backup: BackupCommand.self
    case .compact: CompactCommand.self
    case .root: RootCommand.self
    case .proof: ProofCommand.self
    case .verify: VerifyCommand.self
    case .rebuild: RebuildCommand.self
    case .stats: StatsCommand.self
    }
  }
}

/// The views of `timeline project`.
enum ViewName: String, CommandName {
  case overview, members, instruments, parties, offices, meetings

  var command: any ParsableCommand.Type {
    switch self {
    case .overview: OverviewCommand.self
    case .members: MembersCommand.self
    case .instruments: InstrumentsCommand.self
    case .parties: PartiesCommand.self
    case .offices: OfficesCommand.self
    case .meetings: MeetingsCommand.self
    }
  }
}

/// The questions of `timeline why`.
enum QuestionName: String, CommandName {
  case member
  case inForce = "in-force"
  case party, office

  var command: any ParsableCommand.Type {
    switch self {
    case .member: WhyMemberCommand.self
    case .inForce: WhyInForceCommand.self
    case .party: WhyPartyCommand.self
    case .office: WhyOfficeCommand.self
    }
  }
}
