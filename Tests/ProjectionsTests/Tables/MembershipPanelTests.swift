import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// A panel of memberships, one cell a State and year, turned into changes and back.
@Suite(
  "Tables: a panel of memberships",
  .enabled(if: RealData.file("igo-5-orgs.csv") != nil, "igo-5-orgs.csv is absent"))
struct MembershipPanelTests {
  private struct Cell: Hashable {
    var org: String
    var state: String
    var year: Int
  }

  private static let words = [1: "member", 2: "associate", 3: "observer"]

  private func panel() throws -> [Cell: Int] {
    var panel: [Cell: Int] = [:]
    for row in try DataTable.rows(of: "igo-5-orgs.csv") {
      let cell = Cell(
        org: row["organisation"]!, state: "cow-\(row["state"]!)", year: try #require(Int(row["year"]!)))
      panel[cell] = Int(row["code"]!)
    }
    return panel
  }

  /// The changes from year to year: each on some day of the year in which it is first seen.
  private func changes(of panel: [Cell: Int]) -> [String] {
    let orgs = Set(panel.keys.map(\.org)).sorted()
    let states = Set(panel.keys.map(\.state)).sorted()
    var lines = orgs.map { #"{"type":"entity","entity":"\#($0)","kind":"organisation","name":"\#($0)"}"# }
    lines += states.map {
      #"{"type":"entity","entity":"\#($0)","kind":"other","name":"\#($0.dropFirst(4))"}"#
    }
    for org in orgs {
      for state in states {
        var before: String?
        for year in 1949...2014 {
          let now = panel[Cell(org: org, state: state, year: year)].flatMap { Self.words[$0] }
          defer { before = now }
          guard now != before else { continue }
          func line(_ type: String, _ status: String) -> String {
            #"{"type":"\#(type)","on":"\#(year)","party":"\#(state)","org":"\#(org)","status":"\#(status)"}"#
          }
          if let before { lines.append(line("cessation", before)) }
          if let now { lines.append(line("admission", now)) }
        }
      }
    }
    return lines
  }

  @Test("Changes that are known to the year rebuild every cell of the panel, and no other")
  func rebuilt() throws {
    let panel = try panel()
    #expect(panel.count == 28_025)
    let lines = changes(of: panel)
    let log = try SeedLog(lines: lines)
    let world = try log.timeline.world(Perspective("2014-12-31"))
    var statuses = 0
    for org in Set(panel.keys.map(\.org)).sorted() {
      for year in 1949...2014 {
        let day = try #require(Day(year: year, month: 12, day: 31))
        let rows = try world.memberRows(of: org, party: nil, includingFormer: false, on: day)
        let found = Dictionary(grouping: rows, by: \.party).mapValues { $0.map(\.status) }
        let cells = panel.filter { $0.key.org == org && $0.key.year == year }
        let expected = cells.compactMapValues { Self.words[$0] }
        #expect(rows.allSatisfy { $0.certainty == .certain }, "\(org) \(year)")
        #expect(
          found == Dictionary(uniqueKeysWithValues: expected.map { ($0.key.state, [$0.value]) }),
          "\(org) \(year)")
        statuses += expected.count
      }
    }
    #expect(statuses == 3_454)
  }

  @Test("What is known to the year is possible on its first day, and never certain")
  func possible() throws {
    let panel = try panel()
    let log = try SeedLog(lines: changes(of: panel))
    let world = try log.timeline.world(Perspective("2014-12-31"))
    var begun = 0
    for (cell, code) in panel where Self.words[code] != nil {
      guard
        panel[Cell(org: cell.org, state: cell.state, year: cell.year - 1)].flatMap({ Self.words[$0] }) == nil
      else { continue }
      let first = try #require(Day(year: cell.year, month: 1, day: 1))
      let rows = try world.memberRows(of: cell.org, party: cell.state, includingFormer: false, on: first)
      #expect(rows.map(\.certainty) == [.possible], "\(cell)")
      #expect(rows.first?.since == String(cell.year), "\(cell)")
      begun += 1
    }
    #expect(begun == 115)
  }
}

/// Who was admitted when, of a table that writes the States of today for those of the time.
@Suite("Tables: the OSCE", .enabled(if: RealData.file("osce.csv") != nil, "osce.csv is absent"))
struct ParticipatingStatesTests {
  private func lines(asOfTheTime: Bool) throws -> [String] {
    let catalogue = StateCatalogue.standard
    var lines = [#"{"type":"entity","entity":"OSCE","kind":"organisation","name":"OSCE"}"#]
    for row in try DataTable.rows(of: "osce.csv") {
      let text = try #require(row["state"])
      let name = text.hasPrefix("Germany (") ? "Germany" : text
      let code = try #require(catalogue.code(for: name), "\(text)")
      let party = asOfTheTime ? code : ["SUN": "RUS", "YUG": "SRB"][code] ?? code
      lines.append(#"{"type":"admission","on":"\#(row["admission"]!)","party":"\#(party)","org":"OSCE"}"#)
    }
    return lines
  }

  @Test("33 States in 1973, 51 by the end of 1992, 57 today", arguments: [false, true])
  func counts(asOfTheTime: Bool) throws {
    // The table gives the Soviet Union's day to Russia and Yugoslavia's to Serbia: it has them continue.
    let changes = [
      StateCases.change("continuation", "SUN", "RUS", "1991-12-24"),
      StateCases.change("continuation", "YUG", "SCG", "1992-04-27"),
      StateCases.change("continuation", "SCG", "SRB", "2006-06-03"),
    ]
    let timeline = try SeedLog(lines: lines(asOfTheTime: asOfTheTime) + (asOfTheTime ? changes : [])).timeline
    for (day, count) in [("1973-06-24", 0), ("1973-06-25", 33), ("1992-12-31", 51), ("2026-06-01", 57)] {
      let rows = try timeline.members(of: "OSCE", from: Perspective(day))
      #expect(rows.count == count, "\(day)")
      #expect(rows.allSatisfy { $0.certainty == .certain })
    }
    let today = try timeline.members(of: "OSCE", from: Perspective("2026-06-01"))
    #expect(today.filter { ["RUS", "SRB"].contains($0.party) }.map(\.since) == ["1973-06-25", "1973-06-25"])
  }

  @Test("Without a word on who continues, States that ended are members no more")
  func ended() throws {
    let timeline = try SeedLog(lines: lines(asOfTheTime: true)).timeline
    #expect(try timeline.members(of: "OSCE", from: Perspective("1992-12-31")).count == 49)
    #expect(try timeline.members(of: "OSCE", from: Perspective("2026-06-01")).count == 55)
  }
}
