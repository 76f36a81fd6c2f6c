import Diplomacy
import EventLog
import TestSupport

@testable import Projections

/// Everything that the views answer on a day, with events named by their ids so that two logs can be compared.
struct Answers {
  let world: World
  private let ids: [GlobalPosition: String]

  init(_ log: SeedLog, through head: GlobalPosition? = nil) throws {
    let last = try log.timeline.log.head()
    self.world = World(log: log.timeline.log, head: head ?? last)
    var ids: [GlobalPosition: String] = [:]
    for recorded in try log.timeline.log.read(limit: Int(last.number) + 1) { ids[recorded.position] = recorded.id.text }
    self.ids = ids
  }

  /// One line a row, sorted: the same for two logs that answer alike.
  func all(on day: Day) throws -> [String] {
    let rows: [any ViewRow] =
      try world.marked(world.memberRows(of: nil, party: nil, includingFormer: true, on: day), on: day)
      + world.instrumentNames().compactMap { try world.marked(world.instrumentRow($0, on: day), on: day) }
      + world.marked(world.partyRows(to: nil, party: nil, on: day), on: day)
      + world.officeNames(of: nil).flatMap { try world.marked(world.officeRows($0, on: day), on: day) }
      + world.meetingRows(of: nil, between: nil, on: day)
      + world.instrumentNames().flatMap { try world.pendingRows($0, on: day) }
    return rows.map { row in
      row.fields.map { "\($0.name)=\(text($0.value, of: $0.name))" }.joined(separator: ";")
    }.sorted()
  }

  /// The contradictions, by the ids of what is involved and their days.
  func conflicts() throws -> [String] {
    try world.allContradictions().map { contradiction in
      let events = contradiction.events.compactMap { ids[$0] }.sorted().joined(separator: ",")
      return "\(events) \(contradiction.row.days)"
    }.sorted()
  }

  private func text(_ value: FieldValue, of name: String) -> String {
    switch value {
    case .none: return "-"
    case .text(let text): return text
    case .integer(let number):
      return name == "event" || name == "events" ? ids[GlobalPosition(UInt64(number))] ?? "?" : String(number)
    case .flag(let flag): return String(flag)
    case .list(let values):
      return "[" + values.map { text($0, of: name) }.sorted().joined(separator: ",") + "]"
    case .fields(let fields):
      return "{" + fields.map { "\($0.name)=\(text($0.value, of: $0.name))" }.joined(separator: ",") + "}"
    }
  }
}
