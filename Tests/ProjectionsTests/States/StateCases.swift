import EventLog
import Projections
import Testing

/// What becomes of memberships when a State ends, begins, goes on as another one or takes another name.
@Suite("States over time: memberships") struct StateCases {
  static let org = #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#
  static func change(_ kind: String, _ from: String, _ to: String, _ on: String) -> String {
    func list(_ ids: String) -> String {
      ids.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ",")
    }
    return #"{"type":"state-change","on":"\#(on)","kind":"\#(kind)","predecessors":[\#(list(from))],"#
      + #""successors":[\#(list(to))]}"#
  }
  private static func admission(_ party: String, _ on: String) -> String {
    #"{"type":"admission","on":"\#(on)","party":"\#(party)","org":"ORG"}"#
  }
  private func row(_ lines: [String], _ party: String, _ day: String) throws -> MemberRow? {
    let timeline = try SeedLog(lines: [Self.org] + lines).timeline
    return try timeline.members(of: "ORG", party: party, from: Perspective(day)).first
  }

  @Test("Who continues a State has been a member since the State was")
  func since() throws {
    let lines = [
      Self.admission("SUN", "1950-03-04"), Self.change("continuation", "SUN", "RUS", "1991-12-24"),
    ]
    let row = try #require(try row(lines, "RUS", "2000-01-01"))
    #expect(row.since == "1950-03-04" && row.statusSince == "1950-03-04")
    #expect(row.events.map(\.number) == [2, 3])
    #expect(try self.row(lines, "RUS", "1991-12-23") == nil)
    #expect(try self.row(lines, "SUN", "1991-12-24") == nil)
  }

  @Test("It goes on over several changes, and from a beginning that is not known to the day")
  func chain() throws {
    let lines = [
      Self.admission("YUG", "1950"), Self.change("continuation", "YUG", "SCG", "1992-04-27"),
      Self.change("continuation", "SCG", "SRB", "2006-06-03"),
    ]
    let row = try #require(try row(lines, "SRB", "2010-01-01"))
    #expect(row.since == "1950")
    #expect(row.certainty == .certain)
  }

  @Test("What may have been held the day before may be held after")
  func possible() throws {
    let lines = [
      Self.admission("SUN", "[1991-06-01..1992-06-01]"),
      Self.change("continuation", "SUN", "RUS", "1991-12-24"),
    ]
    #expect(try row(lines, "RUS", "1992-01-01")?.certainty == .possible)
  }

  @Test("A suspension, a notice, a request and a frozen participation go on, too")
  func standing() throws {
    let lines = [
      Self.admission("SCG", "2000-01-01"),
      #"{"type":"suspension","on":"2005-01-01","until":"2007-01-01","party":"SCG","org":"ORG"}"#,
      #"{"type":"withdrawal","on":"2006-01-01","effective":"2008-01-01","party":"SCG","org":"ORG"}"#,
      #"{"type":"participation","on":"2006-02-01","party":"SCG","org":"ORG"}"#,
      Self.change("continuation", "SCG", "SRB", "2006-06-03"),
    ]
    let row = try #require(try row(lines, "SRB", "2006-06-03"))
    #expect(row.standing == "suspended" && row.since == "2005-01-01" && row.statusSince == "2000-01-01")
    #expect(row.notice == "leaving" && row.until == "2008-01-01" && row.participation == "frozen")
    #expect(try self.row(lines, "SRB", "2006-12-31")?.standing == "suspended")
    #expect(try self.row(lines, "SRB", "2007-01-01")?.standing == "full")
    #expect(try self.row(lines, "SRB", "2007-12-31")?.status == "member")
    #expect(try self.row(lines, "SRB", "2008-01-01") == nil)
  }

  @Test("A notice that was taken back does not go on, nor does a membership that had ended")
  func ended() throws {
    let left = [
      Self.admission("SCG", "2000-01-01"),
      #"{"type":"cessation","on":"2004-01-01","party":"SCG","org":"ORG"}"#,
      Self.change("continuation", "SCG", "SRB", "2006-06-03"),
    ]
    #expect(try row(left, "SRB", "2010-01-01") == nil)
    let stayed = [
      Self.admission("SCG", "2000-01-01"),
      #"{"type":"withdrawal","on":"2005-01-01","effective":"2008-01-01","party":"SCG","org":"ORG"}"#,
      #"{"type":"withdrawal-revoked","on":"2005-06-01","party":"SCG","org":"ORG"}"#,
      Self.change("continuation", "SCG", "SRB", "2006-06-03"),
    ]
    #expect(try row(stayed, "SRB", "2010-01-01")?.notice == nil)
    #expect(try row(stayed, "SRB", "2010-01-01")?.status == "member")
  }

  @Test("A union that goes on as one Member holds what either of the two held, since the earlier of them")
  func union() throws {
    let lines = [
      Self.admission("ZZB", "1963-12-16"), Self.admission("XTG", "1961-12-14"),
      #"{"type":"suspension","on":"1964-01-12","party":"ZZB","org":"ORG"}"#,
      Self.change("continuation", "XTG ZZB", "TZA", "1964-04-26"),
    ]
    let row = try #require(try row(lines, "TZA", "1964-04-26"))
    #expect(row.since == "1961-12-14" && row.standing == "full" && row.certainty == .certain)
    #expect(try self.row(lines, "ZZB", "1964-04-26") == nil)
  }

  @Test(
    "Successors by dissolution, union, absorption and separation start with nothing",
    arguments: [
      ("dissolution", "CSK", "CZE SVK", "CZE", false), ("union", "VDR XVN", "VNM", "VNM", false),
      ("absorption", "DDR", "DEU", "DEU", false), ("separation", "SDN", "SSD", "SSD", true),
    ])
  func nothing(kind: String, from: String, to: String, successor: String, remains: Bool) throws {
    let first = String(from.prefix(3))
    let lines = [Self.admission(first, "1960-01-01"), Self.change(kind, from, to, "1976-07-02")]
    #expect(try row(lines, first, "1976-07-01")?.status == "member")
    #expect(try row(lines, first, "1976-07-02")?.status == (remains ? "member" : nil))
    #expect(try row(lines, successor, "1976-07-02") == nil)
  }

  @Test("A State of the catalogue that ended is a former member though no event says that it ended")
  func catalogued() throws {
    let lines = [Self.admission("DDR", "1973-09-18")]
    #expect(try row(lines, "DDR", "1990-10-02")?.until == "1990-10-03")
    #expect(try row(lines, "DDR", "1990-10-03") == nil)
    let former = try SeedLog(lines: [Self.org] + lines).timeline.members(
      of: "ORG", includingFormer: true, from: Perspective("1990-10-03"))
    #expect(former.map(\.status) == ["former"] && former.first?.since == "1990-10-03")
  }

  @Test("A State that comes out of a union is a member again from its new admission on")
  func comeback() throws {
    let lines = [
      Self.admission("SYR", "1945-10-24"), Self.change("union", "EGY SYR", "EGY", "1958-02-22"),
      Self.change("separation", "EGY", "SYR", "1961-09-29"), Self.admission("SYR", "1961-10-13"),
    ]
    #expect(try row(lines, "SYR", "1958-02-21")?.since == "1945-10-24")
    #expect(try row(lines, "SYR", "1960-01-01") == nil)
    #expect(try row(lines, "SYR", "1961-10-12") == nil)
    #expect(try row(lines, "SYR", "1961-10-13")?.since == "1961-10-13")
  }

  @Test("A suspension for a time lifts nothing but itself")
  func lapse() throws {
    let lines = [
      Self.admission("FJI", "1997-10-01"),
      #"{"type":"suspension","on":"2006-12-08","party":"FJI","org":"ORG","scope":"organs"}"#,
      #"{"type":"suspension","on":"2009-09-01","until":"2014-03-14","party":"FJI","org":"ORG"}"#,
    ]
    #expect(try row(lines, "FJI", "2014-03-13")?.standing == "suspended")
    #expect(try row(lines, "FJI", "2014-03-14")?.standing == "restricted")
    #expect(try row(lines, "FJI", "2014-03-14")?.since == "2006-12-08")
  }

  @Test("An office passes on with its State, and ends with it")
  func offices() throws {
    func holder(_ lines: [String], _ day: String) throws -> String? {
      let timeline = try SeedLog(lines: [Self.org] + lines).timeline
      return try timeline.offices(of: "ORG", from: Perspective(day)).first.map {
        "\($0.holder) \($0.since ?? "")"
      }
    }
    let held = #"{"type":"office","on":"1990-01-01","office":"ORG:chair","holder":"CSK"}"#
    #expect(try holder([held], "1992-12-31") == "CSK 1990-01-01")
    #expect(try holder([held], "1993-01-01") == nil)
    let soviet = [
      #"{"type":"office","on":"1990-01-01","office":"ORG:chair","holder":"SUN"}"#,
      Self.change("continuation", "SUN", "RUS", "1991-12-24"),
    ]
    #expect(try holder(soviet, "1991-12-23") == "SUN 1990-01-01")
    #expect(try holder(soviet, "1991-12-24") == "RUS 1990-01-01")
  }

  private static let openChange = change("continuation", "SUN", "RUS", "[1992-06-01..1994-06-01]")

  @Test(
    "What is done to a member shows that it had not yet gone on as another State; what it is given may come too late"
  )
  func ranged() throws {
    let plain = [Self.admission("SUN", "1990-01-01"), Self.openChange]
    #expect(try row(plain, "RUS", "1995-01-01")?.certainty == .certain)
    let ceased = plain + [#"{"type":"cessation","on":"1993-01-01","party":"SUN","org":"ORG"}"#]
    #expect(try row(ceased, "RUS", "1995-01-01") == nil)
    let suspended = plain + [#"{"type":"suspension","on":"1993-01-01","party":"SUN","org":"ORG"}"#]
    let standing = try #require(try row(suspended, "RUS", "1995-01-01"))
    #expect(standing.standing == "suspended" && standing.standingCertainty == .certain)
    let late = [Self.admission("SUN", "1993-01-01"), Self.openChange]
    #expect(try row(late, "RUS", "1995-01-01")?.certainty == .possible)
    #expect(try row(late, "RUS", "1992-12-31") == nil)
  }
}

/// The names that States bear on a day.
@Suite("States over time: names") struct StateNameCases {
  private func name(_ lines: [String], _ id: String, _ day: String) throws -> String {
    try SeedLog(lines: [StateCases.org] + lines).timeline.inquire(from: Perspective(day)).name(of: id)
  }

  @Test("A renaming that is recorded decides from its day on, and the catalogue before")
  func recorded() throws {
    let lines = [
      #"{"type":"state-change","on":"1984-08-04","kind":"renaming","predecessors":["BFA"],"name":"Burkina"}"#
    ]
    #expect(try name(lines, "BFA", "1984-08-03") == "Upper Volta")
    #expect(try name(lines, "BFA", "1984-08-04") == "Burkina")
    #expect(try name(lines, "BFA", "2020-01-01") == "Burkina")
    #expect(try name([], "BFA", "1984-08-04") == "Burkina Faso")
  }

  @Test("A later name that only the catalogue knows follows an earlier one that is recorded")
  func catalogue() throws {
    let lines = [
      #"{"type":"state-change","on":"1971-10-27","kind":"renaming","predecessors":["COD"],"name":"Republic of Zaire"}"#
    ]
    #expect(try name(lines, "COD", "1980-01-01") == "Republic of Zaire")
    #expect(try name(lines, "COD", "2000-01-01") == "DR Congo")
  }

  @Test("Who declares a State by the name of today does not take away the names it had")
  func declared() throws {
    let today = #"{"type":"entity","entity":"BFA","kind":"state","name":"Burkina Faso"}"#
    #expect(try name([today], "BFA", "1980-01-01") == "Upper Volta")
    let own = #"{"type":"entity","entity":"BFA","kind":"state","name":"The Volta"}"#
    #expect(try name([own], "BFA", "1980-01-01") == "The Volta")
  }

  @Test("A renaming of which only the month is known holds when the month is over")
  func range() throws {
    let lines = [
      #"{"type":"state-change","on":"1984-08","kind":"renaming","predecessors":["BFA"],"name":"Burkina"}"#
    ]
    #expect(try name(lines, "BFA", "1984-08-31") == "Burkina")
  }
}

/// Two records of one act, when a status of another kind begins or ends between them.
@Suite("Records of one act of membership") struct StatusRecordCases {
  @Test("A status that another one takes the place of is one act by two records")
  func kinds() throws {
    let lines = [
      StateCases.org, #"{"type":"admission","on":"2005","party":"PAK","org":"ORG","status":"observer"}"#,
      #"{"type":"cessation","on":"[2016-01-01..2022-02-03]","party":"PAK","org":"ORG","status":"observer"}"#,
      #"{"type":"admission","on":"[2016-01-01..2022-02-03]","party":"PAK","org":"ORG"}"#,
      #"{"type":"cessation","on":"2017-06-09","party":"PAK","org":"ORG","status":"observer"}"#,
      #"{"type":"admission","on":"2017-06-09","party":"PAK","org":"ORG"}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    func statuses(_ day: String) throws -> [String] {
      try timeline.members(of: "ORG", from: Perspective(day)).map { "\($0.status) \($0.certainty)" }
    }
    #expect(try statuses("2017-06-08") == ["observer certain"])
    #expect(try statuses("2017-06-09") == ["member certain"])
    #expect(try timeline.conflicts(from: Perspective("2020-01-01")).isEmpty)
  }
}
