import Diplomacy
import EventLog
import Projections

/// One instrument on a page: its clause, how far it is, what it waits for, and on which records that rests.
struct PendingPage {
  let instrument: String
  let pending: [PendingRow]
  let inquiry: Inquiry

  /// The lines of the page.
  func lines(on page: Page) throws -> [Words] {
    guard let row = try inquiry.instruments(instrument).first else {
      return [Words("\(instrument) is not adopted on \(inquiry.seen.at)")]
    }
    let parties = try inquiry.parties(to: instrument)
    var labels = Labels(width: min(page.width, Page.comfortable))
    if let clause = row.clause { labels.add("clause", try words(of: clause, row)) }
    labels.add("state", state(of: row))
    labels.add("waiting", try waiting(row))
    for (index, words) in having(parties).enumerated() { labels.add(index == 0 ? "have" : "", words) }
    var told: Set<String> = []
    for sentence in row.settledBy + pending.flatMap(\.settledBy) where told.insert(sentence).inserted {
      labels.add(told.count == 1 ? "settled by" : "", Words(sentence), hanging: 2)
    }
    labels.add("blocks", Words(PendingPage.blocked(by: pending)))
    for (index, words) in try evidence(parties, row).enumerated() {
      labels.add(index == 0 ? "rests on" : "", words)
    }
    for (index, conflict) in try inquiry.conflicts(about: instrument).enumerated() {
      let words = Words(conflict.message + " ") + ViewTables.positions(conflict.events)
      labels.add(index == 0 ? "conflict" : "", words, .alarm)
    }
    var head = PageLines(page: page)
    head.addHead(Words(try title(of: row), .strong), right: inquiry.seen.words)
    return head.lines + labels.lines + note(row, parties, on: page)
  }

  /// What is awaited; where that is no act any more, the day that must come.
  private func waiting(_ row: InstrumentRow) throws -> Words {
    guard pending.isEmpty, row.state == "not-in-force", let day = try inquiry.entryIntoForce(of: instrument)
    else { return PendingPage.waiting(for: pending) }
    return Words("its day: in force from ") + .date(day) + Words(" on")
  }

  /// The note on dates with `~`, where no row of what is awaited brings it.
  private func note(_ row: InstrumentRow, _ parties: [PartyRow], on page: Page) -> [Words] {
    guard !inquiry.isApproximate(anyOf: pending.flatMap(\.events)),
      inquiry.isApproximate(anyOf: row.events + parties.flatMap(\.events))
    else { return [] }
    return Answer.approximateNote.wrapped(to: page.width)
  }

  /// `Third Protocol amending the Charter, Astana 2018-11-08`.
  private func title(of row: InstrumentRow) throws -> String {
    let told = [
      try inquiry.declaration(of: instrument)?.place, try inquiry.adoption(of: instrument)?.description,
    ]
    let place = told.compactMap { $0 }.joined(separator: " ")
    return place.isEmpty ? row.title : "\(row.title), \(place)"
  }

  private func words(of clause: String, _ row: InstrumentRow) throws -> Words {
    guard let read = try inquiry.declaration(of: instrument)?.clause else { return Words(clause) }
    let isOfSignatories = read.condition == .allSignatories
    return Words(read.english)
      + (isOfSignatories
        ? Words(" (", .faint) + ViewTables.count(row.signatories, row.possibleSignatories)
          + Words(" signatories)", .faint) : Words())
  }

  private func state(of row: InstrumentRow) -> Words {
    let isInForce = row.state == "in-force"
    var words = Words(ViewTables.state(row.state).uppercased(), isInForce ? .sure : .alarm)
    if row.inForceFrom != nil { words += " since " + .date(row.inForceFrom) }
    if let first = pending.first {
      words +=
        "   "
        + (first.share.map { Words($0) } ?? ViewTables.count(first.have, first.possible) + " of \(first.need)")
      if first.share == nil, first.unit != "consents" { words += " \(first.unit)" }
    }
    return words + "   " + ViewTables.sureness(row.certainty, row.disputed)
  }

  /// The names of what is awaited.
  static func waiting(for rows: [PendingRow]) -> Words {
    if rows.isEmpty { return "nothing" }
    let options = Set(rows.compactMap(\.option)).sorted()
    let needed = names(of: rows.filter { $0.option == nil })
    let either = options.map { option in names(of: rows.filter { $0.option == option }) }.joined(by: " or ")
    return options.isEmpty ? needed : needed.width == 0 ? either : needed + "; and " + either
  }

  private static func names(of rows: [PendingRow]) -> Words {
    rows.sorted(byName: \.name).map { row in
      .unbroken(row.name) + (row.certainty == .possible ? Words.unbroken(" (possibly)", .unsure) : Words())
    }.joined(by: ", ")
  }

  /// What cannot happen before, in words.
  static func blocked(by rows: [PendingRow]) -> String {
    var blocks: [String] = []
    for row in rows { blocks += row.blocks.filter { !blocks.contains($0) } }
    return merged(blocks).joined(separator: ", ")
  }

  /// `partner and observer status of CSTO` for two blocks that differ in the kind alone.
  private static func merged(_ blocks: [String]) -> [String] {
    var kinds: [(end: String, kinds: [String])] = []
    for block in blocks {
      let parts = block.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[1].hasPrefix("status of ") else {
        kinds.append((block, []))
        continue
      }
      if let place = kinds.firstIndex(where: { $0.end == parts[1] }) {
        kinds[place].kinds.append(parts[0])
      } else {
        kinds.append((parts[1], [parts[0]]))
      }
    }
    return kinds.map { $0.kinds.isEmpty ? $0.end : "\($0.kinds.joined(separator: " and ")) \($0.end)" }
  }

  /// Those that have consented, grouped by the day as it is known.
  private func having(_ parties: [PartyRow]) -> [Words] {
    var groups: [(row: PartyRow, names: [String])] = []
    for row in parties.sorted(byName: \.name) where row.consentedOn != nil {
      let place = groups.firstIndex {
        $0.row.consentedOn == row.consentedOn && $0.row.inferred == row.inferred
      }
      if let place {
        groups[place].names.append(row.name)
      } else {
        groups.append((row, [row.name]))
      }
    }
    return groups.sorted { $0.names.count > $1.names.count }.map { row, names in
      let remark = row.inferred ? Words(" (inferred)", .unsure) : Words()
      return names.map { Words.unbroken($0) }.joined(by: ", ") + "  " + .date(row.consentedOn) + remark
    }
  }
}
