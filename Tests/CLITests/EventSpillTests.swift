import EventLog
import TestSupport
import Testing

@testable import CLI

@Suite("Events that are kept for the last pass of an import")
struct EventSpillTests {
  private static func text(_ longest: Int, _ random: inout SeededGenerator) -> String {
    (0..<(1 + random.below(longest))).map { _ in ["a", "é", "Ж", "国", "z"][random.below(5)] }.joined()
  }

  private static func event(_ random: inout SeededGenerator) -> Event {
    var event = Event(
      type: EventType(text(20, &random)), tags: [],
      facts: (0..<random.below(300)).map { UInt8($0 & 255) }, payload: Array(text(900, &random).utf8))
    for _ in 0..<random.below(6) { event.tags.append(Tag("key", text(30, &random))) }
    event.precision = UInt8(random.below(256))
    if random.oneIn(2) { event.id = EventID(text(60, &random)) }
    if random.oneIn(2) {
      let day = Day(number: Int32(random.below(90_000)) - 45_000)
      event.valid = [DayBounds(day), DayBounds(.distantPast, day), .unknown][random.below(3)]
    }
    if random.oneIn(3) {
      event.origin = Event.Origin(
        position: GlobalPosition(UInt64(1 + random.below(1_000_000))),
        recordedAt: Instant(microseconds: Int64(random.below(1 << 40)) - 1 << 39))
    }
    return event
  }

  @Test("come back as they were, in order, with a gap for each line that is to be read again")
  func roundTrip() {
    var random = SeededGenerator(seed: 5)
    let events: [Event?] = (0..<2_000).map { _ in random.oneIn(5) ? nil : Self.event(&random) }
    var written = EventBytes()
    for event in events {
      if let event { written.append(event) } else { written.appendNothing() }
    }
    written.bytes.withUnsafeBytes { bytes in
      var reader = EventBytesReader(bytes)
      for (index, event) in events.enumerated() { #expect(reader.next() == event, "event \(index)") }
    }
  }

  @Test("are kept from the first batch on, as many as there is room for", arguments: [0, 1, 5_000, 1 << 20])
  func limited(limit: Int) throws {
    var random = SeededGenerator(seed: 6)
    var spill = EventSpill(in: "/tmp", limit: limit)
    defer { spill.close() }
    var batches: [[UInt8]] = []
    for _ in 0..<30 {
      var batch = EventBytes()
      for _ in 0..<random.below(4) { batch.append(Self.event(&random)) }
      spill.append(batch)
      batches.append(batch.bytes)
    }
    var total = 0
    let fitting = batches.prefix { batch in
      total += batch.count
      return total <= limit
    }
    for batch in fitting { #expect(spill.next() == batch) }
    #expect(spill.next() == nil)
  }

  @Test("are none where there is no room for a file: then everything is read again")
  func noFolder() {
    var spill = EventSpill(in: "/nowhere/at/all")
    defer { spill.close() }
    var batch = EventBytes()
    batch.appendNothing()
    spill.append(batch)
    #expect(spill.next() == nil)
  }
}
