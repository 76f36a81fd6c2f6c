import EventLog
import Projections
import Testing

/// Ends that follow from what they end: the effect of a notice, an `until`, the end of a term.
///
/// They never come before it, and end nothing that came after it had ended.
@Suite("Own ends by cases") struct OwnEndCases {
  private static func instrument(_ id: String, _ more: String) -> String {
    #"{"type":"instrument","instrument":"\#(id)","title":"\#(id)","on":"1980-01-01",\#(more)}"#
  }
  private static func act(_ type: String, _ on: String, _ more: String) -> String {
    #"{"type":"\#(type)","on":"\#(on)",\#(more)}"#
  }
  private static let organisation = #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#
  private static func member(_ type: String, _ on: String, _ more: String = "") -> String {
    act(type, on, #""party":"DEU","org":"O"\#(more)"#)
  }

  private func party(_ lines: [String], on day: String) throws -> String? {
    try SeedLog(lines: lines).timeline.parties(to: "X", party: "DEU", from: Perspective(day)).first.map {
      "\($0.state) \($0.certainty)"
    }
  }
  private func until(_ lines: [String], on day: String) throws -> String? {
    try SeedLog(lines: lines).timeline.parties(to: "X", party: "DEU", from: Perspective(day)).first?.until
  }
  private func membership(_ lines: [String], on day: String) throws -> String? {
    try SeedLog(lines: lines).timeline.members(
      of: "O", party: "DEU", includingFormer: true, from: Perspective(day)
    ).first.map {
      ([$0.status, $0.standing, "\($0.certainty)"] + $0.possibly).joined(separator: " ")
    }
  }
  private func holders(_ lines: [String], on day: String) throws -> [String] {
    try SeedLog(lines: lines).timeline.offices(of: nil, from: Perspective(day)).map {
      "\($0.holder) \($0.certainty) \($0.until ?? "")"
    }
  }

  @Test(
    "A notice takes effect after it was given, though it is known to a range longer than its period",
    arguments: [
      ("+1y", "[2005-01-06..2008-01-10]", "", "2009-01-10"),
      ("end-of-year", "[2005..2006]", "", "2007-01-01"),
      ("+6m", "2005~", "", "2007-06-30"), ("+6m", "2005", "", "2006-06-30"),
      ("+6m", "2005", #","effective":"[2005-06..2006-06]""#, "2006-06-30"),
    ])
  func longNotice(exit: String, notice: String, more: String, last: String) throws {
    let accession = Self.act("ratification", "2000-01-03", #""party":"DEU","instrument":"X""#)
    let treaty = [
      Self.instrument("X", #""clause":"when deposits >= 1","exit":"\#(exit)""#), accession,
      Self.act("withdrawal", notice, #""party":"DEU","instrument":"X"\#(more)"#),
    ]
    #expect(try party(treaty, on: "2005-06-15") != "former certain")
    #expect(try party(treaty, on: last) == "former certain")
    #expect(try party(treaty, on: "2020-01-11") == "former certain")
    let charter = [
      Self.organisation,
      Self.instrument("X", #""clause":"when deposits >= 1","constitutes":"O","exit":"\#(exit)""#), accession,
      Self.member("withdrawal", notice, more),
    ]
    #expect(try membership(charter, on: last) == "former full certain")
    #expect(try membership(charter, on: "2020-01-11") == "former full certain")
  }

  @Test("A suspension is over once its own end has surely come, however wide the days of both")
  func wideSuspension() throws {
    let lines = [
      Self.organisation, Self.member("admission", "1990-01-01"),
      Self.member("suspension", "2005", #","until":"[2005-06..2006-06]""#),
    ]
    #expect(try membership(lines, on: "2005-12-31") == "member suspended certain full")
    #expect(try membership(lines, on: "2006-06-30") == "member full certain")
    #expect(try membership(lines, on: "2010-01-01") == "member full certain")
  }

  @Test(
    "An office is vacant once its own end has surely come, however wide the days of both",
    arguments: [
      ("2005", #","until":"[2005-06..2006-06]""#, "2006-06-30"), ("2005/2005", "", "2006-01-01"),
      ("2005-06~/2005-08~", "", "2005-10-01"),
    ])
  func wideOffice(on: String, more: String, last: String) throws {
    let lines = [Self.act("office", on, #""office":"O:chair","holder":"DEU"\#(more)"#)]
    #expect(try holders(lines, on: "2005-07-15").count == 1)
    #expect(try holders(lines, on: last) == [])
    #expect(try holders(lines, on: "2010-01-01") == [])
  }

  @Test("An end that is recorded before its beginning stays where it is told to be")
  func misdated() throws {
    let lines = [
      Self.organisation, Self.member("admission", "1990-01-01"),
      Self.member("suspension", "2005-06-01", #","until":"2005-01-01""#),
    ]
    #expect(try membership(lines, on: "2005-07-01") == "member suspended certain")
  }

  @Test("A term ends after the entry into force from which it counts, for the party that brought it too")
  func term() throws {
    let lines = [
      Self.instrument("X", #""clause":"when deposits >= 1","duration":"3m""#),
      Self.act("ratification", "2005", #""party":"DEU","instrument":"X""#),
    ]
    #expect(try party(lines, on: "2005-01-15") == "party possible")
    #expect(try party(lines, on: "2006-04-01") == "former certain")
    #expect(try party(lines, on: "2010-01-01") == "former certain")
    // Of two either may have come when the term was over already.
    let both = lines + [Self.act("ratification", "2005", #""party":"FRA","instrument":"X""#)]
    #expect(try party(both, on: "2010-01-01") != "former certain")
  }

  @Test("Operation is resumed before the day that its suspension gave, and a later suspension is another one")
  func operation() throws {
    let lines = [
      Self.instrument("X", #""clause":"when deposits >= 1""#),
      Self.act("ratification", "2000-01-03", #""party":"DEU","instrument":"X""#),
      Self.act("operation-suspended", "2011-01-01", #""instrument":"X","until":"2012-01-01""#),
      Self.act("operation-resumed", "2011-11-20", #""instrument":"X""#),
    ]
    let again = lines + [Self.act("operation-suspended", "2011-12-10", #""instrument":"X""#)]
    #expect(try state(lines, on: "2011-11-19") == "suspended certain")
    #expect(try state(lines, on: "2011-11-20") == "in-force certain")
    #expect(try state(again, on: "2011-12-09") == "in-force certain")
    #expect(try state(again, on: "2011-12-10") == "suspended certain")
    #expect(try state(again, on: "2012-02-01") == "suspended certain")
  }

  private func state(_ lines: [String], on day: String) throws -> String? {
    try SeedLog(lines: lines).timeline.instruments("X", from: Perspective(day)).first.map {
      "\($0.state) \($0.certainty)"
    }
  }

  @Test("The own end of one term does not end another that runs")
  func overlapping() throws {
    func office(_ on: String, _ until: String?) -> String {
      let end = until.map { #","until":"\#($0)""# } ?? ""
      return Self.act("office", on, #""office":"O:chair","holder":"DEU"\#(end)"#)
    }
    let prolonged = [office("2020-01-01", "2025-01-01"), office("2024-06-01", "2029-06-01")]
    #expect(try holders(prolonged, on: "2021-01-01") == ["DEU certain 2029-06-01"])
    #expect(try holders(prolonged, on: "2026-01-01") == ["DEU certain 2029-06-01"])
    #expect(try holders(prolonged, on: "2029-06-01") == [])
    #expect(try holders(prolonged.reversed(), on: "2026-01-01") == ["DEU certain 2029-06-01"])
    // Years that follow each other leave no gap, whichever days of them are meant.
    #expect(
      try holders([office("2020", "2021"), office("2021", "2022")], on: "2021-12-31").first?.hasPrefix("DEU")
        == true)
    // To be seen in office on a day says nothing of its end.
    let seen = [office("2020-01-01", "2025-01-01"), office("2022-01-01", nil)]
    #expect(try holders(seen, on: "2024-12-31").count == 1)
    #expect(try holders(seen, on: "2025-01-01") == [])
    func provisional(_ on: String, _ until: String) -> String {
      Self.act("provisional-application", on, #""instrument":"X","party":"DEU","until":"\#(until)""#)
    }
    let treaty = [
      Self.instrument("X", #""clause":"when deposits >= 9""#), provisional("2001-01-01", "2003-01-01"),
      provisional("2002-06-01", "2009-01-01"),
    ]
    #expect(try party(treaty, on: "2003-01-01") == "provisional certain")
    #expect(try party(treaty, on: "2009-01-01") != "provisional certain")
  }

  @Test("The own end of what has ended before ends nothing that came later", arguments: Again.all)
  func again(_ again: Again) throws {
    let first = #","until":"2012-01-01""#
    let lines =
      again.before + [
        Self.act(again.type, "2011-01-01", again.what + first),
        Self.act(again.ending, "2011-11-20", again.end),
        Self.act(again.type, again.second, again.what),
      ]
    #expect(try again.holds(lines, on: "2011-06-01"))
    #expect(try !again.holds(lines, on: "2011-11-30"))
    #expect(try again.holds(lines, on: "2012-02-20"))
    // Without an ending between, what was told to end then does end.
    let lasting = again.before + [Self.act(again.type, "2011-01-01", again.what + first)]
    #expect(try again.holds(lasting, on: "2011-12-31"))
    #expect(try !again.holds(lasting, on: "2012-01-01"))
  }

  private static let succession = [
    act("office", "2011-01-01", #""office":"O:chair","holder":"ARG","until":"2012-01-01""#),
    act("office", "[2011-12-01..2012-02-20]", #""office":"O:chair","holder":"BRA""#),
  ]

  @Test("Who takes an office does not leave it when its predecessor would have")
  func successor() throws {
    #expect(
      try holders(Self.succession, on: "2011-12-10") == [
        "ARG possible [2011-12-01..2012-01-01]", "BRA possible ",
      ])
    #expect(try holders(Self.succession, on: "2012-03-01") == ["BRA certain "])
  }

  @Test("The end of a term that may be over already is possibly to come, and of one that is over no more")
  func overtakenTerm() throws {
    func ends(_ lines: [String], on day: String) throws -> [String] {
      try SeedLog(lines: lines).timeline.inquire(from: Perspective(day)).upcoming(days: 400).filter {
        $0.what == "office-ends"
      }.map { "\($0.on) \($0.certainty)" }
    }
    #expect(try ends(Self.succession, on: "2011-12-10") == ["2012-01-01 possible"])
    #expect(try ends(Array(Self.succession.prefix(1)), on: "2011-12-10") == ["2012-01-01 certain"])
    let over = [
      Self.succession[0], Self.act("office", "2011-11-20", #""office":"O:chair","holder":"BRA""#),
    ]
    #expect(try ends(over, on: "2011-12-10") == [])
  }

  /// Something that lasts, is ended before its own end, and begins anew.
  struct Again: CustomTestStringConvertible, Sendable {
    var type: String
    var what = #""party":"DEU","org":"O""#
    var ending: String
    var end = #""party":"DEU","org":"O""#
    var second = "2011-12-10"
    var before: [String] = []
    var holds: @Sendable ([String], String) throws -> Bool

    var testDescription: String { "\(type) on \(second)" }
    func holds(_ lines: [String], on day: String) throws -> Bool { try holds(lines, day) }

    static let all: [Again] = {
      let organisation = #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#
      let member = [organisation, #"{"type":"admission","on":"1990-01-01","party":"DEU","org":"O"}"#]
      let treaty = [
        #"{"type":"instrument","instrument":"X","title":"X","on":"1980-01-01","clause":"when deposits >= 9"}"#
      ]
      @Sendable func row(_ lines: [String], _ day: String) throws -> MemberRow? {
        try SeedLog(lines: lines).timeline.members(of: "O", party: "DEU", from: Perspective(day)).first {
          $0.certainty == .certain && $0.standingCertainty == .certain && $0.possibly.isEmpty
        }
      }
      return [
        Again(
          type: "office", what: #""office":"O:chair","holder":"ARG""#, ending: "office",
          end: #""office":"O:chair","holder":"BRA""#
        ) { lines, day in
          try SeedLog(lines: lines).timeline.offices(from: Perspective(day)).map {
            "\($0.holder) \($0.certainty)"
          } == ["ARG certain"]
        },
        Again(type: "admission", ending: "cessation", before: [organisation]) { try row($0, $1) != nil },
        Again(
          type: "admission", ending: "cessation", second: "[2011-12-01..2012-02-20]", before: [organisation]
        ) { try row($0, $1) != nil },
        Again(type: "suspension", ending: "reinstatement", before: member) {
          try row($0, $1)?.standing == "suspended"
        },
        Again(
          type: "participation", what: #""party":"DEU","org":"O","action":"frozen""#, ending: "participation",
          end: #""party":"DEU","org":"O","action":"resumed""#,
          before: member
        ) { try row($0, $1)?.participation == "frozen" },
        Again(
          type: "application", ending: "application", end: #""party":"DEU","org":"O","stage":"rejected""#,
          before: [organisation]
        ) { lines, day in
          try SeedLog(lines: lines).timeline.members(
            of: "O", party: "DEU", includingFormer: true, from: Perspective(day)
          ).first?.notice == "admission-requested"
        },
        Again(
          type: "provisional-application", what: #""party":"DEU","instrument":"X","action":"begin""#,
          ending: "provisional-application", end: #""party":"DEU","instrument":"X","action":"end""#,
          before: treaty
        ) { lines, day in
          let row = try SeedLog(lines: lines).timeline.parties(
            to: "X", party: "DEU", from: Perspective(day)
          ).first
          return row?.state == "provisional" && row?.certainty == .certain
        },
      ]
    }()
  }
}
