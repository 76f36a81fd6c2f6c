import Diplomacy
import EventLog

/// The domain on top of a log: what was so on a day, as far as the log knew.
///
/// ```swift
/// let timeline = try Timeline.open(at: path)
/// let then = Perspective(at: Day("2015-04-02")!)
/// let members = try timeline.members(of: "CSTO", from: then)
/// ```
///
/// Every question reads the log afresh, up to the position that the perspective names, and never takes the writer's
/// lock. Rows come in the order of their ids. Every question throws `EventLogError` when the log cannot be read, and
/// `UnknownID` for an id that the log does not know.
public final class Timeline: Sendable {
  /// The log.
  public let log: EventLog
  /// How recorded payloads of older versions are read.
  public let upcasters: Upcasters

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
    try inquire(from: perspective).members(of: org, party: party, includingFormer: includingFormer)
  }

  /// The state of instruments; see `Inquiry.instruments`.
  public func instruments(_ instrument: String? = nil, from perspective: Perspective) throws
    -> [InstrumentRow]
  {
    try inquire(from: perspective).instruments(instrument)
  }

  /// What instruments are to their parties; see `Inquiry.parties`.
  public func parties(
    to instrument: String? = nil, party: String? = nil, from perspective: Perspective
  ) throws -> [PartyRow] {
    try inquire(from: perspective).parties(to: instrument, party: party)
  }

  /// Who holds the offices; see `Inquiry.offices`.
  public func offices(of org: String? = nil, from perspective: Perspective) throws -> [OfficeRow] {
    try inquire(from: perspective).offices(of: org)
  }

  /// The register of meetings; see `Inquiry.meetings`.
  public func meetings(
    of org: String? = nil, between days: ClosedRange<Day>? = nil, from perspective: Perspective
  ) throws -> [MeetingRow] {
    try inquire(from: perspective).meetings(of: org, between: days)
  }

  /// What instruments still wait for; see `Inquiry.pending`.
  public func pending(_ instrument: String? = nil, from perspective: Perspective) throws -> [PendingRow] {
    try inquire(from: perspective).pending(instrument)
  }

  /// Everything on one page.
  public func overview(from perspective: Perspective) throws -> Overview {
    try inquire(from: perspective).overview()
  }

  /// Records and claims that cannot all be right; see `Inquiry.conflicts`.
  public func conflicts(about instrument: String? = nil, from perspective: Perspective) throws
    -> [ConflictRow]
  {
    try inquire(from: perspective).conflicts(about: instrument)
  }

  /// The assertions of the log that do not hold, each with what is wrong.
  public func failedAssertions(from perspective: Perspective) throws -> [(event: SeenEvent, message: String)]
  {
    try inquire(from: perspective).failedAssertions()
  }

  /// The name of an id as of a day; see `Inquiry.name`.
  public func name(of id: String, from perspective: Perspective) throws -> String {
    try inquire(from: perspective).name(of: id)
  }
}
