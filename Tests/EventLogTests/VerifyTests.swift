import EventLog
import LMDB
import TestSupport
import Testing

import struct EventLog.Tag

/// One change of a log that nobody who keeps to the rules could make, and what must be found.
private struct Tampering: CustomTestStringConvertible, Sendable {
  let title: String
  /// The tables in which something must be found; more may be.
  let found: Set<Damage.Table>
  /// The position that must be named, if any is.
  var position: UInt64?
  let change: @Sendable (inout WriteTransaction, [String: Table]) throws -> Void

  var testDescription: String { title }

  static let all: [Tampering] = [
    Tampering(title: "a byte of a payload", found: [.log, .merkle], position: 8) { tx, tables in
      try edit(&tx, tables["log"]!, key: 8) { $0[$0.count - 2] ^= 1 }
    },
    Tampering(title: "a record time", found: [.log, .merkle], position: 1) { tx, tables in
      try edit(&tx, tables["log"]!, key: 9) { $0[5] ^= 1 }
    },
    Tampering(
      title: "a byte of the facts without an examiner, but of their length", found: [.log], position: 5
    ) {
      tx, tables in try edit(&tx, tables["log"]!, key: 5) { $0[27] ^= 2 }
    },
    Tampering(title: "a flag", found: [.log], position: 300) { tx, tables in
      try edit(&tx, tables["log"]!, key: 300) { $0[1] ^= 16 }
    },
    Tampering(title: "a day without its flag", found: [.log], position: 299) { tx, tables in
      try edit(&tx, tables["log"]!, key: 299) { $0[19] ^= 1 }
    },
    Tampering(title: "a tag of a record", found: [.log, .tags], position: 12) { tx, tables in
      try edit(&tx, tables["log"]!, key: 12) { $0[35] = 1 }
    },
    Tampering(title: "a record too short", found: [.log], position: 40) { tx, tables in
      try edit(&tx, tables["log"]!, key: 40) { $0.removeLast(3) }
    },
    Tampering(title: "an event more", found: [.log]) { tx, tables in
      let value = try #require(try tx.view.value(forNumber: 600, in: tables["log"]!)?.copied)
      try tx.put(
        value.span.bytes, forKey: CollectionOfOne(UInt64(602).bigEndian).span.bytes, in: tables["log"]!)
    },
    Tampering(title: "an id that leads elsewhere", found: [.ids]) { tx, tables in
      var cursor = try tx.view.cursor(in: tables["ids"]!)
      let key = try #require(try cursor.first()?.key.copied)
      try put(&tx, [1, 0, 0, 0, 0, 0, 0, 0, 3], key, tables["ids"]!)
    },
    Tampering(title: "an id of nothing", found: [.ids]) { tx, tables in
      try put(&tx, [1, 0, 0, 0, 0, 0, 0, 9, 9], [1, 0x78], tables["ids"]!)
    },
    Tampering(title: "a posting more", found: [.tags], position: 4) { tx, tables in
      try put(&tx, [], [0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 4], tables["tags"]!)
    },
    Tampering(title: "a posting to nowhere", found: [.tags]) { tx, tables in
      try put(&tx, [], [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 9, 4], tables["tags"]!)
    },
    Tampering(title: "a posting with a value", found: [.tags]) { tx, tables in
      try put(&tx, [1], [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1], tables["tags"]!)
    },
    Tampering(title: "a name that nobody uses", found: [.names]) { tx, tables in
      try put(&tx, [1, 0, 0, 0, 77], [0, 0, 0x78], tables["names"]!)
      try put(&tx, [1, 0, 0x78], [1, 0, 0, 0, 77], tables["names"]!)
    },
    Tampering(title: "a name one way only", found: [.names]) { tx, tables in
      try put(&tx, [1, 0, 0x78], [1, 0, 0, 0, 2], tables["names"]!)
    },
    Tampering(title: "a node of a tile", found: [.merkle], position: 1) { tx, tables in
      try edit(&tx, tables["merkle"]!, key: 0) { $0[8] ^= 1 }
    },
    Tampering(title: "a node above two tiles", found: [.merkle], position: 257) { tx, tables in
      try edit(&tx, tables["merkle"]!, key: 1) { $0[40] ^= 1 }
    },
    Tampering(title: "a tile over no events", found: [.merkle]) { tx, tables in
      try put(&tx, [1] + [UInt8](repeating: 7, count: 32), [0, 0, 0, 0, 0, 0, 0, 2], tables["merkle"]!)
    },
    Tampering(title: "a node of the frontier", found: [.meta]) { tx, tables in
      try edit(&tx, tables["meta"]!, key: Array("frontier".utf8)) { $0[20] ^= 1 }
    },
    Tampering(title: "the size of the frontier", found: [.meta]) { tx, tables in
      try edit(&tx, tables["meta"]!, key: Array("frontier".utf8)) { $0[8] ^= 3 }
    },
  ]

  private static func put(_ tx: inout WriteTransaction, _ value: [UInt8], _ key: [UInt8], _ table: Table)
    throws
  {
    try tx.put(value.span.bytes, forKey: key.span.bytes, in: table)
  }

  private static func edit(
    _ tx: inout WriteTransaction, _ table: Table, key: UInt64, _ change: (inout [UInt8]) -> Void
  ) throws {
    try edit(&tx, table, key: withUnsafeBytes(of: key.bigEndian) { Array($0) }, change)
  }

  private static func edit(
    _ tx: inout WriteTransaction, _ table: Table, key: [UInt8], _ change: (inout [UInt8]) -> Void
  ) throws {
    var value = try #require(try tx.view.value(forKey: key.span.bytes, in: table)?.copied)
    change(&value)
    try put(&tx, value, key, table)
  }
}

@Suite("A verification")
struct VerifyTests {
  private let fixture = LogFixture()

  private func fill(_ count: Int = 600) throws -> EventLog {
    let log = try fixture.open()
    var next = 0
    while next < count {
      _ = try log.append(
        (next..<min(next + 150, count)).map { number in
          var event = event(
            number, id: number % 3 == 0 ? "id-\(number)" : nil, type: number % 2 == 0 ? "note" : "remark",
            tags: [Tag("k", "\(number % 7)"), Tag("all", "x")])
          event.facts = [1, 2, 3, 4]
          return event
        })
      next += 150
    }
    return log
  }

  @Test("finds nothing in a log that is whole, and says its root", arguments: [0, 1, 255, 256, 257, 600])
  func clean(count: Int) throws {
    let log = try fill(count)
    var positions: [GlobalPosition] = []
    let verification = try log.verify(progress: { if $0.table == .log { positions.append($0.position) } })
    #expect(verification == Verification(events: UInt64(count), root: try log.root().root, damages: 0))
    #expect(positions.map(\.number) == (0..<count).map { UInt64($0) + 1 })
  }

  @Test("finds every change that an append could not have made", arguments: Tampering.all)
  fileprivate func tampered(_ tampering: Tampering) throws {
    do {
      _ = try fill()
      try fixture.rewrite(tampering.change)
    }
    let damages = try damages(of: try fixture.open())
    #expect(tampering.found.isSubset(of: Set(damages.map(\.table))), "\(damages)")
    if let position = tampering.position {
      #expect(damages.contains { $0.position?.number == position }, "\(damages)")
    }
  }

  @Test("reports each page that liblmdb cannot read under its table, and nothing about what is sound")
  func unreadablePages() throws {
    let root = try fill(300).root().root
    let whole = try Files.read(fixture.path)
    let pageSize = 4096
    var found: Set<Damage.Table> = []
    for page in 2..<(whole.count / pageSize) {
      var bytes = whole
      // Neither a branch nor a leaf any more (`MDB_page.mp_flags`).
      bytes.replaceSubrange((page * pageSize + 10)..<(page * pageSize + 12), with: [0, 0])
      try Files.write(bytes, to: fixture.path)
      let log: EventLog
      do {
        log = try fixture.open()
      } catch EventLogError.damaged {
        continue
      }
      var damages: [Damage] = []
      let verification = try log.verify(damage: { damages.append($0) })
      let tables = Set(damages.map(\.table))
      found.formUnion(tables)
      #expect(verification.events == 300, "page \(page)")
      #expect(tables.count <= 1, "page \(page): \(damages)")
      #expect(damages.allSatisfy { $0.reason.hasPrefix("liblmdb: ") }, "page \(page): \(damages)")
      #expect(tables == [.log] || damages.count <= 1, "page \(page): \(damages)")
      #expect(verification.root == (tables == [.log] ? nil : root), "page \(page)")
    }
    #expect(found.isSuperset(of: [.log, .ids, .tags, .names, .merkle]))
    try Files.write(whole, to: fixture.path)
    #expect(try fixture.open().verify().isClean)
  }

  @Test("says that the free pages were left out where others commit all the time")
  func fileLeftOut() throws {
    let log = try fill(1)
    var tries = 0
    let verification = try log.verify(progress: { progress in
      guard progress.table == .file else { return }
      tries += 1
      #expect(throws: Never.self) { try log.append([event(10_000 + tries)]) }
    })
    #expect(tries == 100)
    #expect(verification.isClean && !verification.isFileChecked)
    #expect(try log.verify().isFileChecked)
  }

  @Test("names the run of events in which a line was changed, and computes the root it has now")
  func changedLine() throws {
    do {
      _ = try fill()
      let environment = try Environment.open(at: fixture.path)
      let table = try environment.table(named: "log")
      try environment.write { tx in
        // One with a given id, whose payload nothing else vouches for.
        let key = CollectionOfOne(UInt64(301).bigEndian)
        var value = try #require(try tx.view.value(forKey: key.span.bytes, in: table)?.copied)
        value[value.count - 2] = UInt8(ascii: "9")
        try tx.put(value.span.bytes, forKey: key.span.bytes, in: table)
      }
    }
    let log = try fixture.open()
    let damages = try damages(of: log)
    #expect(damages.map(\.table) == [.merkle], "\(damages)")
    #expect(damages.first?.position == GlobalPosition(257))
    #expect(damages.first?.reason == "the events from here to #512 are not those that the tree was made over")
    var leaves: [TreeHash] = []
    try log.forEachExportLine { line in leaves.append(TreeHash.leaf(of: line.withUnsafeBytes { Array($0) })) }
    #expect(try log.verify().root == MemoryLog.root(of: leaves[...]))
    #expect(throws: EventLogError.self) { try log.inclusionProof(of: GlobalPosition(301)) }
  }

  @Test(
    "names the run of events in which a line was changed where no tile is complete yet",
    arguments: [1, 64, 65, 100])
  func changedLineAtTheEnd(position: UInt64) throws {
    do {
      let log = try fixture.open()
      _ = try log.append((1...100).map { event($0, id: "id-\($0)") })
      let environment = try Environment.open(at: fixture.path)
      let table = try environment.table(named: "log")
      try environment.write { tx in
        let key = CollectionOfOne(position.bigEndian)
        var value = try #require(try tx.view.value(forKey: key.span.bytes, in: table)?.copied)
        value[value.count - 2] ^= 1
        try tx.put(value.span.bytes, forKey: key.span.bytes, in: table)
      }
    }
    // 100 is 64 + 32 + 4.
    let first: UInt64 = position <= 64 ? 1 : position <= 96 ? 65 : 97
    #expect(try damages(of: try fixture.open()).map(\.position) == [GlobalPosition(first)])
  }

  @Test("asks the examiner about each event, in order, and reports what it says")
  func examiner() throws {
    let log = try fill(100)
    var seen: [RecordedEvent] = []
    var damages: [Damage] = []
    _ = try log.verify(
      examine: { event in
        seen.append(event)
        return event.position.number == 42 ? "it is odd" : nil
      }, damage: { damages.append($0) })
    #expect(try seen == log.read(limit: .max))
    #expect(damages == [Damage(table: .log, position: GlobalPosition(42), reason: "it is odd")])
  }

  @Test("looks at the log as it was when it began, whoever writes meanwhile", arguments: [1, 40])
  func whileOthersWrite(each: Int) throws {
    let log = try fill(600)
    var damages: [Damage] = []
    let before = try log.root()
    var written = 0
    let verification = try log.verify(
      examine: { recorded in
        // A tile is completed, terms are made, every table grows.
        if recorded.position.number % 10 == 0 {
          written += 1
          // Few are left in the tail; many are entered at once, also under a type and tag that are there.
          _ = try log.append(
            (0..<each).map { number in
              event(
                100 * written + 10_000 + number, type: number == 1 ? "note" : EventType("t\(written)"),
                tags: [Tag("new", "\(written)"), Tag("all", "x")])
            })
        }
        return nil
      }, damage: { damages.append($0) })
    #expect(written == 60)
    #expect(damages == [])
    #expect(verification == Verification(events: 600, root: before.root, damages: 0))
    #expect(
      try log.verify() == Verification(events: UInt64(600 + 60 * each), root: log.root().root, damages: 0))
  }
}
