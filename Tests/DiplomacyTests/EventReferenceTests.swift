import Diplomacy
import EventLog
import TestSupport
import Testing

@Suite("Events: docs/EVENTS.md")
struct EventReferenceTests {
  /// The lines of a document of the package.
  static func lines(of document: String) throws -> [Substring] {
    let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return try Files.lines(of: "/\(package)/docs/\(document)")
  }

  /// The lines under the heading that names the type.
  private static func section(of type: EventType) throws -> [Substring] {
    let lines = try lines(of: "EVENTS.md")
    guard let start = lines.firstIndex(where: { $0.hasPrefix("### ") && $0.contains("`\(type)`") }) else {
      return []
    }
    return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("#") })
  }

  @Test("Every example is an event, and resolves to itself or to what must be declared")
  func examples() throws {
    let examples = try EventReferenceTests.lines(of: "EVENTS.md").filter { $0.hasPrefix("{") }
    #expect(examples.count >= 35)
    for example in examples {
      let event = try DiplomaticEvent(json: example.utf8)
      #expect(event.json == (try JSONValue(json: example.utf8)))
      var names = Names()
      names.declare(event)
      for missing in names.missing(in: event) {
        #expect(missing.role != .speaker)
        names.declare(missing.declaration)
      }
      #expect(try event.resolved(in: names).type == event.type)
    }
  }

  @Test("Every field of every type is in the document, and so are its words", arguments: Act.knownTypes)
  func fields(type: EventType) throws {
    let section = try EventReferenceTests.section(of: type)
    let whole = try EventReferenceTests.lines(of: "EVENTS.md")
    #expect(!section.isEmpty)
    #expect(section.contains { $0.hasPrefix("{\"type\":\"") }, "an example")
    let rows = section.filter { $0.hasPrefix("| `") }
    let envelope = whole.drop { !$0.hasPrefix("## The envelope") }.dropFirst().prefix { !$0.hasPrefix("#") }
    let envelopeNames = try #require(DiplomaticEvent.fields(of: "x-visit")).map(\.name)
    for field in try #require(DiplomaticEvent.fields(of: type)) {
      let isShared = envelopeNames.contains(field.name)
      let lines = isShared ? envelope.filter { $0.hasPrefix("| `") } : rows
      let row = lines.first { $0.hasPrefix("| `\(field.name)` |") }
      #expect(row != nil, "\(field.name)")
      if !isShared, field.isRequired { #expect(row?.contains("| yes |") == true, "\(field.name) must") }
      for word in field.kind.words { #expect(row?.contains("`\(word)`") == true, "\(field.name): \(word)") }
      for inner in field.kind.inner {
        #expect(
          (isShared ? Array(envelope) : rows).contains { $0.contains("`\(inner.name)`") }, "\(inner.name)")
      }
    }
    // And nothing else: a row for each field of the type's own.
    let own = try #require(DiplomaticEvent.fields(of: type)).filter { !envelopeNames.contains($0.name) }
    #expect(rows.count == own.count)
  }

  @Test("Every field of the facts section is in docs/FACTS.md")
  func facts() throws {
    let rows = try EventReferenceTests.lines(of: "FACTS.md").filter { $0.hasPrefix("| ") }
    for number in Array(1...8) + Array(16...23) + Array(32...41) {
      #expect(rows.contains { $0.hasPrefix("| \(number) |") }, "\(number)")
    }
  }
}

extension EventField.Kind {
  fileprivate var words: [String] {
    if case .word(let words) = self { words } else { [] }
  }

  fileprivate var inner: [EventField] {
    switch self {
    case .object(let fields), .objectList(let fields), .objectOrList(let fields): fields
    default: []
    }
  }
}
