import EventLog
import Testing

@testable import CLI

@Suite("Append")
struct AppendTests {
  private static let ratification = [
    "append", "ratification", "--on", "2019-07-24", "--party", "Russia", "--instrument", "CSTO-P3", "--grade",
    "2",
    "--source-publisher", "State Duma",
  ]

  @Test("It prints the position alone, and the event is there with its names resolved")
  func position() {
    let shell = Shell.declared()
    #expect(shell.run(Self.ratification) == .init(status: .done, output: "3\n", errors: ""))
    #expect(
      shell.exported[2]
        == #"{"position":3,"recorded_at":"2026-11-22T00:00:00.000001Z","instrument":"CSTO-P3","on":"2019-07-24","party":"RUS","source":{"grade":2,"publisher":"State Duma"},"type":"ratification"}"#
    )
  }

  @Test("An event that is there already answers with its old position, a note and status 0")
  func duplicate() {
    let shell = Shell.declared()
    let first = shell.run(Self.ratification + ["--format", "json"])
    let second = shell.run(Self.ratification + ["--format", "json"])
    #expect(first.lines[0].hasPrefix(#"{"position":3,"id":""#))
    #expect(first.lines[0].hasSuffix(#","recorded_at":"2026-11-22T00:00:00.000001Z","duplicate":false}"#))
    #expect(second.status == .done)
    #expect(second.output == first.output.replacingDuplicate())
    #expect(second.errors == "this event is already recorded as #3; nothing was written\n")
    #expect(shell.exported.count == 3)
  }

  @Test("All lines of standard input are one transaction: one bad line, and nothing is there")
  func allOrNothing() {
    let shell = Shell()
    let lines =
      Shell.declarations + [#"{"type":"signature","on":"2018","party":"Atlantis","instrument":"CSTO-P3"}"#]
    let outcome = shell.run("append", "-", input: lines.joined(separator: "\n"))
    #expect(outcome.status == .refused)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("timeline: -:3"))
    #expect(shell.folder.names.isEmpty)
    let good = shell.run("append", "-", input: Shell.declarations.reversed().joined(separator: "\n\n"))
    #expect(good.output == "1\n2\n")
    let times = shell.exported.map { $0.split(separator: ",")[1] }
    #expect(Set(times).count == 1)
  }

  @Test("A condition that does not hold refuses, and says what stands against it")
  func conditions() {
    let shell = Shell.declared()
    let late = shell.run(Self.ratification + ["--if-head", "1"])
    #expect(late.status == .refused)
    #expect(late.errors.hasPrefix("timeline: the log ends at #2, not at #1; nothing was written\n  hint: "))
    #expect(shell.run(Self.ratification + ["--if-head", "2"]).output == "3\n")
    let again = [
      "append", "accession", "--on", "2020", "--party", "RUS", "--instrument", "CSTO-P3", "--if-none",
      "type=ratification,accession party=Russia instrument=CSTO-P3",
    ]
    let conflict = shell.run(again)
    #expect(conflict.status == .refused)
    #expect(
      conflict.errors.hasPrefix("timeline: an event that matches is recorded: #3; nothing was written\n"))
    #expect(shell.run(again + ["--after", "3"]).output == "4\n")
    #expect(shell.exported.count == 4)
  }

  @Test("A dry run prints the event as it would be recorded, and writes nothing")
  func dryRun() {
    let shell = Shell.declared()
    let outcome = shell.run(Self.ratification + ["--dry-run"])
    #expect(
      outcome.output
        == #"{"instrument":"CSTO-P3","on":"2019-07-24","party":"RUS","source":{"grade":2,"publisher":"State Duma"},"type":"ratification"}"#
        + "\n")
    #expect(outcome.errors == "nothing was written (--dry-run)\n")
    #expect(shell.exported.count == 2)
    let empty = Shell()
    #expect(
      empty.run(
        "append", "entity", "--set", "entity=X", "--set", "kind=other", "--set", "name=X", "--dry-run"
      ).status
        == .done)
    #expect(empty.folder.names.isEmpty)
  }

  @Test("--set gives text, := gives JSON, and several parties make a list")
  func fields() {
    let shell = Shell.declared()
    let outcome = shell.run(
      "append", "signature", "--on", "2018-11-08", "--party", "Armenia", "--party", "by", "--instrument",
      "CSTO-P3",
      "--set", "place=Astana", "--set", "jointly:=true", "--set", #"x_pages:=[1,2]"#, "--dry-run")
    #expect(outcome.status == .refused, "“by” is no alpha-2 code: codes are upper case")
    let good = shell.run(
      "append", "signature", "--on", "2018-11-08", "--party", "Armenia", "--party", "BY", "--instrument",
      "CSTO-P3",
      "--set", "place=Astana", "--set", "jointly:=true", "--set", #"x_pages:=[1,2]"#, "--dry-run")
    #expect(
      good.output
        == #"{"instrument":"CSTO-P3","jointly":true,"on":"2018-11-08","party":["ARM","BLR"],"place":"Astana","type":"signature","x_pages":[1,2]}"#
        + "\n")
  }

  @Test("What a State was called by an earlier append is known, also where a treaty has that name")
  func calledEarlier() {
    let shell = Shell()
    func append(_ line: String) -> Shell.Outcome { shell.run("append", "-", input: line) }
    for line in [
      #"{"type":"entity","entity":"XZA","kind":"state","name":"Zembla","aliases":["Nova"]}"#,
      #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Organisation"}"#,
      #"{"type":"instrument","instrument":"Nova","title":"Treaty of Nova"}"#,
      #"{"type":"ratification","on":"2001-01-01","party":"Zembla","instrument":"Nova"}"#,
      #"{"type":"admission","on":"2002-01-01","party":"Nova","org":"ORG"}"#,
    ] {
      let outcome = append(line)
      #expect(outcome.status == .done, "\(line): \(outcome.errors)")
    }
    #expect(shell.run("export").output.matches(of: /"party":"XZA"/).count == 2)
    let refused = append(#"{"type":"admission","on":"2002-01-01","party":"Novo","org":"ORG"}"#)
    #expect(refused.status != .done && refused.errors.contains("Nova"), "\(refused.errors)")
  }
}

extension String {
  fileprivate func replacingDuplicate() -> String {
    hasSuffix("\"duplicate\":false}\n") ? dropLast("false}\n".count) + "true}\n" : self
  }
}
