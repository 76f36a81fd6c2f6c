import EventLog
import TestSupport
import Testing

import struct EventLog.Tag

@Suite("Events made ready elsewhere")
struct OfferedTests {
  /// Names of terms that share letters, in no order and twice, as a caller may give them; every seventh event is one of before.
  private static func events(_ count: Int) -> [Event] {
    (0..<count).map { number in
      let number = number % 7 == 6 ? number / 2 : number
      let tags = (0...(number % 4)).flatMap { [Tag("k\($0)", "v\(number % 13)"), Tag("a", "\(number % 5)")] }
      return event(
        number, id: number % 3 == 0 ? "id-\(number)" : nil, type: EventType("t\(number % 11)"), tags: tags)
    }
  }

  /// Everything that a log says, and the answer to every term it knows.
  private func all(of log: EventLog) throws -> ([Event], [[GlobalPosition]]) {
    let events = try log.read(limit: 10_000).map(\.event)
    let tags = Set(events.flatMap(\.tags)).sorted()
    let found = try tags.map { try log.read(EventQuery(tags: [$0]), limit: 10_000).map(\.position) }
    return (events, found)
  }

  // Below and above what is worth another thread.
  @Test("are recorded as those that are not, in whatever runs they come", arguments: [1, 40, 900, 2_500])
  func same(size: Int) throws {
    let (one, other) = (LogFixture(), LogFixture())
    let (plain, ready) = (try one.open(), try other.open())
    let events = Self.events(2_500)
    var rest = events[...]
    var receipts: ([AppendReceipt], [AppendReceipt]) = ([], [])
    _ = try plain.append(
      chunks: {
        defer { rest = rest.dropFirst(size) }
        return rest.isEmpty ? nil : Array(rest.prefix(size))
      }, receipt: { receipts.0.append($0) })
    rest = events[...]
    _ = try ready.append(
      offered: {
        defer { rest = rest.dropFirst(size) }
        return rest.isEmpty ? nil : OfferedEvents(Array(rest.prefix(size)))
      }, receipt: { receipts.1.append($0) })
    #expect(receipts.0.flatMap(\.entries).map(\.position) == receipts.1.flatMap(\.entries).map(\.position))
    let (left, right) = (try all(of: plain), try all(of: ready))
    #expect(left.0 == right.0)
    #expect(left.1 == right.1)
    #expect(left.0.count < events.count, "some are there twice")
    for log in [plain, ready] { #expect(try log.verify().isClean) }
    // One event after the other gives the same places and answers.
    let third = LogFixture()
    let alone = try third.open()
    let places = try events.prefix(300).map { try alone.append([$0]).entries[0].position }
    #expect(places == receipts.1.flatMap(\.entries).prefix(300).map(\.position))
  }

  // Two runs: below and above what is worth another thread.
  @Test("that are there already name nothing: only terms of new events get a name", arguments: [3, 1_500])
  func namesOfNewEvents(size: Int) throws {
    let fixture = LogFixture()
    let log = try fixture.open()
    _ = try log.append([event(0, tags: [Tag("old", "0")])])
    // The payload alone is the content; the type and tags of what is offered again say nothing.
    var events = [
      event(0, type: "never", tags: [Tag("never", "a")]), event(1, tags: [Tag("new", "1")]),
      event(1, type: "never", tags: [Tag("never", "b"), Tag("new", "2")]),
    ]
    events += (2..<size).map { event($0, tags: [Tag("new", "\($0 % 7)")]) }
    var chunks = [events][...]
    var entries: [AppendReceipt.Entry] = []
    _ = try log.append(offered: { chunks.popFirst().map(OfferedEvents.init) }) { entries += $0.entries }
    #expect(entries.prefix(3).map(\.isDuplicate) == [true, false, true])
    #expect(try log.values(ofTag: "never").isEmpty)
    let all = try log.read(limit: 10_000).map(\.event)
    #expect(!all.contains { $0.type == "never" })
    let used = Set(all.flatMap(\.tags).filter { $0.key == "new" }.map(\.value))
    #expect(try log.values(ofTag: "new") == used.sorted())
    #expect(try log.verify().isClean)
  }

  @Test("answer for the condition of the append as others do")
  func condition() throws {
    let fixture = LogFixture()
    let log = try fixture.open()
    _ = try log.append([event(1)])
    func append(_ chunks: [[Event]]) throws -> GlobalPosition {
      var rest = chunks[...]
      return try log.append(
        offered: { rest.popFirst().map(OfferedEvents.init) }, if: .head(.start), receipt: { _ in })
    }
    // What was done before is acknowledged whatever happened since.
    #expect(try append([[event(1)], [event(1)]]) == GlobalPosition(1))
    #expect(throws: AppendConflict.self) { try append([[event(1)], [event(2)]]) }
    #expect(throws: AppendConflict.self) { try append([]) }
    #expect(throws: AppendConflict.self) { try append([[]]) }
    #expect(try log.head() == GlobalPosition(1))
  }

  @Test("are refused where they break a limit, by their place in all that is offered; nothing is recorded")
  func refused() throws {
    let fixture = LogFixture()
    let log = try fixture.open()
    var chunks = [[event(1), event(2)], [event(3), event(4, type: ""), event(5, id: "")]][...]
    #expect(throws: EventLogError.invalidEvent(index: 3, .type(bytes: 0))) {
      try log.append(offered: { chunks.popFirst().map(OfferedEvents.init) }, receipt: { _ in })
    }
    var long = (0..<3_000).map { event($0) }
    long[1_234].type = ""
    chunks = [(5_000..<7_000).map { event($0) }, long][...]
    #expect(throws: EventLogError.invalidEvent(index: 3_234, .type(bytes: 0))) {
      try log.append(chunks: { chunks.popFirst() }, receipt: { _ in })
    }
    #expect(try log.head() == .start)
  }

  @Test("made ready for one log are recorded in any as they are, and in that one whatever was given up since")
  func madeReadyFor() throws {
    struct GivenUp: Error {}
    let (one, other) = (LogFixture(), LogFixture())
    let (log, another) = (try one.open(), try other.open())
    let events = (0..<2_500).map { event($0, tags: [Tag("k", "\($0 % 50)"), Tag("a", "\($0 % 7)")]) }
    // The same names have other numbers in the two logs, and only some are there.
    _ = try log.append((9_000..<9_025).map { event($0, tags: [Tag("k", "\(49 - $0 % 25)")]) })
    _ = try another.append(
      (9_000..<9_030).map { event($0, tags: [Tag("a", "\($0 % 4)"), Tag("k", "\($0 % 30)")]) })
    let ready = OfferedEvents(events, for: log)
    // New names take the next numbers, which are free again when an append is given up.
    #expect(throws: GivenUp.self) {
      try log.append(
        offered: { OfferedEvents(events.reversed(), for: log) }, receipt: { _ in throw GivenUp() })
    }
    _ = try log.append((8_000..<8_100).map { event($0, tags: [Tag("between", "\($0)")]) })
    for log in [log, another] {
      var offered: OfferedEvents? = ready
      let before = try log.head()
      _ = try log.append(
        offered: {
          defer { offered = nil }
          return offered
        }, receipt: { _ in })
      #expect(try log.read(after: before, limit: 10_000).map(\.event.payload) == events.map(\.payload))
      #expect(try log.read(after: before, limit: 10_000).map(\.event.tags) == events.map { $0.tags.sorted() })
      #expect(try log.verify().isClean)
    }
  }
}
