import EventLog
import Projections
import Testing

/// Histories of other organisations, each row of the transition table met by a real case.
@Suite("Membership by cases") struct MembershipCases {
  private func rows(_ lines: [String], org: String, party: String, on day: String) throws -> [MemberRow] {
    try SeedLog(lines: lines).timeline.members(
      of: org, party: party, includingFormer: true, from: Perspective(day))
  }

  private static let ecowas = [
    #"{"type":"entity","entity":"ECOWAS","kind":"organisation","name":"Economic Community of West African States"}"#,
    #"{"type":"instrument","instrument":"ECOWAS-TREATY","title":"Treaty","on":"1975-05-28","constitutes":"ECOWAS","exit":"+1y"}"#,
    #"{"type":"admission","on":"1975-05-28","party":["BFA","MLI","NER"],"org":"ECOWAS"}"#,
    #"{"type":"suspension","on":"2022-01-28","party":["BFA","NER","MLI"],"org":"ECOWAS","scope":"organs"}"#,
    #"{"type":"withdrawal","on":"2024-01-29","party":["BFA","MLI","NER"],"org":"ECOWAS"}"#,
  ]

  @Test(
    "A notice runs for its term and a suspended member can give it",
    arguments: [
      ("2024-01-28", "member", "restricted", String?.none), ("2024-06-01", "member", "restricted", "leaving"),
      ("2025-01-28", "member", "restricted", "leaving"), ("2025-01-29", "former", "full", nil),
    ])
  func notice(day: String, status: String, standing: String, notice: String?) throws {
    let found = try rows(Self.ecowas, org: "ECOWAS", party: "NER", on: day)
    #expect(found.map(\.status) == [status])
    #expect(found.map(\.standing) == [standing])
    #expect(found.map(\.notice) == [notice])
    #expect(found.map(\.certainty) == [.certain])
    if notice != nil { #expect(found[0].until == "2025-01-29") }
  }

  private static let europe = [
    #"{"type":"entity","entity":"COE","kind":"organisation","name":"Council of Europe","on":"1949-05-05"}"#,
    #"{"type":"instrument","instrument":"COE-STATUTE","title":"Statute","on":"1949-05-05","exit":"end-of-year next-if-last-quarter"}"#,
    #"{"type":"admission","on":"1949-08-09","party":"GRC","org":"COE"}"#,
    #"{"type":"withdrawal","on":"1969-12-12","party":"GRC","org":"COE","effective":"1971-01-01"}"#,
    #"{"type":"admission","on":"1974-11-28","party":"GRC","org":"COE"}"#,
    #"{"type":"admission","on":"1996-02-28","party":"RUS","org":"COE"}"#,
    #"{"type":"suspension","on":"2022-02-25","party":"RUS","org":"COE","scope":"rights"}"#,
    #"{"type":"withdrawal","on":"2022-03-15","party":"RUS","org":"COE","effective":"2023-01-01"}"#,
    #"{"type":"cessation","on":"2022-03-16","party":"RUS","org":"COE","cause":"expelled"}"#,
  ]

  @Test(
    "A former member comes back, and an expulsion overtakes a notice",
    arguments: [
      ("GRC", "1970-06-01", "member", "leaving"), ("GRC", "1970-12-31", "member", "leaving"),
      ("GRC", "1971-01-01", "former", nil), ("GRC", "1974-11-28", "member", nil),
      ("RUS", "2022-02-24", "member", nil), ("RUS", "2022-03-15", "member", "leaving"),
      ("RUS", "2022-03-16", "former", nil), ("RUS", "2023-06-01", "former", nil),
    ] as [(String, String, String, String?)])
  func returning(party: String, day: String, status: String, notice: String?) throws {
    let found = try rows(Self.europe, org: "COE", party: party, on: day)
    #expect(found.map(\.status) == [status])
    #expect(found.map(\.notice) == [notice])
  }

  private static let fiji = [
    #"{"type":"entity","entity":"CW","kind":"organisation","name":"Commonwealth"}"#,
    #"{"type":"entity","entity":"CW/COUNCILS","kind":"organ","name":"Councils","part_of":"CW"}"#,
    #"{"type":"admission","on":"1970-10-10","party":"FJI","org":"CW"}"#,
    #"{"type":"cessation","on":"1987-10-15","party":"FJI","org":"CW","cause":"lapsed"}"#,
    #"{"type":"admission","on":"1997-10-01","party":"FJI","org":"CW"}"#,
    #"{"type":"suspension","on":"2000-06-06","party":"FJI","org":"CW","scope":"CW/COUNCILS"}"#,
    #"{"type":"reinstatement","on":"2001-12-20","party":"FJI","org":"CW"}"#,
    #"{"type":"suspension","on":"2009-09-01","party":"FJI","org":"CW"}"#,
    #"{"type":"reinstatement","on":"2014-09-26","party":"FJI","org":"CW"}"#,
  ]

  @Test(
    "A suspension from some organs restricts, one from all suspends",
    arguments: [
      ("1987-10-14", "member", "full"), ("1988-01-01", "former", "full"), ("1997-10-01", "member", "full"),
      ("2001-01-01", "member", "restricted"), ("2009-09-02", "member", "suspended"),
      ("2014-10-01", "member", "full"),
    ])
  func standing(day: String, status: String, standing: String) throws {
    let found = try rows(Self.fiji, org: "CW", party: "FJI", on: day)
    #expect(found.map(\.status) == [status])
    #expect(found.map(\.standing) == [standing])
  }

  @Test("A dissolved State is a former member and its successors start with nothing")
  func dissolved() throws {
    let lines = [
      #"{"type":"entity","entity":"UN","kind":"organisation","name":"United Nations"}"#,
      #"{"type":"admission","on":"1945-10-24","party":"CSK","org":"UN"}"#,
      #"{"type":"state-change","on":"1993-01-01","kind":"dissolution","predecessors":["CSK"],"successors":["CZE","SVK"]}"#,
      #"{"type":"admission","on":"1993-01-19","party":["CZE","SVK"],"org":"UN"}"#,
    ]
    let log = try SeedLog(lines: lines)
    func members(_ day: String) throws -> [String] {
      try log.timeline.members(of: "UN", from: Perspective(day)).map(\.party)
    }
    #expect(try members("1992-12-31") == ["CSK"])
    #expect(try members("1993-01-10").isEmpty)
    #expect(try members("1993-01-19") == ["CZE", "SVK"])
  }

  @Test("A State that continues another goes on as the member it was")
  func continued() throws {
    let lines = [
      #"{"type":"entity","entity":"UN","kind":"organisation","name":"United Nations"}"#,
      #"{"type":"admission","on":"1945-10-24","party":"SUN","org":"UN"}"#,
      #"{"type":"state-change","on":"1991-12-26","kind":"continuation","predecessors":["SUN"],"successors":["RUS"]}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    #expect(try timeline.members(of: "UN", from: Perspective("1991-12-25")).map(\.party) == ["SUN"])
    #expect(try timeline.members(of: "UN", from: Perspective("1991-12-26")).map(\.party) == ["RUS"])
    #expect(
      try timeline.members(of: "UN", party: "RUS", from: Perspective("2000-01-01")).map(\.certainty) == [
        .certain
      ])
  }

  @Test("A day of departure with a time of day is the last day of membership")
  func lastDay() throws {
    let lines = [
      #"{"type":"entity","entity":"EU","kind":"organisation","name":"European Union"}"#,
      #"{"type":"admission","on":"1973-01-01","party":"GBR","org":"EU"}"#,
      #"{"type":"withdrawal","on":"2017-03-29","party":"GBR","org":"EU","effective":"2020-01-31T23:00Z"}"#,
    ]
    #expect(try rows(lines, org: "EU", party: "GBR", on: "2020-01-31").map(\.status) == ["member"])
    #expect(try rows(lines, org: "EU", party: "GBR", on: "2020-02-01").map(\.status) == ["former"])
  }

  @Test("A status whose gate is closed is granted and not held until the instrument is in force")
  func gate() throws {
    let lines = [
      #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#,
      #"{"type":"instrument","instrument":"P","title":"P","on":"2018-11-08","clause":"when all {ARM,BLR}","enables":[{"org":"ORG","status":"observer"}]}"#,
      #"{"type":"admission","on":"2019-01-01","party":"SRB","org":"ORG","status":"observer"}"#,
      #"{"type":"ratification","on":"2019-06-01","party":"ARM","instrument":"P"}"#,
      #"{"type":"ratification","on":"[2019-07-01..2019-07-31]","party":"BLR","instrument":"P"}"#,
    ]
    let before = try rows(lines, org: "ORG", party: "SRB", on: "2019-06-15")
    #expect(before.map(\.status) == ["granted"])
    #expect(before.map(\.granted) == ["observer"])
    let during = try SeedLog(lines: lines).timeline.members(of: "ORG", from: Perspective("2019-07-15"))
    #expect(during.map(\.status) == ["observer"])
    #expect(during.map(\.certainty) == [.possible])
    let after = try SeedLog(lines: lines).timeline.members(of: "ORG", from: Perspective("2019-07-31"))
    #expect(after.map(\.certainty) == [.certain])
    #expect(after.map(\.since) == ["2019-07"])
  }

  @Test("A retracted act was not, from the retraction on; the retraction of a retraction restores it")
  func corrections() throws {
    let lines = [
      #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#,
      #"{"type":"admission","id":"a","on":"2019-01-01","party":"SRB","org":"ORG"}"#,
      #"{"type":"correction","id":"c","action":"retract","target":"a","reason":"wrong State"}"#,
      #"{"type":"correction","action":"retract","target":"c"}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    func members(asOf position: UInt64) throws -> [String] {
      let perspective = Perspective(at: Day("2020-01-01")!, asOf: .position(GlobalPosition(position)))
      return try timeline.members(of: "ORG", from: perspective).map(\.party)
    }
    #expect(try members(asOf: 2) == ["SRB"])
    #expect(try members(asOf: 3).isEmpty)
    #expect(try members(asOf: 4) == ["SRB"])
  }

  @Test("A replacement takes the place of its target, also in what it is found by")
  func replacement() throws {
    let lines = [
      #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#,
      #"{"type":"admission","id":"a","on":"2019-01-01","party":"SRB","org":"ORG"}"#,
      #"{"type":"correction","action":"replace","target":"a","with":{"type":"admission","on":"2019-03-01","party":"MNE","org":"ORG"}}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    #expect(try timeline.members(of: "ORG", from: Perspective("2020-01-01")).map(\.party) == ["MNE"])
    #expect(try timeline.members(of: "ORG", from: Perspective("2019-02-01")).isEmpty)
  }

  @Test("Two records of one act that cannot both be right make the days between them disputed")
  func disputed() throws {
    let lines = [
      #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#,
      #"{"type":"admission","on":"2019-01-01","party":"SRB","org":"ORG","source":{"publisher":"A","grade":2}}"#,
      #"{"type":"admission","on":"2019-03-01","party":"SRB","org":"ORG","source":{"publisher":"B","grade":4}}"#,
    ]
    let between = try rows(lines, org: "ORG", party: "SRB", on: "2019-02-01")
    #expect(between.map(\.disputed) == [true])
    #expect(between.map(\.certainty) == [.certain])
    #expect(try rows(lines, org: "ORG", party: "SRB", on: "2019-03-01").map(\.disputed) == [false])
    #expect(try SeedLog(lines: lines).timeline.conflicts(from: Perspective("2020-01-01")).count == 1)
  }

  @Test("An organisation exists by its charter in force, else by its declared day")
  func existence() throws {
    let charter =
      #"{"type":"instrument","instrument":"C","title":"C","on":"2002-10-07","clause":"when deposits >= 1","constitutes":"ORG"}"#
    let declared = [
      #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org","on":"2002-05-14"}"#, charter,
    ]
    let undated = [#"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#, charter]
    let deposit = #"{"type":"ratification","on":"2003-09-18","party":"RUS","instrument":"C"}"#
    func exists(_ lines: [String], on day: String) throws -> Certainty? {
      try SeedLog(lines: lines).timeline.overview(from: Perspective(day)).organisations.first?.exists
    }
    #expect(try exists(declared, on: "2002-05-13") == nil)
    #expect(try exists(declared, on: "2003-01-01") == .certain)
    #expect(try exists(declared + [deposit], on: "2003-01-01") == nil)
    #expect(try exists(declared + [deposit], on: "2003-09-18") == .certain)
    #expect(try exists(undated, on: "2003-01-01") == nil)
  }

  @Test("A planned admission is none")
  func planned() throws {
    let lines = [
      #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#,
      #"{"type":"admission","on":"2019-01-01","party":"SRB","org":"ORG","modality":"planned"}"#,
    ]
    #expect(try rows(lines, org: "ORG", party: "SRB", on: "2020-01-01").isEmpty)
  }
}
