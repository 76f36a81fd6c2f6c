import EventLog

/// Something that is decided and has not taken effect yet.
public struct UpcomingRow: ViewRow, Hashable {
  /// The day it takes effect; EDTF.
  public var on: String
  /// What happens: `entry-into-force`, `withdrawal`, `end-of-term`, `termination`, `admission`, `status-begins`,
  /// `status-ends`, `suspension`, `suspension-ends`, `office-begins` or `office-ends`.
  public var what: String
  /// Whom and what it concerns, by ids: `ROME`, `BDI ROME`, `BFA ECOWAS`, `CSTO:chair KAZ`.
  public var subject: String
  /// The positions that it rests on.
  public var events: [GlobalPosition]
  /// How sure it is that it is still to come: it may have happened by the day asked for, or be overtaken later.
  public var certainty: Certainty
  /// The subject in words.
  public var name: String
  /// The first and the last day it can take effect, to sort by.
  var bounds: DayBounds
  /// Whether it may have happened by the day asked for.
  public var mayBePast: Bool

  /// The names of the fields.
  public static let fieldNames = ["on", "what", "subject", "events", "certainty", "name"]

  /// The values of the fields.
  public var fieldValues: [FieldValue] {
    [
      .text(on), .text(what), .text(subject), .positions(events), .text(certainty.rawValue), .text(name),
    ]
  }
}
