import EventLog
import LMDB
import TestSupport
import Testing

import struct EventLog.Tag

@Suite("The events that the indexes do not name yet")
struct TailTests {
  private let fixture = LogFixture()

  /// Appends of 1 to 20 events, so that some wait for others and some do not; the events by position.
  private func fill(_ log: EventLog, _ random: inout SeededGenerator, _ count: Int) throws -> [Event] {
    var events: [Event] = []
    while events.count < count {
      let size = random.oneIn(12) ? 1 + random.below(20) : 1
      let chunk = (events.count..<(events.count + size)).map { number in
        event(
          number, id: number % 3 == 0 ? "id-\(number)" : nil, type: number % 5 == 0 ? "remark" : "note",
          tags: [Tag("k", "\(random.below(9))"), Tag("l", "\(random.below(3))")])
      }
      _ = try log.append(chunk)
      events += chunk
    }
    return events
  }

  private func positions(_ events: [Event], where matches: (Event) -> Bool) -> [UInt64] {
    zip(events, 1...).compactMap { matches($0) ? UInt64($1) : nil }
  }

  @Test(
    "are found by id, type and tag, in both directions, as if they were entered",
    arguments: [1, 2, 3, 4, 5, 6])
  func found(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let log = try fixture.open()
    let events = try fill(log, &random, 100 + random.below(900))
    let (tag, other) = (Tag("k", "4"), Tag("l", "1"))
    let queries: [(EventQuery, (Event) -> Bool)] = [
      (EventQuery(types: ["remark"]), { $0.type == "remark" }),
      (EventQuery(tags: [tag]), { $0.tags.contains(tag) }),
      (EventQuery(tags: [tag, other]), { $0.tags.contains(tag) && $0.tags.contains(other) }),
      (EventQuery(types: ["note"], tags: [other]), { $0.type == "note" && $0.tags.contains(other) }),
      (
        EventQuery([.init(types: ["remark"]), .init(tags: [tag])]),
        { $0.type == "remark" || $0.tags.contains(tag) }
      ),
    ]
    for (query, matches) in queries {
      let expected = positions(events, where: matches)
      #expect(try log.read(query, limit: .max).map(\.position.number) == expected)
      #expect(try log.readBackwards(query, limit: .max).map(\.position.number) == expected.reversed())
      for _ in 0..<20 {
        let place = UInt64(random.below(events.count + 2))
        let after = try log.read(query, after: GlobalPosition(place), limit: 3).map(\.position.number)
        #expect(after == expected.filter { $0 > place }.prefix(3).map { $0 })
        let before = try log.readBackwards(query, before: GlobalPosition(place), limit: 3)
        #expect(before.map(\.position.number) == expected.filter { $0 < place }.suffix(3).reversed())
      }
    }
    for recorded in try log.read(limit: .max) {
      #expect(try log.position(of: recorded.id) == recorded.position)
    }
    #expect(try log.position(of: EventID("id-1")) == nil)
    #expect(try log.verify().isClean)
  }

  @Test("are not recorded twice, whoever offers them again, and their ids not for other content")
  func once() throws {
    var random = SeededGenerator(seed: 7)
    let log = try fixture.open()
    let events = try fill(log, &random, 700)
    // Another handle has seen nothing of the log.
    for handle in [log, try fixture.open()] {
      for (index, event) in events.enumerated() where index % 7 == 0 || index > events.count - 20 {
        let entry = try #require(try handle.append([event]).entries.first)
        #expect(entry.isDuplicate && entry.position.number == UInt64(index + 1))
        guard event.id != nil else { continue }
        #expect(throws: EventLogError.self) {
          _ = try handle.append([Event(id: event.id, type: "note", payload: Array("{}".utf8))])
        }
      }
      let all = try handle.append(events)
      #expect(all.entries.allSatisfy(\.isDuplicate) && all.head.number == UInt64(events.count))
    }
  }

  @Test("are never more than 256, and none after many were appended at once")
  func bounded() throws {
    let log = try fixture.open()
    for number in 1...600 {
      _ = try log.append([event(number)])
      let statistics = try log.statistics()
      #expect(statistics.head.number - statistics.indexed.number <= 256)
    }
    #expect(try log.statistics().indexed.number == 514)
    _ = try log.append((1000..<1017).map { event($0) })
    #expect(try log.statistics().indexed == log.head())
    #expect(try log.verify().isClean)
  }

  @Test("fulfil and break conditions as the others do")
  func conditions() throws {
    let log = try fixture.open()
    for number in 0..<400 {
      let tag = Tag("n", "\(number / 2)")
      let condition = AppendCondition.none(matching: EventQuery(tags: [tag]), after: .start)
      if number % 2 == 0 {
        _ = try log.append([event(number, tags: [tag])], if: condition)
      } else {
        #expect(throws: AppendConflict.self) {
          _ = try log.append([event(number, tags: [tag])], if: condition)
        }
      }
    }
    #expect(try log.head().number == 200)
  }

  @Test("are unknown to programs that know no tail, which such a log therefore refuses, and no other")
  func feature() throws {
    func marked() throws -> UInt8? {
      let environment = try Environment.open(at: fixture.path)
      let meta = try environment.table(named: "meta")
      return try environment.read {
        try $0.value(forKey: Array("features".utf8).span.bytes, in: meta)?.copied.last
      }
    }
    #expect(try fixture.open().head() == .start)
    #expect(try marked() == 1)
    do { _ = try fixture.open().append([event(0)]) }
    #expect(try marked() == 1 | 2)
    // Where there are runs, whoever knows only single ids sees by the place of the tail that they are not all.
    do { _ = try fixture.open().append((1..<100).map { event($0) }) }
    #expect(try marked() == 1 | 2 | 4 | 8)
    do { _ = try fixture.open().append([event(100)]) }
    #expect(try fixture.open().statistics().indexed.number == 100)
  }

  @Test(
    "are told from those that are entered: a wrong place is found",
    arguments: [0, 1, 513, 515, 599, 600, 601, UInt64(1) << 40, .max])
  func damaged(indexed: UInt64) throws {
    do {
      let log = try fixture.open()
      for number in 1...600 { _ = try log.append([event(number, tags: [Tag("k", "\(number % 5)")])]) }
      #expect(try log.statistics().indexed.number == 514)
    }
    try fixture.rewrite { tx, tables in
      let value: [UInt8] = [1] + withUnsafeBytes(of: indexed.bigEndian) { Array($0) }
      try tx.put(value.span.bytes, forKey: Array("indexed".utf8).span.bytes, in: tables["meta"]!)
    }
    #expect(try !fixture.open().verify().isClean)
  }

  @Test("have no entries in the indexes: one that is there is found")
  func entered() throws {
    do {
      let log = try fixture.open()
      for number in 1...10 { _ = try log.append([event(number)]) }
    }
    try fixture.rewrite { tx, tables in
      let key: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 4]
      let nothing: [UInt8] = []
      try tx.put(nothing.span.bytes, forKey: key.span.bytes, in: tables["tags"]!)
    }
    #expect(try !fixture.open().verify().isClean)
  }
}
