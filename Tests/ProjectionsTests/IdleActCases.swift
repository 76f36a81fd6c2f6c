import EventLog
import Projections
import Testing

/// Acts that come to nothing: they are told, and leave every other answer as it was.
@Suite("Idle acts by cases") struct IdleActCases {
  private static let treaty =
    #"{"type":"instrument","instrument":"X","title":"X","on":"1990-01-01","clause":"when deposits >= 1","exit":"+1y"}"#
  private static let organisation = #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#
  private static func act(_ type: String, _ on: String, _ more: String = "") -> String {
    #"{"type":"\#(type)","party":"ITA","instrument":"X","on":"\#(on)"\#(more)}"#
  }
  private static func member(_ type: String, _ on: String, _ more: String = "") -> String {
    #"{"type":"\#(type)","party":"ITA","org":"O","on":"\#(on)"\#(more)}"#
  }
  private func party(_ lines: [String], _ day: String) throws -> String? {
    try SeedLog(lines: [Self.treaty] + lines).timeline.parties(to: "X", party: "ITA", from: Perspective(day))
      .first.map { "\($0.state) \($0.certainty)" }
  }
  private func membership(_ lines: [String], _ day: String) throws -> String? {
    try SeedLog(lines: lines).timeline.members(
      of: "O", party: "ITA", includingFormer: true, from: Perspective(day)
    ).first.map { "\($0.status) \($0.standing) \($0.certainty) \($0.until ?? "")" }
  }

  @Test(
    "An act that comes to nothing makes no party doubtful",
    arguments: [
      act("signature", "2002-03-01"), act("withdrawal-revoked", "2011-06-01"),
      act("provisional-application", "2010-01-01", #","action":"end""#),
      act("consent-withdrawn", "2010-01-01"),
    ])
  func boundAllTheSame(idle: String) throws {
    let lines = [Self.act("ratification", "2001"), idle]
    #expect(try party(lines, "2003-01-01") == "party certain")
    #expect(try party(lines, "2020-01-01") == "party certain")
    let left = lines + [Self.act("withdrawal", "2009-01-01")]
    #expect(try party(left, "2002-06-01") == "party certain")
    #expect(try party(left, "2009-06-01") == "leaving certain")
    #expect(try party(left, "2020-01-01") == "former certain")
  }

  @Test(
    "An act that comes to nothing makes no member doubtful",
    arguments: [
      member("reinstatement", "2005-01-01"), member("participation", "2005-01-01", #","action":"resumed""#),
      member("withdrawal-revoked", "2005-01-01"),
    ])
  func membershipAllTheSame(idle: String) throws {
    let lines = [Self.organisation, Self.member("admission", "2001"), Self.member("cessation", "2001"), idle]
    #expect(try membership(lines, "2002-01-01")?.hasPrefix("former full certain") == true)
    let row = try SeedLog(lines: lines).timeline.members(
      of: "O", party: "ITA", from: Perspective("2002-01-01"))
    #expect(row.isEmpty)
  }

  @Test(
    "A notice counts from the first day on which there is something to leave",
    arguments: [
      ("at once", "2001-03-02", "2001", "2002-01-01", nil),
      ("+1y", "2000-06-01", "2000", "2001-01-15", "member full certain [2001-06-01..2001-12-31]"),
      ("at once", "[2001-03-02..2001-03-05]", "2001", "2002-01-01", nil),
    ] as [(String, String, String, String, String?)])
  func noticeFromTheFirstDay(exit: String, admission: String, notice: String, day: String, expected: String?) throws {
    let charter =
      #"{"type":"instrument","instrument":"C","title":"C","on":"1990-01-01","constitutes":"O","exit":"\#(exit)"}"#
    let log = try SeedLog(
      lines: [
        Self.organisation, charter, Self.member("admission", admission), Self.member("withdrawal", notice),
      ])
    let row = try log.timeline.members(of: "O", party: "ITA", from: Perspective(day)).first
    #expect(row.map { "\($0.status) \($0.standing) \($0.certainty) \($0.until ?? "")" } == expected)
    #expect(try log.timeline.conflicts(from: Perspective(day)).filter { $0.code == "W-NOT-MEMBER" }.isEmpty)
  }
}
