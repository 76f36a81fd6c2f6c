import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What must hold of the seed whatever it says.
@Suite("Laws of the seed") struct SeedLaws {
  @Test("The order of the lines of a file changes no answer on any day", arguments: 1992...2026)
  func shuffled(year: Int) throws {
    let events = try SeedLog.seed("csto")
    let ordered = try SeedLog(events)
    let straight = try Answers(ordered)
    let mixed = try [1, 2, 3].map { seed in
      var generator = SeededGenerator(seed: UInt64(year * 10 + seed))
      return try Answers(SeedLog(events.shuffled(using: &generator)), placedAsIn: ordered)
    }
    for number in Day(year: year, month: 1, day: 1)!.number...Day(year: year, month: 12, day: 31)!.number {
      let day = Day(number: number)
      let expected = try straight.all(on: day)
      for (place, answers) in mixed.enumerated() {
        try #require(try answers.all(on: day) == expected, "seed \(year * 10 + place + 1), on \(day)")
      }
    }
    #expect(try mixed[0].conflicts() == straight.conflicts())
  }

  @Test("As of a position, the log answers as one that ends there")
  func cut() throws {
    let events = try SeedLog.seed("csto")
    let whole = try SeedLog([])
    let growing = try SeedLog([])
    let prepared = try SeedLog(events).timeline.log.read(limit: events.count).map(\.event)
    for event in prepared { _ = try whole.timeline.log.append([event]) }
    let days = [
      "1993-10-01", "1999-06-01", "2006-07-15", "2012-07-15", "2015-04-02", "2020-06-01", "2026-11-22",
    ]
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
        json: Array(
          #"{"type":"cessation","on":"2014-01-01","party":"KGZ","org":"CSTO","cause":"withdrawn"}"#.utf8))
    ])
    #expect(try Answers(log, through: head).all(on: Day("2015-04-02")!) == before)
    #expect(try Answers(log).all(on: Day("2015-04-02")!) != before)
  }
}
