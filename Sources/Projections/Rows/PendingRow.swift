import EventLog

/// One thing an instrument still waits for on a day.
public struct PendingRow: ViewRow, Hashable {
  /// The instrument.
  public var instrument: String
  /// The party awaited, or the condition in words where no party is: `1..2 more consents`.
  public var waiting: String
  /// How sure it is that it is still missing.
  public var certainty: Certainty
  /// How many the condition surely has.
  public var have: Int
  /// How many it needs.
  public var need: Int
  /// What cannot happen before.
  public var blocks: [String]
  /// The positions that the answer rests on.
  public var events: [GlobalPosition]
  /// The name of the party awaited as of the day.
  public var name: String
  /// How many more it may have.
  public var possible: Int
  /// What `have`, `need` and `possible` count: `consents`, or the unit of a table of weights.
  public var unit: String
  /// For a table of weights, what is there and what is needed: `44.39% of 55%`, `44.39%..50.00% of 55%` with what is possible.
  public var share: String?
  /// Where the clause asks for one of several things, the number of the one this belongs to.
  ///
  /// All rows of one number are enough; nothing for what is needed in any case.
  public var option: Int?

  /// What would settle it, one sentence for each act that must be known better; none for a row that is certain.
  public var settledBy: [String] = []

  /// The names of the fields.
  public static let fieldNames = [
    "instrument", "waiting", "certainty", "have", "need", "blocks", "events", "name", "possible", "unit",
    "share", "option", "settled_by",
  ]

  /// The values of the fields.
  public var fieldValues: [FieldValue] {
    [
      .text(instrument), .text(waiting), .text(certainty.rawValue), .integer(have), .integer(need),
      .texts(blocks), .positions(events), .text(name), .integer(possible),
      .text(unit), .text(optional: share), option.map { .integer($0) } ?? .none,
      .texts(settledBy),
    ]
  }
}
