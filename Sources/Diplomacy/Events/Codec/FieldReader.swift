import EventLog

/// Takes the fields of one object by name and type, and knows at the end whether one was not asked for.
///
/// It can also be run on nothing, to tell which fields a decoder asks for: that is the only list of them.
struct FieldReader {
  let document: JSONDocument
  /// The node of the object.
  let object: Int
  /// Whether required fields may be absent, as in what a claim says.
  let isTemplate: Bool
  /// The required fields that were absent; a template's decoder got a stand-in for each.
  private(set) var missing: [String]
  /// Members that were taken and stand beside the event: a custom type could have fields of these names.
  private(set) var beside: [String]
  /// The fields asked for, where they are wanted.
  private var asked: Optional<[EventField]>
  private var found: Int
  private let memberCount: Int

  init(_ document: JSONDocument, object: Int, isTemplate: Bool = false) throws(EventError) {
    let kind = document.nodes[object].kind
    guard kind == .object else {
      throw EventError(
        offset: document.offset(of: object), reason: .wrongKind(expected: "an object", found: kind))
    }
    self.init(
      document, object, isTemplate: isTemplate, asked: nil, memberCount: document.memberCount(of: object))
  }

  // All at once: a value that begins with something in it is copied at the end of `init`.
  private init(
    _ document: JSONDocument, _ object: Int, isTemplate: Bool, asked: [EventField]?, memberCount: Int
  ) {
    self.document = document
    self.object = object
    self.isTemplate = isTemplate
    (missing, beside, found) = ([], [], 0)
    self.asked = asked
    self.memberCount = memberCount
  }

  /// The fields that a decoder asks for.
  static func fields(
    askedBy decode: (inout FieldReader) throws(EventError) -> some Any
  ) -> [EventField] {
    let nothing = JSONDocument.Node(kind: .object, hasEscapes: false, start: 0, end: 0, next: 1)
    return withUnsafePointer(to: nothing) { node in
      let document = JSONDocument(
        bytes: UnsafeBufferPointer(start: nil, count: 0), nodes: UnsafeBufferPointer(start: node, count: 1))
      var reader = FieldReader(document, 0, isTemplate: true, asked: [], memberCount: 0)
      // Nothing can be wrong with nothing: in a template every field may be absent.
      _ = try? decode(&reader)
      return reader.asked ?? []
    }
  }

  /// Whether it only tells what is asked for.
  var isRecording: Bool { asked != nil }

  /// Where the object begins in the text.
  var offset: Int { document.offset(of: object) }

  /// The node of the value of a member.
  func find(_ name: StaticString) -> Int? {
    let length = name.utf8CodeUnitCount
    let end = Int(document.nodes[object].next)
    var key = object + 1
    while key < end {
      let node = document.nodes[key]
      if node.hasEscapes {
        if document.text(at: key) == name.description { return key + 1 }
      } else if Int(node.end - node.start) == length, isSame(name, at: Int(node.start)) {
        return key + 1
      }
      key = Int(document.nodes[key + 1].next)
    }
    return nil
  }

  @inline(__always)
  private func isSame(_ name: StaticString, at start: Int) -> Bool {
    for index in 0..<name.utf8CodeUnitCount where name.utf8Start[index] != document.bytes[start + index] {
      return false
    }
    return true
  }

  /// Takes a field that may be absent.
  mutating func optional<Value>(
    _ name: StaticString, _ kind: @autoclosure () -> EventField.Kind, isRequired: Bool = false,
    _ read: (JSONDocument, Int) throws(EventError) -> Value
  ) throws(EventError) -> Value? {
    if isRecording {
      asked?.append(EventField(name: name.description, kind: kind(), isRequired: isRequired))
    }
    guard found < memberCount, let node = find(name) else { return nil }
    found += 1
    do throws(EventError) {
      return try read(document, node)
    } catch {
      throw error.within(name.description)
    }
  }

  /// Takes a field that must be there; in a template its place is taken by a stand-in.
  mutating func required<Value>(
    _ name: StaticString, _ kind: @autoclosure () -> EventField.Kind, standIn: @autoclosure () -> Value,
    _ read: (JSONDocument, Int) throws(EventError) -> Value
  ) throws(EventError) -> Value {
    if let value = try optional(name, kind(), isRequired: true, read) { return value }
    guard isTemplate else {
      throw missingField(name.description)
    }
    missing.append(name.description)
    return standIn()
  }

  /// The error for a field that must be there.
  func missingField(_ name: String) -> EventError {
    EventError(path: name, offset: offset, reason: .missingField(name, type: nil))
  }

  /// Refuses an event in which none of two fields is there, one of which must be.
  mutating func requireOne(
    of first: String, _ second: String, isThere: Bool
  ) throws(EventError) {
    if isThere { return }
    guard isTemplate else {
      throw EventError(offset: offset, reason: .missingOneOf([first, second], type: nil))
    }
    missing.append(first)
  }

  /// Asks for the fields of objects inside, when only that is wanted.
  func fieldsInside(
    _ decode: (inout FieldReader) throws(EventError) -> some Any
  ) -> [EventField] {
    isRecording ? FieldReader.fields(askedBy: decode) : []
  }

  /// The members whose names satisfy a condition.
  func members(where isWanted: (String) -> Bool) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    document.children(of: object) { key in
      let name = document.text(at: key)
      if isWanted(name) { members[name] = document.value(at: key + 1) }
    }
    return members
  }

  /// Notes that a member that was taken is none of the event.
  mutating func note(beside name: String) { beside.append(name) }

  /// Takes the fields beginning with `x_`.
  mutating func extras() -> [String: JSONValue] {
    guard memberCount > found else { return [:] }
    let extras = members { $0.utf8.starts(with: "x_".utf8) }
    found += extras.count
    return extras
  }

  /// Refuses a member that nobody asked for; `fields` tells what could have been meant.
  func finish(type: EventType? = nil, fields: () -> [EventField]) throws(EventError) {
    guard memberCount > found else { return }
    let known = fields().map(\.name)
    var unknown: Int?
    document.children(of: object) { key in
      if unknown == nil, !known.contains(document.text(at: key)) { unknown = key }
    }
    guard let key = unknown else { return }
    let name = document.text(at: key)
    throw EventError(
      path: name, offset: document.offset(of: key), reason: reason(forUnknown: name, type: type, known: known)
    )
  }

  private func reason(forUnknown name: String, type: EventType?, known: [String]) -> EventError.Reason {
    if let type, DiplomaticEvent.envelopeNames.contains(name) { return .fieldNotOfType(name, type: type) }
    return .unknownField(name, type: type, nearest: Nearest.match(to: name, in: known))
  }

  /// Counts members that were taken by hand.
  mutating func take(_ count: Int) {
    found += count
  }
}
