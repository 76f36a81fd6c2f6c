import Diplomacy
import EventLog

/// The log as one perspective sees it, read on demand and remembered: what every view is computed from.
///
/// Made for one question and used by one thread. Entities are resolved on demand; each is folded once.
final class World {
  /// The log.
  let log: EventLog
  /// The last position that is seen.
  let head: GlobalPosition
  /// What was read of the log, and how its dates are taken.
  let decoded: DecodedEvents
  let sight: Sight
  /// From where the log is seen.
  var perspective: Perspective { sight.perspective }
  /// What is assumed, with positions after the last one of the log.
  let assumed: [RecordedEvent]

  private var byTag: [Tag: [SeenEvent]] = [:]
  private var byOrganisation: [String: [SeenEvent]] = [:]
  private var byTypes: [[EventType]: [SeenEvent]] = [:]
  private var disputed: Set<GlobalPosition> = []

  /// What the worlds of one page know together.
  let shared: SharedOrganisations

  /// Whether rows say what would settle them; not where they are only held against others.
  var settlesDoubts = true

  /// Histories that were folded; filled by the extensions that fold them.
  var resolution = Resolution()
  var offices: [String: OfficeHistory] = [:]
  var declarationsByID: [String: [SeenEvent]] = [:]
  var knownNames: [String: KnownNames] = [:]
  var mismatches: [String: Mismatch?] = [:]
  var contradictions: [Tag: [Contradiction]] = [:]
  var findings: [Tag: [Contradiction]] = [:]
  var rosters: [Place: [String]] = [:]
  var memberships: [Place: [MembershipHistory]] = [:]
  var concerns: [String: [MembershipKey: [SeenEvent]]] = [:]
  var stateChanges: [String: [StateChangeAct]] = [:]
  var extinctions: [String: [Ending]] = [:]
  var stateClaims: [(SeenEvent, EventTemplate)]?
  var allCorrections: Corrections?
  var correctionGroups: [GlobalPosition: Corrections] = [:]
  var organisations: [String: Organisation] = [:]
  var owners: [String: String?] = [:]
  var instrumentList: [String]?
  var officeLists: [String?: [String]] = [:]
  var depositsSettling: [DepositDoubt.Asked: [DepositDoubt.Candidate]] = [:]
  var forceFacts: [Fact.Asked: [Fact]] = [:]
  var partiesCompared: [PartiesAsked: [[String]: ComparedRow]] = [:]

  private static let page = 4_096

  /// The world up to a position.
  convenience init(log: EventLog, head: GlobalPosition) {
    self.init(log: log, head: head, perspective: Perspective(at: .last), assumed: [])
  }

  /// The world up to a position, as a perspective sees it.
  init(
    log: EventLog, head: GlobalPosition, perspective: Perspective, assumed: [RecordedEvent],
    decoded: DecodedEvents? = nil, shared: SharedOrganisations = SharedOrganisations()
  ) {
    self.log = log
    self.shared = shared
    self.decoded = decoded ?? DecodedEvents(strictly: perspective.strictDates)
    self.head = head
    self.sight = Sight(perspective, head: head)
    self.assumed = assumed
  }

  /// Makes the same world once more, for another thread or with nothing read.
  var twin: @Sendable () -> World {
    let (log, head, perspective, assumed) = (self.log, self.head, sight.perspective, self.assumed)
    let (isStrict, upcasters, settlesDoubts) = (decoded.isStrict, decoded.upcasters, settlesDoubts)
    let shared = self.shared
    return {
      let twin = World(
        log: log, head: head, perspective: perspective, assumed: assumed,
        decoded: DecodedEvents(strictly: isStrict, upcasters: upcasters), shared: shared)
      twin.settlesDoubts = settlesDoubts
      return twin
    }
  }

  /// The day by which something must have been published to be seen; `nil` for any.
  var publishedBy: Day? { sight.perspective.publishedBy }

  /// The events with a tag that are seen, in the order of folding.
  ///
  /// Of an organisation also those that another field names it or its organs in (``misplaced(in:beside:)``).
  func events(tagged tag: Tag) throws -> [SeenEvent] {
    guard tag.key == "org" else { return try recorded(tagged: tag) }
    if let known = byOrganisation[tag.value] { return known }
    let own = try recorded(tagged: tag)
    let others = try misplaced(in: tag.value, beside: own)
    let events = others.isEmpty ? own : (own + others).uniqued().sorted(by: SeenEvent.precedes)
    byOrganisation[tag.value] = events
    return events
  }

  /// The events that carry a tag themselves and are seen, in the order of folding.
  func recorded(tagged tag: Tag) throws -> [SeenEvent] {
    if let known = byTag[tag] { return known }
    let events = try seen(EventQuery(tags: [tag])) { $0.tags.contains(tag) }
    byTag[tag] = events
    return events
  }

  /// The events of some types that are seen, in the order of folding.
  func events(ofTypes types: [EventType]) throws -> [SeenEvent] {
    if let known = byTypes[types] { return known }
    let events = try seen(EventQuery(types: types)) { types.contains($0.type) }
    byTypes[types] = events
    return events
  }

  /// The events of a query that are seen, in the order of folding.
  func events(_ query: EventQuery) throws -> [SeenEvent] {
    try seen(query) { query.matches(type: $0.type, tags: $0.tags) }
  }

  /// Whether a correction disputes one of these events, which were seen: an answer rests on nothing else.
  func isAnyDisputed(of positions: [GlobalPosition]) -> Bool { !disputed.isDisjoint(with: positions) }

  /// What a query finds, as corrections leave it.
  ///
  /// A correction has the tags of its target, so what is asked by tags brings its corrections along, but for those of
  /// something else that was replaced by it; else every correction is read.
  private func seen(_ query: EventQuery, where isAsked: (DiplomaticEvent) -> Bool) throws -> [SeenEvent] {
    let isByTags = !query.items.isEmpty && query.items.allSatisfy { !$0.tags.isEmpty }
    var records: [SeenEvent] = []
    try forEachSeen(query.withCorrections) { records.append($0) }
    let corrections = try isByTags ? corrections(deciding: records) : self.corrections()
    return see(records, corrections, where: isAsked)
  }

  /// What corrections make of some records, in the order of folding.
  ///
  /// - Parameters:
  ///   - records: what was asked for, with its corrections.
  ///   - isAsked: whether what a correction puts in the place of a record is asked for too.
  func see(
    _ records: [SeenEvent], _ corrections: Corrections, where isAsked: (DiplomaticEvent) -> Bool
  ) -> [SeenEvent] {
    guard !corrections.isEmpty else { return records.sorted(by: SeenEvent.precedes) }
    var events: [SeenEvent] = []
    for record in records {
      if case .correction(let correction) = record.event.act {
        guard let replacement = correction.with, isAsked(replacement),
          corrections.isActiveReplacement(record.position)
        else { continue }
        events.append(see(record, as: replacement, corrections))
      } else if corrections.removal(of: record.position) == nil {
        events.append(see(record, as: nil, corrections))
      }
    }
    return events.sorted(by: SeenEvent.precedes)
  }

  private func see(_ record: SeenEvent, as replacement: DiplomaticEvent?, _ corrections: Corrections)
    -> SeenEvent
  {
    let disputes = corrections.disputes(of: record.position)
    let confirmation = corrections.standingConfirmation(of: record.position)
    if disputes.isEmpty, confirmation == nil, replacement == nil { return record }
    if !disputes.isEmpty { disputed.insert(record.position) }
    return SeenEvent(
      position: record.position, recordedAt: record.recordedAt, id: record.id,
      event: replacement ?? record.event, disputedBy: disputes, confirmedBy: confirmation)
  }

  /// The events of a query that are seen, in the order of recording, what is assumed after the rest.
  func forEachSeen(
    _ query: EventQuery, after first: GlobalPosition = .start, _ body: (SeenEvent) throws -> Void
  ) throws {
    var after = first
    while true {
      let page = try decoded.records(query, after: after, through: head) { try readPage(query, after: after) }
      for seen in page
      where try sight.isOpen || sees(seen.event, position: seen.position, recordedAt: seen.recordedAt) {
        try body(seen)
      }
      guard page.count == World.page, let last = page.last else { break }
      after = last.position
    }
    for record in assumedRecords(matching: query) { try body(try read(record)) }
  }

  private func readPage(_ query: EventQuery, after first: GlobalPosition) throws -> [SeenEvent] {
    var page: [SeenEvent] = []
    try log.forEachRecord(query, after: first, through: head) { record in
      page.append(try decoded.event(of: record, in: log))
      return page.count < World.page
    }
    return page
  }

  /// The assumed events of a query.
  func assumedRecords(matching query: EventQuery) -> [RecordedEvent] {
    assumed.filter { query.matches(type: $0.event.type, tags: $0.event.tags) }
  }

  /// The records of a query that are seen, whatever corrects them; of the log, those after a position.
  func records(_ query: EventQuery, after first: GlobalPosition = .start) throws -> [RecordedEvent] {
    var found: [RecordedEvent] = []
    try forEachRecord(query, after: first) { record, event in
      if try sees(event, position: record.position, recordedAt: record.recordedAt) { found.append(record) }
    }
    return found + assumedRecords(matching: query)
  }

  /// Every record of a query up to the head, whether it is seen or not, with what it says itself.
  private func forEachRecord(
    _ query: EventQuery, after first: GlobalPosition = .start,
    _ body: (RecordedEvent, DiplomaticEvent) throws -> Void
  ) throws {
    var after = first
    while true {
      let page = try log.read(query, after: after, through: head, limit: World.page)
      for record in page { try body(record, try decode(record)) }
      guard page.count == World.page, let last = page.last else { return }
      after = last.position
    }
  }

  /// Whether a record is seen, whatever corrects it.
  func sees(_ record: RecordedEvent) throws -> Bool {
    if assumed.contains(where: { $0.position == record.position }) { return true }
    return try sight.isOpen
      ? record.position <= head
      : sees(decode(record), position: record.position, recordedAt: record.recordedAt)
  }

  /// What is recorded at a position, whatever corrects it; an event that replaces another one is the new one.
  func event(at position: GlobalPosition) throws -> DiplomaticEvent? {
    let known = position <= head ? decoded.known(at: position)?.event : nil
    guard let event = try known ?? record(at: position).map(decode) else { return nil }
    if case .correction(let correction) = event.act, let with = correction.with { return with }
    return event
  }

  /// What a record says itself, a correction as a correction.
  func told(by record: RecordedEvent) throws -> DiplomaticEvent { try decode(record) }

  /// A record that a correction in force took away.
  struct Corrected {
    var position: GlobalPosition
    var event: DiplomaticEvent
    /// Where the correction is recorded.
    var by: GlobalPosition
    var correction: Correction
  }

  /// The records with a tag that a correction in force took away, in the order of recording.
  func corrected(about tag: Tag) throws -> [Corrected] {
    var records: [SeenEvent] = []
    try forEachSeen(EventQuery(tags: [tag])) { records.append($0) }
    let corrections = try corrections(among: records)
    let events = Dictionary(records.map { ($0.position, $0.event) }) { first, _ in first }
    return records.compactMap { record in
      guard let place = corrections.removal(of: record.position),
        case .correction(let by)? = events[place]?.act
      else { return nil }
      var taken = record.event
      if case .correction(let earlier) = taken.act {
        guard let with = earlier.with else { return nil }
        taken = with
      }
      return Corrected(position: record.position, event: taken, by: place, correction: by)
    }
  }

  /// The records with a tag up to the head that the perspective hides, each with the reason in words.
  func hidden(about tag: Tag) throws -> [(position: GlobalPosition, event: DiplomaticEvent, why: String)] {
    guard !sight.isOpen else { return [] }
    var found: [(position: GlobalPosition, event: DiplomaticEvent, why: String)] = []
    try forEachRecord(EventQuery(tags: [tag])) { record, event in
      if let why = sight.concealment(of: event, position: record.position, recordedAt: record.recordedAt) {
        found.append((record.position, event, why))
      }
    }
    return found
  }

  /// The record at a position, `nil` where nothing is seen.
  func record(at position: GlobalPosition) throws -> RecordedEvent? {
    if let record = assumed.first(where: { $0.position == position }) { return record }
    return position <= head ? try log.event(at: position) : nil
  }

  /// What a record says.
  func event(of record: RecordedEvent) throws -> DiplomaticEvent { try decode(record) }

  /// A record with what it says, whatever corrects it.
  func read(_ record: RecordedEvent) throws -> SeenEvent { try decoded.event(of: record, in: log) }

  func decode(_ record: RecordedEvent) throws -> DiplomaticEvent { try read(record).event }
}
