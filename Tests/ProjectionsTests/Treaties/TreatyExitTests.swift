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
