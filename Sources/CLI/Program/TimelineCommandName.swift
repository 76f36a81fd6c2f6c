import ArgumentParser

/// The commands of `timeline`.
enum TimelineCommandName: String, CommandName {
  case append, `import`
  case project, pending, upcoming, why, history, diff, conflicts, check
  case log, show, export, restore, backup, compact
  case root, proof, verify, rebuild, stats

  static let title = "command"

  /// The names below it, for a command that is a group of others.
  var below: (any CommandName.Type)? {
    switch self {
    case .project: ProjectCommandName.self
    case .why: WhyCommandName.self
    default: nil
    }
  }

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
