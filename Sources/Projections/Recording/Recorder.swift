import Diplomacy
import EventLog

/// Makes events ready for the log: every name resolved, every rule that needs the log checked, every tag set.
///
/// Declarations count for everything that is recorded together, wherever they stand in it. So events are looked at
/// first (`look`), once more where a correction among them names an event among them (`awaitsTargets`,
/// `lookForTargets`), and only then prepared. Looking keeps what declares something and forgets the rest, so the
/// memory it takes does not grow with a file.
///
/// Several threads can share the work on a file: what a recorder has learnt (`look`, `learn`) is a value, and a copy of
/// it answers for the names and targets it knows without changing (`target`, `prepared`).
public struct Recorder: Sendable {
  private let log: EventLog
  private let upcasters: Upcasters
  private let head: GlobalPosition
  /// The names that are known so far.
  public private(set) var names = Names()
  private var lookedUp: Set<Tag> = []
  /// Whether every State and territory that the log declares is known, with all that it is called.
  private var knowsStates = false
  /// Ids and places in another log that corrections of this recording name, with the tags found for them.
  private var targets: [Target: Found?] = [:]
  /// How many of them are not found yet.
  private var awaited = 0
  /// Whether one of them is an id that is made from the content, or a place in another log.
  private var awaitsContent = false
  private var awaitsOrigins = false

  fileprivate enum Target: Hashable, Sendable {
    case id(String)
    case origin(GlobalPosition)
  }
  /// An event that a correction recorded with it may name: what the correction needs of it.
  public struct Found: Sendable {
    fileprivate var keys: [Target] = []
    fileprivate var id: EventID
    fileprivate var tags: [Tag]
    /// What it corrects itself, for a correction that is recorded with others; not the whole correction, as there may be very
    /// many of them.
    fileprivate var target: Correction.Target?
  }

  /// A recorder for a log, with what it has declared so far.
  public init(timeline: Timeline) throws {
    self.log = timeline.log
    self.upcasters = timeline.upcasters
    self.head = try timeline.log.head()
  }

  /// Gets ready for many events: each is then made ready faster, for some tenths of a millisecond now.
  public mutating func expectMany() { names.expectMany() }

  /// Whether the log was empty, so that nothing can be learnt from it.
  public var isOfEmptyLog: Bool { head == .start }

  /// Learns from the log what declares these names (`DiplomaticEvent.usedNames`), each once.
  public mutating func learn(_ used: Set<Tag>) throws {
    guard head > .start else { return }
    // Nothing that was made ready before can have used a name that is learnt only now.
    let haveChanged = names.haveChanged
    defer { names.haveChanged = haveChanged }
    var actors: [String] = []
    for tag in used where lookedUp.insert(tag).inserted && tag.isStorable {
      if tag.key == DiplomaticEvent.actorKey {
        actors.append(tag.value)
        continue
      }
      // What declares a name has a tag of its own type with it.
      let types = [EventType(tag.key), .correction]
      try declare(log.read(EventQuery(types: types, tags: [tag]), limit: .max))
    }
    // What is unknown now may be what a State is called beside its id, of which no tag tells.
    guard !knowsStates, actors.contains(where: { names.id(for: $0, as: .party) == nil }) else { return }
    knowsStates = true
    try declare(log.declaredStates().compactMap { try log.event(at: $0) }, areAlone: true)
  }

  /// Learns what some records declare, and by which names, as far as no correction has taken them away.
  /// - Parameter areAlone: whether corrections of them may be missing among them, as those that a tag finds do not.
  private mutating func declare(_ records: [RecordedEvent], areAlone: Bool = false) throws {
    let events = try records.map { try log.event($0, upcasters) }
    let isCorrected = areAlone || records.contains { $0.event.type == "correction" }
    let inquiry =
      isCorrected && !records.isEmpty
      ? try Timeline(log: log, upcasters: upcasters).inquire(from: Perspective(at: .last)) : nil
    for (record, event) in zip(records, events) {
      let standing = try inquiry?.standing(of: record.position)
      names.declare(event, isInForce: standing?.correctedBy == nil && standing?.isInForce != false)
    }
  }

  /// Takes note of what an event declares and of what it corrects.
  public mutating func look(_ event: DiplomaticEvent, origin: Event.Origin? = nil) throws {
    // What the log says of the name comes first: the event is later.
    if head > .start { try learn(event.declaredNames) }
    names.declare(event)
    guard case .correction(let correction) = event.act else { return }
    switch correction.target {
    case .id(let id):
      let key = Target.id(id)
      if try targets[key] == nil && (head == .start || log.position(of: EventID(id)) == nil) { expect(key) }
    case .position(let position):
      if origin != nil { expect(.origin(position)) }
    }
  }

  private mutating func expect(_ target: Target) {
    if targets.updateValue(targets[target] ?? nil, forKey: target) == nil { awaited += 1 }
    if case .id(let id) = target, EventID(id).isMadeFromContent { awaitsContent = true }
    if case .origin = target { awaitsOrigins = true }
  }

  /// Whether corrections name events that are recorded with them.
  public var awaitsTargets: Bool { awaited > 0 }

  /// The ids that corrections name and that are not found yet.
  public var awaitedIDs: [String] {
    targets.compactMap { key, found in
      if case .id(let id) = key, found == nil { id } else { nil }
    }
  }

  /// Whether corrections name events in another way than by an id that is written in them: by the id that is made from
  /// their content, or by their place in the log they come from.
  public var awaitsOthers: Bool { awaitsContent || awaitsOrigins }

  /// What a correction needs of an event, `nil` when none names it.
  public func target(_ event: DiplomaticEvent, origin: Event.Origin? = nil) -> Found? {
    let isNamed = event.id.map { targets[.id($0)] != nil } ?? awaitsContent
    guard isNamed || (awaitsOrigins && origin != nil) else { return nil }
    // A name that is not known is refused where the event is made ready.
    let event = (try? event.resolved(in: names)) ?? event
    let id = EventID(event.id ?? EventID(contentOf: event.canonicalJSON).text)
    let keys = [Target.id(id.text)] + (origin.map { [.origin($0.position)] } ?? [])
    var found = Found(keys: keys.filter { targets[$0] != nil }, id: id, tags: event.tags)
    if case .correction(let correction) = event.act { found.target = correction.target }
    return found.keys.isEmpty ? nil : found
  }

  /// Keeps what corrections need of an event; of several with one id, of the first: the others are refused.
  public mutating func keep(_ found: Found) {
    var kept = found
    kept.keys = []
    for key in found.keys {
      if case .some(.none) = targets[key] {
        targets[key] = kept
        awaited -= 1
      }
    }
  }

  /// Takes note of an event that a correction names.
  public mutating func lookForTargets(_ event: DiplomaticEvent, origin: Event.Origin? = nil) throws {
    try lookUp(event)
    if let found = target(event, origin: origin) { keep(found) }
  }

  /// The declarations, of kind `other`, that an event needs to be accepted; they count from now on.
  public mutating func declareMissing(in event: DiplomaticEvent) throws -> [DiplomaticEvent] {
    try lookUp(event)
    let declarations = names.missing(in: event).map(\.declaration)
    for declaration in declarations { names.declare(declaration) }
    return declarations
  }

  /// The event as the log keeps it.
  ///
  /// Throws `EventError` for a name that is not known and for consent by an actor that did not exist, `MissingTarget`
  /// for a correction of nothing.
  public mutating func prepare(_ event: DiplomaticEvent, origin: Event.Origin? = nil) throws -> Event {
    try lookUp(event)
    return try prepared(event, origin: origin)
  }

  /// As `prepare`, with the names that are known.
  public func prepared(_ event: DiplomaticEvent, origin: Event.Origin? = nil) throws -> Event {
    var event = try resolve(event)
    var inherited: [Tag] = []
    if case .correction(var correction) = event.act {
      let target = try found(correction.target, origin: origin)
      inherited = tags(of: target, origin: origin)
      if origin != nil, case .position = correction.target {
        // The place is one of the log the line comes from; the id is the same everywhere.
        correction.target = .id(target.id.text)
        event.act = .correction(correction)
      }
    }
    var recorded = event.recorded(origin: origin)
    if !inherited.isEmpty { recorded.tags = (recorded.tags + inherited).uniqued() }
    return recorded
  }

  /// Whether the target of a correction is in the log, or among the events that were looked at.
  public func hasTarget(_ correction: Correction, origin: Event.Origin? = nil) throws -> Bool {
    switch correction.target {
    case .id(let id): try targets[.id(id)] != nil || log.position(of: EventID(id)) != nil
    case .position(let position): origin != nil || (position > .start && position <= head)
    }
  }

  /// What a target is found by, and what it corrects itself in turn; a correction is found by all of it.
  private func tags(of target: Found, origin: Event.Origin?) -> [Tag] {
    var tags: [Tag] = []
    var seen: Set<EventID> = []
    var next: Found? = target
    while let found = next, seen.insert(found.id).inserted {
      tags += found.tags.filter { $0.key != "target" }
      // A target that is not there is refused with the correction that names it.
      next = found.target.flatMap { try? self.found($0, origin: origin) }
    }
    return tags
  }

  private func found(_ target: Correction.Target, origin: Event.Origin?) throws -> Found {
    let key: Target? =
      switch target {
      case .id(let id): .id(id)
      case .position(let position): origin == nil ? nil : .origin(position)
      }
    if let key, let found = targets[key] ?? nil { return found }
    let position: GlobalPosition? =
      switch target {
      case .id(let id): try log.position(of: EventID(id))
      case .position(let position): origin == nil ? position : nil
      }
    guard let position, let recorded = try log.event(at: position) else {
      throw MissingTarget(target: target, head: head)
    }
    return Found(id: recorded.id, tags: recorded.event.tags)
  }

  /// The event with its names resolved.
  ///
  /// A refusal is made again with everything that is declared at hand, so that it can suggest what was
  /// meant.
  private func resolve(_ event: DiplomaticEvent) throws -> DiplomaticEvent {
    do {
      return try event.resolved(in: names)
    } catch let refusal {
      var all = names
      for recorded in try log.read(
        EventQuery(types: [.entity, .instrument, .table, .category]), limit: Self.suggestedFrom)
      {
        all.declare(try log.event(recorded, upcasters))
      }
      do { _ = try event.resolved(in: all) } catch { throw error }
      throw refusal
    }
  }

  /// How many declarations are searched for a name like one that is not known.
  private static var suggestedFrom: Int { 10_000 }

  /// Learns from the log what the names of an event stand for, each name once.
  private mutating func lookUp(_ event: DiplomaticEvent) throws {
    if head > .start { try learn(event.usedNames) }
  }
}

extension Tag {
  /// Whether the log can hold it; a longer one was never recorded.
  var isStorable: Bool { description.utf8.count <= 500 }
}

extension DiplomaticEvent {
  /// The tags of what it declares, and of what a correction puts in place of another event.
  fileprivate var declaredNames: Set<Tag> {
    let act = if case .correction(let correction) = act { correction.with?.act } else { Optional(act) }
    return switch act {
    case .entity(let declaration)?:
      // Until now it may have been what a State is called.
      [Tag("entity", declaration.entity), Tag(DiplomaticEvent.actorKey, declaration.entity)]
    case .instrument(let declaration)?: [Tag("instrument", declaration.instrument)]
    case .table(let declaration)?: [Tag("table", declaration.table)]
    case .category(let declaration)?: [Tag("category", declaration.category)]
    default: []
    }
  }
}
