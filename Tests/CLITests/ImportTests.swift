import EventLog
import TestSupport
import Testing

@testable import CLI

@Suite("Import")
struct ImportTests {
  private static func signature(_ party: String, day: Int = 8) -> String {
    #"{"type":"signature","on":"2018-11-0\#(day)","party":"\#(party)","instrument":"CSTO-P3"}"#
  }

  @Test("Names may be declared after their use, in another file, and a repeated import changes nothing")
  func declaredLater() {
    let shell = Shell()
    let first = shell.file("first.jsonl", Self.signature("ARM"), "", "  ", Self.signature("BLR"))
    let second = shell.file("second.jsonl", Shell.declarations.joined(separator: "\r\n"))
    let outcome = shell.run("import", first, second)
    #expect(
      outcome
        == .init(
          status: .done, output: "",
          errors: "made a new log: timeline.mdb\nimported 4 events (#1..#4), 0 were there already\n"))
    #expect(shell.run("import", first, second).errors == "imported 0 events, 4 were there already\n")
    #expect(shell.exported.count == 4)
  }

  @Test("Every bad line is reported in its place before anything is written")
  func everyBadLine() {
    let shell = Shell.declared()
    let file = shell.file("bad.jsonl", Self.signature("ARM"), "{", Self.signature("Atlantis"), "[]")
    let outcome = shell.run("import", file)
    #expect(outcome.status == .refused)
    let places = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("timeline: bad.jsonl:") }
    #expect(places.map { $0.dropFirst("timeline: bad.jsonl:".count).first } == ["2", "3", "4"])
    #expect(outcome.errors.hasSuffix("nothing was imported: 3 lines are refused\n"))
    #expect(shell.exported.count == 2)
  }

  @Test(
    "Lines that are refused only with the declaration on another line are counted with it, wherever they stand",
    arguments: [
      #"{"type":"entity","entity":"CLUB","kind":"organisation","name":"The Club","existed":"20015"}"#,
      #"{"type":"entity", "entity": "CLUB","kind":"organisation","name":"The Club""#,
    ])
  func dependents(declaration: String) {
    let shell = Shell.declared()
    func admission(_ party: String) -> String {
      #"{"type":"admission","on":"2018-11-08","party":"\#(party)","org":"CLUB"}"#
    }
    let file = shell.file(
      "club.jsonl", admission("ARM"), declaration, admission("BLR"), Self.signature("ARM"),
      Self.signature("Atlantis"))
    let outcome = shell.run("import", file)
    #expect(outcome.status == .refused)
    let told = outcome.errors.split(separator: "\n").filter { !$0.hasPrefix("  ") }
    #expect(told.count == 4, "\(outcome.errors)")
    #expect(told.first?.hasPrefix("timeline: club.jsonl:2:") == true)
    #expect(told.dropFirst().first?.hasPrefix("timeline: club.jsonl:5:") == true)
    #expect(
      told.suffix(2) == [
        "timeline: club.jsonl:2: “CLUB” is declared nowhere else: 2 more lines that name it are refused",
        "nothing was imported: 4 lines are refused",
      ])
    let going = shell.run("import", "--continue-after-errors", file)
    #expect(going.errors.contains("2 more lines that name it are refused\n"))
    #expect(going.errors.hasSuffix("imported 1 event (#3), 0 were there already, 4 refused\n"))
  }

  @Test(
    "What a line declares is what its outermost members say",
    arguments: [
      (#"{"says":{"type":"entity","entity":"W","name":"W"},"type":"claim","speaker":12}"#, []),
      (#"{"says":[{"type":"entity"}],"type" : "entity" ,"name":"N","entity":"E""#, ["E", "N"]),
      (#"{"type":"entity","entity":"a\"b","name":"c\\","existed":1}"#, [#"a"b"#, #"c\"#]),
      (#"{"note":"\"type\":\"entity\",","type":"table","table":"T"}"#, ["T"]),
      (#"{"entity":"E","type":"entity"#, ["E"]), (#"{"type":{"type":"entity"},"entity":"E"}"#, []),
      (#"["type","entity"]"#, []), ("", []), (#"{"type":"entity\"#, []),
    ])
  func declares(line: String, names: [String]) {
    let found = Array(line.utf8).withUnsafeBufferPointer { RefusedDeclaration.names(in: $0) }
    #expect(found == names)
  }

  @Test("A line that names what no line would declare is told by itself")
  func nestedDeclaration() {
    let shell = Shell.declared()
    let file = shell.file(
      "nr.jsonl",
      #"{"says":{"type":"entity","entity":"W","kind":"organisation","name":"W"},"type":"claim","speaker":12}"#,
      #"{"type":"admission","on":"2018-11-08","party":"ARM","org":"W"}"#)
    let told = shell.run("import", file).errors
    #expect(told.contains("nr.jsonl:2:") && !told.contains("declared nowhere else"), "\(told)")
  }

  @Test("Going on after errors records the good lines, reports each bad one once, and ends with status 1")
  func continuing() {
    let shell = Shell.declared()
    let file = shell.file(
      "mixed.jsonl", Self.signature("ARM"), "{", Self.signature("Atlantis"),
      #"{"type":"entity","id":"x","entity":"A","kind":"other","name":"A"}"#,
      #"{"type":"entity","id":"x","entity":"B","kind":"other","name":"B"}"#, Self.signature("BLR"))
    let outcome = shell.run("import", "--continue-after-errors", file)
    #expect(outcome.status == .refused)
    #expect(
      outcome.errors.split(separator: "\n").filter { $0.hasPrefix("timeline: ") }.count == 3,
      "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix("imported 3 events (#3..#5), 0 were there already, 3 refused\n"))
    #expect(shell.exported.count == 5)
  }

  /// Events with ids of their own and so much text that some hundred of them are several batches.
  private static func note(_ number: Int, _ text: String = "") -> String {
    let long = String(repeating: "a", count: 6_000)
    return #"{"type":"x-note","id":"n-\#(number)","text":"\#(text)\#(long)"}"#
  }

  @Test(
    "An id that is used twice far apart is found before anything is written, and a dry run counts the same")
  func reusedFarApart() {
    let shell = Shell.declared()
    let lines = (0..<400).map { Self.note($0) } + [Self.note(0, "other"), Self.note(1)]
    let file = shell.file("far.jsonl", lines.joined(separator: "\n"))
    let complaint =
      "timeline: far.jsonl:401: the id “n-0” is used before in this import, with other content\n"
    let dry = shell.run("import", "--dry-run", file)
    #expect(dry.status == .refused)
    #expect(dry.errors.hasPrefix(complaint))
    #expect(
      dry.errors.hasSuffix(
        "nothing would be imported: 1 line is refused; 400 events are in order, 1 were there already\n"))
    let outcome = shell.run("import", file)
    #expect(outcome.status == .refused)
    #expect(outcome.errors.hasPrefix(complaint))
    #expect(shell.exported.count == 2)
    let continued = shell.run("import", "--continue-after-errors", file)
    #expect(continued.status == .refused)
    #expect(continued.errors.hasSuffix("imported 400 events (#3..#402), 1 were there already, 1 refused\n"))
  }

  @Test("Of many ids that the log has with other content each is reported, and every other event is recorded")
  func manyReused() {
    let shell = Shell.declared()
    let even = (0..<300).filter { $0.isMultiple(of: 2) }
    let first = shell.file("first.jsonl", even.map { Self.note($0) }.joined(separator: "\n"))
    #expect(shell.run("import", first).status == .done)
    let second = shell.file(
      "second.jsonl",
      (0..<300).map { Self.note($0, $0.isMultiple(of: 4) ? "other" : "") }.joined(separator: "\n"))
    let outcome = shell.run("import", "--continue-after-errors", second)
    #expect(outcome.status == .refused)
    #expect(
      outcome.errors.split(separator: "\n").filter { $0.hasPrefix("timeline: second.jsonl:") }.count == 75)
    #expect(outcome.errors.hasSuffix("imported 150 events (#153..#302), 75 were there already, 75 refused\n"))
  }

  @Test("Of a long file the good lines are recorded in their order, however many between them are refused")
  func manyRefused() {
    let shell = Shell()
    // More than are written together: few good ones, then all of them, then few again.
    let isGood = { (number: Int) in
      (20_000..<45_000).contains(number) || number > 70_000 || number.isMultiple(of: 5)
    }
    let lines = (0..<75_000).map { isGood($0) ? #"{"type":"x-note","id":"n-\#($0)","n":\#($0)}"# : "{" }
    let file = shell.file("long.jsonl", lines.joined(separator: "\n"))
    let outcome = shell.run("import", "--continue-after-errors", file)
    #expect(outcome.status == .refused)
    let good = (0..<75_000).filter(isGood)
    #expect(
      outcome.errors.hasSuffix(
        "imported \(good.count) events (#1..#\(good.count)), 0 were there already, \(75_000 - good.count) refused\n"
      ))
    let found = shell.exported.map { line in
      line.firstRange(of: #""n":"#).flatMap { Int(line[$0.upperBound...].prefix { $0.isNumber }) }
    }
    #expect(found == good)
  }

  @Test("Of a file that begins with a byte order mark its first line alone is refused")
  func byteOrderMark() {
    let shell = Shell()
    let file = shell.file(
      "mark.jsonl", "\u{FEFF}" + Shell.declarations.joined(separator: "\n"), Self.signature("ARM"))
    let outcome = shell.run("import", file)
    #expect(outcome.status == .refused)
    #expect(outcome.errors.hasPrefix("timeline: mark.jsonl:1:1: the text begins with a byte order mark\n"))
    #expect(outcome.errors.hasSuffix("nothing was imported: 1 line is refused\n"))
  }

  @Test("A dry run says what would happen and writes nothing, also where there is no log")
  func dryRun() {
    let shell = Shell()
    let file = shell.file("all.jsonl", (Shell.declarations + [Self.signature("ARM")]).joined(separator: "\n"))
    let outcome = shell.run("import", "--dry-run", file)
    #expect(outcome.status == .done)
    #expect(outcome.errors == "would import 3 events, 0 were there already; nothing was written\n")
    #expect(shell.folder.names == ["all.jsonl"])
  }

  @Test("Unknown names are declared on the fly when that is asked for, each once, and reported")
  func declareMissing() {
    let shell = Shell()
    let file = shell.file("orphans.jsonl", Self.signature("Atlantis"), Self.signature("Atlantis", day: 9))
    #expect(shell.run("import", file).status == .refused)
    let outcome = shell.run("import", "--declare-missing", file)
    #expect(outcome.status == .done, "\(outcome.errors)")
    #expect(outcome.errors.contains("declared “Atlantis” as an entity of kind other\n"))
    #expect(outcome.errors.contains("declared “CSTO-P3” as an entity of kind other\n"))
    #expect(outcome.errors.split(separator: "\n").filter { $0.hasPrefix("declared") }.count == 2)
    #expect(shell.exported.count == 4)
    #expect(shell.run("import", file).status == .done)
  }

  @Test("A prefix stands before every id, and corrections still find their targets")
  func idPrefix() {
    let shell = Shell.declared()
    let file = shell.file(
      "ids.jsonl", #"{"type":"signature","id":"1","on":"2018","party":"ARM","instrument":"CSTO-P3"}"#,
      #"{"type":"correction","action":"retract","target":"1"}"#)
    let outcome = shell.run("import", "--id-prefix", "b-", file)
    #expect(outcome.status == .done, "\(outcome.errors)")
    #expect(shell.exported[2].contains(#""id":"b-1""#))
    #expect(shell.exported[3].contains(#""target":"b-1""#))
    #expect(shell.run("show", "b-1").output.contains("corrected  #4"))
  }

  @Test("An export can be imported: the same events, with their places in the first log as origin")
  func exportAndImport() {
    let first = Shell.csto()
    let lines = first.exported
    let second = Shell()
    let file = second.file("export.jsonl", lines.joined(separator: "\n"))
    #expect(second.run("import", file).status == .done)
    let again = second.exported
    #expect(again.count == lines.count)
    #expect(again[0].contains(#""origin":{"position":1,"recorded_at":"2026-11-22T00:00:00.000000Z"}"#))
    let day = ["project", "--at", "2015-04-02"]
    #expect(second.run(day).output == first.run(day).output)
  }

  @Test("Lines are split whatever the file: no newline at the end, long lines, lines over the limit")
  func lines() throws {
    let shell = Shell.declared()
    let note = String(repeating: "n", count: 60_000)
    let long = #"{"type":"x-note","note":"\#(note)"}"#
    let tooLong = #"{"type":"x-note","note":"\#(String(repeating: "n", count: 1 << 20))"}"#
    let path = shell.folder.file("long.jsonl")
    try Files.write(Array((long + "\n" + tooLong + "\n" + Self.signature("ARM")).utf8), to: path)
    let outcome = shell.run("import", "--continue-after-errors", path)
    #expect(outcome.errors.contains("timeline: long.jsonl:2: the line has more than 1 MiB\n  hint: "))
    #expect(outcome.errors.hasSuffix("imported 2 events (#3..#4), 0 were there already, 1 refused\n"))
  }

  @Test("A file that cannot be read is named, with the remedy")
  func unreadable() {
    let shell = Shell.declared()
    for (name, reason) in [("missing.jsonl", "No such file or directory"), ("", "Is a directory")] {
      let outcome = shell.run("import", shell.folder.file(name))
      #expect(outcome.status == .environment)
      #expect(outcome.errors.contains(reason), "\(outcome.errors)")
      #expect(outcome.errors.contains("\n  hint: "))
    }
  }

  @Test(
    "Lines come in order and complete, whatever the length of the buffer cuts", arguments: [0, 1, 7, 1000])
  func batches(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let folder = TemporaryFolder()
    let texts = (0..<20_000).map {
      "\($0) " + String(repeating: "x", count: Int.random(in: 0...300, using: &generator))
    }
    try Files.write(Array(texts.joined(separator: "\n").utf8), to: folder.file("lines"))
    var reader = try LineReader(Descriptor.open(reading: folder.file("lines")))
    var read: [String] = []
    while let batch = try reader.next() {
      for line in batch.lines {
        #expect(line.number == read.count + 1)
        read.append(String(decoding: batch.bytes[try #require(line.range)], as: UTF8.self))
      }
    }
    #expect(read == texts, "seed \(seed)")
  }
}
