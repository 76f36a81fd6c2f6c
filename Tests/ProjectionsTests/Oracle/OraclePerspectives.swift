import Diplomacy
import EventLog
import TestSupport

extension RecordedLog {
  /// The whole log, and two other ways to look at it.
  func perspectives(seed: UInt64) -> [OraclePerspective] {
    var random = SeededGenerator(seed: seed &+ 1_000_003)
    var asOf = OraclePerspective()
    asOf.asOf = 1 + random.below(head)
    var sources = OraclePerspective()
    sources.trust = random.oneIn(2) ? 1 + random.below(7) : nil
    if sources.trust == nil || random.oneIn(3) {
      sources.publishedBy = RandomLog.first.adding(days: random.below(120))
    }
    var without = OraclePerspective()
    for record in records where random.oneIn(6) {
      switch record.event.act {
      case .entity, .instrument, .table, .category: break
      default: without.without.insert(record.position)
      }
    }
    return [OraclePerspective(), asOf, seed.isMultiple(of: 2) ? sources : without]
  }
}

extension OraclePerspective {
  /// What is not as usual.
  var words: String {
    var words: [String] = []
    if asOf != .max { words.append("as of #\(asOf)") }
    if let publishedBy { words.append("published by \(publishedBy)") }
    if let trust { words.append("trust \(trust)") }
    if !without.isEmpty { words.append("without \(without.sorted())") }
    return words.isEmpty ? "the whole log" : words.joined(separator: ", ")
  }
}
