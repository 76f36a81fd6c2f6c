import Foundation
import TestSupport
import Testing

@testable import CLI

/// What the command says of what it was asked, in words that can be acted on.
@Suite("Wording") struct WordingTests {
  /// A log of an organisation, its organ and its charter.
  private static func river() -> Shell {
    let shell = Shell()
    let lines = [
      #"{"type":"entity","entity":"RIV","kind":"organisation","name":"River Commission","on":"1990-01-01"}"#,
      #"{"type":"entity","entity":"RIV/CO","kind":"organ","name":"Council of the River","part_of":"RIV"}"#,
      #"{"type":"instrument","instrument":"RIV-CHARTER","title":"Charter","on":"2000-01-01","clause":"when deposits >= 3","constitutes":"RIV"}"#,
    ]
    let outcome = shell.run("append", "-", input: lines.joined(separator: "\n"))
    #expect(outcome.status == .done, "\(outcome.errors)")
    return shell
  }

  @Test(
    "A question that nearly hits names what is there",
    arguments: [
      (["pending", "RIV"], "hint: RIV is an organisation: RIV-CHARTER constitutes it"),
      (["project", "members", "--org", "River Commission"], "hint: did you mean RIV (River Commission)?"),
      (["project", "members", "--org", "river comission"], "hint: did you mean RIV (River Commission)?"),
      (["diff", "member", "--from", "2000-01-01", "--to", "2001-01-01"], "hint: did you mean members?"),
      (["log", "--format", "jsno"], "hint: did you mean json?"),
      (["diff", "xx"], "hint: write members, instruments, parties, offices, meetings or pending"),
      (["project", "--without", "1-3"], "hint: write it as 1..3"),
      (["project", "--without", "#1-#3"], "hint: write it as 1..3"),
    ])
  func hints(command: [String], hint: String) {
    let outcome = Self.river().run(command)
    #expect(outcome.status != .done)
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
    #expect(!outcome.errors.contains("Please provide"), "\(outcome.errors)")
  }

  @Test("An organ of which nothing else is recorded has a history of its name")
  func organ() {
    let lines = Self.river().run("history", "RIV/CO").lines
    #expect(lines.first?.hasPrefix("Council of the River (RIV/CO)") == true)
    #expect(lines.contains { $0.contains("named Council of the River") })
  }

  @Test("The help of a command lists no option that the command refuses")
  func helpOfHistory() {
    let shell = Self.river()
    #expect(shell.run("history", "RIV", "--at", "2015-01-01").status == .usage)
    #expect(!shell.run("help", "history").output.contains("--at <day>"))
    #expect(shell.run("history", "RIV", "--as-of", "#1").status == .done)
  }

  @Test("An act in a history says what is doubted of it and nothing else, whatever the doubt")
  func acts() {
    let shell = Self.river()
    let lines = [
      #"{"type":"admission","on":"2001-01-01","party":"FRA","org":"RIV","id":"a"}"#,
      #"{"type":"admission","on":"2002-01-01","party":"DEU","org":"RIV"}"#,
      #"{"type":"admission","on":"2003-01-01","party":"ITA","org":"RIV","confidence":"inferred"}"#,
      #"{"type":"correction","action":"dispute","target":"a","reason":"r"}"#,
    ]
    #expect(shell.run("append", "-", input: lines.joined(separator: "\n")).status == .done)
    let acts = shell.run("history", "RIV").lines.filter { $0.contains("admission") }
    #expect(acts.map { $0.contains("certain") } == [false, false, false], "\(acts)")
    #expect(acts.map { $0.contains("disputed") } == [true, false, false])
    #expect(acts.map { $0.contains("inferred") } == [false, false, true])
  }

  @Test("Who is a member for certain is told apart from the names")
  func certainMembers() {
    let shell = Self.river()
    let lines = [
      #"{"type":"admission","on":"2001-01-01","party":["FRA","DEU"],"org":"RIV"}"#,
      #"{"type":"admission","on":"2001-01-01","party":"ITA","org":"RIV","status":"observer"}"#,
    ]
    #expect(shell.run("append", "-", input: lines.joined(separator: "\n")).status == .done)
    let page = shell.run("project", "--at", "2002-01-01").output
    #expect(page.contains("France  Germany  (all certain)"), "\(page)")
    #expect(
      shell.run("project", "--at", "2002-01-01", "--without", "4").output.contains("(all certain)") == false)
  }

  @Test("One entry is one entry, and what was rebuilt says how many there were before")
  func rebuilt() {
    let shell = Self.river()
    // More than wait for others to be entered with.
    let notes = (1...20).map { #"{"type":"x-note","note":"\#($0)"}"# }
    #expect(shell.run("append", "-", input: notes.joined(separator: "\n")).status == .done)
    #expect(shell.run("stats").lines.contains { $0.contains("histories: 1 entry, ") })
    let lines = shell.run("rebuild").lines
    #expect(lines.contains("histories  made anew: 0 entries, and a mark how far they go"))
    #expect(lines.contains("before     0 entries, of the events up to #23"))
  }

  @Test("The fields of what a meeting lists are those that the page explains")
  func fieldsOfMeetings() throws {
    let page = try String(contentsOfFile: "\(Files.package)/docs/ROWS.md", encoding: .utf8)
    let answer = Shell.csto().run("project", "meetings", "--format", "json").output
    let whole = try #require(JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
    let rows = try #require(whole["rows"] as? [[String: Any]])
    for field in ["attendance", "outcomes"] {
      let line = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(field)` |") })
      let names = Set(rows.flatMap { $0[field] as? [[String: Any]] ?? [] }.flatMap(\.keys))
      #expect(!names.isEmpty)
      for name in names { #expect(line.contains("`\(name)`"), "\(name) of \(field)") }
      #expect(!line.contains("`position`"))
    }
  }
}
