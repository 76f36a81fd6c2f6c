import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What is stored beside the events may make an answer faster and never another one.
@Suite("Laws of stored histories") struct StoredHistoryLaws {
  private static let seeds = (0..<16).map { UInt64(9_000 + $0) }

  /// A random log with States that end, go on and are renamed, and with claims and corrections of that.
  private static func commits(seed: UInt64) throws -> [[DiplomaticEvent]] {
    var random = SeededGenerator(seed: seed)
    var commits = RandomLog(seed: seed).commits
    var ids: [String] = []
    for number in 0..<(4 + random.below(6)) {
      let day = EDTF(RandomLog.first.adding(days: random.below(700)))
      let (from, to) = (random.pick(RandomLog.states), random.pick(RandomLog.states))
      let kind = random.pick([
        StateChange.Kind.continuation, .continuation, .dissolution, .separation, .renaming,
      ])
      var change = StateChange(kind: kind, predecessors: [from])
      if kind == .renaming { change.name = "Name \(number)" } else if from != to { change.successors = [to] }
      var event = DiplomaticEvent(.stateChange(change), id: "h\(number)", on: day)
      switch random.below(5) {
      case 0: event = DiplomaticEvent(.claim(Claim(says: EventTemplate(event))), id: "h\(number)", on: day)
      case 1...2 where !ids.isEmpty:
        let action = random.pick([Correction.Action.replace, .replace, .retract, .dispute, .confirm])
        var correction = Correction(action: action, target: .id(random.pick(ids)))
        if action == .replace {
          event.id = nil
          correction.with = event
        }
        event = DiplomaticEvent(.correction(correction), id: "h\(number)")
      default: break
      }
      ids.append("h\(number)")
      commits.append([event])
      if let other = commits.randomElement(using: &random)?.first?.id { ids.append(other) }
    }
    return commits
  }

  /// Records commits, those from one on without adding to the histories.
  private func timeline(
    _ commits: [[DiplomaticEvent]], in folder: TemporaryFolder, keeping kept: Int
  ) throws -> Timeline {
    let clock = TestClock(Instant.end(of: RandomLog.first))
    let path = folder.file("kept-\(kept).mdb")
    var options = EventLog.Options()
    options.histories = kept == 0 ? nil : .standard
    var recorded: [Event] = []
    for (number, commit) in commits.enumerated() {
      if number >= kept { options.histories = nil }
      let writing = Timeline(log: try EventLog.open(at: path, options: options, clock: clock.read))
      var recorder = try Recorder(timeline: writing)
      for event in commit { try recorder.look(event) }
      if recorder.awaitsTargets { for event in commit { try recorder.lookForTargets(event) } }
      clock.move(by: 5 * 86_400_000_000)
      let new = commit.compactMap { try? recorder.prepare($0) }
      // Few events would wait to be entered with others: with what is there already they are many.
      _ = try writing.log.append(number < kept ? recorded + new : new)
      recorded += new
    }
    return try Timeline.open(at: path, clock: clock.read)
  }

  private func answers(_ world: World, _ days: [Day]) throws -> [Answers.Everything] {
    try days.map { try Answers(world: world).all(on: $0) }
  }

  @Test("Answers are the same with them, without them, and with those of a part of the log", arguments: seeds)
  func alike(seed: UInt64) throws {
    let folder = TemporaryFolder()
    let commits = try Self.commits(seed: seed)
    let days = [-1, 40, 200, 400, 600, 900].map { RandomLog.first.adding(days: $0) }
    let whole = try timeline(commits, in: folder, keeping: commits.count)
    let covered = try #require(try whole.log.history("x")).covered
    #expect(try covered == whole.log.head(), "seed \(seed)")
    for perspective in [
      Perspective(at: .last), Perspective(at: .last, asOf: .position(GlobalPosition(covered.number / 2))),
      Perspective(at: .last, trust: 3), Perspective(at: .last, without: [GlobalPosition(covered.number - 1)]),
    ] {
      let expected = try answers(whole.world(perspective), days)
      let conflicts = try Answers(world: whole.world(perspective)).conflicts()
      for kept in [0, 1, commits.count - 5] {
        let part = try timeline(commits, in: folder, keeping: kept)
        try #require(try part.log.history("x")?.covered != covered, "seed \(seed), \(kept)")
        #expect(try answers(part.world(perspective), days) == expected, "seed \(seed), \(kept) commits kept")
        #expect(try Answers(world: part.world(perspective)).conflicts() == conflicts, "seed \(seed), \(kept)")
      }
    }
  }

  @Test("Corrections that are looked for give what all of them give", arguments: seeds)
  func corrections(seed: UInt64) throws {
    let commits = try Self.commits(seed: seed)
    let whole = try timeline(commits, in: TemporaryFolder(), keeping: commits.count)
    let days = [40, 200, 400, 600].map { RandomLog.first.adding(days: $0) }
    let searching = try whole.world(Perspective(at: .last))
    let knowing = try whole.world(Perspective(at: .last))
    let all = try knowing.corrections()
    #expect(try answers(searching, days) == answers(knowing, days), "seed \(seed)")
    for number in 1...(try whole.log.head().number) {
      let position = GlobalPosition(number)
      let near = try searching.corrections(around: position)
      #expect(near.removal(of: position) == all.removal(of: position), "seed \(seed), \(position)")
      #expect(near.disputes(of: position) == all.disputes(of: position), "seed \(seed), \(position)")
      #expect(
        near.confirmations(of: position) == all.confirmations(of: position), "seed \(seed), \(position)")
      #expect(near.target(of: position) == all.target(of: position), "seed \(seed), \(position)")
      #expect(near.corrections(of: position) == all.corrections(of: position), "seed \(seed), \(position)")
      #expect(
        near.isActiveReplacement(position) == all.isActiveReplacement(position), "seed \(seed), \(position)")
      if all.action(of: position) != nil {
        #expect(near.isActive(position) == all.isActive(position), "seed \(seed), \(position)")
      }
    }
  }

  @Test("Made anew they are those that the appends made, and a verification finds nothing", arguments: seeds)
  func rebuilt(seed: UInt64) throws {
    let folder = TemporaryFolder()
    let commits = try Self.commits(seed: seed)
    let whole = try timeline(commits, in: folder, keeping: commits.count)
    let part = try timeline(commits, in: folder, keeping: 0)
    let rebuilt = try part.log.rebuildHistories()
    #expect(rebuilt.before == nil && rebuilt.entriesBefore == 0)
    let again = try Timeline.open(at: part.log.path)
    for name in RandomLog.states.map(HistoryRule.changes) + [HistoryRule.claimsOfStates] {
      let expected = try #require(try whole.log.history(name))
      #expect(try again.log.history(name) == expected, "seed \(seed), \(name)")
    }
    for timeline in [whole, again] {
      #expect(try timeline.log.verify { try timeline.flaw(of: $0) }.isClean, "seed \(seed)")
    }
  }
}

/// What a record keeps beside its payload is what the payload says, so that either can be read.
@Suite("Laws of facts") struct FactsLaws {
  @Test("The facts of every recorded event, read from its bytes, are those of its JSON", arguments: 0..<40)
  func random(seed: Int) throws {
    try check(RecordedLog(seed: UInt64(seed)).timeline, "seed \(seed)")
  }

  @Test("The same of the seed")
  func seed() throws {
    try check(SeedLog.csto().timeline, "csto")
  }

  private func check(_ timeline: Timeline, _ name: String) throws {
    for recorded in try timeline.log.read(limit: .max) {
      let event = try DiplomaticEvent(json: recorded.event.payload)
      let facts = try EventFacts(decoding: recorded.event.facts)
      #expect(facts == EventFacts(event), "\(name), \(recorded.position)")
      #expect(recorded.event.valid == event.validBounds, "\(name), \(recorded.position)")
      #expect(facts.grade == event.grade && facts.modality == event.modality ?? .fact)
    }
  }
}
