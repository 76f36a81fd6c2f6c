import EventLog
import LMDB
import TestSupport
import Testing

import struct EventLog.Tag

/// A folder with one log in it, and a clock that the test moves.
struct LogFixture {
  let folder = TemporaryFolder()
  let clock = TestClock()

  var path: String { folder.file("log.mdb") }

  func open(_ options: EventLog.Options = .init()) throws -> EventLog {
    try EventLog.open(at: path, options: options, clock: clock.read)
  }

  /// Changes the tables as nobody can who keeps to the rules.
  func rewrite(_ change: (inout WriteTransaction, [String: Table]) throws -> Void) throws {
    let environment = try Environment.open(at: path)
    var tables: [String: Table] = [:]
    for name in ["log", "ids", "tags", "names", "merkle", "meta"] {
      tables[name] = try environment.table(named: name)
    }
    try environment.write { tx in try change(&tx, tables) }
  }
}

/// What a verification reports.
func damages(of log: EventLog) throws -> [Damage] {
  var damages: [Damage] = []
  let verification = try log.verify(damage: { damages.append($0) })
  #expect(verification.damages == damages.count)
  return damages
}

/// A small event whose content is a number.
func event(
  _ number: Int, id: String? = nil, type: EventType = "note", tags: [Tag] = []
) -> Event {
  Event(id: id.map { EventID($0) }, type: type, tags: tags, payload: Array("{\"n\":\(number)}".utf8))
}
