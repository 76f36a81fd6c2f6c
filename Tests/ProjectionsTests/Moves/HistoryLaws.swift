import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// A story says on every day what the views say on it.
@Suite("Stories") struct HistoryLaws {
  /// What is said of something on a day: by a stretch of its story, or by a row of a view.
  private struct Said: Hashable, Comparable {
    var subject: [String]
    var value: String
    var certainty: Certainty
    var disputed: Bool

    static func < (left: Said, right: Said) -> Bool {
      (left.subject.joined(separator: " "), left.value) < (right.subject.joined(separator: " "), right.value)
    }
  }

  private static func said(_ rows: [HistoryRow], _ view: String, on day: Day) -> [Said] {
    rows.filter { $0.view == view && $0.holds(on: day) }.map { row in
      Said(
        subject: [row.org, row.instrument, row.office, row.party].compactMap { $0 }, value: row.value,
        certainty: row.certainty, disputed: row.disputed)
    }.sorted()
  }

  private static func said(_ rows: [MemberRow]) -> [Said] {
    rows.map {
      Said(subject: [$0.org, $0.party], value: $0.summary, certainty: $0.certainty, disputed: $0.disputed)
    }.sorted()
  }

  private static func said(_ rows: [PartyRow]) -> [Said] {
    rows.map {
      Said(
        subject: [$0.instrument, $0.party], value: $0.summary, certainty: $0.certainty, disputed: $0.disputed)
    }.sorted()
  }

  private static func said(_ rows: [OfficeRow]) -> [Said] {
    rows.map {
      Said(subject: [$0.office, $0.holder], value: $0.holder, certainty: $0.certainty, disputed: $0.disputed)
    }.sorted()
  }

  private static func said(_ rows: [InstrumentRow]) -> [Said] {
    rows.map {
      Said(subject: [$0.instrument], value: $0.state, certainty: $0.certainty, disputed: $0.disputed)
    }.sorted()
  }

  /// Compares the stories of everything in a log with its views, on some days and where a stretch begins or ends.
  private func check(_ log: SeedLog, days asked: [Day], _ name: String) throws {
    let inquiry = try log.timeline.inquire(from: Perspective(at: .last))
    let world = inquiry.world
    let actors = Set(
      try log.timeline.log.read(limit: 5_000).flatMap(\.event.tags).filter { $0.key == "party" }.map(\.value))
    func days(_ rows: [HistoryRow]) -> Set<Day> {
      let turns = rows.flatMap { [$0.begin.earliest, $0.end] }.filter(\.isCivil).uniqued().sorted()
      return Set(asked + turns.suffix(60).flatMap { [$0.previous, $0, $0.next] })
    }
    for party in actors.sorted() {
      let rows = try inquiry.history(of: party)
      for day in days(rows) {
        let members = try world.marked(
          world.memberRows(of: nil, party: party, includingFormer: true, on: day), on: day)
        try #require(
          Self.said(rows, "members", on: day).filter { $0.subject[1] == party } == Self.said(members),
          "\(name), \(party), \(day)")
        let parties = try world.marked(world.partyRows(to: nil, party: party, on: day), on: day)
        try #require(Self.said(rows, "parties", on: day) == Self.said(parties), "\(name), \(party), \(day)")
        let names = rows.filter { $0.view == "names" && $0.holds(on: day) }.map(\.value)
        try #require(try names == [world.name(of: party, on: day)], "\(name), \(party), \(day)")
      }
    }
    for org in try world.organisationNames() {
      let rows = try inquiry.history(of: org)
      for day in days(rows) {
        var members = try world.memberRows(of: org, party: nil, includingFormer: true, on: day)
        for organ in try world.organisation(org).organs {
          members += try world.memberRows(of: organ, party: nil, includingFormer: true, on: day)
        }
        let own = Self.said(rows, "members", on: day).filter { $0.subject[1] != org }
        try #require(try own == Self.said(world.marked(members, on: day)), "\(name), \(org), \(day)")
        let offices = try world.officeNames(of: org).flatMap {
          try world.marked(world.officeRows($0, on: day), on: day)
        }
        try #require(Self.said(rows, "offices", on: day) == Self.said(offices), "\(name), \(org), \(day)")
      }
    }
    for id in try world.instrumentNames() {
      let rows = try inquiry.history(of: id)
      for day in days(rows) {
        let state = try world.marked(world.instrumentRow(id, on: day), on: day)
        try #require(
          Self.said(rows, "instruments", on: day) == Self.said([state].compactMap { $0 }),
          "\(name), \(id), \(day)")
        let parties = try world.marked(world.partyRows(id, on: day), on: day)
        try #require(Self.said(rows, "parties", on: day) == Self.said(parties), "\(name), \(id), \(day)")
      }
    }
  }

  @Test("The story of everything in the first history is that of the views")
  func csto() throws {
    try check(SeedLog.csto(), days: RandomEvents.days(6, seed: 1), "csto")
  }

  @Test("So it is of the treaties", arguments: ["exits", "nato-finland", "cwc", "uncharter", "who"])
  func treaties(name: String) throws {
    let log = try SeedLog(TreatySeed.events(name).prefix(120).map { $0 })
    try check(log, days: [Day("1999-01-01")!], name)
  }

  @Test("So it is of random logs", arguments: 1...60)
  func random(seed: UInt64) throws {
    let log = try SeedLog(lines: RandomEvents.lines(seed: seed))
    try check(log, days: RandomEvents.days(4, seed: seed), "seed \(seed)")
  }

  @Test("A State has its names over time, also where the log does not speak of it")
  func names() throws {
    let inquiry = try SeedLog.csto().timeline.inquire(from: Perspective("2026-11-22"))
    let rows = try inquiry.history(of: "Burkina Faso")
    #expect(rows.map(\.view) == ["names", "names"])
    #expect(rows.map(\.value) == ["Upper Volta", "Burkina Faso"])
    #expect(rows[0].from == nil && rows[0].until == rows[1].from && rows[1].until == nil)
    #expect(throws: UnknownID.self) { try inquiry.history(of: "NOWHERE-LAND") }
  }

  @Test("A story holds what happened between, and only what is about the organisation that is asked for")
  func filters() throws {
    let inquiry = try SeedLog.csto().timeline.inquire(from: Perspective("2026-11-22"))
    let all = try inquiry.history(of: "UZB")
    #expect(try inquiry.history(of: "Uzbekistan") == all)
    let own = try inquiry.history(of: "UZB", org: "CSTO")
    #expect(own == all.filter { $0.org == "CSTO" })
    #expect(own.map(\.value).contains("member, suspended"))
    let treaty = try inquiry.history(of: "UZB", instrument: "CST")
    #expect(!treaty.isEmpty && treaty.allSatisfy { $0.instrument == "CST" })
    let year = try inquiry.history(of: "UZB", org: "CSTO", between: Day("2013-01-01")!...Day("2013-12-31")!)
    #expect(year.map(\.value) == ["member, suspended"])
    let chair = try inquiry.history(of: "CSTO:chair").filter {
      $0.view == "offices" && $0.certainty == .certain
    }
    #expect(chair.contains { $0.value == "ARM" && $0.from == "2015-09-15" })
  }
}
