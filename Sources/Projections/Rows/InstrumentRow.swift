import EventLog

/// The state of one instrument on a day.
public struct InstrumentRow: ViewRow, Hashable {
  /// The id.
  public var instrument: String
  /// The title.
  public var title: String
  /// `adopted`, `not-in-force`, `in-force`, `suspended` or `terminated`.
  public var state: String
  /// How sure the state is.
  public var certainty: Certainty
  /// Whether records contradict each other about it on this day.
  public var disputed: Bool
  /// The day it entered into force by the answer's policy; EDTF; nothing while it did not.
  public var inForceFrom: String?
  /// The day that follows from the clause and the acts; EDTF.
  public var derived: String?
  /// The day that was published; EDTF.
  public var published: String?
  /// Signatories so far.
  public var signatories: Int
  /// Consents to be bound that count so far, surely.
  public var consents: Int
  /// Parties on the day, surely.
  public var parties: Int
  /// What it waits for.
  public var pending: [String]
  /// The positions that decided it.
  public var events: [GlobalPosition]
  /// The clause as it was written.
  public var clause: String?
  /// Consents that may or may not have been given by the day, beside the sure ones.
  public var possibleConsents: Int
  /// Parties that may or may not be bound on the day, beside the sure ones.
  public var possibleParties: Int
  /// The first day no longer in force, where it ends; EDTF.
  public var until: String?
  /// The day on which the condition of the clause was met; EDTF; nothing while it is not.
  public var trigger: String?
  /// Whose consents completed it on that day, all of them where several came together.
  public var completedBy: [String]
  /// Where the derived and the published day differ, the cause that explains it.
  public var mismatch: String?
  /// Whether something it rests on was inferred and stands in no source.
  public var inferred = false
  /// What would settle it, one sentence for each act that must be known better; none for a row that is certain.
  public var settledBy: [String] = []
  /// Signatures that may or may not have been given by the day, beside the sure ones.
  public var possibleSignatories: Int

  /// The names of the fields.
  public static let fieldNames = [
    "instrument", "title", "state", "certainty", "disputed", "in_force_from", "derived", "published",
    "signatories", "consents", "parties", "pending", "events", "clause", "possible_consents",
    "possible_parties", "until", "trigger", "completed_by", "mismatch", "settled_by", "inferred",
    "possible_signatories",
  ]

  /// The values of the fields.
  public var fieldValues: [FieldValue] {
    [
      .text(instrument), .text(title), .text(state), .text(certainty.rawValue), .flag(disputed),
      .text(optional: inForceFrom), .text(optional: derived), .text(optional: published),
      .integer(signatories), .integer(consents), .integer(parties), .texts(pending), .positions(events),
      .text(optional: clause), .integer(possibleConsents), .integer(possibleParties), .text(optional: until),
      .text(optional: trigger), .texts(completedBy), .text(optional: mismatch), .texts(settledBy),
      .flag(inferred), .integer(possibleSignatories),
    ]
  }
}
