import Diplomacy
import EventLog
import Threads

/// The domain on top of a log: what was so on a day, as far as the log knew.
///
/// ```swift
/// let timeline = try Timeline.open(at: path)
/// let then = Perspective(at: Day("2015-04-02")!)
/// let members = try timeline.members(of: "CSTO", from: then)
/// ```
///
/// Every question looks where the log ends, reads up to the position that the perspective names, and never takes the
/// writer's lock. What was read and folded for the last question is kept, while it is little, and serves the next one
/// from the same perspective, on whatever day, until the log has grown. Rows come in the order of their ids. Every
/// question throws `EventLogError` when the log cannot be read, and `UnknownID` for an id that the log does not know.
public final class Timeline: Sendable {
  /// The log.
  public let log: EventLog
  /// How recorded payloads of older versions are read.
  public let upcasters: Upcasters
  private let kept = Guarded<KeptWorld?>(nil)

  /// The domain on top of an open log.
  public init(log: EventLog, upcasters: Upcasters = .standard) {
    self.log = log
    self.upcasters = upcasters
  }

  /// Opens a log for questions and records; throws `EventLogError` where there is none.
  public static func open(
    at path: String, options: EventLog.Options = EventLog.Options(),
    clock: @escaping @Sendable () -> Instant = Instant.systemClock
  ) throws -> Timeline {
    var options = options
    options.histories = options.histories ?? .standard
    return Timeline(log: try EventLog.open(at: path, options: options, clock: clock))
  }

  /// The last position that a perspective sees.
  public func position(of asOf: Perspective.AsOf) throws -> GlobalPosition {
    let head = try log.head()
    return switch asOf {
    case .head: head
    case .position(let position): min(position, head)
    case .instant(let instant): try log.head(asOf: instant)
    }
  }

  /// Several questions from one perspective, each answered with what the others read.
  public func inquire(from perspective: Perspective) throws -> Inquiry {
    Inquiry(world: try world(perspective), perspective: perspective)
  }

  /// Asks one question: of what was kept of the last one, where that is the same log seen alike.
  func ask<Answer>(from perspective: Perspective, _ question: (Inquiry) throws -> Answer) throws -> Answer {
    // Assumed events have places after the log, wherever that ends.
    guard perspective.assumed.isEmpty else { return try question(inquire(from: perspective)) }
    var sight = perspective
    sight.at = .last
    sight.asOf = .position(try position(of: perspective.asOf))
    let last = kept.withLock { kept in
      defer { kept = nil }
      return kept
    }
    let world: World
    if let last, last.sight == sight { world = last.world } else { world = try self.world(sight) }
    let answer = try question(Inquiry(world: world, perspective: perspective))
    // A question that threw may have left something half folded, so only here.
    if world.decoded.count <= KeptWorld.limit {
      kept.withLock { $0 = KeptWorld(sight: sight, world: world) }
    }
    return answer
  }

  /// The log as a perspective sees it; with what other worlds of the same log have read, where they take dates alike.
  func world(_ perspective: Perspective, sharing decoded: DecodedEvents? = nil) throws -> World {
    let head = try position(of: perspective.asOf)
    var next = perspective.assumed.isEmpty ? .start : try log.head()
    var assumed: [RecordedEvent] = []
    var ids: Set<EventID> = []
    for event in perspective.assumed {
      let id = event.id ?? EventID(contentOf: event.payload)
      if let position = try log.position(of: id), position <= head, !perspective.without.contains(position) {
        continue
      }
      guard ids.insert(id).inserted else { continue }
      next = next.next
      assumed.append(
        RecordedEvent(position: next, recordedAt: .end(of: .distantFuture), id: id, event: event))
    }
    return World(
      log: log, head: head, perspective: perspective, assumed: assumed,
      decoded: decoded ?? DecodedEvents(strictly: perspective.strictDates, upcasters: upcasters))
  }
}

extension Timeline {
  /// Statuses held on a day; see `Inquiry.members`.
  public func members(
    of org: String? = nil, party: String? = nil, includingFormer: Bool = false, from perspective: Perspective
  ) throws -> [MemberRow] {
    try ask(from: perspective) { try $0.members(of: org, party: party, includingFormer: includingFormer) }
  }

  /// The state of instruments; see `Inquiry.instruments`.
  public func instruments(_ instrument: String? = nil, from perspective: Perspective) throws
    -> [InstrumentRow]
  {
    try ask(from: perspective) { try $0.instruments(instrument) }
  }

  /// What instruments are to their parties; see `Inquiry.parties`.
  public func parties(
    to instrument: String? = nil, party: String? = nil, from perspective: Perspective
  ) throws -> [PartyRow] {
    try ask(from: perspective) { try $0.parties(to: instrument, party: party) }
  }

  /// Who holds the offices; see `Inquiry.offices`.
  public func offices(of org: String? = nil, from perspective: Perspective) throws -> [OfficeRow] {
    try ask(from: perspective) { try $0.offices(of: org) }
  }

  /// The register of meetings; see `Inquiry.meetings`.
  public func meetings(
    of org: String? = nil, between days: ClosedRange<Day>? = nil, from perspective: Perspective
  ) throws -> [MeetingRow] {
    try ask(from: perspective) { try $0.meetings(of: org, between: days) }
  }

  /// What instruments still wait for; see `Inquiry.pending`.
  public func pending(_ instrument: String? = nil, from perspective: Perspective) throws -> [PendingRow] {
    try ask(from: perspective) { try $0.pending(instrument) }
  }

  /// Everything on one page.
  public func overview(from perspective: Perspective) throws -> Overview {
    try ask(from: perspective) { try $0.overview() }
  }

  /// Records and claims that cannot all be right; see `Inquiry.conflicts`.
  public func conflicts(about instrument: String? = nil, from perspective: Perspective) throws
    -> [ConflictRow]
  {
    try ask(from: perspective) { try $0.conflicts(about: instrument) }
  }

  /// The assertions of the log that do not hold, each with what is wrong.
  public func failedAssertions(from perspective: Perspective) throws -> [(event: SeenEvent, message: String)]
  {
    try ask(from: perspective) { try $0.failedAssertions() }
  }

  /// The name of an id as of a day; see `Inquiry.name`.
  public func name(of id: String, from perspective: Perspective) throws -> String {
    try ask(from: perspective) { try $0.name(of: id) }
  }
}

/// A world that is kept from one question to the next; in use by one thread at a time, which takes it away meanwhile.
private struct KeptWorld: @unchecked Sendable {
  /// From where it was seen, whatever the day; the end of the log is a position.
  let sight: Perspective
  let world: World

  /// A world that has read more events than this is not kept.
  static let limit = 100_000
}
