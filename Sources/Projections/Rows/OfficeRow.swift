import EventLog

/// Who holds an office on a day.
public struct OfficeRow: ViewRow, Hashable {
  /// The office.
  public var office: String
  /// The holder: a State or a person.
  public var holder: String
  /// The holder's name as of the day.
  public var name: String
  /// How sure it is.
  public var certainty: Certainty
  /// Whether records contradict each other about it on this day.
  public var disputed: Bool
  /// Since when; EDTF.
  public var since: String?
  /// The first day no longer, where it is known; EDTF.
  public var until: String?
  /// The positions that decided it.
  public var events: [GlobalPosition]
  /// Whether something it rests on was inferred and stands in no source.
  public var inferred = false

  /// What would settle it, one sentence for each act that must be known better; none for a row that is certain.
  public var settledBy: [String] = []

  /// The names of the fields.
  public static let fieldNames = [
    "office", "holder", "name", "certainty", "disputed", "since", "until", "events", "settled_by", "inferred",
  ]

  /// The values of the fields.
  public var fieldValues: [FieldValue] {
    [
      .text(office), .text(holder), .text(name), .text(certainty.rawValue), .flag(disputed),
      .text(optional: since), .text(optional: until), .positions(events), .texts(settledBy), .flag(inferred),
    ]
  }
}
