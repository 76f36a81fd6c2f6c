import EventLog
import TestSupport

import struct EventLog.Tag

/// A folder with one log in it, and a clock that the test moves.
struct LogFixture {
  let folder = TemporaryFolder()
  let clock = TestClock()

  var path: String { folder.file("log.mdb") }

  func open(_ options: EventLog.Options = .init()) throws -> EventLog {
    try EventLog.open(at: path, options: options, clock: clock.read)
  }
}

/// A small event whose content is a number.
func event(
  _ number: Int, id: String? = nil, type: EventType = "note", tags: [Tag] = []
) -> Event {
  Event(id: id.map { EventID($0) }, type: type, tags: tags, payload: Array("{\"n\":\(number)}".utf8))
}
