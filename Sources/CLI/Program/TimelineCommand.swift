import ArgumentParser
import EventLog

/// The root of the command line.
struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Diplomatic facts in an append-only log, and what follows from them on any day.",
    discussion: """
      Signings, ratifications, meetings, admissions and suspensions are appended to a log in one file. Nothing is \
      overwritten: corrections are events too. Every view can be asked for any day (--at) and as the log stood at \
      any earlier moment (--as-of).

        timeline import seeds/csto.jsonl
        timeline project --at 2015-04-02
        timeline pending CSTO-P3 --at 2020-06-01

      Exit status: 0 done, 1 refused, 2 usage, 3 the log is damaged or not ours, 4 the environment does not \
      allow it.
      """,
    version: versionText,
    subcommands: TimelineCommandName.commands)

  /// What `--version` prints.
  static var versionText: String {
    """
    timeline \(Program.version)
    \(EventLog.lmdbVersion)
    log format \(EventLog.formatVersion)
    """
  }
}
