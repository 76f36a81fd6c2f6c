import Diplomacy
import Testing

/// What can be typed and what can be recorded stands in the reference.
@Suite("References") struct ReferenceTests {
  @Test("Every command stands in a list of commands")
  func commands() throws {
    let sources = PackageFile.swift(in: "Sources/CLI")
    let lists = sources.filter { $0.path.hasSuffix("CommandName.swift") }.flatMap(\.lines)
    let configurations = sources.flatMap { $0.places(of: /= CommandConfiguration\(/) }
    let names = sources.flatMap(\.lines).flatMap {
      $0.matches(of: /struct (\w+): .*(?:TimelineSubcommand|ParsableCommand)\b/).map { $0.1 }
    }.filter { $0 != "TimelineCommand" }
    #expect(names.count + 1 == configurations.count)
    #expect(names.count > 20)
    for name in names { #expect(lists.contains { $0.hasSuffix(": \(name).self") }, "\(name)") }
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
