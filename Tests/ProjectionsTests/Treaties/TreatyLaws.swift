import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What must hold of every treaty, whatever was deposited and however well the days are known.
@Suite("Laws of entry into force") struct TreatyLaws {
  private static let states = ["FRA", "DEU", "ITA", "ESP", "PRT", "SUN", "RUS", "EU"]
  /// Clauses that a further consent can only bring nearer.
  private static let monotone = [
    "when deposits >= 3", "when deposits >= 2 effective +3m party +10d", "when all {FRA,DEU}",
    "when deposits >= 4 effective first-of-month after +60d", "when others >= 2 and all {FRA}",
    "when deposits of big >= 2 and deposits >= 3", "when share(w) >= 50% and deposits >= 2 effective +30d",
    "when deposits >= 3 effective +1y not-before 1991-01-01 reio not-additional",
    "when deposits >= 2 or share(w) >= 75%",
    "when deposits >= 2 eligible members of O effective 1st-of-month +2",
    "when deposits >= 2 modes {ratification,accession} not-before opening+6m",
  ]

  /// A log of one treaty with random deposits: some of a day, some of a range.
  private struct Story {
    var clause: String
    var deposits: [String: String] = [:]

    init(_ random: inout SeededGenerator) {
      clause = TreatyLaws.monotone.randomElement(using: &random)!
      for state in TreatyLaws.states where Int.random(in: 0..<10, using: &random) < 7 {
        deposits[state] = Story.deposit(of: state, &random)
      }
    }

    static func deposit(of state: String, _ random: inout SeededGenerator) -> String {
      let first = Day("1990-01-01")!.adding(days: Int.random(in: 0..<500, using: &random))
      let isExact = Int.random(in: 0..<3, using: &random) > 0
      let last = isExact ? first : first.adding(days: Int.random(in: 1..<120, using: &random))
      let on = isExact ? "\(first)" : "[\(first)..\(last)]"
      let form = ["ratification", "acceptance", "accession"].randomElement(using: &random)!
      return #"{"type":"\#(form)","on":"\#(on)","party":"\#(state)","instrument":"X"}"#
    }

    var lines: [String] {
      [
        #"{"type":"entity","entity":"EU","kind":"organisation","name":"EU","reio":true}"#,
        #"{"type":"entity","entity":"O","kind":"organisation","name":"O","on":"1950-01-01"}"#,
        #"{"type":"admission","on":"1960-01-01","party":["FRA","DEU","ITA","SUN"],"org":"O"}"#,
        #"{"type":"admission","on":"[1990-06-01..1990-09-01]","party":"ESP","org":"O"}"#,
        #"{"type":"category","category":"big","parties":["FRA","DEU","SUN"]}"#,
        #"{"type":"table","table":"w","unit":"t","total":100,"values":{"FRA":30,"DEU":25,"SUN":20,"ITA":15,"PRT":10}}"#,
        #"{"type":"instrument","instrument":"X","title":"X","on":"1990-01-01","clause":"\#(clause)"}"#,
      ] + deposits.sorted { $0.key < $1.key }.map(\.value)
    }

    func history() throws -> InstrumentHistory {
      try SeedLog(lines: lines).timeline.world(Perspective(at: .last)).instrument("X")
    }
  }

  /// The day, or never.
  private func derived(_ history: InstrumentHistory) -> DayBounds {
    history.force.derived ?? DayBounds(.distantFuture)
  }

  @Test("No party is bound before the treaty is in force", arguments: 1...60)
  func general(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let story = Story(&random)
    let history = try story.history()
    let general = derived(history)
    for party in history.parties.values {
      guard let own = party.force else { continue }
      #expect(
        own.earliest >= general.earliest && own.latest >= general.latest, "seed \(seed): \(party.party)")
    }
  }

  @Test("A further deposit never makes the entry into force later, one less never earlier", arguments: 1...60)
  func further(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var story = Story(&random)
    let before = derived(try story.history())
    guard let state = Self.states.filter({ story.deposits[$0] == nil }).randomElement(using: &random) else {
      return
    }
    story.deposits[state] = Story.deposit(of: state, &random)
    let after = derived(try story.history())
    #expect(
      after.earliest <= before.earliest && after.latest <= before.latest,
      "seed \(seed): \(story.clause): \(state) \(before) \(after)")
  }

  @Test("The n-th deposit has the number n, and those of one day share theirs", arguments: 1...30)
  func numbers(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let deposits = try Story(&random).history().deposits()
    for deposit in deposits {
      let day = deposit.consent.bounds
      let before = deposits.count { $0.consent.bounds.latest < day.earliest }
      let notAfter = deposits.count { $0.consent.bounds.earliest <= day.latest }
      #expect(deposit.number == (before + 1)...notAfter, "seed \(seed): \(deposit.party)")
    }
    let exact = deposits.filter { one in
      deposits.allSatisfy {
        $0.party == one.party || $0.consent.bounds.intersection(one.consent.bounds) == nil
      }
    }
    #expect(exact.allSatisfy { $0.number.count == 1 }, "seed \(seed)")
  }

  @Test("The order of the lines changes neither the day nor who completed it", arguments: 1...20)
  func order(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let story = Story(&random)
    let straight = try story.history()
    let mixed = try SeedLog(lines: story.lines.shuffled(using: &random)).timeline
      .world(Perspective(at: .last)).instrument("X")
    #expect(mixed.force.derived == straight.force.derived, "seed \(seed)")
    #expect(mixed.completedBy == straight.completedBy, "seed \(seed)")
  }
}
