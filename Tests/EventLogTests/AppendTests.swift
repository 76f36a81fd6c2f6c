import EventLog
import TestSupport
import Testing

import struct EventLog.Tag

@Suite("An append")
struct AppendTests {
  private let fixture = LogFixture()

  struct Stop: Error {}

  @Test("gives positions 1, 2, 3 … without a gap, in the order of commits")
  func order() throws {
    let log = try fixture.open()
    #expect(try log.head() == .start)
    let first = try log.append([event(1), event(2)])
    let second = try log.append([event(3)])
    #expect(first.entries.map(\.position.number) == [1, 2])
    #expect(second.entries.map(\.position.number) == [3])
    #expect(second.head == GlobalPosition(3))
    #expect(try log.read(limit: 10).map(\.event.payload) == (1...3).map { event($0).payload })
  }

  @Test("is all or nothing: a refused event refuses the others", arguments: [0, 1, 2])
  func allOrNothing(place: Int) throws {
    let log = try fixture.open()
    _ = try log.append([event(0)])
    var events = [event(1), event(2)]
    events.insert(Event(type: "", payload: [0x7B, 0x7D]), at: place)
    #expect(throws: EventLogError.invalidEvent(index: place, .type(bytes: 0))) { try log.append(events) }
    #expect(try log.head() == GlobalPosition(1))
    #expect(try log.append([event(1)]).entries[0].position == GlobalPosition(2))
  }

  @Test("in chunks is one transaction: whatever is thrown, nothing of it stays")
  func chunksAreOne() throws {
    let log = try fixture.open()
    _ = try log.append([event(1, id: "first")])
    var calls = 0
    #expect(throws: Stop.self) {
      try log.append(
        chunks: {
          calls += 1
          if calls == 3 { throw Stop() }
          return [event(10 + calls, tags: [Tag("new", "\(calls)")])]
        }, receipt: { _ in })
    }
    #expect(throws: Stop.self) {
      try log.append(chunks: { [event(20)] }, receipt: { _ in throw Stop() })
    }
    var chunks = [[event(30), event(31)], [event(32), event(33, id: "first")]][...]
    let reuse = EventLogError.idReused(index: 3, id: EventID("first"), position: GlobalPosition(1))
    #expect(throws: reuse) { try log.append(chunks: { chunks.popFirst() }, receipt: { _ in }) }
    #expect(try log.head() == GlobalPosition(1))
    #expect(try log.read(EventQuery(tags: [Tag("new", "1")]), limit: 5).isEmpty)
    // The terms of what was given up were not kept: they get the numbers of what comes next.
    _ = try log.append([event(40, tags: [Tag("other", "x")])])
    #expect(try log.read(EventQuery(tags: [Tag("new", "1")]), limit: 5).isEmpty)
    #expect(try log.event(at: GlobalPosition(2))?.event.tags == [Tag("other", "x")])
  }

  @Test("in chunks says of each chunk where it stands")
  func chunkReceipts() throws {
    let log = try fixture.open()
    var number = 0
    var receipts: [AppendReceipt] = []
    let head = try log.append(
      chunks: {
        number += 1
        return number <= 3 ? [event(number), event(100 + number)] : nil
      }, receipt: { receipts.append($0) })
    #expect(head == GlobalPosition(6))
    #expect(receipts.map { $0.entries.map(\.position.number) } == [[1, 2], [3, 4], [5, 6]])
    #expect(Set(receipts.flatMap { $0.entries.map(\.recordedAt) }).count == 1, "one commit, one record time")
  }

  @Test("records an event once: the same again is acknowledged with its old place")
  func once() throws {
    let log = try fixture.open()
    let events = [event(1), event(2, id: "given"), event(3)]
    let first = try log.append(events)
    fixture.clock.move(by: 1_000_000)
    let again = try log.append(events.reversed())
    #expect(again.head == first.head)
    #expect(again.entries.map(\.position) == first.entries.map(\.position).reversed())
    #expect(again.entries.map(\.recordedAt) == first.entries.map(\.recordedAt))
    #expect(again.entries.map(\.isDuplicate) == [true, true, true])
    let twice = try log.append([event(4), event(4), event(1)])
    #expect(twice.entries.map(\.position.number) == [4, 4, 1])
    #expect(twice.entries.map(\.isDuplicate) == [false, true, true])
  }

  @Test("compares content by the whole payload and by nothing else")
  func identity() throws {
    let log = try fixture.open()
    _ = try log.append([event(1, id: "a", tags: [Tag("k", "v")])])
    var other = event(1, id: "a", type: "another")
    other.origin = .init(position: GlobalPosition(9), recordedAt: Instant(microseconds: 1))
    let again = try log.append([other])
    #expect(again.entries[0].isDuplicate)
    let refusal = EventLogError.idReused(index: 1, id: EventID("a"), position: GlobalPosition(1))
    #expect(throws: refusal) { try log.append([event(2), event(3, id: "a")]) }
    let within = EventLogError.idReused(index: 2, id: EventID("b"), position: GlobalPosition(2))
    #expect(throws: within) { try log.append([event(4, id: "b"), event(4, id: "b"), event(5, id: "b")]) }
    #expect(try log.head() == GlobalPosition(1))
  }

  @Test("knows an id made from content by its digits")
  func oneNamespace() throws {
    let log = try fixture.open()
    let made = EventID(contentOf: event(1).payload)
    // Of `{"n":1}`, as `printf '{"n":1}' | sha256sum` prints it.
    #expect(made.text == "2bfd14f43d17fc7cea24e0917a8879b4")
    let receipt = try log.append([event(1), event(1, id: made.text)])
    #expect(receipt.entries.map(\.isDuplicate) == [false, true])
    #expect(receipt.entries[0].id == made)
    #expect(try log.position(of: made) == GlobalPosition(1))
    #expect(try log.event(at: GlobalPosition(1))?.event.id == nil)
    #expect(throws: EventLogError.idReused(index: 0, id: made, position: GlobalPosition(1))) {
      try log.append([event(2, id: made.text)])
    }
  }

  @Test("with a condition is refused when it does not hold, with the first event against it")
  func condition() throws {
    let log = try fixture.open()
    let query = EventQuery(types: ["ratification"], tags: [Tag("party", "TJK")])
    let ratified = event(1, type: "ratification", tags: [Tag("party", "TJK")])
    _ = try log.append([event(0)])
    _ = try log.append([ratified], if: .none(matching: query))
    let second = event(2, type: "ratification", tags: [Tag("party", "TJK")])
    let conflict = AppendConflict(
      condition: .none(matching: query, after: .start), position: GlobalPosition(2), head: GlobalPosition(2))
    #expect(throws: conflict) { try log.append([second], if: .none(matching: query)) }
    #expect(throws: conflict) { try log.append([], if: .none(matching: query)) }
    #expect(throws: AppendConflict.self) { try log.append([second], if: .head(GlobalPosition(1))) }
    #expect(try log.head() == GlobalPosition(2))
    _ = try log.append([second], if: .none(matching: query, after: GlobalPosition(2)))
    _ = try log.append([event(3)], if: .head(GlobalPosition(3)))
    #expect(try log.head() == GlobalPosition(4))
  }

  @Test("that was done before is acknowledged again, though its own events are against its condition")
  func retriedCondition() throws {
    let log = try fixture.open()
    let query = EventQuery(tags: [Tag("party", "TJK")])
    let events = [event(1, tags: [Tag("party", "TJK")])]
    let first = try log.append(events, if: .none(matching: query))
    let again = try log.append(events, if: .none(matching: query))
    #expect(again.entries.map(\.position) == first.entries.map(\.position))
    #expect(throws: AppendConflict.self) { try log.append(events + [event(2)], if: .none(matching: query)) }
  }

  @Test("checked without writing answers as the append does then", arguments: [false, true])
  func check(withDuplicate: Bool) throws {
    let log = try fixture.open()
    _ = try log.append([event(1)])
    let events = [event(2, tags: [Tag("new", "tag")])] + (withDuplicate ? [event(1), event(2)] : [])
    let checked = try log.check(events, if: .head(GlobalPosition(1)))
    #expect(try log.head() == GlobalPosition(1))
    #expect(try log.append(events, if: .head(GlobalPosition(1))) == checked)
    #expect(throws: AppendConflict.self) { try log.check([event(9)], if: .head(GlobalPosition(1))) }
  }
}

@Suite("Record time")
struct RecordTimeTests {
  private let fixture = LogFixture()

  @Test(
    "rises from commit to commit, though the clock stands still or runs backwards",
    arguments: [0, 1000, -1000])
  func rises(step: Int64) throws {
    let log = try fixture.open()
    for number in 0..<50 {
      _ = try log.append([event(number), event(1000 + number)])
      fixture.clock.move(by: step)
    }
    let events = try log.read(limit: 1000)
    for pair in zip(events, events.dropFirst()) {
      let isSameCommit = pair.0.position.number % 2 == 1
      #expect(isSameCommit ? pair.0.recordedAt == pair.1.recordedAt : pair.0.recordedAt < pair.1.recordedAt)
    }
    if step == 1000 { #expect(events.last?.recordedAt == fixture.clock.now.adding(microseconds: -1000)) }
  }

  @Test("is refused when the head lies more than a day ahead of the clock")
  func clockBehind() throws {
    let log = try fixture.open()
    _ = try log.append([event(1)])
    let head = fixture.clock.now
    fixture.clock.move(by: -24 * 3_600_000_000)
    _ = try log.check([event(2)])
    fixture.clock.move(by: -1)
    #expect(throws: EventLogError.clockBehind(head: head, now: fixture.clock.now)) {
      try log.append([event(2)])
    }
    #expect(try log.append([event(1)]).entries[0].isDuplicate, "what is there needs no new time")
    #expect(try log.head() == GlobalPosition(1))
  }

  @Test("finds the head as it was at a moment")
  func asOf() throws {
    let log = try fixture.open()
    #expect(try log.head(asOf: fixture.clock.now) == .start)
    var times: [Instant] = []
    for number in 0..<40 {
      times.append(fixture.clock.now)
      _ = try log.append((0...(number % 3)).map { event(number * 10 + $0) })
      fixture.clock.move(by: 1000)
    }
    let events = try log.read(limit: 1000)
    for time in times {
      for shift in [-1, 0, 1] as [Int64] {
        let moment = time.adding(microseconds: shift)
        let expected = events.last { $0.recordedAt <= moment }?.position ?? .start
        #expect(try log.head(asOf: moment) == expected)
      }
    }
  }
}

@Suite("A limit of the log")
struct LimitTests {
  private static let brace = UInt8(ascii: "{")

  /// An object of so many bytes, at least 7.
  static func payload(_ count: Int) -> [UInt8] {
    [brace] + [UInt8](repeating: 0x20, count: count - 7) + Array("\"n\":1}".utf8)
  }

  /// An event beyond one limit, named by that limit alone: the event itself is long.
  struct Excess: CustomTestStringConvertible, Sendable {
    let event: Event
    let flaw: EventLogError.InvalidEvent

    init(_ event: Event, _ flaw: EventLogError.InvalidEvent) {
      self.event = event
      self.flaw = flaw
    }

    var testDescription: String { String("\(flaw)".prefix(40)) }
  }

  static let longTag = Tag("k", String(repeating: "v", count: 499))

  static let excesses = [
    Excess(Event(id: EventID(""), type: "t", payload: payload(7)), .id(bytes: 0)),
    Excess(
      Event(id: EventID(String(repeating: "i", count: 201)), type: "t", payload: payload(7)),
      .id(bytes: 201)),
    Excess(Event(type: "", payload: payload(7)), .type(bytes: 0)),
    Excess(
      Event(type: EventType(String(repeating: "t", count: 201)), payload: payload(7)), .type(bytes: 201)),
    Excess(Event(type: "t", tags: [longTag], payload: payload(7)), .tag(longTag)),
    Excess(
      Event(type: "t", tags: [Tag](repeating: Tag("k", "v"), count: 65_536), payload: payload(7)),
      .tags(count: 65_536)),
    Excess(
      Event(type: "t", facts: [UInt8](repeating: 0, count: 65_536), payload: payload(7)),
      .facts(bytes: 65_536)),
    Excess(Event(type: "t", payload: []), .payload(bytes: 0)),
    Excess(Event(type: "t", payload: [0x5B, 0x5D]), .payload(bytes: 2)),
    Excess(Event(type: "t", payload: payload(65_537)), .payload(bytes: 65_537)),
    Excess(Event(type: "t", payload: Array("{}".utf8)), .payload(bytes: 2)),
    Excess(Event(type: "t", payload: Array("{ \t\r}".utf8)), .payload(bytes: 5)),
    Excess(Event(type: "t", payload: Array("{\n\"n\":1}".utf8)), .payload(bytes: 8)),
    Excess(Event(type: "t", payload: Array("{\"n\":1\n}".utf8)), .payload(bytes: 8)),
    Excess(
      Event(
        type: "t", payload: payload(7),
        origin: .init(position: GlobalPosition(1), recordedAt: Instant(microseconds: .max))),
      .origin(Instant(microseconds: .max))),
  ]

  @Test("refuses one more, with what it measured", arguments: excesses)
  func refuses(excess: Excess) throws {
    let fixture = LogFixture()
    let log = try fixture.open()
    #expect(throws: EventLogError.invalidEvent(index: 0, excess.flaw)) { try log.append([excess.event]) }
    #expect(try log.head() == .start)
  }

  @Test("takes exactly as much")
  func takes() throws {
    let fixture = LogFixture()
    let log = try fixture.open()
    let event = Event(
      id: EventID(String(repeating: "i", count: 200)), type: EventType(String(repeating: "t", count: 200)),
      tags: (0..<3000).map { Tag("k", "\(padded($0, to: 498))") }, valid: .unknown, precision: 255,
      facts: [UInt8](repeating: 7, count: 65_535), payload: LimitTests.payload(65_536),
      origin: .init(position: .end, recordedAt: Instant.end(of: .last)))
    _ = try log.append([event])
    #expect(try log.event(at: GlobalPosition(1))?.event == event)
    #expect(try log.read(EventQuery(tags: [event.tags[2999]]), limit: 2).count == 1)
  }
}
