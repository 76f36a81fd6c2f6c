/// A fact offered to the log.
///
/// The log indexes `type` and `tags`, keeps `valid`, `precision`, `facts` and `payload` as given, and knows
/// nothing of what they mean.
public struct Event: Hashable, Sendable {
  /// The idempotency key; `nil` takes the id of the content.
  public var id: Optional<EventID>
  /// What kind of event it is.
  public var type: EventType
  /// What the log can be asked for; order and repetition carry no meaning.
  public var tags: [Tag]
  /// The bounds of the day in the world, `nil` for an event that has none.
  public var valid: Optional<DayBounds>
  /// Marks of the domain on how the day is known; opaque to the log.
  public var precision: UInt8
  /// What a fold needs of the event without reading the payload; opaque to the log, at most 65,535 bytes.
  public var facts: [UInt8]
  /// The event itself: one JSON object on one line, in canonical form (RFC 8785), at most 64 KiB.
  ///
  /// The log treats it as bytes; it only counts on a first byte `{` to print `export` lines.
  public var payload: [UInt8]
  /// Where it stood in the log it was exported from, if it was.
  public var origin: Optional<Origin>

  /// The place and record time of an event in another log.
  public struct Origin: Hashable, Sendable {
    /// Its position there.
    public var position: GlobalPosition
    /// Its record time there.
    public var recordedAt: Instant

    /// An origin.
    public init(position: GlobalPosition, recordedAt: Instant) {
      self.position = position
      self.recordedAt = recordedAt
    }
  }

  /// An event to record.
  public init(
    id: EventID? = nil, type: EventType, tags: [Tag] = [], valid: DayBounds? = nil, precision: UInt8 = 0,
    facts: [UInt8] = [], payload: [UInt8], origin: Origin? = nil
  ) {
    self.id = id
    self.type = type
    self.tags = tags
    self.valid = valid
    self.precision = precision
    self.facts = facts
    self.payload = payload
    self.origin = origin
  }
}
