import Diplomacy
import EventLog
import TestSupport

@testable import Projections

/// Everything that the views answer on a day, with positions turned into those of another log with the same events,
/// so that the two can be compared.
struct Answers {
  let world: World
  /// The places of this log's events in the other one; `nil` leaves them as they are.
  private var places: [GlobalPosition: GlobalPosition]?

  init(_ log: SeedLog, through head: GlobalPosition? = nil, placedAsIn other: SeedLog? = nil) throws {
    var perspective = Perspective(at: .last)
    if let head { perspective.asOf = .position(head) }
    try self.init(log, from: perspective, placedAsIn: other)
  }

  /// What a world answers, with the positions of its own log, or those of others.
  init(world: World, places: [GlobalPosition: GlobalPosition]? = nil) {
    self.world = world
    self.places = places
  }

  init(_ log: SeedLog, from perspective: Perspective, placedAsIn other: SeedLog? = nil) throws {
    self.world = try log.timeline.world(perspective)
    guard let other else { return }
    var places: [GlobalPosition: GlobalPosition] = [:]
    let seen = try world.records(EventQuery())
    for recorded in seen { places[recorded.position] = try other.timeline.log.position(of: recorded.id) }
    self.places = places
  }

  /// Every row of every view, in an order that no position decides.
  struct Everything: Hashable {
    var members: [MemberRow]
    var instruments: [InstrumentRow]
    var parties: [PartyRow]
    var offices: [OfficeRow]
    var meetings: [MeetingRow]
    var pending: [PendingRow]
  }

  func all(on day: Day) throws -> Everything {
    var answers = Everything(
      members: try world.marked(
        world.memberRows(of: nil, party: nil, includingFormer: true, on: day), on: day),
      instruments: try world.instrumentNames().compactMap {
        try world.marked(world.instrumentRow($0, on: day), on: day)
      },
      parties: try world.marked(world.partyRows(to: nil, party: nil, on: day), on: day),
      offices: try world.officeNames(of: nil).flatMap {
        try world.marked(world.officeRows($0, on: day), on: day)
      },
      meetings: try world.meetingRows(of: nil, between: nil, on: day),
      pending: try world.instrumentNames().flatMap { try world.pendingRows($0, on: day) })
    guard let places else { return answers }
    func placed(_ events: inout [GlobalPosition]) { events = events.compactMap { places[$0] }.sorted() }
    for index in answers.members.indices { placed(&answers.members[index].events) }
    for index in answers.instruments.indices { placed(&answers.instruments[index].events) }
    for index in answers.parties.indices { placed(&answers.parties[index].events) }
    for index in answers.offices.indices { placed(&answers.offices[index].events) }
    for index in answers.pending.indices { placed(&answers.pending[index].events) }
    for index in answers.meetings.indices {
      placed(&answers.meetings[index].events)
      for outcome in answers.meetings[index].outcomes.indices {
        let place = answers.meetings[index].outcomes[outcome].position
        answers.meetings[index].outcomes[outcome].position = places[place] ?? .end
      }
    }
    return answers
  }

  /// The contradictions, by what is involved and their days.
  func conflicts() throws -> [String] {
    try world.allContradictions().map { contradiction in
      let events = contradiction.events.map { places?[$0] ?? $0 }.sorted()
      return "\(events) \(contradiction.row.days)"
    }.sorted()
  }
}
