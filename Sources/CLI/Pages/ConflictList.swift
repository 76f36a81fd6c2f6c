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
