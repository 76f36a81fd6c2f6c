import EventLog
import LMDB
import TestSupport
import Testing

import struct EventLog.Tag

@Suite("A tail that is damaged, large, or looked at from elsewhere")
struct TailDamageTests {
  private let fixture = LogFixture()

  private func put(_ value: [UInt8], _ key: [UInt8], _ table: Table, _ tx: inout WriteTransaction) throws {
    try tx.put(value.span.bytes, forKey: key.span.bytes, in: table)
  }

  private func bytes(_ number: UInt64) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }

  /// 20 events that are entered and 26 that are not; nothing of the handle is kept.
  private func fill() throws {
    let log = try fixture.open()
    func made(_ number: Int) -> Event {
      event(number, id: number % 2 == 0 ? "x\(number)" : nil, tags: [Tag("k", "\(number % 3)")])
    }
    _ = try log.append((0..<20).map(made))
    for number in 20..<46 { _ = try log.append([made(number)]) }
  }

  @Test(
    "A wrong place of the tail is an error wherever it would lose an event or record it again",
    arguments: [0, 1, 19, 21, 43, 45, 46, 47, 300, 1 << 62, 1 << 63, .max] as [UInt64])
  func wrongPlace(indexed: UInt64) throws {
    try fill()
    try fixture.rewrite { tx, tables in
      try put([1] + bytes(indexed), Array("indexed".utf8), tables["meta"]!, &tx)
    }
    let log = try fixture.open()
    let before = try log.head()
    func expectDamage(_ body: () throws -> Void) {
      do {
        try body()
        Issue.record("no error")
      } catch EventLogError.damaged {
      } catch {
        Issue.record("\(error)")
      }
    }
    if indexed < 46 { expectDamage { _ = try log.read(EventQuery(tags: [Tag("k", "1")]), limit: .max) } }
    expectDamage { _ = try log.readBackwards(EventQuery(tags: [Tag("k", "1")]), limit: .max) }
    expectDamage { _ = try log.position(of: EventID("x-none")) }
    expectDamage { _ = try log.append([event(44, id: "x44")]) }
    expectDamage { _ = try log.append((100..<120).map { event($0) }) }
    #expect(try log.head() == before)
    let damages = try damages(of: log)
    // One cause is not told once for each event.
    #expect((1...27).contains(damages.count) && damages.contains { $0.table == .meta || $0.table == .ids })
  }

  @Test("A last key that is no position is an error of every append, not the end of the process")
  func lastKey() throws {
    do { _ = try fixture.open().append((0..<20).map { event($0) }) }
    try fixture.rewrite { tx, tables in
      let value = try #require(try tx.view.value(forNumber: 20, in: tables["log"]!)?.copied)
      try put(value, bytes(.max), tables["log"]!, &tx)
    }
    #expect(throws: EventLogError.self) { _ = try fixture.open().append([event(77)]) }
    #expect(throws: EventLogError.self) { _ = try fixture.open().append((100..<120).map { event($0) }) }
  }

  @Test(
    "Two events of one id are found, and refused where they would be entered", arguments: ["id-04", "id-18"])
  func doubled(id: String) throws {
    do {
      let log = try fixture.open()
      _ = try log.append((10..<30).map { event($0, id: "id-\($0)") })
      for number in 1...9 { _ = try log.append([event(number, id: "id-0\(number)")]) }
    }
    try fixture.rewrite { tx, tables in
      var value = try #require(try tx.view.value(forNumber: 29, in: tables["log"]!)?.copied)
      let place = try #require(value.indices.first { value[$0...].starts(with: Array("id-09".utf8)) })
      value.replaceSubrange(place..<(place + 5), with: Array(id.utf8))
      try put(value, bytes(29), tables["log"]!, &tx)
    }
    let log = try fixture.open()
    #expect(try damages(of: log).contains { $0.table == .ids && $0.position?.number == 29 })
    do {
      _ = try log.append((100..<120).map { event($0) })
      Issue.record("no error")
    } catch EventLogError.damaged(_, let position, _) {
      #expect(position?.number == 29)
    }
  }

  @Test("A tail that the features of the log do not speak of is found")
  func unmarked() throws {
    try fill()
    try fixture.rewrite { tx, tables in
      try put([1] + bytes(1 | 4 | 8), Array("features".utf8), tables["meta"]!, &tx)
    }
    #expect(try damages(of: try fixture.open()).map(\.table) == [.meta])
  }

  @Test("An event of very many tags does not wait: whoever asks next would look at all of them")
  func manyTags() throws {
    let log = try fixture.open()
    _ = try log.append([event(1, tags: (0..<256).map { Tag("k", "\($0)") })])
    #expect(try log.statistics().indexed.number == 0)
    _ = try log.append([event(2, tags: (0..<257).map { Tag("k", "\($0)") })])
    #expect(try log.statistics().indexed.number == 2)
    #expect(try log.verify().isClean)
  }

  @Test("A question of a view that began before another thread's append is answered as of the view")
  func race() async throws {
    var options = EventLog.Options()
    options.durability = .relaxed
    let log = try fixture.open(options)
    _ = try log.append([event(0)])
    let writer = Task.detached {
      for number in 1...2000 { _ = try log.append([event(number, id: "prefixed\(number)")]) }
    }
    while try log.head().number < 2001 {
      let asked = event(999_999, id: "prefixed")
      #expect(try log.refusals(of: [asked]).isEmpty)
      #expect(try log.check([asked]).entries.map(\.isDuplicate) == [false])
      await Task.yield()
    }
    try await writer.value
  }
}
