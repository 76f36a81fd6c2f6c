import ArgumentParser
import Diplomacy
import EventLog
import Projections

/// The command `timeline import`.
struct ImportCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.import.rawValue,
    abstract: "Record the events of files of JSON Lines.",
    discussion: """
      One event on each line, as docs/EVENTS.md has them; lines of `timeline export` are read too. Names may be \
      declared anywhere in the files. All lines are checked before anything is written, then they are recorded in \
      transactions of up to 46,080 events. What is there already is not recorded again, so an import can be repeated. \
      Memory grows with the names and corrections in the files; where something may be wrong or is there already, also \
      by about 100 bytes an event.

        timeline import seeds/csto.jsonl
        timeline import --dry-run *.jsonl
        zcat events.jsonl.gz | timeline import -
      """)

  @Argument(
    help: ArgumentHelp("Files of JSON Lines; - is standard input.", valueName: "file"), completion: .file())
  var files: [String]
  @Flag(help: "Only check: say what would be recorded, and write nothing.")
  var dryRun = false
  @Flag(help: "Declare unknown names as entities of kind other, and say which.")
  var declareMissing = false
  @Flag(
    help: "Report the lines that are refused, and record those that need none of them; the exit status is 1.")
  var continueAfterErrors = false
  @Option(
    help: ArgumentHelp(
      "Put this before every id in the files, so that ids of several sources do not meet.",
      valueName: "prefix"))
  var idPrefix = ""
  @OptionGroup var log: LogOptions

  func validate() throws {
    if files.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Standard input can be read only once.")
    }
  }

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let files = try files.map { name throws(Complaint) in try InputFile(name, in: surroundings) }
    defer { files.forEach { $0.close() } }
    let summary = try log.withLog(isDry: dryRun, in: surroundings) { log in
      let importer = Importer(
        files: files, log: log,
        rules: Preparation.Rules(
          declaresMissing: declareMissing, offersDeclaring: true, idPrefix: idPrefix),
        surroundings: surroundings)
      let summary = try importer.run(isDry: dryRun, continues: continueAfterErrors)
      surroundings.say(sentence(about: summary))
      if summary.refused.isEmpty || continueAfterErrors {
        try surroundings.sayCorrected(summary.known, in: log.asked)
      }
      return summary
    }
    return summary.refused.isEmpty ? .done : .refused
  }

  private func sentence(about summary: Importer.Summary) -> String {
    let known = "\(summary.duplicates) were there already"
    let events = summary.recorded.counted("event", "events")
    let refused = summary.refused.isEmpty ? "" : ", \(summary.refused.count) refused"
    if !summary.refused.isEmpty, !continueAfterErrors {
      let lines = summary.refused.count.counted("line is", "lines are")
      guard dryRun else { return "nothing was imported: \(lines) refused" }
      let good = summary.recorded.counted("event is", "events are")
      return "nothing would be imported: \(lines) refused; \(good) in order, \(known)"
    }
    if dryRun { return "would import \(events), \(known)\(refused); nothing was written" }
    var places = ""
    if let first = summary.first, let last = summary.last {
      places = first == last ? " (\(first))" : " (\(first)..\(last))"
    }
    return "imported \(events)\(places), \(known)\(refused)"
  }
}
