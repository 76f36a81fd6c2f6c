import ArgumentParser
import EventLog

/// The command `timeline backup`.
struct BackupCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.backup.rawValue,
    abstract: "Copy the log to a new file, while others read and write it.",
    discussion: """
      The copy is a log of its own. It is made under another name, put on the disk, and verified: every event is hashed, \
      every table compared with the events, and the root with that of the log. Only then it gets its name, which must be \
      free. A log must never be copied by other programs while somebody writes to it.

        timeline backup backups/2026-11-22.mdb
        timeline project --log backups/2026-11-22.mdb
      """)

  @Argument(
    help: ArgumentHelp("The file to make; nothing of that name may be there.", valueName: "path"),
    completion: .file())
  var target: String
  @OptionGroup var format: FormatOptions
  @OptionGroup var log: LogOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let opened = try log.openForReading(in: surroundings)
    let copy = try opened.backup(to: try CopyRow.target(target))
    try CopyRow(copy: copy, before: nil).write(format, in: surroundings)
    return .done
  }
}
