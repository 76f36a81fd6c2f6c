import LMDB
import TestSupport
import Testing

import struct EventLog.Tag

@testable import EventLog

/// What an entry of table `tags` that names several events must not be.
private struct Malformed: CustomTestStringConvertible, Sendable {
  let title: String
  let value: [UInt8]

  var testDescription: String { title }

  static let all = [
    Malformed(title: "a version and nothing", value: [1]),
    Malformed(title: "another version", value: [2, 1]),
    Malformed(title: "an event twice", value: [1, 0]),
    Malformed(title: "a distance with a needless byte", value: [1, 0x81, 0]),
    Malformed(title: "a distance without its end", value: [1, 1, 0x81]),
    Malformed(
      title: "a distance that no number holds", value: [1] + [UInt8](repeating: 0xFF, count: 9) + [1]),
    Malformed(title: "more events than an entry can name", value: [1] + [UInt8](repeating: 1, count: 128)),
    Malformed(title: "an event less", value: [1] + [UInt8](repeating: 1, count: 98)),
    Malformed(title: "an event more", value: [1] + [UInt8](repeating: 1, count: 100)),
    Malformed(title: "another event", value: [1] + [UInt8](repeating: 1, count: 98) + [2]),
    Malformed(title: "one event for all", value: []),
  ]
}

@Suite("The events of a type or tag")
struct RunTests {
  private let fixture = LogFixture()

  /// Takes every entry of table `tags` apart: one for each event, as the first programs wrote them.
  private func takeApart() throws {
    try fixture.rewrite { tx, tables in
      var keys: [[UInt8]] = []
      var cursor = try tx.view.cursor(in: tables["tags"]!)
      while let entry = try cursor.next() {
        let run = try PostingRun(entry)
        let term = run.term
        try run.forEach { position in
          let key = CollectionOfOne(PostingKey(term: term, position: position))
          keys.append(key.span.bytes.copied)
        }
      }
      let nothing: [UInt8] = []
      for key in keys { try tx.put(nothing.span.bytes, forKey: key.span.bytes, in: tables["tags"]!) }
    }
  }

  private func features(_ bits: UInt8) throws {
    try fixture.rewrite { tx, tables in
      let value: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0, bits]
      try tx.put(value.span.bytes, forKey: Array("features".utf8).span.bytes, in: tables["meta"]!)
    }
  }

  private func damages() throws -> [Damage] {
    try EventLogTests.damages(of: fixture.open())
  }

  @Test(
    "are found from any place in both directions, whatever appends recorded them, and a verification agrees",
    arguments: 0..<12)
  func found(seed: UInt64) throws {
    var random = SeededGenerator(seed: 900 + seed)
    let log = try fixture.open()
    var all: [Event] = []
    while all.count < 2_500 {
      let count = [1, 3, 20, 129, 700][random.below(5)]
      let events = (0..<count).map { offset in
        let number = all.count + offset
        // Often, now and then, in stretches.
        let tags = [
          Tag("often", "\(random.below(2))"), Tag("rarely", "\(random.below(150))"),
          Tag("stretch", "\(number / 400)"),
        ]
        return event(number, type: random.below(9) == 0 ? "rare" : "note", tags: tags)
      }
      _ = try log.append(events)
      all += events
    }
    if seed % 3 == 0 { try takeApart() }
    if seed % 3 == 1 {
      try takeApart()
      let more = (0..<600).map {
        event(all.count + $0, tags: [Tag("often", "1"), Tag("stretch", "\($0 / 200)")])
      }
      _ = try log.append(more)
      all += more
    }
    let queries: [EventQuery] = [
      .init(tags: [Tag("often", "1")]), .init(types: ["rare"]), .init(tags: [Tag("rarely", "7")]),
      .init(types: ["note"], tags: [Tag("often", "0"), Tag("stretch", "2")]),
      .init(types: ["rare"], tags: [Tag("rarely", "3")]), .init(tags: [Tag("often", "9")]),
    ]
    for query in queries {
      let expected = all.indices.filter { query.matches(all[$0]) }.map { UInt64($0) + 1 }
      for _ in 0..<12 {
        let place = GlobalPosition(UInt64(random.below(all.count + 2)))
        let after = try log.read(query, after: place, limit: 10_000).map(\.position.number)
        #expect(after == expected.filter { $0 > place.number })
        let before = try log.readBackwards(query, before: place, limit: 10_000).map(\.position.number)
        #expect(before == expected.filter { $0 < place.number }.reversed())
      }
    }
    #expect(try log.verify().isClean)
  }

  @Test("are named by few entries: one for each 128 of them")
  func few() throws {
    let log = try fixture.open()
    for start in stride(from: 0, to: 1_000, by: 100) {
      _ = try log.append((start..<start + 100).map { event($0, tags: [Tag("k", "v")]) })
    }
    #expect(try log.statistics().tables["tags"]?.entries == 2 * 8)
  }

  @Test("are found in a log that names each of them alone, as earlier programs did; it goes on with runs")
  func earlier() throws {
    do { _ = try fixture.open().append((0..<300).map { event($0) }) }
    try takeApart()
    try fixture.takeIdentitiesApart(hasTail: false)
    try features(1)
    #expect(try damages() == [])
    let log = try fixture.open()
    #expect(try log.read(.init(types: ["note"]), limit: 1_000).count == 300)
    #expect(try log.statistics().tables["tags"]?.entries == 300)
    _ = try log.append((300..<500).map { event($0) })
    #expect(try log.read(.init(types: ["note"]), limit: 1_000).count == 500)
    #expect(try log.statistics().tables["tags"]?.entries == 300 + 1)
    #expect(try damages() == [])
  }

  @Test("have the end that they are seen to have one by one, whatever lies between them", arguments: 0..<4)
  func end(seed: UInt64) throws {
    var random = SeededGenerator(seed: 77 + seed)
    do { _ = try fixture.open().append([event(0)]) }
    for turn in 0..<400 {
      let widths = [
        [1], [7], [8, 14], [15, 21], [1, 7, 8, 14], [7, 14, 15, 21], [7, 14, 15, 21, 22, 40], [62],
      ][turn % 8]
      let first = UInt64(random.below(1_000_000)) + 1
      var positions = [first]
      var value: [UInt8] = [1]
      for _ in 0..<(1 + random.below(127)) {
        let distance = (1...(UInt64(1) << UInt64(widths[random.below(widths.count)])) - 1).randomElement(
          using: &random)!
        let (next, isTooFar) = positions[positions.count - 1].addingReportingOverflow(distance)
        if isTooFar { break }
        value.append(leb128: distance)
        positions.append(next)
      }
      // Now and then a byte that makes it none that is ever written.
      if turn % 3 == 0 { value[1 + random.below(value.count - 1)] = [0, 0x80, 0xFF][random.below(3)] }
      try fixture.rewrite { tx, tables in
        let key = CollectionOfOne(PostingKey(term: TermID(number: 9), position: first))
        try tx.put(value.span.bytes, forKey: key.span.bytes, in: tables["tags"]!)
        var cursor = try tx.view.cursor(in: tables["tags"]!)
        while let entry = try cursor.next() {
          guard entry.key.hasSameBytes(as: key.span.bytes) else { continue }
          let run = try PostingRun(entry)
          var seen: [UInt64] = []
          let isSound = (try? run.forEach { seen.append($0) }) != nil
          let end = try? run.end()
          #expect((end != nil) == isSound)
          if let end { #expect(end.last == seen.last && end.count == seen.count) }
          if turn % 3 != 0 { #expect(seen == positions) }
        }
      }
    }
  }

  @Test(
    "cannot be read from an entry that no append writes, and a verification finds it",
    arguments: Malformed.all)
  fileprivate func malformed(_ malformed: Malformed) throws {
    do {
      _ = try fixture.open().append(
        (0..<100).map { event($0) } + (100..<200).map { event($0, type: "other") })
    }
    #expect(try damages() == [])
    try fixture.rewrite { tx, tables in
      let key = CollectionOfOne(PostingKey(term: TermID(number: 1), position: 1))
      try tx.put(malformed.value.span.bytes, forKey: key.span.bytes, in: tables["tags"]!)
    }
    let found = try damages()
    #expect(!found.isEmpty && found.allSatisfy { $0.table == .tags })
  }

  @Test("that two entries name, or that are not in order, are found")
  func overlapping() throws {
    do { _ = try fixture.open().append((0..<200).map { event($0) }) }
    try fixture.rewrite { tx, tables in
      let key = CollectionOfOne(PostingKey(term: TermID(number: 1), position: 100))
      let nothing: [UInt8] = []
      try tx.put(nothing.span.bytes, forKey: key.span.bytes, in: tables["tags"]!)
    }
    #expect(try damages().contains { $0.table == .tags && $0.position?.number == 100 })
  }

  @Test("that an entry names beyond the head stop an append, which would name others under the same numbers")
  func beyond() throws {
    do { _ = try fixture.open().append((0..<100).map { event($0) }) }
    try fixture.rewrite { tx, tables in
      let key = CollectionOfOne(PostingKey(term: TermID(number: 1), position: 1))
      let value = [1] + [UInt8](repeating: 1, count: 101)
      try tx.put(value.span.bytes, forKey: key.span.bytes, in: tables["tags"]!)
    }
    #expect(throws: EventLogError.self) { try fixture.open().append((200..<300).map { event($0) }) }
    #expect(try fixture.open().head().number == 100)
  }

  @Test("make a log that programs which know only single events refuse; that it does not say so is found")
  func unmarked() throws {
    do { _ = try fixture.open().append((0..<100).map { event($0) }) }
    try features(1 | 2 | 8)
    #expect(try damages().map(\.table) == [.meta])
  }
}
