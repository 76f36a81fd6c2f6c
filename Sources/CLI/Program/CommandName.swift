import ArgumentParser

/// A word of the command line that stands for a command: the one list of the commands below another one.
///
/// What a command says of itself is made only when it is asked for: to look at all of them, as the parser does, takes longer
/// than most answers.
protocol CommandName: RawRepresentable<String>, CaseIterable {
  /// What they are called together, one of them.
  static var title: String { get }
  /// The command of that name.
  var command: any ParsableCommand.Type { get }
}

extension CommandName {
  /// All of them, in the order of the help.
  static var commands: [any ParsableCommand.Type] { allCases.map(\.command) }

  /// Their names, in the order of the help.
  static var names: [String] { allCases.map(\.rawValue) }

  /// The command of a name, `nil` if there is none.
  static func command(named name: String) -> (any ParsableCommand.Type)? { Self(rawValue: name)?.command }
}
