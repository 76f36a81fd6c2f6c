import EventLog

/// A stretch of days on which a view says one thing of something, or an act of its day.
public struct HistoryRow: ViewRow, Hashable {
  /// The first day, or for an act its day; EDTF; nothing for what was always so.
  public var from: String?
  /// The first day no longer; EDTF; nothing for what goes on, and for an act.
  public var until: String?
  /// `names`, `organisations`, `gates`, `members`, `instruments`, `parties`, `offices`, or `acts`.
  public var view: String
  /// What the view says: a name, a status with standing and notice, a state, a holder; of an act, its type.
  public var value: String
  /// How sure it is on these days; of an act that is only planned or expected, `possible`.
  public var certainty: Certainty
  /// The positions that decided it.
  public var events: [GlobalPosition]
  /// The organisation or organ it is about.
  public var org: String?
  /// The instrument it is about.
  public var instrument: String?
  /// The office it is about.
  public var office: String?
  /// Whose it is: the party, the holder, or what bears a name.
  public var party: String?
  /// Whether records contradict each other about it on these days.
  public var disputed: Bool
  /// Whether something it rests on was inferred and stands in no source.
  public var inferred: Bool
  /// The days of `from`, for the order.
  var begin: DayBounds
  /// The day of `until`.
  var end: Day

  /// The names of the fields.
  public static let fieldNames = [
    "from", "until", "view", "value", "certainty", "events", "org", "instrument", "office", "party",
    "disputed", "inferred",
  ]

  /// The values of the fields.
  public var fieldValues: [FieldValue] {
    [
      .text(optional: from), .text(optional: until), .text(view), .text(value), .text(certainty.rawValue),
      .positions(events), .text(optional: org), .text(optional: instrument), .text(optional: office),
      .text(optional: party), .flag(disputed), .flag(inferred),
    ]
  }
}

extension HistoryRow {
  /// What is said of something on one day.
  struct Reading: Hashable {
    var view: String
    var value: String
    var certainty = Certainty.certain
    var org: String?
    var instrument: String?
    var office: String?
    var party: String?
    var disputed = false
    var inferred = false
    var events: [GlobalPosition] = []
  }

  /// A stretch of days on which one thing is said.
  init(_ reading: Reading, from first: Day, until end: Day) {
    self.init(
      from: first.isCivil ? first.description : nil, until: end.isCivil ? end.description : nil,
      view: reading.view, value: reading.value, certainty: reading.certainty, events: reading.events,
      org: reading.org, instrument: reading.instrument, office: reading.office, party: reading.party,
      disputed: reading.disputed, inferred: reading.inferred, begin: DayBounds(first), end: end)
  }

  /// Whether it holds on a day, for a stretch.
  func holds(on day: Day) -> Bool { begin.earliest <= day && day < end }
}

extension MemberRow {
  /// What the row says in a few words: `member`, `member, suspended, leaving`, `former member`,
  /// `member, perhaps leaving`.
  public var summary: String {
    let kind =
      if let formerly { "former \(formerly)" } else if let granted { "\(granted) granted" } else {
        status == PartyState.Step.none.word ? "" : status
      }
    let stands = standing == "full" ? nil : scope.map { "\(standing): \($0)" } ?? standing
    let axes = [stands, notice, participation == "normal" ? nil : "participation \(participation)"]
    return (([kind.isEmpty ? nil : kind] + axes).compactMap { $0 } + doubts).joined(separator: ", ")
  }

  /// What is only possible on the axes beside the status: `perhaps leaving`, `perhaps participation frozen`.
  public var doubts: [String] {
    possibly.map { ["frozen", "normal"].contains($0) ? "perhaps participation \($0)" : "perhaps \($0)" }
  }
}

extension PartyRow {
  /// What the row says in a few words: `party`, `party or signatory`.
  public var summary: String {
    ([state] + alternatives).joined(separator: " or ") + (suspension.map { ", \($0)" } ?? "")
  }

  /// That the instrument is not applied to it: `suspended`, `perhaps suspended`; nothing where it is.
  public var suspension: String? { suspended.map { $0 == .certain ? "suspended" : "perhaps suspended" } }
}
