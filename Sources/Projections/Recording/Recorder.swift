import Diplomacy
import EventLog

/// Makes events ready for the log: every name resolved, every rule that needs the log checked, every tag set.
///
/// Declarations count for everything that is recorded together, wherever they stand in it. So events are looked at
/// first (`look`), once more where a correction among them names an event among them (`awaitsTargets`,
/// `lookForTargets`), and only then prepared. Looking keeps what declares something and forgets the rest, so the
/// memory it takes does not grow with a file.
public struct Recorder {
  private let log: EventLog
  private let upcasters: Upcasters
  private let head: GlobalPosition
  private var names = Names()
  private var lookedUp: Set<Tag> = []
  /// Ids and places in another log that corrections of this recording name, with the tags found for them.
  private var targets: [Target: Found?] = [:]

  private enum Target: Hashable {
    case id(String)
    case origin(GlobalPosition)
  }
  private struct Found {
    var id: EventID
    var tags: [Tag]
    /// What it corrects itself, for a correction that is recorded with others.
    var correction: Correction?
  }

  /// A recorder for a log, with what it has declared so far.
  public init(timeline: Timeline) throws {
    self.log = timeline.log
    self.upcasters = timeline.upcasters
    self.head = try timeline.log.head()
  }

  /// Takes note of what an event declares and of what it corrects.
  public mutating func look(_ event: DiplomaticEvent, origin: Event.Origin? = nil) throws {
    names.declare(event)
    guard case .correction(let correction) = event.act else { return }
    switch correction.target {
    case .id(let id):
      if try log.position(of: EventID(id)) == nil { targets[.id(id)] = .some(nil) }
    case .position(let position):
      if origin != nil { targets[.origin(position)] = .some(nil) }
    }
  }

  /// Whether corrections name events that are recorded with them.
  public var awaitsTargets: Bool { targets.values.contains { $0 == nil } }

  /// Takes note of an event that a correction names.
  public mutating func lookForTargets(_ event: DiplomaticEvent, origin: Event.Origin? = nil) throws {
    try lookUp(event)
    // A name that is not known is refused where the event is made ready.
    let event = (try? event.resolved(in: names)) ?? event
    let id = EventID(event.id ?? EventID(contentOf: event.canonicalJSON).text)
    var found = Found(id: id, tags: event.tags)
    if case .correction(let correction) = event.act { found.correction = correction }
    if targets[.id(id.text)] != nil { targets[.id(id.text)] = .some(found) }
    if let place = origin?.position, targets[.origin(place)] != nil { targets[.origin(place)] = .some(found) }
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
    var event = try resolve(event)
    var inherited: [Tag] = []
    if case .correction(var correction) = event.act {
      let target = try target(of: correction, origin: origin)
      inherited = tags(of: target, origin: origin)
      if origin != nil, case .position = correction.target {
        // The place is one of the log the line comes from; the id is the same everywhere.
        correction.target = .id(target.id.text)
        event.act = .correction(correction)
      }
    }
    var recorded = event.recorded(origin: origin)
    recorded.tags = (recorded.tags + inherited).uniqued()
    return recorded
  }

  /// Throws what `prepare` would throw for the event, and makes nothing ready.
  public mutating func check(_ event: DiplomaticEvent, origin: Event.Origin? = nil) throws {
    try lookUp(event)
    let resolved = try resolve(event)
    if case .correction(let correction) = resolved.act { _ = try target(of: correction, origin: origin) }
  }

  /// What a target is found by, and what it corrects itself in turn; a correction is found by all of it.
  private func tags(of target: Found, origin: Event.Origin?) -> [Tag] {
    var tags: [Tag] = []
    var seen: Set<EventID> = []
    var next: Found? = target
    while let found = next, seen.insert(found.id).inserted {
      tags += found.tags.filter { $0.key != "target" }
      // A target that is not there is refused with the correction that names it.
      next = found.correction.flatMap { try? self.target(of: $0, origin: origin) }
    }
    return tags
  }

  private func target(of correction: Correction, origin: Event.Origin?) throws -> Found {
    let key: Target? =
      switch correction.target {
      case .id(let id): .id(id)
      case .position(let position): origin == nil ? nil : .origin(position)
      }
    if let key, let found = targets[key] ?? nil { return found }
    let position: GlobalPosition? =
      switch correction.target {
      case .id(let id): try log.position(of: EventID(id))
      case .position(let position): origin == nil ? position : nil
      }
    guard let position, let recorded = try log.event(at: position) else {
      throw MissingTarget(target: correction.target, head: head)
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
    guard head > .start else { return }
    for tag in event.usedNames where lookedUp.insert(tag).inserted && tag.isStorable {
      // What declares a name has a tag of its own type with it.
      let types = [EventType(tag.key), .correction]
      for recorded in try log.read(EventQuery(types: types, tags: [tag]), limit: .max) {
        names.declare(try log.event(recorded, upcasters))
      }
    }
  }
}

extension Tag {
  /// Whether the log can hold it; a longer one was never recorded.
  fileprivate var isStorable: Bool { description.utf8.count <= 500 }
}
