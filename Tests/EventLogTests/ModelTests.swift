import EventLog
import TestSupport
import Testing

import struct EventLog.Tag

/// How many random sequences the model test plays; `TIMELINE_MODEL_RUNS` raises it.
private let runs = environmentVariable("TIMELINE_MODEL_RUNS").flatMap { Int($0) } ?? 300

@Suite("The log and its model in memory")
struct ModelTests {
  @Test("answer the same after any sequence of operations", arguments: 0..<runs)
  func agree(run: Int) throws {
    let seed = UInt64(run) &* 0x5DEECE66D &+ 11
    var story = try ModelStory(seed: seed)
    do {
      for _ in 0..<40 { try story.step() }
      try story.compareEverything()
    } catch {
      Issue.record("seed \(seed), after \(story.trace.suffix(6)): \(error)")
    }
  }
}

/// A random sequence of operations, played on the log and on its model side by side.
private struct ModelStory {
  private var random: SeededGenerator
  private let folder = TemporaryFolder()
  private let clock = TestClock()
  /// `nil` only while the log is closed.
  private var handle: EventLog?
  private var model: MemoryLog
  private var counter = 0
  /// What a follower was shown since it began, and what it follows.
  private var follower: Follower?
  private var followed: (query: EventQuery, after: GlobalPosition, events: [RecordedEvent]) = (
    .all, .start, []
  )
  private(set) var trace: [String] = []

  struct Difference: Error {
    let what: String
  }

  init(seed: UInt64) throws {
    random = SeededGenerator(seed: seed)
    handle = try EventLog.open(at: folder.file("log.mdb"), clock: clock.read)
    model = MemoryLog(clock: clock.read)
  }

  private var log: EventLog {
    get throws {
      guard let handle else { throw Difference(what: "the log is closed") }
      return handle
    }
  }

  mutating func step() throws {
    clock.move(by: random.oneIn(4) ? -Int64(random.below(5000)) : Int64(random.below(3)) * 1000)
    switch random.below(13) {
    case 0...3: try append()
    case 4: try appendInChunks()
    case 5: try checkWithoutWriting()
    case 6: try reopen()
    case 7: try readPages()
    case 8: try readPagesBackwards()
    case 9, 10: try follow()
    case 11: try appendBeside()
    default: try askForPlaces()
    }
  }

  private mutating func note(_ what: String) {
    trace.append(what)
  }

  private func require(_ isSame: Bool, _ what: String) throws {
    if !isSame { throw Difference(what: what) }
  }
}

// What is offered and asked for.
extension ModelStory {
  private static let tags = [
    Tag("party", "TJK"), Tag("party", "ARM"), Tag("org", "CSTO"), Tag("org", "CSTO:x"), Tag("k", ""),
    Tag("instrument", "Å"), Tag("instrument", "A\u{30A}"),
  ]
  private static let types: [EventType] = ["ratification", "signature", "x-note", "correction"]

  private mutating func someTags(_ most: Int) -> [Tag] {
    (0..<random.below(most + 1)).map { _ in random.pick(ModelStory.tags) }
  }

  private mutating func newEvent() -> Event {
    if !model.events.isEmpty, random.oneIn(8) { return correction(of: random.pick(model.events)) }
    counter += 1
    let low = Day(number: Int32(random.below(40_000)) - 10_000)
    let bounds = random.oneIn(3) ? DayBounds.unknown : DayBounds(low, low.adding(days: random.below(400)))
    let origin = Event.Origin(
      position: GlobalPosition(UInt64(random.below(1000))),
      recordedAt: Instant(microseconds: Int64(random.below(1 << 40))))
    return Event(
      id: random.oneIn(3) ? EventID("given-\(counter)") : nil, type: random.pick(ModelStory.types),
      tags: someTags(4), valid: random.oneIn(4) ? nil : bounds, precision: UInt8(random.below(256)),
      facts: (0..<random.below(20)).map { _ in UInt8(random.below(256)) },
      payload: Array("{\"n\":\(counter)\(String(repeating: " ", count: random.oneIn(20) ? 3000 : 0))}".utf8),
      origin: random.oneIn(5) ? origin : nil)
  }

  /// An event about another one; the same correction twice is one.
  private mutating func correction(of target: RecordedEvent) -> Event {
    Event(
      type: "correction", tags: target.event.tags, facts: [1],
      payload: Array(
        "{\"action\":\"retract\",\"target\":\"\(target.id.text)\",\"n\":\(random.below(2))}".utf8))
  }

  /// New for the most part; sometimes one that is recorded, or its id on other content.
  private mutating func someEvent() -> Event {
    if let old = model.events.isEmpty ? nil : random.pick(model.events), random.oneIn(5) {
      var event = old.event
      if random.oneIn(2) { event.id = old.id }
      if random.oneIn(3) { event.tags = someTags(3) }
      if random.oneIn(6) {
        event.id = old.id
        event.payload = Array("{\"other\":1}".utf8)
      }
      return event
    }
    return newEvent()
  }

  private mutating func someEvents() -> [Event] {
    var events: [Event] = []
    for _ in 0..<random.below(6) {
      if let earlier = events.last, random.oneIn(8) {
        events.append(earlier)
      } else {
        events.append(someEvent())
      }
    }
    return events
  }

  private mutating func someQuery() -> EventQuery {
    EventQuery(
      (0..<random.below(4)).map { _ in
        EventQuery.Item(
          types: (0..<random.below(3)).map { _ in random.pick(ModelStory.types + ["never"]) },
          tags: someTags(2))
      })
  }

  private mutating func somePosition() -> GlobalPosition {
    random.oneIn(12) ? .end : GlobalPosition(UInt64(random.below(model.events.count + 3)))
  }

  private mutating func someCondition() -> AppendCondition? {
    switch random.below(4) {
    case 0: .none(matching: someQuery(), after: random.oneIn(2) ? model.head : somePosition())
    case 1: .head(random.oneIn(2) ? model.head : somePosition())
    default: nil
    }
  }
}

// What is done to both.
extension ModelStory {
  /// An answer, or the error in its place, as text that can be compared.
  ///
  /// A path is the log's alone.
  private func outcome<Answer>(_ body: () throws -> Answer) -> Result<Answer, AnyFailure> {
    Result { try body() }.mapError { AnyFailure(text: "\($0)") }
  }

  private struct AnyFailure: Error, Equatable {
    let text: String
  }

  private mutating func append() throws {
    let events = someEvents()
    let condition = someCondition()
    note("append \(events.count) if \(String(describing: condition))")
    let expected = outcome { try model.append(events, if: condition) }
    let found = outcome { try log.append(events, if: condition) }
    try require(found == expected, "append: \(found) instead of \(expected)")
    try require(log.root() == model.root(), "root after an append")
  }

  private mutating func appendInChunks() throws {
    let chunks = (0..<random.below(4)).map { _ in someEvents() }
    let condition = someCondition()
    note("chunks of \(chunks.map(\.count)) if \(String(describing: condition))")
    let expected = outcome { try model.append(chunks.flatMap { $0 }, if: condition) }
    var remaining = chunks[...]
    var entries: [AppendReceipt.Entry] = []
    let found = outcome {
      let head = try log.append(chunks: { remaining.popFirst() }, if: condition) { entries += $0.entries }
      return AppendReceipt(entries: entries, head: head)
    }
    // The model judges all events together, the log chunk by chunk: both refuse, perhaps for another reason.
    switch (found, expected) {
    case (.failure, .failure): break
    default: try require(found == expected, "chunks: \(found) instead of \(expected)")
    }
  }

  private mutating func checkWithoutWriting() throws {
    let events = someEvents()
    let condition = someCondition()
    note("check \(events.count)")
    let expected = outcome { try model.check(events, if: condition) }
    let found = outcome { try log.check(events, if: condition) }
    try require(found == expected, "check: \(found) instead of \(expected)")
    try require(log.head() == model.head, "a check wrote something")
  }

  private mutating func reopen() throws {
    note("reopen")
    // Both: the file is closed when nobody holds it any more.
    let place = follower?.position
    (handle, follower) = (nil, nil)
    handle = try EventLog.open(at: folder.file("log.mdb"), clock: clock.read)
    try require(!log.wasCreated, "reopening made a log")
    if let place { follower = try log.follower(of: followed.query, from: place, limit: 3) }
  }

  /// An append through another handle, which shares the environment and knows no term yet.
  private mutating func appendBeside() throws {
    let events = someEvents()
    note("append \(events.count) beside")
    let other = try EventLog.open(at: folder.file("log.mdb"), clock: clock.read)
    let expected = outcome { try model.append(events) }
    let found = outcome { try other.append(events) }
    try require(found == expected, "beside: \(found) instead of \(expected)")
  }

  private mutating func follow() throws {
    if follower == nil || random.oneIn(10) {
      followed = (someQuery(), somePosition(), [])
      follower = try log.follower(of: followed.query, from: followed.after, limit: 1 + random.below(5))
    }
    note("follow \(followed.query) after \(followed.after)")
    guard var next = follower else { return }
    repeat {
      let events = try next.next()
      followed.events += events
      if events.isEmpty { break }
    } while !random.oneIn(4)
    follower = next
    let expected = model.read(followed.query, after: followed.after, limit: followed.events.count)
    try require(followed.events == expected, "followed: \(followed.events.map(\.position))")
    let rest = try next.next()
    if rest.isEmpty {
      let all = model.read(followed.query, after: followed.after, limit: .max)
      try require(followed.events == all, "a follower says that it has seen all")
    }
  }

  private mutating func readPages() throws {
    let query = someQuery()
    let limit = 1 + random.below(6)
    let through = somePosition()
    var after = somePosition()
    note("read \(query) after \(after) through \(through), \(limit) a page")
    let expected = model.read(query, after: after, through: through, limit: .max)
    var found: [RecordedEvent] = []
    while true {
      let page = try log.read(query, after: after, through: through, limit: limit)
      found += page
      guard page.count == limit, let last = page.last else { break }
      after = last.position
    }
    try require(found == expected, "read: \(found.map(\.position)) instead of \(expected.map(\.position))")
  }

  private mutating func readPagesBackwards() throws {
    let query = someQuery()
    let limit = 1 + random.below(6)
    var before = somePosition()
    note("read \(query) backwards before \(before), \(limit) a page")
    let expected = model.readBackwards(query, before: before, limit: .max)
    var found: [RecordedEvent] = []
    while true {
      let page = try log.readBackwards(query, before: before, limit: limit)
      found += page
      guard page.count == limit, let last = page.last else { break }
      before = last.position
    }
    try require(
      found == expected, "backwards: \(found.map(\.position)) instead of \(expected.map(\.position))")
  }

  private mutating func askForPlaces() throws {
    let position = somePosition()
    note("places around \(position)")
    let query = someQuery()
    try require(log.head() == model.head, "head")
    try require(log.event(at: position) == model.event(at: position), "event at \(position)")
    let match = try log.contains(query, after: position)
    try require(
      match == model.contains(query, after: position),
      "first match of \(query) is \(String(describing: match))")
    let id = model.events.isEmpty || random.oneIn(5) ? EventID("nobody") : random.pick(model.events).id
    try require(log.position(of: id) == model.position(of: id), "position of \(id)")
    let instant = clock.now.adding(microseconds: Int64(random.below(20_000)) - 10_000)
    try require(log.head(asOf: instant) == model.head(asOf: instant), "head as of \(instant)")
    let size = UInt64(random.below(model.events.count + 1))
    try require(log.root(atSize: size) == model.root(atSize: size), "root of the first \(size)")
  }

  mutating func compareEverything() throws {
    try require(log.read(limit: .max) == model.events, "all events")
    try require(log.readBackwards(limit: .max) == model.events.reversed(), "all events backwards")
    var lines: [[UInt8]] = []
    try log.forEachExportLine { line in lines.append(line.withUnsafeBytes { Array($0) }) }
    try require(lines == model.exportLines(), "export")
    try require(log.root() == model.root(), "root")
    var damages: [Damage] = []
    let verification = try log.verify(damage: { damages.append($0) })
    try require(verification.isClean && damages.isEmpty, "damages in a log that is whole: \(damages)")
    try require(verification.root == model.root().root, "root that a verification computes")
    for (earlier, later) in zip(model.events, model.events.dropFirst()) {
      try require(earlier.recordedAt <= later.recordedAt, "record times fall at \(later.position)")
    }
  }
}
