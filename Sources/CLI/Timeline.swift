import ArgumentParser

@main
struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "timeline")
}
