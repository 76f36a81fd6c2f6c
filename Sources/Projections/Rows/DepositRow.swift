import EventLog

/// One consent to be bound by an instrument, with its place among all that count.
public struct DepositRow: ViewRow, Hashable {
  /// The instrument.
  public var instrument: String
  /// Its place: `60`, or `57..66` for those of one day or of days that are not known exactly.
  public var number: String
  /// Who consented.
  public var party: String
  /// Its name as of the day.
  public var name: String
  /// The form: `ratification`, `accession` and so on.
  public var consent: String
  /// The day it counts from; EDTF.
  public var on: String
  /// Whether it was one of those by which the condition of the clause was met.
  public var completes: Bool
  /// The positions that record it.
  public var events: [GlobalPosition]

  /// The names of the fields.
  public static let fieldNames = [
    "instrument", "number", "party", "name", "consent", "on", "completes", "events",
  ]

  /// The values of the fields.
  public var fieldValues: [FieldValue] {
    [
      .text(instrument), .text(number), .text(party), .text(name), .text(consent), .text(on),
      .flag(completes),
      .positions(events),
    ]
  }
}
