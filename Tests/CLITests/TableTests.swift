import TestSupport
import Testing

@testable import CLI

/// Tables on pages that are too narrow for them.
@Suite("Tables") struct TableTests {
  private static func words(_ lines: [Words]) -> [String] {
    lines.flatMap { $0.rendered(colour: false).split(separator: " ").map(String.init) }
  }

  @Test(
    "A table is never wider than the page, loses nothing, and breaks no word that half of the page has room for"
  )
  func law() {
    var generator = SeededGenerator(seed: 20_261_122)
    func word() -> String {
      String(
        repeating: "abcdefgh".randomElement(using: &generator)!, count: .random(in: 1...14, using: &generator)
      )
    }
    func cell() -> Words {
      let words = (0..<Int.random(in: 0...4, using: &generator)).map { _ in word() }
      return Bool.random(using: &generator)
        ? .unbroken(words.joined(separator: " ")) : Words(words.joined(separator: " "))
    }
    for _ in 0..<400 {
      let count = Int.random(in: 1...9, using: &generator)
      let table = TextTable(
        columns: (0..<count).map { _ in
          .init(header: word(), isNumber: .random(using: &generator), canWrap: .random(using: &generator))
        },
        rows: (0..<Int.random(in: 1...5, using: &generator)).map { _ in (0..<count).map { _ in cell() } })
      let width = Int.random(in: 40...120, using: &generator)
      let lines = table.lines(columns: width)
      let page = lines.map { $0.rendered(colour: false) }.joined(separator: "\n")
      #expect(lines.allSatisfy { $0.rendered(colour: false).count <= width }, "\(width):\n\(page)")
      var shown = Self.words(lines)[...].reduce(into: [:]) { $0[$1, default: 0] += 1 }
      for word in table.rows.flatMap({ Self.words($0) }) where word.count <= width / 2 {
        shown[word, default: 0] -= 1
        #expect(shown[word]! >= 0, "“\(word)” at \(width):\n\(page)")
      }
    }
  }

  @Test("Words of ASCII are laid out as the same words with an accent are")
  func accents() {
    var generator = SeededGenerator(seed: 20_261_123)
    for _ in 0..<400 {
      let length = Int.random(in: 0...60, using: &generator)
      let text = String((0..<length).map { _ in "aabb .,".randomElement(using: &generator)! })
      let marked = String(text.map { $0 == "a" ? "\u{E0}" : $0 })
      let width = Int.random(in: 1...20, using: &generator)
      let (plain, accented) = (
        Words(text) + Words("a b ", .faint), Words(marked) + Words("\u{E0} b ", .faint)
      )
      #expect(plain.width == accented.width)
      #expect(plain.widestPart == accented.widestPart, "“\(text)”")
      #expect(plain.widestWord == accented.widestWord, "“\(text)”")
      let lines = [plain, accented].map { words in
        words.wrapped(to: width, indent: 2).map { $0.rendered(colour: false) }
      }
      #expect(lines[0] == lines[1].map { String($0.map { $0 == "\u{E0}" ? "a" : $0 }) }, "“\(text)”")
    }
  }

  @Test("Where a word would have to be broken, the last columns stand below their row, each with its name")
  func below() {
    let table = TextTable(
      columns: [
        .init(header: "who", canWrap: true), .init(header: "what", canWrap: true), .init(header: "sure"),
      ],
      rows: [[.unbroken("Bosnia and Herzegovina"), "participation frozen", "certain"], ["Italy", "", ""]])
    let lines = { (width: Int) in table.lines(columns: width).map { $0.rendered(colour: false) } }
    #expect(
      lines(35) == [
        "WHO          WHAT           SURE", "Bosnia and   participation  certain",
        "Herzegovina  frozen", "Italy",
      ])
    #expect(
      lines(26) == [
        "WHO          WHAT", "Bosnia and   participation", "Herzegovina  frozen", "  sure certain", "Italy",
      ])
  }

  @Test("Tables of long names fit, and every name can be read", arguments: [40, 60, 80])
  func seeds(width: Int) {
    let questions: [(seed: String, command: [String], words: [String])] = [
      (
        "cases/yugoslavia", ["project", "members", "--all", "--at", "2004-01-01"],
        ["Herzegovina", "Montenegro", "Yugoslavia"]
      ),
      (
        "treaties/exits", ["project", "members", "--all", "--at", "2024-01-29"],
        ["suspended,", "leaving", "Burkina"]
      ),
      ("treaties/cwc", ["project", "instruments", "--at", "1994-09-29"], ["Prohibition", "Destruction"]),
      ("treaties/cwc", ["project", "parties", "--at", "2015-04-02"], ["Turkmenistan", "Herzegovina"]),
      ("csto", ["project", "members", "--all", "--at", "2012-12-19"], ["Organization", "suspended"]),
      ("csto", ["project", "--at", "2012-12-19"], ["TJK:foreign-minister", "Sirojidin"]),
      ("csto", ["log"], ["Security"]), ("csto", ["history", "UZB"], ["Uzbekistan", "domestic-approval,"]),
    ]
    for (seed, command, words) in questions {
      var shell = Shell()
      shell.columns = width
      #expect(shell.run("import", "\(Files.package)/seeds/\(seed).jsonl").status == .done)
      let page = shell.run(command).output
      for line in page.split(separator: "\n") {
        #expect(Printable.width(of: String(line)) <= width, "\(command) at \(width): \(line)")
      }
      let shown = Set(page.split { $0 == " " || $0 == "\n" }.map(String.init))
      for word in words { #expect(shown.contains(word) == true, "\(word) at \(width)") }
    }
  }

  @Test(
    "What would settle an office that is no organisation's is said below it, and its later lines are indented"
  )
  func otherOffices() throws {
    let lines = Shell.csto().run("project", "--at", "2012-12-19").lines
    let first = try #require(lines.firstIndex { $0.hasPrefix("TJK:foreign-minister") })
    #expect(lines[first + 1].hasPrefix("  2015-04-03 or later  (possible)"))
    #expect(lines[first + 2].hasPrefix("  settled by the beginning of Sirojidin Aslov"))
  }
}
