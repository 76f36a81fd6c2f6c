import Diplomacy
import EventLog
import TestSupport
import Testing

private func day(_ text: String) -> Day { Day(text)! }
private func bounds(_ text: String) -> DayBounds { try! EDTF(text).bounds }

extension Clause.Condition {
  /// When it is met by these consents, `Day.distantFuture` where it is not.
  fileprivate func met(
    by consents: [String: DayBounds], signatories: Set<String> = [], signed: DayBounds? = nil
  ) -> DayBounds {
    var parties = consents.mapValues { Trigger.Party(consents: [.init(given: $0, form: "ratification")]) }
    for name in signatories { parties[name, default: .init()].signed = DayBounds(.first) }
    if signatories.isEmpty, let signed { parties["a signatory"] = .init(signed: signed) }
    return Trigger(clause: Clause(condition: self), parties: parties).bounds() ?? DayBounds(.distantFuture)
  }
}

@Suite("Clauses: entry into force")
struct ClauseTreatyTests {
  /// A treaty whose deposits are in a table, with the day its clause was met and the day it entered into
  /// force.
  struct Treaty: Sendable, CustomTestStringConvertible {
    let table: String
    let clause: String
    let met: String
    let inForce: String
    var testDescription: String { table }
  }

  static let treaties: [Treaty] = [
    Treaty(
      table: "uncharter",
      clause: """
        when all {China,France,Russian Federation,\
        United Kingdom of Great Britain and Northern Ireland,United States of America} and others >= 24
        """, met: "1945-10-24", inForce: "1945-10-24"),
    Treaty(table: "who", clause: "when deposits >= 26", met: "1948-04-07", inForce: "1948-04-07"),
    Treaty(
      table: "iccpr", clause: "when deposits >= 35 effective +3m", met: "1975-12-23", inForce: "1976-03-23"),
    Treaty(
      table: "cwc", clause: "when deposits >= 65 effective +180d not-before 1995-01-13 party +30d",
      met: "1996-10-31",
      inForce: "1997-04-29"),
    Treaty(
      table: "ottawa", clause: "when deposits >= 40 effective 1st-of-month +6", met: "1998-09-16",
      inForce: "1999-03-01"),
    Treaty(
      table: "rome", clause: "when deposits >= 60 effective first-of-month after +60d", met: "2002-04-11",
      inForce: "2002-07-01"),
    Treaty(
      table: "cartagena", clause: "when deposits >= 50 effective +90d", met: "2003-06-13",
      inForce: "2003-09-11"),
    Treaty(
      table: "kigali", clause: "when deposits >= 20 effective +90d not-before 2019-01-01", met: "2017-11-17",
      inForce: "2019-01-01"),
    Treaty(
      table: "doha", clause: "when deposits >= 144 effective +90d", met: "2020-10-02", inForce: "2020-12-31"),
  ]

  @Test(
    "Deposits that count give the published day, whatever their order",
    .enabled(if: RealData.file("deposits/rome.csv") != nil, "deposits/*.csv are absent"), arguments: treaties)
  func published(_ treaty: Treaty) throws {
    let clause = try Clause(treaty.clause)
    let rows = Table.columns(of: "deposits/\(treaty.table).csv").filter { $0[3] != "no" }
    try #require(rows.count > 30)
    let consents = Dictionary(rows.map { ($0[1], DayBounds(day($0[0]))) }) {
      min($0.earliest, $1.earliest) == $0.earliest ? $0 : $1
    }
    let met = clause.condition.met(by: consents)
    #expect(met == DayBounds(day(treaty.met)))
    #expect(clause.inForce(trigger: met) == DayBounds(day(treaty.inForce)))
    let before = consents.filter { $0.value.earliest < day(treaty.met) }
    #expect(
      clause.condition.met(by: before) == DayBounds(.distantFuture),
      "the clause is met only on its trigger day")
  }

  @Test(
    "Ties on the trigger day: the sixtieth to the sixty-sixth deposit all meet the clause of Rome",
    .enabled(if: RealData.file("deposits/rome.csv") != nil, "deposits/rome.csv is absent"))
  func ties() throws {
    let rows = Table.columns(of: "deposits/rome.csv").map { ($0[1], DayBounds(day($0[0]))) }
    let consents = Dictionary(rows) { first, _ in first }
    func met(_ count: Int) -> DayBounds { Clause.Condition.deposits(atLeast: count).met(by: consents) }
    for count in 57...66 { #expect(met(count) == DayBounds(day("2002-04-11"))) }
    #expect(met(56) != DayBounds(day("2002-04-11")))
    #expect(met(67) != DayBounds(day("2002-04-11")))
  }

  @Test("Imprecise notifications give an imprecise and right day, and a missing one none")
  func ranges() throws {
    let clause = try Clause("when all signatories")
    let signatories: Set = ["ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"]
    var consents = [
      "ARM": bounds("[2018-11-08..2020-05-26]"), "BLR": bounds("[2018-11-08..2020-05-26]"),
      "KGZ": bounds("[2018-11-08..2020-05-26]"), "RUS": bounds("[2019-07-24..2020-05-26]"),
      "KAZ": bounds("[2020-04-17..2020-05-26]"),
    ]
    #expect(clause.condition.met(by: consents, signatories: signatories) == DayBounds(.distantFuture))
    #expect(
      clause.condition.met(by: consents, signatories: signatories.subtracting(["TJK"]))
        == bounds("[2020-04-17..2020-05-26]"))
    consents["TJK"] = bounds("2021-01-19")
    #expect(clause.condition.met(by: consents, signatories: signatories) == bounds("2021-01-19"))
    #expect(clause.condition.met(by: consents) == DayBounds(.distantFuture), "nobody signed")
    #expect(
      try Clause("when deposits >= 4").condition.met(by: consents) == bounds("[2019-07-24..2020-05-26]"))
    #expect(
      try Clause("when all {KAZ} and others >= 5").condition.met(by: consents) == bounds("2021-01-19"))
    #expect(
      try Clause("when all {KAZ} and others >= 6").condition.met(by: consents) == DayBounds(.distantFuture))
  }

  @Test("A day, a signature, both and either")
  func conditions() throws {
    let signed = bounds("1992-05-15")
    func met(_ text: String, signed: DayBounds? = signed) throws -> DayBounds {
      try Clause(text).condition.met(by: [:], signed: signed)
    }
    #expect(try met("when signature") == signed)
    #expect(try met("when signature", signed: nil) == DayBounds(.distantFuture))
    #expect(try met("when date 2001-01-01 and signature") == bounds("2001-01-01"))
    #expect(try met("when date 2001-01-01 or signature") == signed)
    #expect(
      try met("when date 2001-01-01 or signature", signed: bounds("[2000..2002]"))
        == bounds("[2000-01-01..2001-01-01]"))
  }

  @Test("A party that comes later follows its own rule, and never before the general date")
  func parties() throws {
    let paris = try Clause("when deposits >= 55 effective +30d party +30d")
    let met = bounds("2016-10-05")
    #expect(paris.inForce(trigger: met) == bounds("2016-11-04"))
    #expect(paris.inForce(forParty: bounds("2016-10-20"), trigger: met) == bounds("2016-11-19"), "Algeria")
    #expect(paris.inForce(forParty: bounds("2016-09-03"), trigger: met) == bounds("2016-11-04"))
    // Rwanda and the Vienna Convention, after the general date of 1980-01-27.
    let treaties = try Clause("when deposits >= 35 effective +30d party +30d")
    #expect(
      treaties.inForce(forParty: bounds("1980-01-03"), trigger: bounds("1979-12-28")) == bounds("1980-02-02"))
    let weapons = try Clause("when deposits >= 65 effective +180d not-before 1995-01-13 party +30d")
    #expect(
      weapons.inForce(forParty: bounds("1996-11-05"), trigger: bounds("1996-10-31")) == bounds("1997-04-29"))
    #expect(
      weapons.inForce(forParty: bounds("1997-06-24"), trigger: bounds("1996-10-31")) == bounds("1997-07-24"))
    let three = try Clause("when all {GBR,SUN,USA} and others >= 40 party +90d")
    #expect(
      three.inForce(forParty: bounds("1970-03-01"), trigger: bounds("1970-03-05")) == bounds("1970-03-05"))
    let once = try Clause("when all signatories effective +30d party none")
    #expect(
      once.inForce(forParty: bounds("2016-11-01"), trigger: bounds("2016-10-05")) == bounds("2016-11-04"))
    #expect(
      once.inForce(forParty: bounds("2017-01-01"), trigger: bounds("2016-10-05")) == bounds("2017-01-01"))
    #expect(
      paris.inForce(forParty: bounds("2016-10-20"), trigger: DayBounds(.distantFuture))
        == DayBounds(.distantFuture))
  }

  @Test(
    "A treaty can take effect before the day its clause was met, and a later party not before its own deposit"
  )
  func retroactive() throws {
    let extension1999 = try Clause("when deposits >= 5 effective on 1999-04-21")
    let met = bounds("2000-03-22")
    #expect(extension1999.inForce(trigger: met) == bounds("1999-04-21"))
    #expect(extension1999.inForce(forParty: bounds("1999-12-30"), trigger: met) == bounds("1999-04-21"))
    #expect(extension1999.inForce(forParty: bounds("2001-01-01"), trigger: met) == bounds("2001-01-01"))
    #expect(extension1999.inForce(trigger: DayBounds(.distantFuture)) == DayBounds(.distantFuture))
  }

  @Test("A time of day does not move an act to another day")
  func timeOfDay() throws {
    #expect(bounds("2020-01-31T23:00Z") == bounds("2020-01-31"))
    #expect(bounds("2020-02-01T00:30+01:00") == bounds("2020-02-01"))
  }

  @Test(
    "Every choice of days within the bounds meets the clause within the computed ones, up to both ends",
    arguments: [1, 2, 3] as [UInt64])
  func completions(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let names = ["A", "B", "C", "D", "E", "F"]
    for _ in 0..<100 {
      var consents: [String: DayBounds] = [:]
      for name in names where !random.oneIn(5) {
        let first = Day(number: Int32(random.below(60)))
        consents[name] = DayBounds(
          first, random.oneIn(8) ? .distantFuture : first.adding(days: random.below(40)))
      }
      let clause = ClauseLawTests.clause(&random, names: names)
      let signatories = Set(names.filter { _ in random.oneIn(2) })
      let signed = DayBounds(Day(number: 3), Day(number: 30))
      let met = clause.condition.met(by: consents, signatories: signatories, signed: signed)
      for round in 0..<20 {
        let chosen = consents.mapValues { bounds in
          if round == 0 { return DayBounds(bounds.earliest) }
          if round == 1 { return DayBounds(bounds.latest) }
          if bounds.latest == .distantFuture {
            return DayBounds(random.oneIn(2) ? bounds.earliest : .distantFuture)
          }
          return DayBounds(
            Day(number: Int32.random(in: bounds.earliest.number...bounds.latest.number, using: &random)))
        }
        let signature = DayBounds(round == 0 ? signed.earliest : round == 1 ? signed.latest : Day(number: 17))
        let exact = clause.condition.met(by: chosen, signatories: signatories, signed: signature)
        #expect(exact.earliest == exact.latest && met.contains(exact.earliest), "\(clause), seed \(seed)")
        if round == 0 { #expect(exact.earliest == met.earliest, "\(clause), seed \(seed)") }
        if round == 1 { #expect(exact.latest == met.latest, "\(clause), seed \(seed)") }
        let party = chosen.values.first ?? signature
        if let name = chosen.first(where: { $0.value == party })?.key, let imprecise = consents[name] {
          let precise = clause.inForce(forParty: party, trigger: exact)
          let hull = clause.inForce(forParty: imprecise, trigger: met)
          #expect(hull.union(precise) == hull, "\(clause), seed \(seed)")
        }
      }
    }
  }
}
