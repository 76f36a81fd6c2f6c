/// The most bytes of an id, and the most entries of a list.
enum EventLimit {
  static let idBytes = 200
  static let entries = 1_000
  static let eventBytes = 64 * 1024
}

extension FieldReader {
  mutating func text(_ name: StaticString) throws(EventError) -> String? {
    try optional(name, .text, FieldReader.text)
  }

  mutating func requiredText(_ name: StaticString) throws(EventError) -> String {
    try required(name, .text, standIn: "", FieldReader.text)
  }

  mutating func id(_ name: StaticString) throws(EventError) -> String? {
    try optional(name, .id, FieldReader.id)
  }

  mutating func requiredID(_ name: StaticString) throws(EventError) -> String {
    try required(name, .id, standIn: "", FieldReader.id)
  }

  mutating func ids(_ name: StaticString) throws(EventError) -> OneOrList<String>? {
    try optional(name, .idOrList, FieldReader.ids)
  }

  mutating func requiredIDs(_ name: StaticString) throws(EventError) -> OneOrList<String> {
    try required(name, .idOrList, standIn: OneOrList(list: []), FieldReader.ids)
  }

  mutating func idList(_ name: StaticString) throws(EventError) -> [String]? {
    try optional(name, .idList, FieldReader.idList)
  }

  mutating func requiredIDList(_ name: StaticString) throws(EventError) -> [String] {
    try required(name, .idList, standIn: [], FieldReader.idList)
  }

  mutating func texts(_ name: StaticString) throws(EventError) -> OneOrList<String>? {
    try optional(name, .textOrList) { (document, node) throws(EventError) in
      try FieldReader.oneOrList(document, node, FieldReader.text)
    }
  }

  mutating func textList(_ name: StaticString) throws(EventError) -> [String]? {
    try optional(name, .textList) { (document, node) throws(EventError) in
      try FieldReader.list(document, node, FieldReader.text)
    }
  }

  mutating func word<Word: RawRepresentable & CaseIterable & Sendable>(
    _ name: StaticString, as: Word.Type = Word.self
  ) throws(EventError) -> Word? where Word.RawValue == String {
    try optional(name, .word(Word.allCases.map(\.rawValue)), FieldReader.word)
  }

  mutating func requiredWord<Word: RawRepresentable & CaseIterable & Sendable>(
    _ name: StaticString, standIn: Word
  ) throws(EventError) -> Word where Word.RawValue == String {
    try required(name, .word(Word.allCases.map(\.rawValue)), standIn: standIn, FieldReader.word)
  }

  mutating func flag(_ name: StaticString) throws(EventError) -> Bool? {
    try optional(name, .flag) { (document, node) throws(EventError) in
      try FieldReader.check(document, node, is: .bool, "true or false")
      return document.flag(at: node)
    }
  }

  mutating func integer(
    _ name: StaticString, in bounds: ClosedRange<Int>
  ) throws(EventError) -> Int? {
    try optional(name, .integer(bounds)) { (document, node) throws(EventError) in
      try FieldReader.integer(document, node, in: bounds)
    }
  }

  mutating func requiredInteger(
    _ name: StaticString, in bounds: ClosedRange<Int>
  ) throws(EventError) -> Int {
    try required(name, .integer(bounds), standIn: bounds.lowerBound) { (document, node) throws(EventError) in
      try FieldReader.integer(document, node, in: bounds)
    }
  }

  mutating func date(
    _ name: StaticString, _ shape: EventField.DateShape = .day, isRequired: Bool = false
  ) throws(EventError) -> EDTF? {
    let date = try optional(name, .date(shape), isRequired: isRequired) {
      (document, node) throws(EventError) in
      try FieldReader.date(document, node, shape)
    }
    if isRequired, date == nil, !isTemplate {
      throw missingField(name.description)
    }
    return date
  }

  mutating func weights(_ name: StaticString) throws(EventError) -> [String: Int] {
    try required(name, .weights, standIn: [:]) { (document, node) throws(EventError) in
      try FieldReader.check(document, node, is: .object, "an object from ids to whole numbers")
      var weights: [String: Int] = [:]
      for (key, value) in document.members(of: node) {
        let id = document.text(at: key)
        do throws(EventError) {
          try FieldReader.checkID(id, at: document.offset(of: key))
          weights[id] = try FieldReader.integer(document, value, in: 0...Int(JSONValue.largestInteger))
        } catch {
          throw error.within(id)
        }
      }
      if weights.isEmpty { throw EventError(offset: document.offset(of: node), reason: .emptyList) }
      try FieldReader.checkCount(weights.count, document, node)
      return weights
    }
  }

  /// An object, or a list of objects, each read by the same decoder.
  mutating func objects<Value>(
    _ name: StaticString, _ decode: (inout FieldReader) throws(EventError) -> Value
  ) throws(EventError) -> OneOrList<Value>? {
    let fields = fieldsInside(decode)
    return try optional(name, .objectOrList(fields)) { (document, node) throws(EventError) in
      try FieldReader.oneOrList(document, node) { (document, node) throws(EventError) in
        try FieldReader.object(document, node, decode)
      }
    }
  }

  /// A list of objects.
  mutating func objectList<Value>(
    _ name: StaticString, _ decode: (inout FieldReader) throws(EventError) -> Value
  ) throws(EventError) -> [Value]? {
    let fields = fieldsInside(decode)
    return try optional(name, .objectList(fields)) { (document, node) throws(EventError) in
      try FieldReader.list(document, node) { (document, node) throws(EventError) in
        try FieldReader.object(document, node, decode)
      }
    }
  }

  /// One object.
  mutating func object<Value>(
    _ name: StaticString, _ decode: (inout FieldReader) throws(EventError) -> Value
  ) throws(EventError) -> Value? {
    let fields = fieldsInside(decode)
    return try optional(name, .object(fields)) { (document, node) throws(EventError) in
      try FieldReader.object(document, node, decode)
    }
  }
}

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
