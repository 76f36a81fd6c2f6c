import ArgumentParser
import Foundation
import Projections
import TestSupport
import Testing

@testable import CLI

@Suite("Reference")
struct ReferenceTests {
  /// Every command with the words it is called by.
  private static let commands: [(name: String, type: any ParsableCommand.Type)] = walk(
    TimelineCommand.self, [])

  private static func walk(
    _ command: any ParsableCommand.Type, _ before: [String]
  ) -> [(name: String, type: any ParsableCommand.Type)] {
    let words = before + [command.configuration.commandName ?? ""]
    return [(words.joined(separator: " "), command)]
      + command.configuration.subcommands.flatMap { walk($0, words) }
  }

  @Test("docs/cli-reference.md is the help of every command and the fields of every row")
  func reference() throws {
    var text = """
      # Command line

      The help of every command as the program prints it, and the fields of every row. This page is made by
      `TIMELINE_RECORD=1 swift test --filter CLITests`; a test keeps it true.

      Data goes to standard output, words to standard error. Exit status: 0 done, 1 refused, 2 the command line cannot
      be read, 3 the log is damaged or not ours, 4 the environment does not allow it (docs/ERRORS.md has every case).
      A reader that closes standard output early ends the program quietly with status 0.

      ## Environment

      | Variable | Meaning |
      |---|---|
      | `TIMELINE_LOG` | the log where `--log` is not given; without both it is `./timeline.mdb` |
      | `TIMELINE_NOW` | an instant to take for now, such as `2026-11-22T00:00:00Z`: for tests and examples, so that record times and the default of `--at` can be repeated |
      | `COLUMNS` | the width of pages and tables; else that of the screen, else 80; at least 40 |
      | `NO_COLOR` | no colours if it is not empty; there are none without a screen anyway |
      | `TMPDIR` | where standard input is kept while it is read; else `/tmp` |

      Shell completions: `timeline --generate-completion-script bash` (or `zsh`, `fish`).

      """
    for (name, type) in Self.commands {
      let help = TimelineCommand.helpMessage(for: type, columns: 80)
      text += "\n## \(name)\n\n```text\n\(help.trimmingCharacters(in: .newlines))\n```\n"
    }
    text += "\n## Fields of the rows\n\n"
    text +=
      "What each means is told in [ROWS.md](ROWS.md). In the order of csv and json. A value that is not known is\n`null` in json and empty in csv.\n\n"
    text += "| Command | Fields |\n|---|---|\n"
    for (name, fields) in Self.rows {
      text += "| `\(name)` | \(fields.map { "`\($0)`" }.joined(separator: ", ")) |\n"
    }
    try Recorded(name: "cli-reference.md", text: text).check()
  }

  private static let rows: [(String, [String])] = [
    ("timeline project members", MemberRow.fieldNames),
    ("timeline project instruments", InstrumentRow.fieldNames),
    ("timeline project instruments --numbered", DepositRow.fieldNames),
    ("timeline project parties", PartyRow.fieldNames), ("timeline project offices", OfficeRow.fieldNames),
    ("timeline project meetings", MeetingRow.fieldNames), ("timeline pending", PendingRow.fieldNames),
    ("timeline upcoming", UpcomingRow.fieldNames),
    ("timeline history", HistoryRow.fieldNames), ("timeline diff", DiffRow.fieldNames),
    ("timeline why (jsonl and csv; json is one object)", Explanation.Step.numberedFieldNames),
    ("timeline conflicts, check", ConflictRow.fieldNames), ("timeline root", RootRow.fieldNames),
    ("timeline verify", VerifyRow.fieldNames), ("timeline rebuild", RebuildRow.fieldNames),
    ("timeline stats", StatisticsRow.fieldNames),
    ("timeline backup, compact, restore", CopyRow.fieldNames),
    ("timeline log, show (csv; json and jsonl print the event as export does)", EventRow.fieldNames),
    ("timeline append", ["position", "id", "recorded_at", "duplicate"]),
  ]

  @Test("Every field of every row is explained")
  func everyField() throws {
    let page = try String(contentsOfFile: "\(Files.package)/docs/ROWS.md", encoding: .utf8)
    let sections = page.components(separatedBy: "\n## ").dropFirst()
    for (command, fields) in Self.rows {
      let name = String(command.prefix { $0 != "(" }).trimmingCharacters(in: .whitespaces)
      let section = try #require(sections.first { $0.hasPrefix("`\(name)`") }, "\(name)")
      for field in fields { #expect(section.contains("`\(field)`"), "\(field) of \(name)") }
    }
  }

  @Test("Every command has an abstract, a discussion and an example of its use")
  func everyCommand() {
    #expect(Self.commands.count > 12)
    for (name, type) in Self.commands {
      #expect(type.configuration.abstract.hasSuffix("."), "\(name)")
      #expect(type.configuration.abstract.count > 10, "\(name)")
      #expect(
        type.configuration.discussion.contains("\n  timeline ")
          || type.configuration.discussion.contains("| timeline"), "\(name)")
    }
  }

  @Test("A command is called what its list says")
  func names() {
    func check(_ names: some Sequence<some CommandName>) {
      for name in names { #expect(name.command.configuration.commandName == name.rawValue) }
    }
    check(TimelineCommandName.allCases)
    check(ProjectCommandName.allCases)
    check(WhyCommandName.allCases)
    for name in TimelineCommandName.allCases {
      let below = name.command.configuration.subcommands.map { $0.configuration.commandName ?? "" }
      #expect(below == name.below?.names ?? [])
    }
  }

  @Test("Every option and argument has help")
  func everyOption() throws {
    let dump = try #require(
      JSONSerialization.jsonObject(with: Data(TimelineCommand._dumpHelp().utf8)) as? [String: Any])
    var count = 0
    func walk(_ command: [String: Any]) {
      // The parser's own command and flag have none.
      if command["commandName"] as? String == "help" { return }
      for argument in command["arguments"] as? [[String: Any]] ?? []
      where argument["valueName"] as? String != "help" {
        count += 1
        #expect(
          (argument["abstract"] as? String ?? "").isEmpty == false,
          "\(command["commandName"] ?? "") \(argument)")
      }
      for subcommand in command["subcommands"] as? [[String: Any]] ?? [] { walk(subcommand) }
    }
    walk(try #require(dump["command"] as? [String: Any]))
    #expect(count > 60)
  }

  @Test(
    "Help is data: it comes on standard output, with status 0",
    arguments: [["--help"], ["help", "append"], ["project", "members", "-h"], []])
  func help(arguments: [String]) {
    let outcome = Shell().run(arguments)
    #expect(outcome.status == .done)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.contains("USAGE: timeline"))
  }

  @Test("Completions are made for every shell", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) {
    let outcome = Shell().run("--generate-completion-script", shell)
    #expect(outcome.status == .done)
    #expect(outcome.output.contains("timeline"))
  }
}
