import Diplomacy
import EventLog

/// Which rows of a view are asked for.
public struct RowFilter: Hashable, Sendable {
  /// Only this organisation or organ; of `members`, `offices` and `meetings`.
  public var org: String?
  /// Only this instrument; of `instruments`, `parties` and `pending`.
  public var instrument: String?
  /// Only this party; of `members` and `parties`.
  public var party: String?
  /// Also former members, and statuses that wait for an instrument.
  public var includingFormer: Bool

  /// A filter; what is not given lets everything through.
  public init(
    org: String? = nil, instrument: String? = nil, party: String? = nil, includingFormer: Bool = false
  ) {
    self.org = org
    self.instrument = instrument
    self.party = party
    self.includingFormer = includingFormer
  }
}

/// A row of any view, with what tells it from the others and what it says.
struct ComparedRow {
  /// Its ids.
  let key: [String]
  /// All its fields.
  let fields: [FieldValue.Field]
  /// What it says: its fields without the places of events in the log.
  let told: [FieldValue.Field]
  /// The positions that it rests on.
  let events: [GlobalPosition]

  init(_ row: some ViewRow, keyedBy names: [String], events: [GlobalPosition]) {
    let fields = row.fields
    self.fields = fields
    self.events = events
    self.told = ComparedRow.told(by: fields)
    self.key = names.compactMap { name in
      switch fields.first(where: { $0.name == name })?.value {
      case .text(let text): text
      case .integer(let number): String(number)
      default: nil
      }
    }
  }

  /// The fields that say something: all without the places of events in the log and what would settle it.
  static func told(by fields: [FieldValue.Field]) -> [FieldValue.Field] {
    fields.filter { $0.name != "events" && $0.name != "settled_by" }.map {
      .init($0.name, $0.value.withoutPositions)
    }
  }

  /// The names of the fields in which it says something else than another row.
  func differences(from other: ComparedRow) -> [String] {
    zip(told, other.told).filter { $0.value != $1.value }.map(\.0.name)
  }
}

extension FieldValue {
  /// The value without the positions in nested lists, such as those of what came out of a meeting.
  fileprivate var withoutPositions: FieldValue {
    switch self {
    case .list(let values): .list(values.map(\.withoutPositions))
    case .fields(let fields):
      .fields(fields.filter { $0.name != "event" }.map { .init($0.name, $0.value.withoutPositions) })
    default: self
    }
  }
}

/// The parties to one instrument on one day.
struct PartiesAsked: Hashable {
  var instrument: String
  var day: Day
}

extension World {
  /// The rows of a view on a day, as they are compared.
  func comparedRows(_ view: Assertion.View, _ filter: RowFilter, on day: Day) throws -> [ComparedRow] {
    switch view {
    case .members:
      return try marked(
        memberRows(
          of: filter.org, party: filter.party, includingFormer: filter.includingFormer, on: day), on: day
      ).map {
        ComparedRow($0, keyedBy: ["org", "party", "status", "formerly", "granted"], events: $0.events)
      }
    case .instruments:
      return try (filter.instrument.map { [$0] } ?? instrumentNames()).compactMap { id in
        try marked(instrumentRow(id, on: day), on: day).map {
          ComparedRow($0, keyedBy: ["instrument"], events: $0.events)
        }
      }
    case .parties:
      let rows = try marked(
        partyRows(to: filter.instrument, party: filter.party, on: day), on: day)
      return rows.map { ComparedRow($0, keyedBy: ["instrument", "party"], events: $0.events) }
    case .offices:
      return try officeNames(of: filter.org).flatMap { try marked(officeRows($0, on: day), on: day) }
        .map { ComparedRow($0, keyedBy: ["office", "holder"], events: $0.events) }
    case .pending:
      return try (filter.instrument.map { [$0] } ?? instrumentNames()).flatMap {
        try marked(pendingRows($0, on: day), on: day)
      }.map { ComparedRow($0, keyedBy: ["instrument", "waiting", "option"], events: $0.events) }
    case .meetings:
      return try meetingRows(of: filter.org, between: nil, on: day)
        .map { ComparedRow($0, keyedBy: ["meeting"], events: $0.events) }
    }
  }

  /// The row of a view with a key; nothing where the view has none.
  func comparedRow(_ view: Assertion.View, _ key: [String], on day: Day) throws -> ComparedRow? {
    var filter = RowFilter(includingFormer: true)
    switch view {
    case .members: (filter.org, filter.party) = (key[0], key[1])
    case .instruments, .pending: filter.instrument = key[0]
    case .parties:
      let asked = PartiesAsked(instrument: key[0], day: day)
      if let known = partiesCompared[asked] { return known[key] }
      // Whoever asks for one party of a treaty asks for others: all of them are read at once.
      filter.instrument = key[0]
      let rows = try comparedRows(view, filter, on: day)
      let keyed = Dictionary(rows.map { ($0.key, $0) }) { first, _ in first }
      partiesCompared[asked] = keyed
      return keyed[key]
    case .offices:
      return try marked(officeRows(key[0], on: day), on: day)
        .map { ComparedRow($0, keyedBy: ["office", "holder"], events: $0.events) }
        .first { $0.key == key }
    case .meetings: break
    }
    return try comparedRows(view, filter, on: day).first { $0.key == key }
  }
}
