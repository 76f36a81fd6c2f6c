import EventLog

/// One status that a party holds in an organisation or one of its organs, on a day.
public struct MemberRow: ViewRow, Hashable {
  /// The organisation, or the organ where the status is one of that organ alone.
  public var org: String
  /// The id of the State, organisation or entity.
  public var party: String
  /// Its name as of the day.
  public var name: String
  /// The kind of status; `former` for one that ended, `granted` for one whose gate is closed.
  public var status: String
  /// `full`, `restricted` or `suspended`.
  public var standing: String
  /// What is restricted: `organs`, `rights` or an organ's id.
  public var scope: String?
  /// `admission-requested`, `suspension-requested`, `leaving` or nothing.
  public var notice: String?
  /// `normal` or `frozen`.
  public var participation: String
  /// How sure it is that the status is held.
  public var certainty: Certainty
  /// Whether records contradict each other about this row on this day.
  public var disputed: Bool
  /// Since when status and standing are as they are; EDTF.
  public var since: String?
  /// The first day no longer, where it is known; EDTF.
  public var until: String?
  /// The positions that decided it.
  public var events: [GlobalPosition]
  /// For a former holder, the status it had.
  public var formerly: String?
  /// Since when the status is held, whatever the standing; EDTF.
  public var statusSince: String?
  /// For a status that is decided and waits for an instrument, its kind.
  public var granted: String?
  /// How sure the standing is, where the status is held.
  public var standingCertainty: Certainty
  /// Whether too many acts overlap to decide exactly.
  public var approximate: Bool
  /// Whether something it rests on was inferred and stands in no source.
  public var inferred = false

  /// What would settle it, one sentence for each act that must be known better; none for a row that is certain
  /// on all axes.
  public var settledBy: [String] = []
  /// Values of the axes beside the status that it may have instead of those shown: `suspended`, `restricted`,
  /// `full`, `leaving`, `suspension-requested`, `admission-requested`, `no-notice`, `frozen`, `normal`.
  public var possibly: [String] = []

  /// The names of the fields.
  public static let fieldNames = [
    "org", "party", "name", "status", "standing", "scope", "notice", "participation", "certainty", "disputed",
    "since", "until", "events", "formerly", "status_since", "standing_certainty", "approximate",
    "granted", "settled_by", "inferred", "possibly",
  ]

  /// The values of the fields.
  public var fieldValues: [FieldValue] {
    [
      .text(org), .text(party), .text(name), .text(status), .text(standing), .text(optional: scope),
      .text(optional: notice), .text(participation), .text(certainty.rawValue), .flag(disputed),
      .text(optional: since), .text(optional: until), .positions(events), .text(optional: formerly),
      .text(optional: statusSince), .text(standingCertainty.rawValue), .flag(approximate),
      .text(optional: granted), .texts(settledBy), .flag(inferred), .texts(possibly),
    ]
  }
}

extension FieldValue {
  /// A list of positions, as numbers.
  public static func positions(_ positions: [GlobalPosition]) -> FieldValue {
    .list(positions.map { .integer(Int($0.number)) })
  }
}
