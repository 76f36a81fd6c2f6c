import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What must hold of every difference, whatever the log says.
@Suite("Laws of differences") struct DiffLaws {
  typealias Told = [[String]: [FieldValue.Field]]

  /// What a view says from a perspective, by the keys of its rows.
  private func told(_ view: Assertion.View, _ log: SeedLog, _ perspective: Perspective) throws -> Told {
    let rows = try log.timeline.world(perspective).comparedRows(
      view, RowFilter(includingFormer: true), on: perspective.at)
    return Dictionary(rows.map { ($0.key, $0.told) }) { first, _ in first }
  }

  /// The rows that a difference makes of others.
  private func apply(_ rows: [DiffRow], to old: Told) throws -> Told {
    var new = old
    for row in rows {
      try #require((old[row.key] == nil) == (row.change == .added))
      new[row.key] = row.after.map { ComparedRow.told(by: $0) }
    }
    return new
  }

  private func diff(_ view: Assertion.View, _ log: SeedLog, _ one: Perspective, _ other: Perspective) throws
    -> [DiffRow]
  {
    try log.timeline.diff(view, where: RowFilter(includingFormer: true), from: one, to: other)
  }

  /// Pairs of perspectives: two days, two states of the log, two days of publication; three of each for composition.
  private func triples(_ log: SeedLog, days: [Day], seed: UInt64) throws -> [[Perspective]] {
    var random = SeededGenerator(seed: seed)
    let head = Int(try log.timeline.log.head().number)
    let day = random.pick(days)
    let positions = (0..<3).map { _ in GlobalPosition(UInt64(1 + random.below(head))) }
    return [
      days.shuffled(using: &random).prefix(3).map { Perspective(at: $0) },
      positions.map { Perspective(at: day, asOf: .position($0)) },
      days.shuffled(using: &random).prefix(3).map { Perspective(at: day, publishedBy: $0) },
    ]
  }

  private func check(_ log: SeedLog, days: [Day], seed: UInt64) throws {
    for triple in try triples(log, days: days, seed: seed) {
      for view in Assertion.View.allCases {
        let name = "seed \(seed), \(view): \(triple)"
        let rows = try triple.map { try told(view, log, $0) }
        let first = try diff(view, log, triple[0], triple[1])
        let second = try diff(view, log, triple[1], triple[2])
        try #require(try apply(first, to: rows[0]) == rows[1], "\(name)")
        try #require(try apply(second, to: apply(first, to: rows[0])) == rows[2], "\(name)")
        let whole = try diff(view, log, triple[0], triple[2])
        try #require(try apply(whole, to: rows[0]) == rows[2], "\(name)")
        try #require(try diff(view, log, triple[0], triple[0]).isEmpty, "\(name)")
        for row in first where triple[0].at == triple[1].at {
          try verify(row, view, log, triple[0], triple[1], "\(name)")
        }
      }
    }
  }

  /// Left out, the records that are named make the difference go away, and each of them is needed for that.
  private func verify(
    _ row: DiffRow, _ view: Assertion.View, _ log: SeedLog, _ one: Perspective, _ other: Perspective,
    _ name: String
  ) throws {
    let heads = try [one, other].map { try log.timeline.position(of: $0.asOf) }
    let isForward = heads[0] < heads[1] || (one.publishedBy ?? .last) < (other.publishedBy ?? .last)
    let (narrow, wide) = isForward ? (one, other) : (other, one)
    let target = try told(view, log, narrow)[row.key]
    func without(_ positions: [GlobalPosition]) throws -> [FieldValue.Field]? {
      var perspective = wide
      perspective.without = Set(positions)
      return try told(view, log, perspective)[row.key]
    }
    try #require(!row.events.isEmpty, "\(name): \(row)")
    try #require(try without(row.events) == target, "\(name): \(row)")
    for event in row.events where row.events.count > 1 {
      try #require(try without(row.events.filter { $0 != event }) != target, "\(name): \(row)")
    }
  }

  @Test("A difference leads from the one answer to the other, in one step or in two", arguments: 1...24)
  func random(seed: UInt64) throws {
    let log = try SeedLog(lines: RandomEvents.lines(seed: seed))
    try check(log, days: RandomEvents.days(6, seed: seed), seed: seed)
  }

  @Test("So it does over the first history", arguments: 1...4)
  func csto(seed: UInt64) throws {
    let days = [
      "1993-10-01", "1999-04-20", "1999-06-01", "2006-07-15", "2012-07-15", "2015-04-02", "2020-06-01",
      "2021-02-01", "2026-11-22",
    ].map { Day($0)! }
    try check(SeedLog.csto(), days: days, seed: seed)
  }

  @Test(
    "What took effect between two days makes the difference: without it the answer stays", arguments: 1...24)
  func days(seed: UInt64) throws {
    let log = try SeedLog(lines: RandomEvents.lines(seed: seed))
    let days = RandomEvents.days(8, seed: seed).sorted()
    var exceptions = 0
    for (one, other) in zip(days, days.dropFirst()) where one != other {
      for view in [Assertion.View.members, .parties, .offices] {
        for row in try diff(view, log, Perspective(at: one), Perspective(at: other)) {
          try #require(row.because == .event)
          // A name of the catalogue of States changes by no record.
          if row.differing == ["name"] { continue }
          try #require(!row.events.isEmpty, "seed \(seed), \(one), \(other): \(row)")
          let left = Set(row.events.filter { $0 > GlobalPosition(2) })
          let rows = try [one, other].map {
            try told(view, log, Perspective(at: $0, without: left))[row.key]
          }
          if rows[0] == rows[1] { continue }
          // Without an act another one may be free to take a day that it kept from it; the act is named all the same.
          exceptions += 1
          let window = DayWindow(between: one, and: other)
          let world = try log.timeline.world(Perspective(at: other))
          for event in left {
            let days = try world.event(at: event)?.on?.bounds
            try #require(days.map(window.decides) == true, "seed \(seed), \(one), \(other): \(row)")
          }
        }
      }
    }
    #expect(exceptions <= 1, "seed \(seed)")
  }

  @Test(
    "Of very many that are all needed the search ends soon, with what is enough", arguments: [2_000, 50_000])
  func bounded(count: Int) {
    var trials = 0
    let found = SmallestSet.find(among: Array(0..<count)) { part in
      trials += 1
      return part.count == count
    }
    #expect(found?.count == count)
    #expect(trials <= 2 * SmallestSet.limit(for: count) + 64, "\(trials) trials")
  }

  @Test("Few among many are found, and none that can be spared", arguments: 1...200)
  func smallest(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let all = Array(0..<(1 + random.below(60)))
    let needed = Set(all.filter { _ in random.oneIn(12) })
    let found = SmallestSet.find(among: all) { needed.isSubset(of: $0) && !$0.isEmpty }
    #expect(Set(found ?? []) == needed || needed.isEmpty && found?.count == 1, "seed \(seed)")
    #expect(SmallestSet.find(among: all) { _ in false } == nil)
  }
}
