import ArgumentParser
import EventLog
import Projections

/// `--log`, on every command that opens the log.
struct LogOptions: ParsableArguments {
  @Option(
    name: .customLong("log"),
    help: ArgumentHelp(
      "The file of the log.", discussion: "Without it $TIMELINE_LOG, and without that ./timeline.mdb.",
      valueName: "path"),
    completion: .file())
  var path: String?

  /// The file that is meant.
  func path(in surroundings: Surroundings) -> String {
    if let path { return path }
    let named = surroundings.environment("TIMELINE_LOG") ?? ""
    return named.isEmpty ? "timeline.mdb" : named
  }

  /// Opens a log that must be there, for reading.
  func openForReading(in surroundings: Surroundings) throws -> EventLog {
    var options = EventLog.Options()
    options.createIfMissing = false
    options.readOnly = true
    return try EventLog.open(at: path(in: surroundings), options: options, clock: try surroundings.now())
  }

  /// Opens a log for writing, and makes it if there is none.
  func openForWriting(in surroundings: Surroundings) throws -> EventLog {
    let log = try EventLog.open(at: path(in: surroundings), clock: try surroundings.now())
    if log.wasCreated { surroundings.say("made a new log: \(path(in: surroundings))") }
    return log
  }

  /// Lends the log to write to; a dry run only reads, and where there is no log it gets one that is never seen.
  func withLog<Result>(
    isDry: Bool, in surroundings: Surroundings, _ body: (EventLog) throws -> Result
  ) throws -> Result {
    guard isDry else { return try body(openForWriting(in: surroundings)) }
    do {
      return try body(openForReading(in: surroundings))
    } catch EventLogError.missingLog {
      return try TemporaryFolder.lend(in: surroundings.temporaryFolder) { folder in
        try body(EventLog.open(at: "\(folder)/empty.mdb", clock: try surroundings.now()))
      }
    }
  }
}
