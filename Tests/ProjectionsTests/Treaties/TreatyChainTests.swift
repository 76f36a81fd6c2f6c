import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// The accession of Finland: one instrument that had to be in force before another could be joined.
@Suite("Treaties: a chain of two instruments") struct TreatyChainTests {
  private func log(without ids: Set<String> = []) throws -> SeedLog {
    try SeedLog(TreatySeed.events("nato-finland").filter { !ids.contains($0.id ?? "") })
  }

  @Test(
    "Finland is a member from the day on which the last Ally notified",
    arguments: [
      ("2022-05-17", nil), ("2022-05-18", "admission-requested"), ("2022-07-05", "admission-requested"),
      ("2023-04-03", "admission-requested"), ("2023-04-04", "member"), ("2026-01-01", "member"),
    ] as [(String, String?)])
  func membership(day: String, expected: String?) throws {
    let row = try log().timeline.members(
      of: "NATO", party: "FIN", includingFormer: true, from: Perspective(day)
    ).first
    #expect((row?.status == "member" ? "member" : row?.notice) == expected)
  }

  @Test("Without the last notification the admission is granted and has no effect")
  func gate() throws {
    let log = try log(without: ["nat-fin-tur", "nat-fin-in-force", "nat-fin-assertion-in-force"])
    #expect(
      try log.timeline.members(of: "NATO", party: "FIN", from: Perspective("2023-04-04")).isEmpty)
    #expect(
      try log.timeline.pending("NAT-FIN", from: Perspective("2023-04-04")).map(\.waiting).contains("TUR"))
  }

  @Test("A vote in parliament is no notification: Greece voted a month before it notified")
  func parliament() throws {
    let log = try log()
    func waits(_ day: String) throws -> Certainty? {
      try log.timeline.pending("NAT-FIN", from: Perspective(day)).first { $0.waiting == "GRC" }?.certainty
    }
    #expect(try waits("2022-09-14") == .certain)
    #expect(try waits("2022-09-15") == .certain)
    #expect(try waits("2022-10-13") == .certain)
    #expect(try waits("2022-10-14") == nil)
  }

  @Test(
    "Of those whose day is not known it is only possible that they are awaited; of the last two it is certain"
  )
  func ranges() throws {
    let log = try log()
    let rows = try log.timeline.pending("NAT-FIN", from: Perspective("2023-03-30"))
    #expect(rows.filter { $0.certainty == .certain }.map(\.waiting) == ["HUN", "TUR"])
    #expect(rows.filter { $0.certainty == .possible }.count == 27)
    #expect(
      try log.timeline.pending("NAT-FIN", from: Perspective("2023-03-31")).map(\.waiting) == ["TUR"])
  }

  @Test("Nobody may have notified before it could: not before its own approval")
  func approvals() throws {
    let log = try log()
    let rows = try log.timeline.parties(to: "NAT-FIN", from: Perspective("2022-07-20"))
    let states = Dictionary(uniqueKeysWithValues: rows.map { ($0.party, $0) })
    #expect(states["USA"]?.state == "signatory" && states["USA"]?.certainty == .certain)
    #expect(states["DEU"]?.certainty == .possible)
  }

  @Test(
    "The Alliance grew by accessions",
    arguments: [
      ("1949-08-23", 0), ("1949-08-24", 12), ("1952-02-17", 12), ("1952-02-18", 14), ("1955-05-06", 15),
      ("1982-05-30", 16), ("1999-03-12", 19), ("2004-03-29", 26), ("2009-04-01", 28), ("2017-06-05", 29),
      ("2020-03-27", 30), ("2023-04-04", 31), ("2024-03-07", 32),
    ])
  func growth(day: String, count: Int) throws {
    let log = try log()
    #expect(try log.timeline.members(of: "NATO", from: Perspective(day)).count == count)
    let parties = try log.timeline.parties(to: "NAT", from: Perspective(day))
    #expect(parties.count { $0.state == "party" } == count)
  }
}
