import EventLog
import Testing

@testable import CLI

@Suite("Options of queries")
struct QueryOptionTests {
  @Test("Without --at the day is today in UTC, by the clock the program was given")
  func today() {
    var shell = Shell.csto()
    shell.environment["TIMELINE_NOW"] = "2020-06-01T23:59:59Z"
    #expect(
      shell.run("pending", "--format", "json").lines[0].hasPrefix(#"{"perspective":{"at":"2020-06-01","#))
    shell.environment["TIMELINE_NOW"] = "2020-06-01T23:59:59-02:00"
    #expect(
      shell.run("pending", "--format", "json").lines[0].hasPrefix(#"{"perspective":{"at":"2020-06-02","#))
  }

  @Test("--as-of takes a day by its end, an instant and a position, and cuts the log there")
  func asOf() {
    var shell = Shell.declared()
    shell.environment["TIMELINE_NOW"] = "2026-11-23T12:00:00Z"
    #expect(
      shell.run("append", "signature", "--on", "2018-11-08", "--party", "ARM", "--instrument", "CSTO-P3")
        .status == .done)
    let seen = { (when: String) in
      shell.run("log", "--format", "json", "--as-of", when).lines[0]
    }
    for (when, position) in [
      ("2026-11-22", 2), ("2026-11-23", 3), ("2026-11-21", 0), ("2026-11-23T11:59:59Z", 2),
      ("2026-11-23T12:00:00Z", 3),
      ("#1", 1), ("#3", 3), ("#99", 3),
    ] {
      #expect(seen(when).contains(#""as_of":{"position":\#(position)}"#), "\(when): \(seen(when))")
    }
  }

  @Test("The log is filtered by type, party, organisation, instrument and day, and cut to the last")
  func log() {
    let shell = Shell.csto()
    let positions = { (arguments: [String]) in
      shell.run(["log", "--format", "csv"] + arguments).lines.dropFirst().compactMap { line in
        line.split(separator: ",").first.flatMap { Int($0) }
      }
    }
    let all = positions([])
    #expect(all.count == 147)
    #expect(positions(["--limit", "3"]) == [145, 146, 147])
    let uzbek = positions(["--party", "Uzbekistan", "--org", "CSTO"])
    #expect(!uzbek.isEmpty && Set(uzbek).isSubset(of: all))
    #expect(uzbek == positions(["--party", "UZB", "--org", "CSTO"]))
    let types = positions(["--type", "ratification", "--type", "suspension"])
    #expect(Set(types) == Set(positions(["--type", "ratification"]) + positions(["--type", "suspension"])))
    for (option, ids) in [
      ("--party", ["Uzbekistan", "TJK"]), ("--org", ["CSTO", "CSTO/PA"]),
      ("--instrument", ["CST", "CSTO-P3"]),
    ] {
      let listed = positions([option, ids.joined(separator: ",")])
      #expect(Set(listed) == Set(ids.flatMap { positions([option, $0]) }) && !listed.isEmpty)
      #expect(listed == positions(ids.flatMap { [option, $0] }))
    }
    #expect(positions(["--org", "CSTO, CSTO/PA"]) == positions(["--org", "CSTO,CSTO/PA"]))
    #expect(positions(["--party", "TJK , Uzbekistan"]) == positions(["--party", "TJK,UZB"]))
    #expect(shell.run("log", "--party", "UZB,Atlantis").errors.contains("“Atlantis”"))
    let several = shell.run("project", "members", "--party", "UZB,TJK")
    #expect(several.status == .refused && several.errors.contains("one party is asked for at a time"))
    let days = positions(["--from", "2015-04-02", "--to", "2015-04-02", "--type", "meeting"])
    #expect(days.count >= 4 && days.count < positions(["--type", "meeting"]).count)
    #expect(
      positions(["--type", "meeting", "--limit", "2"]) == Array(positions(["--type", "meeting"]).suffix(2)))
  }

  @Test("An event is shown by its position or by its id")
  func show() {
    let shell = Shell.csto()
    let byPosition = shell.run("show", "63")
    #expect(byPosition.output.hasPrefix("#63  suspension\n"))
    #expect(byPosition.output.contains("\nparty      Uzbekistan (UZB)\n"))
    #expect(shell.run("show", "#63") == byPosition)
    #expect(shell.run("show", "csto-37-a") == byPosition)
    #expect(shell.run("show", "148").status == .refused)
    #expect(shell.run("show", "nothing").status == .refused)
  }

  @Test("A history is of all days: --at is refused, and the options that choose days are named")
  func historyAt() {
    let outcome = Shell.csto().run("history", "UZB", "--at", "2015-04-02")
    #expect(outcome.status == .usage)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("--from and --to"), "\(outcome.errors)")
  }

  @Test("Disputes in a row are marked as one run of positions")
  func disputes() {
    let shell = Shell.declared()
    for number in 1...4 {
      let fields = ["--set", "action=dispute", "--set", "target:=1", "--set", "reason=no \(number)"]
      #expect(shell.run(["append", "correction"] + fields).status == .done)
    }
    #expect(shell.run("log").output.contains("disputed by #3..#6)"))
    #expect(shell.run("show", "1").output.contains("disputed by #3..#6\n"))
  }

  @Test("Export prints a range of positions, and the lines of the whole log put together from its parts")
  func export() {
    let shell = Shell.csto()
    #expect(shell.run("export", "--from", "5", "--to", "6").lines == Array(shell.exported[4...5]))
    #expect(
      shell.run("export", "--to", "100").lines + shell.run("export", "--from", "#101").lines == shell.exported
    )
    #expect(shell.run("export", "--from", "148").output.isEmpty)
  }

  @Test("The log is the one of --log, else of TIMELINE_LOG, else timeline.mdb")
  func whichLog() {
    var shell = Shell.declared()
    #expect(shell.run("stats", "--format", "jsonl").lines[0].contains(#""path":"timeline.mdb","events":2"#))
    #expect(
      shell.run("stats", "--log", shell.folder.file("other.mdb")).errors.contains("no log at other.mdb"))
    shell.environment["TIMELINE_LOG"] = shell.folder.file("third.mdb")
    #expect(shell.run("stats").errors.contains("no log at third.mdb"))
  }

  @Test("A reader that goes away ends the program quietly")
  func closedPipe() {
    let shell = Shell.csto()
    #expect(shell.runIntoClosedPipe("export") == .done)
    #expect(shell.runIntoClosedPipe("project") == .done)
  }

  @Test("The version names the program, liblmdb and the format of logs")
  func version() {
    let lines = Shell().run("--version").lines
    #expect(lines.first == "timeline \(Program.version)")
    #expect(lines.contains { $0.contains("LMDB") })
    #expect(lines.last == "log format 1")
  }

  @Test("An id with a comma is one id to every filter of the log, and an empty filter is none")
  func comma() {
    let shell = Shell()
    let lines = [
      #"{"type":"entity","entity":"A,B","kind":"organisation","name":"A,B"}"#,
      #"{"type":"entity","entity":"A","kind":"organisation","name":"A"}"#,
      #"{"type":"instrument","instrument":"Treaty, 1990","title":"T"}"#,
      #"{"type":"entity","entity":"X, Y","kind":"state","name":"X, Y"}"#,
      #"{"type":"admission","on":"2001-01-01","party":"X, Y","org":"A,B"}"#,
      #"{"type":"accession","on":"2001-01-01","party":"FRA","instrument":"Treaty, 1990"}"#,
    ]
    #expect(shell.run("append", "-", input: lines.joined(separator: "\n")).status == .done)
    func positions(_ arguments: String...) -> [String] {
      shell.run(["log", "--format", "csv"] + arguments).lines.dropFirst().compactMap {
        $0.split(separator: ",").first.map(String.init)
      }
    }
    #expect(positions("--org", "A,B") == ["1", "5"])
    #expect(positions("--org", " A , B") == ["2"])
    #expect(positions("--instrument", "Treaty, 1990") == ["3", "6"])
    #expect(positions("--party", "X, Y") == ["5"])
    for option in ["--org", "--instrument", "--party"] {
      for text in ["", ",", " , "] {
        let outcome = shell.run("log", option, text)
        #expect(outcome.status == .usage, "\(option) “\(text)”")
        #expect(outcome.errors.contains("\(option) names nothing") && outcome.output.isEmpty)
      }
    }
  }

  @Test("A name that was replaced is known neither to who records nor to who asks, and both hint alike")
  func replacedName() {
    let shell = Shell()
    let lines = [
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
      #"{"type":"entity","id":"z","entity":"XZA","kind":"state","name":"Zembla","aliases":["Nova"]}"#,
    ]
    #expect(shell.run("append", "-", input: lines.joined(separator: "\n")).status == .done)
    func record(_ party: String) -> Shell.Outcome {
      shell.run("append", "admission", "--dry-run", "--on", "2001-01-01", "--party", party, "--org", "O")
    }
    func ask(_ party: String) -> Shell.Outcome { shell.run("project", "members", "--party", party) }
    #expect(record("Nova").status == .done && ask("Nova").status == .done)
    for outcome in [record("nova"), ask("nova"), record("zembla"), ask("zembla")] {
      #expect(outcome.status == .refused && outcome.errors.contains("did you mean"), "\(outcome.errors)")
      #expect(outcome.errors.contains("Nova") || outcome.errors.contains("Zembla"), "\(outcome.errors)")
    }
    let replacement =
      #"{"type":"correction","action":"replace","target":"z","reason":"r","with":{"type":"entity","entity":"XZA","kind":"state","name":"Zembla"}}"#
    #expect(shell.run("append", "-", input: replacement).status == .done)
    for outcome in [record("Nova"), ask("Nova")] { #expect(outcome.status == .refused, "\(outcome.errors)") }
    for outcome in [record("Zembla"), ask("Zembla")] { #expect(outcome.status == .done, "\(outcome.errors)") }
  }
}
