import ArgumentParser
import Diplomacy
import EventLog
import Projections

/// The command `timeline log`.
struct LogCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List the recorded events, in the order of recording.",
    discussion: """
      Filters of different kinds all have to fit; of one kind, given several times, any may fit. The day of an event \
      that is only known as a range fits if any day of the range does.

        timeline log --party Uzbekistan --org CSTO
        timeline log --type ratification,accession --from 2018-01-01 --format jsonl
        timeline log --limit 5

      In json and jsonl an event is the line that `timeline export` prints.
      """)

  @Option(help: ArgumentHelp("Only events of this type; several with commas between.", valueName: "type"))
  var type: [String] = []
  @Option(
    help: ArgumentHelp(
      "Only events of this party: a State by code or name, or a declared id.", valueName: "id"))
  var party: [String] = []
  @Option(help: ArgumentHelp("Only events of this organisation, its declaration included.", valueName: "id"))
  var org: [String] = []
  @Option(help: ArgumentHelp("Only events of this instrument, its declaration included.", valueName: "id"))
  var instrument: [String] = []
  @Option(help: ArgumentHelp("Only events that may have happened on this day or later.", valueName: "day"))
  var from: String?
  @Option(help: ArgumentHelp("Only events that may have happened on this day or earlier.", valueName: "day"))
  var to: String?
  @Option(help: ArgumentHelp("Only the last so many of them.", valueName: "count"))
  var limit: Int?
  @OptionGroup var format: FormatOptions
  @OptionGroup var perspective: PerspectiveOptions
  @OptionGroup var log: LogOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number from 1 up.") }
  }

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let days = try EventDays(from: from, to: to)
    let types = try type.flatMap { try TypeArgument.types($0, option: "--type") }
    let timeline = Timeline(log: try log.openForReading(in: surroundings))
    let perspective = try perspective.perspective(over: timeline, in: surroundings)
    let inquiry = try timeline.inquire(from: perspective)
    let walk = EventWalk(
      log: timeline.log, query: try query(types, inquiry), days: days, inquiry: inquiry, limit: limit)
    if var rows = format.format.rows {
      try rows.begin(inquiry.seen, EventRow.fieldNames, to: surroundings.output)
      try walk.forEachPage { for event in $0 { try rows.write(.event(event), to: surroundings.output) } }
      try rows.end(to: surroundings.output)
    } else {
      try writeTable(of: walk, perspective.at, in: surroundings)
    }
    return .done
  }

  private func query(_ types: [EventType], _ inquiry: Inquiry) throws -> EventQuery {
    var alternatives: [[Tag]] = []
    if !party.isEmpty {
      alternatives.append(try party.map { Tag("party", try inquiry.idOfParty($0, option: "--party")) })
    }
    if !org.isEmpty { alternatives.append(org.flatMap { [Tag("org", $0), Tag("entity", $0)] }) }
    if !instrument.isEmpty { alternatives.append(instrument.map { Tag("instrument", $0) }) }
    return EventQuery(
      QueryArgument.combinations(of: alternatives).map { EventQuery.Item(types: types, tags: $0) })
  }

  /// A page of events is a table; all have the columns of the first, so that they read as one.
  private func writeTable(of walk: EventWalk, _ day: Day, in surroundings: Surroundings) throws {
    var widths: [Int]?
    try walk.forEachPage { events in
      let table = try TextTable(
        columns: [
          .init(header: "#", isNumber: true), .init(header: "on", canWrap: true), .init(header: "type"),
          .init(header: "what", canWrap: true),
        ],
        rows: events.map { event in
          let words = try EventWords(event, namesOn: day)
          return [
            Words(String(event.position.number), .faint), Words(words.on), Words(words.type), words.what,
          ]
        })
      let measured = widths ?? table.widths(columns: surroundings.terminal.columns)
      try FormatOptions.write(table.lines(measured, hasHead: widths == nil), in: surroundings)
      widths = measured
    }
  }
}

/// The days that events must lie in.
struct EventDays {
  private let bounds: DayBounds?

  /// From the texts of two options.
  init(from: String?, to: String?) throws {
    guard from != nil || to != nil else {
      self.bounds = nil
      return
    }
    let first = try from.map { try DayArgument.day($0, option: "--from") } ?? .distantPast
    let last = try to.map { try DayArgument.day($0, option: "--to") } ?? .distantFuture
    guard first <= last else {
      throw Complaint(
        .usage, "--from \(first) is later than --to \(last)", hint: "write the earlier day first")
    }
    self.bounds = DayBounds(first, last)
  }

  /// The days as a range, `nil` for all.
  var range: ClosedRange<Day>? { bounds.map { $0.earliest...$0.latest } }

  /// Whether the event may have happened in them; an event without a day does so only if there are none.
  func admit(_ event: RecordedEvent) -> Bool {
    guard let bounds else { return true }
    return event.event.valid?.intersection(bounds) != nil
  }
}

/// A walk through the log a page at a time; no transaction is open while a page is written.
struct EventWalk {
  let log: EventLog
  let query: EventQuery
  let days: EventDays
  /// Who looks: what is hidden from it is not listed, what it assumes is listed last.
  let inquiry: Inquiry
  /// At most so many, the last of them.
  let limit: Int?

  private static let pageSize = 512

  /// Shows the events that fit, oldest first.
  func forEachPage(_ body: ([RecordedEvent]) throws -> Void) throws {
    if let limit { return try body(last(limit)) }
    var after = GlobalPosition.start
    while true {
      let page = try log.read(query, after: after, through: inquiry.head, limit: EventWalk.pageSize)
      guard let last = page.last else { break }
      let fitting = try page.filter(admit)
      if !fitting.isEmpty { try body(fitting) }
      after = last.position
    }
    let assumed = assumed
    if !assumed.isEmpty { try body(assumed) }
  }

  private var assumed: [RecordedEvent] { inquiry.assumedRecords(matching: query).filter(days.admit) }

  private func admit(_ event: RecordedEvent) throws -> Bool {
    try days.admit(event) && inquiry.sees(event)
  }

  private func last(_ limit: Int) throws -> [RecordedEvent] {
    var found: [RecordedEvent] = assumed.suffix(limit).reversed()
    var before = inquiry.head.next
    while found.count < limit {
      let page = try log.readBackwards(
        query, before: before,
        limit: days.range == nil && !inquiry.perspective.hides
          ? min(limit - found.count, EventWalk.pageSize) : EventWalk.pageSize)
      guard let oldest = page.last else { break }
      found += try page.filter(admit).prefix(limit - found.count)
      before = oldest.position
    }
    return found.reversed()
  }
}
