import ArgumentParser
import Diplomacy
import EventLog
import Projections

/// The command `timeline append`.
struct AppendCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.append.rawValue,
    abstract: "Record one event, or all events of standard input in one transaction.",
    discussion: """
      Prints the position of the event. It is on the disk when the position is printed. An event that is there already \
      is not recorded again: its old position is printed.

        timeline append ratification --on 2019-07-24 --party RUS --instrument CSTO-P3 --grade 2
        timeline append office --on 2015-09-15 --office CSTO:chair --set holder=ARM
        timeline append - < events.jsonl

      With - the events come as JSON Lines: all of them are recorded, or none. A QUERY is words such as \
      'type=ratification,accession party=TJK': a comma is or, a space is and.
      """)

  @Argument(
    help: ArgumentHelp("The type of the event, such as ratification, or - for JSON Lines.", valueName: "type")
  )
  var type: String
  @OptionGroup(title: "Fields of the event") var fields: EventOptions
  @Option(help: ArgumentHelp("Only if this is the last position of the log.", valueName: "position"))
  var ifHead: String?
  @Option(help: ArgumentHelp("Only if no event matches this query.", valueName: "query"))
  var ifNone: String?
  @Option(help: ArgumentHelp("With --if-none: only events after this position count.", valueName: "position"))
  var after: String?
  @Flag(help: "Only check: print the event as it would be recorded, and write nothing.")
  var dryRun = false
  @Option(
    help: ArgumentHelp(
      "table prints the position alone; json and jsonl print an object; csv a row below a head.",
      discussion: "With --dry-run there is no position: the event is printed as JSON, in csv as a row."))
  var format = FormatName.table
  @OptionGroup var log: LogOptions

  func validate() throws {
    if ifHead != nil, ifNone != nil { throw ValidationError("--if-head and --if-none do not go together.") }
    if after != nil, ifNone == nil { throw ValidationError("--after belongs to --if-none.") }
    if type == "-", !fields.isEmpty {
      throw ValidationError("With - the fields of the events come from standard input, not from options.")
    }
  }

  /// The event that the options make.
  private func event() throws -> DiplomaticEvent {
    let members = try fields.event(of: type)
    do throws(EventError) {
      return try DiplomaticEvent(members)
    } catch {
      guard case .wrongKind(_, found: .string) = error.reason else { throw error }
      var complaint = Complaint(error)
      complaint.hint = "--set NAME=TEXT gives text; write --set 'NAME:=JSON' for anything else"
      throw complaint
    }
  }

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    if type == "-" { return try appendLines(in: surroundings) }
    let event = try event()
    return try log.withLog(isDry: dryRun, in: surroundings) { log in
      let timeline = Timeline(log: log.asked)
      var recorder = try Recorder(timeline: timeline)
      try recorder.look(event)
      let ready = try recorder.prepare(event)
      let condition = try condition(on: timeline)
      let receipt =
        dryRun
        ? try log.asked.check([ready], if: condition) : try log.open().append([ready], if: condition)
      try answer([receipt], dry: dryRun ? [ready] : [], of: log.asked, in: surroundings)
      return .done
    }
  }

  private func condition(on timeline: Timeline) throws -> AppendCondition? {
    if let ifHead { return .head(try GlobalPosition(argument: ifHead, option: "--if-head")) }
    guard let ifNone else { return nil }
    let inquiry = try timeline.inquire(from: Perspective(at: .last))
    let query = try QueryArgument.query(ifNone, option: "--if-none") {
      try inquiry.idOfParty($0, option: "--if-none")
    }
    return .none(
      matching: query, after: try after.map { try GlobalPosition(argument: $0, option: "--after") } ?? .start)
  }

  private func appendLines(in surroundings: Surroundings) throws -> ExitStatus {
    let input = try InputFile("-", in: surroundings)
    defer { input.close() }
    return try log.withLog(isDry: dryRun, in: surroundings) { log in
      let timeline = Timeline(log: log.asked)
      let importer = Importer(files: [input], log: log, rules: .init(), surroundings: surroundings)
      guard var found = try importer.checked() else {
        surroundings.say("nothing was recorded")
        return .refused
      }
      defer { found.spill.close() }
      var chunks = importer.readyChunks(found)
      defer { chunks.cancel() }
      var places: [Complaint.Place] = []
      var receipts: [AppendReceipt] = []
      do {
        let condition = try condition(on: timeline)
        if dryRun {
          var ready: [Event] = []
          while let chunk = try chunks.next() {
            places += chunk.lines.places
            ready += chunk.lines.events
          }
          try answer([log.asked.check(ready, if: condition)], dry: ready, of: log.asked, in: surroundings)
          return .done
        }
        _ = try log.open().append(
          offered: {
            guard let chunk = try chunks.next() else { return nil }
            places += chunk.lines.places
            return chunk.offered
          }, if: condition, receipt: { receipts.append($0) })
      } catch let error as EventLogError {
        guard let index = error.index else { throw error }
        throw Complaint(error).at(places[index])
      }
      try answer(receipts, dry: [], of: log.asked, in: surroundings)
      return .done
    }
  }

  /// Prints where the events stand, or, for a dry run, the events.
  private func answer(
    _ receipts: [AppendReceipt], dry events: [Event], of log: EventLog, in surroundings: Surroundings
  ) throws {
    let entries = receipts.flatMap(\.entries)
    let duplicates = entries.filter(\.isDuplicate)
    if !duplicates.isEmpty {
      surroundings.say(
        entries.count == 1
          ? "this event is already recorded as \(duplicates[0].position); nothing was written"
          : "\(duplicates.count) of \(entries.count) events were there already")
      try surroundings.sayCorrected(duplicates.map(\.position), in: log)
    }
    if dryRun {
      var rows = DryRows(format: format)
      for event in events { try rows.write(event, to: surroundings.output) }
      return surroundings.say("nothing was written (--dry-run)")
    }
    var rows = AppendedRows(format: format)
    for entry in entries { try rows.write(entry, to: surroundings.output) }
  }
}
