import EventLog
import TestSupport
import Testing

@testable import CLI

/// Something the program refuses: what was run, and how it must answer.
struct Refusal: CustomTestStringConvertible, Sendable {
  let title: String
  /// Lines that are in the log before; none means that there is no log.
  var before: [String] = Shell.declarations
  /// The lines of the file `events.jsonl`.
  var lines: [String] = []
  let command: [String]
  let status: Status
  /// The place, with its colon; empty where there is none.
  var place = ""
  let sentence: String
  let hint: String

  var testDescription: String { title }

  private static func line(_ body: String) -> String { "{\(body)}" }

  /// Lines of a file of which the third is the bad one.
  private static func third(_ bad: String) -> [String] {
    [
      #"{"type":"signature","on":"2018-11-08","party":"ARM","instrument":"CSTO-P3"}"#,
      #"{"type":"signature","on":"2018-11-08","party":"BLR","instrument":"CSTO-P3"}"#, bad,
      #"{"type":"signature","on":"2018-11-08","party":"KAZ","instrument":"CSTO-P3"}"#,
    ]
  }

  static let importing = ["import", "FOLDER/events.jsonl"]

  static let all: [Refusal] = [
    Refusal(
      title: "malformed JSON", lines: third(#"{"type":"signature","on":2018-11-08}"#), command: importing,
      status: .refused, place: "events.jsonl:3:26: ", sentence: "2018-11-08 is not a whole number",
      hint: "write whole numbers"),
    Refusal(
      title: "an unknown type", lines: third(#"{"type":"ratificaton","on":"2018-11-08"}"#),
      command: importing,
      status: .refused, place: "events.jsonl:3:9: ", sentence: "type: there is no event type “ratificaton”",
      hint: "did you mean “ratification”?"),
    Refusal(
      title: "an unknown field",
      lines: third(
        #"{"type":"ratification","on":"2018-11-08","party":"ARM","instrument":"CSTO-P3","notes":"x"}"#),
      command: importing, status: .refused, place: "events.jsonl:3:79: ",
      sentence: "events of type ratification have no field “notes”", hint: "did you mean “note”?"),
    Refusal(
      title: "an unknown party",
      lines: third(#"{"type":"ratification","on":"2018-11-08","party":"Tajikstan","instrument":"CSTO-P3"}"#),
      command: importing, status: .refused, place: "events.jsonl:3",
      sentence: "party: “Tajikstan” is no State and is not declared", hint: "did you mean “Tajikistan (TJK)”"),
    Refusal(
      title: "a date that is none",
      lines: third(#"{"type":"ratification","on":"2015-02-30","party":"TJK","instrument":"CSTO-P3"}"#),
      command: importing, status: .refused, place: "events.jsonl:3:29: ",
      sentence: "on: “2015-02-30” is no date: February 2015 has 28 days, not 30", hint: "write "),
    Refusal(
      title: "an interval for an act of one day",
      lines: third(
        #"{"type":"ratification","on":"2018-11-08/2020-05-26","party":"TJK","instrument":"CSTO-P3"}"#),
      command: importing, status: .refused, place: "events.jsonl:3:29: ",
      sentence: "on: “2018-11-08/2020-05-26” is an interval, and this happens on one day",
      hint: "write [2018-11-08..2020-05-26] for one day somewhere in it"),
    Refusal(
      title: "a clause that does not parse",
      lines: third(
        #"{"type":"instrument","instrument":"X","title":"X","on":"2018","clause":"when all singatories"}"#),
      command: importing, status: .refused, place: "events.jsonl:3",
      sentence: "clause: “singatories” at character 10: expected signatories",
      hint: "did you mean “signatories”?"),
    Refusal(
      title: "an id that is there with other content",
      before: Shell.declarations
        + [#"{"type":"signature","id":"a-1","on":"2018-11-08","party":"TJK","instrument":"CSTO-P3"}"#],
      lines: third(
        #"{"type":"signature","id":"a-1","on":"2018-11-09","party":"TJK","instrument":"CSTO-P3"}"#),
      command: importing, status: .refused, place: "events.jsonl:3: ",
      sentence: "the id “a-1” is already recorded as #3 with other content",
      hint: "`timeline show 3` prints it"),
    Refusal(
      title: "a correction of nothing",
      lines: third(#"{"type":"correction","action":"retract","target":"nothing"}"#),
      command: importing, status: .refused, place: "events.jsonl:3: ",
      sentence:
        "the correction names an event with the id “nothing”, which is neither in the log nor recorded with it",
      hint: "`timeline log` lists the events"),
    Refusal(
      title: "a log that is not there", before: [], command: ["project"], status: .environment,
      sentence: "there is no log at timeline.mdb", hint: "`timeline append` and `timeline import` make one"),
    Refusal(
      title: "a file that is not a log", lines: ["not a log"],
      command: ["log", "--log", "FOLDER/events.jsonl"],
      status: .damaged, sentence: "events.jsonl is not a log of timeline; it was not changed",
      hint: "--log PATH"),
    // The tests may run as root, whom no permission stops: a folder below a regular file stops anybody.
    Refusal(
      title: "a folder that cannot be written", lines: third(""),
      command: ["import", "FOLDER/events.jsonl", "--log", "FOLDER/events.jsonl/timeline.mdb"],
      status: .environment,
      sentence: "cannot use events.jsonl/timeline.mdb: Not a directory",
      hint: "a part of the path is a file and not a folder"),
    Refusal(
      title: "a file system that cannot be written", lines: Shell.declarations,
      command: ["import", "FOLDER/events.jsonl", "--log", "/proc/timeline.mdb"], status: .environment,
      sentence: "/proc lies on a file system (proc)", hint: "put the log on a local disk"),
  ]
}

@Suite("Refusals")
struct RefusalTests {
  @Test(
    "A refusal says what, where and the remedy, with its status, and writes nothing", arguments: Refusal.all)
  func refusal(_ refusal: Refusal) throws {
    let shell = Shell()
    if !refusal.before.isEmpty {
      let outcome = shell.run("append", "-", input: refusal.before.joined(separator: "\n"))
      #expect(outcome.status == .done, "\(outcome.errors)")
    }
    try Files.write(
      Array((refusal.lines.joined(separator: "\n") + "\n").utf8), to: shell.folder.file("events.jsonl"))
    let before = (shell.exported, shell.folder.names)
    let outcome = shell.run(refusal.command.map { $0.replacingFolder(with: shell.folder.path) })
    #expect(outcome.status == refusal.status)
    #expect(outcome.output.isEmpty)
    let lines = outcome.errors.split(separator: "\n").map(String.init)
    let first = try #require(lines.first)
    #expect(first.hasPrefix("timeline: \(refusal.place)"), "\(outcome.errors)")
    #expect(first.contains(refusal.sentence), "\(outcome.errors)")
    let hint = try #require(lines.first { $0.hasPrefix("  hint: ") }, "\(outcome.errors)")
    #expect(hint.contains(refusal.hint), "\(outcome.errors)")
    #expect(shell.exported == before.0)
    #expect(shell.folder.names == before.1)
  }

  @Test("A clause that does not parse is shown with a mark below the wrong word")
  func clauseMark() {
    let outcome = Shell().run(
      "append", "instrument", "--on", "2018", "--set", "instrument=X", "--set", "title=X", "--set",
      "clause=when all singatories")
    let lines = outcome.errors.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count > 3)
    #expect(lines.dropFirst().first == "    when all singatories")
    #expect(lines.dropFirst(2).first == "             ^^^^^^^^^^^")
  }

  @Test("A refused event leaves no new log behind")
  func noNewLog() {
    let shell = Shell()
    #expect(
      shell.run("append", "ratification", "--on", "2020", "--party", "TJK", "--instrument", "X").status
        == .refused)
    #expect(shell.run("append", "-", input: "{}").status == .refused)
    #expect(shell.run("import", shell.file("bad.jsonl", "nonsense")).status == .refused)
    #expect(shell.folder.names == ["bad.jsonl"])
  }

  @Test(
    "A command line that cannot be read ends with status 2, a sentence and a hint",
    arguments: [
      ["nonsense"], ["append"], ["log", "--limt", "3"], ["log", "--limit", "0"], ["log", "--limit", "x"],
      ["project", "--at", "2015"], ["project", "--at", "2015-13-01"], ["project", "--as-of", "2015"],
      ["project", "--as-of", "87"], ["project", "--as-of", "yesterday"], ["project", "--as-of"],
      ["project", "--format", "xml"], ["project", "--format", "csv"], ["export", "--from", "x"],
      ["append", "-", "--on", "2015"], ["append", "x", "--if-head", "1", "--if-none", "type=x"],
      ["append", "x", "--after", "1"], ["append", "x-y", "--set", "novalue"],
      ["append", "x-y", "--set", "a:={"],
      ["append", "x-y", "--note", "a", "--set", "note=b"], ["append", "x-y", "--if-none", "colour=red"],
      ["append", "x-y", "--if-none", ""], ["log", "--from", "2020-01-02", "--to", "2020-01-01"],
      ["import", "-", "-"], ["import"], ["export", "--from", "0"], ["log", "--type", "nope"],
      ["append", "x-y", "--if-none", "type=ratificaton"],
    ])
  func usage(arguments: [String]) {
    let shell = Shell.declared()
    let outcome = shell.run(arguments)
    #expect(outcome.status == .usage)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("timeline: "))
    #expect(outcome.errors.contains("\n  hint: "), "\(outcome.errors)")
    #expect(shell.exported.count == 2)
  }

  @Test(
    "What is wrong on a command line is called by its name",
    arguments: [
      (["nope", "--log", "x"], "there is no command “nope”"), (["improt", "x"], "did you mean “import”?"),
      (["project", "member", "--log", "x"], "did you mean “members”?"),
      (["log", "--limit", "-1"], "--limit is a number from 1 up"),
      (["project", "--as-of", "-1"], "“-1” is neither a day"),
      (["log", "--type", "signature,ratificaton"], "did you mean “ratification”?"),
    ])
  func named(arguments: [String], words: String) {
    let outcome = Shell.declared().run(arguments)
    #expect(outcome.status == .usage)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test("A condition on a head far beyond the log is refused like any other")
  func farHead() {
    let outcome = Shell.declared().run("append", "x-y", "--if-head", String(UInt64.max))
    #expect(outcome.status == .refused)
    #expect(
      outcome.errors.hasPrefix(
        "timeline: the log ends at #2, not at #18446744073709551615; nothing was written\n"))
  }

  @Test("A folder in place of the log is called a folder")
  func folderAsLog() {
    var shell = Shell()
    shell.environment["TIMELINE_LOG"] = shell.folder.path
    let outcome = shell.run("log")
    #expect(outcome.status == .environment)
    #expect(outcome.errors.contains("is a folder"))
  }

  @Test("A clock that is pinned to nonsense is a usage error")
  func pinnedClock() {
    var shell = Shell.declared()
    shell.environment["TIMELINE_NOW"] = "noon"
    #expect(shell.run("project").status == .usage)
  }
}

extension String {
  /// `FOLDER` stands for the folder of the test.
  fileprivate func replacingFolder(with path: String) -> String {
    hasPrefix("FOLDER/") ? path + dropFirst("FOLDER".count) : self
  }
}
