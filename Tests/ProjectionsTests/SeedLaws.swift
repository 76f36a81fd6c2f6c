import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What must hold of the seed whatever it says.
@Suite("Laws of the seed") struct SeedLaws {
  static let days = (Day("1992-01-01")!.number...Day("2026-12-31")!.number).map { Day(number: $0) }

  @Test("The order of the lines of a file changes no answer on any day", arguments: [1, 2, 3] as [UInt64])
  func shuffled(seed: UInt64) throws {
    let events = try SeedLog.seed("csto")
    var generator = SeededGenerator(seed: seed)
    let ordered = try SeedLog(events)
    let straight = try Answers(ordered)
    let mixed = try Answers(SeedLog(events.shuffled(using: &generator)), placedAsIn: ordered)
    for day in Self.days {
      try #require(try straight.all(on: day) == mixed.all(on: day), "seed \(seed), on \(day)")
    }
    #expect(try straight.conflicts() == mixed.conflicts())
  }

  @Test("As of a position, the log answers as one that ends there")
  func cut() throws {
    let events = try SeedLog.seed("csto")
    let whole = try SeedLog([])
    let growing = try SeedLog([])
    let prepared = try SeedLog(events).timeline.log.read(limit: events.count).map(\.event)
    for event in prepared { _ = try whole.timeline.log.append([event]) }
    let days = ["1993-10-01", "1999-06-01", "2006-07-15", "2012-07-15", "2015-04-02", "2020-06-01", "2026-11-22"]
    for (index, event) in prepared.enumerated() {
      _ = try growing.timeline.log.append([event])
      let position = GlobalPosition(UInt64(index + 1))
      let seen = try Answers(whole, through: position)
      let ended = try Answers(growing)
      for day in days.map({ Day($0)! }) {
        try #require(try seen.all(on: day) == ended.all(on: day), "as of \(position), on \(day)")
      }
      try #require(try seen.conflicts() == ended.conflicts(), "as of \(position)")
    }
  }

  @Test("A file recorded twice changes nothing")
  func twice() throws {
    let log = try SeedLog.csto()
    let head = try log.timeline.log.head()
    try log.record(log.events)
    #expect(try log.timeline.log.head() == head)
  }

  @Test("A later append changes no earlier answer")
  func later() throws {
    let log = try SeedLog.csto()
    let head = try log.timeline.log.head()
    let before = try Answers(log, through: head).all(on: Day("2015-04-02")!)
    try log.record([
      DiplomaticEvent(
        json: Array(#"{"type":"cessation","on":"2014-01-01","party":"KGZ","org":"CSTO","cause":"withdrawn"}"#.utf8))
    ])
    #expect(try Answers(log, through: head).all(on: Day("2015-04-02")!) == before)
    #expect(try Answers(log).all(on: Day("2015-04-02")!) != before)
  }
}
