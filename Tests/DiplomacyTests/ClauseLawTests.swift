import Diplomacy
import EventLog
import TestSupport
import Testing

@Suite("Clauses: laws")
struct ClauseLawTests {
  static func clause(_ random: inout SeededGenerator, names: [String]) -> Clause {
    let condition = condition(&random, names: names, depth: 3)
    var clause = Clause(
      condition: .and(.all([random.pick(names)]), condition), delay: TimeDelayTests.delay(&random),
      depositariesEarliest: random.oneIn(3))
    if random.oneIn(2) { clause.condition = condition }
    if clause.condition.namedParties.isEmpty, "\(clause)".contains("others") {
      clause.condition = .allSignatories
    }
    if random.oneIn(4) { clause.floor = .day(Day(number: Int32(random.below(90)))) }
    switch random.below(4) {
    case 0: clause.partyRule = .none
    case 1: clause.partyRule = .delay(TimeDelayTests.delay(&random))
    default: break
    }
    return clause
  }

  private static func condition(_ random: inout SeededGenerator, names: [String], depth: Int)
    -> Clause.Condition
  {
    guard depth > 0, !random.oneIn(3) else {
      switch random.below(6) {
      case 0: return .allSignatories
      case 1: return .all(Array(names.shuffled(using: &random).prefix(random.below(3) + 1)))
      case 2: return .deposits(atLeast: random.below(7) + 1)
      case 3: return .others(atLeast: random.below(4) + 1)
      case 4: return .date(Day(number: Int32(random.below(90))))
      default: return .onSignature
      }
    }
    let left = condition(&random, names: names, depth: depth - 1)
    let right = condition(&random, names: names, depth: depth - 1)
    return random.oneIn(2) ? .and(left, right) : .or(left, right)
  }

  @Test("A clause prints a notation that reads as the same clause", arguments: [1, 2, 3] as [UInt64])
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let names = [
      "GBR", "Côte d'Ivoire", "Korea, Republic of", "the \"Third\"", "{x}", " spaced ", "and", "\"", "a)b",
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
      "in-force+3y", "share", "reio", "%", "5y", "\n", "=", "<",
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
        "when signature effective first-of-month",
        "when it has been signed; in force on the first of the month after that"
      ),
    ])
  func english(text: String, english: String) throws {
    #expect(try Clause(text).english == english)
  }
}
