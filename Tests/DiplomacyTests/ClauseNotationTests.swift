import Diplomacy
import EventLog
import Testing

private func day(_ text: String) -> Day { Day(text)! }
private func delay(_ steps: Delay.Step...) -> Delay { Delay(steps)! }

@Suite("Clauses: the notation")
struct ClauseNotationTests {
  struct Reading: Sendable, CustomTestStringConvertible {
    let text: String
    let clause: Clause
    let canonical: String
    var testDescription: String { text }

    init(_ text: String, _ clause: Clause, prints canonical: String? = nil) {
      (self.text, self.clause, self.canonical) = (text, clause, canonical ?? text)
    }
  }

  static let readings: [Reading] = [
    Reading("when all members of CSTO/CFM", Clause(condition: .allMembers(of: "CSTO/CFM"))),
    Reading(
      "when all parties to \"the \"\"Treaty\"\"\"", Clause(condition: .allParties(to: "the \"Treaty\""))),
    Reading(
      "when all members of \"of\" and in-force \"50%\"",
      Clause(condition: .and(.allMembers(of: "of"), .inForce("50%")))),
    Reading(
      "when deposits >= 10 and deposits of coe-members >= 8 effective first-of-month after +3m party same",
      Clause(
        condition: .and(.deposits(atLeast: 10), .depositsOf(.category("coe-members"), atLeast: 8)),
        delay: delay(.months(3), .firstOfMonthAfter)),
      prints: "when deposits >= 10 and deposits of coe-members >= 8 effective first-of-month after +3m"),
    Reading(
      "when deposits of { A , B } >= 2 and others >= 3",
      Clause(condition: .and(.depositsOf(.list(["A", "B"]), atLeast: 2), .others(atLeast: 3))),
      prints: "when deposits of {A,B} >= 2 and others >= 3"),
    Reading(
      "when deposits of c >= 1 and others >= 3",
      Clause(condition: .and(.depositsOf(.category("c"), atLeast: 1), .others(atLeast: 3)))),
    Reading(
      "when fraction 3 / 4 of parties ( KP ) reio not-additional",
      Clause(condition: .fraction(Clause.Fraction(3, 4)!, of: .parties(to: "KP")), reio: .notAdditional),
      prints: "when fraction 3/4 of parties(KP) reio not-additional"),
    Reading(
      "when fraction 6/9 of members(UN)",
      Clause(condition: .fraction(Clause.Fraction(6, 9)!, of: .members(of: "UN")))),
    Reading(
      "when deposits >= 55 and share(annex-i-co2-1990) >= 55% effective +90d party +90d reio not-additional",
      Clause(
        condition: .and(
          .deposits(atLeast: 55), .share(table: "annex-i-co2-1990", atLeast: Clause.Percentage(55)!)),
        delay: delay(.days(90)), partyRule: .delay(delay(.days(90))), reio: .notAdditional)),
    Reading(
      "when share(W) >= 066.6700 %",
      Clause(condition: .share(table: "W", atLeast: Clause.Percentage(tenThousandths: 666_700)!)),
      prints: "when share(W) >= 66.67%"),
    Reading(
      "when share(W) >= 0.0001% or share(W) >= 100%",
      Clause(
        condition: .or(
          .share(table: "W", atLeast: Clause.Percentage(tenThousandths: 1)!),
          .share(table: "W", atLeast: Clause.Percentage(100)!)))),
    Reading(
      "when deposits >= 26 depositaries earliest modes {formal-confirmation,ratification} eligible members of UN reio counts not-before opening+2y+6m",
      Clause(
        condition: .deposits(atLeast: 26), floor: .opening(delay(.years(2), .months(6))), reio: .counts,
        eligible: .members(of: "UN"), modes: [.formalConfirmation, .ratification], depositariesEarliest: true),
      prints: """
        when deposits >= 26 effective at once not-before opening+2y+6m reio counts eligible members of UN \
        modes {formal-confirmation,ratification} depositaries earliest
        """),
    Reading(
      "when deposits >= 1 eligible parties to X",
      Clause(condition: .deposits(atLeast: 1), eligible: .parties(to: "X"))),
    Reading("when all signatories", Clause(condition: .allSignatories)),
    Reading(
      "when all signatories   effective at once", Clause(condition: .allSignatories),
      prints: "when all signatories"),
    Reading(
      "when deposits >= 60 effective first-of-month after +60d party first-of-month after +60d",
      Clause(
        condition: .deposits(atLeast: 60), delay: delay(.days(60), .firstOfMonthAfter),
        partyRule: .delay(delay(.days(60), .firstOfMonthAfter)))),
    Reading(
      "when deposits >= 65 effective +180d not-before 1995-01-13 party +30d",
      Clause(
        condition: .deposits(atLeast: 65), delay: delay(.days(180)), floor: .day(day("1995-01-13")),
        partyRule: .delay(delay(.days(30))))),
    Reading(
      "when all {GBR,SUN,USA} and others >= 40 effective at once party at once depositaries earliest",
      Clause(
        condition: .and(.all(["GBR", "SUN", "USA"]), .others(atLeast: 40)), partyRule: .delay(.none),
        depositariesEarliest: true),
      prints: "when all {GBR,SUN,USA} and others >= 40 party at once depositaries earliest"),
    Reading(
      "when deposits >= 40 effective 1st-of-month +6 party 1st-of-month +6",
      Clause(
        condition: .deposits(atLeast: 40), delay: delay(.firstOfKthMonth(6)),
        partyRule: .delay(delay(.firstOfKthMonth(6))))),
    Reading(
      "when deposits>=10 party same effective first-of-month after +3m",
      Clause(condition: .deposits(atLeast: 10), delay: delay(.months(3), .firstOfMonthAfter)),
      prints: "when deposits >= 10 effective first-of-month after +3m"),
    Reading(
      "when date 2019-01-01 effective on 2019-02-01 party none",
      Clause(condition: .date(day("2019-01-01")), delay: delay(.on(day("2019-02-01"))), partyRule: .none)),
    Reading(
      // The mark U+0F37 makes one character with the quotation mark before it.
      "when all {\"a,b\",\"c\"\"\u{0F37}\"}", Clause(condition: .all(["a,b", "c\"\u{0F37}"]))),
    Reading("when signature", Clause(condition: .onSignature)),
    Reading(
      "when signature effective first-of-month",
      Clause(condition: .onSignature, delay: delay(.firstOfMonthAfter))),
    Reading(
      "when signature effective +3m+1d",
      Clause(condition: .onSignature, delay: delay(.months(3), .days(1)))),
    Reading(
      "when deposits >= 20 not-before 2019-01-01",
      Clause(condition: .deposits(atLeast: 20), floor: .day(day("2019-01-01"))),
      prints: "when deposits >= 20 effective at once not-before 2019-01-01"),
    Reading(
      "when signature or date 2001-01-01 and deposits >= 3",
      Clause(condition: .or(.onSignature, .and(.date(day("2001-01-01")), .deposits(atLeast: 3))))),
    Reading(
      "when (signature or date 2001-01-01) and deposits >= 3",
      Clause(condition: .and(.or(.onSignature, .date(day("2001-01-01"))), .deposits(atLeast: 3)))),
    Reading(
      "when ((signature)) and (deposits >= 3 and date 2001-01-01)",
      Clause(condition: .and(.onSignature, .and(.deposits(atLeast: 3), .date(day("2001-01-01"))))),
      prints: "when signature and (deposits >= 3 and date 2001-01-01)"),
    Reading(
      "when signature or (deposits >= 3 or date 2001-01-01)",
      Clause(condition: .or(.onSignature, .or(.deposits(atLeast: 3), .date(day("2001-01-01")))))),
    Reading(
      "when all { United Kingdom , Côte d'Ivoire ,\"Korea, Republic of\",\"the \"\"Third\"\" {State}\" }",
      Clause(
        condition: .all(["United Kingdom", "Côte d'Ivoire", "Korea, Republic of", "the \"Third\" {State}"])),
      prints: "when all {United Kingdom,Côte d'Ivoire,\"Korea, Republic of\",\"the \"\"Third\"\" {State}\"}"),
  ]

  @Test("A clause is read whole, and prints a notation that reads the same", arguments: readings)
  func reading(_ reading: Reading) throws {
    let clause = try Clause(reading.text)
    #expect(clause == reading.clause)
    #expect(clause.description == reading.canonical)
    #expect(try Clause(reading.canonical) == clause)
    #expect(try Clause(reading.canonical).description == reading.canonical)
  }
}
