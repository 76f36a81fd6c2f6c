import EventLog

/// What a claim says: an event of which only the type need be told.
///
/// A speaker may say that a treaty is in force without saying since when, or that a State joined without saying
/// what. Every field that is told is as valid as in an event of its own.
public struct EventTemplate: Hashable, Sendable {
  /// The event with empty stand-ins for the required fields that are `missing`.
  ///
  /// Stand-ins are never printed; read them only after a look at `missing`.
  private(set) var draft: DiplomaticEvent
  /// The required fields that are not told, `on` left aside.
  public let missing: [String]

  /// What an event says that tells everything.
  public init(_ event: DiplomaticEvent) {
    self.draft = event
    self.missing = []
  }

  init(standingIn draft: DiplomaticEvent, missing: [String]) {
    self.draft = draft
    self.missing = missing
  }

  /// The type of the event.
  public var type: EventType { draft.type }

  /// `on`, if told.
  public var on: EDTF? { draft.on }

  /// The event, `nil` if a required field other than `on` is not told.
  public var event: DiplomaticEvent? { missing.isEmpty ? draft : nil }

  /// What was told, as JSON.
  public var json: JSONValue { FieldWriter.json(writing: self) { $0.write(to: &$1) } }

  /// The field of this name as it was told, such as `org`, `instrument`, `status`.
  public subscript(field: String) -> JSONValue? { json[field] }

  /// A change of what is told that keeps what is not.
  func map<Failure: Error>(
    _ transform: (DiplomaticEvent) throws(Failure) -> DiplomaticEvent
  ) throws(Failure) -> EventTemplate {
    EventTemplate(standingIn: try transform(draft), missing: missing)
  }

  func write(to writer: inout FieldWriter) {
    writer.omit(missing)
    draft.write(to: &writer)
  }
}
