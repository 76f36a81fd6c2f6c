import EventLog
import Projections

/// The rows of each view as a table: names for people, ids where they are what is asked by.
enum ViewTables {
  static func members(_ rows: [MemberRow]) -> TextTable {
    TextTable(
      columns: [
        .init(header: "org"), .init(header: "party", canWrap: true), .init(header: "status"),
        .init(header: "standing", canWrap: true), .init(header: "since", canWrap: true),
        .init(header: "until"),
        .init(header: "sure", canWrap: true), .init(header: "events", canWrap: true),
      ],
      rows: rows.map { row in
        [
          Words(row.org), .unbroken(row.name), Words(row.formerly.map { "former \($0)" } ?? row.status),
          standing(row), .date(row.since), .date(row.until),
          sureness(
            row.certainty, row.disputed, row.approximate ? "approximate" : nil, isInferred: row.inferred),
          positions(row.events),
        ]
      })
  }

  static func instruments(_ rows: [InstrumentRow], on page: Page, _ inquiry: Inquiry) throws -> TextTable {
    let isWide = page.width >= 110
    return try TextTable(
      columns: [
        .init(header: "instrument"), .init(header: "title", canWrap: true),
        .init(header: "state", canWrap: true),
        .init(header: "since", canWrap: true), .init(header: "signed", isNumber: true),
        .init(header: "consents", isNumber: true), .init(header: "parties", isNumber: true),
        .init(header: "waits for", canWrap: true),
      ],
      rows: rows.map { row in
        [
          Words(row.instrument), isWide ? Words(row.title) : Words(), state(of: row), .date(row.inForceFrom),
          count(row.signatories, row.possibleSignatories), count(row.consents, row.possibleConsents),
          parties(of: row), try awaited(by: row, inquiry),
        ]
      }, notes: isWide ? [] : rows.map { Words($0.title, .faint) })
  }

  /// A table below the name of each instrument, all with the same columns.
  static func parties(_ rows: [PartyRow], isNumbered: Bool = false, on page: Page) -> [Words] {
    let number: [TextTable.Column] = isNumbered ? [.init(header: "no.", isNumber: true)] : []
    let columns: [TextTable.Column] =
      number + [
        .init(header: "party", canWrap: true), .init(header: "state", canWrap: true),
        .init(header: "signed", canWrap: true), .init(header: "consent", canWrap: true),
        .init(header: "in force", canWrap: true), .init(header: "until", canWrap: true),
      ]
    let cells = rows.map { row in
      (isNumbered ? [Words(row.number ?? "")] : []) + [
        Words.unbroken(row.name), state(of: row), .date(row.signedOn), .date(row.consentedOn),
        .date(row.inForceFrom), .date(row.until),
      ]
    }
    return byInstrument(rows.map(\.instrument), columns, cells, on: page)
  }

  /// A table below each instrument, all with columns of the same widths.
  private static func byInstrument(
    _ instruments: [String], _ columns: [TextTable.Column], _ cells: [[Words]], on page: Page
  ) -> [Words] {
    let widths = TextTable(columns: columns, rows: cells).widths(columns: page.width)
    var lines: [Words] = []
    for (index, instrument) in instruments.enumerated() {
      let isNew = index == 0 || instruments[index - 1] != instrument
      if isNew { lines.append(Words(instrument, .strong)) }
      lines += TextTable(columns: columns, rows: [cells[index]]).lines(
        widths, columns: page.width, hasHead: isNew)
    }
    return lines
  }

  /// The consents to each instrument in their order; those that met its clause are marked.
  static func deposits(_ rows: [DepositRow], on page: Page) -> [Words] {
    let columns: [TextTable.Column] = [
      .init(header: "no.", isNumber: true), .init(header: "party", canWrap: true), .init(header: "consent"),
      .init(header: "on", canWrap: true), .init(header: "", canWrap: true),
      .init(header: "events", canWrap: true),
    ]
    let cells = rows.map { row in
      [
        Words(row.number), .unbroken(row.name), Words(row.consent), .date(row.on),
        Words(row.completes ? "completes" : "", .sure), positions(row.events),
      ]
    }
    return byInstrument(rows.map(\.instrument), columns, cells, on: page)
  }

  static func upcoming(_ rows: [UpcomingRow]) -> TextTable {
    TextTable(
      columns: [
        .init(header: "on", canWrap: true), .init(header: "what"), .init(header: "whom", canWrap: true),
        .init(header: "sure"), .init(header: "events", canWrap: true),
      ],
      rows: rows.map { row in
        [
          .date(row.on), Words(state(row.what)), Words(row.name),
          row.mayBePast ? Words("may be past", .unsure) : sureness(row.certainty, false),
          positions(row.events),
        ]
      })
  }

  static func offices(_ rows: [OfficeRow]) -> TextTable {
    TextTable(
      columns: [
        .init(header: "office"), .init(header: "holder", canWrap: true),
        .init(header: "since", canWrap: true),
        .init(header: "until", canWrap: true), .init(header: "sure", canWrap: true),
        .init(header: "events", canWrap: true),
      ],
      rows: rows.map { row in
        [
          Words(row.office), .unbroken(row.name), .date(row.since), .date(row.until),
          sureness(row.certainty, row.disputed, isInferred: row.inferred), positions(row.events),
        ]
      })
  }

  static func pending(_ rows: [PendingRow]) -> TextTable {
    var groups: [(instrument: String, rows: [PendingRow])] = []
    for row in rows {
      if groups.last?.instrument == row.instrument {
        groups[groups.count - 1].rows.append(row)
      } else {
        groups.append((row.instrument, [row]))
      }
    }
    return TextTable(
      columns: [
        .init(header: "instrument"), .init(header: "has", isNumber: true),
        .init(header: "needs", isNumber: true),
        .init(header: "waits for", canWrap: true), .init(header: "blocks", canWrap: true),
      ],
      rows: groups.map { instrument, rows in
        [
          Words(instrument), count(rows[0].have, rows[0].possible), Words(String(rows[0].need)),
          PendingPage.waiting(for: rows), Words(PendingPage.blocked(by: rows)),
        ]
      })
  }
}

extension ViewTables {
  /// More rows than these are counted where one sentence settles them all.
  private static let mostNames = 8

  /// What would settle the rows that are only possible, below their table; none where all are certain.
  ///
  /// A sentence is told once, with the names of all rows that it settles.
  static func settlements(_ rows: [(name: String, settledBy: [String])], on page: Page) -> [Words] {
    var names: [String: [String]] = [:]
    var sentences: [String] = []
    for row in rows {
      for sentence in row.settledBy {
        if names[sentence] == nil { sentences.append(sentence) }
        if names[sentence]?.contains(row.name) != true { names[sentence, default: []].append(row.name) }
      }
    }
    return sentences.flatMap { sentence in
      let all = names[sentence] ?? []
      var settled = all.prefix(mostNames).map { Words.unbroken($0) }.joined(by: ", ")
      if all.count > mostNames { settled += Words(" and \(all.count - mostNames) more") }
      return (Words("settled by ", .faint) + settled + Words(": \(sentence)")).wrapped(
        to: page.width, indent: 2)
    }
  }

  /// The words of a state, such as `not in force`.
  static func state(_ state: String) -> String {
    String(state.map { $0 == "-" ? " " : $0 })
  }

  /// `5`, or `5..7` where two more are possible.
  static func count(_ sure: Int, _ possible: Int = 0) -> Words {
    possible == 0 ? Words(String(sure)) : Words("\(sure)..\(sure + possible)", .unsure)
  }

  /// `certain` or `possible`, and what else is to be said of it.
  static func sureness(
    _ certainty: Certainty, _ isDisputed: Bool, _ remark: String? = nil, isInferred: Bool = false
  ) -> Words {
    var words = Words(certainty.rawValue, certainty == .certain ? .sure : .unsure)
    if isInferred { words += Words(", inferred", .unsure) }
    if let remark { words += Words(", \(remark)", .unsure) }
    if isDisputed { words += Words(", disputed", .alarm) }
    return words
  }

  /// The state of an instrument, with doubts where there are any.
  static func state(of row: InstrumentRow) -> Words {
    var words = Words.unbroken(state(row.state), row.certainty == .certain ? .plain : .unsure)
    if row.certainty == .possible { words += " " + Words("(possible)", .unsure) }
    if row.inferred { words += " " + Words("(inferred)", .unsure) }
    if row.disputed { words += " " + Words("(disputed)", .alarm) }
    return words
  }

  /// What a party is, with doubts where there are any.
  private static func state(of row: PartyRow) -> Words {
    let states = [row.state] + row.alternatives
    var words = Words(states.joined(separator: " or "), row.certainty == .certain ? .plain : .unsure)
    if row.certainty == .possible, row.alternatives.isEmpty { words += Words(" (possible)", .unsure) }
    if let suspension = row.suspension {
      words += Words(", \(suspension)", row.suspended == .certain ? .plain : .unsure)
    }
    if row.inferred { words += Words(" (inferred)", .unsure) }
    if row.disputed { words += Words(" (disputed)", .alarm) }
    return words
  }

  /// The names of what it waits for.
  static func awaited(by row: InstrumentRow, _ inquiry: Inquiry) throws -> Words {
    try row.pending.map(inquiry.name).sorted(byName: \.self).map { Words.unbroken($0) }.joined(by: ", ")
  }

  /// How many parties it has; a dash where it is in force and nobody's consent is recorded.
  static func parties(of row: InstrumentRow) -> Words {
    let isUnrecorded =
      row.state == "in-force" && row.parties + row.possibleParties + row.consents + row.possibleConsents == 0
    return isUnrecorded ? Words("–", .faint) : count(row.parties, row.possibleParties)
  }

  /// Positions as `#12 #37`, or `#76..#80` for three and more in a row; each of them once.
  static func positions(_ positions: [GlobalPosition]) -> Words {
    Words(runs(of: positions).joined(separator: " "), .faint)
  }

  /// Positions in their order, three and more in a row as one: `#76..#80`.
  static func runs(of positions: [GlobalPosition]) -> [String] {
    var runs: [ClosedRange<GlobalPosition>] = []
    for position in Set(positions).sorted() {
      if let last = runs.last, last.upperBound.next == position {
        runs[runs.count - 1] = last.lowerBound...position
      } else {
        runs.append(position...position)
      }
    }
    return runs.flatMap { run in
      switch run.upperBound.number - run.lowerBound.number {
      case 0: [run.lowerBound.description]
      case 1: [run.lowerBound.description, run.upperBound.description]
      default: ["\(run.lowerBound)..\(run.upperBound)"]
      }
    }
  }

  private static func standing(_ row: MemberRow) -> Words {
    var remarks = [row.scope.map { "\(row.standing): \($0)" } ?? row.standing]
    if row.standingCertainty == .possible, row.certainty == .certain {
      remarks[0] += " (\(row.standingCertainty.rawValue))"
    }
    if let notice = row.notice { remarks.append(state(notice)) }
    if row.participation != "normal" { remarks.append("participation \(row.participation)") }
    return Words((remarks + row.doubts.map(state)).joined(separator: ", "))
  }
}
