import EventLog

extension DiplomaticEvent {
  /// The type written in the event, such as `ratification`.
  public var type: EventType { act.type }

  /// Reads one event from one JSON object.
  ///
  /// At most 1 MiB of text, 64 KiB in canonical form. What was written is kept: one value or a list of one,
  /// defaults written out, dates and clauses letter by letter; a payload of an older version is read as the newest.
  /// Throws at the first offence.
  public init(
    json bytes: some Collection<UInt8>, upcasters: Upcasters = .standard
  ) throws(EventError) {
    var result: Result<DiplomaticEvent, EventError>?
    bytes.withBytes { bytes in
      result = FieldReader.reading(bytes, upcasters) { (reader) throws(EventError) in
        let event = try DiplomaticEvent(reading: &reader)
        if bytes.count > EventLimit.eventBytes { try event.checkSize() }
        return event
      }
    }
    switch consume result {
    case .success(let event)?: self = event
    case .failure(let error)?: throw error
    case nil: throw EventError(reason: .json(.empty))
    }
  }

  /// Reads one event from a JSON object in memory; errors have a path and no offset.
  public init(_ value: JSONValue) throws(EventError) {
    do throws(EventError) {
      self = try DiplomaticEvent(json: value.canonical)
    } catch {
      throw error.withoutOffset
    }
  }

  /// The canonical form (RFC 8785), which the log stores: one line, fields sorted, absent ones left out.
  public var canonicalJSON: [UInt8] {
    var writer = FieldWriter()
    write(to: &writer)
    return writer.finish()
  }

  /// The event as a JSON object.
  public var json: JSONValue { FieldWriter.json(writing: self) { $0.write(to: &$1) } }

  /// The fields that an event of this type can have, `nil` for a type that does not exist.
  ///
  /// `type` first, then those of the type, then those of the envelope. Custom types have any other field besides.
  public static func fields(of type: EventType) -> [EventField]? {
    guard let codec = ActCodec.byName[type.name] ?? (type.isCustom ? .custom(type) : nil) else { return nil }
    return FieldReader.fields { (reader) throws(EventError) in
      try DiplomaticEvent(reading: &reader, as: codec)
    }
  }

  /// The fields that stand around every act.
  static let envelopeNames: Set<String> = Set(
    FieldReader.fields { (reader) throws(EventError) in
      try DiplomaticEvent(
        .claim(Claim()), reading: &reader, dating: .optionalSpan, versions: Upcasters.versions)
    }.map(\.name) + ["type"])
}

extension DiplomaticEvent {
  func checkSize() throws(EventError) {
    let count = canonicalJSON.count
    if count > EventLimit.eventBytes {
      throw EventError(reason: .tooLarge(bytes: count, limit: EventLimit.eventBytes))
    }
  }

  /// Reads every field of an event and refuses what is left.
  init(reading reader: inout FieldReader) throws(EventError) {
    let typeName = try reader.optional("type", .text) { (document, node) throws(EventError) in
      let name = try FieldReader.text(document, node)
      try FieldReader.checkID(name, at: document.offset(of: node))
      return name
    }
    guard let name = typeName else { throw reader.missingField("type") }
    let type = EventType(name)
    guard let codec = ActCodec.byName[name] ?? (type.isCustom ? .custom(type) : nil) else {
      let nearest = Nearest.match(to: name, in: ActCodec.all.map(\.type.name))
      throw EventError(
        path: "type", offset: reader.find("type").map(reader.document.offset),
        reason: .unknownType(name, nearest: nearest))
    }
    do throws(EventError) {
      try self.init(reading: &reader, as: codec)
    } catch {
      throw error.inEvent(of: type)
    }
    try reader.finish(type: type) { DiplomaticEvent.fields(of: type) ?? [] }
  }

  private init(reading reader: inout FieldReader, as codec: ActCodec) throws(EventError) {
    if reader.isRecording { _ = try reader.requiredText("type") }
    try DiplomaticEvent.checkVersion(in: reader, codec)
    let act = try codec.decode(&reader)
    try self.init(act, reading: &reader, dating: codec.dating, versions: codec.versions)
  }

  /// Refuses a version that the codec does not read, before anything that may be wrong because of it.
  private static func checkVersion(in reader: FieldReader, _ codec: ActCodec) throws(EventError) {
    guard let supported = codec.version, !reader.isRecording else { return }
    let node = reader.find("version")
    let found: Int
    do throws(EventError) {
      found =
        try node.map { (node) throws(EventError) in
          try FieldReader.integer(reader.document, node, in: Upcasters.versions)
        } ?? 1
    } catch {
      throw error.within("version")
    }
    guard found != supported else { return }
    throw EventError(
      path: "version", offset: node.map(reader.document.offset),
      reason: .unsupportedVersion(found, supported: supported, of: codec.type))
  }

  /// Reads the fields of the envelope.
  private init(
    _ act: Act, reading reader: inout FieldReader, dating: ActCodec.Dating, versions: ClosedRange<Int>?
  ) throws(EventError) {
    let on = try DiplomaticEvent.day(of: dating, in: &reader)
    // What most events have comes first: once every member is found, nothing is looked for.
    let source = try reader.objects("source") { (reader) throws(EventError) in try Source(reading: &reader) }
    let id = try reader.id("id")
    let note = try reader.text("note")
    var version: Int?
    if let versions { version = try reader.integer("version", in: versions) }
    var dates: (received: EDTF?, effective: EDTF?, until: EDTF?)
    if case .undated = dating {
    } else {
      dates.received = try reader.date("received")
      dates.effective = try reader.date("effective")
      dates.until = try reader.date("until")
    }
    let modality: Modality? = try reader.word("modality")
    let confidence: Confidence? = try reader.word("confidence")
    let jointly = try reader.flag("jointly")
    let assertedBy = try reader.texts("asserted_by")
    let phrase = try reader.object("phrase") { (reader) throws(EventError) in try Phrase(reading: &reader) }
    // At once: an event is a large value to change field by field and copy.
    self.init(
      act, id: id, version: version, on: on, received: dates.received, effective: dates.effective,
      until: dates.until, modality: modality, confidence: confidence, source: source, assertedBy: assertedBy,
      phrase: phrase, jointly: jointly, note: note, extras: reader.extras())
  }

  /// Reads `on` as the act has it.
  private static func day(
    of dating: ActCodec.Dating, in reader: inout FieldReader
  ) throws(EventError) -> EDTF? {
    switch dating {
    case .day: try reader.date("on", .day, isRequired: true)
    case .span: try reader.date("on", .dayOrInterval, isRequired: true)
    case .optionalDay: try reader.date("on", .day)
    case .optionalSpan: try reader.date("on", .dayOrInterval)
    case .undated: nil
    }
  }

  func write(to writer: inout FieldWriter) {
    writer.write("type", type.name)
    writer.write("id", id)
    writer.write("version", version)
    act.write(to: &writer)
    writer.write("on", on)
    writer.write("received", received)
    writer.write("effective", effective)
    writer.write("until", until)
    writer.write("modality", modality)
    writer.write("confidence", confidence)
    writer.write("source", source) { $0.write(to: &$1) }
    writer.write("asserted_by", assertedBy)
    writer.write("phrase", phrase) { $0.write(to: &$1) }
    writer.write("jointly", jointly)
    writer.write("note", note)
    writer.write(extras)
  }
}

extension Source {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      publisher: try reader.text("publisher"),
      title: try reader.text("title"),
      date: try reader.date("date"),
      url: try reader.text("url"),
      locator: try reader.text("locator"),
      quote: try reader.text("quote"),
      grade: try reader.integer("grade", in: 1...7),
      origin: try reader.text("origin"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("publisher", publisher)
    writer.write("title", title)
    writer.write("date", date)
    writer.write("url", url)
    writer.write("locator", locator)
    writer.write("quote", quote)
    writer.write("grade", grade)
    writer.write("origin", origin)
  }
}

extension Phrase {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(text: try reader.requiredText("text"), anchor: try reader.date("anchor"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("text", text)
    writer.write("anchor", anchor)
  }
}

extension FieldReader {
  /// Reads one JSON text as an object, in the newest version of its type: the one place where that is done.
  ///
  /// - Parameter keepsID: see `Upcasters.raise(_:keepsID:)`.
  static func reading<Success>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ upcasters: Upcasters, keepsID: Bool = false,
    _ body: (inout FieldReader) throws(EventError) -> Success
  ) -> Result<Success, EventError> {
    let raised: [UInt8]?
    do throws(EventError) {
      raised = try upcasters.raise(bytes, keepsID: keepsID)
    } catch {
      return .failure(error)
    }
    guard let raised else { return reading(bytes, body) }
    // Offsets would be those of a text that nobody has seen.
    return raised.withUnsafeBufferPointer { reading($0, body) }.mapError(\.withoutOffset)
  }

  private static func reading<Success>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (inout FieldReader) throws(EventError) -> Success
  ) -> Result<Success, EventError> {
    var result: Result<Success, EventError>?
    do throws(JSONError) {
      try JSONDocument.reading(bytes) { document in
        do throws(EventError) {
          var reader = try FieldReader(document, object: 0)
          result = .success(try body(&reader))
        } catch {
          result = .failure(error)
        }
      }
    } catch {
      return .failure(EventError(error))
    }
    return result ?? .failure(EventError(reason: .json(.empty)))
  }
}

extension FieldWriter {
  /// The object that `write` writes.
  static func json<Value>(
    writing value: Value, _ write: (Value, inout FieldWriter) -> Void
  ) -> JSONValue {
    var writer = FieldWriter()
    write(value, &writer)
    let result = writer.finish().withUnsafeBufferPointer { JSONValue.reading($0, isTrusted: true) }
    guard case .success(let json) = result else { preconditionFailure("written JSON is JSON: \(result)") }
    return json
  }
}
