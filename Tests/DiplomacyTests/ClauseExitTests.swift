import Diplomacy
import EventLog
import Testing

private func day(_ text: String) -> Day { Day(text)! }

@Suite("Exit clauses")
struct ClauseExitTests {
  /// A notice and the first day no longer.
  struct Leaving: Sendable, CustomTestStringConvertible {
    let who: String
    let clause: String
    let notice: String
    let effective: String?
    var inForce: String?
    var testDescription: String { who }
  }

  static let cases: [Leaving] = [
    Leaving(who: "Burundi, Rome Statute", clause: "+1y", notice: "2016-10-27", effective: "2017-10-27"),
    Leaving(who: "Estonia, Ottawa", clause: "+6m", notice: "2025-06-27", effective: "2025-12-27"),
    Leaving(
      who: "Burkina Faso, Mali, Niger, ECOWAS", clause: "+1y", notice: "2024-01-29", effective: "2025-01-29"),
    Leaving(
      who: "Greece, Council of Europe", clause: "end-of-year next-if-last-quarter", notice: "1969-12-12",
      effective: "1971-01-01"),
    Leaving(
      who: "Russia, Council of Europe, without the expulsion", clause: "end-of-year next-if-last-quarter",
      notice: "2022-03-15", effective: "2023-01-01"),
    Leaving(
      who: "DPRK, NPT 1993: suspended one day earlier", clause: "+3m", notice: "1993-03-12",
      effective: "1993-06-12"),
    Leaving(
      who: "last day before the last quarter", clause: "end-of-year next-if-last-quarter",
      notice: "2022-09-30",
      effective: "2023-01-01"),
    Leaving(
      who: "first day of the last quarter", clause: "end-of-year next-if-last-quarter", notice: "2022-10-01",
      effective: "2024-01-01"),
    Leaving(
      who: "the last quarter without the rule", clause: "end-of-year", notice: "2022-12-31",
      effective: "2023-01-01"),
    Leaving(who: "no rule", clause: "none", notice: "2003-01-10", effective: nil),
    Leaving(who: "at once", clause: "at once", notice: "2020-02-03", effective: "2020-02-03"),
    Leaving(who: "six months from a 31st", clause: "+6m", notice: "2014-08-31", effective: "2015-02-28"),
    Leaving(
      who: "first of the month after three months", clause: "first-of-month after +3m", notice: "2014-08-31",
      effective: "2014-12-01"),
    Leaving(
      who: "not before three years in force, later by notice", clause: "+1y not-before in-force+3y",
      notice: "2019-11-04",
      effective: "2020-11-04", inForce: "2016-11-04"),
    Leaving(
      who: "not before three years in force, held back", clause: "+1y not-before in-force+3y",
      notice: "2017-01-20",
      effective: "2019-11-04", inForce: "2016-11-04"),
    Leaving(
      who: "not before three years in force, not in force", clause: "+1y not-before in-force+3y",
      notice: "2017-01-20",
      effective: nil),
  ]

  @Test("A notice gives the first day no longer", arguments: cases)
  func leaving(_ leaving: Leaving) throws {
    let clause = try ExitClause(leaving.clause)
    let effective = clause.effective(
      notice: DayBounds(day(leaving.notice)), inForce: leaving.inForce.map { DayBounds(day($0)) })
    #expect(effective == leaving.effective.map { DayBounds(day($0)) })
    #expect(clause.description == leaving.clause)
    #expect(try ExitClause(clause.description) == clause)
  }

  @Test("A notice that is only known to lie in a range gives a range")
  func ranges() throws {
    let quarter = DayBounds(day("2022-09-15"), day("2022-10-15"))
    let end = try ExitClause("end-of-year next-if-last-quarter").effective(notice: quarter, inForce: nil)
    #expect(end == DayBounds(day("2023-01-01"), day("2024-01-01")))
    let floor = try ExitClause("+1y not-before in-force+3y")
      .effective(
        notice: DayBounds(day("2018-01-01"), day("2019-12-31")), inForce: DayBounds(day("2016-11-04")))
    #expect(floor == DayBounds(day("2019-11-04"), day("2020-12-31")))
    func effective(_ text: String, notice: Day) throws -> DayBounds? {
      try ExitClause(text).effective(notice: DayBounds(notice))
    }
    #expect(try effective("+1y", notice: .distantFuture) == DayBounds(.distantFuture))
    #expect(try effective("end-of-year", notice: .distantPast) == DayBounds(.distantPast))
    #expect(try effective("end-of-year", notice: .last) == DayBounds(.distantFuture))
  }

  @Test(
    "An exit clause is refused at the word that is wrong",
    arguments: [
      ClauseRefusal("", at: ""), ClauseRefusal("1y", at: "1y", .unexpected, "+1y"),
      ClauseRefusal("nonee", at: "nonee", .unexpected, "none"),
      ClauseRefusal("endofyear", at: "endofyear", .unexpected, "end-of-year"),
      ClauseRefusal("end-of-year next", at: "next"), ClauseRefusal("none at all", at: "at"),
      ClauseRefusal("+1y not-before", at: ""), ClauseRefusal("+1y not-before 2019-01-01", at: "2019-01-01"),
      ClauseRefusal("+1y not-before in-force", at: "in-force"),
      ClauseRefusal("+1y not-before in-force+3x", at: "x"),
      ClauseRefusal("+1y not-before in-force+3y +1d", at: "+1d"),
      ClauseRefusal("+1y notbefore", at: "notbefore", .unexpected, "not-before"),
    ])
  func refusal(_ refusal: ClauseRefusal) throws {
    refusal.check(try #require(throws: ClauseError.self) { try ExitClause(refusal.text) })
  }

  @Test(
    "A delay or a term alone is refused at the word that is wrong",
    arguments: [
      (ClauseRefusal("+60d later", at: "later"), ClauseRefusal("5 years", at: "5", .unexpected, "5y")),
      (ClauseRefusal("", at: ""), ClauseRefusal("", at: "")),
      (ClauseRefusal("60", at: "60"), ClauseRefusal("+5y", at: "+5y", .unexpected, "5y")),
      (ClauseRefusal("on", at: ""), ClauseRefusal("5y 3m", at: "3m")),
    ])
  func alone(delay: ClauseRefusal, term: ClauseRefusal) throws {
    delay.check(try #require(throws: ClauseError.self) { try Delay(delay.text) })
    term.check(try #require(throws: ClauseError.self) { try Term(term.text) })
  }

  @Test(
    "An exit clause can be said in words",
    arguments: [
      ("+1y", "1 year after the notice"), ("none", "the treaty has no rule for leaving it"),
      (
        "end-of-year next-if-last-quarter",
        "at the end of the year, of the next one for a notice from October on"
      ),
      (
        "+1y not-before in-force+3y",
        "1 year after the notice, but not before 3 years after the entry into force"
      ),
      ("first-of-month after +6m", "on the first of the month after 6 months from the notice"),
      ("at once", "on the day of the notice"),
    ])
  func english(text: String, english: String) throws {
    #expect(try ExitClause(text).english == english)
  }
}
