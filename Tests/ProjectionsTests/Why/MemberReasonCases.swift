import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// Members and their organisation: what is missing, and what could be known by a day.
@Suite("Why: members") struct MemberReasonCases {
  private static func charter(_ steps: String...) throws -> Inquiry {
    try SeedLog(
      lines: [
        #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
        #"{"type":"instrument","instrument":"C","title":"C","on":"2000-01-01","clause":"when deposits >= 1 effective at once party at once","constitutes":"O"}"#,
        #"{"type":"accession","on":"2001-01-01","party":"FRA","instrument":"C"}"#,
      ] + steps
    ).timeline.inquire(from: Perspective("2005-01-01"))
  }

  @Test(
    "Who acceded to the charter too late to be an original member is told to be bound, and what is missing")
  func latecomer() throws {
    let accession = #"{"type":"accession","on":"2003-01-01","party":"NOR","instrument":"C"}"#
    let why = try Self.charter(accession).why(.member(party: "NOR", org: "O"))
    #expect(
      why.answer
        == "Norway is not a member of O: it is bound by C since 2003-01-01, but neither signed it nor was bound when it"
        + " entered into force: record its admission")
    #expect(why.ignored.map(\.reason) == [.noEffect])
    #expect(why.ignored.flatMap(\.events).map(\.number) == [4])
    let admission = #"{"type":"admission","on":"2004-01-01","party":"NOR","org":"O"}"#
    #expect(try Self.charter(accession, admission).why(.member(party: "NOR", org: "O")).ignored.isEmpty)
    let signature = #"{"type":"signature","on":"2000-02-01","party":"NOR","instrument":"C"}"#
    #expect(try Self.charter(signature, accession).why(.member(party: "NOR", org: "O")).verdict == .certain)
  }

  @Test("A status in an organisation that does not exist by what is seen is a note, and told with its rows")
  func unfounded() throws {
    func notes(_ publishedBy: String?) throws -> [ConflictRow] {
      var perspective = Perspective("2012-06-01")
      perspective.publishedBy = publishedBy.map { Day($0)! }
      let inquiry = try SeedLog.csto().timeline.inquire(from: perspective)
      let rows = try inquiry.check().filter { $0.code == "N-EXISTENCE" }
      let members = try inquiry.members(of: "CSTO")
      let beside = try inquiry.warnings(about: members).filter { $0.code == "N-EXISTENCE" }
      #expect(beside == rows)
      return rows
    }
    #expect(
      try notes("2012-06-01").map(\.message) == [
        "UZB held a status in CSTO, which does not exist yet: its charter CSTO-CHARTER is not in force by what is seen"
      ])
    #expect(try notes("2013-06-01").isEmpty)
    #expect(try notes(nil).isEmpty)
  }

  @Test("A record is cited by a source that had been published by the day that is asked about")
  func cited() throws {
    func source(_ publishedBy: String?) throws -> [String?] {
      var perspective = Perspective("2006-07-15")
      perspective.publishedBy = publishedBy.map { Day($0)! }
      let why = try SeedLog.csto().timeline.inquire(from: perspective).why(.member(party: "UZB", org: "CSTO"))
      let step = try #require(why.chain.first { $0.events == [GlobalPosition(53)] })
      return [step.source?.publisher, step.source?.date, step.source.map { "\($0.grade)" }]
    }
    #expect(try source("2006-07-01") == ["PanARMENIAN", "2006-06-24", "5"])
    #expect(try source(nil) == ["Foreign ministry of Tajikistan", "2013-03-01", "3"])
  }
}
