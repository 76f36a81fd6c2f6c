import EventLog
import Projections
import Testing

/// The history of the CSTO: every answer that is known from the documents.
@Suite("The CSTO by its seed") struct CSTOCases {
  let log: SeedLog
  var timeline: Timeline { log.timeline }

  init() throws {
    log = try SeedLog.csto()
  }

  @Test(
    "Members on a day are those who hold the status and are not suspended",
    arguments: [
      ("2015-04-02", "ARM BLR KAZ KGZ RUS TJK", "", "UZB"),
      ("2012-07-15", "ARM BLR KAZ KGZ RUS TJK UZB", "", ""),
      ("2012-12-18", "ARM BLR KAZ KGZ RUS TJK UZB", "", ""),
      ("2012-12-19", "ARM BLR KAZ KGZ RUS TJK", "", "UZB"),
      ("2009-01-01", "ARM BLR KAZ KGZ RUS TJK UZB", "", ""),
      ("2006-07-15", "ARM BLR KAZ KGZ RUS TJK", "UZB", ""),
      ("2003-09-17", "", "", ""),
      ("2003-09-18", "ARM BLR KAZ KGZ RUS TJK", "", ""),
    ])
  func members(day: String, certain: String, possible: String, suspended: String) throws {
    let rows = try timeline.members(of: "CSTO", from: Perspective(day)).filter { $0.status == "member" }
    let full = rows.filter { $0.standing != "suspended" }
    #expect(full.filter { $0.certainty == .certain }.map(\.party).joined(separator: " ") == certain)
    #expect(full.filter { $0.certainty == .possible }.map(\.party).joined(separator: " ") == possible)
    #expect(rows.filter { $0.standing == "suspended" }.map(\.party).joined(separator: " ") == suspended)
  }

  @Test("A suspended member shows since when it is suspended")
  func suspendedSince() throws {
    let row = try #require(timeline.members(of: "CSTO", party: "UZB", from: Perspective("2015-04-02")).first)
    #expect(row.since == "2012-12-19")
    #expect(row.certainty == .certain)
  }

  @Test(
    "The chair is whoever took it last",
    arguments: [
      ("2014-12-21", "RUS"), ("2015-04-02", "TJK"), ("2015-10-01", "ARM"), ("2015-12-01", "ARM"),
      ("2018-06-01", "KAZ"), ("2020-05-26", "RUS"), ("2023-12-01", "BLR"), ("2023-12-31", "BLR"),
      ("2024-01-01", "KAZ"),
    ])
  func chair(day: String, holder: String) throws {
    let rows = try timeline.offices(of: "CSTO", from: Perspective(day)).filter { $0.office == "CSTO:chair" }
    #expect(rows.map(\.holder) == [holder])
    #expect(rows.map(\.certainty) == [.certain])
  }

  @Test(
    "The parties to the Collective Security Treaty are those whose term has not run out",
    arguments: [("1995-01-01", 9), ("1999-04-20", 9), ("1999-04-21", 6)])
  func parties(day: String, count: Int) throws {
    let rows = try timeline.parties(to: "CST", from: Perspective(day)).filter { $0.state == "party" }
    #expect(rows.count == count)
    #expect(rows.allSatisfy { $0.certainty == .certain })
  }

  @Test(
    "What a party is to the treaty follows from its acts",
    arguments: [
      ("UZB", "1993-06-01", "signatory", Certainty.certain), ("UZB", "1995-01-01", "party", .certain),
      ("UZB", "1999-04-10", "party", .certain), ("UZB", "1999-06-01", "former", .certain),
      ("BLR", "1994-01-15", "signatory", .certain), ("BLR", "1994-04-20", "party", .certain),
      ("AZE", "1994-04-20", "party", .certain), ("GEO", "1999-04-20", "party", .certain),
      ("AZE", "1999-04-21", "former", .certain), ("GEO", "1993-10-01", "signatory", .possible),
    ])
  func party(_ party: String, day: String, state: String, certainty: Certainty) throws {
    let row = try #require(timeline.parties(to: "CST", party: party, from: Perspective(day)).first)
    #expect(row.state == state)
    #expect(row.certainty == certainty, "\(row)")
  }

  @Test("A claim that denies an answer marks it as disputed, on the days it speaks of")
  func disputed() throws {
    let then = try #require(timeline.parties(to: "CST", party: "UZB", from: Perspective("1999-06-01")).first)
    #expect(then.disputed)
    let before = try #require(
      timeline.parties(to: "CST", party: "UZB", from: Perspective("1995-01-01")).first)
    #expect(!before.disputed)
  }

  @Test(
    "What the Third Protocol waits for is who may not have deposited",
    arguments: [
      ("2018-11-09", "KAZ RUS TJK", "ARM BLR KGZ"), ("2020-04-01", "KAZ TJK", "ARM BLR KGZ RUS"),
      ("2020-06-01", "TJK", ""), ("2021-01-18", "TJK", ""), ("2021-01-19", "", ""),
    ])
  func pending(day: String, certain: String, possible: String) throws {
    let rows = try timeline.pending("CSTO-P3", from: Perspective(day))
    #expect(rows.filter { $0.certainty == .certain }.map(\.waiting).joined(separator: " ") == certain)
    #expect(rows.filter { $0.certainty == .possible }.map(\.waiting).joined(separator: " ") == possible)
    #expect(rows.allSatisfy { $0.blocks.contains("partner status of CSTO") })
    #expect(rows.allSatisfy { $0.blocks.contains("observer status of CSTO") })
  }

  @Test("The gate to partner and observer status opens with the Third Protocol")
  func gate() throws {
    for (day, available) in [("2020-06-01", nil), ("2021-01-18", nil), ("2021-01-19", Certainty.certain)] {
      let overview = try timeline.overview(from: Perspective(day))
      let csto = try #require(overview.organisations.first { $0.org == "CSTO" })
      #expect(csto.gates.map(\.status).sorted() == ["observer", "partner"])
      #expect(csto.gates.allSatisfy { $0.available == available })
    }
  }

  @Test("A request is a notice, a freeze changes nothing in law")
  func axes() throws {
    let asked = try #require(
      timeline.members(of: "CSTO", party: "UZB", from: Perspective("2012-07-15")).first)
    #expect(asked.notice == "suspension-requested")
    #expect(asked.standing == "full")
    let frozen = try #require(
      timeline.members(of: "CSTO", party: "ARM", from: Perspective("2024-03-01")).first)
    #expect(frozen.participation == "frozen")
    #expect(frozen.standing == "full")
    #expect(frozen.certainty == .certain)
  }

  @Test("An organ's observers are not the organisation's")
  func organ() throws {
    #expect(try timeline.members(of: "CSTO", party: "SRB", from: Perspective("2015-04-02")).isEmpty)
    let assembly = try timeline.members(of: "CSTO/PA", from: Perspective("2015-04-02"))
    #expect(assembly.map(\.party) == ["AFG", "SRB"])
    #expect(try timeline.members(of: "UN/GA", from: Perspective("2015-04-02")).map(\.party) == ["CSTO"])
  }

  @Test("The ministers' meeting shows its guests, and its statement only planned")
  func meeting() throws {
    let rows = try timeline.meetings(
      of: "CSTO", between: Day("2015-04-02")!...Day("2015-04-02")!, from: Perspective("2015-04-02"))
    let meeting = try #require(rows.first { $0.place == "Dushanbe" && $0.modality == "fact" })
    let guests = meeting.attendance.filter { $0.capacity?.contains("guest") ?? false }
    #expect(guests.count == 3)
    #expect(
      guests.contains { ($0.name ?? "").contains("Dacic") && $0.invitedBy == "TJK" && $0.party == "OSCE" })
    #expect(Set(guests.compactMap(\.party)) == ["OSCE", "UN"])
    let statements = meeting.outcomes.filter { $0.kind == "statement" }
    #expect(statements.map(\.modality) == ["planned"])
  }

  @Test("At least eight contradictions are found")
  func conflicts() throws {
    let rows = try timeline.conflicts(from: Perspective("2026-01-01"))
    #expect(rows.count >= 8)
  }

  @Test("Every assertion of the seed holds")
  func assertions() throws {
    for failure in try timeline.failedAssertions(from: Perspective("2026-01-01")) {
      Issue.record("\(failure.event.id) \(failure.event.position): \(failure.message)")
    }
    #expect(log.events.count { $0.type == "assertion" } >= 8)
  }

  @Test("The extension is in force with effect from before it was notified")
  func retroactive() throws {
    let row = try #require(timeline.instruments("CST-EXT", from: Perspective("1999-06-01")).first)
    #expect(row.state == "in-force")
    #expect(row.inForceFrom == "1999-04-21")
    #expect(try timeline.instruments("CST", from: Perspective("1999-06-01")).map(\.state) == ["in-force"])
  }
}
