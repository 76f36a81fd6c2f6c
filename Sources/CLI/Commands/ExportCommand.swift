import ArgumentParser
import EventLog

/// The command `timeline export`.
struct ExportCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.export.rawValue,
    abstract: "Print the events as canonical JSON, a line each, with nothing lost.",
    discussion: """
      Each line is the event as it was recorded, with its position and record time in front. `timeline import` reads \
      such lines again, and `timeline restore` makes the same log from all of them. What is recorded while it prints \
      is left out.

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
    let last = try to.map { try GlobalPosition(argument: $0, option: "--to") }
    if let last, last < first {
      throw Complaint(
        .usage, "--from \(first.number) comes after --to \(last.number)", hint: "exchange the two")
    }
    let log = try log.openForReading(in: surroundings)
    let head = try log.head()
    // A range that ends beyond the log is no mistake of who asks for what is new.
    if let beyond = [from.map { _ in first }, last].compactMap({ $0 }).first(where: { $0 > head }) {
      surroundings.say("the log ends at \(head), before \(beyond)")
    }
    let output = surroundings.output
    try log.forEachExportLine(from: first, through: min(last ?? head, head)) { line in
      try line.withUnsafeBytes { try output.write(line: $0) }
    }
    return .done
  }
}
