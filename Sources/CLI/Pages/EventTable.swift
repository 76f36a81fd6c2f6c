import Diplomacy
import EventLog
import Projections

/// Events as a table that is written a page at a time; all pages have the columns of the first, so that they read as
/// one.
struct EventTable {
  private let day: Day
  private var widths: [Int]?

  /// A table in which States have the names of this day.
  init(namesOn day: Day) {
    self.day = day
  }

  /// Writes more rows; the head before the first ones.
  mutating func write(
    _ events: [(record: RecordedEvent, standing: RecordStanding)], in surroundings: Surroundings
  ) throws {
    let table = try TextTable(
      columns: [
        .init(header: "#", isNumber: true), .init(header: "on", canWrap: true), .init(header: "type"),
        .init(header: "what", canWrap: true),
      ],
      rows: events.map { event, standing in
        let words = try EventWords(event, namesOn: day)
        return [
          Words(String(event.position.number), .faint), Words(words.on), Words(words.type),
          words.what + EventTable.mark(standing),
        ]
      })
    let columns = surroundings.terminal.columns
    let measured = widths ?? table.widths(columns: columns)
    try FormatOptions.write(
      table.lines(measured, columns: columns, hasHead: widths == nil), in: surroundings)
    widths = measured
  }

  /// ` (retracted by #93)`: what corrections have made of an event.
  private static func mark(_ standing: RecordStanding) -> Words {
    var marks: [String] = []
    if let by = standing.correctedBy {
      marks.append("\(standing.isReplaced ? "replaced" : "retracted") by \(by)")
    }
    if !standing.disputedBy.isEmpty {
      marks.append("disputed by \(ViewTables.runs(of: standing.disputedBy).joined(separator: ", "))")
    }
    if standing.isInForce == false, standing.correctedBy == nil { marks.append("not in force") }
    return marks.isEmpty ? Words() : Words(" ") + .unbroken("(\(marks.joined(separator: "; ")))", .alarm)
  }
}
