import ArgumentParser
import Diplomacy
import EventLog
import Projections

/// The command `timeline log`.
struct LogCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.log.rawValue,
    abstract: "List the recorded events, in the order of recording.",
    discussion: """
      Filters of different kinds all have to fit; of one kind, given several times, any may fit. The day of an event \
      that is only known as a range fits if any day of the range does.

      --at chooses no events: States have their names of that day.

        timeline log --party Uzbekistan --org CSTO
        timeline log --type ratification,accession --from 2018-01-01 --format jsonl
        timeline log --limit 5
        timeline log --type ratification --follow --format jsonl

      In json and jsonl an event is the line that `timeline export` prints; at its end stand corrected_by and \
      disputed_by, with positions, where corrections name it, and in_force: false of a correction that is undone.
      """)

  @Option(help: ArgumentHelp("Only events of this type; several with commas between.", valueName: "type"))
  var type: [String] = []
  @Option(
    help: ArgumentHelp(
      "Only events of this party: a State by code or name, or a declared id; several with commas between.",
      valueName: "id"))
  var party: [String] = []
  @Option(
    help: ArgumentHelp(
      "Only events of this organisation, its declaration included; several with commas between.",
      valueName: "id"))
  var org: [String] = []
  @Option(
    help: ArgumentHelp(
      "Only events of this instrument, its declaration included; several with commas between.",
      valueName: "id"))
  var instrument: [String] = []
  @Option(help: ArgumentHelp("Only events that may have happened on this day or later.", valueName: "day"))
  var from: String?
  @Option(help: ArgumentHelp("Only events that may have happened on this day or earlier.", valueName: "day"))
  var to: String?
  @Option(help: ArgumentHelp("Only the last so many of them.", valueName: "count"))
  var limit: Int?
  @Flag(
    help: ArgumentHelp(
      "Go on: show new events as they are recorded, by whichever process.",
      discussion: """
        Ends with status 0 at SIGINT (Ctrl-C), at SIGTERM, and when nobody reads the output any more. In formats \
        table, jsonl and csv.
        """))
  var follow = false
  @OptionGroup var format: FormatOptions
  @OptionGroup var perspective: PerspectiveOptions
  @OptionGroup var log: LogOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number from 1 up.") }
    guard follow else { return }
    if format.format == .json {
      throw ValidationError("--follow has no end, and json is one object: use jsonl.")
    }
    if perspective.limits.isChosen {
      throw ValidationError(
        "--follow shows what is recorded; of the perspective options only --at goes with it.")
    }
  }

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let days = try EventDays(from: from, to: to)
    let types = try type.flatMap { try TypeArgument.types($0, option: "--type") }
    let timeline = Timeline(log: try log.openForReading(in: surroundings))
    let perspective = try perspective.perspective(over: timeline, in: surroundings)
    let inquiry = try timeline.inquire(from: perspective)
    if inquiry.isBeforeAll {
      surroundings.say("nothing was recorded as of \(inquiry.head), when the log was empty")
    }
    let walk = EventWalk(
      log: timeline.log, query: try query(types, inquiry), days: days, inquiry: inquiry, limit: limit)
    var rows = format.format.rows
    var table = EventTable(namesOn: perspective.at)
    func show(_ events: [RecordedEvent]) throws {
      let marked = try events.map { (record: $0, standing: try inquiry.standing(of: $0.position)) }
      if rows == nil { return try table.write(marked, in: surroundings) }
      for (event, standing) in marked { try rows?.write(.event(event, standing), to: surroundings.output) }
    }
    if follow { surroundings.output.holdStopSignals() }
    do {
      try rows?.begin(inquiry.seen, EventRow.fieldNames, to: surroundings.output)
      try walk.forEachPage(show)
      if follow { try goOn(after: walk, in: surroundings, show) }
      try rows?.end(to: surroundings.output)
    } catch is AskedToStop {}
    return .done
  }

  /// Shows what is recorded after the walk; ends only by a throw.
  private func goOn(
    after walk: EventWalk, in surroundings: Surroundings, _ show: ([RecordedEvent]) throws -> Void
  ) throws {
    var follower = walk.log.follower(of: walk.query, from: walk.inquiry.head)
    while true {
      try surroundings.output.flush()
      let events = try follower.next()
      let fitting = events.filter(walk.days.admit)
      if !fitting.isEmpty { try show(fitting) }
      try surroundings.output.idle(milliseconds: events.isEmpty ? LogCommand.interval : 0)
    }
  }

  /// How many milliseconds pass between two looks for new events.
  private static let interval: Int32 = 25

  private func query(_ types: [EventType], _ inquiry: Inquiry) throws -> EventQuery {
    var alternatives: [[Tag]] = []
    func list(_ texts: [String], _ option: String, isKnown: (String) throws -> Bool) throws -> [String] {
      try texts.flatMap { try QueryArgument.list($0, option: option, isKnown: isKnown) }
    }
    let parties = try list(party, "--party") { (try? inquiry.idOfParty($0, option: "--party")) != nil }
      .map { try inquiry.idOfParty($0, option: "--party") }
    if !parties.isEmpty { alternatives.append(parties.map { Tag("party", $0) }) }
    func organisation(_ id: String) -> [Tag] { [Tag("org", id), Tag("entity", id)] }
    let orgs = try list(org, "--org") { try inquiry.isNamed(organisation($0)) }
    if !orgs.isEmpty { alternatives.append(orgs.flatMap(organisation)) }
    let instruments = try list(instrument, "--instrument") {
      try inquiry.isNamed([Tag("instrument", $0)])
    }
    if !instruments.isEmpty { alternatives.append(instruments.map { Tag("instrument", $0) }) }
    return EventQuery(
      QueryArgument.combinations(of: alternatives).map { EventQuery.Item(types: types, tags: $0) })
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
  func admit(_ event: RecordedEvent) -> Bool { admit(event.event.valid) }

  /// The same of the days on which an event may have happened.
  func admit(_ valid: @autoclosure () throws -> DayBounds?) rethrows -> Bool {
    guard let bounds else { return true }
    return try valid()?.intersection(bounds) != nil
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
    let assumed = try self.assumed()
    if !assumed.isEmpty { try body(assumed) }
  }

  private func assumed() throws -> [RecordedEvent] {
    try inquiry.assumedRecords(matching: query).filter { try days.admit(inquiry.days(of: $0)) }
  }

  private func admit(_ event: RecordedEvent) throws -> Bool {
    try days.admit(inquiry.days(of: event)) && inquiry.sees(event)
  }

  private func last(_ limit: Int) throws -> [RecordedEvent] {
    var found: [RecordedEvent] = try assumed().suffix(limit).reversed()
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
