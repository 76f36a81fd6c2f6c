import ArgumentParser
import EventLog
import Projections

/// The command `timeline restore`.
struct RestoreCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.restore.rawValue,
    abstract: "Make a log again from all lines of its export.",
    discussion: """
      The new log has the same positions, record times and events, hence the same export and the same root. It is \
      made in full or not at all, and never in place of another one. A part of an export is refused; `timeline import` \
      records it as new events.

        timeline restore events.jsonl --log copy.mdb
        zcat events.jsonl.gz | timeline restore - --log copy.mdb
      """)

  @Argument(
    help: ArgumentHelp("The export; - is standard input.", valueName: "file"), completion: .file())
  var file: String
  @Option(
    help: ArgumentHelp(
      "The root that the log must have.",
      discussion:
        "64 hexadecimal digits. A root that is known from elsewhere tells whether lines are missing at the end.",
      valueName: "root"))
  var root: String?
  @OptionGroup var format: FormatOptions
  @OptionGroup var log: LogOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let expected = try root.map { text throws(Complaint) in
      guard let root = TreeHash(text) else {
        throw Complaint(
          .usage, "--root: “\(text)” is no root", hint: "a root has 64 hexadecimal digits, in small letters")
      }
      return root
    }
    let input = try InputFile(file, in: surroundings)
    defer { input.close() }
    let path = log.path(in: surroundings)
    let copy = try ExportReader(file: input).restore(
      to: path, expecting: expected, clock: try surroundings.now())
    surroundings.say("made a new log: \(path)")
    try CopyRow(copy: copy, before: nil).write(format, in: surroundings)
    return .done
  }
}
