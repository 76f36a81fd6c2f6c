import ArgumentParser
import Testing

@testable import CLI

@Suite("A command that is read by itself")
struct PlainCommandTests {
  @Test(
    "is the one that the whole tree of commands reads",
    arguments: [
      "project", "project --at 2015-04-02", "project overview --format jsonl",
      "project members --org CSTO --all",
      "project members --party -1", "pending CSTO-P3 --at 2020-06-01", "why member Uzbekistan CSTO", "stats",
      "why office CSTO:chair --at 2015-12-01 --trust 3", "diff members --from 2012-01-01 --to 2013-01-01",
      "import seeds/csto.jsonl --dry-run", "append -- -", "verify --timeout 5 --format json", "rebuild",
      "log",
      "log --follow --limit 3", "export", "history CSTO --without 3 --without 4", "check --as-of #3",
    ])
  func alike(line: String) throws {
    let arguments = line.split(separator: " ").map(String.init)
    let whole = Result { try TimelineCommand.parseAsRoot(Arguments.tied(arguments)) }
    switch (Arguments.plainCommand(arguments), whole) {
    case (let plain?, .success(let command)):
      #expect(type(of: plain) == type(of: command))
      #expect(described(plain) == described(command))
    case (nil, .failure): break
    case (let plain, .success(let command)):
      Issue.record("\(line) is read by itself as \(String(describing: plain)), by the tree as \(command)")
    case (let plain?, .failure(let error)):
      Issue.record("\(line) is read by itself as \(plain), and the tree refuses it: \(error)")
    }
  }

  @Test(
    "is none where the tree refuses it, helps or tells the version",
    arguments: [
      "", "--version", "--help", "help", "help project members", "project --help", "project members --hepl",
      "project membres", "stats --log", "stats extra", "why", "members --org CSTO", "stats --version",
    ])
  func none(line: String) {
    #expect(Arguments.plainCommand(line.split(separator: " ").map(String.init)) == nil)
  }

  /// Every value that was read, by its name.
  private func described(_ command: Any) -> String {
    var text = ""
    dump(command, to: &text)
    // Parsers mark where in the line each value stood.
    return text.split(separator: "\n").filter {
      !$0.contains("0x") && !$0.contains("origin") && !$0.contains("source")
    }
    .joined(separator: "\n")
  }
}
