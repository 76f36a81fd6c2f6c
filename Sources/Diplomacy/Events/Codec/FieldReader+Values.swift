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
