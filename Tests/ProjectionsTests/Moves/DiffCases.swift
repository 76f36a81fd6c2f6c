import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// Differences as a person would explain them.
@Suite("Differences") struct DiffCases {
  private static let names = [
    #"{"type":"entity","entity":"O","kind":"organisation","name":"O","on":"1980-01-01"}"#,
    #"{"type":"admission","on":"2010-01-01","party":"FRA","org":"O","id":"fra"}"#,
  ]

  /// The differences of the members on a day, from before the lines until after them.
  private func members(_ lines: [String], after earlier: [String] = [], at day: String = "2030-01-01") throws
    -> [DiffRow]
  {
    let log = try SeedLog(lines: Self.names + earlier)
    let head = try log.timeline.log.head()
    try log.record(lines.map { try DiplomaticEvent(json: Array($0.utf8)) })
    let one = Perspective(at: Day(day)!, asOf: .position(head))
    return try log.timeline.diff(.members, from: one, to: Perspective(day))
  }

  @Test("An act of a later day than the log had reached is an event")
  func event() throws {
    let rows = try members([#"{"type":"admission","on":"2015-01-01","party":"DEU","org":"O"}"#])
    try #require(rows.count == 1)
    #expect(rows[0].change == .added)
    #expect(rows[0].key == ["O", "DEU", "member"])
    #expect(rows[0].because == .event)
    #expect(rows[0].events == [GlobalPosition(3)])
  }

  @Test("An act of a day that the log had gone past is back-dated")
  func backDated() throws {
    let rows = try members([#"{"type":"admission","on":"2009-12-31","party":"DEU","org":"O"}"#])
    #expect(rows.map(\.because) == [.backDated])
    #expect(rows.map(\.events) == [[GlobalPosition(3)]])
  }

  @Test("An act of a day that the log may not have gone past is an event", arguments: ["2010-01-01", "2010"])
  func notSurelyBackDated(on: String) throws {
    let rows = try members([#"{"type":"admission","on":"\#(on)","party":"DEU","org":"O"}"#])
    #expect(rows.map(\.because) == [.event])
  }

  @Test("A dispute and a replacement are corrections, and only what differs is named")
  func correction() throws {
    let disputed = try members([
      #"{"type":"correction","action":"dispute","target":"fra","reason":"no document"}"#
    ])
    #expect(disputed.map(\.because) == [.correction])
    #expect(disputed.map(\.differing) == [["disputed"]])
    let replaced = try members([
      #"{"type":"correction","action":"replace","target":"fra","reason":"the year","with":{"type":"admission","on":"2011-01-01","party":"FRA","org":"O"}}"#
    ])
    #expect(replaced.map(\.because) == [.correction])
    #expect(replaced.map(\.differing) == [["since", "status_since"]])
  }

  @Test("Of what replaced a record, only what the answer rests on is named between two days")
  func replacedBetweenDays() throws {
    let lines = [
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
      #"{"type":"instrument","instrument":"P","title":"P","on":"2000-01-01","constitutes":"O","clause":"when deposits >= 2 effective at once"}"#,
      #"{"type":"accession","on":"2001-02-01","party":"DEU","instrument":"P"}"#,
      #"{"type":"accession","id":"fra","on":"[2001-01-01..2001-04-01]","party":"FRA","instrument":"P"}"#,
      #"{"type":"accession","on":"2001-02-05","party":"ITA","instrument":"P"}"#,
      #"{"type":"entry-into-force","on":"2001-03-01","instrument":"P","source":{"grade":1}}"#,
      #"{"type":"correction","action":"replace","target":"fra","reason":"r","with":{"type":"accession","on":"2001-02-02","party":"FRA","instrument":"P"}}"#,
    ]
    let rows = try SeedLog(lines: lines).timeline.diff(
      .members, where: RowFilter(org: "O", party: "FRA"), from: Perspective("2001-01-15"),
      to: Perspective("2002-01-01"))
    #expect(rows.map(\.events) == [[GlobalPosition(6), GlobalPosition(7)]])
  }

  @Test("What is taken back is removed by a retraction")
  func retraction() throws {
    let rows = try members([#"{"type":"correction","action":"retract","target":"fra","reason":"never"}"#])
    #expect(rows.map(\.change) == [.removed])
    #expect(rows.map(\.because) == [.retraction])
    #expect(rows.map(\.reinstates) == [[]])
  }

  @Test("What a retracted correction had taken away stands again, and the row says so")
  func reinstated() throws {
    let retraction = #"{"type":"correction","id":"c","action":"retract","target":"fra","reason":"never"}"#
    let rows = try members(
      [#"{"type":"correction","action":"retract","target":"c","reason":"it was right"}"#],
      after: [retraction])
    #expect(rows.map(\.change) == [.added])
    #expect(rows.map(\.because) == [.retraction])
    #expect(rows.map(\.events) == [[GlobalPosition(4)]])
    #expect(rows.map(\.reinstates) == [[GlobalPosition(2)]])
  }

  @Test("What was replaced anew does not stand again where its first replacement was retracted")
  func replacedAnew() throws {
    func replacement(_ id: String, _ day: String) -> String {
      #"{"type":"correction","id":"\#(id)","action":"replace","target":"fra","reason":"r","with":{"type":"admission","on":"\#(day)","party":"FRA","org":"O"}}"#
    }
    let rows = try members(
      [
        #"{"type":"correction","action":"retract","target":"c","reason":"not that day"}"#,
        replacement("d", "2012-01-01"),
      ],
      after: [replacement("c", "2011-01-01")])
    #expect(rows.map(\.change) == [.changed])
    #expect(rows.map(\.reinstates) == [[]])
  }

  @Test("Where it takes two records, both are named")
  func together() throws {
    let rows = try members([
      #"{"type":"admission","on":"2015-01-01","party":"DEU","org":"O"}"#,
      #"{"type":"suspension","on":"2016-01-01","party":"FRA","org":"O"}"#,
      #"{"type":"participation","action":"frozen","on":"2017-01-01","party":"FRA","org":"O"}"#,
    ])
    #expect(rows.map(\.key) == [["O", "DEU", "member"], ["O", "FRA", "member"]])
    #expect(rows.map(\.events) == [[GlobalPosition(3)], [GlobalPosition(4), GlobalPosition(5)]])
    #expect(rows[1].differing == ["standing", "participation", "since"])
  }

  @Test(
    "What the row rests on is named before the retractions that let it stand, and nothing new stands again")
  func restored() throws {
    let replacement =
      #"{"type":"correction","id":"c","action":"replace","target":"fra","reason":"the year","with":{"type":"admission","on":"2011-01-01","party":"FRA","org":"O"}}"#
    let rows = try members([
      replacement,
      #"{"type":"correction","id":"d","action":"retract","target":"c","reason":"no"}"#,
      #"{"type":"correction","action":"retract","target":"d","reason":"it was right"}"#,
    ])
    #expect(rows.map(\.because) == [.correction])
    #expect(rows.map(\.events) == [[GlobalPosition(3)]])
    #expect(rows.map(\.reinstates) == [[]])
  }

  @Test("An added row names all that it rests on of what took effect between the days")
  func accumulated() throws {
    let log = try SeedLog(
      lines: Self.names + [
        #"{"type":"admission","on":"2015-01-01","party":"DEU","org":"O"}"#,
        #"{"type":"suspension","on":"2016-01-01","party":"DEU","org":"O"}"#,
      ])
    func events(_ one: String, _ other: String) throws -> [[GlobalPosition]] {
      try log.timeline.diff(
        .members, where: RowFilter(party: "DEU"), from: Perspective(one), to: Perspective(other)
      ).map(\.events)
    }
    #expect(try events("2014-01-01", "2017-01-01") == [[GlobalPosition(3), GlobalPosition(4)]])
    #expect(try events("2014-01-01", "2015-06-01") == [[GlobalPosition(3)]])
    #expect(try events("2015-06-01", "2017-01-01") == [[GlobalPosition(4)]])
  }

  @Test("A record that says the same again is no change")
  func same() throws {
    let again = #"{"type":"admission","on":"2010-01-01","party":"FRA","org":"O","note":"once more"}"#
    #expect(try members([again]).isEmpty)
  }

  @Test("The end of a term names the declaration that gives it and what it runs from")
  func expiry() throws {
    let rows = try SeedLog.csto().timeline.diff(
      .parties, where: RowFilter(instrument: "CST", party: "GEO"), from: Perspective("1999-04-20"),
      to: Perspective("1999-04-21"))
    #expect(rows.map(\.differing) == [["state"]])
    #expect(rows.map(\.because) == [.event])
    let events = try #require(rows.first?.events)
    let types = try events.map { try SeedLog.csto().timeline.log.event(at: $0)?.event.type }
    #expect(types == ["instrument", "entry-into-force"])
  }

  @Test("A row that was certain and is possible by a range is changed by the act of the range")
  func range() throws {
    let rows = try SeedLog.csto().timeline.diff(
      .members, where: RowFilter(org: "CSTO", party: "Uzbekistan"), from: Perspective("2006-07-15"),
      to: Perspective("2008-04-01"))
    #expect(rows.map(\.differing) == [["certainty", "disputed"]])
    #expect(rows.map(\.because) == [.event])
    #expect(try #require(rows.first).events.contains(GlobalPosition(53)))
  }

  @Test("An id that neither look knows is refused; one that the later one knows is not")
  func unknown() throws {
    let log = try SeedLog.csto()
    let early = Perspective(at: Day("2020-01-01")!, asOf: .position(.start))
    let late = Perspective("2020-01-01")
    #expect(try !log.timeline.diff(.members, where: RowFilter(org: "CSTO"), from: early, to: late).isEmpty)
    #expect(throws: UnknownID.self) {
      try log.timeline.diff(.members, where: RowFilter(org: "CSTQ"), from: early, to: late)
    }
  }
}
