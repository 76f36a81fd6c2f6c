import Diplomacy
import EventLog
import Projections
import Testing

/// Answers whose reason lies in another entity than the one that is asked about.
@Suite("What lies behind an answer") struct BehindCases {
  private static let charter = [
    #"{"type":"entity","entity":"O1","kind":"organisation","name":"Org One"}"#,
    #"{"type":"instrument","instrument":"T1","title":"T","on":"1990-01-01","clause":"when deposits >= N","constitutes":"O1"}"#,
    #"{"type":"ratification","on":"[1995-07-19..1996-06-22]","party":"BLR","instrument":"T1"}"#,
  ]

  @Test(
    "Who is an original member rests on whether the others could do without it",
    arguments: [
      // Nobody else is there: whenever it consents, that is when the charter is complete.
      (1, nil, Certainty.certain), (2, "1990-05-05", .certain), (2, "1999-01-01", .certain),
      // Another one would be enough, before or perhaps before it.
      (1, "1995-07-20", .possible), (1, "1996-06-21", .possible),
      // Another one came no earlier than it can have.
      (1, "1996-06-22", .certain), (1, "1999-01-01", .certain),
    ] as [(Int, String?, Certainty)])
  func original(deposits: Int, other: String?, certainty: Certainty) throws {
    var lines = Self.charter
    lines[1] = lines[1].replacing(">= N", with: ">= \(deposits)")
    if let other {
      lines.append(#"{"type":"ratification","on":"\#(other)","party":"ARM","instrument":"T1"}"#)
    }
    let rows = try SeedLog(lines: lines).timeline.members(
      of: "O1", party: "BLR", from: Perspective("2000-01-01"))
    #expect(rows.map(\.status) == ["member"])
    #expect(rows.map(\.certainty) == [certainty])
    if certainty == .certain { #expect(rows.first?.since?.contains("or later") == false) }
  }

  @Test(
    "A difference is explained by another instrument, by members of an organisation and by States in lists")
  func differences() throws {
    func events(_ lines: [String], _ view: Assertion.View) throws -> [[GlobalPosition]] {
      try SeedLog(lines: lines).timeline.diff(
        view, from: Perspective("1997-01-01"), to: Perspective("1999-06-01")
      ).filter { $0.key.first == "T2" }.map(\.events)
    }
    let one = #"{"type":"instrument","instrument":"T1","title":"T one","clause":"when deposits >= 1"}"#
    let consent = #"{"type":"ratification","on":"1998-05-03","party":"ARM","instrument":"T1"}"#
    let waiting =
      #"{"type":"instrument","instrument":"T2","title":"T two","clause":"when in-force T1 and deposits >= 1"}"#
    let part =
      #"{"type":"instrument","instrument":"T2","title":"T two","parent":"T1","clause":"when deposits >= 1"}"#
    for two in [waiting, part] {
      for view in [Assertion.View.instruments, .pending] {
        #expect(try events([one, two, consent], view) == [[GlobalPosition(3)]], "\(two) \(view)")
      }
    }
    let listed =
      #"{"type":"instrument","instrument":"T2","title":"T two","on":"1990-01-01","clause":"when all {ARM, BLR}"}"#
    let heir = [
      #"{"type":"entity","entity":"XQB","kind":"state","name":"New State"}"#, listed,
      #"{"type":"state-change","kind":"continuation","on":"1998-01-01","predecessors":["BLR"],"successors":["XQB"]}"#,
    ]
    #expect(try events(heir, .pending) == [[GlobalPosition(3)], [GlobalPosition(3)]])
    let all = [
      #"{"type":"entity","entity":"O1","kind":"organisation","name":"Org One"}"#,
      #"{"type":"instrument","instrument":"T2","title":"T two","on":"1990-01-01","clause":"when all members of O1"}"#,
      #"{"type":"admission","on":"1998-01-01","party":"ARM","org":"O1"}"#,
    ]
    #expect(try events(all, .pending).allSatisfy { $0 == [GlobalPosition(3)] })
    #expect(try !events(all, .pending).isEmpty)
  }

  @Test(
    "What would settle whether another instrument is awaited names when that was in force, and not who is asked"
  )
  func awaited() throws {
    let lines = [
      #"{"type":"instrument","instrument":"T1","title":"T one","on":"1990-01-01","clause":"when deposits >= 2","duration":"5y"}"#,
      #"{"type":"instrument","instrument":"T2","title":"T two","on":"1990-01-01","parent":"T1","clause":"when in-force T1 and deposits >= 1"}"#,
      #"{"type":"entry-into-force","on":"[1991-06-08..1997-05-02]","instrument":"T1"}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    let rows = try timeline.pending("T2", from: Perspective("1997-05-02")).filter {
      $0.waiting.contains("T1")
    }
    try #require(rows.map(\.certainty) == [.possible])
    #expect(
      rows[0].settledBy.contains { $0.contains("entry into force of T1") && $0.contains("#3") }, "\(rows)")
    #expect(
      try timeline.pending("T2", from: Perspective("1990-05-02")).filter { $0.waiting.contains("T1") }.count
        == 1)
    // What ends by its term is known no better by another day of the declaration.
    let ending = try timeline.instruments("T1", from: Perspective("1999-01-01"))
    #expect(ending.allSatisfy { $0.settledBy.allSatisfy { !$0.contains("#1") } }, "\(ending)")
    #expect(ending.contains { $0.settledBy.contains { $0.contains("#3") } }, "\(ending)")
  }

  @Test("Two acts are named where one does not tell in which state an instrument is")
  func twoActs() throws {
    let lines = [
      #"{"type":"instrument","instrument":"T1","title":"T one","on":"1990-01-01","clause":"when deposits >= 2"}"#,
      #"{"type":"signature","on":"[1991-12-04..2001-04-05]","party":"KAZ","instrument":"T1"}"#,
      #"{"type":"entry-into-force","id":"f","on":"[1993-09-09..2001-05-02]","instrument":"T1"}"#,
    ]
    let rows = try SeedLog(lines: lines).timeline.instruments("T1", from: Perspective("1994-06-02"))
    for act in ["#2", "#3"] {
      #expect(rows.allSatisfy { $0.settledBy.contains { $0.contains(act) } }, "\(rows)")
    }
    #expect(!rows.isEmpty)
  }

  @Test("A replacement is not in force where a later correction took away what it was to replace")
  func overtaken() throws {
    let event = #"{"type":"ratification","on":"2010-12-1N","party":"ARM","instrument":"T1"}"#
    func replacement(_ id: String, of target: String, by day: String) -> String {
      #"{"id":"\#(id)","type":"correction","action":"replace","target":"\#(target)","with":\#(event.replacing("1N", with: day))}"#
    }
    let log = try SeedLog(lines: [
      #"{"type":"instrument","instrument":"T1","title":"T one","clause":"when deposits >= 1"}"#,
      #"{"id":"a",\#(event.replacing("1N", with: "10").dropFirst())"#,
      replacement("b", of: "a", by: "11"), replacement("c", of: "b", by: "12"),
      #"{"id":"d","type":"correction","action":"retract","target":"b"}"#,
    ])
    let inquiry = try log.timeline.inquire(from: Perspective("2020-01-01"))
    #expect(
      try (3...5).map { try inquiry.standing(of: GlobalPosition($0)).isInForce } == [false, false, true])
    #expect(try inquiry.parties(to: "T1").map(\.events) == [[GlobalPosition(2)]])
  }

  @Test("A correction that a perspective hides is named where the event stands that it corrects")
  func hiddenCorrection() throws {
    let log = try SeedLog(lines: [
      #"{"type":"entity","entity":"O1","kind":"organisation","name":"Org One"}"#,
      #"{"type":"admission","on":"2000-01-01","party":"ARM","org":"O1","source":{"date":"2000-01-02","grade":1}}"#,
      #"{"type":"suspension","on":"2018-01-01","party":"ARM","org":"O1","id":"typo","source":{"date":"2018-01-02","grade":2}}"#,
      #"{"type":"correction","action":"retract","target":"typo","reason":"another State"}"#,
    ])
    var then = Perspective("2019-01-01")
    then.publishedBy = Day("2020-01-01")
    let why = try log.timeline.inquire(from: then).why(.member(party: "ARM", org: "O1"))
    #expect(why.verdict == .certain)
    #expect(why.ignored.map(\.events) == [[GlobalPosition(4)]], "\(why)")
    #expect(why.ignored.map(\.reason) == [.hidden])
    #expect(
      try log.timeline.inquire(from: Perspective("2019-01-01")).why(.member(party: "ARM", org: "O1")).ignored
        .count == 1)
  }
}
