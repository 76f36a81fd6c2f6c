import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What is kept from one question to the next changes no answer.
@Suite("Laws of kept answers") struct KeptWorldLaws {
  @Test(
    "Questions one after the other are answered as the first one is, while the log grows", arguments: 0..<12)
  func alike(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var log = try RecordedLog(commits: [])
    for commit in RandomLog(seed: seed).commits {
      try log.record(commit)
      for _ in 0..<6 {
        var perspective = Perspective(at: RandomLog.first.adding(days: random.below(800)))
        switch random.below(4) {
        case 0: perspective.asOf = .position(GlobalPosition(UInt64(1 + random.below(log.head))))
        case 1: perspective.trust = 1 + random.below(7)
        case 2: perspective.without = [GlobalPosition(UInt64(1 + random.below(log.head)))]
        default: break
        }
        let fresh = Timeline(log: log.timeline.log)
        #expect(
          try log.timeline.members(from: perspective) == fresh.members(from: perspective), "seed \(seed)")
        #expect(
          try log.timeline.parties(from: perspective) == Timeline(log: fresh.log).parties(from: perspective),
          "seed \(seed)")
        #expect(
          try log.timeline.overview(from: perspective)
            == Timeline(log: fresh.log).overview(from: perspective),
          "seed \(seed)")
      }
    }
  }
}
