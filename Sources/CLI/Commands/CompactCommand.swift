import ArgumentParser
import EventLog

/// The command `timeline compact`.
struct CompactCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.compact.rawValue,
    abstract: "Copy the log to a new file without its free pages.",
    discussion: """
      As `timeline backup`, but the copy is as small as it can be. The log itself is not changed: where the copy is to \
      take its place, end every program that has the log open, and rename it.

        timeline compact small.mdb
      """)

  @Argument(
    help: ArgumentHelp("The file to make; nothing of that name may be there.", valueName: "path"),
    completion: .file())
  var target: String
  @OptionGroup var format: FormatOptions
  @OptionGroup var log: LogOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let opened = try log.openForReading(in: surroundings)
    let copy = try opened.compact(to: try CopyRow.target(target))
    let before = try opened.statistics().fileSize
    try CopyRow(copy: copy, before: before).write(format, in: surroundings)
    return .done
  }
}
