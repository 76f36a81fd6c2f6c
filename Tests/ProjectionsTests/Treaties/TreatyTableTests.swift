import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// The seeds beside the tables of deposits that they were made from.
@Suite(
  "Treaties: the files and the tables of deposits",
  .enabled(if: RealData.file("deposits") != nil, "deposits/*.csv are absent"))
struct TreatyTableTests {
  private static let tables = TreatyCase.all.map(\.seed).filter { $0 != "nato-finland" }

  /// A row of a table or an event, so that the two can be compared.
  private struct Deposit: Hashable, Comparable {
    var day: String
    var party: String
    var form: String

    static func < (left: Deposit, right: Deposit) -> Bool {
      (left.day, left.party, left.form) < (right.day, right.party, right.form)
    }
  }

  private func rows(_ table: String) throws -> [[String: String]] {
    try DataTable.rows(of: "deposits/\(table).csv")
  }

  /// The State that a row stands for on its day: the tables write the one that exists today.
  private func party(_ row: [String: String]) throws -> String {
    let name = try #require(row["state"])
    if name == "European Union" { return "EU" }
    let code = try #require(StateCatalogue.standard.code(for: name), "\(name)")
    return code == "RUS" && row["date"]! < "1991-12-24" ? "SUN" : code
  }

  @Test(
    "Every row is an event of the same day, party and form, and every event of those days a row",
    arguments: tables)
  func deposits(table: String) throws {
    let rows = try rows(table)
    let expected = try rows.map { row in
      let form = row["mode"]!.lowercased()
      // Three rows of memory leave open which of two forms it was: all three States had signed.
      return Deposit(
        day: row["date"]!, party: try party(row), form: form.contains("/") ? "ratification" : form)
    }
    let instrument = try #require(TreatyCase.all.first { $0.seed == table }).instrument
    let last = expected.map(\.day).max()!
    let events = try TreatySeed.events(table).flatMap { event -> [Deposit] in
      guard case .consent(let act) = event.act, act.instrument == instrument, event.on!.text <= last else {
        return []
      }
      return act.party.values.map { Deposit(day: event.on!.text, party: $0, form: act.form.rawValue) }
    }
    #expect(events.sorted() == expected.sorted())
  }

  @Test("A row of memory has a lower grade and says so", arguments: tables)
  func evidence(table: String) throws {
    let remembered = Set(
      try rows(table).filter { $0["evidence"]!.hasPrefix("memory") }.map { "\(try party($0)) \($0["date"]!)" }
    )
    let instrument = try #require(TreatyCase.all.first { $0.seed == table }).instrument
    for event in try TreatySeed.events(table) {
      guard case .consent(let act) = event.act, act.instrument == instrument, let day = event.on?.text else {
        continue
      }
      let isRemembered = remembered.contains("\(act.party.values[0]) \(day)")
      #expect((event.confidence == .probable) == isRemembered, "\(event.id!)")
      #expect((event.grade > 2) == isRemembered, "\(event.id!)")
    }
  }

  @Test("The weights are those of the tables, each State once, and their total is the published one")
  func weights() throws {
    func table(_ seed: String) throws -> WeightTable {
      let tables = try TreatySeed.events(seed).compactMap { event -> WeightTable? in
        if case .table(let table) = event.act { return table }
        return nil
      }
      return try #require(tables.first)
    }
    let kyoto = try table("kyoto")
    let annex = try DataTable.rows(of: "deposits/kyoto-weights.csv")
    #expect(kyoto.values.count == annex.count)
    for row in annex {
      let code = try #require(StateCatalogue.standard.code(for: row["state"]!))
      #expect(kyoto.values[code].map(String.init) == row["co2_1990_Gg"])
    }
    #expect(kyoto.total == 13_728_306)

    let paris = try table("paris")
    #expect(paris.total == 36_658_933)
    #expect(paris.values.values.reduce(0, +) == paris.total)
    for row in try rows("paris") where row["state"] != "European Union" && row["ghg_Gg"] != "" {
      #expect(paris.values[try party(row)].map(String.init) == row["ghg_Gg"], "\(row)")
    }
    #expect(paris.values["EU"] == nil)
  }

  @Test("Who was a member of the United Nations until 1948 follows from the Charter and the admissions")
  func members() throws {
    let log = try SeedLog(TreatySeed.events("who"))
    let rows = try DataTable.rows(of: "un-members-1945-1948.csv").map { row in
      (party: try party(["state": row["state"]!, "date": row["member_from"]!]), from: row["member_from"]!)
    }
    #expect(rows.count == 58)
    for day in Set(rows.map(\.from)).sorted() {
      let expected = Set(rows.filter { $0.from <= day }.map(\.party))
      let members = try log.timeline.members(of: "UN", from: Perspective(day))
      #expect(Set(members.map(\.party)) == expected, "\(day)")
    }
    #expect(try log.timeline.members(of: "UN", from: Perspective("1945-10-23")).isEmpty)
  }

  @Test("The hint which acceptances of the health organisation count is what follows from membership")
  func eligible() throws {
    let log = try SeedLog(TreatySeed.events("who"))
    for row in try rows("who") where row["date"]! <= "1948-04-07" {
      let party = try party(row)
      let members = try log.timeline.members(of: "UN", party: party, from: Perspective(row["date"]!))
      #expect(members.isEmpty == (row["counts"] == "no"), "\(row)")
    }
  }
}
