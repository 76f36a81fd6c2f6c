import EventLog
import Projections
import Testing

/// What becomes of treaties and parties by acts that cross each other.
@Suite("Treaties by cases") struct TreatyCases {
  private static func treaty(_ more: String = "") -> String {
    #"{"type":"instrument","instrument":"X","title":"X","on":"1990-01-01"\#(more)}"#
  }
  private static func act(_ type: String, _ party: String, _ on: String, _ more: String = "") -> String {
    #"{"type":"\#(type)","on":"\#(on)","party":"\#(party)","instrument":"X"\#(more)}"#
  }

  private func state(_ lines: [String], _ party: String, on day: String) throws -> String? {
    try SeedLog(lines: lines).timeline.parties(to: "X", party: party, from: Perspective(day)).first?.state
  }

  private func instrument(_ lines: [String], on day: String) throws -> InstrumentRow {
    try #require(SeedLog(lines: lines).timeline.instruments("X", from: Perspective(day)).first)
  }

  @Test("Consent that was withdrawn and given again counts again")
  func givenAgain() throws {
    let lines = [
      Self.treaty(#","clause":"when deposits >= 2 effective +10d""#),
      Self.act("ratification", "FRA", "1991-01-01"),
      Self.act("consent-withdrawn", "FRA", "1991-06-01"), Self.act("ratification", "DEU", "1992-01-01"),
      Self.act("ratification", "FRA", "1993-01-01"),
    ]
    #expect(try instrument(lines, on: "1993-01-10").state == "not-in-force")
    #expect(try instrument(lines, on: "1993-01-11").state == "in-force")
    #expect(try state(lines, "FRA", on: "1991-07-01") == nil)
  }

  @Test("A withdrawal before the condition is met takes the consent back")
  func earlyWithdrawal() throws {
    let lines = [
      Self.treaty(#","clause":"when deposits >= 2","exit":"+1y""#),
      Self.act("ratification", "FRA", "1991-01-01"),
      Self.act("withdrawal", "FRA", "1992-01-01"), Self.act("accession", "DEU", "1998-01-01"),
    ]
    let row = try instrument(lines, on: "1998-06-01")
    #expect(row.state == "not-in-force")
    #expect(row.consents == 1)
    #expect(row.pending == ["1 more consent"])
  }

  @Test("How many consents are missing is a range where it is not sure how many are there")
  func missingRange() throws {
    let lines = [
      Self.treaty(#","clause":"when deposits >= 3""#), Self.act("ratification", "FRA", "2002-01-10"),
      Self.act("ratification", "DEU", "2002-01-20~"),
    ]
    let timeline = try SeedLog(lines: lines).timeline
    #expect(try timeline.pending("X", from: Perspective("2002-01-16")).map(\.waiting) == ["2 more consents"])
    let row = try #require(try timeline.pending("X", from: Perspective("2002-01-19")).first)
    #expect(row.waiting == "1..2 more consents")
    #expect((row.have, row.possible, row.need) == (1, 1, 3))
    #expect(row.certainty == .certain)
    #expect(try instrument(lines, on: "2002-01-19").pending == ["1..2 more consents"])
    #expect(try timeline.pending("X", from: Perspective("2002-01-23")).map(\.waiting) == ["1 more consent"])
  }

  @Test("What is missing from a share of a table is a range where it is not sure who has consented")
  func missingShare() throws {
    let lines = [
      #"{"type":"table","table":"w","unit":"t","total":100,"values":{"DEU":20,"FRA":10,"ITA":60}}"#,
      Self.treaty(#","clause":"when share(w) >= 50%""#), Self.act("ratification", "FRA", "2002-01-10"),
      Self.act("ratification", "DEU", "2002-01-20~"),
    ]
    let rows = try SeedLog(lines: lines).timeline.pending("X", from: Perspective("2002-01-19"))
    #expect(rows.map(\.waiting) == ["20.00%..40.00% more of w"])
    #expect(rows.map(\.share) == ["10.00%..30.00% of 50%"])
  }

  @Test("A withdrawal of consent after the condition was met changes nothing")
  func lateWithdrawalOfConsent() throws {
    let lines = [
      Self.treaty(#","clause":"when deposits >= 2 effective +10d""#),
      Self.act("ratification", "FRA", "1991-01-01"),
      Self.act("ratification", "DEU", "1992-01-01"), Self.act("consent-withdrawn", "FRA", "1993-01-01"),
    ]
    let row = try instrument(lines, on: "1994-01-01")
    #expect(row.consents == 2)
    #expect(row.parties == 2)
  }

  @Test("An act that is withdrawn on its own day is answered, whatever is known of the signature")
  func sameDay() throws {
    let lines = [
      Self.treaty(#","clause":"when all signatories""#),
      Self.act("signature", "FRA", "[1990-01-01..1992-01-01]"),
      Self.act("ratification", "FRA", "1991-01-01"), Self.act("consent-withdrawn", "FRA", "1991-01-01"),
    ]
    #expect(try state(lines, "FRA", on: "1993-01-01") != nil)
  }

  @Test("A State that ended is a former party, and its deposit still counts")
  func extinct() throws {
    let lines = [
      Self.treaty(#","clause":"when deposits >= 2 effective +10d""#),
      Self.act("ratification", "CSK", "1991-01-01"),
      Self.act("ratification", "FRA", "1992-01-01"),
      #"{"type":"state-change","on":"1993-01-01","kind":"dissolution","predecessors":["CSK"],"successors":["CZE","SVK"]}"#,
      Self.act("succession", "CZE", "1993-02-22", #","effective":"1993-01-01","predecessor":"CSK""#),
    ]
    #expect(try state(lines, "CSK", on: "1992-12-31") == "party")
    #expect(try state(lines, "CSK", on: "1993-01-01") == "former")
    #expect(try state(lines, "CZE", on: "1993-01-01") == "party")
    let row = try instrument(lines, on: "1993-06-01")
    #expect(row.state == "in-force")
    #expect(row.consents == 2)
    #expect(row.parties == 2)
  }

  @Test("An extension that comes when the term has run out prolongs nothing, and one that ends is the end")
  func extensions() throws {
    let lines = [
      Self.treaty(#","clause":"when deposits >= 1","duration":"5y""#),
      Self.act("ratification", "FRA", "1994-04-20"),
      #"{"type":"instrument","instrument":"E","title":"E","on":"1999-12-01","extends":"X","clause":"when deposits >= 1","duration":"2y"}"#,
      #"{"type":"ratification","on":"2000-01-01","party":"FRA","instrument":"E"}"#,
    ]
    #expect(try instrument(lines, on: "1999-04-20").state == "in-force")
    #expect(try instrument(lines, on: "1999-04-21").state == "terminated")
    #expect(try state(lines, "FRA", on: "1999-06-01") == "former")
    #expect(try instrument(lines, on: "2000-01-01").state == "terminated")
    #expect(try state(lines, "FRA", on: "2000-01-01") == "former")
    // One that reaches back prolongs it from the day on which it would have run out.
    let back =
      lines.dropLast() + [
        #"{"type":"entry-into-force","on":"2000-01-01","effective":"1999-04-21","instrument":"E","source":{"publisher":"P","grade":1}}"#,
        #"{"type":"ratification","on":"2000-01-01","party":"FRA","instrument":"E"}"#,
      ]
    #expect(try instrument(Array(back), on: "1999-04-21").state == "in-force")
    #expect(try instrument(Array(back), on: "2001-04-21").state == "in-force")
    #expect(try state(Array(back), "FRA", on: "2001-04-21") == "party")
    #expect(try instrument(Array(back), on: "2001-04-22").state == "terminated")
    #expect(try state(Array(back), "FRA", on: "2001-04-22") == "former")
  }

  @Test("Instruments that extend each other extend nothing, whoever is asked first")
  func circle() throws {
    func line(_ id: String, extends other: String) -> [String] {
      [
        #"{"type":"instrument","instrument":"\#(id)","title":"\#(id)","on":"1990-01-01","clause":"when deposits >= 1","duration":"2y","extends":"\#(other)"}"#,
        #"{"type":"ratification","on":"1990-01-01","party":"FRA","instrument":"\#(id)"}"#,
      ]
    }
    let timeline = try SeedLog(lines: line("A", extends: "B") + line("B", extends: "A")).timeline
    let all = try timeline.instruments(from: Perspective("1993-01-01"))
    #expect(all.map(\.state) == ["terminated", "terminated"])
    #expect(try timeline.instruments("B", from: Perspective("1993-01-01")) == [all[1]])
    #expect(try timeline.conflicts(from: Perspective("1993-01-01")).count == 1)
  }

  @Test("Notice of withdrawal without any exit clause is disputed while it runs")
  func noExit() throws {
    let lines = [
      #"{"type":"entity","entity":"UN","kind":"organisation","name":"United Nations"}"#,
      #"{"type":"admission","on":"1950-09-28","party":"IDN","org":"UN"}"#,
      #"{"type":"withdrawal","on":"1965-01-20","party":"IDN","org":"UN"}"#,
      #"{"type":"withdrawal-revoked","on":"1966-09-28","party":"IDN","org":"UN"}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    func row(_ day: String) throws -> MemberRow? {
      try timeline.members(of: "UN", from: Perspective(day)).first
    }
    #expect(try row("1964-12-31")?.disputed == false)
    #expect(try row("1965-06-01")?.disputed == true)
    #expect(try row("1965-06-01")?.notice == "leaving")
    #expect(try row("1966-09-28")?.disputed == false)
    #expect(try row("1966-09-28")?.since == "1950-09-28")
    #expect(try timeline.conflicts(from: Perspective("1965-06-01")).map(\.code) == ["W-NO-EXIT"])
  }

  @Test(
    "A notice that takes effect on its own day, or on an earlier one, does",
    arguments: ["1965-01-20", "1965-01-10", "1965-01-20T12:00Z"])
  func atOnce(effective: String) throws {
    let lines = [
      #"{"type":"entity","entity":"UN","kind":"organisation","name":"United Nations"}"#,
      #"{"type":"admission","on":"1950-09-28","party":"IDN","org":"UN"}"#,
      #"{"type":"withdrawal","on":"1965-01-20","effective":"\#(effective)","party":"IDN","org":"UN"}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    func statuses(_ day: String) throws -> [String] {
      try timeline.members(of: "UN", includingFormer: true, from: Perspective(day)).map(\.status)
    }
    #expect(try statuses("1965-01-09") == ["member"])
    #expect(try statuses("1965-01-21") == ["former"])
    #expect(try statuses("1980-01-01") == ["former"])
  }

  @Test("A grant that ended before its gate opened stays ended, and a gate that closed again is closed")
  func lapsedGrants() throws {
    let gate = [
      #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#,
      #"{"type":"instrument","instrument":"P","title":"P","on":"2000-01-01","enables":[{"org":"ORG","status":"observer"}]}"#,
      #"{"type":"entry-into-force","on":"2001-01-06","instrument":"P"}"#,
      #"{"type":"termination","on":"2005-01-01","instrument":"P"}"#,
    ]
    let lines =
      gate + [
        #"{"type":"admission","on":"2000-06-01","party":"SRB","org":"ORG","status":"observer"}"#,
        #"{"type":"cessation","on":"2000-09-01","party":"SRB","org":"ORG","status":"observer"}"#,
        #"{"type":"admission","on":"2006-01-01","party":"IRN","org":"ORG","status":"observer"}"#,
        #"{"type":"admission","on":"2002","party":"AFG","org":"ORG","status":"observer"}"#,
      ]
    let timeline = try SeedLog(lines: lines).timeline
    let rows = try timeline.members(of: "ORG", includingFormer: true, from: Perspective("2010-01-01"))
    #expect(rows.map { "\($0.party) \($0.status)" } == ["AFG observer", "IRN granted"])
    #expect(try timeline.members(of: "ORG", from: Perspective("2001-01-06")).isEmpty)
  }

  @Test("A further term of the same holder contradicts nothing")
  func furtherTerm() throws {
    let lines = [("FRA", "2000"), ("ESP", "2003"), ("ESP", "2005"), ("DEU", "2006")].map { holder, year in
      #"{"type":"office","office":"O:chair","on":"\#(year)-01-01","holder":"\#(holder)"}"#
    }
    let timeline = try SeedLog(lines: lines).timeline
    for (day, holder) in [
      ("2002-12-31", "FRA"), ("2003-06-01", "ESP"), ("2005-12-31", "ESP"), ("2006-01-01", "DEU"),
    ] {
      #expect(try timeline.offices(from: Perspective(day)).map(\.holder) == [holder])
    }
    #expect(try timeline.conflicts(from: Perspective("2010-01-01")).isEmpty)
  }

  @Test("A claim that a notice was revoked disputes the exit")
  func claimedRevocation() throws {
    let lines = [
      Self.treaty(#","clause":"when deposits >= 1","exit":"+3m""#),
      Self.act("accession", "PRK", "1991-01-01"),
      Self.act("withdrawal", "PRK", "2003-01-10"),
      #"{"type":"claim","on":"2003-06-15","asserted_by":"others","says":{"type":"withdrawal-revoked","on":"2003-01-11","party":"PRK","instrument":"X"}}"#,
    ]
    let row = try #require(
      SeedLog(lines: lines).timeline.parties(to: "X", from: Perspective("2003-06-01")).first)
    #expect(row.state == "former")
    #expect(row.disputed)
  }

  @Test("An instrument without a day of adoption is surely there once something is done about it")
  func noAdoption() throws {
    let lines = [
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when deposits >= 1 effective +90d"}"#,
      Self.act("ratification", "FRA", "2000-01-01"),
    ]
    #expect(try instrument(lines, on: "2000-03-30").certainty == .certain)
    #expect(try instrument(lines, on: "2000-03-31").state == "in-force")
  }

  @Test("An instrument in force for a party is in force")
  func publishedForOne() throws {
    let lines = [
      Self.treaty(), #"{"type":"entry-into-force","on":"1995-01-01","instrument":"X","party":"FRA"}"#,
    ]
    #expect(try instrument(lines, on: "1995-01-01").state == "in-force")
    #expect(try state(lines, "FRA", on: "1995-01-01") == "party")
  }

  @Test("A custom projection sees a replacement of the types it folds")
  func customReplacement() throws {
    struct Days: Projection {
      static let version = 1
      let query = EventQuery(types: ["ratification"])
      let initialState: [String] = []
      func evolve(_ state: inout [String], with event: SeenEvent) { state.append(event.event.on?.text ?? "") }
    }
    let lines = [
      Self.treaty(), Self.act("ratification", "FRA", "2000-01-01", #","id":"r""#),
      #"{"type":"correction","action":"replace","target":"r","with":{"type":"ratification","on":"2000-02-02","party":"FRA","instrument":"X"}}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    #expect(try timeline.project(Days(), from: Perspective("2001-01-01")) == ["2000-02-02"])
  }

  @Test("A long chain of corrections is settled in one pass")
  func longChain() throws {
    var lines = [Self.treaty(), Self.act("ratification", "FRA", "2000-01-01", #","id":"c0""#)]
    for number in 1...2_000 {
      lines.append(
        #"{"type":"correction","id":"c\#(number)","action":"retract","target":"c\#(number - 1)"}"#)
    }
    // An even number of retractions leaves the act standing.
    #expect(try state(lines, "FRA", on: "2001-01-01") != nil)
  }
}
