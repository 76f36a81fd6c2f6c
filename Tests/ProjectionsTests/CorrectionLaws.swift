import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// Corrections of corrections, however they are knit.
@Suite("Laws of corrections") struct CorrectionLaws {
  private typealias Entry = (position: GlobalPosition, correction: Correction)

  /// What is in force, from the rule alone: a correction is undone by one in force, and in force where all that would
  /// undo it are not; what neither can be said of stands in a circle and does nothing.
  private static func inForce(_ entries: [Entry]) -> Set<GlobalPosition> {
    var verdicts: [GlobalPosition: Bool] = [:]
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for entry in entries where verdicts[entry.position] == nil {
        let against = entries.filter { other in
          other.correction.target == .position(entry.position)
            && (other.correction.action == .retract || other.correction.action == .replace)
        }.map { verdicts[$0.position] }
        if against.contains(true) {
          verdicts[entry.position] = false
        } else if against.allSatisfy({ $0 == false }) {
          verdicts[entry.position] = true
        }
        hasChanged = hasChanged || verdicts[entry.position] != nil
      }
    }
    return Set(verdicts.filter(\.value).keys)
  }

  @Test("What is in force, removed and disputed follows from the rule, circles included", arguments: 0..<200)
  func random(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let count = 2 + generator.below(14)
    let entries = (0..<count).map { number -> Entry in
      let target = GlobalPosition(UInt64(1 + generator.below(3 + count)))
      let action = generator.pick([Correction.Action.retract, .retract, .replace, .confirm, .dispute])
      return (GlobalPosition(UInt64(number + 4)), Correction(action: action, target: .position(target)))
    }
    let corrections = try Corrections(entries) { _ in nil }
    let active = Self.inForce(entries)
    for entry in entries {
      #expect(
        corrections.isActive(entry.position) == active.contains(entry.position), "seed \(seed), \(entry)")
    }
    for number in 1...(3 + count) {
      let position = GlobalPosition(UInt64(number))
      let own = entries.filter { active.contains($0.position) && $0.correction.target == .position(position) }
      let removal = own.filter { [.retract, .replace].contains($0.correction.action) }.map(\.position).max()
      #expect(corrections.removal(of: position) == removal, "seed \(seed), \(position)")
      let checked = own.filter { $0.correction.action == .confirm }.map(\.position).max() ?? .start
      let disputes = own.filter { $0.correction.action == .dispute && $0.position > checked }.map(\.position)
      #expect(corrections.disputes(of: position) == disputes, "seed \(seed), \(position)")
    }
  }

  @Test("A chain of fifty retractions is followed to its end, and shown whole from either side")
  func chain() throws {
    var lines = [
      #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#,
      #"{"id":"e0","type":"admission","on":"2001-01-01","party":"FRA","org":"ORG"}"#,
    ]
    for number in 1...50 {
      lines.append(
        #"{"id":"e\#(number)","type":"correction","action":"retract","target":"e\#(number - 1)","reason":"r\#(number)"}"#
      )
    }
    let log = try SeedLog(lines: lines)
    let late = Perspective("2010-01-01")
    #expect(try log.timeline.members(of: "ORG", from: late).count == 1)
    for number in [1, 2, 3, 49] {
      var then = late
      then.asOf = .position(GlobalPosition(UInt64(number + 2)))
      // Fifty undo forty-nine, and so on down: an even number of them leaves the act in place.
      #expect(try log.timeline.members(of: "ORG", from: then).count == (number % 2 == 0 ? 1 : 0), "\(number)")
    }
    let inquiry = try log.timeline.inquire(from: late)
    let down = try inquiry.corrections(of: GlobalPosition(2))
    #expect(down.map(\.record.id.text) == (1...50).map { "e\($0)" })
    #expect(down.map(\.correction?.reason) == (1...50).map { "r\($0)" })
    #expect(down.map(\.standing.isInForce) == (1...50).map { $0 % 2 == 0 })
    let up = try inquiry.targets(of: GlobalPosition(52))
    #expect(up.map(\.record.id.text) == (0..<50).reversed().map { "e\($0)" })
  }

  @Test("A correction shows from its own position on, and what retracts it brings the old state back")
  func reinstated() throws {
    let log = try SeedLog(lines: [
      #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#,
      #"{"id":"a","type":"admission","on":"2001-01-01","party":"FRA","org":"ORG"}"#,
      #"{"id":"c","type":"correction","action":"replace","target":"a","with":{"type":"admission","on":"2003-01-01","party":"FRA","org":"ORG"}}"#,
      #"{"id":"d","type":"correction","action":"retract","target":"c"}"#,
    ])
    for (position, since) in [(2, "2001-01-01"), (3, "2003-01-01"), (4, "2001-01-01")] {
      var then = Perspective("2010-01-01")
      then.asOf = .position(GlobalPosition(UInt64(position)))
      #expect(try log.timeline.members(of: "ORG", from: then).map(\.since) == [since])
    }
    let inquiry = try log.timeline.inquire(from: Perspective("2010-01-01"))
    #expect(try inquiry.standing(of: GlobalPosition(2)).isPlain)
    #expect(try inquiry.standing(of: GlobalPosition(3)).correctedBy == GlobalPosition(4))
  }
}
