import EventLog

// The fields of claims and of events about the log: each act's reading beside its writing.

extension Claim {
  init(reading reader: inout FieldReader) throws(EventError) {
    let says = try reader.optional("says", .template) { (document, node) throws(EventError) in
      var inner = try FieldReader(document, object: node, isTemplate: true)
      let event = try DiplomaticEvent(reading: &inner)
      let type = event.type
      if type == .claim || type == .correction {
        let place = inner.find("type") ?? node
        throw EventError(
          path: "type", offset: document.offset(of: place), reason: .notNested(type, in: .claim))
      }
      return EventTemplate(standingIn: event, missing: inner.missing)
    }
    self.init(says: says)
  }

  func write(to writer: inout FieldWriter) {
    writer.write("says", says) { $0.write(to: &$1) }
  }
}

extension Correction {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      action: try reader.requiredWord("action", standIn: .retract),
      target: try reader.required("target", .target, standIn: .position(.start), Target.read),
      reason: try reader.text("reason"),
      with: try reader.optional("with", .event, Correction.replacement))
    let place = reader.find("with")
    if action == .replace, with == nil, !reader.isTemplate {
      throw reader.missingField("with")
    }
    if action != .replace, let place, with != nil {
      throw EventError(
        path: "with", offset: reader.document.offset(of: place),
        reason: .replacementWithoutReplace(action: action.rawValue))
    }
  }

  private static func replacement(_ document: JSONDocument, _ node: Int) throws(EventError) -> DiplomaticEvent
  {
    var inner = try FieldReader(document, object: node)
    let event = try DiplomaticEvent(reading: &inner)
    if event.type == .correction {
      let place = inner.find("type") ?? node
      throw EventError(
        path: "type", offset: document.offset(of: place), reason: .notNested(.correction, in: .correction))
    }
    return event
  }

  func write(to writer: inout FieldWriter) {
    writer.write("action", action)
    switch target {
    case .id(let id): writer.write("target", id)
    case .position(let position): writer.write("target", Int(position.number))
    }
    writer.write("reason", reason)
    writer.write("with", with) { $0.write(to: &$1) }
  }
}

extension Correction.Target {
  /// A number is a position; so is text of the form `#12`, as tables print it; other text is an id.
  static func read(_ document: JSONDocument, _ node: Int) throws(EventError) -> Correction.Target {
    if document.nodes[node].kind == .integer {
      let number = try FieldReader.integer(document, node, in: 1...Int(JSONValue.largestInteger))
      return .position(GlobalPosition(UInt64(number)))
    }
    guard document.nodes[node].kind == .string else {
      throw EventError(
        offset: document.offset(of: node),
        reason: .wrongKind(
          expected: "an event id as text or a position as a number", found: document.nodes[node].kind))
    }
    let text = try FieldReader.id(document, node)
    if text.utf8.first == UInt8(ascii: "#"), let number = UInt64(text.dropFirst()), number > 0,
      number <= UInt64(JSONValue.largestInteger)
    {
      return .position(GlobalPosition(number))
    }
    return .id(text)
  }
}

extension Assertion {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      view: try reader.requiredWord("view", standIn: .members),
      org: try reader.id("org"),
      instrument: try reader.id("instrument"),
      office: try reader.id("office"),
      party: try reader.id("party"),
      filter: try reader.optional("where", .members, Assertion.members),
      rows: try reader.required("rows", .rows, standIn: [], Assertion.rows),
      complete: try reader.flag("complete"))
  }

  private static func rows(
    _ document: JSONDocument, _ node: Int
  ) throws(EventError) -> [[String: JSONValue]] {
    try FieldReader.list(document, node, canBeEmpty: true, Assertion.members)
  }

  private static func members(
    _ document: JSONDocument, _ node: Int
  ) throws(EventError) -> [String: JSONValue] {
    try FieldReader.check(document, node, is: .object, "an object")
    guard case .object(let members) = document.value(at: node) else { return [:] }
    return members
  }

  func write(to writer: inout FieldWriter) {
    writer.write("view", view)
    writer.write("org", org)
    writer.write("instrument", instrument)
    writer.write("office", office)
    writer.write("party", party)
    writer.write("where", filter)
    writer.write("rows", rows)
    writer.write("complete", complete)
  }
}

extension CustomAct {
  /// The members that an export puts before those of the event.
  static let reserved = ["position", "recorded_at", "origin"]

  init(type: EventType, reading reader: inout FieldReader) throws(EventError) {
    let known = DiplomaticEvent.envelopeNames.union(CustomAct.reserved)
    let beside = reader.beside
    let fields = reader.members {
      !known.contains($0) && !$0.utf8.starts(with: "x_".utf8) && !beside.contains($0)
    }
    reader.take(fields.count)
    self.init(type: type, fields: fields)
  }

  func write(to writer: inout FieldWriter) {
    writer.write(fields)
  }
}
