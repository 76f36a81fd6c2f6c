import ArgumentParser

/// A command of the program: the arguments, read, and what to do with them.
protocol TimelineSubcommand: ParsableCommand {
  /// Does it. What goes wrong is thrown; the answer is how the process ends if nothing did.
  func run(in surroundings: Surroundings) throws -> ExitStatus
}

/// From arguments to exit status.
enum Program {
  /// The version of the program (semver.org).
  static let version = "0.1.0"

  /// Reads the command line, runs the command, says what went wrong.
  ///
  /// A reader that closed the other end of standard output has what it wanted: that ends quietly with `done`.
  static func run(_ arguments: [String], in surroundings: Surroundings) -> ExitStatus {
    do {
      let status = try answer(arguments, in: surroundings)
      try surroundings.output.flush()
      return status
    } catch {
      try? surroundings.output.flush()
      if let error = error as? StreamError, error.isClosedPipe { return .done }
      let complaint = Complaint(about: error)
      surroundings.say(complaint.lines.joined(separator: "\n"))
      return complaint.status
    }
  }

  private static func answer(_ arguments: [String], in surroundings: Surroundings) throws -> ExitStatus {
    if let command = Arguments.plainCommand(arguments) { return try command.run(in: surroundings) }
    try Arguments.checkCommand(arguments)
    do {
      var command = try TimelineCommand.parseAsRoot(Arguments.tied(arguments))
      if let command = command as? any TimelineSubcommand { return try command.run(in: surroundings) }
      try command.run()
      return .done
    } catch let error where TimelineCommand.exitCode(for: error) == .success {
      let text = TimelineCommand.fullMessage(for: error, columns: surroundings.terminal.columns)
      try surroundings.output.write(line: text)
      return .done
    }
  }
}
