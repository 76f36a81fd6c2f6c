import EventLog
import LMDB
import TestSupport
import Testing

import struct EventLog.Tag

@Suite("The format")
struct FormatTests {
  private let fixture = LogFixture()

  /// The two events of the example in `docs/FORMAT.md`.
  private func writeExample() throws {
    let log = try EventLog.open(at: fixture.path, clock: { Instant(microseconds: 1_767_225_600_000_000) })
    let signed = Event(
      id: EventID("csto-p3-tjk"), type: "signature",
      tags: [Tag("party", "TJK"), Tag("instrument", "CSTO-P3")],
      valid: DayBounds(Day(number: 17_843)), precision: 1, facts: [0xAA, 0xBB],
      payload: Array("{\"type\":\"signature\"}".utf8))
    let note = Event(
      type: "x-note", payload: Array("{\"n\":1}".utf8),
      origin: .init(position: GlobalPosition(7), recordedAt: Instant(microseconds: 1_000_000)))
    _ = try log.append([signed, note])
  }

  @Test("writes exactly the bytes that its description shows")
  func example() throws {
    try writeExample()
    let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let lines = String(decoding: try Files.read("/\(package)/docs/FORMAT.md"), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let begin = try #require(lines.firstIndex(of: "```hexdump"))
    let end = try #require(lines[begin...].firstIndex(of: "```"))
    let shown = lines[(begin + 1)..<end].joined(separator: "\n")
    let written = try dump()
    #expect(shown == written, "write this into docs/FORMAT.md if the format was meant to change:\n\(written)")
  }

  /// Every entry of every table: the key at the margin, the value below it, 16 bytes a line; then those that the two events
  /// have in the indexes after more were appended.
  private func dump() throws -> String {
    var lines: [String] = []
    for name in ["log", "ids", "tags", "names", "merkle", "meta"] {
      lines.append("table \(name)")
      lines += try entries(of: name) { _, _ in true }
    }
    do { _ = try fixture.open().append((0..<100).map { event($0) }) }
    lines.append(
      "table ids, once they are entered: a key, and of its value the version and the entries of the two")
    lines += try identities()
    lines.append("table tags, once they are entered")
    lines += try entries(of: "tags") { key, _ in key.last! <= 2 }
    return lines.joined(separator: "\n")
  }

  /// The key of the one block of table `ids`, and of its value the version and the entries of the first two events.
  private func identities() throws -> [String] {
    let environment = try Environment.open(at: fixture.path)
    let table = try environment.table(named: "ids")
    return try environment.read { view in
      let (key, value) = try entry(0, of: table, in: view)
      let entries = stride(from: 1, to: value.count, by: 12).map { value[$0..<($0 + 12)] }
      let first = entries.filter { $0.suffix(4).dropLast().allSatisfy { $0 == 0 } && $0.last! <= 1 }
      return hex(key, indent: "  ") + ([value[...0]] + first).flatMap { hex(Array($0), indent: "      ") }
    }
  }

  private func entries(of name: String, where isShown: ([UInt8], [UInt8]) -> Bool) throws -> [String] {
    let environment = try Environment.open(at: fixture.path)
    let table = try environment.table(named: name)
    var lines: [String] = []
    try environment.read { view in
      var cursor = try view.cursor(in: table)
      while let entry = try cursor.next() {
        let (key, value) = (entry.key.copied, entry.value.copied)
        if isShown(key, value) { lines += hex(key, indent: "  ") + hex(value, indent: "      ") }
      }
    }
    return lines
  }

  private func hex(_ bytes: [UInt8], indent: String) -> [String] {
    stride(from: 0, to: bytes.count, by: 16).map { start in
      let row = bytes[start..<min(start + 16, bytes.count)]
      let digits = row.map { padded(String($0, radix: 16)) }.joined(separator: " ")
      let text = String(
        decoding: row.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: ".") }, as: UTF8.self)
      return indent + digits + String(repeating: " ", count: 48 - digits.utf8.count) + "|\(text)|"
    }
  }

  private func padded(_ digits: String) -> String { digits.utf8.count == 1 ? "0" + digits : digits }
}
