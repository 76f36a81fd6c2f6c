import EventLog
import Projections
import Testing

/// What can be taken back on which days, and by whom.
@Suite("Consents taken back by cases") struct TakenBackCases {
  private static let treaty =
    #"{"type":"instrument","instrument":"T","title":"T","on":"1990-01-01","clause":"when deposits >= 3","exit":"+1y"}"#
  private static func act(_ type: String, _ party: String, _ on: String) -> String {
    #"{"type":"\#(type)","on":"\#(on)","party":"\#(party)","instrument":"T"}"#
  }
  private func row(_ lines: [String], _ party: String, _ day: String) throws -> PartyRow? {
    try SeedLog(lines: [Self.treaty] + lines).timeline.parties(to: "T", party: party, from: Perspective(day))
      .first
  }

  @Test(
    "What takes a consent back came after it, whatever else is odd about the party",
    arguments: ["withdrawal", "consent-withdrawn"])
  func boundedByTheConsent(type: String) throws {
    let lines = [
      Self.act("accession", "FRA", "2001-03-19"), Self.act(type, "FRA", "[2001-03-18,2001-03-21]"),
      Self.act("withdrawal-revoked", "FRA", "2001-02-17"),
    ]
    #expect(try row(lines, "FRA", "2001-03-20")?.certainty == .possible)
    #expect(try row(lines, "FRA", "2001-03-21") == nil)
    #expect(try row(lines, "FRA", "2001-03-22") == nil)
  }

  private static let heir = [
    act("accession", "SCG", "2001-01-01"), StateCases.change("continuation", "SCG", "SRB", "2006-06-03"),
  ]

  @Test("A notice may be to a consent that was taken over, so that an own one may have come after it")
  func takenOverFirst() throws {
    let lines =
      Self.heir + [
        Self.act("withdrawal", "SRB", "2009-01-01"),
        Self.act("accession", "SRB", "[2008-01-01..2010-12-31]"),
      ]
    let row = try #require(try row(lines, "SRB", "2011-01-01"))
    #expect(row.state == "contracting" && row.certainty == .possible)
    let alone = Array(lines.dropFirst(2))
    #expect(try self.row(alone, "SRB", "2011-01-01") == nil)
  }

  @Test(
    "What was taken over is taken back by one act, and an own consent after it by another",
    arguments: ["withdrawal", "consent-withdrawn"])
  func twice(type: String) throws {
    let lines =
      Self.heir + [
        Self.act(type, "SRB", "2008-01-01"), Self.act("accession", "SRB", "2009-01-01"),
        Self.act(type, "SRB", "2010-01-01"),
      ]
    for (day, state) in [
      ("2007-12-31", "contracting"), ("2008-06-01", nil), ("2009-06-01", "contracting"), ("2010-06-01", nil),
    ] {
      #expect(try row(lines, "SRB", day)?.state == state, "\(day)")
    }
    let timeline = try SeedLog(lines: [Self.treaty] + lines).timeline
    #expect(try timeline.conflicts(from: Perspective("2011-01-01")).isEmpty)
  }

  @Test(
    "Who had ended by one change at the latest consents to nothing, though another one may have come later")
  func severalEnds() throws {
    let lines = [
      #"{"type":"entity","entity":"OLD","kind":"state","name":"Old"}"#,
      #"{"type":"entity","entity":"NEW","kind":"state","name":"New"}"#,
      StateCases.change("dissolution", "OLD", "NEW", "[2001-03-03..2001-03-09]"),
      StateCases.change("continuation", "OLD", "NEW", "2001-03-05"),
      Self.act("accession", "OLD", "2001-03-06"),
    ]
    let timeline = try SeedLog(lines: [Self.treaty] + lines).timeline
    let row = try #require(try timeline.instruments("T", from: Perspective("2001-03-08")).first)
    #expect([row.consents, row.possibleConsents] == [0, 0])
  }

  @Test(
    "Where an expulsion came within the days of a notice, the end is the same whichever day is asked for",
    arguments: ["2002-01-01", "2002-06-10", "2002-06-15", "2002-07-01"])
  func expelled(day: String) throws {
    let lines = [
      Self.act("accession", "FRA", "1991-01-01"), Self.act("accession", "ITA", "1991-01-01"),
      Self.act("accession", "DEU", "1991-01-01"), Self.act("withdrawal", "FRA", "[2001-06-01..2001-06-30]"),
      Self.act("termination", "FRA", "2002-06-15"),
    ]
    #expect(try row(lines, "FRA", day)?.until == "[2002-06-01..2002-06-15]")
  }

  @Test("A consent that was taken back brings nobody into force, though a later one of the same party stands")
  func laterConsent() throws {
    let treaty =
      #"{"type":"instrument","instrument":"T","title":"T","on":"1990-01-01","clause":"when deposits >= 2 effective +1y"}"#
    let lines = [
      treaty, Self.act("accession", "FRA", "1991-01-01"), Self.act("consent-withdrawn", "FRA", "1992-01-01"),
      Self.act("accession", "DEU", "1992-06-01"), Self.act("accession", "ITA", "1992-06-01"),
      Self.act("accession", "FRA", "1993-05-01"),
    ]
    let timeline = try SeedLog(lines: lines).timeline
    func state(_ party: String, _ day: String) throws -> String? {
      try timeline.parties(to: "T", party: party, from: Perspective(day)).first?.state
    }
    #expect(try state("DEU", "1993-06-01") == "party")
    #expect(try state("FRA", "1993-06-01") == "contracting")
    #expect(try state("FRA", "1994-05-01") == "party")
  }

  private func consents(_ lines: [String], _ day: String) throws -> [Int]? {
    let timeline = try SeedLog(lines: [Self.treaty] + lines).timeline
    return try timeline.instruments("T", from: Perspective(day)).first.map {
      [$0.consents, $0.possibleConsents]
    }
  }

  @Test(
    "A consent of the day of what is recorded before it is not taken back by that",
    arguments: [
      ("consent-withdrawn", "[2001-02-14..2001-02-17]"), ("consent-withdrawn", "2001-02-14"),
      ("withdrawal", "[2001-02-14..2001-02-17]"), ("withdrawal", "2001-02-14"),
    ])
  func thatDay(type: String, on: String) throws {
    let lines = [
      Self.act("accession", "FRA", "2001-01-30"), Self.act(type, "FRA", on),
      Self.act("accession", "FRA", "2001-02-14"),
    ]
    #expect(try consents(lines, "2001-02-14") == [1, 0])
    #expect(try consents(lines, "2001-02-17") == (on == "2001-02-14" ? [1, 0] : [0, 1]))
  }

  @Test(
    "What takes a consent back came after it, though a signature that came later leaves no order that is right",
    arguments: ["withdrawal", "consent-withdrawn"])
  func signedTooLate(type: String) throws {
    let lines = [
      Self.act("ratification", "FRA", "[..2002-10-14]"),
      Self.act(type, "FRA", "[2001-06-09..2001-06-10]"), Self.act("signature", "FRA", "2003-05-17"),
    ]
    #expect(try row(lines, "FRA", "2001-06-09")?.state == "contracting")
    #expect(try row(lines, "FRA", "2001-06-10") == nil)
    let signed = try row(lines, "FRA", "2003-05-17")
    #expect(signed?.state == "signatory" && signed?.certainty == .certain)
  }

  @Test("A revocation that is recorded before the notice of its day revokes nothing")
  func revokedBefore() throws {
    let notice = [
      Self.act("withdrawal-revoked", "FRA", "2001-03-05"), Self.act("withdrawal", "FRA", "2001-03-05"),
    ]
    for (lines, state, count) in [(notice, nil, 0), (notice.reversed(), "contracting", 1)] {
      let lines = [Self.act("accession", "FRA", "2001-03-05")] + lines
      #expect(try row(lines, "FRA", "2001-03-06")?.state == state)
      #expect(try consents(lines, "2001-03-06") == [count, 0])
    }
  }

  @Test(
    "A consent within the days of a notice that takes effect at once may have come before it or after it",
    arguments: [
      (["accession"], ["former", "party"]), (["accession", "accession"], ["former", "party"]),
      ([], ["former"]),
    ])
  func within(types: [String], expected: [String]) throws {
    let treaty = Self.treaty.replacing(">= 3", with: ">= 1").replacing("+1y", with: "at once")
    let lines =
      [
        treaty, Self.act("accession", "ITA", "1991-01-01"), Self.act("accession", "FRA", "1991-01-01"),
        Self.act("withdrawal", "FRA", "[2001-06-01..2001-06-30]"),
      ] + types.map { Self.act($0, "FRA", "2001-06-10") }
    let timeline = try SeedLog(lines: lines).timeline
    let row = try #require(try timeline.parties(to: "T", party: "FRA", from: Perspective("2001-07-01")).first)
    #expect(Set([row.state] + row.alternatives) == Set(expected))
  }
}
