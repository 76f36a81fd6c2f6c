import Diplomacy
import EventLog
import Projections

/// Everything on one page: a block for each organisation, then the instruments, then the rest of that day.
struct OverviewPage {
  let overview: Overview
  let inquiry: Inquiry

  /// The lines of the page.
  func lines(on page: Page) throws -> [Words] {
    var blocks: [[Words]] = []
    let (shown, bare) = parted()
    blocks += try shown.enumerated().map { index, organisation in
      try OrganisationBlock(organisation: organisation, inquiry: inquiry, isFirst: index == 0).lines(on: page)
    }
    if !overview.offices.isEmpty { blocks.append(try otherOffices(on: page)) }
    blocks += [try instruments(on: page)] + [try meetings(on: page)]
    if !bare.isEmpty {
      let names = bare.sorted(byName: \.name).map { Words.unbroken($0.name) }.joined(by: ", ")
      blocks.append((Words("also named   ", .faint) + names).wrapped(to: page.width, indent: 13))
    }
    blocks = blocks.filter { !$0.isEmpty }
    if blocks.isEmpty { return page.heading("nothing", inquiry.seen) }
    if shown.isEmpty { blocks.insert(page.heading("the log", inquiry.seen), at: 0) }
    return Array(blocks.joined(separator: [Words()]))
  }

  /// Organisations with something to say of them, and those that are only named.
  private func parted() -> (shown: [Overview.Organisation], bare: [Overview.Organisation]) {
    let isBare = { (organisation: Overview.Organisation) in
      organisation.members.isEmpty && organisation.offices.isEmpty && organisation.gates.isEmpty
        && organisation.exists == .certain
    }
    return (overview.organisations.filter { !isBare($0) }, overview.organisations.filter(isBare))
  }

  private func otherOffices(on page: Page) throws -> [Words] {
    var lines = PageLines(page: page)
    lines.addHead(Words("other offices", .strong))
    var told: Set<String> = []
    for row in overview.offices {
      lines.add(Words(row.office + "  ", .faint) + OrganisationBlock.words(row), right: row.events)
      for sentence in row.settledBy where told.insert(sentence).inserted {
        lines.add(Words("  settled by \(sentence)", .faint))
      }
    }
    return lines.lines
  }

  private func instruments(on page: Page) throws -> [Words] {
    let table = try TextTable(
      columns: [
        .init(header: "instrument"), .init(header: "title", canWrap: true),
        .init(header: "state", canWrap: true),
        .init(header: "since", canWrap: true), .init(header: "parties", isNumber: true),
        .init(header: "waits for", canWrap: true),
      ],
      rows: overview.instruments.map { row in
        [
          Words(row.instrument), page.width >= Page.comfortable ? Words(row.title) : Words(),
          ViewTables.state(of: row), .date(row.inForceFrom),
          ViewTables.parties(of: row), try ViewTables.awaited(by: row, inquiry),
        ]
      })
    return table.lines(columns: page.width)
      + ViewTables.settlements(overview.instruments.map { ($0.instrument, $0.settledBy) }, on: page)
  }

  private func meetings(on page: Page) throws -> [Words] {
    guard !overview.meetings.isEmpty else { return [] }
    let list = MeetingList(rows: overview.meetings, inquiry: inquiry)
    return [Words("meetings of the day", .strong)] + (try list.lines(on: page))
  }
}
