import LMDB

/// What the bytes of the log say of themselves is impossible: they were damaged.
struct RecordDamage: Error, Hashable {
  /// The position, where it is known.
  var position: GlobalPosition?
  /// The rule of the format that is broken.
  let reason: String
}

/// A recorded event read in place: nothing is copied or parsed until it is asked for.
///
/// For folds of one's own over many events, of which ``EventLog/forEachRecord(_:after:through:_:)`` shows one after the
/// other; it lives as long as the call that shows it. Types and tags are numbers, which ``EventLog/number(of:)`` and
/// ``EventLog/term(of:)`` give and explain.
///
/// The bytes are those of one value of the table `log`, drawn in `docs/FORMAT.md`. All lengths are checked
/// once, when the view is made; after that every read lies inside the record.
public struct RecordView: ~Escapable {
  /// The place of the event.
  public let position: GlobalPosition
  private let bytes: RawSpan

  static let version: UInt8 = 1
  static let headerSize = 32

  /// What the second byte of a record marks.
  struct Flags: OptionSet {
    let rawValue: UInt8
    static let valid = Flags(rawValue: 1)
    static let origin = Flags(rawValue: 2)
    static let contentID = Flags(rawValue: 4)
    static let binaryID = Flags(rawValue: 8)
    static let known: Flags = [.valid, .origin, .contentID, .binaryID]
  }

  /// Reads the record of a position; `RecordDamage` when the bytes cannot be one.
  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, at position: GlobalPosition) throws(RecordDamage) {
    self.bytes = bytes
    self.position = position
    if let reason = flaw { throw RecordDamage(position: position, reason: reason) }
  }

  /// The first rule of the format that the bytes break.
  private var flaw: String? {
    guard bytes.byteCount >= RecordView.headerSize else { return "a record is shorter than its header" }
    guard bytes.bigEndian(at: 0, as: UInt8.self) == RecordView.version else {
      return "unknown version of a record"
    }
    guard flags.isSubset(of: .known) else { return "unknown flags of a record" }
    guard payloadOffset + payloadLength == bytes.byteCount else { return "lengths of a record do not add up" }
    guard payloadLength > 0 else { return "a record has no payload" }
    guard recordedAt.isCivil, origin?.recordedAt.isCivil ?? true else { return "a record time is in no year" }
    guard earliest <= latest else { return "valid days of a record end before they begin" }
    if flags.contains(.binaryID) {
      guard idLength == EventID.binarySize else { return "a binary id is not of 16 bytes" }
    } else {
      guard idLength > 0, !flags.contains(.contentID) else { return "an id of a record is impossible" }
    }
    return nil
  }
}

// The header: fixed places.
extension RecordView {
  private var flags: Flags { Flags(rawValue: bytes.bigEndian(at: 1)) }
  /// Marks of the domain on how the day is known.
  public var precision: UInt8 { bytes.bigEndian(at: 2) }
  private var idLength: Int { Int(bytes.bigEndian(at: 3, as: UInt8.self)) }
  /// When the log learned it.
  public var recordedAt: Instant { Instant(microseconds: bytes.bigEndian(at: 4)) }
  private var earliest: Int32 { bytes.bigEndian(at: 12) }
  private var latest: Int32 { bytes.bigEndian(at: 16) }
  /// The bounds of the day in the world, `nil` for an event that has none.
  public var valid: DayBounds? {
    guard flags.contains(.valid) else { return nil }
    return DayBounds(Day(number: earliest), Day(number: latest))
  }
  /// The type, as a term of the dictionary.
  public var type: TermID { TermID(number: bytes.bigEndian(at: 20)) }
  /// The number of tags.
  public var tagCount: Int { Int(bytes.bigEndian(at: 24, as: UInt16.self)) }
  private var factsLength: Int { Int(bytes.bigEndian(at: 26, as: UInt16.self)) }
  private var payloadLength: Int { Int(bytes.bigEndian(at: 28, as: UInt32.self)) }
}

// After the header: tags, id, origin, facts, payload.
extension RecordView {
  private var idOffset: Int { RecordView.headerSize + 4 * tagCount }
  private var originOffset: Int { idOffset + idLength }
  private var factsOffset: Int { originOffset + (flags.contains(.origin) ? 16 : 0) }
  private var payloadOffset: Int { factsOffset + factsLength }

  /// A tag, as a term of the dictionary; the tags are in the order of their bytes.
  ///
  /// - Parameter index: from 0, less than ``tagCount``; a programmer error (traps) otherwise.
  public func tag(at index: Int) -> TermID {
    precondition(index >= 0 && index < tagCount, "a record has no such tag")
    return TermID(number: bytes.bigEndian(at: RecordView.headerSize + 4 * index))
  }

  /// The type and the tags.
  var terms: [TermID] { [type] + (0..<tagCount).map { tag(at: $0) } }

  /// Whether the event has a type or a tag.
  func has(_ term: TermID) -> Bool {
    type == term || (0..<tagCount).contains { tag(at: $0) == term }
  }

  private var identityMark: UInt8 {
    flags.contains(.binaryID) ? IdentityKeys.binaryMark : IdentityKeys.textMark
  }

  private var identity: RawSpan {
    @_lifetime(copy self)
    get { bytes.extracting(idOffset..<originOffset) }
  }

  /// The hash of the key of the id in table `ids`.
  var identityHash: Int { IdentityKeys.hash(mark: identityMark, id: identity) }

  /// Whether the id has a key of ``IdentityKeys``.
  func hasIdentity(_ key: RawSpan) -> Bool {
    key.byteCount == idLength + 1 && key.bigEndian(at: 0) == identityMark
      && key.extracting(droppingFirst: 1).hasSameBytes(as: identity)
  }

  /// Whether the event was offered without an id.
  public var hasContentID: Bool { flags.contains(.contentID) }

  /// The id, given or made from the content.
  ///
  /// - Throws: inside of ``EventLog/forEachRecord(_:after:through:_:)`` what becomes `EventLogError.damaged` there.
  public func id() throws -> EventID {
    let span = identity
    if flags.contains(.binaryID) { return EventID(binary: span) }
    guard let text = span.text else { throw RecordDamage(position: position, reason: "an id is not UTF-8") }
    return EventID(text)
  }

  /// Where it stood in the log it was exported from.
  public var origin: Event.Origin? {
    guard flags.contains(.origin) else { return nil }
    return Event.Origin(
      position: GlobalPosition(bytes.bigEndian(at: originOffset)),
      recordedAt: Instant(microseconds: bytes.bigEndian(at: originOffset + 8)))
  }

  /// What a fold needs of the event without its payload.
  public var facts: RawSpan {
    @_lifetime(copy self)
    get { bytes.extracting(factsOffset..<payloadOffset) }
  }

  /// The event itself, as it was offered.
  public var payload: RawSpan {
    @_lifetime(copy self)
    get { bytes.extracting(payloadOffset..<bytes.byteCount) }
  }
}
