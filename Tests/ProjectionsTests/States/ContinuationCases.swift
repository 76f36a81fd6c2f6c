import EventLog
import Projections
import Testing

/// What passes on at the moment in which one State goes on as another one, and when it ends there.
@Suite("States over time: what passes on") struct ContinuationCases {
  private static func admission(_ party: String, _ on: String, _ more: String = "") -> String {
    #"{"type":"admission","on":"\#(on)","party":"\#(party)","org":"ORG"\#(more)}"#
  }
  private static func change(_ on: String = "2006-06-03") -> String {
    StateCases.change("continuation", "SCG", "SRB", on)
  }
  private func row(_ lines: [String], _ day: String) throws -> MemberRow? {
    let timeline = try SeedLog(lines: [StateCases.org] + lines).timeline
    return try timeline.members(of: "ORG", party: "SRB", from: Perspective(day)).first
  }

  @Test(
    "What ends on the very day of the change does not pass on",
    arguments: [
      (
        #"{"type":"withdrawal","on":"2006-01-01","effective":"2006-06-03","party":"SCG","org":"ORG"}"#, "none"
      ),
      (
        #"{"type":"suspension","on":"2006-01-01","until":"2006-06-03","party":"SCG","org":"ORG"}"#,
        "member full normal"
      ),
      (
        #"{"type":"participation","on":"2006-01-01","until":"2006-06-03","party":"SCG","org":"ORG"}"#,
        "member full normal"
      ),
      (
        #"{"type":"application","on":"2006-01-01","until":"2006-06-03","for":"suspension","party":"SCG","org":"ORG"}"#,
        "member full normal"
      ),
    ])
  func endsThatDay(line: String, expected: String) throws {
    let lines = [Self.admission("SCG", "2000-01-01"), line, Self.change()]
    for day in ["2006-06-03", "2010-01-01"] {
      let row = try row(lines, day)
      let words = row.map { [$0.status, $0.standing, $0.notice, $0.participation].compactMap { $0 } }
      #expect(words?.joined(separator: " ") ?? "none" == expected)
      #expect(row?.certainty ?? .certain == .certain && row?.possibly.isEmpty ?? true)
    }
  }

  @Test("The stated end of a membership passes on, and a membership that ends that day does not")
  func limited() throws {
    let lines = [Self.admission("SCG", "2000-01-01", #","until":"2008-01-01""#), Self.change()]
    #expect(try row(lines, "2006-06-03")?.until == "2008-01-01")
    #expect(try row(lines, "2007-12-31")?.status == "member")
    #expect(try row(lines, "2008-01-01") == nil)
    let over = [Self.admission("SCG", "2000-01-01", #","until":"2006-06-03""#), Self.change()]
    #expect(try row(over, "2006-06-03") == nil)
  }

  @Test("What may have ended before the change passes on before its end, or never")
  func perhapsOver() throws {
    let limited = [Self.admission("SCG", "2001-02-25", #","until":"2001-03-23""#), Self.change("2001-03")]
    func rows(_ lines: [String], _ day: String) throws -> [String] {
      try SeedLog(lines: [StateCases.org] + lines).timeline.members(
        of: "ORG", party: "SRB", includingFormer: true, from: Perspective(day)
      ).map { "\($0.formerly.map { "formerly \($0)" } ?? $0.status) \($0.certainty)" }
    }
    #expect(try rows(limited, "2001-02-28").isEmpty)
    #expect(try rows(limited, "2001-03-22") == ["member possible"])
    for day in ["2001-03-23", "2001-04-01", "2010-01-01"] {
      #expect(try rows(limited, day) == ["formerly member possible"], "\(day)")
    }
    let suspended = [
      Self.admission("SCG", "2000-01-01"),
      #"{"type":"suspension","on":"2001-02-25","until":"2001-03-23","party":"SCG","org":"ORG"}"#,
      Self.change("2001-03"),
    ]
    #expect(try row(suspended, "2001-03-31")?.possibly == [])
    #expect(try row(suspended, "2010-01-01")?.standing == "full")
  }

  @Test("A stated end passes on over two changes, and one of what came after the change ends nothing")
  func chain() throws {
    let suspended =
      #"{"type":"suspension","on":"1991-01-01","until":"2008-01-01","party":"YUG","org":"ORG"}"#
    let lines = [
      Self.admission("YUG", "1950-01-01"), suspended,
      StateCases.change("continuation", "YUG", "SCG", "1992-04-27"), Self.change(),
    ]
    #expect(try row(lines, "2007-12-31")?.standing == "suspended")
    #expect(try row(lines, "2008-01-01")?.standing == "full")
    let late = [
      Self.admission("SCG", "2000-01-01"), Self.change(),
      #"{"type":"suspension","on":"2006-06-03","until":"2009-01-01","party":"SCG","org":"ORG"}"#,
      #"{"type":"suspension","on":"2008-01-01","party":"SRB","org":"ORG"}"#,
    ]
    #expect(try row(late, "2006-06-03")?.standing == "full")
    #expect(try row(late, "2010-01-01")?.standing == "suspended")
  }

  @Test("Who is a member already stays one since it came")
  func member() throws {
    let lines = [
      Self.admission("SCG", "2000-01-01"), Self.admission("SRB", "2004-01-01"), Self.change(),
    ]
    let row = try #require(try row(lines, "2010-01-01"))
    #expect(row.status == "member" && row.since == "2004-01-01" && row.certainty == .certain)
    let timeline = try SeedLog(lines: [StateCases.org] + lines).timeline
    #expect(try timeline.inquire(from: Perspective("2010-01-01")).check().isEmpty)
  }

  @Test("Where one of two that unite was only perhaps a member, the suspension of the other may go on")
  func union() throws {
    let lines = [
      Self.admission("XTG", "1961-12-14"), Self.admission("ZZB", "[1964-01-01..1964-12-31]"),
      #"{"type":"suspension","on":"1964-02-01","party":"XTG","org":"ORG"}"#,
      StateCases.change("continuation", "XTG ZZB", "TZA", "1964-04-26"),
    ]
    let timeline = try SeedLog(lines: [StateCases.org] + lines).timeline
    let row = try #require(
      try timeline.members(of: "ORG", party: "TZA", from: Perspective("1965-01-01")).first)
    #expect(row.certainty == .certain && row.standingCertainty == .possible)
    #expect([row.standing, row.possibly.first ?? ""].sorted() == ["full", "suspended"])
  }

  private static func treaty(_ more: String = "") -> String {
    #"{"type":"instrument","instrument":"T","title":"T","on":"1950-01-01","exit":"+1y",\#(more)}"#
  }
  private static func accession(_ party: String, _ on: String) -> String {
    #"{"type":"accession","on":"\#(on)","party":"\#(party)","instrument":"T"}"#
  }
  private func state(_ lines: [String], _ day: String) throws -> String? {
    try SeedLog(lines: lines).timeline.parties(to: "T", party: "SRB", from: Perspective(day)).first?.state
  }

  @Test("A notice that takes effect on the very day of the change leaves nothing of a treaty to take over")
  func notice() throws {
    let lines = [
      Self.treaty(#""clause":"when deposits >= 2""#), Self.accession("FRA", "1951-01-01"),
      Self.accession("SCG", "2001-01-01"),
      #"{"type":"withdrawal","on":"2005-06-03","party":"SCG","instrument":"T"}"#, Self.change(),
    ]
    #expect(try state(lines, "2006-06-03") == nil)
    #expect(try state(lines, "2010-01-01") == nil)
  }

  @Test("A treaty that was yet to enter into force for a State does so for the one that continues it")
  func entry() throws {
    let lines = [
      Self.treaty(#""clause":"when deposits >= 1 effective at once party +30d""#),
      Self.accession("FRA", "1951-01-01"), Self.accession("SCG", "2006-05-20"), Self.change(),
    ]
    #expect(try state(lines, "2006-06-03") == "contracting")
    #expect(try state(lines, "2006-06-18") == "contracting")
    #expect(try state(lines, "2006-06-19") == "party")
  }

  @Test("A signature on the day of the change or after it is not one of the State that had ended")
  func signature() throws {
    func lines(_ on: String) -> [String] {
      [
        Self.treaty(#""clause":"when all signatories""#),
        #"{"type":"signature","on":"\#(on)","party":"SCG","instrument":"T"}"#, Self.change(),
      ]
    }
    #expect(try state(lines("2006-06-02"), "2006-06-03") == "signatory")
    #expect(try state(lines("2006-06-03"), "2006-06-03") == nil)
  }
}
