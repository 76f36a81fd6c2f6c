import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// Ends that would have come and do not.
@Suite("Why: ends that never come") struct EndReasonCases {
  @Test(
    "A notice that was taken back has no effect among the reasons; what would have been, and by what it is not, is told",
    arguments: [
      ("treaties/rome", Question.party("ZAF", instrument: "ROME"), "2018-01-01", "2017-10-19", [87, 91]),
      ("treaties/rome", .party("GMB", instrument: "ROME"), "2018-01-01", "2017-11-10", [89, 90]),
      ("cases/dprk-npt", .party("PRK", instrument: "NPT"), "2005-01-01", "1993-06-12", [4, 6]),
    ])
  func takenBack(seed: String, question: Question, day: String, end: String, events: [UInt64]) throws {
    let why = try SeedLog(SeedLog.seed(seed)).timeline.inquire(from: Perspective(day)).why(question)
    let effect = DayBounds(try #require(Day(end)))
    #expect(!why.chain.contains { $0.on == effect })
    let missed = why.ignored.filter { $0.reason == .noEffect }
    #expect(missed.map(\.events) == [events.map { GlobalPosition($0) }])
    let text = try #require(missed.first?.text)
    #expect(text.contains(" on \(end), by the exit clause of "))
    #expect(text.hasSuffix(" does not come: the notice was taken back by #\(events[1])"))
  }

  @Test(
    "So it is of a member, and where the day of the revocation is a range",
    arguments: ["2001-06-01", "[2001-06-01..2002-03-01]"], [true, false])
  func member(revoked: String, isByExitClause: Bool) throws {
    let stated = isByExitClause ? "" : #","effective":"2002-01-01""#
    let log = try SeedLog(lines: [
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
      #"{"type":"instrument","instrument":"C","title":"C","on":"1999-01-01","constitutes":"O","exit":"+1y"}"#,
      #"{"type":"entry-into-force","on":"1999-02-01","instrument":"C"}"#,
      #"{"type":"admission","on":"2000-01-01","party":"NOR","org":"O"}"#,
      #"{"type":"withdrawal","on":"2001-01-01","party":"NOR","org":"O"\#(stated)}"#,
      #"{"type":"withdrawal-revoked","on":"\#(revoked)","party":"NOR","org":"O"}"#,
    ])
    let why = try log.timeline.inquire(from: Perspective("2005-01-01")).why(.member(party: "NOR", org: "O"))
    #expect(why.verdict == .certain)
    #expect(why.chain.flatMap(\.events).map(\.number) == [4, 5, 6])
    let clause = isByExitClause ? ", by the exit clause of C (+1y)," : ""
    #expect(
      why.ignored.map(\.text) == [
        "the withdrawal of Norway from O on 2002-01-01\(clause) does not come: the notice was taken back by #6"
      ])
  }

  @Test("A term that another instrument prolongs does not run out among the reasons")
  func prolonged() throws {
    let why = try SeedLog.csto().timeline.inquire(from: Perspective("2005-01-01")).why(
      .party("ARM", instrument: "CST"))
    #expect(why.chain.last?.rule == .extended(by: "CST-EXT"))
    #expect(
      why.ignored.map(\.text) == [
        "the end of the term of CST on 1999-04-21 does not come: CST-EXT prolongs the term"
      ])
  }
}
