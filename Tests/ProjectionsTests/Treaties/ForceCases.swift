import EventLog
import Projections
import Testing

/// Since when a treaty binds a party, where days are known to a range only.
@Suite("Entry into force by cases") struct ForceCases {
  static func treaty(_ clause: String) -> String {
    #"{"type":"instrument","instrument":"X","title":"X","on":"1990-01-01","clause":"\#(clause)"}"#
  }
  static func act(_ type: String, _ party: String, _ on: String) -> String {
    #"{"type":"\#(type)","on":"\#(on)","party":"\#(party)","instrument":"X"}"#
  }
  private static func row(_ lines: [String], _ party: String, _ day: String) throws -> PartyRow? {
    try SeedLog(lines: lines).timeline.parties(to: "X", party: party, from: Perspective(day)).first
  }

  private static let two = [
    treaty("when deposits >= 2 party +10d"), act("ratification", "FRA", "2000-01-01"),
    act("ratification", "ITA", "2000-01-02"),
  ]

  @Test(
    "A consent that may have been taken back when the treaty was in force for the party may stand",
    arguments: [
      ("2000-01-05", "[2000-01-10..2000-01-20]", "possible"), ("2000-01-05", "2000-01-16", "certain"),
      ("2000-01-05", "2000-01-12", nil), ("[2000-01-01..2000-01-05]", "2000-01-10", "possible"),
      ("2000-01-01", "2000-01-10", "certain"), ("2000-01-03", "2000-01-10", nil),
    ])
  func mayBeTooLate(given: String, takenBack: String, certainty: String?) throws {
    let lines =
      Self.two + [
        Self.act("ratification", "DEU", given), Self.act("consent-withdrawn", "DEU", takenBack),
      ]
    let row = try Self.row(lines, "DEU", "2000-02-20")
    #expect(row?.certainty.rawValue == certainty)
    #expect(row.map { $0.state == "party" } ?? true)
    let timeline = try SeedLog(lines: lines).timeline
    let why = try timeline.inquire(from: Perspective("2000-02-20")).why(.party("DEU", instrument: "X"))
    #expect(why.verdict.rawValue == certainty ?? "no")
    #expect(certainty != "possible" || why.settledBy.count == 1)
    let found = try timeline.inquire(from: Perspective("2000-02-20")).check().map(\.code)
    #expect(found == (certainty == "certain" ? ["W-TOO-LATE"] : []))
  }

  @Test(
    "Who consents after the condition was met, or as the one that meets it, is bound on a day that is the same for both"
  )
  func laterOrLast() throws {
    let lines = [
      Self.treaty("when deposits >= 3 effective +30d"),
      Self.act("ratification", "FRA", "[2000-01-01..2000-12-31]"),
      Self.act("ratification", "DEU", "2000-01-01"), Self.act("ratification", "ITA", "2000-01-01"),
      Self.act("ratification", "ESP", "2000-06-01"),
    ]
    for day in ["2000-06-01", "2000-06-15", "2000-06-30"] {
      let row = try #require(try Self.row(lines, "ESP", day))
      #expect(row.state == "contracting" && row.certainty == .certain && row.settledBy.isEmpty, "\(day)")
    }
    let row = try #require(try Self.row(lines, "ESP", "2000-07-01"))
    #expect(row.state == "party" && row.certainty == .certain && row.inForceFrom == "2000-07-01")
    #expect(try Self.row(lines, "FRA", "2000-07-01")?.inForceFrom == "[2000-01-31..2001-01-30]")
  }

  @Test(
    "Who the condition could not be met without is bound with all others, whatever later parties would have to wait",
    arguments: ["when all {FRA,DEU} party +30d", "when deposits >= 2 party +30d"])
  func surelyAmong(clause: String) throws {
    let lines = [
      Self.treaty(clause), Self.act("ratification", "FRA", "2000-01-01"),
      Self.act("ratification", "DEU", "[2000-01-03..2000-01-10]"),
    ]
    for (party, day) in [("DEU", "2000-01-10"), ("DEU", "2000-01-12"), ("FRA", "2000-01-12")] {
      let row = try #require(try Self.row(lines, party, day))
      #expect(row.state == "party" && row.certainty == .certain, "\(party) on \(day)")
      #expect(row.inForceFrom == "[2000-01-03..2000-01-10]")
    }
  }

  @Test("Where the acts may lead to no entry into force, it may be the published day, whatever ranks higher")
  func perhapsPublished() throws {
    let lines = [
      Self.treaty("when deposits >= 2"), Self.act("ratification", "FRA", "2000-01-01"),
      Self.act("ratification", "ITA", "2000-02-05"),
      Self.act("consent-withdrawn", "FRA", "[2000-02-04..2000-02-06]"),
      #"{"type":"entry-into-force","on":"2000-02-01","instrument":"X"}"#,
    ]
    func state(_ lines: [String], _ day: String) throws -> String? {
      try SeedLog(lines: lines).timeline.instruments("X", from: Perspective(day)).first.map {
        "\($0.state) \($0.certainty)"
      }
    }
    #expect(try state(lines, "2000-01-31") == "not-in-force certain")
    #expect(try state(lines, "2000-02-01") == "in-force possible")
    #expect(try state(lines, "2000-02-04") == "in-force possible")
    // By then one of the two days has come.
    #expect(try state(lines, "2000-02-05") == "in-force certain")
    // Where they surely lead to a day, or surely to none, there is one answer.
    let sure = lines.filter { !$0.contains("consent-withdrawn") }
    #expect(try state(sure, "2000-02-01") == "not-in-force certain")
    let never = sure.filter { !$0.contains("ITA") }
    #expect(try state(never, "2000-02-01") == "in-force certain")
  }

  @Test(
    "What a rule puts after the last day that can be asked for never comes, and is no day that is not known")
  func beyondTheCalendar() throws {
    let lines = [
      Self.treaty("when deposits >= 1 effective +9999y"), Self.act("ratification", "FRA", "2001-01-09"),
    ]
    let timeline = try SeedLog(lines: lines).timeline
    let row = try #require(try timeline.instruments("X", from: Perspective("9999-12-31")).first)
    #expect(row.state == "not-in-force" && row.certainty == .certain && row.derived == nil)
    #expect(try Self.row(lines, "FRA", "2026-01-01")?.derived == nil)
    let why = try timeline.inquire(from: Perspective("2026-01-01")).why(.inForce("X"))
    #expect(why.answer == "X is not in force yet: it enters into force after 9999-12-31")
    let lasting = [
      #"{"type":"instrument","instrument":"X","title":"X","on":"1990-01-01","clause":"when deposits >= 1","duration":"9999y","exit":"+9999y"}"#,
      Self.act("ratification", "FRA", "2001-01-09"), Self.act("withdrawal", "FRA", "2002-01-09"),
    ]
    #expect(
      try SeedLog(lines: lasting).timeline.instruments("X", from: Perspective("2026-01-01")).first?.until
        == nil)
    let leaving = try #require(try Self.row(lasting, "FRA", "2026-01-01"))
    #expect(leaving.state == "leaving" && leaving.until == nil)
  }
}
