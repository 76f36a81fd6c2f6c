import EventLog
import TestSupport
import Testing

@testable import Projections

/// The definition of certainty, carried out: every day of every act, in every combination.
private struct Enumeration {
  typealias Act = StoryAct<MembershipState.Effect>

  /// The states on each day of the window.
  private(set) var states: [Int32: Set<MembershipState>] = [:]
  /// Every warning, with whether all completions that count raise it.
  private(set) var findings: Set<Finding> = []

  /// A warning of an act.
  struct Finding: Hashable {
    var act: Int
    var code: FindingCode
    var isCertain: Bool
    var days: DayBounds
  }

  /// One choice of a day for each act.
  private struct Completion {
    var states: [Int32: MembershipState] = [:]
    var days: [Day]
    var warnings: [(act: Int, code: FindingCode)] = []
  }

  /// Over every completion that counts.
  init(_ acts: [Act], window: ClosedRange<Int32>) {
    var completions: [Completion] = []
    var days = acts.map(\.bounds.earliest.number)
    while true {
      let order = acts.indices.sorted {
        days[$0] != days[$1] ? days[$0] < days[$1] : acts[$0].precedesWithinDay(acts[$1])
      }
      var completion = Completion(days: days.map { Day(number: $0) })
      var state = MembershipState()
      var changes: [(day: Int32, state: MembershipState)] = []
      for act in order {
        if let code = state.apply(acts[act].effect, act: act, ending: nil) {
          completion.warnings.append((act, code))
        }
        changes.append((days[act], state))
      }
      for day in window {
        completion.states[day] = changes.last { $0.day <= day }?.state ?? MembershipState()
      }
      completions.append(completion)
      guard let place = acts.indices.first(where: { days[$0] < acts[$0].bounds.latest.number }) else { break }
      for earlier in 0..<place { days[earlier] = acts[earlier].bounds.earliest.number }
      days[place] += 1
    }
    let fewest = completions.map(\.warnings.count).min()
    take(completions.filter { $0.warnings.count == fewest })
  }

  private mutating func take(_ completions: [Completion]) {
    for completion in completions {
      for (day, state) in completion.states { states[day, default: []].insert(state) }
    }
    let all = Set(completions.flatMap { $0.warnings.map { [String($0.act), $0.code.rawValue] } })
    for pair in all {
      let act = Int(pair[0])!
      let code = FindingCode(rawValue: pair[1])!
      let raising = completions.filter { $0.warnings.contains { $0 == (act, code) } }
      let days = raising.map { $0.days[act] }
      findings.insert(
        Finding(
          act: act, code: code, isCertain: raising.count == completions.count,
          days: DayBounds(days.min()!, days.max()!)))
    }
  }
}

@Suite("A story") struct StoryTests {
  private static let effects: [(MembershipState.Effect, rank: Int)] = [
    (.admit(status: "member"), 8), (.admit(status: "observer"), 8), (.cease(status: nil), 13),
    (.cease(status: "member"), 13), (.suspend(scope: "all"), 9), (.reinstate(scope: "all"), 10),
    (.suspend(scope: "rights"), 9), (.request(.suspension), 7), (.giveNotice(0), 12),
    (.depart(notice: 0), -1),
    (.revokeNotice, 12), (.freeze, 11), (.resume, 11),
  ]

  @Test("States and warnings are those of all completions that count", arguments: 0..<40)
  func enumerated(batch: Int) {
    for number in 0..<25 {
      let seed = UInt64(batch * 25 + number)
      var generator = SeededGenerator(seed: seed)
      let acts = (0..<(1 + generator.below(5))).map { place in
        let (effect, rank) = generator.pick(Self.effects)
        let earliest = Day(number: Int32(generator.below(7)))
        let latest = earliest.adding(days: generator.oneIn(2) ? 0 : generator.below(5))
        return StoryAct(
          bounds: DayBounds(earliest, latest), rank: rank, positions: [GlobalPosition(UInt64(place + 1))],
          effect: effect)
      }
      let story = Story<MembershipState>(acts)
      let expected = Enumeration(story.acts, window: -1...13)
      for day in Int32(-1)...13 {
        let found = Set(story.states(on: Day(number: day)))
        #expect(found == expected.states[day], "seed \(seed), day \(day)")
      }
      let findings = story.findings.map {
        Enumeration.Finding(
          act: $0.act, code: $0.code, isCertain: $0.isCertain, days: $0.days)
      }
      #expect(Set(findings) == expected.findings, "seed \(seed)")
      #expect(findings.count == expected.findings.count, "seed \(seed)")
    }
  }

  @Test("Open bounds are answered as possible at any time inside them")
  func open() {
    let story = Story<MembershipState>([
      StoryAct(
        bounds: DayBounds(.distantPast, Day(number: 10)), rank: 8, positions: [GlobalPosition(1)],
        effect: .admit(status: "member")),
      StoryAct(
        bounds: DayBounds(Day(number: 20), .distantFuture), rank: 13, positions: [GlobalPosition(2)],
        effect: .cease(status: nil)),
    ])
    #expect(story.states(on: Day(number: -1_000)).map(\.isHolding) == [false, true])
    #expect(story.states(on: Day(number: 15)).map(\.isHolding) == [true])
    #expect(Set(story.states(on: Day(number: 30)).map(\.isHolding)) == [true, false])
  }

  @Test("More overlapping acts than can be ordered are marked as approximate, and no last one is lost")
  func crowded() {
    let acts = (0..<9).map { place in
      StoryAct(
        bounds: DayBounds(Day(number: 0), Day(number: 100)), rank: 14,
        positions: [GlobalPosition(UInt64(place + 1))], effect: OfficeState.Effect.take("h\(place)"))
    }
    let next = StoryAct(
      bounds: DayBounds(Day(number: 200)), rank: 14, positions: [GlobalPosition(10)],
      effect: OfficeState.Effect.take("next"))
    let story = Story<OfficeState>(acts + [next])
    #expect(story.isApproximate(on: Day(number: 50)))
    #expect(story.isApproximate(on: Day(number: 150)))
    #expect(Set(story.states(on: Day(number: 150)).compactMap(\.holder)).count == 9)
    #expect(story.states(on: Day(number: 250)).compactMap(\.holder) == ["next"])
    #expect(!story.isApproximate(on: Day(number: 250)))
  }
}
