import EventLog
import Projections
import Testing

/// What ends by itself, and begins again.
@Suite("Periods by cases") struct PeriodCases {
  private static func act(_ type: String, _ on: String, until: String? = nil, _ more: String = "") -> String {
    let until = until.map { #","until":"\#($0)""# } ?? ""
    return #"{"type":"\#(type)","on":"\#(on)","party":"SRB","org":"ORG"\#(until)\#(more)}"#
  }
  private func timeline(_ lines: [String]) throws -> Timeline {
    try SeedLog(lines: [StateCases.org] + lines).timeline
  }
  private func words(_ timeline: Timeline, _ day: String) throws -> String {
    try timeline.members(of: "ORG", party: "SRB", from: Perspective(day)).map {
      "\($0.status) \($0.standing) \($0.participation) since \($0.since ?? "")"
    }.joined()
  }

  @Test("A member until a day that is admitted later is one for two periods")
  func members() throws {
    let timeline = try timeline([
      Self.act("admission", "2001-01-01", until: "2002-01-01"),
      Self.act("admission", "2003-01-01", until: "2005-01-01"),
      Self.act("admission", "2005-01-01"),
    ])
    for (day, expected) in [
      ("2001-12-31", "member full normal since 2001-01-01"), ("2002-01-01", ""),
      ("2004-12-31", "member full normal since 2003-01-01"),
      ("2005-01-01", "member full normal since 2005-01-01"),
    ] {
      #expect(try words(timeline, day) == expected, "\(day)")
    }
    #expect(try timeline.conflicts(from: Perspective("2010-01-01")).isEmpty)
    #expect(try timeline.inquire(from: Perspective("2010-01-01")).check().isEmpty)
  }

  @Test("Two admissions of which the one had not ended when the other came contradict each other")
  func overlapping() throws {
    let timeline = try timeline([
      Self.act("admission", "2001-01-01", until: "2004-01-01"), Self.act("admission", "2003-01-01"),
    ])
    #expect(try timeline.conflicts(from: Perspective("2010-01-01")).map(\.days) == ["2001-01-01/2002-12-31"])
  }

  @Test(
    "Ends that two records of one act state otherwise contradict each other, from the earlier to the later",
    arguments: [
      (Self.act("admission", "2001-01-01", until: "2003-01-01"), ["2003-01-01/2008-12-31"]),
      (
        Self.act("admission", "2002-06-01", until: "2003-01-01"),
        ["2001-01-01/2002-05-31", "2003-01-01/2008-12-31"]
      ),
      (Self.act("admission", "2001-01-01", until: "2009"), []), (Self.act("admission", "2001-01-01"), []),
    ])
  func endsThatDiffer(other: String, days: [String]) throws {
    let timeline = try timeline([Self.act("admission", "2001-01-01", until: "2009-01-01"), other])
    let found = try timeline.conflicts(from: Perspective("2010-01-01"))
    #expect(found.map(\.days) == (days.isEmpty ? [] : [days.joined(separator: " ")]))
    #expect(found.allSatisfy { $0.message.contains("until 2009-01-01") })
    let held = try timeline.members(of: "ORG", party: "SRB", from: Perspective("2002-12-31"))
    #expect(held.map(\.disputed) == [false], "they agree on that day")
  }

  @Test("The effect of a notice may be put off: two records of it contradict each other in nothing")
  func effectsThatDiffer() throws {
    let timeline = try timeline([
      Self.act("admission", "2001-01-01"),
      Self.act("withdrawal", "2004-05-05", #","effective":"2005-05-05""#),
      Self.act("withdrawal", "2004-05-05", #","effective":"2006-01-31""#),
    ])
    #expect(try timeline.conflicts(from: Perspective("2010-01-01")).isEmpty)
    #expect(
      try words(timeline, "2006-01-30") == "member full normal since 2001-01-01", "by what was recorded last")
  }

  @Test("Records with a day in common are one admission, though it may have ended within their days")
  func agreeing() throws {
    let timeline = try timeline([
      Self.act("admission", "2001", until: "2001-10-01"),
      Self.act("admission", "2001-05-05", until: "2001-10-01"),
    ])
    let row = try #require(
      try timeline.members(of: "ORG", party: "SRB", from: Perspective("2001-06-01")).first)
    #expect(row.since == "2001-05-05" && row.certainty == .certain && row.until == "2001-10-01")
    #expect(row.events.map(\.number) == [2, 3])
  }

  @Test(
    "So it is with suspensions and with a participation that is frozen",
    arguments: [("suspension", "suspended normal"), ("participation", "full frozen")])
  func resting(type: String, state: String) throws {
    let timeline = try timeline([
      Self.act("admission", "2000-01-01"), Self.act(type, "2001-01-01", until: "2002-01-01"),
      Self.act(type, "2003-01-01"),
    ])
    for (day, expected) in [("2001-06-01", state), ("2002-01-01", "full normal"), ("2004-01-01", state)] {
      #expect(try words(timeline, day).hasPrefix("member \(expected)"), "\(day)")
    }
    #expect(try timeline.conflicts(from: Perspective("2010-01-01")).isEmpty)
  }

  @Test("A suspension ends with a membership that ends by itself, and a later one is another one")
  func restingMember() throws {
    let timeline = try timeline([
      Self.act("admission", "2000-01-01", until: "2002-01-01"), Self.act("suspension", "2001-01-01"),
      Self.act("admission", "2003-01-01"), Self.act("suspension", "2004-01-01"),
    ])
    #expect(try words(timeline, "2003-06-01") == "member full normal since 2003-01-01")
    #expect(try words(timeline, "2004-06-01") == "member suspended normal since 2004-01-01")
    #expect(try timeline.conflicts(from: Perspective("2010-01-01")).isEmpty)
  }
}
