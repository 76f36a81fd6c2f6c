import EventLog
import Projections

/// Contradictions, one after the other, each with what would settle it.
struct ConflictList {
  let rows: [ConflictRow]

  /// The lines of the list; none where all is well.
  func lines(on page: Page) -> [Words] {
    var lines: [Words] = []
    for row in rows {
      var head = PageLines(page: page)
      head.add(Words(row.code, .alarm) + "  " + Words(row.days), right: row.events)
      lines += head.lines
      let width = min(page.width, Page.comfortable) - 2
      lines += Words(row.message).wrapped(to: width).map { "  " + $0 }
      lines += (Words("settled by ", .faint) + Words(row.fix)).wrapped(to: width).map { "  " + $0 }
    }
    return lines
  }
}

/// What is odd about the rows of a table, in a line or two each, below it.
struct WarningNotes {
  let rows: [ConflictRow]

  /// More than these are for `timeline check` to list.
  private static let limit = 5

  /// The lines; none where nothing is odd.
  func lines(on page: Page) -> [Words] {
    let width = min(page.width, Page.comfortable)
    var lines = rows.prefix(WarningNotes.limit).flatMap { row in
      (Words(row.code, row.isNote ? .faint : .alarm) + " " + ViewTables.positions(row.events) + "  "
        + Words(row.message))
        .wrapped(to: width, indent: 2)
    }
    if rows.count > WarningNotes.limit {
      lines.append(Words("and \(rows.count - WarningNotes.limit) more: timeline check", .faint))
    }
    return lines
  }
}
