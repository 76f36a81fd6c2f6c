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
    try check(arguments.first, among: TimelineCommandName.self, of: "timeline")
    if let name = arguments.first.flatMap(TimelineCommandName.init), let below = name.below {
      try check(arguments.dropFirst().first, among: below, of: "timeline \(name.rawValue)")
    }
  }

  /// The command that is meant, read by itself; `nil` where it cannot be: then the whole tree of commands says why.
  static func plainCommand(_ arguments: [String]) -> (any TimelineSubcommand)? {
    var rest = tied(arguments)[...]
    guard let name = rest.popFirst().flatMap(TimelineCommandName.init) else { return nil }
    var command: (any ParsableCommand.Type)? = name.command
    if let below = name.below {
      if let word = rest.first, !word.hasPrefix("-") {
        command = below.command(named: word)
        rest = rest.dropFirst()
      } else {
        command = command?.configuration.defaultSubcommand
      }
    }
    return try? command?.parseAsRoot(Array(rest)) as? any TimelineSubcommand
  }

  private static func check(
    _ name: String?, among known: any CommandName.Type, of parent: String
  ) throws(Complaint) {
    guard let name, !name.hasPrefix("-"), name != "help", known.command(named: name) == nil else { return }
    let nearest = Nearest.match(to: name, in: known.names)
    throw Complaint(
      .usage, "there is no \(known.title) “\(name)”",
      hint: nearest.map { "did you mean “\($0)”?" } ?? "`\(parent) --help` lists them")
  }

  private static func isNegative(_ argument: String) -> Bool {
    argument.count > 1 && argument.hasPrefix("-")
      && argument.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
  }
}
