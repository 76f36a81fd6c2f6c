import ArgumentParser
import Diplomacy

/// The command line before it is parsed: what the parser would call by a wrong name.
enum Arguments {
  /// The arguments, with numbers below zero tied to their options.
  ///
  /// The parser takes `-1` for an option and says that a value is missing; tied by `=`, it is refused for what it is.
  static func tied(_ arguments: [String]) -> [String] {
    var tied: [String] = []
    for argument in arguments {
      if let option = tied.last, option.hasPrefix("--"), option != "--", !option.contains("="),
        isNegative(argument)
      {
        tied[tied.count - 1] = "\(option)=\(argument)"
      } else {
        tied.append(argument)
      }
    }
    return tied
  }

  /// Refuses a command that there is not; the parser would complain of its options.
  static func checkCommand(_ arguments: [String]) throws(Complaint) {
    try check(arguments[...], among: TopName.names, as: "command", of: "timeline")
    switch arguments.first {
    case TopName.project.rawValue:
      try check(arguments.dropFirst(), among: ViewName.names, as: "view", of: "timeline project")
    case TopName.why.rawValue:
      try check(arguments.dropFirst(), among: QuestionName.names, as: "question", of: "timeline why")
    default: break
    }
  }

  /// The command that is meant, read by itself; `nil` where it cannot be: then the whole tree of commands says why.
  ///
  /// The parser looks at every command of the tree to find one, which takes longer than most answers.
  static func plainCommand(_ arguments: [String]) -> (any TimelineSubcommand)? {
    var rest = tied(arguments)[...]
    guard let name = rest.popFirst().flatMap(TopName.init) else { return nil }
    let command: (any ParsableCommand.Type)? =
      switch name {
      case .project where rest.first?.hasPrefix("-") ?? true: ViewName.overview.command
      case .project: rest.popFirst().flatMap(ViewName.init)?.command
      case .why: rest.popFirst().flatMap(QuestionName.init)?.command
      default: name.command
      }
    return try? command?.parseAsRoot(Array(rest)) as? any TimelineSubcommand
  }

  private static func check(
    _ arguments: ArraySlice<String>, among names: [String], as title: String, of parent: String
  ) throws(Complaint) {
    guard let name = arguments.first, !name.hasPrefix("-"), name != "help", !names.contains(name) else {
      return
    }
    let nearest = Nearest.match(to: name, in: names)
    throw Complaint(
      .usage, "there is no \(title) “\(name)”",
      hint: nearest.map { "did you mean “\($0)”?" } ?? "`\(parent) --help` lists them")
  }

  private static func isNegative(_ argument: String) -> Bool {
    argument.count > 1 && argument.hasPrefix("-")
      && argument.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
  }
}
