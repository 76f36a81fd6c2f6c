import EventLog
import Testing

@testable import CLI

@Suite("Pages for people")
struct PageTests {
  @Test(
    "Width counts columns: none for marks, two for wide characters",
    arguments: [
      ("abc", 3), ("e\u{301}", 1), ("中国", 4), ("한국", 4), ("ﾊﾝ", 2), ("👍", 2), ("a\u{200B}b", 2), ("", 0),
      ("Côte", 4),
    ])
  func width(text: String, columns: Int) {
    #expect(Printable.width(of: text) == columns)
  }

  @Test(
    "What would move the cursor or turn the reading direction is written out",
    arguments: [
      ("a\nb", "a\\nb"), ("\u{1B}[31m", "\\u{1B}[31m"), ("\u{202E}gpj", "\\u{202E}gpj"), ("tab\t", "tab\\t"),
      ("\u{2028}", "\\u{2028}"), ("plain é 中", "plain é 中"), ("\u{7F}", "\\u{7F}"), ("\r\n", "\\r\\n"),
    ])
  func escaping(text: String, shown: String) {
    #expect(Printable.escaped(text) == shown)
  }

  @Test(
    "A name that must be broken is broken at its spaces, and only where there is none inside a word",
    arguments: [
      (11, "Bosnia and/Herzegovina"), (15, "Bosnia and/Herzegovina"), (16, "Bosnia and/Herzegovina"),
      (10, "Bosnia and/Herzegovin/a"), (22, "Bosnia and Herzegovina"), (6, "Bosnia/and/Herzeg/ovina"),
    ])
  func brokenNames(width: Int, lines: String) {
    let name = Words.unbroken("Bosnia and Herzegovina")
    #expect(name.wrapped(to: width).map { $0.rendered(colour: false) }.joined(separator: "/") == lines)
  }

  @Test("Rows stand in the order of the names they show, while machines get them by their ids")
  func order() throws {
    let shell = Shell()
    let parties = ["CHE", "CIV", "KOR", "AUT", "ALA", "DEU", "COD"]
    var lines = [
      #"{"type":"entity","entity":"O","kind":"organisation","name":"The O"}"#,
      #"{"type":"instrument","instrument":"T","title":"T","on":"2000-01-01"}"#,
    ]
    for party in parties {
      lines.append(#"{"type":"admission","on":"2001-01-01","party":"\#(party)","org":"O"}"#)
      lines.append(#"{"type":"signature","on":"2001-01-01","party":"\#(party)","instrument":"T"}"#)
    }
    #expect(shell.run("append", "-", input: lines.joined(separator: "\n")).status == .done)
    let names = [
      "Åland Islands", "Austria", "Côte d'Ivoire", "DR Congo", "Germany", "Republic of Korea", "Switzerland",
    ]
    for command in [["project", "members"], ["project", "parties"], ["project"]] {
      let page = shell.run(command + ["--at", "2002-01-01"]).output
      let places = names.map { page.firstRange(of: $0)?.lowerBound }
      #expect(!places.contains(nil), "\(page)")
      #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted(), "\(page)")
    }
    let rows = shell.run("project", "members", "--at", "2002-01-01", "--format", "csv").lines.dropFirst()
    #expect(rows.map { $0.split(separator: ",")[1] } == parties.sorted().map { $0[...] })
  }

  @Test("The head of an answer, and the note in its place, are wrapped where the page is too narrow")
  func narrowHead() {
    let shell = Shell.csto()
    let options = [
      "--at", "2015-04-02", "--as-of", "#140", "--published-by", "2026-01-01", "--trust", "5", "--without",
      "12..15", "--strict-dates",
    ]
    for command in [
      ["project", "members"], ["project", "parties"], ["project"], ["why", "member", "UZB", "CSTO"],
      ["pending"], ["upcoming"], ["project", "meetings"],
    ] {
      let outcome = shell.run(command + options)
      let text = outcome.output + outcome.errors
      #expect(outcome.status == .done)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
      #expect(text.split { $0.isWhitespace }.joined(separator: " ").contains("trust 5, without 4 events"))
    }
  }

  @Test("A name from outside cannot paint the screen")
  func hostileName() {
    let shell = Shell()
    let name = #"Evil\u001b[2J\u202Eorg"#
    let line = #"{"type":"entity","entity":"X","kind":"organisation","name":"\#(name)"}"#
    #expect(shell.run("append", "-", input: line).status == .done)
    for command in [["log"], ["show", "1"], ["project"]] {
      let page = shell.run(command).output
      #expect(page.contains("\\u{1B}[2J\\u{202E}org"))
      #expect(!page.unicodeScalars.contains("\u{1B}") && !page.unicodeScalars.contains("\u{202E}"))
    }
  }

  @Test("Words wrap at spaces, names stay whole, and only what is longer than a line is cut")
  func wrapping() {
    let lines = { (words: Words, width: Int) in
      words.wrapped(to: width, indent: 2).map { $0.rendered(colour: false) }
    }
    #expect(lines("one two three", 8) == ["one two", "  three"])
    #expect(
      lines(.unbroken("DPR Korea") + "  " + .unbroken("Sri Lanka"), 12) == ["DPR Korea", "  Sri Lanka"])
    #expect(lines("abcdefghij", 4) == ["abcd", "  ef", "  gh", "  ij"])
    #expect(lines("", 4) == [""])
    #expect(lines(.date("[2018-11-08..2020-05-26]"), 14) == ["2018-11-08..", "  2020-05-26"])
  }

  @Test(
    "Ranges of days read like ranges of days",
    arguments: [
      ("2015-04-02", "2015-04-02"), ("[2014-12-22..2014-12-23]", "2014-12-22..23"),
      ("[2018-11-08..2020-05-26]", "2018-11-08..2020-05-26"), ("[..2015-04-02]", "2015-04-02 or earlier"),
      ("[2015-04-03..]", "2015-04-03 or later"), ("[1993-09-09,1993-12-09]", "[1993-09-09,1993-12-09]"),
      ("2012-06-20~", "2012-06-20~"), ("2006-06", "2006-06"),
    ])
  func dates(edtf: String, shown: String) {
    #expect(Words.date(edtf).rendered(colour: false) == shown)
  }

  @Test("No line is wider than the page", arguments: [60, 80, 120])
  func noLineIsTooWide(width: Int) {
    var shell = Shell.csto()
    shell.columns = width
    for command in [
      ["project", "--at", "2015-04-02"], ["project", "--at", "2006-07-15"],
      ["pending", "CSTO-P3", "--at", "2020-04-01"],
      ["pending", "--at", "2020-04-01"], ["conflicts"], ["project", "meetings"], ["stats"],
    ] {
      for line in shell.run(command).lines where !line.contains("/") {
        #expect(Printable.width(of: line) <= width, "\(command) \(line)")
      }
    }
  }

  @Test("Tables of every view fit on 80 and on 120 columns", arguments: [80, 120])
  func tablesFit(width: Int) {
    var shell = Shell.csto()
    shell.columns = width
    for view in ["members", "instruments", "parties", "offices", "meetings"] {
      for line in shell.run("project", view, "--at", "2020-04-01").lines {
        #expect(Printable.width(of: line) <= width, "\(view): \(line)")
      }
    }
    for line in shell.run("log").lines { #expect(Printable.width(of: line) <= width, "log: \(line)") }
  }

  @Test("Colours add no word and take none away")
  func colours() {
    var shell = Shell.csto()
    let plain = shell.run("project", "--at", "2015-04-02").output
    shell.hasColour = true
    let coloured = shell.run("project", "--at", "2015-04-02").output
    #expect(coloured != plain)
    #expect(PageTests.withoutInk(coloured) == plain)
  }

  private static func withoutInk(_ text: String) -> String {
    var plain = ""
    var isInk = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" { isInk = true }
      if !isInk { plain.unicodeScalars.append(scalar) }
      if isInk, scalar == "m" { isInk = false }
    }
    return plain
  }

  @Test("The overview of 2015-04-02 names six members, the suspended one, the chair and the closed gate")
  func overview() {
    let lines = Shell.csto().run("project", "--at", "2015-04-02").lines
    #expect(lines.first?.hasPrefix("CSTO on 2015-04-02") == true)
    #expect(lines.contains("members    6   Armenia  Belarus  Kazakhstan  Kyrgyzstan  Russia  Tajikistan"))
    #expect(
      lines.contains {
        $0.hasPrefix("suspended  1   Uzbekistan  since 2012-12-19 (Collective Security Council)")
      })
    #expect(lines.contains { $0.hasPrefix("chair          Tajikistan  since 2014-12-22..23") })
    #expect(lines.contains { $0.hasPrefix("statuses       observer, partner: not available") })
    #expect(lines.contains { $0.contains("70th anniversary of victory (planned; no adoption is recorded)") })
  }

  @Test("An organisation that does not exist yet says so")
  func beforeItExists() {
    let lines = Shell.csto().run("project", "--at", "2003-09-17").lines
    #expect(lines.contains("exists         not on this day; it exists since 2003-09-18"))
    #expect(!lines.contains { $0.hasPrefix("members") })
  }

  @Test("The page of an instrument says what it waits for, on what that rests, and who contradicts it")
  func pending() {
    let lines = Shell.csto().run("pending", "CSTO-P3", "--at", "2020-06-01").lines
    #expect(lines.contains { $0.hasPrefix("Third Protocol amending the Charter, Astana 2018-11-08") })
    #expect(
      lines.contains { $0.hasPrefix("clause     when all signatories have consented; in force at once") })
    #expect(lines.contains { $0.hasPrefix("state      NOT IN FORCE   5 of 6   certain") })
    #expect(lines.contains("waiting    Tajikistan"))
    #expect(
      lines.contains { $0.hasPrefix("have       Armenia, Belarus, Kyrgyzstan  2018-11-08..2020-05-26") })
    #expect(lines.contains { $0.hasPrefix("blocks     partner and observer status of CSTO") })
    #expect(lines.contains { $0.hasPrefix("rests on   #") })
    #expect(lines.contains { $0.hasPrefix("conflict   ") })
    let done = Shell.csto().run("pending", "CSTO-P3", "--at", "2021-01-19").lines
    #expect(done.contains { $0.hasPrefix("state      IN FORCE since 2021-01-19") })
    #expect(done.contains("waiting    nothing"))
  }
}
