import Diplomacy
import EventLog
import TestSupport
import Testing

@Suite("Clauses: laws")
struct ClauseLawTests {
  static func clause(_ random: inout SeededGenerator, names: [String]) -> Clause {
    var generator = ClauseGenerator(random: random, names: names, ids: names)
    defer { random = generator.random }
    return generator.clause()
  }

  @Test("A clause prints a notation that reads as the same clause", arguments: [1, 2, 3] as [UInt64])
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let names = [
      "GBR", "Côte d'Ivoire", "Korea, Republic of", "the \"Third\"", "{x}", " spaced ", "and", "\"", "a)b",
      "CSTO/CFM", "annex-i-co2-1990", "of", "effective", "50%", "a\tb", "members", "+1d", ">=", "\u{A0}",
    ]
    for _ in 0..<600 {
      let clause = Self.clause(&random, names: names)
      let read = try Clause(clause.description)
      #expect(read == clause, "\(clause), seed \(seed)")
      #expect(read.description == clause.description, "\(clause), seed \(seed)")
      #expect(!clause.english.isEmpty)
    }
  }

  @Test("Names are replaced everywhere, in order, and nothing else is")
  func names() throws {
    let clause = try Clause("when all {GB,US} and (all {FR,GB} or deposits >= 3) effective +1d")
    #expect(clause.condition.namedParties == ["GB", "US", "FR"])
    let mapped = clause.mapParties { $0 + "R" }
    #expect(mapped.description == "when all {GBR,USR} and (all {FRR,GBR} or deposits >= 3) effective +1d")
    struct Unknown: Error, Equatable { let name: String }
    #expect(throws: Unknown(name: "US")) {
      try clause.mapParties { name throws(Unknown) in
        if name == "US" { throw Unknown(name: name) }
        return name
      }
    }
  }

  @Test("Random words are read or refused at a place inside the text", arguments: [4, 5, 6] as [UInt64])
  func fuzz(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = [
      "when", "all", "signatories", "deposits", ">=", "others", "date", "signature", "(", ")", "{", "}", ",",
      "and", "or",
      "effective", "party", "same", "none", "not-before", "depositaries", "earliest", "at", "once", "+60d",
      "+3m+1d", "+",
      "first-of-month", "after", "1st-of-month", "+6", "on", "2019-01-01", "60", "GBR", "\"", "é", "\u{0}",
      "end-of-year",
      "in-force+3y", "share", "reio", "%", "5y", "\n", "=", "<", "fraction", "3", "/", "4", "of", "members",
      "parties", "to",
      "UN", "(UN)", "(W)", "55.5", "55", "in-force", "not-additional", "counts", "eligible", "modes",
      "{ratification}", "opening+2y", "on-leaving", "not-during-conflict", "party+5y", "+6m",
    ]
    for round in 0..<3000 {
      var text = round % 2 == 0 ? "when " : ""
      if round % 3 == 0 {
        text += String(
          decoding: (0..<random.below(30)).map { _ in UInt8.random(in: 0...255, using: &random) },
          as: UTF8.self)
      } else {
        text += (0..<random.below(12)).map { _ in random.pick(words) }.joined(
          separator: random.oneIn(4) ? "" : " ")
      }
      func holds(_ error: ClauseError) -> Bool {
        error.offset >= 0 && error.length >= 0 && error.offset + error.length <= text.utf8.count
          && error.text == text
          && !error.description.isEmpty && error.underlined.split(separator: "\n").count <= 2
      }
      do throws(ClauseError) {
        let clause = try Clause(text)
        #expect((try? Clause(clause.description)) == clause, "\(text.debugDescription), seed \(seed)")
      } catch {
        #expect(holds(error), "\(text.debugDescription), seed \(seed)")
      }
      do throws(ClauseError) {
        let exit = try ExitClause(text)
        #expect((try? ExitClause(exit.description)) == exit, "\(text.debugDescription), seed \(seed)")
      } catch {
        #expect(holds(error), "\(text.debugDescription), seed \(seed)")
      }
      do throws(ClauseError) { _ = try Term(text) } catch {
        #expect(holds(error), "\(text.debugDescription), seed \(seed)")
      }
    }
  }

  @Test(
    "A clause can be said in words",
    arguments: [
      ("when all signatories", "when all signatories have consented; in force at once"),
      (
        "when deposits >= 60 effective first-of-month after +60d",
        "when 60 instruments have been deposited; in force on the first of the month after 60 days"
      ),
      (
        "when deposits >= 65 effective +180d not-before 1995-01-13 party +30d",
        "when 65 instruments have been deposited; in force 180 days later, but not before 1995-01-13; "
          + "for each later party 30 days after its own deposit"
      ),
      (
        "when all {GBR,SUN,USA} and others >= 40 party at once depositaries earliest",
        "when GBR, SUN, USA have consented and 40 others have consented; in force at once; "
          + "for each later party on the day of its own deposit; "
          + "of several depositaries the earliest deposit counts"
      ),
      (
        "when deposits >= 1 effective 1st-of-month +6 party 1st-of-month +3",
        "when 1 instrument has been deposited; "
          + "in force on the first day of the 6th month after the month of that day; "
          + "for each later party on the first day of the 3rd month after the month of its own deposit"
      ),
      (
        "when (signature or date 2001-01-01) and all {A} effective on 2002-02-02 party none",
        "when either it has been signed or 2001-01-01 has come and A has consented; "
          + "in force on 2002-02-02; one date for all"
      ),
      ("when signature effective +3m+1d", "when it has been signed; in force 3 months and 1 day later"),
      (
        "when all members of UN and (share(W) >= 66.67% or fraction 2/3 of parties(KP)) reio not-additional",
        "when all members of UN have consented and either parties with 66.67% of the total of W have "
          + "consented or 2/3 of the parties to KP have consented; in force at once; "
          + "an organisation of States is not counted in addition to its members"
      ),
      (
        "when deposits of {GBR,SUN,USA} >= 2 or deposits of coe >= 1 or all parties to X reio counts",
        "when 2 of GBR, SUN and USA have consented, or 1 of those in coe has consented, "
          + "or all parties to X have consented; in force at once; "
          + "an organisation of States counts like any other party"
      ),
      (
        "when fraction 2/3 of members(UN) and in-force X effective +1y not-before opening+2y "
          + "eligible members of UN modes {ratification,formal-confirmation,accession}",
        "when 2/3 of the members of UN have consented and X is in force; in force 1 year later, "
          + "but not before 2 years after the opening for signature; "
          + "only deposits by members of UN on their day count; "
          + "only ratification, formal confirmation or accession counts"
      ),
      (
        "when deposits >= 9 eligible parties to X modes {accession}",
        "when 9 instruments have been deposited; in force at once; "
          + "only deposits by parties to X on their day count; only accession counts"
      ),
      (
        "when signature effective first-of-month",
        "when it has been signed; in force on the first of the month after that"
      ),
    ])
  func english(text: String, english: String) throws {
    #expect(try Clause(text).english == english)
  }
}
