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

  /// The domain on top of an open log.
  public init(log: EventLog) {
    self.log = log
  }

  /// Opens a log for questions and records; throws `EventLogError` where there is none.
  public static func open(
    at path: String, options: EventLog.Options = EventLog.Options(),
    clock: @escaping @Sendable () -> Instant = Instant.systemClock
  ) throws -> Timeline {
    Timeline(log: try EventLog.open(at: path, options: options, clock: clock))
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

  /// The log as a perspective sees it, to ask it more than one question.
  func world(_ perspective: Perspective) throws -> World {
    World(log: log, head: try position(of: perspective.asOf))
  }
}

extension Timeline {
  /// One row for each status held by a party in an organisation, or in the organ whose id is given.
  ///
  /// Without an organisation: of all of them, and of all their organs. Former holders and statuses that wait for an
  /// instrument are left out unless asked for.
  public func members(
    of org: String? = nil, party: String? = nil, includingFormer: Bool = false, from perspective: Perspective
  ) throws -> [MemberRow] {
    let world = try world(perspective)
    let org = try world.known(org, as: .organisation)
    let party = try world.known(party, as: .party)
    let rows = try world.memberRows(of: org, party: party, includingFormer: includingFormer, on: perspective.at)
    return try world.marked(rows, on: perspective.at)
  }

  /// The state of each instrument that was adopted by the day.
  public func instruments(_ instrument: String? = nil, from perspective: Perspective) throws -> [InstrumentRow] {
    let world = try world(perspective)
    let names = try world.known(instrument, as: .instrument).map { [$0] } ?? world.instrumentNames()
    return try names.compactMap { id in
      try world.marked(world.instrumentRow(id, on: perspective.at), on: perspective.at)
    }
  }

  /// What an instrument is to each party that took a step towards it, former parties too.
  public func parties(
    to instrument: String? = nil, party: String? = nil, from perspective: Perspective
  ) throws -> [PartyRow] {
    let world = try world(perspective)
    let instrument = try world.known(instrument, as: .instrument)
    let party = try world.known(party, as: .party)
    return try world.marked(
      world.partyRows(to: instrument, party: party, on: perspective.at), on: perspective.at)
  }

  /// Who holds each office, of one organisation or of all.
  public func offices(of org: String? = nil, from perspective: Perspective) throws -> [OfficeRow] {
    let world = try world(perspective)
    let org = try world.known(org, as: .organisation)
    return try world.officeNames(of: org).flatMap { office in
      try world.marked(world.officeRows(office, on: perspective.at), on: perspective.at)
    }
  }

  /// The register of meetings up to the day, or those between two days.
  public func meetings(
    of org: String? = nil, between days: ClosedRange<Day>? = nil, from perspective: Perspective
  ) throws -> [MeetingRow] {
    let world = try world(perspective)
    return try world.meetingRows(of: world.known(org, as: .organisation), between: days, on: perspective.at)
  }

  /// What an instrument, or every one, still waits for, and what that blocks; no row where nothing is awaited.
  public func pending(_ instrument: String? = nil, from perspective: Perspective) throws -> [PendingRow] {
    let world = try world(perspective)
    let names = try world.known(instrument, as: .instrument).map { [$0] } ?? world.instrumentNames()
    return try names.flatMap { try world.pendingRows($0, on: perspective.at) }
  }

  /// Everything on one page.
  public func overview(from perspective: Perspective) throws -> Overview {
    try world(perspective).overview(on: perspective.at)
  }

  /// Records and claims that cannot all be right, whatever the day.
  public func conflicts(from perspective: Perspective) throws -> [ConflictRow] {
    try world(perspective).allContradictions().map(\.row)
  }

  /// The assertions of the log that do not hold, each with what is wrong.
  public func failedAssertions(from perspective: Perspective) throws -> [(event: SeenEvent, message: String)] {
    let world = try world(perspective)
    return try world.events(ofTypes: ["assertion"]).compactMap { seen in
      guard case .assertion(let assertion) = seen.event.act, let day = seen.event.on?.bounds, day.isExact else {
        return nil
      }
      return try world.failures(of: assertion, on: day.earliest).map { (seen, $0.message) }
    }
  }

  /// The name of a State, organisation, person or instrument as of a day; the id itself where none is known.
  public func name(of id: String, from perspective: Perspective) throws -> String {
    try world(perspective).name(of: id, on: perspective.at)
  }
}
