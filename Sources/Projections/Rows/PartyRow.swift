import EventLog

/// What one instrument is to one party on a day.
public struct PartyRow: ViewRow, Hashable {
  /// The instrument.
  public var instrument: String
  /// The party.
  public var party: String
  /// Its name as of the day.
  public var name: String
  /// `signatory`, `contracting`, `party`, `provisional`, `leaving` or `former`.
  public var state: String
  /// How sure the state is.
  public var certainty: Certainty
  /// Whether records contradict each other about it on this day.
  public var disputed: Bool
  /// The day of signature; EDTF.
  public var signedOn: String?
  /// The form of its consent: `ratification`, `accession` and so on.
  public var consent: String?
  /// The day of its consent; EDTF.
  public var consentedOn: String?
  /// The day the instrument entered into force for it; EDTF.
  public var inForceFrom: String?
  /// The first day no longer bound, where it is known; EDTF.
  public var until: String?
  /// The positions that decided it.
  public var events: [GlobalPosition]
  /// Other states it may be in on that day, where the state is not certain.
  public var alternatives: [String]
  /// Whether its date of consent or force was inferred and stands in no source.
  public var inferred: Bool
  /// Its place among the consents that count: `60`, or `57..66` for those of one day; nothing for one that has none.
  public var number: String?
  /// The day that follows for it from the clause and its consent; EDTF.
  public var derived: String?
  /// The day that was published for it; EDTF.
  public var published: String?
  /// The stretches in which it is bound, as far as they had begun by the day, with their first and last days; EDTF.
  public var periods: [String]

  /// What would settle it, one sentence for each act that must be known better; none for a row that is certain.
  public var settledBy: [String] = []
  /// How sure it is that the operation of the instrument is suspended for it, by itself or with all; nothing for one that
  /// is not bound, or to which it applies.
  public var suspended: Certainty?

  /// The names of the fields.
  public static let fieldNames = [
    "instrument", "party", "name", "state", "certainty", "disputed", "signed_on", "consent", "consented_on",
    "in_force_from", "until", "events", "alternatives", "inferred",
    "number", "derived", "published", "periods", "settled_by", "suspended",
  ]

  /// The values of the fields.
  public var fieldValues: [FieldValue] {
    [
      .text(instrument), .text(party), .text(name), .text(state), .text(certainty.rawValue), .flag(disputed),
      .text(optional: signedOn), .text(optional: consent), .text(optional: consentedOn),
      .text(optional: inForceFrom), .text(optional: until), .positions(events), .texts(alternatives),
      .flag(inferred), .text(optional: number), .text(optional: derived),
      .text(optional: published), .texts(periods), .texts(settledBy),
      .text(optional: suspended?.rawValue),
    ]
  }
}
