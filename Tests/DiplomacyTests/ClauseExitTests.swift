import Diplomacy
import EventLog
import TestSupport
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
    var party: String?
    var conflict: String?
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
    Leaving(
      who: "Russia, Council of Europe, ECHR, by notice", clause: "+6m on-leaving COE +6m",
      notice: "2022-03-16", effective: "2022-09-16"),
    Leaving(
      who: "no rule, but an organisation", clause: "on-leaving COE", notice: "2022-03-16", effective: nil),
    Leaving(
      who: "ECHR, not before five years as a party", clause: "+6m not-before party+5y on-leaving COE +6m",
      notice: "2000-01-01", effective: "2003-05-05", inForce: "1953-09-03", party: "1998-05-05"),
    Leaving(
      who: "five years as a party, which is not known", clause: "+6m not-before party+5y",
      notice: "2000-01-01", effective: nil, inForce: "1953-09-03"),
    Leaving(
      who: "Ottawa, in an armed conflict that ended", clause: "+6m not-during-conflict",
      notice: "2015-03-10", effective: "2016-02-21", conflict: "2014-06-01/2016-02-20"),
    Leaving(
      who: "Ottawa, on the last day of the conflict", clause: "+6m not-during-conflict",
      notice: "2015-03-10", effective: "2015-09-11", conflict: "2014-06-01/2015-09-10"),
    Leaving(
      who: "Ottawa, a conflict that ended the day before", clause: "+6m not-during-conflict",
      notice: "2015-03-10", effective: "2015-09-10", conflict: "2014-06-01/2015-09-09"),
    Leaving(
      who: "Ottawa, a conflict that began later", clause: "+6m not-during-conflict",
      notice: "2015-03-10", effective: "2015-09-10", conflict: "2015-09-11/2016-02-20"),
    Leaving(
      who: "Geneva Conventions, a conflict that goes on", clause: "+1y not-during-conflict",
      notice: "2015-03-10", effective: "..", conflict: "2014-06-01/.."),
    Leaving(
      who: "Geneva Conventions, no conflict", clause: "+1y not-during-conflict", notice: "2015-03-10",
      effective: "2016-03-10"),
    Leaving(
      who: "a conflict that the clause does not look at", clause: "+1y", notice: "2015-03-10",
      effective: "2016-03-10", conflict: "2014-06-01/.."),
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
      notice: DayBounds(day(leaving.notice)), inForce: leaving.inForce.map { DayBounds(day($0)) },
      party: leaving.party.map { DayBounds(day($0)) },
      conflict: try leaving.conflict.flatMap { Stretch(try EDTF($0)) })
    #expect(effective == leaving.effective.map { DayBounds($0 == ".." ? .distantFuture : day($0)) })
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

  @Test("A conflict that is known within bounds gives those of every notice and every conflict it can be")
  func conflicts() throws {
    let clause = try ExitClause("+1d not-during-conflict")
    func bounds(_ low: Int, _ width: Int) -> DayBounds {
      DayBounds(Day(number: Int32(low)), Day(number: Int32(low + width)))
    }
    var random = SeededGenerator(seed: 12)
    for _ in 0..<2000 {
      let notice = bounds(random.below(8), random.below(4))
      let from = bounds(random.below(8), random.below(4))
      let until = random.oneIn(5) ? nil : bounds(Int(from.latest.number) + random.below(4), random.below(4))
      var low = Day.distantFuture
      var high = Day.distantPast
      for given in notice.earliest.number...notice.latest.number {
        for begin in from.earliest.number...from.latest.number {
          for end in until.map({ Array($0.earliest.number...$0.latest.number) }) ?? [Day.distantFuture.number]
          {
            let day = given + 1
            let effect = begin <= day && day < end ? end : day
            low = min(low, Day(number: effect))
            high = max(high, Day(number: effect))
          }
        }
      }
      let effective = clause.effective(notice: notice, conflict: Stretch(from: from, until: until))
      #expect(effective == DayBounds(low, high), "\(notice) \(from) \(String(describing: until))")
    }
  }

  @Test("Leaving an organisation ends a treaty after the delay, or at once")
  func leavingAnOrganisation() throws {
    let convention = try ExitClause("+6m on-leaving COE +6m")
    #expect(convention.leaving == .init(org: "COE", delay: try Delay("+6m")))
    #expect(convention.leaving?.effective(left: DayBounds(day("2022-03-16"))) == DayBounds(day("2022-09-16")))
    let alone = try ExitClause("on-leaving \"the League\"")
    #expect(alone == ExitClause(.none, leaving: .init(org: "the League")))
    #expect(alone.leaving?.effective(left: DayBounds(day("2022-03-16"))) == DayBounds(day("2022-03-16")))
    #expect(try ExitClause("none on-leaving COE at once").description == "on-leaving COE")
    #expect(
      try ExitClause("+1y not-during-conflict not-before in-force+3y").description
        == "+1y not-before in-force+3y not-during-conflict")
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
      ClauseRefusal("+1y not-before party", at: "party"),
      ClauseRefusal("+1y not-before parties+3y", at: "parties+3y"),
      ClauseRefusal("+1y not-before party+1y not-before in-force+1y", at: "not-before", .repeatedPart),
      ClauseRefusal("+1y not-during-conflict not-during-conflict", at: "not-during-conflict", .repeatedPart),
      ClauseRefusal("+1y not-in-conflict", at: "not-in-conflict", .unexpected, "not-during-conflict"),
      ClauseRefusal("none not-during-conflict", at: "not-during-conflict"),
      ClauseRefusal("on-leaving", at: ""), ClauseRefusal("+1y on-leaving of", at: "of"),
      ClauseRefusal("+1y on-leaving COE 6m", at: "6m", .unexpected, "+6m"),
      ClauseRefusal("on-leaving COE +6m on-leaving UN", at: "on-leaving"),
      ClauseRefusal("onleaving COE", at: "onleaving", .unexpected, "on-leaving"),
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
      ("at once", "on the day of the notice"), ("on-leaving COE", "with leaving COE"),
      ("+6m on-leaving COE +6m", "6 months after the notice; also 6 months after leaving COE"),
      (
        "+6m not-before party+5y not-during-conflict",
        "6 months after the notice, but not before 5 years after the entry into force for the party, "
          + "and not during an armed conflict"
      ),
    ])
  func english(text: String, english: String) throws {
    #expect(try ExitClause(text).english == english)
  }
}
