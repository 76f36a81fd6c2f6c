import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

@Suite("Random logs: laws that hold whatever they say") struct RandomLogLaws {
  private static let seeds = (0..<12).map { UInt64(7_000 + $0) }
  private static let runs = 3

  /// Every seed that one argument stands for.
  private static func each(_ seed: UInt64, _ body: (UInt64) throws -> Void) rethrows {
    for run in 0..<runs { try body(seed + UInt64(100 * run)) }
  }

  @Test("As of a position the log answers as before everything later was appended", arguments: seeds)
  func earlier(first: UInt64) throws {
    try Self.each(first) { seed in
      var growing = try RecordedLog(commits: [])
      var answered: [(head: Int, answers: [Day: Answers.Everything], conflicts: [String])] = []
      let days = try RecordedLog(seed: seed).days(atMost: 6)
      for commit in RandomLog(seed: seed).commits {
        try growing.record(commit)
        let answers = Answers(world: try growing.timeline.world(Perspective(at: .last)))
        let all = try Dictionary(uniqueKeysWithValues: days.map { ($0, try answers.all(on: $0)) })
        answered.append((growing.head, all, try answers.conflicts()))
      }
      for (head, all, conflicts) in answered {
        let asOf = Perspective(at: .last, asOf: .position(GlobalPosition(UInt64(head))))
        let answers = Answers(world: try growing.timeline.world(asOf))
        for day in days {
          try #require(try answers.all(on: day) == all[day], "seed \(seed), as of #\(head), on \(day)")
        }
        try #require(try answers.conflicts() == conflicts, "seed \(seed), as of #\(head)")
      }
    }
  }

  @Test("Resumed from any checkpoint is replayed from zero", arguments: seeds)
  func resumed(first: UInt64) throws {
    try Self.each(first) { seed in
      let log = try RecordedLog(seed: seed)
      let projector = Projector(Everything(), over: log.timeline)
      for day in [Day.last] + log.days(atMost: 3) {
        let whole = try projector.project(from: Perspective(at: day)).state
        for position in 0...log.head {
          let asOf = Perspective(at: day, asOf: .position(GlobalPosition(UInt64(position))))
          let resumed = try projector.resume(try projector.project(from: asOf), from: Perspective(at: day))
          try #require(resumed.state == whole, "seed \(seed), from #\(position), on \(day)")
        }
      }
    }
  }

  @Test("What lies wholly after a day changes nothing on it", arguments: seeds)
  func after(first: UInt64) throws {
    try Self.each(first) { seed in
      let log = try RecordedLog(seed: seed)
      for day in log.days(atMost: 8) {
        let later = log.records.filter { $0.event.begins(after: day) && log.isAlone($0, before: day) }
        let without = Perspective(at: day, without: Set(later.map { GlobalPosition(UInt64($0.position)) }))
        let whole = try log.timeline.world(Perspective(at: day)).statements(on: day)
        let part = try log.timeline.world(without).statements(on: day)
        try #require(whole == part, "seed \(seed), on \(day), without \(later.map(\.position))")
      }
    }
  }

  @Test("Recorded twice is recorded once, and what is written is read", arguments: seeds)
  func twice(first: UInt64) throws {
    try Self.each(first) { seed in
      var log = try RecordedLog(seed: seed)
      let head = try log.timeline.log.head()
      for commit in RandomLog(seed: seed).commits { try log.record(commit) }
      #expect(try log.timeline.log.head() == head, "seed \(seed)")
      for record in log.records {
        #expect(try DiplomaticEvent(json: record.event.canonicalJSON) == record.event, "seed \(seed)")
      }
    }
  }

  @Test("An export makes the same log: the same root, the same answers", arguments: seeds)
  func restored(first: UInt64) throws {
    let log = try RecordedLog(seed: first)
    var lines: [[UInt8]] = []
    try log.timeline.log.forEachExportLine { line in lines.append(line.withUnsafeBytes { Array($0) }) }
    var restoration = Restoration()
    for line in lines { restoration.look(line) }
    if restoration.awaitsTargets { for line in lines { restoration.lookForTargets(line) } }
    var records: [RecordedEvent]? = try lines.map { try restoration.record($0) }
    let folder = TemporaryFolder()
    _ = try EventLog.restore(at: folder.file("again.mdb"), expecting: log.timeline.log.root().root) {
      defer { records = nil }
      return records
    }
    let again = try Timeline.open(at: folder.file("again.mdb"))
    #expect(try again.log.root() == log.timeline.log.root())
    let one = Answers(world: try log.timeline.world(Perspective(at: .last)))
    let other = Answers(world: try again.world(Perspective(at: .last)))
    for day in log.days(atMost: 8) {
      try #require(try one.all(on: day) == other.all(on: day), "seed \(first), on \(day)")
    }
  }

  @Test("Left out is never recorded", arguments: seeds)
  func leftOut(first: UInt64) throws {
    try Self.each(first) { seed in
      var random = SeededGenerator(seed: seed)
      let log = RandomLog(seed: seed)
      let targets = Set(
        log.events.compactMap { event -> String? in
          if case .correction(let one) = event.act, case .id(let id) = one.target { id } else { nil }
        })
      var left: Set<String> = []
      for event in log.events {
        if let id = event.id, !targets.contains(id), random.oneIn(4) { left.insert(id) }
      }
      let whole = try RecordedLog(commits: log.commits)
      let part = try RecordedLog(commits: log.commits.map { $0.filter { !left.contains($0.id ?? "") } })
      let hidden = whole.records.filter { left.contains($0.id) }.map { GlobalPosition(UInt64($0.position)) }
      var places: [GlobalPosition: GlobalPosition] = [:]
      for record in part.records {
        guard let own = whole.records.first(where: { $0.id == record.id }) else { continue }
        places[GlobalPosition(UInt64(own.position))] = GlobalPosition(UInt64(record.position))
      }
      let without = Perspective(at: .last, without: Set(hidden))
      let one = Answers(world: try whole.timeline.world(without), places: places)
      let other = Answers(world: try part.timeline.world(Perspective(at: .last)))
      for day in whole.days(atMost: 6) {
        try #require(
          try one.all(on: day) == other.all(on: day), "seed \(seed), on \(day), without \(left.sorted())")
      }
    }
  }

  @Test("Assumed is appended", arguments: seeds)
  func assumed(first: UInt64) throws {
    try Self.each(first) { seed in
      let commits = RandomLog(seed: seed).commits
      let short = try RecordedLog(commits: Array(commits.dropLast()))
      var long = try RecordedLog(commits: Array(commits.dropLast()))
      try long.record(commits.last!)
      let added = try long.timeline.log.read(
        after: GlobalPosition(UInt64(short.head)), limit: 100
      ).map(\.event)
      let one = Answers(world: try short.timeline.world(Perspective(at: .last, assumed: added)))
      let other = Answers(world: try long.timeline.world(Perspective(at: .last)))
      for day in long.days(atMost: 6) {
        try #require(try one.all(on: day) == other.all(on: day), "seed \(seed), on \(day)")
      }
    }
  }

  @Test(
    "A lesser grade and a later day of publication show everything that was shown, and more", arguments: seeds
  )
  func monotone(first: UInt64) throws {
    let log = try RecordedLog(seed: first)
    func seen(_ perspective: Perspective) throws -> Set<GlobalPosition> {
      Set(try log.timeline.world(perspective).records(EventQuery()).map(\.position))
    }
    let grades = try (1...7).map { try seen(Perspective(at: .last, trust: $0)) }
    let days = try log.days(atMost: 12).map { try seen(Perspective(at: .last, publishedBy: $0)) }
    for steps in [grades, days] {
      for (less, more) in zip(steps, steps.dropFirst()) { #expect(less.isSubset(of: more), "seed \(first)") }
    }
    #expect(grades[6].count == log.head)
  }
}

/// Everything that is seen, in the order of the fold.
private struct Everything: Projection {
  static let version = 1
  var query: EventQuery { EventQuery() }
  var initialState: [GlobalPosition] { [] }

  func evolve(_ state: inout [GlobalPosition], with seen: SeenEvent) { state.append(seen.position) }
}

extension World {
  /// What holds on a day, without what is to come and what it rests on.
  fileprivate func statements(on day: Day) throws -> [String] {
    let members = try memberRows(of: nil, party: nil, includingFormer: true, on: day).map { row in
      let axes = "\(row.standing) \(row.notice ?? "") \(row.participation)"
      return "\(row.org) \(row.party) \(row.status) \(row.formerly ?? "") \(axes) \(row.certainty)"
    }
    let parties = try partyRows(to: nil, party: nil, on: day).map {
      "\($0.instrument) \($0.party) \($0.state) \($0.certainty)"
    }
    let instruments = try instrumentNames().compactMap { id in
      try instrumentRow(id, on: day).map { "\(id) \($0.state) \($0.certainty) \($0.signatories)" }
    }
    let offices = try officeNames(of: nil).flatMap { try officeRows($0, on: day) }.map {
      "\($0.office) \($0.holder) \($0.certainty)"
    }
    return members + parties + instruments + offices
  }
}

extension DiplomaticEvent {
  /// Whether every day that it speaks of comes after a day.
  fileprivate func begins(after day: Day) -> Bool {
    let days = [on, received, effective, until].compactMap { $0?.bounds.earliest }
    return !days.isEmpty && days.allSatisfy { $0 > day }
  }
}

extension RecordedLog {
  /// Whether an act that comes after a day says nothing of acts before: it is the only one of its kind by these parties
  /// and no publication; what depends on a range is left aside.
  fileprivate func isAlone(_ record: OracleRecord, before day: Day) -> Bool {
    switch record.event.act {
    case .entity, .instrument, .table, .category, .correction, .entryIntoForce, .signature, .stateChange:
      return false
    default: break
    }
    let isExact = records.allSatisfy { other in
      guard let on = other.event.on?.bounds else { return true }
      return on.isExact
    }
    guard isExact else { return false }
    let kinds = Set(records.filter { $0.position != record.position }.map(\.event.kind))
    return !kinds.contains(record.event.kind)
  }
}

extension DiplomaticEvent {
  /// The kind of act, all forms of consent being one.
  fileprivate var kind: String {
    switch act {
    case .consent, .signature: "consent"
    default: type.description
    }
  }
}
