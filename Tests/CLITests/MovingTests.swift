import ArgumentParser
import EventLog
import Foundation
import TestSupport
import Testing

@testable import CLI

@Suite("Moving a log")
struct MovingTests {
  @Test("A backup and a compacted copy answer as the log does", arguments: ["backup", "compact"])
  func copies(command: String) {
    let shell = Shell.csto()
    let folder = TemporaryFolder()
    let copy = folder.file("copy.mdb")
    let outcome = shell.run(command, copy, "--format", "jsonl")
    #expect(outcome.status == .done, "\(outcome.errors)")
    #expect(outcome.output.contains(#""events":147,"root":""#))
    #expect(shell.run("export", "--log", copy).output == shell.run("export").output)
    let query = ["project", "members", "--at", "2015-04-02", "--format", "json"]
    #expect(shell.run(query + ["--log", copy]).output == shell.run(query).output)
    #expect(shell.run(command, copy).status == .environment)
    #expect(shell.run(command, "-").status == .usage)
  }

  @Test("An export restores the log: the same export, the same answers, the same records")
  func restores() throws {
    let shell = Shell.csto()
    let target = Shell()
    let file = target.file("export.jsonl", shell.exported.joined(separator: "\n"))
    for (name, arguments) in [("a.mdb", ["restore", file]), ("b.mdb", ["restore", "-"])] {
      let copy = target.folder.file(name)
      let outcome = target.run(
        arguments + ["--log", copy, "--format", "jsonl"], input: shell.run("export").output)
      #expect(outcome.status == .done, "\(outcome.errors)")
      #expect(outcome.errors == "made a new log: \(name)\n")
      #expect(target.run("export", "--log", copy).output == shell.run("export").output)
      let (log, other) = try (EventLog.open(at: copy), EventLog.open(at: shell.log))
      #expect(try log.read(limit: 999) == other.read(limit: 999))
      #expect(try log.root() == other.root())
    }
    let again = target.run("restore", file, "--log", target.folder.file("a.mdb"))
    #expect(again.status == .environment)
    #expect(again.errors.contains("`timeline import`"))
  }

  @Test("With the root that it must have, an export that lacks its last lines is refused")
  func root() throws {
    let shell = Shell.csto()
    let root = try EventLog.open(at: shell.log).root().root.description
    let target = Shell()
    let lines = shell.exported
    let part = target.file("part.jsonl", lines.dropLast().joined(separator: "\n"))
    #expect(target.run("restore", part, "--root", root).status == .refused)
    #expect(target.run("restore", part, "--root", "abc").status == .usage)
    #expect(target.folder.names == ["part.jsonl"])
    let whole = target.file("whole.jsonl", lines.joined(separator: "\n"))
    #expect(target.run("restore", whole, "--root", root).status == .done)
  }

  @Test("Nothing is made of an empty export, and a blank line in one is named")
  func emptyAndBlank() {
    let target = Shell()
    for text in ["", "\n \n"] {
      let outcome = target.run("restore", "-", input: text)
      #expect(outcome.status == .refused)
      #expect(
        outcome.errors.hasPrefix("timeline: -: the export is empty, there is nothing to restore\n  hint: "))
    }
    var lines = Shell.csto().exported
    lines.insert("", at: 3)
    let outcome = target.run("restore", "-", input: lines.joined(separator: "\n"))
    #expect(outcome.status == .refused)
    #expect(
      outcome.errors.hasPrefix("timeline: -:4: the line is blank, and an export has an event on every line\n")
    )
    #expect(target.folder.names == [])
  }

  @Test("A link that points to nothing is named, whether the log is read or made")
  func danglingLink() throws {
    let shell = Shell()
    try FileManager.default.createSymbolicLink(
      atPath: shell.log, withDestinationPath: shell.folder.file("gone/away.mdb"))
    let line = Shell.declarations[0]
    for outcome in [shell.run("log"), shell.run("append", "-", input: line)] {
      #expect(outcome.status == .environment)
      #expect(outcome.errors.contains("link that points to nothing"), "\(outcome.errors)")
      #expect(!outcome.errors.contains("folder first"))
    }
  }

  /// A line with an id that is always the same.
  private static func note(_ position: Int) -> String {
    #"{"position":\#(position),"recorded_at":"2026-11-22T00:00:00.000000Z","id":"a","n":\#(position),"type":"x-note"}"#
  }

  /// What can be wrong with an export: what is done to its lines, the line that is complained of, a part of the words.
  private static let flaws: [(String, @Sendable ([String]) -> [String], Int, String)] = [
    ("a part", { Array($0.dropFirst(9)) }, 1, "only a whole one can be restored"),
    ("a gap", { $0.enumerated().filter { $0.offset != 4 }.map(\.element) }, 5, "#5 belongs there"),
    ("a line twice", { [$0[0], $0[0]] }, 2, "#2 belongs there"),
    ("a blank line", { [$0[0], "", $0[1]] }, 2, "the line is blank"),
    ("an event", { [$0[0], #"{"type":"x-note"}"#] }, 2, "none of `timeline export`"),
    ("no JSON", { [$0[0], $0[1].dropLast() + ""] }, 2, "the text ends"),
    ("a space", { [$0[0].replacing(",", " ,")] }, 1, "none of `timeline export`"),
    ("a carriage return", { [$0[0] + "\r"] }, 1, "canonical form"),
    ("an earlier time", { [$0[0], $0[1].replacing("2026-11-22T", "2026-11-21T")] }, 2, "recorded before"),
    ("an id twice", { _ in [note(1), note(2)] }, 2, "the id “a” is already recorded as #1"),
    ("a longer line", { [$0[0] + String(repeating: " ", count: 1 << 20)] }, 1, "more than 1 MiB"),
  ]

  @Test("What is no whole export is refused at its line, and nothing is made", arguments: flaws.indices)
  func refuses(index: Int) {
    let (name, change, line, words) = Self.flaws[index]
    let shell = Shell()
    let file = shell.file("export.jsonl", change(Shell.csto().exported).joined(separator: "\n"))
    let outcome = shell.run("restore", file)
    #expect(outcome.status == .refused, "\(name)")
    #expect(outcome.errors.hasPrefix("timeline: export.jsonl:\(line):"), "\(name): \(outcome.errors)")
    #expect(
      words.split(separator: "|").contains { outcome.errors.contains($0) }, "\(name): \(outcome.errors)")
    #expect(outcome.errors.contains("\n  hint: "), "\(name): \(outcome.errors)")
    #expect(shell.folder.names == ["export.jsonl"], "\(name)")
  }

  @Test("Of a range beyond the log there is nothing, and a word about it")
  func ranges() {
    let shell = Shell.csto()
    #expect(shell.run("export", "--from", "146").lines.count == 2)
    #expect(shell.run("export", "--to", "3").lines.count == 3)
    #expect(shell.run("export", "--from", "3", "--to", "3").lines.count == 1)
    let beyond = shell.run("export", "--from", "148")
    #expect(beyond == .init(status: .done, output: "", errors: "the log ends at #147, before #148\n"))
    let partly = shell.run("export", "--from", "147", "--to", "200")
    #expect(partly.lines.count == 1)
    #expect(partly.errors == "the log ends at #147, before #200\n")
    #expect(shell.run("export", "--from", "4", "--to", "3").status == .usage)
    #expect(shell.run("export", "--from", "0").status == .usage)
    #expect(shell.runIntoClosedPipe("export") == .done)
  }

  @Test("A chain of logs keeps the place in the last log that an event came from, and records it once")
  func chain() throws {
    let (a, b, c) = (Shell(), Shell(), Shell())
    #expect(a.run("append", "-", input: Shell.declarations.joined(separator: "\n")).status == .done)
    #expect(
      b.run("append", "entity", "--set", "entity=X", "--set", "kind=other", "--set", "name=X").status == .done
    )
    let first = b.file("a.jsonl", a.exported.joined(separator: "\n"))
    #expect(b.run("import", first).status == .done)
    #expect(b.exported.count == 3)
    #expect(b.exported[1].hasPrefix(#"{"position":2,"#))
    #expect(b.exported[1].contains(#""origin":{"position":1,"recorded_at":""#))
    let second = c.file("b.jsonl", b.exported.joined(separator: "\n"))
    #expect(c.run("import", second).status == .done)
    #expect(c.exported[1].contains(#""origin":{"position":2,"recorded_at":""#), "its place in b, not in a")
    // Whichever way it comes again, an event is there once, with the origin it had first.
    let before = c.exported
    for file in [second, first] {
      #expect(c.run("import", file).errors.hasPrefix("imported 0 events"))
    }
    #expect(c.exported == before)
    #expect(a.run("import", second).errors.hasPrefix("imported 1 event"), "only what a does not know")
    // A restored log keeps the origins.
    #expect(b.run("restore", second, "--log", b.folder.file("again.mdb")).status == .done)
    #expect(b.run("export", "--log", b.folder.file("again.mdb")).lines == b.exported)
  }
}

extension String {
  /// The text with another one in place of each occurrence of a part.
  fileprivate func replacing(_ part: String, _ other: String) -> String {
    split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}
