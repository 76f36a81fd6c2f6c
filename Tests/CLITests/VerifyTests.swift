import EventLog
import Foundation
import TestSupport
import Testing

@testable import CLI

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

@Suite("timeline verify", .enabled(if: BuiltProgram.exists, "the program is not built"))
struct VerifyCommandTests {
  private let program: BuiltProgram
  private var path: String { program.folder.file("timeline.mdb") }

  init() throws {
    program = try BuiltProgram()
    #expect(try program.run("timeline import seeds/csto.jsonl").status == 0)
  }

  /// Changes bytes of the closed file.
  private func edit(_ change: (inout [UInt8]) -> Void) throws {
    var bytes = try Files.read(path)
    change(&bytes)
    try Files.write(bytes, to: path)
  }

  @Test("says the root and that nothing is damaged, with status 0")
  func clean() throws {
    let outcome = try program.run("timeline verify")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let root = try program.run("timeline root --format csv").output.split(separator: ",").last ?? ""
    #expect(outcome.output.contains("root       \(root)".trimmingCharacters(in: .newlines)))
    #expect(outcome.output.contains("nothing is damaged"))
  }

  @Test("names the event whose payload was changed, with status 3")
  func changedPayload() throws {
    try edit { bytes in
      let text = Array("Council of Foreign Ministers".utf8)
      let place = bytes.indices.first { bytes[$0...].starts(with: text) }!
      bytes[place] = UInt8(ascii: "K")
    }
    let outcome = try program.run("timeline verify")
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("damaged    #"), "\(outcome.output)")
    #expect(outcome.output.contains("are not those that the tree was made over"), "\(outcome.output)")
    #expect(outcome.errors.contains("timeline.mdb is damaged: "), "\(outcome.errors)")
    #expect(outcome.errors.contains("\n  hint: "))
  }

  @Test("refuses a file that was cut short, before anything of it is read")
  func cutShort() throws {
    let size = try Files.size(path)
    try edit { $0.removeLast(size / 2) }
    let outcome = try program.run("timeline verify --timeout 5")
    #expect(outcome.status == 3 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.errors.contains("is damaged: the file ends before its last page"), "\(outcome)")
  }

  @Test(
    "lives through the death of what reads a record that leads behind the end of the file, and says where that was",
    .disabled(
      if: Sanitizer.isThere,
      "a reader has no environment: what a sanitizer is told there, it does not hear, and ends in its own way"
    ))
  func deathOfReader() throws {
    try edit { bytes in
      // A node: its size (4 bytes), flags (2), the size of the key (2), the key, the version of the record.
      let node: [UInt8] = [0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 100, 1]
      let places = bytes.indices.filter { bytes[$0] == 8 && bytes[($0 - 2)...].starts(with: node) }
      #expect(!places.isEmpty)
      for key in places.map({ $0 + 2 }) {
        // A quarter of a GiB more, for liblmdb and in the record itself (bytes 28 to 31, big-endian).
        bytes[key - 5] += 0x10
        bytes[key + 8 + 28] += 0x10
      }
    }
    let outcome = try program.run("timeline verify --timeout 20")
    #expect(outcome.status == 3, "\(outcome)")
    #expect(
      outcome.output.contains("damaged    #100 log: reading it ended the reader by signal \(SIGBUS)"),
      "\(outcome)")
    #expect(outcome.output.contains("events     99\n"), "\(outcome)")
  }

  @Test(
    "never ends by a mistake of its own, whichever page is overwritten",
    .disabled(
      if: Sanitizer.isThere,
      "a reader has no environment: what a sanitizer is told there, it does not hear, and ends in its own way"
    ),
    arguments: [0x00, 0xFF, 0x5A] as [UInt8])
  func pages(byte: UInt8) throws {
    let whole = try Files.read(path)
    defer { try? Files.write(whole, to: path) }
    for page in 2..<(whole.count / 4096) {
      var bytes = whole
      // The number of the page stays.
      for index in (page * 4096 + 8)..<((page + 1) * 4096) { bytes[index] = byte }
      try Files.write(bytes, to: path)
      let outcome = try program.run("timeline verify --timeout 5")
      #expect(outcome.status == 3 || outcome.status == 0, "page \(page): \(outcome)")
      for signal in [SIGILL, SIGTRAP] {
        // liblmdb ends the reader by others; these two are traps of Swift.
        #expect(!outcome.output.contains("by signal \(signal) "), "page \(page): \(outcome)")
      }
    }
  }

  /// Bytes of LMDB's first two pages (`MDB_meta`): the size of a page, the last page, the number of the commit.
  @Test(
    "finds a bit of what LMDB opens the file by",
    arguments: [43, 140, 142, 144, 151, 4096 + 140, 4096 + 143, 4096 + 144, 4096 + 151])
  func header(byte: Int) throws {
    for bit in 0..<8 {
      let whole = try Files.read(path)
      defer { try? Files.write(whole, to: path) }
      try edit { $0[byte] ^= 1 << UInt8(bit) }
      let outcome = try program.run("timeline verify --timeout 5")
      // The older of the two pages may say what it likes of sizes.
      let isOlder = (byte < 4096) == (whole[4096 + 144] > whole[144]) && byte % 4096 < 144 && byte != 43
      #expect(outcome.status == 3 || (isOlder && outcome.status == 0), "bit \(bit): \(outcome)")
    }
  }

  @Test("gives the same as JSON: whether it is clean, the events, the root, the damages")
  func json() throws {
    func row() throws -> [String: Any] {
      let outcome = try program.run("timeline verify --format json")
      let answer = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      return try #require((answer?["rows"] as? [[String: Any]])?.first)
    }
    let clean = try row()
    #expect(clean["clean"] as? Bool == true && clean["events"] as? Int == 147)
    #expect((clean["damages"] as? [Any])?.isEmpty == true)
    try edit { bytes in
      let text = Array("Council of Foreign Ministers".utf8)
      bytes[bytes.indices.first { bytes[$0...].starts(with: text) }!] = UInt8(ascii: "K")
    }
    let damaged = try row()
    #expect(damaged["clean"] as? Bool == false && damaged["damage_count"] as? Int ?? 0 > 0)
    let first = (damaged["damages"] as? [[String: Any]])?.first
    #expect(first?["table"] as? String == "meta" && first?["position"] as? Int == 1, "\(damaged)")
    #expect(damaged["root"] as? String != clean["root"] as? String)
  }

  @Test("refuses a log that is not there, and a file that is none, as every command does")
  func noLog() throws {
    let missing = try program.run("timeline verify --log nope.mdb")
    #expect(missing.status == 4 && missing.errors.contains("there is no log at nope.mdb"), "\(missing)")
    let other = try program.run("timeline verify --log seeds/csto.jsonl")
    #expect(other.status == 3 && other.errors.contains("is not a log"), "\(other)")
    let usage = try program.run("timeline verify --timeout 0")
    #expect(usage.status == 2, "\(usage)")
  }

  @Test("What the walking process tells is read as it was told")
  func lines() throws {
    let lines: [VerifyLine] = [
      .damage(Damage(table: .tags, position: GlobalPosition(7), reason: "one, two")),
      .damage(Damage(table: .meta, position: nil, reason: "three")),
      .done(Verification(events: 9, root: .empty, damages: 0)),
      .done(Verification(events: 9, root: nil, damages: 2)),
      .done(Verification(events: 9, root: .empty, damages: 0, isFileChecked: false)),
      .refused(.environment, sentence: "no", hint: nil), .refused(.damaged, sentence: "no", hint: "yes"),
    ]
    for line in lines { #expect(VerifyLine(line.text) == line) }
    // A text cannot end the line or a word of it.
    let odd = VerifyLine.damage(Damage(table: .log, position: nil, reason: "a\tb\nc"))
    #expect(VerifyLine(odd.text) == .damage(Damage(table: .log, position: nil, reason: "a\\tb\\nc")))
    for wrong in ["", "done", "damage\tx\t1\ty", "done\ta\t\t1", "refused\t9\ta\tb"] {
      #expect(VerifyLine(wrong) == nil, "\(wrong)")
    }
  }
}
