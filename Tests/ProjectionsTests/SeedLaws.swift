import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What must hold of the seed whatever it says.
@Suite("Laws of the seed") struct SeedLaws {
  static let days = (Day("1992-01-01")!.number...Day("2026-12-31")!.number).map { Day(number: $0) }

  @Test("The order of the lines of a file changes no answer on any day", arguments: [1, 2, 3] as [UInt64])
  func shuffled(seed: UInt64) throws {
    let events = try SeedLog.seed("csto")
    var generator = SeededGenerator(seed: seed)
    let straight = try Answers(SeedLog(events))
    let mixed = try Answers(SeedLog(events.shuffled(using: &generator)))
    let start = ContinuousClock.now
    for (n, day) in Self.days.enumerated() {
      let expected = try straight.all(on: day)
      let found = try mixed.all(on: day)
      if expected != found {
        let missing = expected.filter { !found.contains($0) }
        let extra = found.filter { !expected.contains($0) }
        Issue.record("seed \(seed), \(day): missing \(missing.prefix(3)), extra \(extra.prefix(3))")
        return
      }
      if n == 200 { print(ContinuousClock.now - start) }
    }
  }
}
