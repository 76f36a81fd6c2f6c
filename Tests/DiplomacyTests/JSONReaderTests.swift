import Diplomacy
import TestSupport
import Testing

/// A text that is refused: why, and at which byte.
struct RefusedJSON: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let reason: JSONError.Reason
  let offset: Int
  let path: String

  init(_ text: String, _ reason: JSONError.Reason, at offset: Int, path: String = "") {
    self.init(Array(text.utf8), reason, at: offset, path: path)
  }

  init(_ bytes: [UInt8], _ reason: JSONError.Reason, at offset: Int, path: String = "") {
    (self.bytes, self.reason, self.offset, self.path) = (bytes, reason, offset, path)
  }

  var testDescription: String { String(decoding: bytes.prefix(60), as: UTF8.self) }
}

@Suite("JSON: what is read and what is refused")
struct JSONReaderTests {
  static let structure: [RefusedJSON] = [
    RefusedJSON("", .empty, at: 0),
    RefusedJSON(" \t\r\n", .empty, at: 4),
    RefusedJSON("{", .unexpectedEnd, at: 1),
    RefusedJSON(#"{"a""#, .unexpectedEnd, at: 4),
    RefusedJSON(#"{"a":"#, .unexpectedEnd, at: 5, path: "a"),
    RefusedJSON(#"{"a":1"#, .unexpectedEnd, at: 6),
    RefusedJSON(#"{"a":"b"#, .unexpectedEnd, at: 7, path: "a"),
    RefusedJSON(#"{"a":"b\"#, .unexpectedEnd, at: 7, path: "a"),
    RefusedJSON("[1", .unexpectedEnd, at: 2),
    RefusedJSON("[1,", .unexpectedEnd, at: 3),
    RefusedJSON("{'a':1}", .unexpected(0x27, expected: .key), at: 1),
    RefusedJSON("{a:1}", .unexpected(0x61, expected: .key), at: 1),
    RefusedJSON(#"{"a" 1}"#, .unexpected(0x31, expected: .colon), at: 5),
    RefusedJSON(#"{"a":1 "b":2}"#, .unexpected(0x22, expected: .commaOrBrace), at: 7),
    RefusedJSON("[1 2]", .unexpected(0x32, expected: .commaOrBracket), at: 3),
    RefusedJSON("[,1]", .unexpected(0x2C, expected: .value), at: 1, path: "[0]"),
    RefusedJSON("tru", .unexpected(0x74, expected: .value), at: 0),
    RefusedJSON("nul", .unexpected(0x6E, expected: .value), at: 0),
    RefusedJSON("NaN", .unexpected(0x4E, expected: .value), at: 0),
    RefusedJSON("// x", .unexpected(0x2F, expected: .value), at: 0),
    RefusedJSON("[1,]", .trailingComma, at: 3),
    RefusedJSON(#"{"a":1,}"#, .trailingComma, at: 7),
    RefusedJSON("{} {}", .trailingText, at: 3),
    RefusedJSON("1 x", .trailingText, at: 2),
    RefusedJSON([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], .byteOrderMark, at: 0),
    RefusedJSON("[[[[[[[[[1]]]]]]]]]", .tooDeep(limit: 8), at: 8, path: "[0][0][0][0][0][0][0][0]"),
    RefusedJSON(#"{"a":{"b":[{},{"c":1,"c":2}]}}"#, .duplicateKey("c"), at: 21, path: "a.b[1]"),
    RefusedJSON(#"{"a":1,"\u0061":2}"#, .duplicateKey("a"), at: 7),
    RefusedJSON(#"{"source":[1,null]}"#, .null, at: 13, path: "source[1]"),
  ]

  static let numbers: [RefusedJSON] = [
    RefusedJSON("1.0", .fraction("1.0"), at: 0),
    RefusedJSON("1.5", .fraction("1.5"), at: 0),
    RefusedJSON("1e3", .fraction("1e3"), at: 0),
    RefusedJSON("-2E-5", .fraction("-2E-5"), at: 0),
    RefusedJSON("0.0", .fraction("0.0"), at: 0),
    RefusedJSON("01", .leadingZero, at: 0),
    RefusedJSON("-01", .leadingZero, at: 0),
    RefusedJSON("00", .leadingZero, at: 0),
    RefusedJSON("-0", .negativeZero, at: 0),
    RefusedJSON("-", .unexpectedEnd, at: 1),
    RefusedJSON("-a", .unexpected(0x61, expected: .digit), at: 1),
    RefusedJSON("+1", .unexpected(0x2B, expected: .value), at: 0),
    RefusedJSON(".5", .unexpected(0x2E, expected: .value), at: 0),
    RefusedJSON("9007199254740992", .integerTooLarge("9007199254740992"), at: 0),
    RefusedJSON("-9007199254740992", .integerTooLarge("-9007199254740992"), at: 0),
    RefusedJSON("99999999999999999999999999", .integerTooLarge("99999999999999999999999999"), at: 0),
  ]

  static let texts: [RefusedJSON] = [
    RefusedJSON([0x22, 0x80, 0x22], .invalidUTF8, at: 1),
    RefusedJSON([0x22, 0xC0, 0x80, 0x22], .invalidUTF8, at: 1),
    RefusedJSON([0x22, 0xE0, 0x80, 0x80, 0x22], .invalidUTF8, at: 1),
    RefusedJSON([0x22, 0xED, 0xA0, 0x80, 0x22], .invalidUTF8, at: 1),
    RefusedJSON([0x22, 0xF0, 0x80, 0x80, 0x80, 0x22], .invalidUTF8, at: 1),
    RefusedJSON([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .invalidUTF8, at: 1),
    RefusedJSON([0x22, 0xFF, 0x22], .invalidUTF8, at: 1),
    RefusedJSON([0x22, 0x61, 0xC3, 0x22], .invalidUTF8, at: 2),
    RefusedJSON([0x22, 0xE2, 0x82], .invalidUTF8, at: 1),
    RefusedJSON([0x22, 0x0A, 0x22], .controlCharacter(0x0A), at: 1),
    RefusedJSON([0x22, 0x00, 0x22], .controlCharacter(0), at: 1),
    RefusedJSON(#""\x""#, .invalidEscape, at: 1),
    RefusedJSON(#""\u12""#, .invalidEscape, at: 1),
    RefusedJSON(#""\u12G4""#, .invalidEscape, at: 1),
    RefusedJSON(#""\ud800""#, .loneSurrogate, at: 1),
    RefusedJSON(#""\udc00""#, .loneSurrogate, at: 1),
    RefusedJSON(#""\ud800\u0041""#, .loneSurrogate, at: 1),
    RefusedJSON(#""\ud800\ud800""#, .loneSurrogate, at: 1),
    RefusedJSON("{\"a\":\"e\u{301}\"}", .notNFC("e\u{301}"), at: 5, path: "a"),
    RefusedJSON(#"{"a":"e\u0301"}"#, .notNFC("e\u{301}"), at: 5, path: "a"),
    RefusedJSON("{\"e\u{301}\":1}", .notNFC("e\u{301}"), at: 1),
    RefusedJSON("\"\u{212B}\"", .notNFC("\u{212B}"), at: 0),
    RefusedJSON("\"\u{1100}\u{1161}\"", .notNFC("\u{1100}\u{1161}"), at: 0),
    RefusedJSON("\"q\u{307}\u{323}\"", .notNFC("q\u{307}\u{323}"), at: 0),
    RefusedJSON("\"\u{2000}\"", .notNFC("\u{2000}"), at: 0),
  ]

  @Test("What is not JSON is refused where it goes wrong", arguments: structure + numbers + texts)
  func refused(text: RefusedJSON) {
    let error = #expect(throws: JSONError.self) { try JSONValue(json: text.bytes) }
    #expect(error == JSONError(path: text.path, offset: text.offset, reason: text.reason))
  }

  static let read: [(String, JSONValue)] = [
    ("0", .integer(0)), ("-1", .integer(-1)), ("9007199254740991", .integer(9_007_199_254_740_991)),
    ("-9007199254740991", .integer(-9_007_199_254_740_991)), (" true ", .bool(true)), ("false", .bool(false)),
    ("\"\"", .string("")), ("[]", .array([])), ("{}", .object([:])), ("[[[[[[[[]]]]]]]]", nested(8)),
    (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{c}\n\r\t")), (#""\u00e9\uD83D\uDE02""#, .string("é😂")),
    (
      #"{"a":{"a":1},"b":[{"a":2},"\u007f"]}"#,
      .object([
        "a": .object(["a": .integer(1)]),
        "b": .array([.object(["a": .integer(2)]), .string("\u{7F}")]),
      ])
    ),
    (#"{"":1," ":2}"#, .object(["": .integer(1), " ": .integer(2)])),
  ]

  private static func nested(_ depth: Int) -> JSONValue {
    depth == 1 ? .array([]) : .array([nested(depth - 1)])
  }

  @Test("What is JSON is read as it is", arguments: read)
  func isRead(text: String, value: JSONValue) throws {
    #expect(try JSONValue(json: text.utf8) == value)
    #expect(try JSONValue(json: Array(text.utf8)[...]) == value)
    #expect(try JSONValue(json: AnyCollection(Array(text.utf8))) == value)
  }

  @Test("A key that is there twice is found among many")
  func manyKeys() throws {
    let keys = (0..<3000).map { "\"k\($0)\":\($0)" }
    let text = "{\(keys.joined(separator: ","))}"
    guard case .object(let members) = try JSONValue(json: text.utf8) else { return }
    #expect(members.count == 3000)
    let error = #expect(throws: JSONError.self) {
      try JSONValue(json: "{\(keys.joined(separator: ",")),\"k2999\":1}".utf8)
    }
    #expect(error?.reason == .duplicateKey("k2999"))
  }

  @Test("A text of a mebibyte is read, one byte more is refused")
  func longest() throws {
    let limit = 1 << 20
    let text = "\"" + String(repeating: "a", count: limit - 2) + "\""
    #expect(try JSONValue(json: text.utf8).kind == .string)
    let error = #expect(throws: JSONError.self) { try JSONValue(json: (text + " ").utf8) }
    #expect(error?.reason == .tooLong(bytes: limit + 1, limit: limit))
  }

  @Test("Random bytes, and damaged events, are read or refused and never trap")
  func randomBytes() {
    var random = SeededGenerator(seed: 7)
    let alphabet =
      Array("{}[]\":,\\u0123456789abcdeftrnul. -\n\u{e9}\u{301}".utf8) + [0x80, 0xFF, 0xED, 0xA0, 0x00]
    for _ in 0..<20_000 {
      let bytes = (0..<random.below(40)).map { _ in random.pick(alphabet) }
      _ = try? JSONValue(json: bytes)
      _ = try? DiplomaticEvent(json: bytes)
    }
    for seed in 0..<400 as Range<UInt64> {
      var generator = EventGenerator(seed: seed)
      let value = generator.event(of: random.pick(Act.knownTypes))
      var line = generator.line(of: value)
      for _ in 0..<(1 + random.below(4)) {
        let place = random.below(line.count)
        switch random.below(3) {
        case 0: line[place] = UInt8.random(in: 0...255, using: &random)
        case 1: line.remove(at: place)
        default: line.insert(random.pick(alphabet), at: place)
        }
      }
      if let event = try? DiplomaticEvent(json: line) {
        #expect((try? DiplomaticEvent(json: event.canonicalJSON)) == event, "seed \(seed)")
      }
      _ = try? ImportedLine(json: line)
    }
  }

  @Test("Scalars that need no look at their neighbours are NFC by themselves and beside each other")
  func inertScalars() {
    let inert = (0x20...0x2FFF).compactMap { number in
      NormalForm.isInert(UInt32(number)) ? Unicode.Scalar(UInt32(number)) : nil
    }
    #expect(inert.count > 1000)
    // A combining mark at the end sends the text down the long way.
    for scalar in inert {
      #expect(scalar.properties.canonicalCombiningClass == .notReordered)
      let text = "q\u{323}" + String(scalar) + "\u{4E00}"
      #expect(NormalForm.holds(for: text), "\(scalar.value)")
    }
  }
}
