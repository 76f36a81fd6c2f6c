import Testing

@testable import CLI

/// What is told beside an answer, or in the place of one.
@Suite("Telling") struct TellingTests {
  private static let admission = [
    "append", "admission", "--on", "2020-05-05", "--party", "ISL", "--org", "O",
  ]
  private static let organisation = #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#

  /// A shell whose log holds some lines.
  private func shell(_ lines: [String]) -> Shell {
    let shell = Shell()
    let outcome = shell.run("append", "-", input: lines.joined(separator: "\n"))
    #expect(outcome.status == .done, "\(outcome.errors)")
    return shell
  }

  @Test("Recording a retracted event again says what retracted it and what can be done")
  func retractedAgain() {
    let shell = shell([Self.organisation])
    _ = shell.run(Self.admission)
    _ = shell.run(
      "append", "-", input: #"{"type":"correction","action":"retract","target":2,"reason":"twice"}"#)
    let again = shell.run(Self.admission)
    #expect(again.status == .done)
    #expect(
      again.errors.hasPrefix(
        "this event is already recorded as #2; nothing was written\n#2 does not count: #3 retracted it; to let it"
          + " count again, retract #3"))
  }

  @Test("Importing a retracted event again says what retracted it, and what is told is bounded")
  func retractedImport() {
    let shell = shell(
      [Self.organisation]
        + (1...30).map {
          #"{"type":"meeting","id":"m\#($0)","on":"2020-01-01","meeting":"M\#($0)","org":"O"}"#
        })
    let lines = (1...30).map {
      #"{"type":"meeting","id":"m\#($0)","on":"2020-01-01","meeting":"M\#($0)","org":"O"}"#
    }
    let retractions = (2...20).map {
      #"{"type":"correction","action":"retract","target":\#($0),"reason":"r"}"#
    }
    _ = shell.run("append", "-", input: retractions.joined(separator: "\n"))
    let one = shell.run("import", shell.file("one.jsonl", lines[0], lines[29])).errors
    #expect(one.hasPrefix("imported 0 events, 2 were there already\n#2 does not count: #32 retracted it;"))
    #expect(one.split(separator: "\n").count == 2, "\(one)")
    let all = shell.run("import", shell.file("all.jsonl", lines.joined(separator: "\n"))).errors
    #expect(all.split(separator: "\n").count == 10, "\(all)")
    #expect(all.hasSuffix("11 more of them do not count either\n"))
    let dry = shell.run("import", "--dry-run", shell.file("dry.jsonl", lines[0])).errors
    #expect(dry.contains("#2 does not count"))
  }

  @Test(
    "Before the first record an id is not known because the log was empty",
    arguments: [["project", "members", "--org", "O"], ["pending", "P"], ["why", "in-force", "P"], ["log"]])
  func beforeAll(command: [String]) {
    let shell = shell([Self.organisation])
    let outcome = shell.run(command + ["--as-of", "1969-01-01"])
    #expect(outcome.errors.contains("as of #0, when "))
    #expect(outcome.errors.contains("empty"))
  }

  @Test("What waits for its day alone says which day that is")
  func waitsForItsDay() {
    let shell = shell([
      #"{"type":"instrument","instrument":"P","title":"P","on":"2000-01-01","clause":"when deposits >= 1 effective +6m"}"#,
      #"{"type":"instrument","instrument":"Q","title":"Q","on":"2000-03-15","clause":"when in-force P effective at once"}"#,
      #"{"type":"accession","on":"2000-03-01","party":"FRA","instrument":"P"}"#,
    ])
    let pending = shell.run("pending", "P", "--at", "2000-04-01")
    #expect(pending.output.contains("its day: in force from 2000-09-01 on"))
    // Adopted later, it was not blocked yet.
    #expect(!shell.run("pending", "P", "--at", "2000-02-01").output.contains("force of Q"))
    // Once nothing is awaited of P it blocks nothing.
    #expect(!shell.run("pending", "P", "--at", "2000-03-15").output.contains("force of Q"))
  }

  @Test("Until Q is adopted nothing says that its entry into force is blocked")
  func blockedLater() {
    let shell = shell([
      #"{"type":"instrument","instrument":"P","title":"P","on":"2000-01-01","clause":"when deposits >= 1 effective at once"}"#,
      #"{"type":"instrument","instrument":"Q","title":"Q","on":"2000-03-15","clause":"when in-force P effective at once"}"#,
    ])
    #expect(!shell.run("pending", "P", "--at", "2000-03-14").output.contains("entry into force of Q"))
    #expect(shell.run("pending", "P", "--at", "2000-03-15").output.contains("entry into force of Q"))
  }

  @Test("Who consented and took it back is said to have done so")
  func takenBack() {
    let shell = shell([
      #"{"type":"instrument","instrument":"P","title":"P","on":"2000-01-01","clause":"when deposits >= 2 effective at once"}"#,
      #"{"type":"accession","on":"2000-03-01","party":"FRA","instrument":"P"}"#,
      #"{"type":"consent-withdrawn","on":"2000-06-01","party":"FRA","instrument":"P"}"#,
    ])
    let why = shell.run("why", "party", "FRA", "P", "--at", "2001-01-01")
    let words = why.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("it consented on 2000-03-01 and took that back on 2000-06-01"))
  }

  @Test("A stretch that leaves the log names what is not there")
  func stretch() {
    let shell = shell([Self.organisation])
    let outcome = shell.run("project", "--without", "1..3")
    #expect(outcome.errors.contains("there is no event 2..3"))
  }

  @Test("A code in small letters is told in large ones")
  func smallCode() {
    let outcome = shell([Self.organisation]).run("project", "members", "--party", "ru")
    #expect(outcome.errors.contains("RUS (Russia"))
  }

  @Test("What an answer depends on is asked with the same assumptions")
  func assumed() throws {
    let shell = shell([
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
      #"{"type":"instrument","instrument":"P","title":"P","on":"2000-01-01","constitutes":"O","clause":"when deposits >= 1 effective at once"}"#,
    ])
    let outcome = shell.run(
      ["why", "member", "FRA", "O", "--at", "2001-01-01", "--assume", "-"],
      input: #"{"type":"accession","on":"2000-03-01","party":"FRA","instrument":"P"}"#)
    #expect(outcome.output.contains("depends on"))
    #expect(!outcome.output.contains("--assume"))
  }

  @Test(
    "The command that is offered names the file as a shell reads it",
    arguments: [("more.jsonl", "'more.jsonl'"), ("it's.jsonl", #"'it'\''s.jsonl'"#)])
  func assumedFile(name: String, quoted: String) throws {
    let shell = shell([
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
      #"{"type":"instrument","instrument":"P","title":"P","on":"2000-01-01","constitutes":"O","clause":"when deposits >= 1 effective at once"}"#,
    ])
    let file = shell.file(name, #"{"type":"accession","on":"2000-03-01","party":"FRA","instrument":"P"}"#)
    let outcome = shell.run("why", "member", "FRA", "O", "--at", "2001-01-01", "--assume", file)
    let words = outcome.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("--assume \(quoted)"), "\(outcome.output)\(outcome.errors)")
  }

  @Test("What may be overtaken is possible to come, and may be past only once its first day has come")
  func mayBePast() {
    let shell = shell([
      Self.organisation,
      #"{"type":"office","on":"2001-01-01","until":"[2003-01-01..2003-12-31]","office":"O:c","holder":"ARG"}"#,
      #"{"type":"office","on":"[2002-06-01..2003-06-01]","office":"O:c","holder":"CHL"}"#,
    ])
    let before = shell.run("upcoming", "--at", "2002-01-01", "--days", "800").output
    #expect(before.contains("possible") && !before.contains("may be past"), "\(before)")
    let within = shell.run("upcoming", "--at", "2003-02-01", "--days", "800").output
    #expect(within.contains("may be past") && !within.contains("possible"), "\(within)")
  }

  @Test("Records of several kinds that make a difference are each named by their own")
  func kinds() {
    let shell = shell([
      Self.organisation,
      #"{"type":"admission","id":"a","on":"2001","party":"FRA","org":"O"}"#,
      #"{"type":"correction","id":"b","action":"replace","target":"a","reason":"r","with":{"type":"admission","on":"2002","party":"FRA","org":"O"}}"#,
      #"{"type":"correction","id":"c","action":"retract","target":"b","reason":"r"}"#,
      #"{"type":"correction","id":"d","action":"retract","target":"c","reason":"r"}"#,
      #"{"type":"correction","id":"e","action":"replace","target":"a","reason":"r","with":{"type":"admission","on":"2003","party":"FRA","org":"O"}}"#,
    ])
    let diff = shell.run("diff", "members", "--at", "2010-01-01", "--as-of", "#2", "--vs-as-of", "#6")
    // The cell may stand in several lines of its column.
    let lines = diff.output.split(separator: "\n")
    let head = lines.first { $0.contains("BECAUSE") }.map(String.init) ?? ""
    let start = head.split(separator: "BECAUSE")[0].count
    let width = head.count - start - (head.split(separator: " ").last?.count ?? 0)
    let cell = lines.drop { !$0.contains("BECAUSE") }.dropFirst().map { $0.dropFirst(start).prefix(width) }
    let words = cell.joined(separator: " ").split(separator: " ").joined(separator: " ")
    #expect(words == "retraction of a retraction #5, replacement #6", "\(diff.output)")
  }
}
