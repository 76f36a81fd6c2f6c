import ArgumentParser

/// The views of `timeline project`.
enum ProjectCommandName: String, CommandName {
  case overview, members, instruments, parties, offices, meetings

  static let title = "view"

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
