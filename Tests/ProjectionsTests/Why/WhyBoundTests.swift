import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// Explanations of many acts: what is told, and that what is not told is counted.
@Suite("Why: many acts") struct WhyBoundTests {
  /// A treaty that waits for some consents, with one of each party some time in 2000.
  private static func treaty(_ parties: Int, clause: String) throws -> SeedLog {
    let codes = (1...parties).map { "P\($0)" }
    return try SeedLog(
      lines: [
        #"{"type":"instrument","instrument":"X","title":"X","on":"1990-01-01","clause":"\#(clause)"}"#
      ] + codes.map { #"{"type":"entity","entity":"\#($0)","kind":"state","name":"\#($0)"}"# }
        + codes.map { #"{"type":"ratification","on":"2000","party":"\#($0)","instrument":"X"}"# })
  }

  @Test("Of many consents the first are named, and how many more there are", arguments: [25, 60, 150])
  func many(parties: Int) throws {
    let log = try Self.treaty(parties, clause: "when deposits >= 20")
    let inquiry = try log.timeline.inquire(from: Perspective("2000-06-01"))
    let why = try inquiry.why(.inForce("X"))
    let last = "the days of \(parties - 8) more acts, of \(parties) in all, that may lie on both sides"
    for settledBy in [why.settledBy, try #require(try inquiry.pending("X").first).settledBy] {
      #expect(settledBy.count == 9)
      #expect(settledBy.last == last)
    }
    #expect(why.alternatives.map(\.answer) == ["yes", "no"])
    let texts = why.alternatives.map(\.text)
    #expect(texts.first?.hasPrefix("at least 20 of these \(parties) came on 2000-06-01 or earlier: ") == true)
    #expect(
      texts.last?.hasPrefix("fewer than 20 of these \(parties) came on 2000-06-01 or earlier: ") == true)
    #expect(texts.allSatisfy { $0.hasSuffix(" and \(parties - 8) more") })
  }

  @Test("A condition that is no plain count is not searched either, with many acts")
  func lists() throws {
    let log = try Self.treaty(40, clause: "when deposits >= 20 and deposits >= 3")
    let why = try log.timeline.inquire(from: Perspective("2000-06-01")).why(.inForce("X"))
    #expect(why.settledBy.count == 9)
    #expect(why.alternatives.map(\.answer) == ["yes", "no"])
    #expect(why.alternatives.last?.text.hasSuffix("; and many more combinations, not told here") == true)
  }

  @Test("An instrument whose operation is suspended is in force, and the answer says both")
  func suspended() throws {
    let log = try SeedLog(lines: [
      #"{"type":"instrument","instrument":"X","title":"X","on":"1990-01-01","clause":"when deposits >= 1"}"#,
      #"{"type":"ratification","on":"1991-01-01","party":"FRA","instrument":"X"}"#,
      #"{"type":"operation-suspended","on":"2000-01-01","instrument":"X"}"#,
      #"{"type":"operation-resumed","on":"[2001-01-01..2001-12-31]","instrument":"X"}"#,
    ])
    for (day, rests, isSure) in [
      ("1999-12-31", "", true),
      ("2000-01-01", "; its operation is suspended, from 2000-01-01 until 2001", true),
      ("2001-06-01", "; its operation may be suspended, from 2000-01-01 until 2001", false),
      ("2002-01-01", "", true),
    ] {
      let inquiry = try log.timeline.inquire(from: Perspective(day))
      let why = try inquiry.why(.inForce("X"))
      let row = try #require(try inquiry.instruments("X").first)
      #expect(why.verdict == .certain)
      #expect(why.answer == "X is in force since 1991-01-01\(rests)")
      #expect(row.state == (rests.isEmpty ? "in-force" : "suspended"))
      #expect((row.certainty == .certain) == isSure)
      #expect(why.settledBy.isEmpty == isSure)
      #expect(why.chain.contains { $0.decides && $0.events.map(\.number).contains(3) } == !rests.isEmpty)
      #expect(row.events.map(\.number).contains(3) == !rests.isEmpty)
    }
  }

  @Test("A number of deposits says how many must be early", arguments: 1...5)
  func count(need: Int) throws {
    let log = try Self.treaty(5, clause: "when deposits >= \(need)")
    let why = try log.timeline.inquire(from: Perspective("2000-06-01")).why(.inForce("X"))
    #expect(why.settledBy.count == 5)
    let begin = [1: "any of these came", 5: "all of these came"][need] ?? "at least \(need) of these 5 came"
    #expect(why.alternatives.map(\.answer) == ["yes", "no"])
    #expect(why.alternatives.first?.text.hasPrefix("\(begin) on 2000-06-01 or earlier: the ") == true)
  }

  /// Acts of which each can be on both sides.
  private static func sides(_ count: Int) -> Sides {
    Sides(
      nouns: (1...count).map { "act \($0)" }, day: Day("2000-06-01")!,
      events: Array(repeating: [], count: count))
  }

  @Test("Combinations are told as a number of acts where only their number matters")
  func symmetric() {
    let lines = Self.sides(5).alternatives { $0.count <= 2 ? "yes" : "no" }
    #expect(
      lines.map { "\($0.answer) if \($0.text)" } == [
        "yes if at least 3 of these 5 came on 2000-06-01 or earlier: act 1, act 2, act 3, act 4 and act 5",
        "no if fewer than 3 of these 5 came on 2000-06-01 or earlier: act 1, act 2, act 3, act 4 and act 5",
      ])
  }

  @Test("Where not all combinations are told, every answer is, and the last line counts the rest")
  func rest() {
    let lines = Self.sides(4).alternatives { $0 == [0, 1, 2, 3] ? "C" : $0.contains(1) ? "yes" : "no" }
    #expect(lines.count == 8)
    #expect(Set(lines.map(\.answer)) == ["yes", "no", "C"])
    #expect(lines.last?.text.hasSuffix("; and 8 more combinations, not told here") == true)
    #expect(lines.dropLast().allSatisfy { !$0.text.contains("more combinations") })
  }

  @Test("A line names its act, also where the other side is open")
  func named() {
    let lines = Self.sides(1).alternatives { $0.isEmpty ? nil : "no" }
    #expect(lines.map(\.text) == ["act 1 came after 2000-06-01"])
    #expect(Self.sides(1).alternatives { $0.isEmpty ? Sides.open : "no" }.map(\.answer) == ["no"])
  }

  @Test("Two acts are tried where the orders are few; where they are many, all are named", arguments: [4, 6])
  func orders(count: Int) {
    let story = Story<MembershipState>(
      (0..<count).map { place in
        StoryAct(
          bounds: DayBounds(Day(number: 0), Day(number: 10)), rank: 8,
          positions: [GlobalPosition(UInt64(place + 1))], effect: .admit(status: "s\(place)"))
      })
    let doubt = Doubt(story: story, day: Day(number: 5)) { $0.holds("s0") && $0.holds("s1") }
    #expect(story.orders == (1...count).reduce(1, *))
    #expect(doubt.settling() == .sides(count == 4 ? [0, 1] : Array(0..<count)))
    #expect(doubt.settles([0, 1]))
  }

  @Test("Seven acts that all overlap are named together, once for the row and the explanation")
  func overlapping() throws {
    let log = try SeedLog(
      lines: [
        #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
        #"{"type":"admission","on":"1999-01-01","party":"NOR","org":"O"}"#,
      ]
        + [
          "suspension", "reinstatement", "suspension", "reinstatement", "suspension", "withdrawal",
          "admission",
        ]
        .map { type in
          #"{"type":"\#(type)","on":"2000","party":"NOR","org":"O"}"#
        })
    let inquiry = try log.timeline.inquire(from: Perspective("2000-06-01"))
    let row = try #require(try inquiry.members(of: "O").first)
    let why = try inquiry.why(.member(party: "NOR", org: "O"))
    #expect(!row.settledBy.isEmpty)
    #expect(why.settledBy == row.settledBy)
  }
}
