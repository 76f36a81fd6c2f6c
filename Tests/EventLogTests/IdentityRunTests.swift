import LMDB
import TestSupport
import Testing

import struct EventLog.Tag

@testable import EventLog

/// What the value of an entry of table `ids` that names several events must not be.
private struct Malformed: CustomTestStringConvertible, Sendable {
  let title: String
  /// Whether nobody can see it who looks for an id: it only stands where another one would.
  var isHidden = false
  let change: @Sendable (inout [UInt8]) -> Void

  var testDescription: String { title }

  static let all = [
    Malformed(title: "empty") { $0 = [] },
    Malformed(title: "a version and nothing") { $0 = [1] },
    Malformed(title: "another version") { $0[0] = 2 },
    Malformed(title: "an entry less") { $0.removeLast(12) },
    Malformed(title: "an entry twice") { $0 += $0.suffix(12) },
    Malformed(title: "a part of an entry") { $0.removeLast() },
    Malformed(title: "two entries in the other order") {
      $0.replaceSubrange(1..<25, with: $0[13..<25] + $0[1..<13])
    },
    Malformed(title: "another fingerprint", isHidden: true) { $0[3] ^= 1 },
    Malformed(title: "another position", isHidden: true) { $0[12] ^= 1 },
    Malformed(title: "a position that the run has not") { $0[9] = 1 },
  ]
}

@Suite("The ids of a log, in runs")
struct IdentityRunTests {
  private let fixture = LogFixture()

  private func damages() throws -> [Damage] {
    try EventLogTests.damages(of: fixture.open())
  }

  private func runs(_ log: EventLog) throws -> [IdentityRun] {
    try log.environment.read { try log.tables.identities.runsFromLast(in: $0) }
  }

  private func id(_ number: Int) -> EventID? {
    switch number % 3 {
    case 0: nil
    case 1: EventID("id-\(number)")
    default: EventID(String(repeating: "0", count: 32 - "\(number)".count) + "\(number)")
    }
  }

  private func made(_ numbers: some Sequence<Int>) -> [Event] {
    numbers.map { Event(id: id($0), type: "note", tags: [], payload: Array("{\"n\":\($0)}".utf8)) }
  }

  @Test(
    "are known in every run, whatever appends recorded them, and each run is much smaller than the one before it",
    arguments: 0..<10)
  func known(seed: UInt64) throws {
    var random = SeededGenerator(seed: 1_700 + seed)
    var log = try fixture.open()
    var count = 0
    for turn in 0..<30 {
      let size = [1, 2, 17, 60, 300, 1_100][random.below(6)]
      // Now and then some that are there, in the midst of new ones.
      let again = count == 0 ? [] : (0..<random.below(5)).map { _ in random.below(count) }
      let receipt = try log.append(made(again) + made(count..<(count + size)))
      #expect(receipt.entries.prefix(again.count).map(\.position.number) == again.map { UInt64($0) + 1 })
      #expect(receipt.entries.map(\.isDuplicate) == (again.map { _ in true } + (0..<size).map { _ in false }))
      count += size
      if turn == 10, seed % 3 == 0 { try fixture.takeIdentitiesApart() }
      if turn % 7 == 0 { log = try fixture.open() }
      let runs = try runs(log)
      for (later, earlier) in zip(runs, runs.dropFirst()) where earlier.count <= 2 * later.count {
        Issue.record("\(runs)")
      }
      let indexed = try log.statistics().indexed.number
      #expect(runs.isEmpty || runs[0].last == indexed)
    }
    for number in 0..<count {
      let id = id(number) ?? EventID(contentOf: Array("{\"n\":\(number)}".utf8))
      #expect(try log.position(of: id)?.number == UInt64(number) + 1)
    }
    #expect(try log.position(of: EventID("id-0")) == nil)
    #expect(try log.verify().isClean)
  }

  /// A table of ids alone, which entries are entered into.
  private func index(limit: UInt64) throws -> (Environment, IdentityIndex) {
    do { _ = try fixture.open() }
    let environment = try Environment.open(at: fixture.path)
    return (environment, IdentityIndex(table: try environment.table(named: "ids"), mergedLimit: limit))
  }

  @Test(
    "are merged no further than to the limit of what one transaction writes", arguments: [40, 400, 4_000])
  func limit(limit: UInt64) throws {
    var random = SeededGenerator(seed: limit)
    let (environment, index) = try index(limit: limit)
    var next: UInt64 = 1
    while next < 12_000 {
      let run = IdentityRun(first: next, last: next + UInt64(random.below(30)))
      let entries = (run.first...run.last).map { IdentityEntry(fingerprint: random.next(), position: $0) }
      try environment.write { try index.enter(entries.sorted(), as: run, to: &$0) }
      next = run.last + 1
    }
    let runs = try environment.read { try index.runsFromLast(in: $0) }
    #expect(runs.allSatisfy { $0.count <= limit } && runs.contains { 2 * $0.count > limit })
    #expect(runs.reduce(0) { $0 + $1.count } == next - 1)
    // Two neighbours are merged as soon as the limit lets them.
    #expect(UInt64(runs.count) <= 2 * next / limit + 14)
  }

  @Test("are found where many have one fingerprint, and those beside them", arguments: [1, 166, 167, 500])
  func equal(size: Int) throws {
    let (environment, index) = try index(limit: 1 << 20)
    var next: UInt64 = 1
    var all: [UInt64: [UInt64]] = [:]
    for _ in 0..<3 {
      var entries: [IdentityEntry] = []
      for fingerprint in [0, 5, 6, .max] as [UInt64] {
        for _ in 0..<(fingerprint % 5 == 0 ? size : 3) {
          entries.append(IdentityEntry(fingerprint: fingerprint, position: next))
          all[fingerprint, default: []].append(next)
          next += 1
        }
      }
      let run = IdentityRun(first: next - UInt64(entries.count), last: next - 1)
      try environment.write { try index.enter(entries, as: run, to: &$0) }
    }
    try environment.read { view in
      let runs = try index.runsFromLast(in: view)
      #expect(runs == [IdentityRun(first: 1, last: next - 1)])
      for (fingerprint, positions) in all {
        var found: [UInt64] = []
        var cursor = try view.cursor(in: index.table)
        let key = CollectionOfOne(IdentityBlockKey(runs[0], fingerprint))
        guard let entry = try cursor.seek(atOrAfter: key.span.bytes) else { return #expect(Bool(false)) }
        let block = try IdentityBlock(entry)
        var place = block.place(of: fingerprint)
        while place < block.count, block.fingerprint(at: place) == fingerprint {
          found.append(try block.entry(at: place).position)
          place += 1
        }
        #expect(found == positions)
      }
    }
  }

  @Test("are told apart where two of them do have one fingerprint", arguments: [0, 20, 400])
  func collision(others: Int) throws {
    // Found by search: the SHA-256 of both identities begins with 6eb6271ac0fadb0e.
    let ids = ["300d83105459d364", "28808ca63c537c97"].map { EventID($0 + String(repeating: "0", count: 16)) }
    let events = ids.map { Event(id: $0, type: "note", tags: [], payload: Array("{\"n\":-1}".utf8)) }
    let keys = IdentityKeys(of: ids)
    #expect(keys.fingerprints[0] == keys.fingerprints[1] && !keys.areSame(0, 1))
    for together in [false, true] {
      let fixture = LogFixture()
      let log = try fixture.open()
      for append in together ? [events] : events.map({ [$0] }) {
        _ = try log.append(append + made(0..<others))
      }
      _ = try log.append(made(1_000..<1_300))
      let positions = try ids.map { try log.position(of: $0) }
      #expect(positions[0]?.number == 1 && positions[1] != positions[0])
      let again = try log.append(events.reversed())
      #expect(again.entries.map(\.isDuplicate) == [true, true])
      #expect(again.entries.map(\.position) == positions.reversed())
      #expect(throws: EventLogError.self) {
        try log.append([Event(id: ids[1], type: "note", tags: [], payload: Array("{\"n\":1}".utf8))])
      }
      #expect(try EventLogTests.damages(of: log) == [])
    }
  }

  /// Whatever is wrong with the table, events that are there are not recorded again when they are offered with others.
  private func expectNoneTwice(of count: Int) throws {
    let receipt = try? fixture.open().append(made(0..<(2 * count)))
    if let receipt { #expect(receipt.entries.prefix(count).allSatisfy { $0.isDuplicate }) }
    let few = try? fixture.open().append(made(5..<6))
    if let few { #expect(few.entries.allSatisfy { $0.isDuplicate }) }
  }

  @Test(
    "cannot be read from an entry that no append writes, and a verification finds it",
    arguments: Malformed.all)
  fileprivate func malformed(_ malformed: Malformed) throws {
    do { _ = try fixture.open().append(made(0..<700)) }
    for place in 0..<5 {
      let whole = try Files.read(fixture.path)
      try fixture.rewrite { tx, tables in
        let (key, old) = try entry(place, of: tables["ids"]!, in: tx.view)
        var value = old
        malformed.change(&value)
        try tx.put(value.span.bytes, forKey: key.span.bytes, in: tables["ids"]!)
      }
      let found = try damages()
      #expect(!found.isEmpty && found.allSatisfy { $0.table == .ids })
      if !malformed.isHidden { try expectNoneTwice(of: 700) }
      try Files.write(whole, to: fixture.path)
    }
  }

  @Test("are missed where an entry of the table is gone or has another key", arguments: 0..<5)
  func keys(place: Int) throws {
    do {
      let log = try fixture.open()
      _ = try log.append(made(0..<600))
      _ = try log.append(made(600..<700))
    }
    #expect(try runs(fixture.open()).count == 2)
    let whole = try Files.read(fixture.path)
    for offset in [nil, 0, 1, 4, 11, 12, 19, 20, 27] as [Int?] {
      try fixture.rewrite { tx, tables in
        let (old, value) = try entry(place, of: tables["ids"]!, in: tx.view)
        var key = old
        let next = key + [0]
        try tx.writing(in: tables["ids"]!) { try $0.removeAll(from: key.span.bytes, to: next.span.bytes) }
        guard let offset else { return }
        key[offset] ^= 1
        try tx.put(value.span.bytes, forKey: key.span.bytes, in: tables["ids"]!)
      }
      let found = try damages()
      #expect(
        !found.isEmpty && found.allSatisfy { $0.table == .ids || $0.table == .meta },
        "\(String(describing: offset))")
      // That a block is gone, or under another fingerprint, cannot be seen by who looks for an id.
      if let offset, offset < 20 { try expectNoneTwice(of: 700) }
      try Files.write(whole, to: fixture.path)
    }
  }

  @Test("are not recorded twice where a bit of a key has changed in the file", arguments: 0..<5)
  func flipped(place: Int) throws {
    do {
      let log = try fixture.open()
      for range in [0..<600, 600..<700, 700..<701] { _ = try log.append(made(range)) }
    }
    let whole = try Files.read(fixture.path)
    let key = try {
      let log = try fixture.open()
      return try log.environment.read { try entry(place, of: log.tables.ids, in: $0).key }
    }()
    for bit: UInt8 in [1, 2, 4, 128] {
      var bytes = whole
      for start in bytes.indices.dropLast(key.count) where bytes[start...].starts(with: key) {
        bytes[start] ^= bit
      }
      #expect(bytes != whole)
      try Files.write(bytes, to: fixture.path)
      #expect(try !damages().isEmpty)
      try expectNoneTwice(of: 700)
      try Files.write(whole, to: fixture.path)
    }
  }

  @Test("are told from those of a run that is beside the others, and from what the table counts")
  func strays() throws {
    do {
      let log = try fixture.open()
      for range in [0..<600, 600..<700] { _ = try log.append(made(range)) }
    }
    let entries = try UInt8(fixture.open().statistics().tables["ids"]?.entries ?? 0)
    let whole = try Files.read(fixture.path)
    try fixture.rewrite { tx, tables in
      let key = CollectionOfOne(IdentityBlockKey(IdentityRun(first: 650, last: 700), 77))
      let value: [UInt8] = [9, 9, 9]
      try tx.put(value.span.bytes, forKey: key.span.bytes, in: tables["ids"]!)
    }
    #expect(try damages().map(\.table) == [.ids])
    // The entry of the table in the table of tables: its name, and five numbers before that of its entries.
    var bytes = whole
    let name = Array("ids".utf8)
    for start in bytes.indices.dropLast(64) where bytes[start...].starts(with: name) {
      let count = start + name.count + 32
      if bytes[count..<(count + 8)].elementsEqual([entries, 0, 0, 0, 0, 0, 0, 0]) { bytes[count] += 1 }
    }
    #expect(bytes != whole)
    try Files.write(bytes, to: fixture.path)
    #expect(try damages().contains { $0.table == .ids })
  }

  @Test("are not written by a program that opened the log before a later one wrote what it does not know")
  func later() throws {
    let log = try fixture.open()
    _ = try log.append(made(0..<10))
    try fixture.rewrite { tx, tables in
      let value: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 1, 1 | 2]
      try tx.put(value.span.bytes, forKey: Array("features".utf8).span.bytes, in: tables["meta"]!)
    }
    for size in [1, 2_000] {
      #expect {
        try log.append(made(10..<(10 + size)))
      } throws: { error in
        if case EventLogError.incompatibleFormat = error { true } else { false }
      }
    }
    #expect(try log.head().number == 10)
  }

  @Test("make a log that programs which know only single ids refuse; that it does not say so is found")
  func unmarked() throws {
    do { _ = try fixture.open().append(made(0..<100)) }
    try fixture.rewrite { tx, tables in
      let value: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0, 1 | 2 | 4]
      try tx.put(value.span.bytes, forKey: Array("features".utf8).span.bytes, in: tables["meta"]!)
    }
    #expect(try damages().map(\.table) == [.meta])
  }
}
