import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

@Suite("Random logs: the engine answers as the oracle") struct OracleLaws {
  /// How many logs are compared; many more, built for release, by `make sweep`.
  static let logs = environmentVariable("TIMELINE_LOGS").flatMap { Int($0) } ?? 300
  static let batch = 10
  static let from = environmentVariable("TIMELINE_FROM").flatMap { Int($0) } ?? 0

  @Test("Every view on every day is what all completions say", arguments: 0..<(logs / batch))
  func answers(number: Int) throws {
    var (compared, wider, skipped) = (0, 0, 0)
    for seed in (Self.from + number * Self.batch)..<(Self.from + (number + 1) * Self.batch) {
      let comparison = try SeedComparison(seed: UInt64(seed))
      #expect(comparison.differences.isEmpty, "seed \(seed), \(comparison.text(atMost: 4))")
      compared += comparison.compared
      wider += comparison.wider
      skipped += comparison.skipped
    }
    // Where things depend on one another the engine may be less sure; that is to stay rare.
    #expect(wider * 20 < compared, "batch \(number): \(wider) of \(compared) answers are less sure")
    #expect(skipped < 20, "batch \(number): \(skipped) questions have too many completions")
    if let file = environmentVariable("TIMELINE_LOGS_REPORT") {
      try Files.write(Array("\(compared) \(wider) \(skipped)\n".utf8), to: "\(file).\(number)")
    }
  }
}

/// One log alone: `TIMELINE_SEED=n` prints it with everything that differs.
@Suite("One random log", .enabled(if: environmentVariable("TIMELINE_SEED") != nil, "for looking at one seed"))
struct OracleSeedTests {
  @Test("Prints the log of a seed, and what differs")
  func one() throws {
    let seed = environmentVariable("TIMELINE_SEED").flatMap { UInt64($0) } ?? 0
    let log = try RecordedLog(seed: seed)
    var text = ""
    for record in log.records {
      text += "#\(record.position) \(String(decoding: record.event.canonicalJSON, as: UTF8.self))\n"
    }
    text += try SeedComparison(log, seed: seed).text(atMost: 4)
    try Files.write(Array(text.utf8), to: environmentVariable("TIMELINE_SEED_FILE") ?? "/dev/stdout")
  }
}
