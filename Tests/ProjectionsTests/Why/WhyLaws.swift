import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What must hold of every explanation, over the seeds.
@Suite("Why: laws") struct WhyLaws {
  /// A world of one seed, and what can be asked of it.
  private struct Asked {
    let log: SeedLog
    let world: World
    var questions: [Question] = []

    init(_ events: [DiplomaticEvent]) throws {
      log = try SeedLog(events)
      world = try log.timeline.world(Perspective(at: .last))
      for org in try world.organisationNames() {
        for organ in try [nil] + world.organisation(org).organs {
          questions += try world.actors(in: Place(org: org, organ: organ)).map {
            .member(party: $0, org: organ ?? org)
          }
        }
      }
      for id in try world.instrumentNames() {
        questions.append(.inForce(id))
        questions += try world.instrument(id).parties.keys.sorted().map { .party($0, instrument: id) }
      }
      questions += try world.officeNames(of: nil).map { .office($0) }
    }
  }

  /// The verdict that the rows of the views give.
  private static func verdict(_ question: Question, _ world: World, on day: Day) throws -> Explanation.Verdict
  {
    func read(_ certainty: Certainty?) -> Explanation.Verdict {
      certainty.map { $0 == .certain ? .certain : .possible } ?? .no
    }
    switch question {
    case .member(let party, let org, let status):
      return read(
        try world.memberRows(of: org, party: party, includingFormer: false, on: day)
          .first { $0.status == status }?.certainty)
    case .inForce(let id):
      guard let row = try world.instrumentRow(id, on: day) else { return .no }
      switch row.state {
      case "in-force": return read(row.certainty)
      case "suspended":
        // In force, and perhaps surely so where only the suspension is not sure.
        return try verdict(question, world.withoutOperation(of: id), on: day)
      default: return row.state == "terminated" && row.certainty == .possible ? .possible : .no
      }
    case .party(let party, let id):
      guard let row = try world.partyRows(to: id, party: party, on: day).first else { return .no }
      let bound = Set(["party", "leaving"])
      guard bound.contains(row.state) else { return .no }
      return bound.isSuperset(of: row.alternatives)
        && (row.certainty == .certain || !row.alternatives.isEmpty)
        ? .certain : .possible
    case .office(let id):
      let rows = try world.officeRows(id, on: day)
      return rows.isEmpty ? .no : rows.allSatisfy { $0.certainty == .certain } ? .certain : .possible
    }
  }

  /// What every explanation keeps.
  private static func check(_ asked: Asked, on day: Day) throws {
    let world = asked.world
    for question in asked.questions {
      let why = try Explainer(world: world, day: day).explain(question)
      let comment: Comment = "\(question.words) on \(day)"
      let expected = try verdict(question, world, on: day)
      try #require(why.verdict == expected, comment)
      for position in why.chain.flatMap(\.events) {
        let record = try #require(try world.record(at: position), comment)
        try #require(try world.sees(record), comment)
      }
      if why.verdict == .possible {
        try #require(!why.settledBy.isEmpty, comment)
      } else if why.rows.allSatisfy({ $0.isCertain }) {
        try #require(why.settledBy.isEmpty, comment)
      }
      try #require(why.verdict == .no || why.chain.contains { $0.decides }, comment)
      try #require(
        why.chain.allSatisfy { $0.on.earliest <= day || $0.rule == .published && $0.decides }, comment)
      try #require(!why.answer.isEmpty, comment)
    }
  }

  @Test(
    "The verdict is that of the rows, what it rests on is seen, and a doubt names what would settle it: CSTO",
    arguments: 1992...2026)
  func csto(year: Int) throws {
    let asked = try Asked(SeedLog.seed("csto"))
    var generator = SeededGenerator(seed: UInt64(year))
    for _ in 0..<4 {
      try Self.check(asked, on: Day(year: year, month: 1, day: 1)!.adding(days: generator.below(365)))
    }
  }

  @Test("The same for the treaties", arguments: TreatySeed.names)
  func treaties(name: String) throws {
    var asked = try Asked(TreatySeed.events(name))
    // Of two hundred parties that do the same, some.
    let step = asked.questions.count < 40 ? 1 : 9
    asked.questions = stride(from: 0, to: asked.questions.count, by: step).map { asked.questions[$0] }
    for day in ["1947-05-01", "1971-01-01", "2004-06-30", "2016-11-04"] {
      try Self.check(asked, on: Day(day)!)
    }
  }

  @Test("Of a row that is only possible, to know the acts that are named removes the doubt")
  func settled() throws {
    let asked = try Asked(SeedLog.seed("csto"))
    var doubts = 0
    var generator = SeededGenerator(seed: 7)
    for year in 1992...2026 {
      for _ in 0..<12 {
        let day = Day(year: year, month: 1, day: 1)!.adding(days: generator.below(365))
        for question in asked.questions {
          doubts += try settle(question, asked.world, on: day) ? 1 : 0
        }
      }
    }
    #expect(doubts > 20)
  }

  /// Whether there was a doubt; it is then settled.
  private func settle(_ question: Question, _ world: World, on day: Day) throws -> Bool {
    func settle<State, Answer>(_ doubt: Doubt<State, Answer>) throws -> Bool {
      switch doubt.settling() {
      case nil: return false
      case .sides(let acts), .days(let acts): try #require(doubt.settles(acts), "\(question.words) on \(day)")
      case .order(let one, let other):
        try #require(doubt.isSettledByOrder(of: one, other), "\(question.words) on \(day)")
      }
      return true
    }
    switch question {
    case .member(let party, let org, let status):
      let owner = try world.organisation(ofOrgan: org)
      let key = MembershipKey(org: owner ?? org, organ: owner == nil ? nil : org, party: party)
      return try settle(Doubt(story: world.membership(key).story, day: day) { $0.holds(status) })
    case .party(let party, let id):
      guard let story = try world.instrument(id).parties[party]?.story else { return false }
      return try settle(Doubt(story: story, day: day, answer: \.step))
    case .office(let id): return try settle(Doubt(story: world.office(id).story, day: day, answer: \.holder))
    case .inForce(let id):
      let history = try world.instrument(id)
      guard let deadline = history.deadline(forForceBy: day),
        let doubt = DepositDoubt(history, metBy: deadline)
      else { return false }
      try #require(doubt.settles(doubt.settling()), "\(question.words) on \(day)")
      return true
    }
  }

  @Test("An explanation as of a position is that of the log that ends there")
  func cut() throws {
    let events = try SeedLog.seed("csto")
    let whole = try SeedLog([])
    let prepared = try SeedLog(events).timeline.log.read(limit: events.count).map(\.event)
    for event in prepared { _ = try whole.timeline.log.append([event]) }
    var explained = 0
    for count in [40, 60, 90, 110] {
      let ended = try SeedLog([])
      for event in prepared.prefix(count) { _ = try ended.timeline.log.append([event]) }
      for day in ["2006-07-15", "2012-07-15", "2020-05-01"].map({ Day($0)! }) {
        let position = Perspective.AsOf.position(GlobalPosition(UInt64(count)))
        let seen = try whole.timeline.inquire(from: Perspective(at: day, asOf: position))
        let cut = try ended.timeline.inquire(from: Perspective(at: day))
        for question: Question in [
          .member(party: "UZB", org: "CSTO"), .inForce("CST"), .party("UZB", instrument: "CST"),
          .office("CSTO:chair"),
        ] {
          // What the log does not know yet it knows nothing of either way.
          let (one, other) = (try? seen.why(question), try? cut.why(question))
          #expect(one == other, "\(question.words) as of \(count) on \(day)")
          explained += one == nil ? 0 : 1
        }
      }
    }
    #expect(explained > 40)
  }
}

extension [FieldValue.Field] {
  /// Whether a row is certain in everything it says, on all axes.
  fileprivate var isCertain: Bool {
    allSatisfy { field in
      switch field.name {
      case "certainty", "standing_certainty": field.value == .text("certain")
      case "possibly": field.value == .texts([])
      default: true
      }
    }
  }
}

extension World {
  /// The same log without what suspends and resumes the operation of an instrument.
  fileprivate func withoutOperation(of id: String) throws -> World {
    let acts = try events(tagged: Tag("instrument", id)).filter {
      ["operation-suspended", "operation-resumed"].contains($0.event.type)
    }
    var perspective = sight.perspective
    perspective.without.formUnion(acts.map(\.position))
    // Nor does what such an act took the place of come back.
    let corrections = try corrections()
    perspective.without.formUnion(acts.compactMap { corrections.target(of: $0.position) })
    return World(log: log, head: head, perspective: perspective, assumed: assumed)
  }
}
