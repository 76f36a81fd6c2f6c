import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What a perspective hides is as if it had never been recorded; what it assumes, as if it had.
@Suite("Perspectives") struct PerspectiveTests {
  private static let days = [
    "1993-10-01", "1999-06-01", "2006-07-15", "2012-07-15", "2015-04-02", "2020-06-01", "2026-11-22",
  ].map { Day($0)! }

  /// The ids that nothing can be left without: what is declared, corrected, or corrects.
  private static func isFree(_ event: DiplomaticEvent, among events: [DiplomaticEvent]) -> Bool {
    switch event.act {
    case .entity, .instrument, .table, .category, .correction: false
    default:
      !events.contains { other in
        guard case .correction(let correction) = other.act, let id = event.id else { return false }
        return correction.target == .id(id)
      }
    }
  }

  /// The seed, some of it kept, and the positions in the whole log of what is not.
  private func split(seed: UInt64) throws -> (
    whole: SeedLog, part: SeedLog, left: [DiplomaticEvent], places: Set<GlobalPosition>
  ) {
    let events = try SeedLog.seed("csto")
    var generator = SeededGenerator(seed: seed)
    let left = events.filter {
      Self.isFree($0, among: events) && Int.random(in: 0..<4, using: &generator) == 0
    }
    let ids = Set(left.map(\.canonicalJSON))
    let whole = try SeedLog(events)
    let part = try SeedLog(events.filter { !ids.contains($0.canonicalJSON) })
    let kept = Set(try part.timeline.log.read(limit: 1_000).map(\.id))
    let places = try whole.timeline.log.read(limit: 1_000).filter { !kept.contains($0.id) }.map(\.position)
    return (whole, part, left, Set(places))
  }

  @Test("Without some events the log answers as one that never had them", arguments: 1...12)
  func without(seed: UInt64) throws {
    let (whole, part, _, places) = try split(seed: seed)
    let hidden = try Answers(
      whole, from: Perspective(at: .last, without: places), placedAsIn: part)
    let never = try Answers(part)
    for day in Self.days {
      try #require(try hidden.all(on: day) == never.all(on: day), "seed \(seed), \(day)")
    }
    #expect(try hidden.conflicts() == never.conflicts(), "seed \(seed)")
  }

  @Test("What is assumed answers as what is appended, and nothing is written", arguments: 1...12)
  func assumed(seed: UInt64) throws {
    let (_, part, left, _) = try split(seed: seed)
    let appended = try SeedLog(part.events)
    try appended.record(left)
    let head = try part.timeline.log.head()
    var recorder = try Recorder(timeline: part.timeline)
    let events = try left.map { try recorder.prepare($0) }
    let asked = try Answers(part, from: Perspective(at: .last, assumed: events), placedAsIn: appended)
    let recorded = try Answers(appended)
    for day in Self.days {
      try #require(try asked.all(on: day) == recorded.all(on: day), "seed \(seed), \(day)")
    }
    #expect(try part.timeline.log.head() == head)
  }

  @Test("An assumed event that the log has already counts once")
  func assumedTwice() throws {
    let log = try SeedLog.csto()
    let recorded = try log.timeline.log.read(limit: 1_000).map(\.event)
    let perspective = Perspective(at: .last, assumed: recorded)
    #expect(try log.timeline.inquire(from: perspective).assumedRecords(matching: EventQuery()).isEmpty)
  }

  @Test(
    "By a day of publication the log answers from what sources had said, whenever it was recorded",
    arguments: ["1992-06-01", "1999-06-01", "2006-12-31", "2012-12-19", "2020-03-06", "2024-02-23"])
  func published(by text: String) throws {
    let day = Day(text)!
    let log = try SeedLog.csto()
    let hidden = try log.timeline.log.read(limit: 1_000).filter { recorded in
      let event = try DiplomaticEvent(json: recorded.event.payload)
      switch event.act {
      case .entity, .instrument, .table, .category: return false
      default: break
      }
      let dates = (event.source?.values ?? []).compactMap { $0.date?.bounds.latest }
      return dates.isEmpty ? true : dates.allSatisfy { $0 > day }
    }.map(\.position)
    let asked = try Answers(log, from: Perspective(at: .last, publishedBy: day))
    let without = try Answers(log, from: Perspective(at: .last, without: Set(hidden)))
    #expect(hidden.count > 10)
    for at in Self.days { try #require(try asked.all(on: at) == without.all(on: at), "\(at)") }
  }

  @Test("A grade that is asked for leaves out every lesser one", arguments: 1...7)
  func trust(grade: Int) throws {
    let log = try SeedLog.csto()
    let hidden = try log.timeline.log.read(limit: 1_000).filter { recorded in
      let event = try DiplomaticEvent(json: recorded.event.payload)
      switch event.act {
      case .entity, .instrument, .table, .category: return false
      default: return event.grade > grade
      }
    }.map(\.position)
    let asked = try Answers(log, from: Perspective(at: .last, trust: grade))
    let without = try Answers(log, from: Perspective(at: .last, without: Set(hidden)))
    for at in Self.days { try #require(try asked.all(on: at) == without.all(on: at), "\(at)") }
  }

  @Test("A retraction without a source stands whatever grade is asked for")
  func clerical() throws {
    let log = try SeedLog(lines: [
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O","on":"1990-01-01"}"#,
      #"{"id":"a","type":"admission","on":"1995-01-01","party":"FRA","org":"O","source":{"publisher":"G","grade":1}}"#,
      #"{"type":"correction","action":"retract","target":"a","reason":"wrong row"}"#,
    ])
    let members = try log.timeline.members(of: "O", from: Perspective(at: Day("2000-01-01")!, trust: 1))
    #expect(members.isEmpty)
  }

  @Test("What takes back the change of a clause is seen whenever that is")
  func definitions() throws {
    func deposit(_ party: String, _ day: String) -> String {
      #"{"type":"ratification","party":"\#(party)","instrument":"X","on":"\#(day)","source":{"publisher":"G","date":"2000-03"}}"#
    }
    func treaty(_ count: Int) -> String {
      #""type":"instrument","instrument":"X","title":"X","on":"1999-01-01","clause":"when deposits >= \#(count)"}"#
    }
    let changed = [
      #"{"id":"x",\#(treaty(2))"#, deposit("FRA", "2000-01-01"), deposit("DEU", "2000-02-20"),
      #"{"id":"c","type":"correction","action":"replace","target":"x","reason":"r","with":{\#(treaty(20))}"#,
    ]
    let retracted =
      changed + [#"{"id":"d","type":"correction","action":"retract","target":"c","reason":"r"}"#]
    let gone = changed + [#"{"type":"correction","action":"retract","target":"x","reason":"r"}"#]
    for (lines, expected) in [(changed, "not-in-force"), (retracted, "in-force")] {
      let log = try SeedLog(lines: lines)
      for publishedBy in [nil, Day("2010-01-01")] {
        let rows = try log.timeline.instruments(
          "X", from: Perspective(at: Day("2010-01-01")!, publishedBy: publishedBy))
        #expect(rows.map(\.state) == [expected])
      }
    }
    let log = try SeedLog(lines: gone)
    let then = Perspective(at: Day("2010-01-01")!, publishedBy: Day("2010-01-01"))
    #expect(try log.timeline.instruments("X", from: then).allSatisfy { $0.state != "in-force" })
  }

  @Test("The extension of 1999 was unknown in 1999 and is known today")
  func retroactive() throws {
    let log = try SeedLog.csto()
    func state(publishedBy day: Day?) throws -> [String] {
      let perspective = Perspective(at: Day("1999-06-01")!, publishedBy: day)
      return try log.timeline.instruments(from: perspective).filter { $0.instrument.hasPrefix("CST") }.map {
        "\($0.instrument) \($0.state) \($0.signatories)"
      }
    }
    #expect(try state(publishedBy: nil).contains("CST-EXT in-force 6"))
    #expect(try state(publishedBy: nil).contains("CST in-force 9"))
    #expect(try state(publishedBy: Day("1999-06-01")).contains("CST-EXT not-in-force 6"))
    #expect(try state(publishedBy: Day("1999-06-01")).contains { $0.hasPrefix("CST terminated") })
  }
}
