import Diplomacy
import Testing

/// What can be typed and what can be recorded stands in the reference.
@Suite("References") struct ReferenceTests {
  /// A command as its source declares it.
  struct Command {
    let name: String
    let abstract: String
    let file: PackageFile
  }

  static let commands: [Command] = PackageFile.swift(in: "Sources/CLI").flatMap { file in
    file.lines.joined(separator: "\n").matches(of: /commandName: "([^"]+)",\s*abstract:\s*"([^"]*)"/).map {
      Command(name: String($0.1), abstract: String($0.2), file: file)
    }
  }

  @Test("Every command says in one sentence what it does")
  func abstracts() {
    let configurations = PackageFile.swift(in: "Sources/CLI").flatMap {
      $0.places(of: /= CommandConfiguration\(/)
    }
    #expect(ReferenceTests.commands.count == configurations.count)
    #expect(ReferenceTests.commands.count > 10)
    for command in ReferenceTests.commands {
      #expect(command.abstract.count > 10, "\(command.file): \(command.name)")
      #expect(command.abstract.hasSuffix("."), "\(command.file): \(command.name): \(command.abstract)")
    }
  }

  @Test(
    "Every command stands in the reference of the command line",
    .enabled(if: PackageFile.text("docs/cli-reference.md") != nil, "there is no docs/cli-reference.md"))
  func commandReference() throws {
    // Its lines are wrapped; a sentence may go on in the next one.
    let page = try #require(PackageFile.text("docs/cli-reference.md"))
    let reference = page.split { $0.isWhitespace }.joined(separator: " ")
    for command in ReferenceTests.commands where command.name != "timeline" {
      #expect(reference.contains(command.name), "\(command.name)")
      #expect(reference.contains(command.abstract), "\(command.name): \(command.abstract)")
    }
  }

  @Test(
    "Every type of event stands in the reference of events",
    .enabled(if: PackageFile.text("docs/EVENTS.md") != nil, "there is no docs/EVENTS.md"))
  func eventReference() throws {
    let reference = try #require(PackageFile.text("docs/EVENTS.md"))
    #expect(Act.knownTypes.count > 30)
    for type in Act.knownTypes { #expect(reference.contains("`\(type)`"), "\(type)") }
  }

  @Test("What make can do stands in what make says it can do")
  func make() throws {
    let makefile = try #require(PackageFile.text("Makefile"))
    let targets = makefile.matches(of: /(?m)^([a-z-]+):(.*)$/)
    #expect(targets.count > 8)
    for target in targets { #expect(target.2.contains("## "), "make \(target.1)") }
  }
}
