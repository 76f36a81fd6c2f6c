import EventLog
import TestSupport
import Testing

import struct EventLog.Tag

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Restoring a log")
struct RestoreTests {
  private let fixture = LogFixture()

  private var target: String { fixture.folder.file("restored.mdb") }

  /// Restores events, some at a time.
  private func restore(
    _ events: [RecordedEvent], by size: Int = 7, expecting root: TreeHash? = nil
  ) throws -> EventLog.Copy {
    var rest = events[...]
    return try EventLog.restore(at: target, clock: fixture.clock.read, expecting: root) {
      defer { rest = rest.dropFirst(size) }
      return rest.isEmpty ? nil : Array(rest.prefix(size))
    }
  }

  /// A log with commits of many sizes, ids of every kind, days, facts and origins.
  private func someLog(seed: UInt64) throws -> EventLog {
    var random = SeededGenerator(seed: seed)
    let log = try fixture.open()
    for commit in 0..<random.below(12) {
      fixture.clock.move(by: Int64(random.below(3)))
      let events = (0..<(1 + random.below(20))).map { number in
        var event = event(
          commit * 100 + number, id: random.oneIn(3) ? "id \(commit) \(number)" : nil,
          type: EventType(random.pick(["note", "x-é", "b"])),
          tags: (0..<random.below(4)).map { _ in Tag("k", "\(random.below(5))") })
        if random.oneIn(2) { event.valid = DayBounds(Day(number: Int32(random.below(9)))) }
        event.precision = UInt8(random.below(4))
        event.facts = (0..<random.below(5)).map { UInt8($0) }
        if random.oneIn(4) {
          event.origin = .init(
            position: GlobalPosition(UInt64(1 + random.below(99))), recordedAt: Instant(microseconds: 5))
        }
        return event
      }
      _ = try log.append(events)
    }
    return log
  }

  @Test("gives the same events, the same export and the same root, whatever the chunks", arguments: 0..<30)
  func same(seed: Int) throws {
    let log = try someLog(seed: UInt64(seed))
    let events = try log.read(limit: .max)
    fixture.clock.move(by: -9_000_000_000)
    let copy = try restore(events, by: 1 + seed % 11, expecting: log.root().root)
    #expect(copy.root == (try log.root()), "seed \(seed)")
    let restored = try EventLog.open(at: target)
    #expect(try restored.read(limit: .max) == events, "seed \(seed)")
    #expect(try lines(of: restored) == lines(of: log), "seed \(seed)")
    for tag in (0..<5).map({ Tag("k", "\($0)") }) {
      let query = EventQuery(tags: [tag])
      #expect(try restored.read(query, limit: 999) == log.read(query, limit: 999), "seed \(seed)")
    }
    // It goes on as the log would: ids are known, times rise.
    for event in events {
      let again = try restored.check([event.event]).entries
      #expect(again.map(\.position) == [event.position], "seed \(seed)")
    }
    let next = try restored.append([event(-1)]).entries
    #expect(next[0].position == GlobalPosition(UInt64(events.count + 1)))
    #expect(events.allSatisfy { $0.recordedAt < next[0].recordedAt }, "seed \(seed)")
    #expect(fixture.folder.names == ["log.mdb", "log.mdb-lock", "restored.mdb", "restored.mdb-lock"])
  }

  private func lines(of log: EventLog) throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    try log.forEachExportLine { line in lines.append(line.withUnsafeBytes { Array($0) }) }
    return lines
  }

  private func recorded(
    _ position: UInt64, at microseconds: Int64 = 10, _ offered: Event, id: EventID? = nil
  ) -> RecordedEvent {
    RecordedEvent(
      position: GlobalPosition(position), recordedAt: Instant(microseconds: microseconds),
      id: id ?? offered.id ?? EventID(contentOf: offered.payload), event: offered)
  }

  @Test("refuses what no log can hold, and leaves nothing", arguments: 1...3)
  func refuses(chunk: Int) throws {
    let first = recorded(1, event(1))
    let flaws: [([RecordedEvent], EventLogError)] = [
      (
        [recorded(2, event(1))],
        .notAHistory(index: 0, .position(GlobalPosition(2), expected: GlobalPosition(1)))
      ),
      (
        [first, recorded(3, event(2))],
        .notAHistory(index: 1, .position(GlobalPosition(3), expected: GlobalPosition(2)))
      ),
      (
        [first, recorded(1, event(2))],
        .notAHistory(index: 1, .position(GlobalPosition(1), expected: GlobalPosition(2)))
      ),
      (
        [first, recorded(2, at: 9, event(2))],
        .notAHistory(index: 1, .recordedBefore(Instant(microseconds: 10)))
      ),
      ([first, recorded(2, event(2), id: EventID("other"))], .notAHistory(index: 1, .id(EventID("other")))),
      (
        [first, recorded(2, event(2)), recorded(3, event(1))],
        .idReused(index: 2, id: first.id, position: GlobalPosition(1))
      ),
      (
        [first, recorded(2, event(2, id: "a")), recorded(3, event(3, id: "a"))],
        .idReused(index: 2, id: EventID("a"), position: GlobalPosition(2))
      ),
      (
        [first, recorded(2, Event(type: "note", payload: Array("[]".utf8)))],
        .invalidEvent(index: 1, .payload(bytes: 2))
      ),
    ]
    for (events, error) in flaws {
      #expect(throws: error) { try restore(events, by: chunk) }
      #expect(fixture.folder.names == [])
    }
  }

  @Test("into another root than was asked for is refused, and leaves nothing")
  func otherRoot() throws {
    let found = TreeHead(size: 1, root: .leaf(of: recorded(1, event(1)).exportLine))
    #expect(throws: EventLogError.otherRoot(found: found, expected: .empty)) {
      try restore([recorded(1, event(1))], expecting: .empty)
    }
    #expect(fixture.folder.names == [])
    #expect(try restore([recorded(1, event(1))], expecting: found.root).root == found)
  }

  @Test("of nothing is an empty log")
  func nothing() throws {
    #expect(try restore([]).head == .start)
    #expect(try EventLog.open(at: target).head() == .start)
  }

  @Test("never replaces anything, and does not ask for an event before it knows that")
  func taken() throws {
    try Files.write([1], to: target)
    #expect(throws: EventLogError.pathTaken(path: target)) {
      try EventLog.restore(at: target) {
        Issue.record("asked for events")
        return nil
      }
    }
    #expect(try Files.read(target) == [1])
  }

  @Test("is given up when its source fails, and leaves nothing")
  func sourceFails() throws {
    struct Failure: Error {}
    var isFirst = true
    #expect(throws: Failure.self) {
      try EventLog.restore(at: target) {
        defer { isFirst = false }
        if isFirst { return [recorded(1, event(1))] }
        throw Failure()
      }
    }
    #expect(fixture.folder.names == [])
    let missing = fixture.folder.file("no/log.mdb")
    #expect(throws: EventLogError.system(code: ENOENT, path: missing)) {
      try EventLog.restore(at: missing) { nil }
    }
  }
}

@Suite("A line of an export")
struct ExportedLineTests {
  private static let lines = [
    #"{"position":1,"recorded_at":"2026-01-01T00:00:00.000000Z","n":1}"#,
    #"{"position":18446744073709551615,"recorded_at":"1969-12-31T23:59:59.999999Z","n":"\u0001"}"#,
    #"{"position":7,"recorded_at":"2026-01-01T00:00:00.123456Z","origin":{"position":3,"recorded_at":"2025-01-01T00:00:00.000001Z"},"n":{}}"#,
  ]

  @Test("is taken apart into what it was made of", arguments: lines)
  func inverse(line: String) throws {
    let exported = try ExportedLine(Array(line.utf8))
    let event = Event(type: "note", payload: exported.payload, origin: exported.origin)
    let recorded = RecordedEvent(
      position: exported.position, recordedAt: exported.recordedAt, id: EventID("any"), event: event)
    #expect(recorded.exportLine == Array(line.utf8))
  }

  @Test("that is written in any other way is none", arguments: lines)
  func exact(line: String) throws {
    let whole = Array(line.utf8)
    let placeEnd = try whole.count - ExportedLine(whole).payload.count + 1
    for place in 0..<placeEnd {
      var changed = [Array(whole[..<place])]
      for other in [UInt8(ascii: " "), UInt8(ascii: "0"), UInt8(ascii: "+")] {
        changed.append(whole[..<place] + [other] + whole[place...])
      }
      for line in changed {
        // One digit more is another number, and where the event begins is its own matter.
        guard let read = try? ExportedLine(line) else { continue }
        let event = Event(type: "note", payload: read.payload, origin: read.origin)
        let recorded = RecordedEvent(
          position: read.position, recordedAt: read.recordedAt, id: EventID("any"), event: event)
        #expect(recorded.exportLine == line, "\(String(decoding: line, as: UTF8.self))")
      }
    }
    for text in [
      "", "{}", #"{"n":1}"#, #"{"position":0,"recorded_at":"2026-01-01T00:00:00.000000Z","n":1}"#,
      #"{"position":01,"recorded_at":"2026-01-01T00:00:00.000000Z","n":1}"#,
      #"{"position":1,"recorded_at":"2026-01-01T00:00:00Z","n":1}"#,
      #"{"position":1,"recorded_at":"2026-01-01T01:00:00.000000+01:00","n":1}"#,
      #"{"recorded_at":"2026-01-01T00:00:00.000000Z","position":1,"n":1}"#,
    ] {
      #expect(throws: ExportedLine.Flaw.self) { try ExportedLine(Array(text.utf8)) }
    }
  }
}
