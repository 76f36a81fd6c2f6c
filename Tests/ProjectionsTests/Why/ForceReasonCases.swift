import EventLog
import Testing

@testable import Projections

/// Why a treaty is in force or not, where the day is published, or not known.
@Suite("Reasons of entry into force by cases") struct ForceReasonCases {
  private static let charter = [
    #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
    #"{"type":"instrument","instrument":"C","title":"C","on":"2010-01-01","clause":"when deposits >= 2 effective +30d","constitutes":"O"}"#,
  ]
  private static func ratification(_ party: String, _ on: String, grade: Int) -> String {
    #"{"type":"ratification","on":"\#(on)","party":"\#(party)","instrument":"C","source":{"publisher":"P","date":"2010-04-02","grade":\#(grade)}}"#
  }
  private static let published =
    charter + [
      ratification("EST", "2010-03-01", grade: 1), ratification("LVA", "2010-04-01", grade: 2),
      #"{"type":"entry-into-force","on":"2010-06-01","instrument":"C","source":{"publisher":"G","date":"2010-06-02","grade":2}}"#,
    ]
  private static func why(_ lines: [String], _ question: Question, _ day: String) throws -> Explanation {
    try SeedLog(lines: lines).timeline.inquire(from: Perspective(day)).why(question)
  }

  @Test("A published day that is used instead of an earlier derived one is told from that day on")
  func overridden() throws {
    let why = try Self.why(Self.published, .inForce("C"), "2010-05-15")
    #expect(why.verdict == .no)
    #expect(why.answer == "C is not in force yet: it enters into force on 2010-06-01")
    #expect(why.derivation?.published == "2010-06-01")
    #expect(why.derivation?.choice?.hasPrefix("the published day (grade 2)") == true)
    #expect(why.chain.last?.rule == .published && why.chain.last?.decides == true)
    #expect(!why.chain.contains { $0.rule == .clause && $0.decides })
    #expect(!why.ignored.contains { $0.events == why.chain.last?.events })
    let early = try Self.why(Self.published, .inForce("C"), "2010-04-15")
    #expect(early.derivation?.published == nil && early.ignored.contains { $0.reason == .later })
  }

  @Test("A charter is not explained by who belonged to what only it creates, nor by who consented later")
  func notByItself() throws {
    let lines = Self.published + [Self.ratification("FRA", "2012-01-01", grade: 1)]
    let timeline = try SeedLog(lines: lines).timeline
    let found = try timeline.inquire(from: Perspective("2013-01-01")).check().filter {
      $0.code == "W-EIF-MISMATCH"
    }
    #expect(found.count == 1)
    #expect(found.allSatisfy { !$0.message.contains("members of O") })
    let other = [
      #"{"type":"entity","entity":"B","kind":"organisation","name":"B"}"#,
      #"{"type":"admission","on":"1990-01-01","party":"LVA","org":"B"}"#,
    ]
    let foreign = try SeedLog(lines: lines + other).timeline.inquire(from: Perspective("2013-01-01")).check()
      .filter { $0.code == "W-EIF-MISMATCH" }
    #expect(foreign.allSatisfy { !$0.message.contains("FRA") })
  }

  private static let open =
    charter + [
      ratification("EST", "2010-03-01", grade: 1),
      ratification("LVA", "[2010-11-01..2011-01-31]", grade: 4),
    ]

  @Test(
    "What follows from an entry into force is settled by the day of the consent that brought it",
    arguments: [
      (Question.member(party: "LVA", org: "O"), "2011-02-20"), (.party("LVA", instrument: "C"), "2011-02-20"),
      (.party("EST", instrument: "C"), "2011-02-20"), (.inForce("C"), "2011-02-20"),
    ])
  func settledByConsent(question: Question, day: String) throws {
    let why = try Self.why(Self.open, question, day)
    #expect(why.verdict == .possible)
    #expect(
      why.alternatives.map { "\($0.answer): \($0.text)" } == [
        "yes: the ratification of Latvia (#4) came on 2011-01-21 or earlier",
        "no: the ratification of Latvia (#4) came after 2011-01-21",
      ])
    #expect(why.settledBy.allSatisfy { $0.hasPrefix("the ratification of Latvia to C (#4)") })
    #expect(why.dependsOn.contains { $0.question == .inForce("C") } || question == .inForce("C"))
  }

  @Test("Who follows by its own consent is told by when that must have come")
  func ownConsent() throws {
    let lines =
      Self.charter + [
        Self.ratification("EST", "2009-03-01", grade: 1), Self.ratification("FRA", "2009-03-01", grade: 1),
        Self.ratification("LVA", "[2010-11-01..2011-01-31]", grade: 4),
      ]
    let why = try Self.why(lines, .party("LVA", instrument: "C"), "2011-02-20")
    #expect(
      why.alternatives.map { "\($0.answer): \($0.text)" } == [
        "yes: the ratification of Latvia (#5) came on 2011-01-21 or earlier",
        "no: the ratification of Latvia (#5) came after 2011-01-21",
      ])
  }

  @Test("What the entry into force rests on is found once for all parties")
  func manyParties() throws {
    let names = (1...40).map { "P\($0)" }
    let list = names.map { "\"\($0)\"" }.joined(separator: ",")
    let lines =
      names.map { #"{"type":"entity","entity":"\#($0)","kind":"state","name":"\#($0)"}"# } + [
        #"{"type":"instrument","instrument":"X","title":"X","on":"1990-01-01","clause":"when deposits >= 2"}"#,
        #"{"type":"ratification","on":"[2000-01-01..2000-12-31]","party":[\#(list)],"instrument":"X"}"#,
      ]
    let log = try SeedLog(lines: lines)
    let world = try log.timeline.world(Perspective("2000-06-01"))
    let day = Day("2000-06-01")!
    let rows = try world.marked(world.partyRows("X", on: day), on: day)
    #expect(rows.count == 40 && rows.allSatisfy { $0.certainty == .possible && !$0.settledBy.isEmpty })
    #expect(Array(world.forceFacts.keys) == [Fact.Asked(instrument: "X", day: day)])
    #expect(world.depositsSettling.count == 1)
  }

  private static let resting = [
    #"{"type":"instrument","instrument":"C","title":"C","on":"2000-01-01","clause":"when deposits >= 1"}"#,
    ratification("PER", "2001-01-01", grade: 1), ratification("CHL", "2001-01-01", grade: 1),
    #"{"type":"operation-suspended","on":"2011-01-01","instrument":"C"}"#,
    #"{"type":"operation-resumed","on":"[2011-11-01..2011-11-20]","instrument":"C"}"#,
    #"{"type":"operation-suspended","on":"2013-01-01","until":"2014-01-01","instrument":"C","party":"PER"}"#,
  ]

  @Test(
    "Who is bound by what is suspended is told so, with the act",
    arguments: [
      ("PER", "2010-12-31", nil, []), ("PER", "2011-06-01", "certain", [4]),
      ("CHL", "2011-06-01", "certain", [4]), ("CHL", "2011-11-10", "possible", [4, 5]),
      ("CHL", "2011-11-20", nil, []), ("PER", "2013-06-01", "certain", [6]), ("CHL", "2013-06-01", nil, []),
      ("PER", "2014-01-01", nil, []),
    ])
  func suspended(party: String, day: String, mark: String?, events: [UInt64]) throws {
    let timeline = try SeedLog(lines: Self.resting).timeline
    let row = try #require(try timeline.parties(to: "C", party: party, from: Perspective(day)).first)
    #expect(row.state == "party" && row.certainty == .certain && row.suspended?.rawValue == mark)
    #expect(Array(row.events.map(\.number).dropFirst()) == events)
    let why = try Self.why(Self.resting, .party(party, instrument: "C"), day)
    #expect(why.verdict == .certain)
    #expect(why.answer.hasSuffix(" suspended") == (mark != nil))
    #expect(why.chain.last?.events.map(\.number) == (events.isEmpty ? row.events.map(\.number) : events))
  }

  @Test("An instrument whose operation is suspended is in force, and its suspension is told")
  func rests() throws {
    let why = try Self.why(Self.resting, .inForce("C"), "2011-06-01")
    #expect(why.verdict == .certain && why.answer.contains("; its operation is suspended, from 2011-01-01"))
    #expect(why.chain.last?.events.map(\.number) == [4])
    let timeline = try SeedLog(lines: Self.resting).timeline
    let row = try #require(try timeline.instruments("C", from: Perspective("2011-06-01")).first)
    #expect(row.state == "suspended" && row.events.map(\.number).contains(4))
    let after = try #require(try timeline.instruments("C", from: Perspective("2012-06-01")).first)
    #expect(after.state == "in-force" && !after.events.map(\.number).contains(4))
  }
}
