import Diplomacy
import EventLog

/// What `append --dry-run` prints for each event: the event, as it would be recorded.
struct DryRows {
  let format: FormatName
  private var hasBegun = false

  init(format: FormatName) {
    self.format = format
  }

  /// One event.
  mutating func write(_ event: Event, to output: LineOutput) throws {
    guard format == .csv else { return try output.write(line: event.payload) }
    let id = event.id ?? EventID(contentOf: event.payload)
    let fields = try EventRow.fields(of: event, id: id)
    if !hasBegun { try output.write(line: fields.map(\.name).joined(separator: ",")) }
    try output.write(line: fields.map { CSVFormat.quoted(CSVFormat.text($0.value)) }.joined(separator: ","))
    hasBegun = true
  }
}
