import EventLog
import Projections
import Testing

/// Who stands in whose place where a clause names States that went on as others.
@Suite("Those whom a clause names, by cases") struct SeatCases {
  private static let lists = [
    #"{"type":"category","category":"cat","parties":["FRA","SCG"]}"#,
    #"{"type":"table","table":"tab","unit":"t","total":100,"values":{"FRA":40,"SCG":40,"ITA":20}}"#,
  ]
  private static func treaty(_ clause: String) -> String {
    #"{"type":"instrument","instrument":"T","title":"T","on":"1990-01-01","clause":"when \#(clause)"}"#
  }
  private static func act(_ type: String, _ party: String, _ on: String, _ more: String = "") -> String {
    #"{"type":"\#(type)","on":"\#(on)","party":"\#(party)","instrument":"T"\#(more)}"#
  }

  @Test(
    "Who continues a State that a list, a category or a table names consents in its place",
    arguments: ["all {FRA,SCG}", "deposits of {FRA,SCG} >= 2", "deposits of cat >= 2", "share(tab) >= 80%"])
  func heirs(clause: String) throws {
    let lines =
      Self.lists + [
        Self.treaty(clause), Self.act("accession", "FRA", "1991-01-01"),
        StateCases.change("continuation", "SCG", "SRB", "2006-06-03"),
        Self.act("accession", "SRB", "2007-01-01"),
      ]
    let timeline = try SeedLog(lines: lines).timeline
    #expect(try timeline.instruments("T", from: Perspective("2006-12-31")).map(\.state) == ["not-in-force"])
    let row = try #require(try timeline.instruments("T", from: Perspective("2007-01-01")).first)
    #expect(row.state == "in-force" && row.certainty == .certain && row.inForceFrom == "2007-01-01")
  }

  @Test("Who must have consented by the published day takes over no consent later")
  func published() throws {
    let lines = [
      Self.treaty("all signatories"), Self.act("signature", "SCG", "2001-01-01"),
      Self.act("signature", "SRB", "2001-01-01"), Self.act("ratification", "SCG", "2002-01-01"),
      #"{"type":"entry-into-force","on":"2003-01-01","instrument":"T","source":{"publisher":"Depositary","grade":1}}"#,
      StateCases.change("continuation", "SCG", "SRB", "2006-06-03"),
    ]
    let timeline = try SeedLog(lines: lines).timeline
    let row = try #require(try timeline.parties(to: "T", party: "SRB", from: Perspective("2004-01-01")).first)
    #expect(row.state == "party" && row.certainty == .certain && row.inferred)
  }
}
