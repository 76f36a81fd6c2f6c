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
    try openExisting(readOnly: true, in: surroundings)
  }

  /// Opens a log that must be there, for writing.
  func openForWriting(in surroundings: Surroundings) throws -> EventLog {
    try openExisting(readOnly: false, in: surroundings)
  }

  private func openExisting(readOnly: Bool, in surroundings: Surroundings) throws -> EventLog {
    var options = EventLog.Options()
    options.createIfMissing = false
    options.readOnly = readOnly
    options.histories = .standard
    return try EventLog.open(at: path(in: surroundings), options: options, clock: try surroundings.now())
  }

  /// Lends the log to a command that writes.
  ///
  /// A log that is not there is made only when something is written, so that a refused event leaves nothing behind;
  /// until then the questions go to an empty one in the temporary folder. A dry run never gets further than that.
  func withLog<Result>(
    isDry: Bool, in surroundings: Surroundings, _ body: (WritableLog) throws -> Result
  ) throws -> Result {
    let path = path(in: surroundings)
    let clock = try surroundings.now()
    do {
      let log = try openExisting(readOnly: isDry, in: surroundings)
      return try body(WritableLog(asked: log, open: { log }))
    } catch EventLogError.missingLog {
      var creating = EventLog.Options()
      creating.histories = .standard
      return try ScratchFolder.lend(in: surroundings.temporaryFolder) { folder in
        let empty = try EventLog.open(at: "\(folder)/empty.mdb", clock: clock)
        return try body(
          WritableLog(
            asked: empty,
            open: {
              let log = try EventLog.open(at: path, options: creating, clock: clock)
              if log.wasCreated { surroundings.say("made a new log: \(path)") }
              return log
            }))
      }
    }
  }
}

/// A log that is written to, and made if it is not there.
struct WritableLog {
  /// What can be asked before anything is written; empty where there is no log yet.
  let asked: EventLog
  /// The log to write to; makes it if there is none.
  let open: () throws -> EventLog
}
