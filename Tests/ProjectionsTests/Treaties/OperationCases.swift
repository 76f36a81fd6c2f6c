import EventLog
import Projections
import Testing

/// When the operation of an instrument is suspended, and for whom.
@Suite("Operation by cases") struct OperationCases {
  private static let treaty = [
    #"{"type":"instrument","instrument":"T","title":"T","on":"1990-01-01","clause":"when deposits >= 1"}"#,
    #"{"type":"accession","on":"1992-01-01","party":["FRA","RUS"],"instrument":"T"}"#,
  ]
  private static func act(_ type: String, _ on: String, _ more: String = "") -> String {
    #"{"type":"operation-\#(type)","on":"\#(on)","instrument":"T"\#(more)}"#
  }
  private static let russia = #","party":"RUS""#

  /// The state of the instrument, and for whom it rests.
  private func resting(_ acts: [String], on day: String) throws -> String {
    let timeline = try SeedLog(lines: Self.treaty + acts).timeline
    let state = try timeline.instruments("T", from: Perspective(day)).first
    let parties = try timeline.parties(to: "T", from: Perspective(day)).compactMap { row in
      row.suspended.map { "\(row.party) \($0)" }
    }
    return ([state?.state ?? ""] + parties).joined(separator: ", ")
  }
  private func codes(_ acts: [String]) throws -> [String] {
    let timeline = try SeedLog(lines: Self.treaty + acts).timeline
    return try timeline.inquire(from: Perspective("2020-01-01")).check().map(\.code)
  }

  static let ends: [(acts: [String], resting: String, codes: [String])] = [
    ([act("suspended", "2007-01-01", russia), act("resumed", "2010-01-01")], "in-force", []),
    (
      [act("suspended", "2007-01-01"), act("resumed", "2010-01-01", russia)],
      "suspended, FRA certain, RUS certain", ["W-NOTHING"]
    ),
    (
      [
        act("suspended", "2007-01-01"), act("suspended", "2008-01-01", russia),
        act("resumed", "2010-01-01", russia),
      ], "suspended, FRA certain, RUS certain", []
    ),
    (
      [act("suspended", "2007-01-01"), act("suspended", "2011-01-01", russia), act("resumed", "2010-01-01")],
      "in-force, RUS certain", []
    ),
    (
      [act("suspended", "2007-01-01", #","party":["FRA","RUS"]"#), act("resumed", "2010-01-01", russia)],
      "in-force, FRA certain", []
    ),
    (
      [act("suspended", "2007-01-01", #","until":"2009-01-01""#), act("resumed", "2010-01-01")],
      "in-force", ["W-NOTHING"]
    ),
    (
      [act("suspended", "2007-01-01", russia), act("resumed", "[2006-06-01..2008-06-01]", russia)],
      "in-force", []
    ),
  ]

  @Test(
    "A resumption for all ends every suspension, one for a party that party's own; what ends none is odd",
    arguments: ends)
  func resumed(acts: [String], resting: String, codes: [String]) throws {
    for acts in [acts, acts.reversed()] {
      #expect(try self.resting(acts, on: "2012-01-01") == resting)
      #expect(try self.codes(acts) == codes)
    }
  }

  private static func source(_ publisher: String, _ grade: Int) -> String {
    #","source":{"publisher":"\#(publisher)","title":"T","grade":\#(grade)}"#
  }
  static let records: [(first: String, second: String, resting: String, codes: [String])] = [
    (
      act("suspended", "2007-12-12", #","until":"2009-01-01""# + source("A", 1)),
      act("suspended", "2007-12-14", #","until":"2012-01-01""# + source("B", 6)), "in-force", ["W-CONFLICT"]
    ),
    (
      act("suspended", "2007-12-12", russia + #","until":"2009-01-01""# + source("A", 1)),
      act("suspended", "2007-12-12", russia + source("B", 5)), "in-force", []
    ),
    (
      act("suspended", "2007-12-12", #","until":"2009-01-01""# + source("A", 1)),
      act("suspended", "2009-01-01", source("B", 5)), "suspended, FRA certain, RUS certain", []
    ),
    (
      act("suspended", "2007-12-12", russia + source("A", 5)),
      act("suspended", "2007-12-14", source("B", 1)), "suspended, FRA certain, RUS certain", []
    ),
  ]

  @Test(
    "Records of one suspension are one act, by the better of them, and told where they contradict",
    arguments: records)
  func merged(first: String, second: String, resting: String, codes: [String]) throws {
    for acts in [[first, second], [second, first]] {
      #expect(try self.resting(acts, on: "2010-06-01") == resting)
      #expect(try self.codes(acts) == codes)
    }
  }

  @Test("Records of a suspension that contradict each other make the row disputed on the days between")
  func disputed() throws {
    let acts = [
      Self.act("suspended", "2007-12-12", Self.russia + Self.source("A", 1)),
      Self.act("suspended", "2007-12-14", Self.russia + Self.source("B", 6)),
    ]
    let timeline = try SeedLog(lines: Self.treaty + acts).timeline
    let disputed = try ["2007-12-11", "2007-12-12", "2007-12-13", "2007-12-14"].map { day in
      try timeline.parties(to: "T", party: "RUS", from: Perspective(day)).map(\.disputed)
    }
    #expect(disputed == [[false], [true], [true], [false]])
  }

  static let claims: [(acts: [String], codes: [String])] = [
    ([], ["W-CONFLICT"]), ([act("suspended", "2001-01-01")], []),
    ([act("suspended", "2005-01-01", russia)], []),
    ([act("suspended", "2001-01-01", #","party":"FRA""#)], ["W-CONFLICT"]),
    ([act("suspended", "2001-01-01", #","until":"2005-06-01""#)], ["W-CONFLICT"]),
  ]

  @Test(
    "A claim that operation is suspended for a party is held against what is derived for it",
    arguments: claims)
  func claimed(acts: [String], codes: [String]) throws {
    let claim =
      #"{"type":"claim","on":"2007-01-01","asserted_by":"RUS","says":\#(Self.act("suspended", "2005-01-01", Self.russia))}"#
    #expect(try self.codes(acts + [claim]) == codes)
  }

  @Test("What would settle a suspension and its end of the same days names the record of each")
  func settled() throws {
    let timeline = try SeedLog(
      lines: Self.treaty + [Self.act("suspended", "2007"), Self.act("resumed", "2007")]
    ).timeline
    let row = try #require(try timeline.instruments("T", from: Perspective("2007-06-01")).first)
    #expect(row.settledBy.filter { $0.hasPrefix("the suspension") }.allSatisfy { $0.contains("#3") })
    let end = try #require(row.settledBy.first { $0.hasPrefix("the end of the suspension") })
    #expect(end.contains("#4") && !end.contains("#3"))
  }
}
