import Diplomacy
import EventLog
import Projections

/// What `append` prints for each event.
struct AppendedRows {
  let format: FormatName
  private var hasBegun = false

  init(format: FormatName) {
    self.format = format
  }

  /// One event.
  mutating func write(_ entry: AppendReceipt.Entry, to output: LineOutput) throws {
    let fields: [FieldValue.Field] = [
      .init("position", .integer(Int(entry.position.number))), .init("id", .text(entry.id.text)),
      .init("recorded_at", .text(entry.recordedAt.description)), .init("duplicate", .flag(entry.isDuplicate)),
    ]
    switch format {
    case .table: try output.write(line: String(entry.position.number))
    case .json, .jsonl: try output.write(line: JSONText.object(fields))
    case .csv:
      if !hasBegun { try output.write(line: fields.map(\.name).joined(separator: ",")) }
      try output.write(line: fields.map { CSVFormat.quoted(CSVFormat.text($0.value)) }.joined(separator: ","))
    }
    hasBegun = true
  }
}
