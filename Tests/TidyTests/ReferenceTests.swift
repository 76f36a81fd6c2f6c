import Diplomacy
import Testing

/// What can be typed and what can be recorded stands in the reference.
@Suite("References") struct ReferenceTests {
  @Test("Every command stands in a list of commands")
  func commands() throws {
    let list = try #require(PackageFile.text("Sources/CLI/Program/CommandName.swift"))
    let commands = PackageFile.swift(in: "Sources/CLI").flatMap { file in
      file.lines.joined(separator: "\n").matches(of: /struct (\w+): TimelineSubcommand/).map { $0.1 }
    }
    #expect(commands.count > 20)
    for command in commands { #expect(list.contains(": \(command).self"), "\(command)") }
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
