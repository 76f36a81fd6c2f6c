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
    blocks += try shown.map { try OrganisationBlock(organisation: $0, inquiry: inquiry).lines(on: page) }
    if !overview.offices.isEmpty { blocks.append(try otherOffices(on: page)) }
    blocks += [instruments(on: page)] + [try meetings(on: page)]
    if !bare.isEmpty {
      let names = bare.map { Words.unbroken($0.name) }.joined(by: ", ")
      blocks.append((Words("also named   ", .faint) + names).wrapped(to: page.width, indent: 13))
    }
    blocks = blocks.filter { !$0.isEmpty }
    if blocks.isEmpty { return [page.heading("nothing", inquiry.seen)] }
    if shown.isEmpty { blocks.insert([page.heading("the log", inquiry.seen)], at: 0) }
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
    for row in overview.offices {
      lines.add(Words(row.office + "  ", .faint) + OrganisationBlock.words(row), right: row.events)
    }
    return lines.lines
  }

  private func instruments(on page: Page) -> [Words] {
    guard !overview.instruments.isEmpty else { return [] }
    let isWide = page.width >= Page.comfortable
    let table = TextTable(
      columns: [
        .init(header: "instrument"), .init(header: "title", canWrap: true), .init(header: "state"),
        .init(header: "since"), .init(header: "parties", isNumber: true),
        .init(header: "waits for", canWrap: true),
      ],
      rows: overview.instruments.map { row in
        [
          Words(row.instrument), isWide ? Words(row.title) : Words(), OverviewPage.state(of: row),
          Words(row.inForceFrom ?? ""), ViewTables.count(row.parties, row.possibleParties),
          OverviewPage.awaited(by: row, on: inquiry.perspective.at),
        ]
      })
    return table.lines(columns: page.width)
  }

  private func meetings(on page: Page) throws -> [Words] {
    guard !overview.meetings.isEmpty else { return [] }
    let list = MeetingList(rows: overview.meetings, inquiry: inquiry)
    return [Words("meetings of the day", .strong)] + (try list.lines(on: page))
  }

  /// `in force`, `not in force`; with doubts where there are any.
  static func state(of row: InstrumentRow) -> Words {
    let state = Words.unbroken(ViewTables.state(row.state), row.certainty == .certain ? .plain : .unsure)
    let doubt = row.certainty == .possible ? Words.unbroken(" (possible)", .unsure) : Words()
    return state + doubt + (row.disputed ? Words.unbroken(" (disputed)", .alarm) : Words())
  }

  /// The names of what it waits for.
  static func awaited(by row: InstrumentRow, on day: Day) -> Words {
    row.pending.map { Words.unbroken(StateNames.name(of: $0, on: day)) }.joined(by: ", ")
  }
}

/// Lines with a label, a count, text, and positions at the right end.
struct PageLines {
  private(set) var lines: [Words] = []
  let page: Page

  /// Where the text begins: after the label and the count.
  static let indent = 15
  private static let labelWidth = 11

  init(page: Page) {
    self.page = page
  }

  private var width: Int { min(page.width, Page.comfortable) }

  /// The first line of a block.
  mutating func addHead(_ left: Words, right: Words = Words()) {
    lines += right.isEmpty ? left.wrapped(to: width) : [page.line(left, right: right)]
  }

  /// Text without a label.
  mutating func add(_ text: Words, right positions: [GlobalPosition] = []) {
    append(text.wrapped(to: width), right: ViewTables.positions(positions))
  }

  /// A label, a count where there is something to count, and the text.
  mutating func add(
    _ label: String, _ count: Words = Words(), _ text: Words, right positions: [GlobalPosition] = [],
    ink: Words.Ink = .faint
  ) {
    let wrapped = text.wrapped(to: width - PageLines.indent)
    let head = PageLines.padded(Words(label, ink), to: PageLines.labelWidth)
    let first = PageLines.padded(head + count, to: PageLines.indent) + wrapped[0]
    append([first] + wrapped.dropFirst().map { .spaces(PageLines.indent) + $0 }, right: ViewTables.positions(positions))
  }

  private static func padded(_ words: Words, to width: Int) -> Words {
    words + .spaces(max(words.isEmpty ? 0 : 1, width - words.width))
  }

  /// The positions end the last line that has room for them, or a line of their own.
  private mutating func append(_ new: [Words], right: Words) {
    lines += new
    guard !right.isEmpty, let last = new.last else { return }
    if last.width + 2 + right.width <= width {
      lines[lines.count - 1] = page.line(last, right: right)
    } else {
      lines += right.wrapped(to: width - PageLines.indent).map { page.line(Words(), right: $0) }
    }
  }
}
