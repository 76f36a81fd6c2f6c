import TestSupport
import Threads

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Compares the engine with the oracle over many random logs, on all cores, and prints what differs.
///
/// The environment says which: `LOGS` of them, the first of seed `FROM`. `SEED` prints one log instead, with all that
/// differs. The status is 1 where something does.
@main struct Sweep {
  static func main() async throws {
    func number(_ name: String) -> UInt64? { environmentVariable(name).flatMap { UInt64($0) } }
    if let seed = number("SEED") { return try show(seed) }
    let first = number("FROM") ?? 0
    let findings = Findings(seeds: first..<first + (number("LOGS") ?? 10_000))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<(number("JOBS") ?? 2) {
        group.addTask {
          while let seed = findings.next() { findings.take(try SeedComparison(seed: seed)) }
        }
      }
      try await group.waitForAll()
    }
    say(findings.summary)
    if findings.hasFailed { exit(1) }
  }

  /// Prints one log and all that differs.
  private static func show(_ seed: UInt64) throws {
    let log = try RecordedLog(seed: seed)
    for record in log.records {
      say("#\(record.position) \(String(decoding: record.event.canonicalJSON, as: UTF8.self))")
    }
    let comparison = try SeedComparison(log, seed: seed)
    say(comparison.text(atMost: 40))
    if !comparison.differences.isEmpty { exit(1) }
  }

  /// Prints a line at once, also into a pipe.
  fileprivate static func say(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
  }
}

/// What was found so far, by all that compare.
private final class Findings: Sendable {
  private struct State {
    var next: UInt64
    var done = 0
    var compared = 0
    var wider = 0
    var skipped = 0
    var differing: [UInt64] = []
  }

  private let end: UInt64
  private let state: Guarded<State>

  init(seeds: Range<UInt64>) {
    end = seeds.upperBound
    state = Guarded(State(next: seeds.lowerBound))
  }

  /// The next seed to compare, `nil` after the last.
  func next() -> UInt64? {
    state.withLock { state in
      guard state.next < end else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  /// Adds what one log gave, and says at once what differs.
  func take(_ comparison: SeedComparison) {
    state.withLock { state in
      state.done += 1
      state.compared += comparison.compared
      state.wider += comparison.wider
      state.skipped += comparison.skipped
      if !comparison.differences.isEmpty {
        state.differing.append(comparison.seed)
        Sweep.say("seed \(comparison.seed), \(comparison.text(atMost: 1))")
      }
    }
  }

  /// Whether a log differs, or so much is less sure that the comparison says little.
  var hasFailed: Bool {
    state.withLock { !$0.differing.isEmpty || $0.wider * 20 >= max($0.compared, 1) }
  }

  /// What was done, and which logs differ.
  var summary: String {
    let all = state.withLock { $0 }
    let seeds = all.differing.sorted().map(String.init).joined(separator: " ")
    let counts = "\(all.compared) answers compared, \(all.wider) less sure, \(all.skipped) questions skipped"
    return "\(all.done) logs, \(counts); \(seeds.isEmpty ? "nothing differs" : "these differ: \(seeds)")"
  }
}
