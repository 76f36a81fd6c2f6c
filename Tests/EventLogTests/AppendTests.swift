import EventLog
import TestSupport
import Testing

import struct EventLog.Tag

@Suite("An append")
struct AppendTests {
  let folder = TemporaryFolder()
  let clock = TestClock()

  func open(_ options: EventLog.Options = .init()) throws -> EventLog {
    try EventLog.open(at: folder.file("log.mdb"), options: options, clock: clock.read)
  }

  func event(_ number: Int, id: String? = nil, type: EventType = "note", tags: [Tag] = []) -> Event {
    Event(id: id.map { EventID($0) }, type: type, tags: tags, payload: Array("{\"n\":\(number)}".utf8))
  }

  @Test("gives positions 1, 2, 3 … without a gap, in the order of commits")
  func order() throws {
    let log = try open()
    #expect(log.wasCreated)
    #expect(try log.head() == .start)
    let first = try log.append([event(1), event(2)])
    let second = try log.append([event(3)])
    #expect(first.entries.map(\.position.number) == [1, 2])
    #expect(second.entries.map(\.position.number) == [3])
    #expect(second.head == GlobalPosition(3))
    #expect(try log.read(limit: 10).map(\.event.payload) == (1...3).map { event($0).payload })
    #expect(folder.names == ["log.mdb", "log.mdb-lock"])
  }
}
