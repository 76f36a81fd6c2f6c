import EventLog

/// One meeting of the register, with what came out of it.
public struct MeetingRow: ViewRow, Hashable {
  /// Who took part, and how.
  public struct Attendance: Hashable, Sendable {
    /// The State, organisation or organ represented.
    public var party: String?
    /// The person.
    public var name: String?
    /// In what capacity.
    public var capacity: String?
    /// Who invited them.
    public var invitedBy: String?
    /// `attended`, `absent`, or the modality of an announcement (`expected` …).
    public var presence: String
  }

  /// A decision or statement of the meeting.
  public struct Outcome: Hashable, Sendable {
    /// `decision` or `statement`.
    public var kind: String
    /// What it is about.
    public var title: String
    /// `fact` once adopted; `planned`, `expected` or `conditional` while no adoption is recorded.
    public var modality: String
    /// How it was taken, for a decision.
    public var method: String?
    /// Where it is recorded.
    public var position: GlobalPosition
  }

  /// The id.
  public var meeting: String
  /// The organs that met.
  public var organ: [String]
  /// When; EDTF.
  public var on: String?
  /// Where.
  public var place: String?
  /// Who took part.
  public var attendance: [Attendance]
  /// What came out of it.
  public var outcomes: [Outcome]
  /// `fact`, or `planned`, `expected`, `conditional`.
  public var modality: String
  /// The positions that say so.
  public var events: [GlobalPosition]
  /// The title.
  public var title: String?
  /// `in-person`, `video` or `hybrid`.
  public var mode: String?
  /// How sure it is that it had begun by the day asked for.
  public var certainty: Certainty

  /// The names of the fields.
  public static let fieldNames = [
    "meeting", "organ", "on", "place", "attendance", "outcomes", "modality", "events", "title", "mode",
    "certainty",
  ]

  /// The values of the fields.
  public var fieldValues: [FieldValue] {
    [
      .text(meeting), .texts(organ), .text(optional: on), .text(optional: place),
      .list(attendance.map(\.fieldValue)), .list(outcomes.map(\.fieldValue)), .text(modality),
      .positions(events), .text(optional: title), .text(optional: mode), .text(certainty.rawValue),
    ]
  }
}

extension MeetingRow.Attendance {
  var fieldValue: FieldValue {
    .fields([
      .init("party", .text(optional: party)), .init("name", .text(optional: name)),
      .init("capacity", .text(optional: capacity)), .init("invited_by", .text(optional: invitedBy)),
      .init("presence", .text(presence)),
    ])
  }
}

extension MeetingRow.Outcome {
  var fieldValue: FieldValue {
    .fields([
      .init("kind", .text(kind)), .init("title", .text(title)), .init("modality", .text(modality)),
      .init("method", .text(optional: method)), .init("event", .integer(Int(position.number))),
    ])
  }
}
