// What a value must be, kind by kind: each check names the offence and its place.

extension FieldReader {
  static func check(
    _ document: JSONDocument, _ node: Int, is kind: JSONKind, _ expected: StaticString
  ) throws(EventError) {
    let found = document.nodes[node].kind
    guard found == kind else {
      throw EventError(
        offset: document.offset(of: node),
        reason: .wrongKind(expected: expected.description, found: found))
    }
  }

  static func text(_ document: JSONDocument, _ node: Int) throws(EventError) -> String {
    try check(document, node, is: .string, "text")
    let entry = document.nodes[node]
    guard entry.end > entry.start else {
      throw EventError(offset: document.offset(of: node), reason: .emptyText)
    }
    return document.text(at: node)
  }

  static func id(_ document: JSONDocument, _ node: Int) throws(EventError) -> String {
    try check(document, node, is: .string, "an id as text")
    let text = document.text(at: node)
    if document.nodes[node].hasEscapes {
      try checkID(text, at: document.offset(of: node))
    } else {
      try checkID(bytes: document.written(node), at: document.offset(of: node))
    }
    return text
  }

  static func checkID(_ id: String, at offset: Int) throws(EventError) {
    var id = id
    let result = id.withUTF8 { bytes in
      Result { () throws(EventError) in try checkID(bytes: bytes, at: offset) }
    }
    try result.get()
  }

  private static func checkID(bytes: UnsafeBufferPointer<UInt8>, at offset: Int) throws(EventError) {
    if bytes.isEmpty { throw EventError(offset: offset, reason: .emptyText) }
    if bytes.count > EventLimit.idBytes {
      throw EventError(offset: offset, reason: .idTooLong(bytes: bytes.count, limit: EventLimit.idBytes))
    }
    for byte in bytes where byte < 0x20 || byte == 0x7F {
      throw EventError(offset: offset, reason: .controlCharacter)
    }
  }

  static func checkCount(_ count: Int, _ document: JSONDocument, _ node: Int) throws(EventError) {
    if count > EventLimit.entries {
      throw EventError(
        offset: document.offset(of: node), reason: .tooMany(count, limit: EventLimit.entries))
    }
  }

  static func ids(_ document: JSONDocument, _ node: Int) throws(EventError) -> OneOrList<String> {
    let ids = try oneOrList(document, node, id)
    try checkDistinct(ids.values, document, node)
    return ids
  }

  static func idList(_ document: JSONDocument, _ node: Int) throws(EventError) -> [String] {
    let ids = try list(document, node, id)
    try checkDistinct(ids, document, node)
    return ids
  }

  private static func checkDistinct(_ ids: [String], _ document: JSONDocument, _ node: Int) throws(EventError)
  {
    if let place = ids.firstRepetition {
      throw EventError(
        path: "[\(place)]", offset: document.offset(of: node), reason: .duplicate(ids[place]))
    }
  }

  static func oneOrList<Value>(
    _ document: JSONDocument, _ node: Int, _ read: (JSONDocument, Int) throws(EventError) -> Value
  ) throws(EventError) -> OneOrList<Value> {
    document.nodes[node].kind == .array
      ? OneOrList(list: try list(document, node, read)) : OneOrList(try read(document, node))
  }

  static func list<Value>(
    _ document: JSONDocument, _ node: Int, canBeEmpty: Bool = false,
    _ read: (JSONDocument, Int) throws(EventError) -> Value
  ) throws(EventError) -> [Value] {
    try check(document, node, is: .array, "a list")
    let end = Int(document.nodes[node].next)
    var values: [Value] = []
    var child = node + 1
    while child < end {
      do throws(EventError) {
        values.append(try read(document, child))
      } catch {
        throw error.within("[\(values.count)]")
      }
      child = Int(document.nodes[child].next)
    }
    if values.isEmpty, !canBeEmpty {
      throw EventError(offset: document.offset(of: node), reason: .emptyList)
    }
    try checkCount(values.count, document, node)
    return values
  }

  static func word<Word: RawRepresentable & CaseIterable & Sendable>(
    _ document: JSONDocument, _ node: Int
  ) throws(EventError) -> Word where Word.RawValue == String {
    let text = try text(document, node)
    if let word = Word(rawValue: text) { return word }
    let allowed = Word.allCases.map(\.rawValue)
    throw EventError(
      offset: document.offset(of: node),
      reason: .notAllowed(text, allowed: allowed, nearest: Nearest.match(to: text, in: allowed)))
  }

  static func integer(
    _ document: JSONDocument, _ node: Int, in bounds: ClosedRange<Int>
  ) throws(EventError) -> Int {
    try check(document, node, is: .integer, "a whole number")
    let number = Int(document.integer(at: node))
    guard bounds.contains(number) else {
      throw EventError(
        offset: document.offset(of: node), reason: .outOfRange(number, allowed: bounds))
    }
    return number
  }

  static func date(
    _ document: JSONDocument, _ node: Int, _ shape: EventField.DateShape
  ) throws(EventError) -> EDTF {
    let text = try text(document, node)
    let offset = document.offset(of: node)
    let date: EDTF
    do throws(EDTFError) {
      date = try EDTF(text)
    } catch {
      throw EventError(offset: offset, reason: .date(error))
    }
    if date.isInterval {
      guard shape == .day else { return date }
      throw EventError(offset: offset, reason: .intervalForOneDay(text, suggestion: date.asOneDay))
    }
    guard shape == .interval else { return date }
    let suggestion = "\(text)/.."
    let isDate = (try? EDTF(suggestion)) != nil
    throw EventError(offset: offset, reason: .notAnInterval(text, suggestion: isDate ? suggestion : nil))
  }

  static func object<Value>(
    _ document: JSONDocument, _ node: Int, _ decode: (inout FieldReader) throws(EventError) -> Value
  ) throws(EventError) -> Value {
    var reader = try FieldReader(document, object: node)
    let value = try decode(&reader)
    try reader.finish { FieldReader.fields(askedBy: decode) }
    return value
  }
}

extension JSONDocument {
  /// The nodes of keys and values of an object.
  func members(of index: Int) -> [(key: Int, value: Int)] {
    var members: [(key: Int, value: Int)] = []
    children(of: index) { members.append(($0, $0 + 1)) }
    return members
  }
}

extension [String] {
  /// The place of the first entry that is there already before it.
  var firstRepetition: Int? {
    if count < 2 { return nil }
    if count < 12 {
      return indices.dropFirst().first { place in self[..<place].contains(self[place]) }
    }
    var seen: Set<String> = []
    return indices.first { !seen.insert(self[$0]).inserted }
  }
}
