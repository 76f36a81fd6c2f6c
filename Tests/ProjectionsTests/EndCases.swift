import EventLog
import Projections
import Testing

/// Terms that run out and are prolonged, States that end and go on, and what nobody can join any more.
@Suite("Ends by cases") struct EndCases {
  private static func instrument(_ id: String, _ more: String, on: String = "1980-01-01") -> String {
    #"{"type":"instrument","instrument":"\#(id)","title":"\#(id)","on":"\#(on)",\#(more)}"#
  }
  private static func accession(_ party: String, _ id: String, _ on: String, _ more: String = "") -> String {
    #"{"type":"accession","on":"\#(on)","party":"\#(party)","instrument":"\#(id)"\#(more)}"#
  }
  private func state(_ party: String, _ id: String, _ lines: [String], on day: String) throws -> String? {
    try SeedLog(lines: lines).timeline.parties(to: id, party: party, from: Perspective(day)).first?.state
  }
  private func row(_ id: String, _ lines: [String], on day: String) throws -> InstrumentRow? {
    try SeedLog(lines: lines).timeline.instruments(id, from: Perspective(day)).first
  }

  private static let term = [
    instrument("T", #""clause":"when deposits >= 1","duration":"5y""#), accession("FRA", "T", "1994-04-20"),
  ]
  private static func extending(_ id: String, _ on: String) -> [String] {
    [
      instrument(id, #""clause":"when deposits >= 1","extends":"T","duration":"5y""#, on: "1999-01-01"),
      accession("FRA", id, on),
    ]
  }

  @Test("The end of one extension ends nothing while another one runs")
  func secondExtension() throws {
    let lines = Self.term + Self.extending("E1", "1999-04-20") + Self.extending("E2", "2004-04-20")
    #expect(try state("FRA", "T", lines, on: "2004-04-21") == "party")
    #expect(try state("FRA", "T", lines, on: "2009-04-20") == "party")
    #expect(try state("FRA", "T", lines, on: "2009-04-21") == "former")
  }

  @Test("An extension that may have come too late leaves it open whether the treaty is over, for good")
  func lateExtension() throws {
    let lines = Self.term + Self.extending("E", "[1999-04-10..1999-05-10]")
    #expect(try row("T", lines, on: "1999-04-20")?.certainty == .certain)
    #expect(try row("T", lines, on: "1999-04-21")?.certainty == .possible)
    let last = try #require(try row("T", lines, on: "2001-01-01"))
    #expect("\(last.state) \(last.certainty)" == "in-force possible")
    #expect(
      last.settledBy == ["the accession of France to E (#4) is only known to lie in 1999-04-10..1999-05-10"])
    let party = try #require(
      try SeedLog(lines: lines).timeline.parties(to: "T", party: "FRA", from: Perspective("2001-01-01")).first
    )
    #expect("\(party.state) \(party.alternatives)" == #"party ["former"]"#)
    #expect(party.inForceFrom == "1994-04-20")
    #expect(
      try row("T", lines, on: "2004-05-11").map { "\($0.state) \($0.certainty)" } == "terminated certain")
  }

  @Test("Nobody becomes a party to what is over", arguments: ["term", "termination"])
  func over(kind: String) throws {
    var lines = Self.term
    if kind == "termination" {
      lines = [
        Self.instrument("T", #""clause":"when deposits >= 1""#), Self.accession("FRA", "T", "1994-04-20"),
        #"{"type":"termination","on":"1999-04-21","instrument":"T"}"#,
      ]
    }
    lines.append(Self.accession("ITA", "T", "2001-01-01"))
    #expect(try row("T", lines, on: "2002-01-01")?.state == "terminated")
    #expect(try row("T", lines, on: "2002-01-01")?.parties == 0)
    #expect(try state("ITA", "T", lines, on: "2002-01-01") != "party")
  }

  @Test("A single party whose term runs out is to come")
  func upcoming() throws {
    let lines =
      Self.term + [Self.accession("DEU", "T", "1995-01-01")] + Self.extending("E", "1999-03-01")
    let rows = try SeedLog(lines: lines).timeline.inquire(from: Perspective("1999-04-01")).upcoming(days: 60)
    #expect(rows.map { "\($0.on) \($0.what) \($0.subject)" } == ["1999-04-21 end-of-term DEU T"])
  }

  @Test("A State that is known to have ended counts no longer, recorded or not")
  func knownEnd() throws {
    let lines = [
      Self.instrument("T", #""clause":"when deposits >= 3""#), Self.accession("DDR", "T", "1989-03-01"),
      Self.accession("FRA", "T", "1989-04-01"), Self.accession("DEU", "T", "1992-01-01"),
    ]
    #expect(try row("T", lines, on: "1992-06-01")?.state == "not-in-force")
    #expect(try row("T", lines, on: "1992-06-01")?.consents == 2)
  }

  @Test("Who continues a State takes its place among those that are asked")
  func continuedPlace() throws {
    let change =
      #"{"type":"state-change","on":"1991-12-26","kind":"continuation","predecessors":["SUN"],"successors":["RUS"]}"#
    let named = [
      Self.instrument("T", #""clause":"when all {GBR,SUN}""#), Self.accession("GBR", "T", "1990-01-01"),
      Self.accession("RUS", "T", "1992-02-01"), change,
    ]
    #expect(try row("T", named, on: "1993-01-01")?.inForceFrom == "1992-02-01")
    let signed = [
      Self.instrument("T", #""clause":"when all signatories""#),
      #"{"type":"signature","on":"1990-01-01","party":["SUN","FRA"],"instrument":"T"}"#,
      #"{"type":"ratification","on":"1991-01-01","party":"FRA","instrument":"T"}"#,
      #"{"type":"ratification","on":"1993-01-01","party":"RUS","instrument":"T"}"#, change,
    ]
    #expect(try row("T", signed, on: "1994-01-01")?.inForceFrom == "1993-01-01")
  }

  @Test("A consent that somebody inferred counts from its own day")
  func inferred() throws {
    let lines = [
      Self.instrument("T", #""clause":"when deposits >= 1 effective +30d""#),
      Self.accession("FRA", "T", "1993-01-01"),
      Self.accession("DEU", "T", "2005-01-01", #","confidence":"inferred""#),
    ]
    #expect(try state("DEU", "T", lines, on: "1994-01-01") == nil)
    #expect(try state("DEU", "T", lines, on: "2005-01-31") == "party")
  }

  @Test("A consent that was taken back has no number")
  func numbers() throws {
    let lines = [
      Self.instrument("T", #""clause":"when deposits >= 2""#), Self.accession("FRA", "T", "1993-01-01"),
      #"{"type":"consent-withdrawn","on":"1993-06-01","party":"FRA","instrument":"T"}"#,
      Self.accession("DEU", "T", "1994-01-01"), Self.accession("ITA", "T", "1995-01-01"),
    ]
    let rows = try SeedLog(lines: lines).timeline.inquire(from: Perspective("2000-01-01")).deposits(to: "T")
    #expect(rows.map { "\($0.number) \($0.party) \($0.completes)" } == ["1 DEU false", "2 ITA true"])
  }

  @Test("A circle that a clause leads out of is not reported")
  func harmlessCircle() throws {
    let lines = [
      Self.instrument("A", #""clause":"when in-force B or date 1995-01-01""#),
      Self.instrument("B", #""clause":"when in-force A or deposits >= 1""#),
      Self.accession("FRA", "B", "1991-01-01"),
    ]
    #expect(try row("A", lines, on: "1992-01-01")?.inForceFrom == "1991-01-01")
    #expect(try SeedLog(lines: lines).timeline.inquire(from: Perspective("2000-01-01")).check().isEmpty)
  }

  @Test("What waits for a day alone is upcoming from the day on which nothing else is missing")
  func upcomingByDay() throws {
    let lines = [
      #"{"type":"instrument","instrument":"D","title":"D","on":"2008-01-01","clause":"when deposits >= 1 and date 2008-10-01 effective at once"}"#,
      #"{"type":"instrument","instrument":"E","title":"E","on":"2008-01-01","clause":"when deposits >= 1 and in-force D effective at once"}"#,
      #"{"type":"accession","on":"2008-03-01","party":"FRA","instrument":"D"}"#,
      #"{"type":"accession","on":"2008-04-01","party":"FRA","instrument":"E"}"#,
    ]
    func upcoming(on day: String) throws -> [String] {
      try SeedLog(lines: lines).timeline.inquire(from: Perspective(day)).upcoming(days: 365).filter {
        $0.on == "2008-10-01"
      }.map(\.subject)
    }
    #expect(try upcoming(on: "2008-02-28") == [])
    #expect(try upcoming(on: "2008-03-01") == ["D"])
    #expect(try upcoming(on: "2008-04-01") == ["D", "E"])
    #expect(try upcoming(on: "2008-09-30") == ["D", "E"])
  }

  @Test("What a membership follows from must be settled before it is told as upcoming")
  func undecided() throws {
    let lines = [
      #"{"type":"entity","entity":"X","kind":"organisation","name":"X Org"}"#,
      #"{"type":"instrument","instrument":"XC","title":"Charter","on":"2010-01-01","clause":"when deposits >= 2 effective +30d","constitutes":"X"}"#,
      #"{"type":"accession","on":"2010-02-01","party":"AUT","instrument":"XC"}"#,
      #"{"type":"accession","on":"2010-06-01","party":"DEU","instrument":"XC"}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    #expect(try timeline.inquire(from: Perspective("2010-03-01")).upcoming(days: 365) == [])
    let settled = try timeline.inquire(from: Perspective("2010-06-01")).upcoming(days: 365)
    #expect(settled.map(\.what) == ["status-begins", "status-begins", "entry-into-force"])
    #expect(settled.allSatisfy { $0.on == "2010-07-01" })
  }

  private func toCome(_ lines: [String], on day: String) throws -> [String] {
    let names = [
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
      #"{"type":"admission","on":"2001-01-01","party":["ESP","FRA","ITA"],"org":"O"}"#,
    ]
    return try SeedLog(lines: names + lines).timeline.inquire(from: Perspective(day)).upcoming(days: 700).map
    {
      "\($0.on) \($0.what) \($0.subject) \($0.certainty)"
    }
  }

  @Test("What something else overtook is not to come, nor what has no last day")
  func overtaken() throws {
    let lines = [
      // Left before it came back, and lifted before it ran out.
      #"{"type":"cessation","on":"[2005-01-01..2030-01-01]","party":"FRA","org":"O"}"#,
      #"{"type":"admission","on":"2010-01-01","party":"FRA","org":"O"}"#,
      #"{"type":"suspension","on":"2010-01-01","until":"[2011-01-01..2030-01-01]","party":"ITA","org":"O"}"#,
      #"{"type":"reinstatement","on":"2012-01-01","party":"ITA","org":"O"}"#,
      #"{"type":"withdrawal","on":"2019-10-01","effective":"[2020-12-01..2020-12-31]","party":"ESP","org":"O"}"#,
      #"{"type":"withdrawal-revoked","on":"2020-06-01","party":"ESP","org":"O"}"#,
      #"{"type":"office","on":"2015-01-01","until":"[2016-01-01..]","office":"O:chair","holder":"FRA"}"#,
      #"{"type":"office","on":"2018-01-01","until":"[2019-01-01..2022-01-01]","office":"O:vice","holder":"ITA"}"#,
    ]
    #expect(
      try toCome(lines, on: "2015-06-01").filter { $0.contains("O:chair") } == [])
    #expect(
      try toCome(lines, on: "2020-07-01") == ["[2019-01-01..2022-01-01] office-ends O:vice ITA possible"])
    #expect(try toCome(lines, on: "2022-01-01") == [])
  }

  @Test("A membership that begins on a later day is to come once a source has told of it")
  func announced() throws {
    let lines = [
      #"{"type":"admission","on":"2020-02-01","party":"POL","org":"O","source":{"publisher":"O","date":"2019-06-01"}}"#,
      #"{"type":"office","on":"2020-03-01","office":"O:chair","holder":"ITA","source":{"publisher":"O","date":"2019-07-01"}}"#,
    ]
    let (member, chair) = (
      "2020-02-01 admission POL O certain", "2020-03-01 office-begins O:chair ITA certain"
    )
    #expect(try toCome(lines, on: "2019-05-31") == [])
    #expect(try toCome(lines, on: "2019-06-01") == [member])
    #expect(try toCome(lines, on: "2019-07-01") == [member, chair])
    #expect(try toCome(lines, on: "2020-02-01") == [chair])
  }

  @Test("The end of a term of office lies after the day that is asked for")
  func endOfOffice() throws {
    let lines = [
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
      #"{"type":"office","on":"[2001-01-05..2001-02-01]","office":"O:chair","holder":"DEU"}"#,
      #"{"type":"office","on":"2001-01-20","office":"O:chair","holder":"ITA"}"#,
      #"{"type":"office","on":"2002-01-01","office":"O:chair","holder":"ESP"}"#,
    ]
    let rows = try SeedLog(lines: lines).timeline.offices(from: Perspective("2001-03-01"))
    #expect(rows.map(\.holder).sorted() == ["DEU", "ITA"])
    #expect(rows.allSatisfy { $0.until == "2002-01-01" })
  }

  @Test("An instrument that is over is said to be so since its end, where something depends on it")
  func dependency() throws {
    let lines = [
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
      #"{"type":"instrument","instrument":"G","title":"G","on":"2000-01-01","clause":"when deposits >= 1","enables":[{"org":"O","status":"observer"}]}"#,
      #"{"type":"accession","on":"2000-03-01","party":"DEU","instrument":"G"}"#,
      #"{"type":"termination","on":"2001-01-01","instrument":"G"}"#,
      #"{"type":"admission","on":"2002-01-01","party":"FRA","org":"O","status":"observer"}"#,
    ]
    let inquiry = try SeedLog(lines: lines).timeline.inquire(from: Perspective("2002-02-01"))
    let told = try inquiry.why(.member(party: "FRA", org: "O", status: "observer")).dependsOn.map(\.text)
    #expect(told == ["G is terminated since 2001-01-01"])
  }
}
