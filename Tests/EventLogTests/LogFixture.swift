import LMDB
import TestSupport
import Testing

import struct EventLog.Tag

@testable import EventLog

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

  /// Gives every id that has its place in a run an entry of its own, as the first programs wrote them.
  /// - Parameter hasTail: whether it says how far its indexes go, as logs do in which an append could leave them behind.
  func takeIdentitiesApart(hasTail: Bool = true) throws {
    try rewrite { tx, tables in
      let last: UInt64? = try LogTables.number(ifAny: LogTables.indexedKey, in: tx.view, tables["meta"]!)
      var singles: [(key: [UInt8], position: UInt64)] = []
      var cursor = try tx.view.cursor(in: tables["log"]!)
      while let entry = try cursor.next() {
        let position: UInt64 = entry.key.bigEndian(at: 0)
        guard position <= last ?? .max else { break }
        let id = try RecordView(entry.value, at: GlobalPosition(position)).id()
        singles.append((IdentityKeys(of: CollectionOfOne(id)).bytes, position))
      }
      try tx.empty(tables["ids"]!)
      for (key, position) in singles {
        let value = [1] + withUnsafeBytes(of: position.bigEndian) { Array($0) }
        try tx.put(value.span.bytes, forKey: key.span.bytes, in: tables["ids"]!)
      }
      guard !hasTail else { return }
      let (indexed, next) = (Array(LogTables.indexedKey.utf8), Array(LogTables.indexedKey.utf8) + [0])
      try tx.writing(in: tables["meta"]!) { try $0.removeAll(from: indexed.span.bytes, to: next.span.bytes) }
    }
  }
}

/// The key and the value of an entry of a table, counted from 0.
func entry(_ place: Int, of table: Table, in view: ReadTransaction) throws -> (key: [UInt8], value: [UInt8]) {
  var cursor = try view.cursor(in: table)
  for _ in 0..<place { _ = try cursor.next() }
  guard let entry = try cursor.next() else { throw LMDBError.notFound }
  return (entry.key.copied, entry.value.copied)
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
