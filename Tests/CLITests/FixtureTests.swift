import EventLog
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

/// A log as a version of the program once wrote it, and what was read from it then.
///
/// `log.mdb`, `export.jsonl` and `root` are frozen: they are never written again, so that every later program is
/// held to them. `answers.txt` follows the views, which may learn to say more.
struct Fixture: Sendable, CustomTestStringConvertible {
  /// The format of the log.
  let format: Int

  var testDescription: String { "format \(format)" }
  var folder: String { "\(Files.package)/Tests/Fixtures/format-\(format)" }

  /// One for each format that was ever released.
  static let all = (1...EventLog.formatVersion).map { Fixture(format: $0) }

  /// A shell whose log is a copy of the fixture's.
  func shell() throws -> Shell {
    let shell = Shell()
    try Files.write(try Files.read("\(folder)/log.mdb"), to: shell.log)
    return shell
  }

  /// A text of the fixture.
  func text(_ name: String) throws -> String {
    String(decoding: try Files.read("\(folder)/\(name)"), as: UTF8.self)
  }

  /// What the log is asked for `answers.txt`.
  static let questions = [
    ["log", "--limit", "12"], ["show", "21"], ["show", "16"],
    ["project", "--at", "2004-01-01"],
    ["project", "parties", "--instrument", "CST", "--at", "1995-01-01", "--format", "json"],
    ["project", "members", "--at", "2004-01-01", "--format", "csv"],
    ["project", "instruments", "--at", "1993-12-31", "--as-of", "#20", "--format", "jsonl"],
    ["pending", "--at", "1994-01-01", "--format", "json"], ["conflicts", "--at", "1995-01-01"],
    ["log", "--type", "x-count", "--limit", "1", "--format", "jsonl"],
  ]

  /// The questions, each with what the program answers now.
  func answers() throws -> String {
    let shell = try shell()
    return Fixture.questions.map { question in
      let outcome = shell.run(question)
      let errors = outcome.errors.isEmpty ? "" : "! \(outcome.errors)"
      return "$ timeline \(question.joined(separator: " "))\n\(outcome.output)\(errors)"
    }.joined(separator: "\n")
  }
}

@Suite("A log of each format that was ever released")
struct FixtureTests {
  @Test("opens, and says what it always said", arguments: Fixture.all)
  func frozen(fixture: Fixture) throws {
    let shell = try fixture.shell()
    #expect(shell.run("export").output == (try fixture.text("export.jsonl")))
    let log = try EventLog.open(at: shell.log)
    #expect(try log.root().root.description + "\n" == fixture.text("root"))
    #expect(try log.verify { _ in nil }.isClean)
    #expect(try log.statistics().formatVersion == fixture.format)
    if Recorded.isRecording {
      try Files.write(Array(fixture.answers().utf8), to: "\(fixture.folder)/answers.txt")
    }
    #expect(try fixture.answers() == fixture.text("answers.txt"))
  }

  @Test("takes new events, and its export restores it as it is", arguments: Fixture.all)
  func goesOn(fixture: Fixture) throws {
    let shell = try fixture.shell()
    let root = try fixture.text("root").dropLast()
    let copy = shell.folder.file("copy.mdb")
    let outcome = shell.run(
      "restore", "-", "--log", copy, "--root", String(root), input: try fixture.text("export.jsonl"))
    #expect(outcome.status == .done, "\(outcome.errors)")
    #expect(try EventLog.open(at: copy).read(limit: .max) == EventLog.open(at: shell.log).read(limit: .max))
    let head = try EventLog.open(at: shell.log).head()
    let signature = [
      "append", "signature", "--on", "1993-12-31", "--party", "BLR", "--instrument", "CST", "--id", "new",
    ]
    #expect(shell.run(signature).output == "\(head.number + 1)\n")
  }

  @Test("of a later program is refused by every command, and not changed", arguments: 2...3)
  func newer(format: Int) throws {
    let shell = try Fixture(format: EventLog.formatVersion).shell()
    let stored = Array("format".utf8) + [1, 0, 0, 0, UInt8(EventLog.formatVersion)]
    var bytes = try Files.read(shell.log)
    var places = 0
    for start in bytes.indices where bytes[start] == stored[0] && bytes[start...].starts(with: stored) {
      bytes[start + stored.count - 1] = UInt8(EventLog.formatVersion + format - 1)
      places += 1
    }
    #expect(places > 0)
    try Files.write(bytes, to: shell.log)
    let names = TimelineCommandName.names
    let arguments: [String: [[String]]] = [
      "append": [["x-note"]], "import": [[Files.package + "/seeds/csto.jsonl"]], "show": [["1"]],
      "backup": [[shell.folder.file("b.mdb")]], "compact": [[shell.folder.file("b.mdb")]],
      "project": [[], ["members"], ["instruments"], ["parties"], ["offices"], ["meetings"]],
      "proof": [["--event", "1"], ["--from-size", "1"]], "history": [["CSTO"]],
      "why": [["in-force", "CST"]], "diff": [["members", "--from", "1995-01-01", "--to", "2004-01-01"]],
    ]
    // It makes a log, and does not open one; and the one that starts itself anew is run as it is built.
    for name in names where name != "restore" && name != "verify" {
      for rest in arguments[name] ?? [[]] {
        let outcome = shell.run([name] + rest)
        #expect(outcome.status == .damaged, "\(name) \(rest): \(outcome.errors)")
        #expect(
          outcome.errors.hasPrefix("timeline: the log has format \(EventLog.formatVersion + format - 1), "),
          "\(name) \(rest): \(outcome.errors)")
      }
    }
    if BuiltProgram.exists {
      let outcome = try BuiltProgram().run("timeline verify --log \(shell.log)")
      #expect(outcome.status == Status.damaged.rawValue, "\(outcome.errors)")
      #expect(outcome.errors.contains("format \(EventLog.formatVersion + format - 1)"), "\(outcome.errors)")
    }
    #expect(try Files.read(shell.log) == bytes)
    #expect(shell.folder.names == ["timeline.mdb", "timeline.mdb-lock"])
  }

  @Test(
    "is made for a format that has none yet; a frozen one is never written again",
    .enabled(if: environmentVariable("TIMELINE_FIXTURE") == "1", "TIMELINE_FIXTURE is not set"))
  func make() throws {
    let fixture = Fixture(format: EventLog.formatVersion)
    guard !Files.exists(fixture.folder) else { return }
    mkdir("\(Files.package)/Tests/Fixtures", 0o755)
    mkdir(fixture.folder, 0o755)
    let shell = try FixtureTests.example()
    let copy = shell.run("compact", "\(fixture.folder)/log.mdb")
    #expect(copy.status == .done, "\(copy.errors)")
    try Files.write(Array(shell.run("export").output.utf8), to: "\(fixture.folder)/export.jsonl")
    let root = try EventLog.open(at: shell.log).root().root.description + "\n"
    try Files.write(Array(root.utf8), to: "\(fixture.folder)/root")
    try Files.write(Array(fixture.answers().utf8), to: "\(fixture.folder)/answers.txt")
  }

  /// A small log with a bit of everything that a record can have, and more than one tile of the tree.
  private static func example() throws -> Shell {
    var shell = Shell()
    let seed = try Files.lines(of: Files.package + "/seeds/csto.jsonl").map(String.init)
    func run(_ time: String, _ arguments: [String], input: [String]) {
      shell.environment["TIMELINE_NOW"] = time
      let outcome = shell.run(arguments, input: input.joined(separator: "\n"))
      #expect(outcome.status == .done, "\(outcome.errors)")
    }
    // Ids of their own, ranges, claims, several sources, an inferred day.
    run("2026-01-01T00:00:00Z", ["append", "-"], input: Array(seed[..<20]))
    // A correction by position; a custom type in its second version; no id, so that of the content.
    let own = [
      #"{"type":"correction","action":"dispute","target":16,"reason":"the sources differ by three months"}"#,
      #"{"type":"x-visit","version":2,"on":"2015-04-02/2015-04-03","party":"TJK","guests":["SRB"]}"#,
    ]
    run("2026-01-02T00:00:00.000001Z", ["append", "-"], input: own)
    // Lines of another log's export keep their origin.
    var other = Shell()
    other.environment["TIMELINE_NOW"] = "2025-12-31T23:59:59.999999Z"
    _ = other.run("append", "-", input: ([seed[0]] + seed[32..<41]).joined(separator: "\n"))
    run("2026-01-03T00:00:00Z", ["import", "-"], input: other.exported)
    let counted = (1...256).map { #"{"type":"x-count","n":\#($0)}"# }
    run("2026-01-04T00:00:00Z", ["import", "-"], input: counted)
    // A correction by id, which is found by what it corrects.
    run(
      "2026-01-05T00:00:00Z", ["append", "-"],
      input: [#"{"type":"correction","action":"confirm","target":"csto-18"}"#])
    return shell
  }
}
