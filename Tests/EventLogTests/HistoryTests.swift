import EventLog
import LMDB
import TestSupport
import Testing

import struct EventLog.Tag

@Suite("Stored histories")
struct HistoryTests {
  private let fixture = LogFixture()

  /// Every third note is of a history, every ninth of two.
  private static let rule = HistoryRule(version: 7, types: ["note"]) { event in
    let number = Int(event.id?.text ?? "") ?? 1
    return (number % 3 == 0 ? ["three"] : []) + (number % 9 == 0 ? ["three\u{0}nine"] : [])
  }

  private func open(rule: HistoryRule? = Self.rule) throws -> EventLog {
    var options = EventLog.Options()
    options.histories = rule
    return try fixture.open(options)
  }

  private func append(_ numbers: ClosedRange<Int>, to log: EventLog) throws {
    _ = try log.append(numbers.map { event($0, id: "\($0)", type: $0 % 2 == 0 ? "note" : "remark") })
  }

  private func expected(_ divisor: Int, through last: Int) -> [GlobalPosition] {
    (1...last).filter { $0 % 2 == 0 && $0 % divisor == 0 }.map { GlobalPosition(UInt64($0)) }
  }

  @Test("grow with every append, in its transaction, and end where it is asked")
  func appended() throws {
    let log = try open()
    try append(1...10, to: log)
    try append(11...40, to: log)
    #expect(throws: (any Error).self) {
      _ = try log.append([event(41, id: "41"), event(999, id: "7")])
    }
    let history = try #require(try log.history("three"))
    #expect(history == .init(positions: expected(3, through: 40), covered: GlobalPosition(40)))
    #expect(try log.history("three\u{0}nine")?.positions == expected(9, through: 40))
    #expect(try log.history("thre")?.positions == [])
    #expect(
      try log.history("three", through: GlobalPosition(20))
        == .init(positions: expected(3, through: 20), covered: GlobalPosition(20)))
    #expect(try damages(of: log) == [])
  }

  @Test("are told of single events when the indexes are, and go no further before")
  func single() throws {
    let log = try open()
    for number in 1...300 {
      try append(number...number, to: log)
      let history = try log.history("three")
      let indexed = try log.statistics().indexed
      #expect(history?.covered ?? .start == indexed)
      #expect(history?.positions ?? [] == expected(3, through: max(1, Int(indexed.number))))
    }
    #expect(try log.history("three")?.covered == GlobalPosition(257))
    #expect(try damages(of: log) == [])
  }

  @Test("are none without a rule, by another rule, and in a log that was made without")
  func absent() throws {
    let log = try open()
    try append(1...20, to: log)
    #expect(try open(rule: nil).history("three") == nil)
    let other = try open(rule: HistoryRule(version: 8, types: []) { _ in [] })
    #expect(try other.history("three") == nil)
    try append(21...40, to: other)
    #expect(try log.history("three")?.covered == GlobalPosition(20))
    let plain = LogFixture()
    _ = try plain.open().append([event(1)])
    var options = EventLog.Options()
    options.histories = Self.rule
    let opened = try plain.open(options)
    #expect(try opened.history("three") == nil)
    _ = try opened.append([event(2)])
    #expect(try opened.history("three") == nil)
    #expect(try damages(of: opened) == [])
  }

  @Test("are caught up by the next append where little is missing, and left behind where much is")
  func caughtUp() throws {
    let log = try open()
    try append(1...20, to: log)
    try append(21...500, to: try open(rule: nil))
    #expect(try log.history("three")?.covered == GlobalPosition(20))
    try append(501...520, to: log)
    #expect(
      try log.history("three") == .init(positions: expected(3, through: 520), covered: GlobalPosition(520)))
    try append(521...10_600, to: try open(rule: nil))
    try append(10_601...10_620, to: log)
    #expect(try log.history("three")?.covered == GlobalPosition(520))
    #expect(try damages(of: log) == [])
    let rebuilt = try log.rebuildHistories()
    #expect(rebuilt.events == 10_620 && rebuilt.before == GlobalPosition(520))
    #expect(try log.history("three")?.positions == expected(3, through: 10_620))
    #expect(try log.history("three\u{0}nine")?.positions == expected(9, through: 10_620))
    #expect(try damages(of: log) == [])
  }

  @Test("can be made anew while a view is open and events come in")
  func aside() throws {
    let log = try open()
    try append(1...100, to: log)
    var hasAppended = false
    let rebuilt = try log.rebuildHistories { _, _ in
      if !hasAppended { try append(101...200, to: log) }
      hasAppended = true
    }
    #expect(rebuilt.events == 200)
    #expect(
      try log.history("three") == .init(positions: expected(3, through: 200), covered: GlobalPosition(200)))
    #expect(try damages(of: log) == [])
  }

  @Test(
    "are compared with the events by a verification",
    arguments: ["an entry less", "an entry more", "a malformed entry", "covered too much", "no cover"])
  func tampered(change: String) throws {
    try append(1...60, to: try open())
    do {
      let environment = try Environment.open(at: fixture.path)
      let table = try environment.table(named: "histories")
      let entries = try environment.read { view in
        var found: [([UInt8], [UInt8])] = []
        var cursor = try view.cursor(in: table)
        var entry = try cursor.first()
        while let current = entry {
          found.append((current.key.copied, current.value.copied))
          entry = try cursor.next()
        }
        return found
      }
      try environment.write { tx in
        func put(_ key: [UInt8], _ value: [UInt8]) throws {
          try tx.put(value.span.bytes, forKey: key.span.bytes, in: table)
        }
        switch change {
        case "an entry more": try put(Array("three".utf8) + [0, 0, 0, 0, 0, 0, 0, 0, 7], [1])
        case "a malformed entry": try put(Array("three".utf8), [1])
        case "covered too much": try put([0], [1, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 61])
        case "no cover", "an entry less":
          try tx.empty(table)
          for (key, value) in entries.dropFirst(change == "no cover" ? 1 : 0).dropLast() {
            try put(key, value)
          }
        default: Issue.record("unknown change")
        }
      }
    }
    let found = try damages(of: try open())
    #expect(!found.isEmpty && found.allSatisfy { $0.table == .histories }, "\(found)")
  }
}
