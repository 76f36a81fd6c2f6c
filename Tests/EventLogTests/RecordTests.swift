import EventLog
import TestSupport
import Testing

import struct EventLog.Tag

@Suite("A record read in place")
struct RecordTests {
  private let fixture = LogFixture()

  @Test("says the same as the event that was copied out")
  func sameAsEvent() throws {
    let log = try fixture.open()
    var random = SeededGenerator(seed: 7)
    _ = try log.append(
      (0..<100).map { number in
        Event(
          id: random.oneIn(2) ? EventID("id-\(number)") : nil, type: random.oneIn(2) ? "a" : "b",
          tags: (0..<random.below(4)).map { Tag("k", "\($0)") },
          valid: random.oneIn(2) ? DayBounds(Day(number: Int32(number)), .distantFuture) : nil,
          precision: UInt8(number), facts: [UInt8](repeating: 1, count: number),
          payload: Array("{\"n\":\(number)}".utf8),
          origin: random.oneIn(3)
            ? .init(position: GlobalPosition(3), recordedAt: Instant(microseconds: 4)) : nil)
      })
    var seen = 0
    let third = try #require(try log.number(of: .tag(Tag("k", "2"))))
    try log.forEachRecord(after: GlobalPosition(10), through: GlobalPosition(90)) { record in
      let event = try #require(try log.event(at: record.position))
      #expect(record.recordedAt == event.recordedAt)
      #expect(try record.id() == event.id)
      #expect(record.hasContentID == (event.event.id == nil))
      #expect(record.valid == event.event.valid)
      #expect(record.precision == event.event.precision)
      #expect(record.origin == event.event.origin)
      #expect(record.facts.byteCount == event.event.facts.count)
      #expect(record.payload.withUnsafeBytes { Array($0) } == event.event.payload)
      #expect(try log.term(of: record.type) == .type(event.event.type))
      let tags = try (0..<record.tagCount).map { try log.term(of: record.tag(at: $0)) }
      #expect(tags == event.event.tags.map { .tag($0) })
      let has = (0..<record.tagCount).contains { record.tag(at: $0) == third }
      #expect(has == event.event.tags.contains(Tag("k", "2")))
      seen += 1
      return true
    }
    #expect(seen == 80)
    #expect(try log.number(of: .type("never")) == nil)
  }

  @Test("is shown until the body has enough")
  func stops() throws {
    let log = try fixture.open()
    _ = try log.append((0..<10).map { event($0, tags: [Tag("odd", "\($0 % 2)")]) })
    var seen: [UInt64] = []
    try log.forEachRecord(EventQuery(tags: [Tag("odd", "1")])) { record in
      seen.append(record.position.number)
      return seen.count < 3
    }
    #expect(seen == [2, 4, 6])
  }
}
