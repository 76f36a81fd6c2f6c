import Diplomacy
import TestSupport
import Testing

/// RFC 8785 from its text alone: keys by UTF-16, each character by the table of section 3.2.2.2.
enum ReferenceCanonicalJSON {
  static func text(_ value: JSONValue) -> String {
    switch value {
    case .bool(let flag): return flag ? "true" : "false"
    case .integer(let number): return "\(number)"
    case .string(let text): return quoted(text)
    case .array(let values): return "[" + values.map(text).joined(separator: ",") + "]"
    case .object(let members):
      let sorted = members.sorted { Array($0.key.utf16).lexicographicallyPrecedes(Array($1.key.utf16)) }
      return "{" + sorted.map { "\(quoted($0.key)):\(text($0.value))" }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x08: result += "\\b"
      case 0x09: result += "\\t"
      case 0x0A: result += "\\n"
      case 0x0C: result += "\\f"
      case 0x0D: result += "\\r"
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0..<0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

@Suite("JSON: the canonical form")
struct JSONCanonicalTests {
  @Test("Keys stand in the order of the example of RFC 8785, section 3.2.3")
  func exampleOrder() {
    let keys = ["\u{20AC}", "\r", "\u{FB33}", "1", "\u{1F600}", "\u{80}", "\u{F6}"]
    let value = JSONValue.object(Dictionary(uniqueKeysWithValues: keys.map { ($0, .integer(1)) }))
    let expected = ["\\r", "1", "\u{80}", "\u{F6}", "\u{20AC}", "\u{1F600}", "\u{FB33}"]
    let text = "{" + expected.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
    #expect(value.canonical == Array(text.utf8))
  }

  @Test("Text is escaped as in the example of RFC 8785, section 3.2.2")
  func exampleText() {
    let value = JSONValue.string("\u{20AC}$\u{F}\nA'B\"\\\\\"/")
    #expect(value.canonical == Array(#""€$\u000f\nA'B\"\\\\\"/""#.utf8))
  }

  @Test("Keys that differ anywhere in Unicode stand in the order of their code units")
  func order() {
    var random = SeededGenerator(seed: 3)
    let scalars: [Unicode.Scalar] = [
      "\u{0}", "a", "b", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}",
      "\u{10000}",
      "\u{10FFFF}",
    ]
    for _ in 0..<2000 {
      var members: [String: JSONValue] = [:]
      for _ in 0..<6 {
        var key = ""
        for _ in 0..<random.below(4) { key.unicodeScalars.append(random.pick(scalars)) }
        members[key] = .bool(true)
      }
      let value = JSONValue.object(members)
      #expect(value.canonical == Array(ReferenceCanonicalJSON.text(value).utf8))
    }
  }

  @Test("The canonical bytes of random events are those of an independent writer")
  func events() throws {
    for seed in 0..<10 as Range<UInt64> {
      for type in EventLawTests.types {
        var generator = EventGenerator(seed: seed)
        let value = generator.event(of: type)
        let expected = Array(ReferenceCanonicalJSON.text(value).utf8)
        #expect(value.canonical == expected, "seed \(seed)")
        #expect(
          try DiplomaticEvent(json: generator.line(of: value)).canonicalJSON == expected, "seed \(seed)")
      }
    }
  }
}
