import ArgumentParser
import EventLog

/// The command `timeline export`.
struct ExportCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print the events as canonical JSON, a line each, with nothing lost.",
    discussion: """
      Each line is the event as it was recorded, with its position and record time in front. `timeline import` reads \
      such lines again.

        timeline export > events.jsonl
        timeline export --from 87 | jq -r .type
      """)

  @Option(help: ArgumentHelp("The first position.", valueName: "position"))
  var from: String?
  @Option(help: ArgumentHelp("The last position.", valueName: "position"))
  var to: String?
  @OptionGroup var log: LogOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let first = try from.map { try GlobalPosition(argument: $0, option: "--from") } ?? .start.next
    guard first > .start else {
      throw Complaint(
        .usage, "--from: the first position is 1, not 0", hint: "leave it out to begin at the first")
    }
    let last = try to.map { try GlobalPosition(argument: $0, option: "--to") } ?? .end
    let log = try log.openForReading(in: surroundings)
    let output = surroundings.output
    try log.forEachExportLine(from: first, through: last) { line in
      try line.withUnsafeBytes { try output.write(line: $0) }
    }
    return .done
  }
}
