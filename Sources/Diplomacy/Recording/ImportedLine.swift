import EventLog

/// A line of an export, or an event without the place and time that an export puts before it.
public struct ImportedLine: Hashable, Sendable {
  /// The event.
  public var event: DiplomaticEvent
  /// `position` and `recorded_at`: where it stood in the log it was exported from.
  public var place: Optional<Event.Origin>
  /// `origin`: where it stood before, if that log had it from another one.
  public var earlierOrigin: Optional<Event.Origin>

  /// What a log that imports the line keeps as the origin.
  public var origin: Event.Origin? { place ?? earlierOrigin }

  /// Reads one line: an event as `DiplomaticEvent(json:)` reads it, with or without the members of an export.
  ///
  /// An event of an older version without an id gets that of its content as it was written, so that it is the same
  /// event in every log.
  public init(
    json bytes: some Collection<UInt8>, upcasters: Upcasters = .standard
  ) throws(EventError) {
    self = try ImportedLine.reading(bytes, upcasters).line
  }

  /// Reads one line, and tells whether it is what `DiplomaticEvent.canonicalJSON` would write, byte by byte.
  ///
  /// Some lines that are so are not known to be.
  package static func reading(
    _ bytes: some Collection<UInt8>, _ upcasters: Upcasters = .standard
  ) throws(EventError) -> (line: ImportedLine, isCanonical: Bool) {
    var result: Result<(line: ImportedLine, isCanonical: Bool), EventError>?
    bytes.withBytes { bytes in
      result = FieldReader.reading(bytes, upcasters, keepsID: true) { (reader) throws(EventError) in
        let line = try ImportedLine(reading: &reader)
        if bytes.count > EventLimit.eventBytes { try line.event.checkSize() }
        // Reading and writing gives the same JSON again, but for what was raised to a newer version, and for the target of a
        // correction, which can be written in several ways.
        let isRaised = reader.document.bytes.baseAddress != bytes.baseAddress
        if case .correction = line.event.act { return (consume line, false) }
        let isEventAlone = line.origin == nil && reader.beside.isEmpty
        let isCanonical = isEventAlone && !isRaised && reader.document.isCanonical
        return (consume line, isCanonical)
      }
    }
    switch consume result {
    case .success(let line)?: return line
    case .failure(let error)?: throw error
    case nil: throw EventError(reason: .json(.empty))
    }
  }

  private init(reading reader: inout FieldReader) throws(EventError) {
    place = try Event.Origin.read(from: &reader)
    earlierOrigin = try reader.object("origin") { (reader) throws(EventError) in
      guard let origin = try Event.Origin.read(from: &reader) else { throw reader.missingField("position") }
      return origin
    }
    try Marks.skip(in: &reader)
    event = try DiplomaticEvent(reading: &reader)
  }
}

/// What `log` says of a line beside the event: what corrections have made of it in that log.
private enum Marks {
  /// Reads the marks; the corrections themselves are lines of their own.
  static func skip(in reader: inout FieldReader) throws(EventError) {
    let positions = 1...Int(JSONValue.largestInteger)
    let corrected = try reader.integer("corrected_by", in: positions)
    let disputed = try reader.optional("disputed_by", .integer(positions)) {
      (document, node) throws(EventError) in
      try FieldReader.list(document, node) { (document, node) throws(EventError) in
        try FieldReader.integer(document, node, in: positions)
      }
    }
    let isInForce = try reader.flag("in_force")
    if corrected != nil { reader.note(beside: "corrected_by") }
    if disputed != nil { reader.note(beside: "disputed_by") }
    if isInForce != nil { reader.note(beside: "in_force") }
  }
}

extension Event.Origin {
  /// `position` and `recorded_at`, both or none of them.
  fileprivate static func read(from reader: inout FieldReader) throws(EventError) -> Event.Origin? {
    let position = try reader.integer("position", in: 1...Int(JSONValue.largestInteger))
    let time = try reader.optional("recorded_at", .text) { (document, node) throws(EventError) in
      let text = try FieldReader.text(document, node)
      guard let instant = Instant(text) else {
        throw EventError(offset: document.offset(of: node), reason: .notAnInstant(text))
      }
      return instant
    }
    switch (position, time) {
    case (let position?, let time?):
      return Event.Origin(position: GlobalPosition(UInt64(position)), recordedAt: time)
    case (nil, nil): return nil
    case (nil, _): throw reader.missingField("position")
    case (_, nil): throw reader.missingField("recorded_at")
    }
  }
}
