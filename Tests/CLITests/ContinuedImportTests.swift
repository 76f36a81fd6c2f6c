import EventLog
import Projections
import TestSupport
import Testing

@testable import CLI

/// What a line that is refused would declare or be to others does not count for those that are recorded after all.
@Suite("An import that goes on after errors")
struct ContinuedImportTests {
  private static func admission(to org: String) -> String {
    #"{"type":"admission","on":"2018-11-08","party":"ARM","org":"\#(org)"}"#
  }

  private static func club(id: String) -> String {
    #"{"type":"entity","id":"\#(id)","entity":"CLUB","kind":"organisation","name":"CLUB"}"#
  }

  /// Lines, and how many of them are recorded and refused.
  static let needed: [(name: String, lines: [String], recorded: Int, refused: Int)] = [
    (
      "corrections of what is refused, and of these",
      [
        #"{"type":"x-note","id":"one"}"#,
        #"{"type":"ratification","id":"two","on":"1890","party":"RUS","instrument":"UNKNOWN"}"#,
        #"{"type":"correction","id":"c-1","action":"retract","target":"two"}"#,
        #"{"type":"correction","id":"c-2","action":"retract","target":"c-1"}"#,
        #"{"type":"correction","id":"c-3","action":"retract","target":"one"}"#,
      ], 2, 3
    ),
    (
      "a correction of the first of two with one id",
      [
        #"{"type":"x-note","id":"one","party":"RUS"}"#, #"{"type":"x-note","id":"one","party":"FRA"}"#,
        #"{"type":"correction","action":"retract","target":"one"}"#,
      ], 2, 1
    ),
    (
      "a correction of the second of two with one id, as the first is refused",
      [
        #"{"type":"ratification","id":"one","on":"1890","party":"RUS","instrument":"UNKNOWN"}"#,
        #"{"type":"x-note","id":"one","party":"FRA"}"#,
        #"{"type":"correction","action":"retract","target":"one"}"#,
      ], 2, 1
    ),
    (
      "a name that only a line with the id of another would declare",
      [#"{"type":"x-note","id":"one"}"#, club(id: "one"), admission(to: "CLUB")], 1, 2
    ),
    ("a name behind a byte order mark", ["\u{FEFF}" + club(id: "one"), admission(to: "CLUB")], 0, 2),
    (
      "a name that another line declares",
      ["\u{FEFF}" + club(id: "one"), club(id: "two"), admission(to: "CLUB")], 2, 1
    ),
  ]

  @Test("does not record what needs a line that is refused", arguments: needed)
  func isNeeded(name: String, lines: [String], recorded: Int, refused: Int) throws {
    try holds(lines, flags: []) { told in
      #expect(
        told.contains("imported \(recorded) event") && told.hasSuffix(" \(refused) refused\n"), "\(told)")
    }
  }

  @Test(
    "leaves a whole log, whatever is refused, and says before what it will do",
    arguments: [[], ["--declare-missing"], ["--id-prefix", "p-"]], 0..<30)
  func whole(flags: [String], seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    try holds((0..<(10 + 2 * seed)).map { _ in Self.line(&random) }, flags: flags) { _ in }
  }

  /// One of few names and ids, so that many of them meet.
  private static func line(_ random: inout SeededGenerator) -> String {
    let ids = (0..<12).map { "n-\($0)" }
    let id = random.pick(ids)
    switch random.below(9) {
    case 0:
      return
        #"{"type":"entity","id":"\#(id)","entity":"O-\#(random.below(3))","kind":"organisation","name":"O"}"#
    case 1: return #"{"type":"instrument","id":"\#(id)","instrument":"T-\#(random.below(3))","title":"T"}"#
    case 2:
      return "\u{FEFF}"
        + #"{"type":"instrument","id":"\#(id)","instrument":"T-\#(random.below(3))","title":"T"}"#
    case 3:
      return #"{"type":"admission","id":"\#(id)","on":"2018","party":"ARM","org":"O-\#(random.below(4))"}"#
    case 4:
      return
        #"{"type":"ratification","id":"\#(id)","on":"1890","party":"RUS","instrument":"T-\#(random.below(4))"}"#
    case 5, 6:
      return #"{"type":"correction","id":"\#(id)","action":"retract","target":"\#(random.pick(ids))"}"#
    case 7:
      let with = #"{"type":"entity","entity":"O-\#(random.below(4))","kind":"organisation","name":"O"}"#
      return
        #"{"type":"correction","id":"\#(id)","action":"replace","target":"\#(random.pick(ids))","with":\#(with)}"#
    default: return random.oneIn(2) ? "{" : #"{"type":"x-note","id":"\#(id)","party":"FRA"}"#
    }
  }

  /// Imports lines; what is recorded is whole, and can be recorded elsewhere.
  private func holds(_ lines: [String], flags: [String], _ check: (String) -> Void) throws {
    let shell = Shell()
    let file = shell.file("lines.jsonl", lines.joined(separator: "\n"))
    let dry = shell.run(["import", "--continue-after-errors", "--dry-run"] + flags + [file])
    let outcome = shell.run(["import", "--continue-after-errors"] + flags + [file])
    check(outcome.errors)
    #expect(dry.status == outcome.status)
    #expect(Self.complaints(dry.errors) == Self.complaints(outcome.errors))
    let recorded = shell.exported
    #expect(dry.errors.contains("would import \(recorded.count) event"), "\(dry.errors)")
    try isWhole(shell)
    guard !recorded.isEmpty else { return }
    let elsewhere = Shell()
    let again = elsewhere.run("import", elsewhere.file("all.jsonl", recorded.joined(separator: "\n")))
    #expect(again.status == .done, "\(again.errors)")
    #expect(elsewhere.exported.count == recorded.count)
    try isWhole(elsewhere)
  }

  private func isWhole(_ shell: Shell) throws {
    let timeline = try Timeline.open(at: shell.log)
    #expect(try timeline.log.verify { try timeline.flaw(of: $0) }.isClean)
  }

  private static func complaints(_ errors: String) -> [Substring] {
    errors.split(separator: "\n").filter { $0.hasPrefix("timeline: lines.jsonl:") }
  }
}
