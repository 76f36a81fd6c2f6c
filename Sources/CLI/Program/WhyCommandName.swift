import ArgumentParser

/// The questions of `timeline why`.
enum WhyCommandName: String, CommandName {
  case member
  case inForce = "in-force"
  case party, office

  static let title = "question"

  var command: any ParsableCommand.Type {
    switch self {
    case .member: WhyMemberCommand.self
    case .inForce: WhyInForceCommand.self
    case .party: WhyPartyCommand.self
    case .office: WhyOfficeCommand.self
    }
  }
}
