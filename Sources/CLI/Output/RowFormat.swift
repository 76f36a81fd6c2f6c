import ArgumentParser
import EventLog
import Projections

/// A way to write rows for machines: each row is written as it comes, so an answer of any length fits in memory.
protocol RowFormat {
  /// Before the first row.
  mutating func begin(_ seen: Answer.Seen, _ fieldNames: [String], to output: LineOutput) throws
  /// The next row.
  mutating func write(_ row: OutputRow, to output: LineOutput) throws
  /// After the last row.
  mutating func end(to output: LineOutput) throws
}

/// The formats by the names that `--format` takes.
enum FormatName: String, CaseIterable, ExpressibleByArgument {
  case table, json, jsonl, csv

  // What the parser would find out by itself, by types that it makes anew in every process.
  static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  static var allValueDescriptions: [String: String] { [:] }
  var defaultValueDescription: String { rawValue }

  /// The format for rows of this name, `nil` for `table`, which is a page for people.
  var rows: (any RowFormat)? {
    switch self {
    case .table: nil
    case .json: JSONFormat()
    case .jsonl: JSONLinesFormat()
    case .csv: CSVFormat()
    }
  }
}

/// One row: the values of a view, or a recorded event.
enum OutputRow {
  /// One value for each name.
  case values([FieldValue])
  /// Values with names of their own, where rows are of several kinds.
  case named([FieldValue.Field])
  /// An event, as `export` prints it, with what corrections have made of it.
  case event(RecordedEvent, RecordStanding)

  /// The row as one JSON object.
  func json(_ fieldNames: [String]) -> [UInt8] {
    switch self {
    case .values(let values):
      Array(JSONText.object(zip(fieldNames, values).map { FieldValue.Field($0, $1) }).utf8)
    case .named(let fields): Array(JSONText.object(fields).utf8)
    case .event(let event, let standing): EventRow.line(event, standing)
    }
  }

  /// The values of the row.
  var values: [FieldValue] {
    get throws {
      switch self {
      case .values(let values): values
      case .named(let fields): fields.map(\.value)
      case .event(let event, let standing): try EventRow.values(of: event, standing)
      }
    }
  }
}

/// `json`: one object with `perspective` and `rows`, a row a line.
struct JSONFormat: RowFormat {
  private var fieldNames: [String] = []
  private var held: [UInt8] = []

  mutating func begin(_ seen: Answer.Seen, _ fieldNames: [String], to output: LineOutput) throws {
    self.fieldNames = fieldNames
    held = Array("{\"perspective\":\(JSONText.value(seen.fields)),\"rows\":[".utf8)
  }

  /// A line is held back until it is known whether a comma follows.
  mutating func write(_ row: OutputRow, to output: LineOutput) throws {
    if held.last == UInt8(ascii: "}") { held.append(UInt8(ascii: ",")) }
    try output.write(line: held)
    held = row.json(fieldNames)
  }

  mutating func end(to output: LineOutput) throws {
    if held.last == UInt8(ascii: "[") {
      try output.write(line: held + Array("]}".utf8))
    } else {
      try output.write(line: held)
      try output.write(line: "]}")
    }
  }
}

/// `jsonl`: each row an object on its own line.
struct JSONLinesFormat: RowFormat {
  private var fieldNames: [String] = []

  mutating func begin(_ seen: Answer.Seen, _ fieldNames: [String], to output: LineOutput) throws {
    self.fieldNames = fieldNames
  }

  mutating func write(_ row: OutputRow, to output: LineOutput) throws {
    try output.write(line: row.json(fieldNames))
  }

  mutating func end(to output: LineOutput) throws {}
}

/// `csv`: a head and the rows, quoted as RFC 4180 has it, each ending in a line feed.
///
/// Nothing is empty, the values of a list are joined by spaces, and named values are JSON.
struct CSVFormat: RowFormat {
  mutating func begin(_ seen: Answer.Seen, _ fieldNames: [String], to output: LineOutput) throws {
    try output.write(line: fieldNames.map(CSVFormat.quoted).joined(separator: ","))
  }

  mutating func write(_ row: OutputRow, to output: LineOutput) throws {
    try output.write(line: try row.values.map { CSVFormat.quoted(CSVFormat.text($0)) }.joined(separator: ","))
  }

  mutating func end(to output: LineOutput) throws {}

  /// What stands in a field before quoting.
  static func text(_ value: FieldValue) -> String {
    switch value {
    case .none: return ""
    case .text(let text): return text
    case .integer(let number): return String(number)
    case .flag(let flag): return flag ? "true" : "false"
    case .fields: return JSONText.value(value)
    case .list(let values):
      return values.contains(where: \.isNested)
        ? JSONText.value(value) : values.map(text).joined(separator: " ")
    }
  }

  /// The field with quotation marks where it needs them.
  static func quoted(_ text: String) -> String {
    let special: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]
    guard text.unicodeScalars.contains(where: special.contains) else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}

extension FieldValue {
  /// Whether it holds other values.
  fileprivate var isNested: Bool {
    switch self {
    case .list, .fields: true
    case .none, .text, .integer, .flag: false
    }
  }
}
