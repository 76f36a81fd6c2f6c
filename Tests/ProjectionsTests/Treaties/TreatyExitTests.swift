import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// Real withdrawals: who is bound on which day.
@Suite("Treaties: leaving") struct TreatyExitTests {
  @Test(
    "A notice takes effect on the day its clause gives, and not before",
    arguments: [
      ("rome", "ROME", "BDI", "2016-10-26", "party"), ("rome", "ROME", "BDI", "2016-10-27", "leaving"),
      ("rome", "ROME", "BDI", "2017-10-26", "leaving"), ("rome", "ROME", "BDI", "2017-10-27", "former"),
      ("rome", "ROME", "ZAF", "2017-01-01", "leaving"), ("rome", "ROME", "ZAF", "2017-10-19", "party"),
      ("rome", "ROME", "GMB", "2017-02-09", "leaving"), ("rome", "ROME", "GMB", "2018-01-01", "party"),
      ("ottawa", "OTTAWA", "EST", "2025-12-26", "leaving"),
      ("ottawa", "OTTAWA", "EST", "2025-12-27", "former"),
      ("kyoto", "KYOTO", "CAN", "2012-12-14", "leaving"), ("kyoto", "KYOTO", "CAN", "2012-12-15", "former"),
      ("paris", "PARIS", "USA", "2020-11-03", "leaving"), ("paris", "PARIS", "USA", "2020-11-04", "former"),
      ("paris", "PARIS", "USA", "2021-02-18", "contracting"),
      ("paris", "PARIS", "USA", "2021-02-19", "party"),
      ("paris", "PARIS", "USA", "2026-01-26", "leaving"), ("paris", "PARIS", "USA", "2026-01-27", "former"),
      ("exits", "ECHR", "RUS", "2022-09-15", "party"), ("exits", "ECHR", "RUS", "2022-09-16", "former"),
      ("exits", "NPT", "PRK", "1993-04-01", "leaving"), ("exits", "NPT", "PRK", "1993-06-11", "party"),
      ("exits", "NPT", "PRK", "1993-06-12", "party"), ("exits", "NPT", "PRK", "2003-01-09", "party"),
    ])
  func state(seed: String, instrument: String, party: String, day: String, state: String) throws {
    let log = try SeedLog(TreatySeed.events(seed))
    let row = try log.timeline.parties(to: instrument, party: party, from: Perspective(day)).first
    #expect(row?.state == state)
    #expect(row?.certainty == .certain)
    #expect(row?.disputed == false)
  }

  private static let optionalProtocol = [
    #"{"type":"instrument","instrument":"OP1","title":"Optional Protocol","on":"1966-12-16","clause":"when deposits >= 1 effective +3m","exit":"+3m"}"#,
    #"{"type":"ratification","party":"SWE","instrument":"OP1","on":"1971-12-06"}"#,
    #"{"type":"accession","party":"TTO","instrument":"OP1","on":"1980-11-14"}"#,
  ]
  private static let leaving = #"{"type":"withdrawal","party":"TTO","instrument":"OP1","on":"1998-05-26"}"#
  private static func accession(_ day: String) -> String {
    #"{"type":"accession","party":"TTO","instrument":"OP1","on":"\#(day)"}"#
  }

  @Test(
    "Who consents again while a notice runs is a party again by that consent",
    arguments: [
      // On the very day of the notice, as Trinidad and Tobago did in 1998; it gave notice again in 2000.
      (
        "1998-05-26",
        [
          ("1998-05-25", "party", "1981-02-14"), ("1998-05-26", "leaving", "1981-02-14"),
          ("1998-08-25", "leaving", "1981-02-14"), ("1998-08-26", "party", "1998-08-26"),
          ("2000-03-26", "party", "1998-08-26"), ("2000-03-27", "leaving", "1998-08-26"),
          ("2000-06-27", "former", "1998-08-26"),
        ]
      ),
      // With some days between, on which it is not bound.
      (
        "1998-07-01",
        [
          ("1998-08-25", "leaving", "1981-02-14"), ("1998-08-26", "contracting", nil),
          ("1998-09-30", "contracting", nil), ("1998-10-01", "party", "1998-10-01"),
        ]
      ),
    ] as [(String, [(day: String, state: String, since: String?)])])
  func again(consent: String, expected: [(day: String, state: String, since: String?)]) throws {
    let lines =
      Self.optionalProtocol + [Self.leaving, Self.accession(consent)]
      + [#"{"type":"withdrawal","party":"TTO","instrument":"OP1","on":"2000-03-27"}"#]
    let timeline = try SeedLog(lines: lines).timeline
    for (day, state, since) in expected {
      let row = try timeline.parties(to: "OP1", party: "TTO", from: Perspective(day)).first
      #expect(row?.state == state && row?.certainty == .certain, "\(day)")
      if let since { #expect(row?.inForceFrom == since, "\(day)") }
    }
    #expect(try timeline.conflicts(from: Perspective("2001-01-01")).isEmpty)
  }

  @Test(
    "A consent that binds before the notice takes effect leaves no gap, and one before the notice goes with it"
  )
  func withoutGap() throws {
    let brief = Self.optionalProtocol.map { $0.replacing("+3m\"}", with: "+1y\"}") }
    let bound = try SeedLog(lines: brief + [Self.leaving, Self.accession("1998-07-01")]).timeline
    for (day, state) in [
      ("1998-09-30", "leaving"), ("1998-10-01", "party"), ("1999-05-26", "party"), ("2020-01-01", "party"),
    ] {
      #expect(
        try bound.parties(to: "OP1", party: "TTO", from: Perspective(day)).first?.state == state, "\(day)")
    }
    let before = try SeedLog(
      lines: Self.optionalProtocol + [Self.accession("1998-05-26"), Self.leaving]
    ).timeline
    let row = try before.parties(to: "OP1", party: "TTO", from: Perspective("1999-01-01")).first
    #expect(row?.state == "former")
  }

  @Test("Whether North Korea is a party to the NPT is disputed since it gave notice again")
  func disputed() throws {
    let log = try SeedLog(TreatySeed.events("exits"))
    for day in ["2003-02-01", "2003-06-01", "2020-01-01"] {
      let row = try log.timeline.parties(to: "NPT", party: "PRK", from: Perspective(day)).first
      #expect(row?.disputed == true, "\(day)")
    }
  }

  @Test(
    "Leaving an organisation",
    arguments: [
      ("ECOWAS", "MLI", "2024-01-28", "member suspended"),
      ("ECOWAS", "MLI", "2024-06-01", "member suspended leaving"),
      ("ECOWAS", "BFA", "2025-01-28", "member suspended leaving"),
      ("ECOWAS", "NER", "2025-01-28", "member suspended leaving"),
      ("ECOWAS", "BFA", "2025-01-29", nil), ("ECOWAS", "MLI", "2025-01-29", nil),
      ("ECOWAS", "NER", "2025-01-29", nil),
      ("COE", "GRC", "1970-06-01", "member full leaving"),
      ("COE", "GRC", "1970-12-31", "member full leaving"),
      ("COE", "GRC", "1971-01-01", nil), ("COE", "GRC", "1974-11-28", "member full"),
      ("COE", "RUS", "2022-02-24", "member full"), ("COE", "RUS", "2022-02-26", "member restricted"),
      ("COE", "RUS", "2022-03-15", "member restricted leaving"), ("COE", "RUS", "2022-03-16", nil),
    ] as [(String, String, String, String?)])
  func membership(org: String, party: String, day: String, expected: String?) throws {
    let log = try SeedLog(TreatySeed.events("exits"))
    let row = try log.timeline.members(of: org, party: party, from: Perspective(day)).first
    let words = row.map { [$0.status, $0.standing, $0.notice].compactMap { $0 }.joined(separator: " ") }
    #expect(words == expected)
    #expect(row.map { $0.certainty == .certain } ?? true)
  }

  @Test("Niger was suspended on some day between the coup and the summit that said so")
  func range() throws {
    let log = try SeedLog(TreatySeed.events("exits"))
    let row = try #require(
      log.timeline.members(of: "ECOWAS", party: "NER", from: Perspective("2023-10-01")).first)
    #expect(row.certainty == .certain)
    #expect(row.standingCertainty == .possible)
  }

  @Test(
    "The test-ban treaty waits for eight of its forty-four, and for nine since Russia took its consent back",
    arguments: [
      ("2023-08-29", "CHN EGY IND IRN ISR PAK PRK USA", 36),
      ("2023-11-02", "CHN EGY IND IRN ISR PAK PRK USA", 36),
      ("2023-11-03", "CHN EGY IND IRN ISR PAK PRK RUS USA", 35),
      ("2023-11-04", "CHN EGY IND IRN ISR PAK PRK RUS USA", 35),
    ])
  func testBan(day: String, waiting: String, have: Int) throws {
    let log = try SeedLog(TreatySeed.events("ctbt"))
    let pending = try log.timeline.pending("CTBT", from: Perspective(day))
    #expect(pending.map(\.waiting).sorted().joined(separator: " ") == waiting)
    #expect(pending.allSatisfy { $0.need == 44 && $0.have == have && $0.certainty == .certain })
    let row = try log.timeline.instruments("CTBT", from: Perspective(day)).first
    #expect(row?.state == "not-in-force")
    #expect(row?.consents == have)
    let signatories = try log.timeline.parties(to: "CTBT", from: Perspective(day)).count {
      $0.signedOn != nil
    }
    #expect(signatories == 41, "India, Pakistan and North Korea have not signed")
  }

  @Test("Two deposits assumed leave the test-ban treaty waiting for seven")
  func assumed() throws {
    let log = try SeedLog(TreatySeed.events("ctbt"))
    try log.record([
      DiplomaticEvent(
        json: Array(
          #"{"type":"ratification","on":"2023-11-04","party":["CHN","USA"],"instrument":"CTBT"}"#.utf8))
    ])
    let row = try #require(log.timeline.instruments("CTBT", from: Perspective("2023-11-04")).first)
    #expect(row.pending == ["EGY", "IND", "IRN", "ISR", "PAK", "PRK", "RUS"])
    #expect(row.consents == 37)
  }
}
