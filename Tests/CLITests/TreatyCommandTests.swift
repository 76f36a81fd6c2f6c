import Foundation
import TestSupport
import Testing

/// The treaties of the seeds, each file in a log of its own, asked by command.
@Suite("Treaties by command", .enabled(if: BuiltProgram.exists, "the program is not built"))
struct TreatyCommandTests {
  private static let names = TemporaryFolder.names(in: Files.package + "/seeds/treaties").filter {
    $0.hasSuffix(".jsonl")
  }

  @Test("Every file is imported alone, whole and without a word of warning", arguments: names)
  func imported(name: String) throws {
    let program = try BuiltProgram()
    let count = try Files.lines(of: Files.package + "/seeds/treaties/\(name)").count
    let outcome = try program.run("timeline import seeds/treaties/\(name)")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors
        == "made a new log: timeline.mdb\nimported \(count) events (#1..#\(count)), 0 were there already\n")
    let again = try program.run("timeline import seeds/treaties/\(name)")
    #expect(again.errors == "imported 0 events, \(count) were there already\n")
  }

  @Test(
    "There is nothing to say against a file but for acceptances that do not count and a claim that is denied",
    arguments: names)
  func checked(name: String) throws {
    let program = try BuiltProgram()
    _ = try program.run("timeline import seeds/treaties/\(name)")
    let outcome = try program.run("timeline check --at 2026-06-01")
    let lines = outcome.output.split(separator: "\n").filter { $0.contains("W-") || $0.contains("N-") }
    switch name {
    case "who.jsonl":
      #expect(!lines.isEmpty && lines.allSatisfy { $0.contains("W-NOT-ELIGIBLE") }, "\(outcome.output)")
    case "exits.jsonl":
      // North Korea claims that it was out a day after it said so; the others dispute its notice.
      #expect(lines.map { $0.prefix { $0 != " " } } == ["N-DISPUTE", "W-CONFLICT"], "\(outcome.output)")
    default: #expect(lines == [], "\(outcome.output)")
    }
  }

  @Test("With two deposits assumed the test-ban treaty waits for seven, and nothing is written")
  func assumed() throws {
    let program = try BuiltProgram()
    _ = try program.run("timeline import seeds/treaties/ctbt.jsonl")
    let more = #"{"type":"ratification","on":"2023-11-04","party":["CHN","USA"],"instrument":"CTBT"}"#
    try Files.write(Array(more.utf8), to: program.folder.file("more.jsonl"))
    func pending(_ more: String) throws -> [String?] {
      let outcome = try program.run("timeline pending CTBT --at 2023-11-04 --format json\(more)")
      return try JSONDecoder().decode(Rows.self, from: Data(outcome.output.utf8)).rows.map(\.waiting)
    }
    #expect(try pending("").count == 9)
    #expect(
      try pending(" --assume more.jsonl") == ["EGY", "IND", "IRN", "ISR", "PAK", "PRK", "RUS"])
    #expect(try pending("").count == 9)
  }

  @Test("What was known of the extension of 1999 in June of that year, and what is known today")
  func publishedBy() throws {
    let log = try CSTOLog.shared.get()
    func state(_ instrument: String, _ more: String) throws -> String? {
      try log.rows("project instruments --instrument \(instrument) --at 1999-06-01\(more)").first?.state
    }
    #expect(try state("CST", "") == "in-force")
    #expect(try state("CST-EXT", "") == "in-force")
    #expect(try state("CST", " --published-by 1999-06-01") == "terminated")
    #expect(try state("CST-EXT", " --published-by 1999-06-01") == "not-in-force")
    let signed = try log.rows(
      "project parties --instrument CST-EXT --at 1999-06-01 --published-by 1999-06-01")
    #expect(signed.count == 6)
    #expect(signed.allSatisfy { $0.state == "signatory" })
  }
}
