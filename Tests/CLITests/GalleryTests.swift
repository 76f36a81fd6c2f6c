import Foundation
import TestSupport
import Testing

@testable import CLI

/// Errors that are shown in docs/ERRORS.md beside those of `Refusal`.
private struct Exhibit {
  let title: String
  var before = Shell.declarations
  /// What stands in `export.jsonl`; made from the lines of the export of the log before.
  var file: (@Sendable ([String]) -> [String])?
  /// Whether `link.mdb` is a link to a file that is not there.
  var hasLink = false
  let command: [String]

  /// Runs it in a shell of its own.
  func run() throws -> Shell.Outcome {
    let shell = Shell()
    _ = shell.run("append", "-", input: before.joined(separator: "\n"))
    if let file {
      let lines = file(shell.exported).map { $0 + "\n" }.joined()
      try Files.write(Array(lines.utf8), to: shell.folder.file("export.jsonl"))
    }
    if hasLink {
      try FileManager.default.createSymbolicLink(
        atPath: shell.folder.file("link.mdb"), withDestinationPath: shell.folder.file("gone.mdb"))
    }
    return shell.run(command.map { $0.hasPrefix("FOLDER/") ? shell.folder.path + $0.dropFirst(6) : $0 })
  }

  static var all: [Exhibit] { questions + moves }

  /// A log that is copied, or made from an export.
  private static let moves: [Exhibit] = [
    Exhibit(
      title: "A copy onto the log itself", command: ["backup", "FOLDER/timeline.mdb"]),
    Exhibit(
      title: "A copy in place of another file", file: { _ in [] },
      command: ["compact", "FOLDER/export.jsonl"]),
    Exhibit(title: "A copy in a folder that is not there", command: ["backup", "FOLDER/missing/copy.mdb"]),
    Exhibit(
      title: "A part of an export is to be restored", file: { Array($0.dropFirst()) },
      command: ["restore", "FOLDER/export.jsonl", "--log", "FOLDER/new.mdb"]),
    Exhibit(
      title: "An export that lacks a line is to be restored", file: { [$0[0], $0[0]] },
      command: ["restore", "FOLDER/export.jsonl", "--log", "FOLDER/new.mdb"]),
    Exhibit(
      title: "An export without an event is to be restored", file: { _ in [] },
      command: ["restore", "FOLDER/export.jsonl", "--log", "FOLDER/new.mdb"]),
    Exhibit(
      title: "A link that points to nothing", hasLink: true, command: ["log", "--log", "FOLDER/link.mdb"]),
    Exhibit(
      title: "Events that were never exported are to be restored", file: { _ in Shell.declarations },
      command: ["restore", "FOLDER/export.jsonl", "--log", "FOLDER/new.mdb"]),
    Exhibit(
      title: "An export is to be restored over a log", file: { $0 },
      command: ["restore", "FOLDER/export.jsonl", "--log", "FOLDER/timeline.mdb"]),
    Exhibit(
      title: "An export that does not lead to the root", file: { [$0[0]] },
      command: [
        "restore", "FOLDER/export.jsonl", "--log", "FOLDER/new.mdb", "--root",
        String(repeating: "0", count: 64),
      ]),
    Exhibit(
      title: "A range that ends before it begins", command: ["export", "--from", "9", "--to", "8"]),
    Exhibit(
      title: "An event of a newer version",
      command: [
        "append", "signature", "--on", "2018-11-08", "--party", "ARM", "--instrument", "CSTO-P3", "--set",
        "version=2",
      ]),
  ]

  private static let questions: [Exhibit] = [
    Exhibit(title: "An option that does not exist", command: ["log", "--limt", "3"]),
    Exhibit(
      title: "A view that does not exist",
      command: ["diff", "member", "--from", "2012-01-01", "--to", "2013-01-01"]),
    Exhibit(title: "A stretch of positions with a dash", command: ["project", "--without", "6-8"]),
    Exhibit(title: "A year where a day is needed", command: ["project", "--at", "2015"]),
    Exhibit(title: "A number that is no moment", command: ["project", "--as-of", "2015"]),
    Exhibit(title: "A position that the shell took for a remark", command: ["project", "--as-of"]),
    Exhibit(
      title: "Somebody wrote in between",
      command: [
        "append", "signature", "--on", "2018-11-08", "--party", "ARM", "--instrument", "CSTO-P3", "--if-head",
        "1",
      ]),
    Exhibit(
      title: "An event that the condition excludes",
      command: [
        "append", "signature", "--on", "2018-11-08", "--party", "ARM", "--instrument", "CSTO-P3", "--if-none",
        "instrument=CSTO-P3",
      ]),
    Exhibit(title: "A query by something else", command: ["append", "x-note", "--if-none", "colour=red"]),
    Exhibit(title: "A question about an unknown instrument", command: ["pending", "CSTO-P33"]),
    Exhibit(title: "A question about an organisation instead of its charter", command: ["pending", "CSTO"]),
    Exhibit(
      title: "A question about an unknown organisation", command: ["project", "members", "--org", "CTSO"]),
    Exhibit(title: "An event that is not there", command: ["show", "99"]),
    Exhibit(title: "A proof of nothing", command: ["proof"]),
    Exhibit(title: "A tree with more events than there are", command: ["root", "--size", "99"]),
    Exhibit(title: "A file that is not there", command: ["import", "missing.jsonl"]),
    Exhibit(
      title: "A clause with a word that is wrong",
      command: [
        "append", "instrument", "--on", "1998-07-17", "--set", "instrument=ROME", "--set",
        "title=Rome Statute",
        "--set", "clause=when fraction 75% of parties(KP)",
      ]),
  ]
}

@Suite("Gallery of errors")
struct GalleryTests {
  @Test("docs/ERRORS.md shows what the program really says")
  func gallery() throws {
    var text = """
      # Errors

      Every error is one sentence, the place where there is one (`file:line:column`, counted from 1), and a hint with
      the remedy. Nothing of a refused append or import is written. This page is made from real runs by
      `TIMELINE_RECORD=1 swift test --filter CLITests`; a test keeps it true.

      | Exit status | Meaning |
      |---|---|
      | 0 | done |
      | 1 | refused: a conflict, an invalid event, something that is not in the log |
      | 2 | the command line cannot be read |
      | 3 | the log is damaged or is not a log of timeline |
      | 4 | the environment does not allow it: no log there, no permission, disk full |

      """
    for refusal in Refusal.all where !refusal.command.contains(where: { $0.hasPrefix("/proc") }) {
      let shell = Shell()
      if !refusal.before.isEmpty {
        _ = shell.run("append", "-", input: refusal.before.joined(separator: "\n"))
      }
      try Files.write(
        Array((refusal.lines.joined(separator: "\n") + "\n").utf8), to: shell.folder.file("events.jsonl"))
      text += "\n## \(refusal.title.prefix(1).uppercased())\(refusal.title.dropFirst())\n\n"
      if refusal.lines.count > 2, !refusal.lines[2].isEmpty {
        text += "Line 3 of `events.jsonl`:\n\n```json\n\(refusal.lines[2])\n```\n\n"
      }
      let shown = refusal.command.map { $0.hasPrefix("FOLDER/") ? String($0.dropFirst(7)) : $0 }
      let run = refusal.command.map { $0.hasPrefix("FOLDER/") ? shell.folder.path + $0.dropFirst(6) : $0 }
      text += GalleryTests.transcript(shown, shell.run(run))
    }
    for exhibit in Exhibit.all {
      text += "\n## \(exhibit.title)\n\n"
      let shown = exhibit.command.map { $0.hasPrefix("FOLDER/") ? String($0.dropFirst(7)) : $0 }
      text += GalleryTests.transcript(shown, try exhibit.run())
    }
    try Recorded(name: "ERRORS.md", text: text).check()
  }

  @Test("Every exhibit is an error with a hint")
  func exhibits() throws {
    for exhibit in Exhibit.all {
      let outcome = try exhibit.run()
      #expect(outcome.status != .done, "\(exhibit.title)")
      #expect(outcome.errors.contains("\n  hint: "), "\(exhibit.title): \(outcome.errors)")
    }
  }

  private static func transcript(_ command: [String], _ outcome: Shell.Outcome) -> String {
    let words = command.map { $0.contains(" ") || $0.contains("#") ? "'\($0)'" : $0 }.joined(separator: " ")
    return
      "```text\n$ timeline \(words)\n\(outcome.errors)```\n\nExit status \(outcome.status.rawValue).\n"
  }
}
