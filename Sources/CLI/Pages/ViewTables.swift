import EventLog
import Projections

/// The rows of each view as a table: names for people, ids where they are what is asked by.
enum ViewTables {
  static func members(_ rows: [MemberRow]) -> TextTable {
    TextTable(
      columns: [
        .init(header: "org"), .init(header: "party", canWrap: true), .init(header: "status"),
        .init(header: "standing", canWrap: true), .init(header: "since", canWrap: true), .init(header: "until"),
        .init(header: "sure", canWrap: true), .init(header: "events", canWrap: true),
      ],
      rows: rows.map { row in
        [
          Words(row.org), .unbroken(row.name), Words(row.formerly.map { "former \($0)" } ?? row.status),
          standing(row), Words(row.since ?? ""), Words(row.until ?? ""),
          sureness(row.certainty, row.disputed, row.approximate ? "approximate" : nil), positions(row.events),
        ]
      })
  }

  static func instruments(_ rows: [InstrumentRow]) -> TextTable {
    TextTable(
      columns: [
        .init(header: "instrument"), .init(header: "title", canWrap: true), .init(header: "state"),
        .init(header: "since", canWrap: true), .init(header: "signed", isNumber: true),
        .init(header: "consents", isNumber: true), .init(header: "parties", isNumber: true),
        .init(header: "waits for", canWrap: true), .init(header: "sure", canWrap: true),
      ],
      rows: rows.map { row in
        [
          Words(row.instrument), Words(row.title), Words.unbroken(state(row.state)), Words(row.inForceFrom ?? ""),
          count(row.signatories), count(row.consents, row.possibleConsents),
          count(row.parties, row.possibleParties), Words(row.pending.joined(separator: " ")),
          sureness(row.certainty, row.disputed),
        ]
      })
  }

  static func parties(_ rows: [PartyRow]) -> TextTable {
    TextTable(
      columns: [
        .init(header: "instrument"), .init(header: "party", canWrap: true), .init(header: "state", canWrap: true),
        .init(header: "signed", canWrap: true), .init(header: "consent", canWrap: true),
        .init(header: "in force", canWrap: true), .init(header: "until", canWrap: true),
        .init(header: "sure", canWrap: true),
      ],
      rows: rows.map { row in
        let others = row.alternatives.isEmpty ? Words() : Words(" or \(row.alternatives.joined(separator: ", "))", .unsure)
        return [
          Words(row.instrument), .unbroken(row.name), Words(row.state) + others, Words(row.signedOn ?? ""),
          Words(row.consentedOn ?? ""), Words(row.inForceFrom ?? ""), Words(row.until ?? ""),
          sureness(row.certainty, row.disputed, row.inferred ? "inferred" : nil),
        ]
      })
  }

  static func offices(_ rows: [OfficeRow]) -> TextTable {
    TextTable(
      columns: [
        .init(header: "office"), .init(header: "holder", canWrap: true), .init(header: "since", canWrap: true),
        .init(header: "until", canWrap: true), .init(header: "sure", canWrap: true),
        .init(header: "events", canWrap: true),
      ],
      rows: rows.map { row in
        [
          Words(row.office), .unbroken(row.name), Words(row.since ?? ""), Words(row.until ?? ""),
          sureness(row.certainty, row.disputed), positions(row.events),
        ]
      })
  }

  static func pending(_ rows: [PendingRow]) -> TextTable {
    TextTable(
      columns: [
        .init(header: "instrument"), .init(header: "waits for", canWrap: true), .init(header: "sure", canWrap: true),
        .init(header: "has", isNumber: true), .init(header: "needs", isNumber: true),
        .init(header: "blocks", canWrap: true),
      ],
      rows: rows.map { row in
        [
          Words(row.instrument), Words(row.name), sureness(row.certainty, false), count(row.have, row.possible),
          Words(String(row.need)), Words(row.blocks.joined(separator: ", ")),
        ]
      })
  }
}

extension ViewTables {
  /// `in force`, `not in force` …
  static func state(_ state: String) -> String {
    String(state.map { $0 == "-" ? " " : $0 })
  }

  /// `5`, or `5..7` where two more are possible.
  static func count(_ sure: Int, _ possible: Int = 0) -> Words {
    possible == 0 ? Words(String(sure)) : Words("\(sure)..\(sure + possible)", .unsure)
  }

  /// `certain` or `possible`, and what else is to be said of it.
  static func sureness(_ certainty: Certainty, _ isDisputed: Bool, _ remark: String? = nil) -> Words {
    var words = Words(certainty.rawValue, certainty == .certain ? .sure : .unsure)
    if let remark { words += Words(", \(remark)", .unsure) }
    if isDisputed { words += Words(", disputed", .alarm) }
    return words
  }

  /// `#12 #37`.
  static func positions(_ positions: [GlobalPosition]) -> Words {
    Words(positions.map(\.description).joined(separator: " "), .faint)
  }

  private static func standing(_ row: MemberRow) -> Words {
    var remarks = [row.scope.map { "\(row.standing): \($0)" } ?? row.standing]
    if row.standingCertainty != row.certainty { remarks[0] += " (\(row.standingCertainty.rawValue))" }
    if let notice = row.notice { remarks.append(state(notice)) }
    if row.participation != "normal" { remarks.append("participation \(row.participation)") }
    return Words(remarks.joined(separator: ", "))
  }
}
