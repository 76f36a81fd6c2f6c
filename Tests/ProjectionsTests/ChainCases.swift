import EventLog
import Projections
import Testing

/// Instruments that depend on each other, on organisations and on lists.
@Suite("Chains by cases") struct ChainCases {
  private static func instrument(_ id: String, _ more: String, on: String = "1990-01-01") -> String {
    #"{"type":"instrument","instrument":"\#(id)","title":"\#(id)","on":"\#(on)",\#(more)}"#
  }
  private static func act(_ type: String, _ party: String, _ id: String, _ on: String, _ more: String = "")
    -> String
  {
    #"{"type":"\#(type)","on":"\#(on)","party":"\#(party)","instrument":"\#(id)"\#(more)}"#
  }
  private static func organisation(_ id: String) -> String {
    #"{"type":"entity","entity":"\#(id)","kind":"organisation","name":"\#(id)","on":"1980-01-01"}"#
  }
  private static func admission(_ party: String, _ org: String, _ on: String) -> String {
    #"{"type":"admission","on":"\#(on)","party":"\#(party)","org":"\#(org)"}"#
  }

  private func force(_ id: String, _ lines: [String], on day: String = "2020-01-01") throws -> String? {
    try SeedLog(lines: lines).timeline.instruments(id, from: Perspective(day)).first?.inForceFrom
  }
  private func state(_ party: String, _ id: String, _ lines: [String], on day: String) throws -> String? {
    try SeedLog(lines: lines).timeline.parties(to: id, party: party, from: Perspective(day)).first?.state
  }

  /// An alliance of two that a third joins by a protocol which all its parties must accept.
  private static let alliance = [
    instrument("NAT", #""clause":"when deposits >= 2 party at once","exit":"+1y""#, on: "1949-04-04"),
    act("ratification", "USA", "NAT", "1949-05-01"), act("ratification", "FRA", "NAT", "1949-06-01"),
    instrument(
      "P-TUR", #""clause":"when all parties to NAT","opens":[{"instrument":"NAT","party":"TUR"}]"#,
      on: "1951-10-01"),
    act("acceptance", "USA", "P-TUR", "1951-11-01"), act("acceptance", "FRA", "P-TUR", "1952-02-15"),
    act("accession", "TUR", "NAT", "1952-02-18"),
    instrument(
      "P-FIN", #""clause":"when all parties to NAT","opens":[{"instrument":"NAT","party":["FIN"]}]"#,
      on: "2022-07-05"),
    act("acceptance", "USA", "P-FIN", "2022-08-03"), act("acceptance", "FRA", "P-FIN", "2022-08-16"),
    act("acceptance", "TUR", "P-FIN", "2023-04-04"), act("accession", "FIN", "NAT", "2023-04-04"),
  ]

  @Test(
    "An accession protocol waits for all parties, those that joined by another protocol too, and opens the treaty"
  )
  func accessionProtocol() throws {
    #expect(try force("P-TUR", Self.alliance, on: "2024-01-01") == "1952-02-15")
    #expect(try force("P-FIN", Self.alliance, on: "2024-01-01") == "2023-04-04")
    #expect(try state("TUR", "NAT", Self.alliance, on: "1952-02-18") == "party")
    #expect(try state("FIN", "NAT", Self.alliance, on: "2023-04-03") == nil)
    #expect(try state("FIN", "NAT", Self.alliance, on: "2023-04-04") == "party")
    let pending = try SeedLog(lines: Self.alliance).timeline.pending("P-FIN", from: Perspective("2023-01-01"))
    #expect(pending.map(\.waiting) == ["TUR"])
    #expect(pending.first?.blocks == ["accession of Finland to NAT"])
    #expect(pending.first.map { [$0.have, $0.need] } == [2, 3])
  }

  @Test("Who is asked first changes no answer of a chain")
  func order() throws {
    let log = try SeedLog(lines: Self.alliance)
    let ids = ["NAT", "P-TUR", "P-FIN"]
    let perspective = Perspective("2024-01-01")
    let apart = try ids.map { try log.timeline.instruments($0, from: perspective) }
    for first in ids {
      let inquiry = try log.timeline.inquire(from: perspective)
      _ = try inquiry.instruments(first)
      #expect(try ids.map { try inquiry.instruments($0) } == apart, "\(first) first")
    }
  }

  @Test("Consent to what is not open yet does not count, and is reported")
  func notOpen() throws {
    let lines = Self.alliance.filter { !$0.contains("TUR") || !$0.contains("P-FIN") }
    #expect(try state("FIN", "NAT", lines, on: "2023-06-01") == nil)
    let found = try SeedLog(lines: lines).timeline.inquire(from: Perspective("2023-06-01")).check()
    #expect(found.map(\.code) == ["W-NOT-ELIGIBLE"])
    #expect(found.first?.message.contains("FIN consented to NAT") == true)
  }

  @Test("An instrument whose clause waits for another one is in force with the later of the two")
  func inForce() throws {
    let lines = [
      Self.instrument("A", #""clause":"when deposits >= 1""#),
      Self.instrument("B", #""clause":"when deposits >= 1 and in-force A effective +10d""#),
      Self.act("ratification", "FRA", "B", "1991-01-01"),
    ]
    #expect(try force("B", lines) == nil)
    let pending = try SeedLog(lines: lines).timeline.pending("B", from: Perspective("1992-01-01"))
    #expect(pending.map(\.waiting) == ["entry into force of A"])
    #expect(try force("B", lines + [Self.act("ratification", "DEU", "A", "1993-01-01")]) == "1993-01-11")
  }

  @Test("A circle of clauses is reported and brings nothing into force, whoever is asked")
  func circle() throws {
    let lines = [
      Self.instrument("A", #""clause":"when deposits >= 1 and in-force B""#),
      Self.instrument("B", #""clause":"when deposits >= 1 and in-force A""#),
      Self.instrument("C", #""clause":"when in-force A or deposits >= 2""#),
      Self.act("ratification", "FRA", "A", "1991-01-01"), Self.act("ratification", "FRA", "B", "1991-01-01"),
    ]
    for id in ["A", "B", "C"] { #expect(try force(id, lines) == nil) }
    let found = try SeedLog(lines: lines).timeline.inquire(from: Perspective("2020-01-01")).check()
    #expect(found.map(\.code) == ["W-CIRCLE"])
    #expect(found.first?.message.contains("A, B wait for each other") == true)
  }

  @Test("Ten instruments that all wait for each other are answered at once", .timeLimit(.minutes(1)))
  func denseCircle() throws {
    let ids = (1...10).map { "T\($0)" }
    var lines = ids.map { id in
      let others = ids.filter { $0 != id }.map { "in-force \($0)" }.joined(separator: " and ")
      return Self.instrument(id, #""clause":"when deposits >= 1 and \#(others)""#)
    }
    lines += ids.map { Self.act("ratification", "FRA", $0, "1991-01-01") }
    let inquiry = try SeedLog(lines: lines).timeline.inquire(from: Perspective("2020-01-01"))
    #expect(try inquiry.instruments().allSatisfy { $0.state == "not-in-force" })
    #expect(try inquiry.check().map(\.code) == ["W-CIRCLE"])
  }

  @Test("A circle with another way out is left by it")
  func wayOut() throws {
    let lines = [
      Self.instrument("A", #""clause":"when in-force B or deposits >= 2""#),
      Self.instrument("B", #""clause":"when in-force A effective +10d""#),
      Self.act("ratification", "FRA", "A", "1991-01-01"), Self.act("ratification", "DEU", "A", "1992-01-01"),
    ]
    for first in ["A", "B"] {
      let inquiry = try SeedLog(lines: lines).timeline.inquire(from: Perspective("2020-01-01"))
      _ = try inquiry.instruments(first)
      #expect(try inquiry.instruments().map(\.inForceFrom) == ["1992-01-01", "1992-01-11"], "\(first) first")
    }
  }

  @Test("A chain of two thousand instruments is as good as a short one", .timeLimit(.minutes(5)))
  func longChain() throws {
    let lines =
      [
        Self.instrument("T0", #""clause":"when deposits >= 1""#),
        Self.act("ratification", "FRA", "T0", "1991-01-01"),
      ]
      + (1...2_000).map { Self.instrument("T\($0)", #""clause":"when in-force T\#($0 - 1)""#) }
    let log = try SeedLog(lines: lines)
    #expect(
      try log.timeline.instruments("T2000", from: Perspective("2020-01-01")).first?.inForceFrom
        == "1991-01-01")
  }

  @Test("What belongs to another instrument is not in force before it, and is left with it")
  func parent() throws {
    let lines = [
      Self.instrument("CONV", #""clause":"when deposits >= 2","exit":"+1y""#),
      Self.instrument("PROT", #""clause":"when deposits >= 1","parent":"CONV""#),
      Self.act("ratification", "FRA", "PROT", "1991-01-01"),
      Self.act("ratification", "FRA", "CONV", "1991-01-01"),
    ]
    #expect(try force("PROT", lines) == nil)
    let pending = try SeedLog(lines: lines).timeline.pending("PROT", from: Perspective("1992-01-01"))
    #expect(pending.map(\.waiting) == ["entry into force of CONV"])
    let more =
      lines + [
        Self.act("ratification", "DEU", "CONV", "1993-01-01"),
        Self.act("withdrawal", "FRA", "CONV", "1995-03-01"),
      ]
    #expect(try force("PROT", more) == "1993-01-01")
    #expect(try state("FRA", "PROT", more, on: "1996-02-29") == "party")
    #expect(try state("FRA", "PROT", more, on: "1996-03-01") == "former")
  }

  @Test(
    "Only members of the organisation on the day of deposit are counted, and others are parties all the same")
  func eligible() throws {
    let lines = [
      Self.organisation("UN"), Self.admission("FRA", "UN", "1945-10-24"),
      Self.admission("ITA", "UN", "1955-12-14"),
      Self.instrument("W", #""clause":"when deposits >= 2 eligible members of UN""#, on: "1946-07-22"),
      Self.act("acceptance", "ITA", "W", "1947-04-11"), Self.act("acceptance", "FRA", "W", "1948-06-16"),
    ]
    #expect(try force("W", lines) == nil)
    let later =
      lines + [Self.admission("GBR", "UN", "1945-10-24"), Self.act("acceptance", "GBR", "W", "1950-01-01")]
    #expect(try force("W", later) == "1950-01-01")
    #expect(try state("ITA", "W", later, on: "1950-01-01") == "party")
  }

  @Test("All members are those of the day: who joins later must consent, who leaves need not")
  func allMembers() throws {
    let lines = [
      Self.organisation("O"), Self.admission("FRA", "O", "1985-01-01"),
      Self.admission("DEU", "O", "1985-01-01"),
      Self.instrument("X", #""clause":"when all members of O""#),
      Self.act("ratification", "FRA", "X", "1991-01-01"),
    ]
    #expect(try force("X", lines) == nil)
    let left = #"{"type":"cessation","on":"1992-01-01","party":"DEU","org":"O","cause":"withdrawn"}"#
    #expect(try force("X", lines + [left]) == "1992-01-01")
    #expect(try force("X", lines + [left, Self.admission("ITA", "O", "1991-06-01")]) == nil)
  }

  @Test("A share is taken of the total of the table, exactly")
  func share() throws {
    let lines = [
      #"{"type":"table","table":"T","unit":"t","total":100,"values":{"FRA":54,"DEU":1,"ITA":45}}"#,
      Self.instrument("X", #""clause":"when share(T) >= 55%""#),
      Self.act("ratification", "FRA", "X", "1991-01-01"),
    ]
    let pending = try SeedLog(lines: lines).timeline.pending("X", from: Perspective("1992-01-01"))
    #expect(pending.map(\.waiting) == ["1.00% more of T"])
    #expect(pending.first?.share == "54.00% of 55%")
    #expect(try force("X", lines + [Self.act("ratification", "DEU", "X", "1993-01-01")]) == "1993-01-01")
  }

  @Test("Leaving the organisation ends the treaty that asks for membership, after its time")
  func leavingOrganisation() throws {
    let lines = [
      Self.organisation("COE"), Self.admission("RUS", "COE", "1996-02-28"),
      Self.instrument(
        "ECHR", #""exit":"+6m on-leaving COE +6m","clause":"when deposits >= 1""#, on: "1950-11-04"),
      Self.act("ratification", "RUS", "ECHR", "1998-05-05"),
      #"{"type":"cessation","on":"2022-03-16","party":"RUS","org":"COE","cause":"expelled"}"#,
    ]
    #expect(try state("RUS", "ECHR", lines, on: "2022-09-15") == "party")
    #expect(try state("RUS", "ECHR", lines, on: "2022-09-16") == "former")
  }

  @Test("A State that continues another is bound by what bound it, from the day of the change")
  func continuation() throws {
    let lines = [
      Self.instrument("X", #""clause":"when deposits >= 2""#, on: "1970-01-01"),
      Self.act("ratification", "SUN", "X", "1971-01-01"), Self.act("ratification", "FRA", "X", "1972-01-01"),
      #"{"type":"state-change","on":"1991-12-26","kind":"continuation","predecessors":["SUN"],"successors":["RUS"]}"#,
    ]
    #expect(try state("SUN", "X", lines, on: "1991-12-25") == "party")
    #expect(try state("RUS", "X", lines, on: "1991-12-25") == nil)
    #expect(try state("SUN", "X", lines, on: "1991-12-26") == "former")
    #expect(try state("RUS", "X", lines, on: "1991-12-26") == "party")
    let row = try SeedLog(lines: lines).timeline.instruments("X", from: Perspective("1995-01-01")).first
    #expect(row?.parties == 2)
    #expect(row?.consents == 2)
  }

  @Test("Re-accession after leaving keeps both periods")
  func twice() throws {
    let lines = [
      Self.instrument("X", #""clause":"when deposits >= 1","exit":"+1y""#),
      Self.act("ratification", "FRA", "X", "1991-01-01"), Self.act("withdrawal", "FRA", "X", "1995-01-01"),
      Self.act("accession", "FRA", "X", "2000-01-01"),
    ]
    let states = try ["1991-01-01", "1995-06-01", "1996-01-01", "1999-12-31", "2000-01-01"].map {
      try state("FRA", "X", lines, on: $0)
    }
    #expect(states == ["party", "leaving", "former", "former", "party"])
  }
}
