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
    guard let row = try inquiry.timeline.instruments(instrument, from: inquiry.perspective).first else {
      return [Words("\(instrument) is not adopted on \(inquiry.seen.at)")]
    }
    let parties = try inquiry.timeline.parties(to: instrument, from: inquiry.perspective)
    var labels = Labels(width: min(page.width, Page.comfortable))
    if let clause = row.clause { labels.add("clause", words(of: clause, row)) }
    labels.add("state", state(of: row))
    labels.add("waiting", waiting)
    for (index, words) in having(parties).enumerated() { labels.add(index == 0 ? "have" : "", words) }
    labels.add("blocks", blocks)
    for (index, words) in try evidence(parties, row).enumerated() {
      labels.add(index == 0 ? "rests on" : "", words)
    }
    for (index, words) in try conflicts().enumerated() {
      labels.add(index == 0 ? "conflict" : "", words, .alarm)
    }
    return try [page.line(Words(title(of: row), .strong), right: Words("as of \(inquiry.seen.asOf)", .faint))] + labels.lines
  }

  /// `Third Protocol amending the Charter, Astana 2018-11-08`.
  private func title(of row: InstrumentRow) throws -> String {
    let query = EventQuery(types: ["instrument"], tags: [Tag("instrument", instrument)])
    let declared = try inquiry.timeline.log.read(query, through: inquiry.seen.asOf, limit: 1).first
    let members = declared.flatMap { try? JSONValue(json: $0.event.payload) }
    let place = [members?["place"]?.text, members?["on"]?.text].compactMap { $0 }.joined(separator: " ")
    return place.isEmpty ? row.title : "\(row.title), \(place)"
  }

  private func words(of clause: String, _ row: InstrumentRow) -> Words {
    guard let read = try? Clause(clause) else { return Words(clause) }
    return Words(read.english)
  }

  private func state(of row: InstrumentRow) -> Words {
    let isInForce = row.state == "in-force"
    var words = Words(ViewTables.state(row.state).uppercased(), isInForce ? .sure : .alarm)
    if let since = row.inForceFrom { words += " since \(since)" }
    if let first = pending.first {
      words += "   " + ViewTables.count(first.have, first.possible) + " of \(first.need)"
    }
    return words + "   " + ViewTables.sureness(row.certainty, row.disputed)
  }

  private var waiting: Words {
    if pending.isEmpty { return "nothing" }
    return pending.map { row in
      .unbroken(row.name) + (row.certainty == .possible ? Words.unbroken(" (possibly)", .unsure) : Words())
    }.joined(by: ", ")
  }

  private var blocks: Words {
    var blocks: [String] = []
    for row in pending { blocks += row.blocks.filter { !blocks.contains($0) } }
    return Words(PendingPage.merged(blocks).joined(separator: ", "))
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
    var groups: [(day: String, names: [String])] = []
    for row in parties {
      guard let day = row.consentedOn else { continue }
      let shown = row.inferred ? "\(day) (inferred)" : day
      if let place = groups.firstIndex(where: { $0.day == shown }) {
        groups[place].names.append(row.name)
      } else {
        groups.append((shown, [row.name]))
      }
    }
    return groups.sorted { $0.names.count > $1.names.count }.map { group in
      group.names.map { Words.unbroken($0) }.joined(by: ", ") + "  " + .unbroken(group.day, .faint)
    }
  }
}
