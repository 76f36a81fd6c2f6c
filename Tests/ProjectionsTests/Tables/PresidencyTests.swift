import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// An office that passes on every half year for 63 years.
@Suite(
  "Tables: a presidency",
  .enabled(if: RealData.file("eu-presidency.csv") != nil, "eu-presidency.csv is absent"))
struct PresidencyTests {
  private struct Term {
    var holder: String
    var begin: Day
  }

  private func terms() throws -> [Term] {
    try DataTable.rows(of: "eu-presidency.csv").map { row in
      let month = row["Months"]!.hasPrefix("January") ? 1 : 7
      return Term(
        holder: try #require(StateCatalogue.standard.code(for: row["Holder"]!), "\(row["Holder"]!)"),
        begin: try #require(Day(year: Int(row["Year"]!)!, month: month, day: 1)))
    }
  }

  /// Terms that begin, with no word on when they end; or with their end in every line, last to first.
  private func log(_ terms: [Term], withEnds: Bool) throws -> SeedLog {
    let events = terms.enumerated().map { index, term in
      let end = index + 1 < terms.count ? terms[index + 1].begin : Day("2021-01-01")!
      let until = withEnds ? #","until":"\#(end)""# : ""
      return
        #"{"type":"office","on":"\#(term.begin)","office":"EU:presidency","holder":"\#(term.holder)"\#(until)}"#
    }
    let entity = #"{"type":"entity","entity":"EU","kind":"organisation","name":"European Union"}"#
    return try SeedLog(lines: [entity] + (withEnds ? events.reversed() : events))
  }

  @Test("Exactly one State presides on every day of 63 years", arguments: [false, true])
  func everyDay(withEnds: Bool) throws {
    let terms = try terms()
    #expect(terms.count == 126)
    let world = try log(terms, withEnds: withEnds).timeline.world(Perspective("2020-12-31"))
    var days = 0
    for (index, term) in terms.enumerated() {
      let next = index + 1 < terms.count ? terms[index + 1].begin : try #require(Day("2021-01-01"))
      var day = term.begin
      while day < next {
        let rows = try world.officeRows("EU:presidency", on: day)
        try #require(rows.map(\.holder) == [term.holder] && rows[0].certainty == .certain, "\(day)")
        days += 1
        day = day.next
      }
    }
    #expect(days == 23_011)
    #expect(try world.officeRows("EU:presidency", on: #require(Day("1957-12-31"))).isEmpty)
    #expect(try world.officeRows("EU:presidency", on: #require(Day("2021-01-01"))).isEmpty == withEnds)
  }
}
