import EventLog
import Projections
import Testing

/// What becomes of treaties when a State ends, comes back or goes on as another one.
@Suite("States over time: treaties") struct StateTreatyCases {
  private static func instrument(_ more: String = "") -> String {
    #"{"type":"instrument","instrument":"T","title":"T","on":"1950-01-01","clause":"when deposits >= 2","exit":"+1y"\#(more)}"#
  }
  private static func accession(_ party: String, _ on: String) -> String {
    #"{"type":"accession","on":"\#(on)","party":"\#(party)","instrument":"T"}"#
  }
  private static func withdrawal(_ party: String, _ on: String) -> String {
    #"{"type":"withdrawal","on":"\#(on)","party":"\#(party)","instrument":"T"}"#
  }
  private func row(_ lines: [String], _ party: String, _ day: String) throws -> PartyRow? {
    try SeedLog(lines: [Self.instrument()] + lines).timeline.parties(
      to: "T", party: party, from: Perspective(day)
    ).first
  }
  private func instrument(_ lines: [String], _ day: String) throws -> InstrumentRow? {
    try SeedLog(lines: [Self.instrument()] + lines).timeline.instruments("T", from: Perspective(day)).first
  }
  private static let two = [accession("FRA", "1951-01-01"), accession("SCG", "2001-01-01")]
  private static let continued = StateCases.change("continuation", "SCG", "SRB", "2006-06-03")

  @Test("A notice that the old State gave takes effect for the one that continues it")
  func notice() throws {
    let lines = Self.two + [Self.withdrawal("SCG", "2006-05-01"), Self.continued]
    #expect(try row(lines, "SCG", "2006-06-02")?.state == "leaving")
    #expect(try row(lines, "SRB", "2006-06-03")?.state == "leaving")
    #expect(try row(lines, "SRB", "2007-04-30")?.state == "leaving")
    #expect(try row(lines, "SRB", "2007-05-01")?.state == "former")
  }

  @Test("A State is awaited once, for itself and for the one that it continues")
  func awaitedOnce() throws {
    let lines = [
      #"{"type":"instrument","instrument":"S","title":"S","on":"1950-01-01","clause":"when all signatories"}"#,
      #"{"type":"signature","on":"2001-01-01","party":"SCG","instrument":"S"}"#, Self.continued,
      #"{"type":"signature","on":"[2006-07-01..2006-07-31]","party":"SRB","instrument":"S"}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    for day in ["2006-06-30", "2006-07-15", "2006-07-31"] {
      let rows = try timeline.pending("S", from: Perspective(day))
      #expect(rows.map { "\($0.waiting) \($0.certainty)" } == ["SRB certain"])
    }
  }

  @Test("Who continues a State that had left is no party")
  func left() throws {
    let lines = Self.two + [Self.withdrawal("SCG", "2003-05-01"), Self.continued]
    #expect(try row(lines, "SCG", "2006-01-01")?.state == "former")
    #expect(try row(lines, "SRB", "2010-01-01") == nil)
    #expect(try row(lines + [Self.accession("SRB", "2011-01-01")], "SRB", "2012-01-01")?.state == "party")
  }

  @Test("A notice before the condition is met takes the consent back, for who continues the State too")
  func taken() throws {
    let lines = [
      Self.accession("SCG", "2001-01-01"), Self.withdrawal("SCG", "2002-01-01"), Self.continued,
      Self.accession("FRA", "2010-01-01"),
    ]
    #expect(try instrument(lines, "2012-01-01")?.state == "not-in-force")
    #expect(try row(lines, "SRB", "2012-01-01") == nil)
  }

  private static func takenBack(_ party: String, _ on: String) -> String {
    #"{"type":"consent-withdrawn","on":"\#(on)","party":"\#(party)","instrument":"T"}"#
  }

  @Test(
    "Who takes a consent over takes it back before the condition is met, though it gave none itself",
    arguments: [withdrawal("SRB", "2008-01-01"), takenBack("SRB", "2008-01-01")])
  func takenOverAndBack(line: String) throws {
    let lines = [Self.accession("SCG", "2001-01-01"), Self.continued, line]
    #expect(try row(lines, "SRB", "2007-12-31")?.state == "contracting")
    #expect(try row(lines, "SRB", "2008-01-01") == nil)
    #expect(try instrument(lines, "2007-12-31")?.consents == 1)
    #expect(try instrument(lines, "2008-01-01").map { [$0.consents, $0.possibleConsents] } == [0, 0])
    let late = lines + [Self.accession("FRA", "2010-01-01")]
    #expect(try instrument(late, "2012-01-01")?.state == "not-in-force")
  }

  @Test("A consent that was taken over is taken back on the day of the change, and not once it binds")
  func takenBackThatDay() throws {
    let lines = [
      Self.accession("SCG", "2001-01-01"), Self.takenBack("SRB", "2006-06-03"), Self.continued,
      Self.accession("FRA", "2010-01-01"),
    ]
    #expect(try row(lines, "SRB", "2006-06-03") == nil)
    #expect(try instrument(lines, "2012-01-01")?.state == "not-in-force")
    let bound = Self.two + [Self.takenBack("SRB", "2006-06-03"), Self.continued]
    #expect(try row(bound, "SRB", "2006-06-03")?.state == "party")
    let findings = try SeedLog(lines: [Self.instrument()] + bound).timeline
      .inquire(from: Perspective("2010-01-01")).check()
    #expect(findings.map(\.code) == ["W-TOO-LATE"])
  }

  @Test("The instruments of a State are found under the one that continues it")
  func found() throws {
    let timeline = try SeedLog(lines: [Self.instrument()] + Self.two + [Self.continued]).timeline
    let rows = try timeline.parties(party: "SRB", from: Perspective("2010-01-01"))
    #expect(rows.map { "\($0.instrument) \($0.state)" } == ["T party"])
  }

  @Test("A succession reaches back to the day it states")
  func succession() throws {
    let lines = [
      Self.accession("FRA", "1951-01-01"), Self.accession("CSK", "1987-07-29"),
      StateCases.change("dissolution", "CSK", "CZE SVK", "1993-01-01"),
      #"{"type":"succession","on":"1993-02-22","effective":"1993-01-01","party":"CZE","instrument":"T","predecessor":"CSK"}"#,
    ]
    #expect(try row(lines, "CSK", "1992-12-31")?.state == "party")
    #expect(try row(lines, "CSK", "1993-01-01")?.state == "former")
    #expect(try row(lines, "CZE", "1993-01-01")?.state == "party")
    #expect(try row(lines, "CZE", "1993-01-01")?.inForceFrom == "1993-01-01")
    #expect(try row(lines, "SVK", "1993-06-01") == nil)
    #expect(try instrument(lines, "1993-06-01")?.parties == 2)
  }

  @Test("Of several that go on as one, the consent that stands passes on, and is counted once")
  func standing() throws {
    let lines = [
      Self.accession("XTG", "1962-01-01"), Self.takenBack("XTG", "1962-06-01"),
      Self.accession("ZZB", "1963-12-20"),
      StateCases.change("continuation", "XTG ZZB", "TZA", "1964-04-26"),
    ]
    #expect(try row(lines, "TZA", "1964-04-26")?.state == "contracting")
    let undefined = Self.instrument().replacing(#""clause":"when deposits >= 2","#, with: "")
    for instrument in [Self.instrument(), undefined] {
      let timeline = try SeedLog(lines: [instrument] + lines).timeline
      let row = try #require(try timeline.instruments("T", from: Perspective("1964-04-26")).first)
      #expect([row.consents, row.possibleConsents] == [1, 0])
    }
  }

  private static let union = [
    StateCases.change("union", "EGY SYR", "EGY", "1958-02-22"),
    StateCases.change("separation", "EGY", "SYR", "1961-09-29"),
  ]

  @Test("A State that came back counts with what it consented to since, and not with what it did before")
  func comeback() throws {
    let before = [Self.accession("SYR", "1957-01-01")] + Self.union + [Self.accession("FRA", "1970-01-01")]
    #expect(try instrument(before, "1971-01-01")?.state == "not-in-force")
    let since = before + [Self.accession("SYR", "1971-05-05")]
    #expect(try instrument(since, "1972-01-01")?.inForceFrom == "1971-05-05")
    #expect(try row(since, "SYR", "1972-01-01")?.state == "party")
    let deposits = try SeedLog(lines: [Self.instrument()] + since).timeline.inquire(
      from: Perspective("1972-01-01")
    )
    .deposits(to: "T")
    #expect(deposits.map { "\($0.number) \($0.party)" } == ["1 FRA", "2 SYR"])
  }

  @Test("A consent that may have been given before the end or since makes the answer possible")
  func straddling() throws {
    let lines =
      [Self.accession("SYR", "[1957-01-01..1971-12-31]")] + Self.union + [Self.accession("FRA", "1950-06-01")]
    let row = try #require(try instrument(lines, "1972-01-01"))
    #expect(row.state == "in-force" && row.certainty == .possible)
  }

  @Test(
    "A claim that one State continues another is a contradiction where the log has it otherwise, and else none"
  )
  func claimed() throws {
    let claim =
      #"{"type":"claim","on":"1992-04-27","asserted_by":"SCG","says":{"type":"state-change","on":"1992-04-27","until":"2000-11-01","kind":"continuation","predecessors":["YUG"],"successors":["SCG"]}}"#
    let lines = [
      StateCases.org, #"{"type":"admission","on":"1950-01-01","party":"YUG","org":"ORG"}"#,
      #"{"type":"admission","on":"2000-11-01","party":"SCG","org":"ORG"}"#, claim,
    ]
    let conflicts = try SeedLog(lines: lines).timeline.conflicts(from: Perspective("2010-01-01"))
    #expect(conflicts.map(\.days) == ["1992-04-27/2000-10-31"])
    let agreed = lines + [StateCases.change("continuation", "YUG", "SCG", "1992-04-27")]
    #expect(try SeedLog(lines: agreed).timeline.conflicts(from: Perspective("2010-01-01")).isEmpty)
    let absent = lines.filter { !$0.contains("\"YUG\",\"org\"") }
    #expect(try SeedLog(lines: absent).timeline.conflicts(from: Perspective("2010-01-01")).isEmpty)
  }
  @Test(
    "A consent that may have come before the State goes on as another may pass on, and not before it was given"
  )
  func ranged() throws {
    let lines = [
      Self.accession("FRA", "1951-01-01"), Self.accession("SCG", "1993-01-01"),
      StateCases.change("continuation", "SCG", "SRB", "[1992-06-01..1994-06-01]"),
    ]
    #expect(try row(lines, "SRB", "1995-01-01")?.certainty == .possible)
    #expect(try instrument(lines, "1992-12-31")?.state == "not-in-force")
  }
}

/// What passes on with a State beside a consent, and what is told of it.
@Suite("States over time: signatures and records") struct StateRecordCases {
  private static let change = StateCases.change("continuation", "SUN", "RUS", "1991-12-24")
  private static func instrument(_ clause: String) -> String {
    #"{"type":"instrument","instrument":"T","title":"T","on":"1950-01-01","clause":"\#(clause)"}"#
  }

  @Test("Who continues a signatory is one, and is what the instrument waits for")
  func signature() throws {
    let lines = [
      Self.instrument("when all signatories"),
      #"{"type":"signature","on":"1990-01-01","party":["SUN","FRA"],"instrument":"T"}"#,
      #"{"type":"ratification","on":"1991-01-01","party":"FRA","instrument":"T"}"#, Self.change,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    func waiting(_ day: String) throws -> [String] {
      try timeline.pending("T", from: Perspective(day)).map { "\($0.waiting) \($0.name)" }
    }
    #expect(try waiting("1991-12-23") == ["SUN Soviet Union"])
    #expect(try waiting("1991-12-24") == ["RUS Russia"])
    func states(_ day: String) throws -> [String] {
      try timeline.parties(to: "T", from: Perspective(day)).map {
        "\($0.party) \($0.state) \($0.signedOn ?? "")"
      }
    }
    #expect(try states("1991-12-23") == ["FRA contracting 1990-01-01", "SUN signatory 1990-01-01"])
    #expect(try states("1991-12-24") == ["FRA contracting 1990-01-01", "RUS signatory 1990-01-01"])
    #expect(try timeline.instruments("T", from: Perspective("1993-01-01")).first?.signatories == 2)
  }

  @Test("A consent goes on over several changes, whatever the codes are")
  func chain() throws {
    let lines = [
      Self.instrument("when deposits >= 1"),
      #"{"type":"accession","on":"1951-01-01","party":"YUG","instrument":"T"}"#,
      StateCases.change("continuation", "YUG", "SCG", "1992-04-27"),
      StateCases.change("continuation", "SCG", "SRB", "2006-06-03"),
    ]
    let rows = try SeedLog(lines: lines).timeline.parties(to: "T", from: Perspective("2010-01-01"))
    #expect(rows.map { "\($0.party) \($0.state)" } == ["SCG former", "SRB party", "YUG former"])
  }

  @Test("Two records of one change are one change: the better decides, and a difference is told")
  func records() throws {
    func lines(_ other: String) -> [String] {
      [
        StateCases.org, #"{"type":"admission","on":"1950-01-01","party":"SUN","org":"ORG"}"#,
        Self.change.replacing("}", with: #","source":{"publisher":"A","grade":2}}"#),
        StateCases.change("continuation", "SUN", "RUS", other).replacing(
          "}", with: #","source":{"publisher":"B","grade":6}}"#),
      ]
    }
    func members(_ other: String, _ day: String) throws -> [String] {
      try SeedLog(lines: lines(other)).timeline.members(of: "ORG", from: Perspective(day)).map {
        "\($0.party) \($0.certainty)"
      }
    }
    #expect(try members("1991-12-21", "1991-12-23") == ["SUN certain"])
    #expect(try members("1991-12-21", "1991-12-24") == ["RUS certain"])
    #expect(try members("1991-12", "1991-12-23") == ["SUN certain"])
    let conflicts = try SeedLog(lines: lines("1991-12-21")).timeline.conflicts(
      from: Perspective("2000-01-01"))
    #expect(conflicts.map(\.days) == ["1991-12-21/1991-12-23"])
    #expect(try SeedLog(lines: lines("1991-12")).timeline.conflicts(from: Perspective("2000-01-01")).isEmpty)
  }

  @Test("Without a clause nothing is derived that could outweigh what is published for a party")
  func published() throws {
    let lines = [
      #"{"type":"instrument","instrument":"T","title":"T","on":"1969-05-23"}"#,
      #"{"type":"accession","on":"1987-07-29","party":"CSK","instrument":"T","source":{"publisher":"A","grade":6}}"#,
      #"{"type":"entry-into-force","on":"1980-01-27","instrument":"T","source":{"publisher":"A","grade":6}}"#,
      #"{"type":"entry-into-force","on":"1987-08-28","party":"CSK","instrument":"T","source":{"publisher":"A","grade":6}}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    func state(_ day: String) throws -> [String] {
      try timeline.parties(to: "T", from: Perspective(day)).map(\.state)
    }
    #expect(try state("1987-08-27") == ["contracting"])
    #expect(try state("1987-08-28") == ["party"])
  }
}

/// One act of several parties on one day that is not known exactly.
@Suite("Joint acts") struct JointCases {
  private static let clause =
    #"{"type":"instrument","instrument":"T","title":"T","on":"2000-01-01","clause":"when deposits >= 3"}"#
  private static func deposit(_ more: String) -> String {
    #"{"type":"ratification","on":"2001","party":["DEU","FRA","ITA"],"instrument":"T"\#(more)}"#
  }
  private func row(_ lines: [String]) throws -> InstrumentRow? {
    try SeedLog(lines: [Self.clause] + lines).timeline.instruments("T", from: Perspective("2002-01-01")).first
  }
  private static let approval =
    #"{"type":"domestic-approval","on":"2001-06-15","party":"ITA","instrument":"T","stage":"signed"}"#
  private static let known =
    #"{"type":"ratification","on":"[2001-05-01..2001-09-30]","party":"FRA","instrument":"T"}"#

  @Test("Three deposits of one day complete a clause of three on that day")
  func together() throws {
    let row = try #require(try row([Self.deposit(#","jointly":true"#)]))
    #expect(row.inForceFrom == "2001" && row.completedBy == ["DEU", "FRA", "ITA"])
  }

  @Test("What is known of one party's day is known of all, and only if they acted together")
  func shared() throws {
    let joint = try #require(try row([Self.deposit(#","jointly":true"#), Self.approval, Self.known]))
    #expect(joint.inForceFrom == "[2001-06-15..2001-09-30]")
    let each = try #require(try row([Self.deposit(""), Self.approval, Self.known]))
    #expect(each.inForceFrom == "[2001-06-15..2001-12-31]")
  }

  @Test("Records that leave no common day narrow nothing")
  func contradictory() throws {
    let early = #"{"type":"ratification","on":"2001-02-01","party":"FRA","instrument":"T"}"#
    let row = try #require(try row([Self.deposit(#","jointly":true"#), Self.approval, early]))
    #expect(row.inForceFrom == "[2001-06-15..2001-12-31]")
  }

}
