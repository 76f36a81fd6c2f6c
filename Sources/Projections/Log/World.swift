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

  private var byTag: [Tag: [SeenEvent]] = [:]
  private var byTypes: [[EventType]: [SeenEvent]] = [:]
  private var knownCorrections: Corrections?
  private var decoded: [GlobalPosition: DiplomaticEvent] = [:]

  /// Histories that were folded; filled by the extensions that fold them.
  var instruments: [String: InstrumentHistory] = [:]
  var instrumentsInProgress: Set<String> = []
  var memberships: [MembershipKey: MembershipHistory] = [:]
  var membershipsInProgress: Set<MembershipKey> = []
  var offices: [String: OfficeHistory] = [:]
  var declarationsByID: [String: [SeenEvent]] = [:]
  var knownNames: [String: KnownNames] = [:]
  var contradictions: [Tag: [Contradiction]] = [:]
  var rosters: [Place: [String]] = [:]
  var organisations: [String: Organisation] = [:]
  var organisationList: [String]?
  var instrumentList: [String]?
  var officeLists: [String?: [String]] = [:]

  private static let page = 4_096

  /// The world up to a position.
  init(log: EventLog, head: GlobalPosition) {
    self.log = log
    self.head = head
  }

  /// The events with a tag that are seen, in the order of folding.
  func events(tagged tag: Tag) throws -> [SeenEvent] {
    if let known = byTag[tag] { return known }
    let events = try seen(EventQuery(tags: [tag])) { $0.tags.contains(tag) }
    byTag[tag] = events
    return events
  }

  /// The events of some types that are seen, in the order of folding.
  func events(ofTypes types: [EventType]) throws -> [SeenEvent] {
    if let known = byTypes[types] { return known }
    let events = try seen(EventQuery(types: types + ["correction"])) { types.contains($0.type) }
    byTypes[types] = events
    return events
  }

  /// The events of a query that are seen, in the order of folding.
  func events(_ query: EventQuery) throws -> [SeenEvent] {
    try seen(query) { event in
      query.items.isEmpty
        || query.items.contains { item in
          (item.types.isEmpty || item.types.contains(event.type))
            && item.tags.allSatisfy(Set(event.tags).contains)
        }
    }
  }

  private func seen(_ query: EventQuery, where isAsked: (DiplomaticEvent) -> Bool) throws -> [SeenEvent] {
    let corrections = try corrections()
    var events: [SeenEvent] = []
    try forEachRecord(query) { record in
      let event = try decode(record)
      if case .correction(let correction) = event.act {
        guard let replacement = correction.with, isAsked(replacement),
          corrections.isActiveReplacement(record.position)
        else { return }
        events.append(see(record, as: replacement, corrections))
      } else if corrections.removal(of: record.position) == nil, isAsked(event) {
        events.append(see(record, as: event, corrections))
      }
    }
    return events.sorted(by: SeenEvent.precedes)
  }

  /// Whether a correction disputes the event at a position.
  func isDisputed(_ position: GlobalPosition) throws -> Bool {
    try !corrections().disputes(of: position).isEmpty
  }

  private func see(_ record: RecordedEvent, as event: DiplomaticEvent, _ corrections: Corrections) -> SeenEvent {
    SeenEvent(
      position: record.position, recordedAt: record.recordedAt, id: record.id, event: event,
      disputedBy: corrections.disputes(of: record.position))
  }

  private func corrections() throws -> Corrections {
    if let knownCorrections { return knownCorrections }
    var found: [(position: GlobalPosition, correction: Correction)] = []
    try forEachRecord(EventQuery(types: ["correction"])) { record in
      if case .correction(let correction) = try decode(record).act { found.append((record.position, correction)) }
    }
    let corrections = try Corrections(found) { id in
      try log.position(of: id).flatMap { $0 <= head ? $0 : nil }
    }
    knownCorrections = corrections
    return corrections
  }

  private func forEachRecord(_ query: EventQuery, _ body: (RecordedEvent) throws -> Void) throws {
    var after = GlobalPosition.start
    while true {
      let page = try log.read(query, after: after, through: head, limit: World.page)
      for record in page { try body(record) }
      guard page.count == World.page, let last = page.last else { return }
      after = last.position
    }
  }

  private func decode(_ record: RecordedEvent) throws -> DiplomaticEvent {
    if let known = decoded[record.position] { return known }
    do {
      let event = try DiplomaticEvent(json: record.event.payload)
      decoded[record.position] = event
      return event
    } catch {
      throw EventLogError.damaged(path: log.path, position: record.position, reason: "the payload is not an event: \(error)")
    }
  }
}
