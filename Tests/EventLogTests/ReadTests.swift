import EventLog
import TestSupport
import Testing

import struct EventLog.Tag

@Suite("Reading")
struct ReadTests {
  private let fixture = LogFixture()

  private func filled(_ count: Int) throws -> EventLog {
    let log = try fixture.open()
    let events = (0..<count).map { number in
      event(
        number, type: number % 3 == 0 ? "meeting" : "statement",
        tags: [Tag("even", "\(number % 2 == 0)"), Tag("tens", "\(number / 10)")])
    }
    _ = try log.append(events)
    return log
  }

  static let queries: [EventQuery] = [
    .all, EventQuery(tags: [Tag("even", "true")]), EventQuery(types: ["meeting"]),
    EventQuery(types: ["meeting", "statement"], tags: [Tag("even", "false")]),
    EventQuery([.init(tags: [Tag("tens", "3")]), .init(types: ["meeting"], tags: [Tag("even", "true")])]),
    EventQuery(tags: [Tag("even", "true"), Tag("tens", "12"), Tag("tens", "13")]),
    EventQuery(types: ["never"]),
  ]

  @Test("page by page is one read, forwards and backwards", arguments: queries, [1, 7, 100, 5000])
  func pages(query: EventQuery, limit: Int) throws {
    let log = try filled(300)
    let whole = try log.read(query, limit: .max)
    var after = GlobalPosition.start
    var forwards: [RecordedEvent] = []
    while true {
      let page = try log.read(query, after: after, limit: limit)
      forwards += page
      guard let last = page.last else { break }
      after = last.position
    }
    #expect(forwards == whole)
    var before = GlobalPosition.end
    var backwards: [RecordedEvent] = []
    while true {
      let page = try log.readBackwards(query, before: before, limit: limit)
      backwards += page
      guard let last = page.last else { break }
      before = last.position
    }
    #expect(backwards == whole.reversed())
    #expect(try log.contains(query) == whole.first?.position)
  }

  @Test("at the ends of the positions finds nothing and does not trap")
  func ends() throws {
    let log = try filled(10)
    #expect(try log.read(after: .end, limit: 5).isEmpty)
    #expect(try log.read(after: GlobalPosition(.max - 1), limit: 5).isEmpty)
    #expect(try log.read(after: GlobalPosition(10), limit: 5).isEmpty)
    #expect(try log.read(through: .start, limit: 5).isEmpty)
    #expect(try log.read(after: GlobalPosition(5), through: GlobalPosition(5), limit: 5).isEmpty)
    #expect(try log.read(limit: 0).isEmpty)
    #expect(try log.readBackwards(before: .start, limit: 5).isEmpty)
    #expect(try log.readBackwards(before: GlobalPosition(1), limit: 5).isEmpty)
    #expect(try log.readBackwards(before: GlobalPosition(2), limit: 5).map(\.position.number) == [1])
    #expect(GlobalPosition.end.next == .end)
    #expect(GlobalPosition.start.previous == .start)
    #expect(try log.event(at: .start) == nil)
    #expect(try log.event(at: .end) == nil)
    #expect(try log.contains(.all, after: .end) == nil)
    #expect(try log.position(of: EventID("")) == nil)
  }

  @Test("what was recorded gives it back as it was offered, with its tags sorted and none twice")
  func fidelity() throws {
    let log = try fixture.open()
    let offered = Event(
      id: EventID("ид-1"), type: "x-тип",
      tags: [Tag("b", "2"), Tag("a", "1:2"), Tag("b", "2"), Tag("a-", ""), Tag("", "")],
      valid: DayBounds(.distantPast, Day(number: -3)), precision: 200, facts: [0, 255, 1],
      payload: Array("{\"текст\":\"\u{1F600}\"}".utf8),
      origin: .init(position: GlobalPosition(77), recordedAt: Instant(microseconds: -5)))
    _ = try log.append([offered])
    var expected = offered
    expected.tags = [Tag("", ""), Tag("a-", ""), Tag("a", "1:2"), Tag("b", "2")]
    #expect(try log.event(at: GlobalPosition(1))?.event == expected)
  }

  @Test("Unicode's equivalent forms are different tags")
  func equivalentForms() throws {
    let log = try fixture.open()
    _ = try log.append([event(1, tags: [Tag("name", "Å")]), event(2, tags: [Tag("name", "A\u{30A}")])])
    #expect(try log.read(EventQuery(tags: [Tag("name", "Å")]), limit: 9).map(\.position.number) == [1])
    #expect(try log.read(EventQuery(tags: [Tag("name", "A\u{30A}")]), limit: 9).map(\.position.number) == [2])
  }

  @Test("The export line is made of position, record time and the payload as it was offered")
  func exportLine() throws {
    let log = try fixture.open()
    var imported = event(2)
    imported.origin = .init(position: GlobalPosition(9), recordedAt: Instant(microseconds: 0))
    _ = try log.append([event(1), imported])
    var lines: [String] = []
    try log.forEachExportLine { line in
      lines.append(line.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
    }
    let time = "2026-01-01T00:00:00.000000Z"
    let origin = "\"origin\":{\"position\":9,\"recorded_at\":\"1970-01-01T00:00:00.000000Z\"}"
    #expect(
      lines == [
        "{\"position\":1,\"recorded_at\":\"\(time)\",\"n\":1}",
        "{\"position\":2,\"recorded_at\":\"\(time)\",\(origin),\"n\":2}",
      ])
    #expect(lines.map { Array($0.utf8) } == (try log.read(limit: 9)).map(\.exportLine))
  }

  @Test(
    "The export of a range is that range, over many pages of transactions, and appending goes on meanwhile")
  func exportPages() throws {
    let log = try fixture.open()
    let long = String(repeating: " ", count: 60_000)
    for number in 0..<60 {
      _ = try log.append([Event(type: "t", payload: Array("{\(long)\"n\":\(number)}".utf8))])
    }
    var count = 0
    try log.forEachExportLine(from: GlobalPosition(3), through: GlobalPosition(50)) { line in
      // Not inside a transaction: a writer on the same thread does not wait for this reader, nor it for the
      // writer.
      _ = try log.append([event(count)])
      #expect(line.withUnsafeBytes { $0.count } > 60_000)
      count += 1
    }
    #expect(count == 48)
  }

  @Test("Statistics count what is there")
  func statistics() throws {
    let empty = try fixture.open().statistics()
    #expect(empty.events == 0 && empty.firstRecordedAt == nil && empty.lastRecordedAt == nil)
    fixture.clock.move(by: 500)
    let log = try filled(30)
    let found = try log.statistics()
    #expect(found.events == 30)
    #expect(found.head == GlobalPosition(30))
    #expect(found.tables["log"]?.entries == 30)
    #expect(found.tables["ids"]?.entries == 1, "one run, one block")
    #expect(found.tables["tags"]?.entries == 2 + 2 + 3, "types, even, tens: one run each")
    #expect(found.tables["names"]?.entries == 2 * (2 + 2 + 3), "types, even, tens; both ways")
    #expect(found.firstRecordedAt == fixture.clock.now)
    #expect(found.createdAt == fixture.clock.now.adding(microseconds: -500))
    #expect(found.durability == .full)
    #expect(found.formatVersion == 1)
    #expect(found.fileSize == (try Files.size(fixture.path)))
    #expect(found.usedPages > 0 && found.freePages >= 0)
    #expect((found.usedPages + found.freePages) * found.pageSize >= found.fileSize)
    #expect(found.lmdbVersion.hasPrefix("LMDB 0.9"))
  }
}
