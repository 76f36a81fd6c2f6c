import EventLog
import Projections
import Testing

/// Parties that leave and come back, and what was taken back or published in between.
@Suite("Returns by cases") struct ReturnCases {
  private static func treaty(_ more: String) -> String {
    #"{"type":"instrument","instrument":"X","title":"X","on":"1989-01-01",\#(more)}"#
  }
  private static func act(_ type: String, _ party: String, _ on: String, _ more: String = "") -> String {
    #"{"type":"\#(type)","on":"\#(on)","party":"\#(party)","instrument":"X"\#(more)}"#
  }
  private func row(_ lines: [String], _ party: String, on day: String) throws -> PartyRow? {
    try SeedLog(lines: lines).timeline.parties(to: "X", party: party, from: Perspective(day)).first
  }

  @Test("A notice that was revoked before the treaty was in force takes nothing back")
  func revokedEarly() throws {
    let lines = [
      Self.treaty(#""clause":"when deposits >= 2","exit":"+1y""#), Self.act("accession", "FRA", "1990-01-01"),
      Self.act("withdrawal", "FRA", "1991-01-01"), Self.act("withdrawal-revoked", "FRA", "1991-02-01"),
      Self.act("accession", "DEU", "1993-01-01"),
    ]
    let treaty = try SeedLog(lines: lines).timeline.instruments("X", from: Perspective("1993-01-01")).first
    #expect(treaty?.inForceFrom == "1993-01-01")
    #expect(try row(lines, "FRA", on: "1991-06-01")?.state == "contracting")
    #expect(try row(lines, "FRA", on: "1993-01-01")?.state == "party")
  }

  @Test("The term of a second withdrawal counts from the second entry")
  func secondFloor() throws {
    let lines = [
      Self.treaty(#""clause":"when deposits >= 1","exit":"+1y not-before party+5y""#),
      Self.act("accession", "FRA", "1990-01-01"), Self.act("withdrawal", "FRA", "1994-06-01"),
      Self.act("accession", "FRA", "2000-01-01"), Self.act("withdrawal", "FRA", "2001-01-01"),
    ]
    #expect(try row(lines, "FRA", on: "2004-12-31")?.state == "leaving")
    #expect(try row(lines, "FRA", on: "2005-01-01")?.state == "former")
    let former = try row(lines, "FRA", on: "2010-01-01")
    #expect(former?.periods == ["1990-01-01/1995-05-31", "2000-01-01/2004-12-31"])
    #expect(former?.inForceFrom == "2000-01-01")
    #expect(former?.until == "2005-01-01")
  }

  @Test("What is published of a return goes with the return")
  func publishedReturn() throws {
    let lines = [
      Self.treaty(#""clause":"when deposits >= 1 effective +30d","exit":"+1y""#),
      Self.act("accession", "FRA", "1990-01-01"), Self.act("withdrawal", "FRA", "1995-01-01"),
      Self.act("accession", "FRA", "2000-01-01"),
      Self.act("entry-into-force", "FRA", "2000-01-31", #","source":{"publisher":"D","grade":1}"#),
    ]
    #expect(try row(lines, "FRA", on: "1991-01-01")?.state == "party")
    #expect(try row(lines, "FRA", on: "1997-01-01")?.state == "former")
    #expect(try row(lines, "FRA", on: "2000-01-31")?.state == "party")
    #expect(try SeedLog(lines: lines).timeline.inquire(from: Perspective("2010-01-01")).check().isEmpty)
  }

  @Test("A day late is a way of counting, not a missing consent")
  func convention() throws {
    let lines = [
      Self.treaty(#""clause":"when deposits >= 2 effective +30d""#),
      Self.act("accession", "FRA", "2001-01-01"),
      Self.act("accession", "DEU", "2001-01-10"),
      #"{"type":"entry-into-force","on":"2001-02-08","instrument":"X","source":{"publisher":"D","grade":1}}"#,
    ]
    let treaty = try SeedLog(lines: lines).timeline.instruments("X", from: Perspective("2002-01-01")).first
    #expect(treaty?.mismatch == "a difference of 1 day is a way of counting days")
  }

  @Test(
    "A new consent that was given by the day of the notice is taken back with it, and one after it stands",
    arguments: ["withdrawal", "consent-withdrawn"])
  func aroundNotice(end: String) throws {
    let lines = [
      Self.treaty(#""clause":"when deposits >= 2","exit":"+1y""#), Self.act("accession", "FRA", "1990-01-01"),
      Self.act("accession", "FRA", "[1991-01-10..1991-01-14]"), Self.act(end, "FRA", "1991-01-12"),
    ]
    let timeline = try SeedLog(lines: lines).timeline
    func consents(_ day: String) throws -> [Int] {
      try timeline.instruments("X", from: Perspective(day)).flatMap { [$0.consents, $0.possibleConsents] }
    }
    #expect(try consents("1991-01-11") == [1, 0])
    #expect(try consents("1991-01-12") == [0, 0])
    #expect(try consents("1991-01-13") == [0, 1])
    #expect(try consents("1992-01-01") == [0, 1])
  }

  @Test("Of one day, a consent that is recorded after the one before was taken back stands")
  func thatDay() throws {
    let again = Self.act("accession", "FRA", "1991-01-12")
    let back = Self.act("consent-withdrawn", "FRA", "1991-01-12")
    for (order, consents) in [([back, again], 1), ([again, back], 0)] {
      let lines =
        [Self.treaty(#""clause":"when deposits >= 2""#), Self.act("accession", "FRA", "1990-01-01")] + order
      let treaty = try SeedLog(lines: lines).timeline.instruments("X", from: Perspective("1991-02-01")).first
      #expect(treaty?.consents == consents && treaty?.possibleConsents == 0)
      #expect(try row(lines, "FRA", on: "1991-02-01")?.state == (consents == 1 ? "contracting" : nil))
    }
  }

  @Test("A notice that is only known to a range came after the consent, and takes every record of it back")
  func recordedTwice() throws {
    let lines = [
      Self.treaty(#""clause":"when deposits >= 2","exit":"+1y""#), Self.act("accession", "FRA", "1991-01-25"),
      Self.act("accession", "FRA", "1991-01-25", #","source":{"publisher":"P","grade":6}"#),
      Self.act("withdrawal", "FRA", "1991-01"),
    ]
    let timeline = try SeedLog(lines: lines).timeline
    let rows = try ["1991-01-28", "1991-02-01"].flatMap {
      try timeline.instruments("X", from: Perspective($0)).map { [$0.consents, $0.possibleConsents] }
    }
    #expect(rows == [[0, 1], [0, 0]])
  }

  @Test("Where one of two things is enough, what is awaited says so")
  func options() throws {
    let lines = [
      Self.treaty(#""clause":"when (deposits >= 3 or all {FRA}) and date 1995-01-01""#),
      Self.act("accession", "DEU", "1990-01-01"),
    ]
    let rows = try SeedLog(lines: lines).timeline.pending("X", from: Perspective("1991-01-01"))
    #expect(rows.map(\.waiting) == ["2 more consents", "FRA", "1995-01-01"])
    #expect(rows.map(\.option) == [1, 2, nil])
  }
}
