import TestSupport

/// The random log of one seed, compared from every perspective.
struct SeedComparison {
  let seed: UInt64
  /// What differs, with the perspective in which it does; empty where all is well.
  private(set) var differences: [(perspective: String, lines: [String])] = []
  /// How much was compared, where the engine was less sure, and what had too many completions.
  private(set) var compared = 0
  private(set) var wider = 0
  private(set) var skipped = 0

  init(seed: UInt64) throws { try self.init(RecordedLog(seed: seed), seed: seed) }

  init(_ log: RecordedLog, seed: UInt64) throws {
    self.seed = seed
    for perspective in log.perspectives(seed: seed) {
      let comparison = try OracleComparison(log, from: perspective, days: log.days(atMost: 32))
      if !comparison.differences.isEmpty { differences.append((perspective.words, comparison.differences)) }
      compared += comparison.compared
      wider += comparison.wider
      skipped += comparison.skipped
    }
  }

  /// What differs, at most some lines of each perspective.
  func text(atMost count: Int) -> String {
    differences.map { "\($0.perspective):\n\($0.lines.prefix(count).joined(separator: "\n"))\n" }.joined()
  }
}
