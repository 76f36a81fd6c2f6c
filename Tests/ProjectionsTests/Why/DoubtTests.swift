import EventLog
import TestSupport
import Testing

@testable import Projections

/// What settles an answer, on stories of any shape.
@Suite("Why: a doubt") struct DoubtTests {
  typealias Act = StoryAct<MembershipState.Effect>

  private static let effects: [(MembershipState.Effect, rank: Int)] = [
    (.admit(status: "member"), 8), (.admit(status: "member"), 8), (.cease(status: nil), 13),
    (.suspend(scope: "all"), 9), (.reinstate(scope: "all"), 10), (.suspend(scope: "rights"), 9),
    (.giveNotice(0), 12), (.depart(notice: 0), -1), (.revokeNotice, 12),
  ]

  private static func story(_ generator: inout SeededGenerator) -> Story<MembershipState> {
    Story(
      (0..<(1 + generator.below(5))).map { place in
        let (effect, rank) = generator.pick(effects)
        let earliest = Day(number: Int32(generator.below(7)))
        let latest = earliest.adding(days: generator.oneIn(3) ? 0 : generator.below(6))
        return Act(
          bounds: DayBounds(earliest, latest), rank: rank, positions: [GlobalPosition(UInt64(place + 1))],
          effect: effect)
      })
  }

  private static func answer(_ state: MembershipState) -> MembershipState.Standing? {
    state.isHolding ? state.standing : nil
  }

  @Test("To know the days of the acts that are named leaves one answer", arguments: 0..<20)
  func settled(batch: Int) throws {
    for number in 0..<50 {
      let seed = UInt64(batch * 50 + number)
      var generator = SeededGenerator(seed: seed)
      let story = Self.story(&generator)
      for number in Int32(-1)...12 {
        let day = Day(number: number)
        let doubt = Doubt(story: story, day: day, answer: Self.answer)
        let answers = Set(story.states(on: day).map(Self.answer))
        guard let settling = doubt.settling() else {
          #expect(answers.count == 1, "seed \(seed), day \(number)")
          continue
        }
        #expect(answers.count > 1, "seed \(seed), day \(number)")
        try expect(settling, settles: story, on: day, &generator, "seed \(seed), day \(number)")
      }
    }
  }

  /// Puts the acts on days of their bounds, in several ways.
  private func expect(
    _ settling: Doubt<MembershipState, MembershipState.Standing?>.Settling,
    settles story: Story<MembershipState>,
    on day: Day, _ generator: inout SeededGenerator, _ comment: Comment
  ) throws {
    let acts: [Int]
    switch settling {
    case .sides(let sides):
      acts = sides
      for act in sides { #expect(!story.acts[act].bounds.isExact, comment) }
    case .days(let open): acts = open
    case .order(let one, let other): acts = [one, other]
    }
    #expect(!acts.isEmpty, comment)
    for _ in 0..<6 {
      var bounds: [Int: DayBounds] = [:]
      for act in acts {
        let own = story.acts[act].bounds
        let span = Int(own.latest.number - own.earliest.number)
        bounds[act] = DayBounds(own.earliest.adding(days: generator.below(span + 1)))
      }
      guard let known = story.cut(bounds) else { continue }
      #expect(Set(known.states(on: day).map(Self.answer)).count == 1, comment)
    }
  }

  @Test("One act is named where one is enough")
  func single() {
    let story = Story<MembershipState>([
      Act(
        bounds: DayBounds(Day(number: 0), Day(number: 10)), rank: 8, positions: [GlobalPosition(1)],
        effect: .admit(status: "member")),
      Act(
        bounds: DayBounds(Day(number: 20), Day(number: 30)), rank: 13, positions: [GlobalPosition(2)],
        effect: .cease(status: nil)),
    ])
    func settling(_ day: Int32) -> Doubt<MembershipState, Bool>.Settling? {
      Doubt(story: story, day: Day(number: day)) { $0.isHolding }.settling()
    }
    #expect(settling(5) == .sides([0]))
    #expect(settling(25) == .sides([1]))
    #expect(settling(15) == nil)
    #expect(settling(10) == nil)
    #expect(settling(40) == nil)
  }

  @Test("Two acts of one year before the day: what is not known is which came first")
  func order() {
    let year = DayBounds(Day(number: 0), Day(number: 365))
    let story = Story<OfficeState>([
      StoryAct(bounds: year, rank: 14, positions: [GlobalPosition(1)], effect: .take("A")),
      StoryAct(bounds: year, rank: 14, positions: [GlobalPosition(2)], effect: .take("B")),
    ])
    let doubt = Doubt(story: story, day: Day(number: 400), answer: \.holder)
    #expect(doubt.settling() == .order(0, 1))
  }

  @Test("Where no two acts are enough, all that may lie on both sides are named")
  func several() {
    let bounds = DayBounds(Day(number: 0), Day(number: 10))
    let story = Story<MembershipState>(
      (0..<3).map { place in
        Act(
          bounds: bounds, rank: 8, positions: [GlobalPosition(UInt64(place + 1))],
          effect: .admit(status: "s\(place)"))
      })
    let doubt = Doubt(story: story, day: Day(number: 5)) { $0.held.map(\.status) }
    #expect(doubt.settling() == .sides([0, 1, 2]))
    #expect(!doubt.settles([0, 1]))
  }
}
