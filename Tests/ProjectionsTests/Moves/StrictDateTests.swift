import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// `~` widens a date unless it is told not to.
@Suite("Strict dates") struct StrictDateTests {
  /// What may be so on a day: of each party towards each thing, the words of its states.
  private func possible(_ log: SeedLog, on day: Day, strictly: Bool) throws -> (
    may: Set<String>, must: Set<String>
  ) {
    let world = try log.timeline.world(Perspective(at: day, strictDates: strictly))
    var (may, must): (Set<String>, Set<String>) = ([], [])
    func take(_ words: String, _ certainty: Certainty) {
      may.insert(words)
      if certainty == .certain { must.insert(words) }
    }
    for row in try world.memberRows(of: nil, party: nil, includingFormer: false, on: day) {
      take("\(row.org) \(row.party) \(row.status)", row.certainty)
    }
    for row in try world.officeNames(of: nil).flatMap({ try world.officeRows($0, on: day) }) {
      take("\(row.office) \(row.holder)", row.certainty)
    }
    for row in try world.partyRows(to: nil, party: nil, on: day) {
      for state in [row.state] + row.alternatives { may.insert("\(row.instrument) \(row.party) \(state)") }
      if row.certainty == .certain { must.insert("\(row.instrument) \(row.party) \(row.state)") }
    }
    return (may, must)
  }

  private func check(_ log: SeedLog, on day: Day, _ name: String) throws {
    let wide = try possible(log, on: day, strictly: false)
    let strict = try possible(log, on: day, strictly: true)
    // A party may have taken no step at all, which no row says.
    try #require(strict.may.isSubset(of: wide.may), "\(name), \(day): \(strict.may.subtracting(wide.may))")
    let sure = wide.must.filter { !$0.hasPrefix("X ") || strict.may.contains($0) }
    try #require(sure.isSubset(of: strict.must), "\(name), \(day): \(sure.subtracting(strict.must))")
  }

  /// One act of each kind and party, in an order that every reading of the dates keeps: months apart.
  private func lawful(seed: UInt64) -> [String] {
    var random = SeededGenerator(seed: seed)
    var lines = [
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O","on":"1980-01-01"}"#,
      #"{"type":"instrument","instrument":"X","title":"X","on":"1985-01-01","clause":"when deposits >= 2 effective +1m"}"#,
    ]
    for party in RandomEvents.parties {
      var day = Day("1990-01-01")!
      func next() -> String {
        day = day.adding(days: 10 + random.below(300))
        let text = random.oneIn(3) ? String(day.description.prefix(7)) : day.description
        if text.utf8.count == 7 { day = day.adding(months: 3) }
        return text + (random.oneIn(2) ? "~" : "")
      }
      lines += [
        #"{"type":"admission","on":"\#(next())","party":"\#(party)","org":"O"}"#,
        #"{"type":"signature","on":"\#(next())","party":"\#(party)","instrument":"X"}"#,
        #"{"type":"ratification","on":"\#(next())","party":"\#(party)","instrument":"X"}"#,
        #"{"type":"office","on":"\#(next())","office":"O:chair","holder":"\#(party)"}"#,
        #"{"type":"cessation","on":"\#(next())","party":"\#(party)","org":"O"}"#,
      ]
    }
    return lines
  }

  @Test("Strictly no more is possible than widely, and what is certain stays so", arguments: 1...60)
  func narrower(seed: UInt64) throws {
    let log = try SeedLog(lines: lawful(seed: seed))
    for day in RandomEvents.days(20, seed: seed) { try check(log, on: day, "seed \(seed)") }
  }

  @Test("So it is in the first history, on the days around its ~ and on others")
  func csto() throws {
    let log = try SeedLog.csto()
    for offset in 0..<14 { try check(log, on: Day("2012-06-13")!.adding(days: offset), "csto") }
    for year in 1993...2025 { try check(log, on: Day(year: year, month: 6, day: 30)!, "csto") }
  }

  @Test("Without any ~ nothing changes", arguments: 1...20)
  func same(seed: UInt64) throws {
    let log = try SeedLog(lines: RandomEvents.lines(seed: seed))
    let wide = try Answers(log)
    let strict = try Answers(log, from: Perspective(at: .last, strictDates: true))
    for day in RandomEvents.days(10, seed: seed) {
      try #require(try wide.all(on: day) == strict.all(on: day), "seed \(seed), \(day)")
    }
  }

  @Test(
    "~ widens a day by 3 days, a month by 1 month, a year by 1 year",
    arguments: [
      ("2012-06-20~", "2012-06-16", "2012-06-17"), ("2012-06~", "2012-04-30", "2012-05-01"),
      ("2012~", "2010-12-31", "2011-01-01"),
    ])
  func windows(on: String, before: String, first: String) throws {
    let log = try SeedLog(lines: [
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
      #"{"type":"admission","on":"\#(on)","party":"FRA","org":"O"}"#,
    ])
    #expect(try log.timeline.members(of: "O", from: Perspective(before)).isEmpty)
    let row = try #require(try log.timeline.members(of: "O", from: Perspective(first)).first)
    #expect(row.certainty == .possible)
    let strict = Perspective(at: Day(first)!, strictDates: true)
    #expect(try log.timeline.members(of: "O", from: strict).isEmpty)
    #expect(try log.timeline.inquire(from: Perspective(first)).isApproximate(anyOf: row.events) == false)
    let inquiry = try log.timeline.inquire(from: Perspective(first))
    _ = try inquiry.members()
    #expect(inquiry.isApproximate(anyOf: row.events))
  }

  @Test("? doubts and moves nothing; a claim and a replacement are taken strictly too")
  func doubts() throws {
    #expect(try EDTF("2012-06-20?").bounds.isExact)
    let json =
      #"{"type":"claim","says":{"type":"admission","on":"2012~","party":"FRA","org":"O"},"on":"2013"}"#
    let claim = try DiplomaticEvent(json: Array(json.utf8))
    #expect(claim.isApproximate)
    let strict = claim.takenStrictly
    #expect(strict.canonicalJSON == claim.canonicalJSON)
    guard case .claim(let act) = strict.act, case .claim(let wide) = claim.act else { return }
    #expect(act.says?.on?.bounds == DayBounds(Day("2012-01-01")!, Day("2012-12-31")!))
    #expect(wide.says?.on?.bounds == DayBounds(Day("2011-01-01")!, Day("2013-12-31")!))
    #expect(!strict.takenStrictly.isApproximate || strict.takenStrictly == strict)
  }

  @Test("What was inferred is marked in every view")
  func inferred() throws {
    let log = try SeedLog.csto()
    let then = Perspective("2021-02-01")
    let treaty = try #require(try log.timeline.instruments("CSTO-P3", from: Perspective("2020-06-01")).first)
    #expect(!treaty.inferred)
    #expect(try log.timeline.parties(to: "CSTO-P3", from: then).allSatisfy(\.inferred))
    #expect(try log.timeline.members(of: "CSTO", from: then).allSatisfy { !$0.inferred })
    let inferred = try SeedLog(lines: [
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
      #"{"type":"admission","on":"2012","party":"FRA","org":"O","confidence":"inferred"}"#,
      #"{"type":"office","on":"2012","office":"O:chair","holder":"FRA","confidence":"inferred"}"#,
    ])
    #expect(try inferred.timeline.members(of: "O", from: then).map(\.inferred) == [true])
    #expect(try inferred.timeline.offices(of: "O", from: then).map(\.inferred) == [true])
  }
}
