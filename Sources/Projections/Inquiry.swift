import Diplomacy
import EventLog

/// Questions to a log from one perspective: what was read for one answer serves the next.
///
/// For one thread, and for as long as one page takes; the log it was made from may grow meanwhile and the answers do
/// not change. Every question throws `EventLogError` when the log cannot be read, and `UnknownID` for an id that the
/// log, as it is seen, does not know.
public final class Inquiry {
  /// From where it looks.
  public let perspective: Perspective
  let world: World

  private var day: Day { perspective.at }

  init(world: World, perspective: Perspective) {
    self.world = world
    self.perspective = perspective
  }

  /// The last position that is seen.
  public var head: GlobalPosition { world.head }

  /// Whether any of the events has a date that `~` widens, among those that an answer has been made from.
  public func isApproximate(anyOf events: [GlobalPosition]) -> Bool {
    let approximate = world.decoded.approximate
    return !approximate.isEmpty && events.contains { approximate.contains($0) }
  }

  /// One row for each status held by a party in an organisation, or in the organ whose id is given.
  ///
  /// Without an organisation: of all of them, and of all their organs. Former holders, applicants and statuses that
  /// wait for an instrument are left out unless asked for.
  public func members(
    of org: String? = nil, party: String? = nil, includingFormer: Bool = false
  ) throws -> [MemberRow] {
    try world.marked(
      world.memberRows(
        of: world.known(org, as: .organisation), party: world.known(party, as: .party),
        includingFormer: includingFormer, on: day), on: day)
  }

  /// The state of each instrument that was adopted by the day.
  public func instruments(_ instrument: String? = nil) throws -> [InstrumentRow] {
    try instrumentNames(instrument).compactMap { try world.marked(world.instrumentRow($0, on: day), on: day) }
  }

  /// What an instrument is to each party that took a step towards it, former parties too.
  public func parties(to instrument: String? = nil, party: String? = nil) throws -> [PartyRow] {
    let rows = try world.partyRows(
      to: world.known(instrument, as: .instrument), party: world.known(party, as: .party), on: day)
    return try world.marked(rows, on: day)
  }

  /// Who holds each office, of one organisation or of all.
  public func offices(of org: String? = nil) throws -> [OfficeRow] {
    try world.officeNames(of: world.known(org, as: .organisation)).flatMap { office in
      try world.marked(world.officeRows(office, on: day), on: day)
    }
  }

  /// The register of meetings up to the day, or those between two days.
  public func meetings(of org: String? = nil, between days: ClosedRange<Day>? = nil) throws -> [MeetingRow] {
    try world.meetingRows(of: world.known(org, as: .organisation), between: days, on: day)
  }

  /// What an instrument, or every one, still waits for, and what that blocks; no row where nothing is awaited.
  public func pending(_ instrument: String? = nil) throws -> [PendingRow] {
    try instrumentNames(instrument).flatMap { try world.marked(world.pendingRows($0, on: day), on: day) }
  }

  /// What is decided by the day and takes effect after it, within so many days.
  public func upcoming(days: Int) throws -> [UpcomingRow] {
    try world.upcomingRows(after: day, until: day.adding(days: days))
  }

  /// Everything on one page.
  public func overview() throws -> Overview {
    try world.overview(on: day)
  }

  /// Records and claims that cannot all be right, whatever the day; of one instrument or of the whole log.
  public func conflicts(about instrument: String? = nil) throws -> [ConflictRow] {
    guard let id = try world.known(instrument, as: .instrument) else {
      return try world.allContradictions().map(\.row)
    }
    return try World.inOrder(world.contradictions(about: Tag("instrument", id))).map(\.row)
  }

  /// Everything that is odd, contradictions included: one row a finding, none where all is well.
  public func check() throws -> [ConflictRow] {
    try world.everythingOdd().map(\.row)
  }

  /// The deposits to an instrument, or to every one, by the day, each with its place among those that count.
  public func deposits(to instrument: String? = nil) throws -> [DepositRow] {
    try instrumentNames(instrument).flatMap { try world.depositRows($0, on: day) }
  }

  /// The assertions of the log that do not hold, each with what is wrong.
  public func failedAssertions() throws -> [(event: SeenEvent, message: String)] {
    try world.events(ofTypes: ["assertion"]).compactMap { seen in
      guard case .assertion(let assertion) = seen.event.act, let day = seen.event.on?.bounds, day.isExact
      else {
        return nil
      }
      return try world.failures(of: assertion, on: day.earliest).map { (seen, $0.message) }
    }
  }

  /// The name of a State, organisation, person or instrument as of the day; the id itself where none is known.
  public func name(of id: String) throws -> String {
    try world.name(of: id, on: day)
  }

  /// The declaration of an instrument that decides, as corrections leave it; `nil` for one that is not declared.
  public func declaration(of instrument: String) throws -> InstrumentDeclaration? {
    try world.instrument(instrument).declaration
  }

  /// The day of adoption of an instrument as it was written, `nil` where none is recorded.
  public func adoption(of instrument: String) throws -> EDTF? {
    try world.instrument(instrument).declarations.first?.event.on
  }

  /// The id under which a party is known: as declared, else the State that the text names.
  public func party(_ text: String) throws -> String? {
    try world.known(text, as: .party)
  }

  /// Whether a recorded event is seen; corrections take nothing away here.
  public func sees(_ record: RecordedEvent) throws -> Bool {
    try world.sees(record)
  }

  /// The days on which a recorded event may have happened, with what `~` adds or without; `nil` for one without a day.
  public func days(of record: RecordedEvent) throws -> DayBounds? {
    perspective.strictDates ? try world.event(of: record).validBounds : record.event.valid
  }

  /// The record at a position, whatever corrects it; `nil` where nothing is seen.
  public func record(at position: GlobalPosition) throws -> RecordedEvent? {
    guard let record = try world.record(at: position), try world.sees(record) else { return nil }
    return record
  }

  /// The record of an id, assumed or recorded; `nil` where nothing is seen.
  public func record(withID id: EventID) throws -> RecordedEvent? {
    if let assumed = world.assumedRecords(matching: EventQuery()).first(where: { $0.id == id }) {
      return assumed
    }
    return try world.log.position(of: id).flatMap { try record(at: $0) }
  }

  /// The records of a query that are seen, in the order of recording, whatever corrects them.
  public func records(_ query: EventQuery) throws -> [RecordedEvent] {
    try world.records(query)
  }

  /// The assumed events of a query, as they stand after the log.
  public func assumedRecords(matching query: EventQuery) -> [RecordedEvent] {
    world.assumedRecords(matching: query)
  }

  /// Whether any event, recorded by then or assumed, has one of these tags.
  public func isNamed(_ tags: [Tag]) throws -> Bool {
    let query = EventQuery(tags.filter(\.isStorable).map { EventQuery.Item(tags: [$0]) })
    guard !query.items.isEmpty else { return false }
    return try !assumedRecords(matching: query).isEmpty
      || world.log.contains(query, through: world.head) != nil
  }

  /// The event at a position as corrections leave it, `nil` where it is retracted, replaced or not seen.
  public func event(at position: GlobalPosition) throws -> SeenEvent? {
    guard let recorded = try world.record(at: position) else { return nil }
    // Any tag finds it; a party may have any number of events, an instrument or an office has few.
    let tags = recorded.event.tags
    let few = tags.first { $0.key == "instrument" } ?? tags.first { $0.key != "party" && $0.key != "org" }
    guard let tag = few ?? tags.first else { return nil }
    return try world.events(tagged: tag).first { $0.position == position }
  }

  private func instrumentNames(_ instrument: String?) throws -> [String] {
    try world.known(instrument, as: .instrument).map { [$0] } ?? world.instrumentNames()
  }
}
