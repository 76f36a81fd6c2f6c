import Diplomacy
import EventLog
import TestSupport

/// Random events of any type, as JSON, made from the fields that the type says it has.
///
/// Every field turns up, each absent as often as present, one value or a list where both are allowed, defaults
/// written out or not. The texts hold what breaks careless programs.
struct EventGenerator {
  var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  static let fields = Dictionary(
    uniqueKeysWithValues: (Act.knownTypes + ["x-visit"]).map { ($0, DiplomaticEvent.fields(of: $0) ?? []) })
  static let nested = Act.knownTypes.filter { $0 != .correction && $0 != .claim }

  static let days = [
    "2015-04-02", "2006-06", "2015", "1999-04-20~", "2012?", "2004-02-29%", "[2018-11-08..2020-05-26]",
    "[1993-09-09,1993-12-09]", "[..2015-04-02]", "[2020-05-27..]", "2015-41", "2020-33", "1993-XX-31", "199X",
    "2020-01-31T23:00Z", "..", "2015-21",
  ]
  static let intervals = [
    "2012/..", "2012/2014-05", "../1991-12-25", "2015-04-02/2015-04-03", "1995~/", "/2001",
  ]
  static let ids = [
    "ARM", "TJK", "RUS", "SUN", "CSTO", "CSTO/CFM", "CSTO:chair", "EU", "un-members", "Côte d’Ivoire", "日本",
    "Ελλάδα", "🏳️", "a \"quoted\" id", "back\\slash", "with space", String(repeating: "x", count: 200),
  ]
  static let texts =
    ids + [
      "two\nlines\tand\u{0}a null", "\u{1}\u{1F}\u{7F}", "€ � \u{FFFF}\u{10000}\u{10FFFF}",
      "שָׁלוֹם".nfcForTests,
      "Quote: “как было сказано” – конец", "<script>&amp;</script>", "/", "\u{2028}\u{2029}",
    ]
  static let clauses = [
    "when all signatories",
    "when  deposits >= 60   effective first-of-month after +60d party first-of-month after +60d",
    "when all {GBR,SUN,USA} and others >= 40 effective at once party at once depositaries earliest",
    "when deposits >= 65 effective +180d not-before 1995-01-13 party +30d", "when signature",
    "when date 2019-01-01",
    "when deposits >= 20 or all {\"Côte d’Ivoire\"}",
  ]

  /// An event of the type.
  mutating func event(of type: EventType) -> JSONValue {
    let fields = EventGenerator.fields[type] ?? []
    var members = object(fields, isTemplate: false)
    members["type"] = .string(type.name)
    complete(&members, type: type)
    if random.oneIn(6) { members["x_own"] = anything(depth: 2) }
    if type.isCustom, random.oneIn(2) { members["guests"] = anything(depth: 3) }
    return .object(members)
  }

  /// An event as text: canonical, or with its members in any order, space between them and needless escapes.
  mutating func line(of value: JSONValue) -> [UInt8] {
    random.oneIn(3) ? value.canonical : Array(loose(value).utf8)
  }

  private mutating func complete(_ members: inout [String: JSONValue], type: EventType) {
    if type == .withdrawal || type == .withdrawalRevoked, members["org"] == nil {
      members["instrument"] = id()
    }
    guard type == .correction else { return }
    if members["action"] == .string("replace") {
      members["with"] = members["with"] ?? event(of: .signature)
    } else {
      members["with"] = nil
    }
  }

  private mutating func object(_ fields: [EventField], isTemplate: Bool) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    for field in fields where field.name != "type" {
      if isTemplate || !field.isRequired, random.oneIn(2) { continue }
      members[field.name] = value(of: field.kind)
    }
    return members
  }

  private mutating func value(of kind: EventField.Kind) -> JSONValue {
    switch kind {
    case .id: id()
    case .idOrList: random.oneIn(2) ? id() : idList()
    case .idList: idList()
    case .text: text()
    case .textOrList: random.oneIn(2) ? text() : .array([text(), text()])
    case .textList: .array([text(), text()])
    case .word(let words): .string(random.pick(words))
    case .date(.day): .string(random.pick(EventGenerator.days))
    case .date(.interval): .string(random.pick(EventGenerator.intervals))
    case .date(.dayOrInterval): .string(random.pick(EventGenerator.days + EventGenerator.intervals))
    case .integer(let bounds): .integer(Int64(random.pick([bounds.lowerBound, bounds.upperBound, 3])))
    case .flag: .bool(random.oneIn(2))
    case .clause: .string(random.pick(EventGenerator.clauses))
    case .exitClause:
      .string(
        random.pick(["none", "+1y", "+6m not-before in-force+3y", "end-of-year  next-if-last-quarter"]))
    case .duration: .string(random.pick(["5y", "1y6m", "90d"]))
    case .object(let fields): .object(object(fields, isTemplate: false))
    case .objectList(let fields): .array([.object(object(fields, isTemplate: false))])
    case .objectOrList(let fields):
      random.oneIn(2)
        ? .object(object(fields, isTemplate: false))
        : .array([.object(object(fields, isTemplate: false)), .object(object(fields, isTemplate: false))])
    case .weights:
      .object(["ARM": .integer(0), "日本": .integer(JSONValue.largestInteger), "\u{E000}": .integer(5)])
    case .members: .object(["standing": .string("full"), "n": .integer(-4)])
    case .rows:
      random.oneIn(3) ? .array([]) : .array([.object(["party": text(), "ok": .bool(true)]), .object([:])])
    case .target: random.oneIn(2) ? id() : .integer(Int64(1 + random.below(1_000_000)))
    case .event: event(of: random.pick(EventGenerator.nested))
    case .template: template()
    }
  }

  private mutating func template() -> JSONValue {
    let type = random.pick(EventGenerator.nested + ["x-visit"])
    var members = object(EventGenerator.fields[type] ?? [], isTemplate: true)
    members["type"] = .string(type.name)
    return .object(members)
  }

  private mutating func id() -> JSONValue { .string(random.pick(EventGenerator.ids)) }

  private mutating func idList() -> JSONValue {
    .array(EventGenerator.ids.shuffled(using: &random).prefix(1 + random.below(16)).map { .string($0) })
  }

  private mutating func text() -> JSONValue { .string(random.pick(EventGenerator.texts)) }

  private mutating func anything(depth: Int) -> JSONValue {
    switch random.below(depth > 0 ? 6 : 4) {
    case 0: .bool(random.oneIn(2))
    case 1: .integer(random.pick([0, -1, 42, JSONValue.largestInteger, -JSONValue.largestInteger]))
    case 2: .string("")
    case 3: text()
    case 4: .array((0..<random.below(3)).map { _ in anything(depth: depth - 1) })
    default: .object(["b": anything(depth: depth - 1), "\u{E000}": text(), "😀": text(), "": .bool(true)])
    }
  }

  private mutating func loose(_ value: JSONValue) -> String {
    switch value {
    case .bool, .integer: return String(decoding: value.canonical, as: UTF8.self)
    case .string(let text): return loose(text)
    case .array(let values):
      var parts: [String] = []
      for value in values { parts.append(space() + loose(value) + space()) }
      return "[\(values.isEmpty ? space() : "")\(parts.joined(separator: ","))]"
    case .object(let members):
      var parts: [String] = []
      for key in members.keys.sorted().shuffled(using: &random) {
        parts.append(space() + loose(key) + space() + ":" + space() + loose(members[key]!) + space())
      }
      return "{\(members.isEmpty ? space() : "")\(parts.joined(separator: ","))}"
    }
  }

  private mutating func space() -> String { random.pick(["", "", "", " ", "\t", "\r\n"]) }

  private mutating func loose(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
      guard mustEscape || random.oneIn(8) else {
        written.unicodeScalars.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16, uppercase: random.oneIn(2))
        written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return written + "\""
  }
}

extension String {
  /// The text as Unicode normal form C would have it, for the few letters used here.
  fileprivate var nfcForTests: String {
    // U+FB2A is excluded from composition: NFC keeps shin and its dot apart.
    replacing("\u{FB2A}", with: "\u{5E9}\u{5C1}")
  }
}
