import EventLog
import Projections
import Testing

/// Treaties that may never have entered into force, since a consent may have been taken back in time.
@Suite("What may never be in force by cases") struct PerhapsNeverCases {
  private static let act = ForceCases.act
  private static func treaty(_ more: String) -> String {
    #"{"type":"instrument","instrument":"X","title":"X","on":"1989-01-01",\#(more)}"#
  }
  /// Germany withdrew by the day on which France met the condition, or too late: then the treaty was in force from
  /// 1991-06-01, and its term ended after 1996-06-01.
  private static let lines = [
    treaty(#""clause":"when deposits >= 2 effective +1y","duration":"5y""#),
    act("ratification", "FRA", "1990-06-01"), act("ratification", "DEU", "1990-01-01"),
    act("consent-withdrawn", "DEU", "1990"),
  ]

  private func states(_ lines: [String], on day: String) throws -> [String] {
    let timeline = try SeedLog(lines: lines).timeline
    let parties = try timeline.parties(to: "X", from: Perspective(day)).map {
      "\($0.party) \($0.state) \($0.certainty)"
    }
    return try timeline.instruments("X", from: Perspective(day)).map { "\($0.state) \($0.certainty)" }
      + parties
  }

  @Test("A term that may never have begun is over once it must have ended")
  func term() throws {
    let (before, last) = ("1991-05-31", "1996-06-01")
    #expect(try states(Self.lines, on: before) == ["not-in-force certain", "FRA contracting certain"])
    for day in ["1991-06-01", last] {
      #expect(try states(Self.lines, on: day) == ["in-force possible", "FRA party possible"], "\(day)")
    }
    for day in ["1996-06-02", "2026-01-01"] {
      #expect(
        try states(Self.lines, on: day) == ["terminated possible", "FRA contracting possible"], "\(day)")
      let inquiry = try SeedLog(lines: Self.lines).timeline.inquire(from: Perspective(day))
      #expect(try inquiry.why(.inForce("X")).verdict == .no)
      #expect(try inquiry.why(.party("FRA", instrument: "X")).verdict == .no)
      // It still waits for somebody, if it never was in force.
      #expect(try inquiry.pending("X").map(\.certainty) == [.possible])
    }
    let row = try #require(
      try SeedLog(lines: Self.lines).timeline.instruments("X", from: Perspective(last)).first)
    #expect(row.until == "1996-06-02")
  }

  @Test(
    "A termination ends what never was in force as well, and what has run out before it is not in force meanwhile"
  )
  func terminated() throws {
    let later = Self.lines + [#"{"type":"termination","on":"2000-01-01","instrument":"X"}"#]
    #expect(try states(later, on: "1999-12-31")[0] == "terminated possible")
    #expect(try states(later, on: "2000-01-01")[0] == "terminated certain")
    let earlier = Self.lines + [#"{"type":"termination","on":"1994-01-01","instrument":"X"}"#]
    #expect(try states(earlier, on: "1993-12-31")[0] == "in-force possible")
    #expect(try states(earlier, on: "1994-01-01")[0] == "terminated certain")
  }

  @Test("The withdrawal that decides whether a treaty was ever in force is named, as it is recorded")
  func settledBy() throws {
    let sentence = "the withdrawal of Germany from X (#4) is only known to lie in 1990"
    for day in ["1992-01-01", "1996-06-02", "2026-01-01"] {
      let timeline = try SeedLog(lines: Self.lines).timeline
      #expect(
        try timeline.instruments("X", from: Perspective(day)).map(\.settledBy) == [[sentence]], "\(day)")
      #expect(
        try timeline.parties(to: "X", from: Perspective(day)).map(\.settledBy) == [[sentence]], "\(day)")
      let inquiry = try timeline.inquire(from: Perspective(day))
      #expect(try inquiry.pending("X").map(\.settledBy) == [[sentence]], "\(day)")
      let why = try inquiry.why(.inForce("X"))
      #expect(why.settledBy == [sentence])
      #expect(why.chain.contains { $0.source?.position == GlobalPosition(4) })
    }
  }

  @Test(
    "A gate that may have been open for a time is closed after it",
    arguments: [("1995-01-01", "observer"), ("1998-01-01", "granted")])
  func gate(granted: String, status: String) throws {
    let lines =
      Self.lines + [
        #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
        #"{"type":"admission","on":"\#(granted)","party":"ITA","org":"O","status":"observer","enabled_by":"X"}"#,
      ]
    let rows = try SeedLog(lines: lines).timeline.members(
      of: "O", party: "ITA", includingFormer: true, from: Perspective("2020-01-01"))
    // Who was admitted while it may have been open may hold the status still.
    let certainty: Certainty = status == "granted" ? .certain : .possible
    #expect(rows.first { $0.status == status }?.certainty == certainty)
    #expect(rows.contains { $0.status == "observer" } == (status == "observer"))
  }

  @Test("A published day tells when a treaty is in force at the latest, where the acts may lead to none")
  func published() throws {
    let lines = [
      Self.treaty(#""clause":"when deposits >= 2""#),
      Self.act("ratification", "FRA", "[2001-01-09..2001-01-12]"),
      Self.act("ratification", "DEU", "[2001-01-06..2001-01-08]"),
      Self.act("consent-withdrawn", "DEU", "[2001-01-08..2001-01-10]"),
      #"{"type":"entry-into-force","on":"[2001-01-10..2001-01-11]","instrument":"X"}"#,
    ]
    #expect(try states(lines, on: "2001-01-10")[0] == "in-force possible")
    for day in ["2001-01-11", "2026-01-01"] {
      #expect(try states(lines, on: day)[0] == "in-force certain", "\(day)")
    }
  }
}
