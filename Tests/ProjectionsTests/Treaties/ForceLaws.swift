import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// A treaty of which only the days of consents are not known, held against every world.
@Suite("Laws of entry into force for one party") struct ForceLaws {
  private static let clauses = [
    "when deposits >= 2", "when deposits >= 3", "when deposits >= 2 and all {FRA}", "when all {FRA,DEU}",
    "when deposits >= 3 or all {FRA,DEU}", "when others >= 1 and all {ITA}", "when share(w) >= 50%",
    "when deposits of {FRA,DEU,ITA} >= 2", "when deposits >= 2 modes {ratification}", "when all signatories",
  ]
  private static let states = ["FRA", "DEU", "ITA", "ESP"]

  /// Some consents, half of them of a range; sometimes one of them is taken back, or the treaty belongs to another.
  private static func log(_ random: inout SeededGenerator, takesBack: Bool) throws -> RecordedLog {
    var text = random.pick(clauses)
    if random.oneIn(2) { text += " effective " + random.pick(["+5d", "+12d", "first-of-month after +2d"]) }
    if random.oneIn(2) { text += " party " + random.pick(["same", "none", "+3d", "+9d"]) }
    if random.oneIn(6) { text += " not-before 2000-01-20" }
    func date(_ width: Int) -> String {
      let first = Day("2000-01-01")!.adding(days: random.below(16))
      let last = first.adding(days: random.below(width))
      return random.oneIn(2) || first == last ? "\(first)" : "[\(first)..\(last)]"
    }
    let parent = random.oneIn(6) ? #","parent":"P""# : ""
    var lines = [
      #"{"type":"table","table":"w","unit":"t","total":100,"values":{"FRA":40,"DEU":30,"ITA":20,"ESP":10}}"#,
      #"{"type":"instrument","instrument":"P","title":"P","on":"1990-01-01","clause":"when deposits >= 1"}"#,
      #"{"type":"instrument","instrument":"X","title":"X","on":"1990-01-01","clause":"\#(text)"\#(parent)}"#,
      #"{"type":"signature","on":"1990-01-01","party":["FRA","DEU"],"instrument":"X"}"#,
    ]
    if !parent.isEmpty {
      lines.append(#"{"type":"ratification","on":"\#(date(8))","party":"PRT","instrument":"P"}"#)
    }
    for state in states where !random.oneIn(6) {
      let form = random.pick(["ratification", "ratification", "accession"])
      lines.append(#"{"type":"\#(form)","on":"\#(date(9))","party":"\#(state)","instrument":"X"}"#)
    }
    if takesBack {
      lines.append(
        #"{"type":"consent-withdrawn","on":"\#(date(12))","party":"\#(random.pick(states))","instrument":"X"}"#
      )
    }
    return try RecordedLog(lines: lines)
  }

  /// What differs: a state that some world has and the row has not, and one that is in all worlds and not certain.
  ///
  /// - Parameter wider: counts the days on which a row has states that no world has, of those in `compared`.
  private static func differences(
    _ log: RecordedLog, isExact: Bool, wider: inout Int, of compared: inout Int
  ) throws -> [String] {
    let days = (-2..<50).map { Day("2000-01-01")!.adding(days: $0) }
    let oracle = OracleWorld(log.records, limit: 20_000)
    let world = try log.timeline.world(Perspective(at: .last))
    let history = try world.instrument("X")
    return try oracle.allParties(to: "X").flatMap { party -> [String] in
      guard let answer = oracle.answer(party, to: "X", on: days) else { return ["\(party): too many worlds"] }
      return try days.compactMap { day in
        let row = try history.parties[party].flatMap { try world.partyRow($0, of: "X", on: day) }
        let found = row.map { Set([$0.state] + $0.alternatives) } ?? ["none"]
        let steps = answer.values[day]!
        compared += 1
        if found.isStrictSuperset(of: steps) { wider += 1 }
        if found.isSuperset(of: steps), !isExact || steps.count > 1 || found == steps { return nil }
        return "\(party) on \(day): \(found.sorted()), and in all worlds \(steps.sorted())"
      }
    }
  }

  @Test("What an instrument is to a party in all worlds is certain", arguments: 0..<20)
  func certain(batch: Int) throws {
    var (wider, compared) = (0, 0)
    for seed in batch * 5..<batch * 5 + 5 {
      var random = SeededGenerator(seed: UInt64(seed))
      let log = try Self.log(&random, takesBack: false)
      let found = try Self.differences(log, isExact: true, wider: &wider, of: &compared)
      #expect(found.isEmpty, "seed \(seed): \(found.prefix(3)) \(log.words)")
    }
  }

  @Test(
    "What an instrument is to a party in any world is possible, whatever may have been taken back, and little else",
    arguments: 0..<20)
  func possible(batch: Int) throws {
    var (wider, compared) = (0, 0)
    for seed in batch * 5..<batch * 5 + 5 {
      var random = SeededGenerator(seed: UInt64(seed))
      let log = try Self.log(&random, takesBack: true)
      let found = try Self.differences(log, isExact: false, wider: &wider, of: &compared)
      #expect(found.isEmpty, "seed \(seed): \(found.prefix(3)) \(log.words)")
    }
    #expect(wider * 20 <= compared, "batch \(batch): \(wider) of \(compared)")
  }
}

extension RecordedLog {
  /// The records, to look at.
  fileprivate var words: String {
    records.map { String(decoding: $0.event.canonicalJSON, as: UTF8.self) }.joined(separator: "\n")
  }
}
