import ArgumentParser
import Projections

/// A way to write an answer on standard output.
protocol OutputFormat {
  /// Writes the whole answer.
  func write(_ answer: Answer, to output: LineOutput, on terminal: Terminal) throws
}

/// The formats by the names that `--format` takes.
enum FormatName: String, CaseIterable, ExpressibleByArgument {
  case table, json, jsonl, csv

  /// The format of this name.
  var format: any OutputFormat {
    switch self {
    case .table: TableFormat()
    case .json: JSONFormat()
    case .jsonl: JSONLinesFormat()
    case .csv: CSVFormat()
    }
  }
}

/// `table`: a page for people.
struct TableFormat: OutputFormat {
  func write(_ answer: Answer, to output: LineOutput, on terminal: Terminal) throws {
    for line in try answer.page(Page(width: terminal.columns)) {
      try output.write(line: line.rendered(colour: terminal.hasColour))
    }
  }
}

/// `json`: one object with `perspective` and `rows`, a row a line.
struct JSONFormat: OutputFormat {
  func write(_ answer: Answer, to output: LineOutput, on terminal: Terminal) throws {
    let head = "{\"perspective\":\(JSONText.value(answer.perspective.fields)),\"rows\":["
    guard !answer.rows.isEmpty else { return try output.write(line: head + "]}") }
    try output.write(line: head)
    for (index, row) in answer.rows.enumerated() {
      let comma = index < answer.rows.count - 1 ? "," : ""
      try output.write(line: JSONText.object(answer.fields(of: row)) + comma)
    }
    try output.write(line: "]}")
  }
}

/// `jsonl`: each row an object on its own line.
struct JSONLinesFormat: OutputFormat {
  func write(_ answer: Answer, to output: LineOutput, on terminal: Terminal) throws {
    for row in answer.rows { try output.write(line: JSONText.object(answer.fields(of: row))) }
  }
}

/// `csv`: a head and the rows as RFC 4180 has them, ending in a line feed.
///
/// Nothing is empty, the values of a list are joined by spaces, and named values are JSON.
struct CSVFormat: OutputFormat {
  func write(_ answer: Answer, to output: LineOutput, on terminal: Terminal) throws {
    try output.write(line: answer.fieldNames.map(CSVFormat.quoted).joined(separator: ","))
    for row in answer.rows {
      try output.write(line: row.map { CSVFormat.quoted(CSVFormat.text($0)) }.joined(separator: ","))
    }
  }

  /// What stands in a field before quoting.
  static func text(_ value: FieldValue) -> String {
    switch value {
    case .none: return ""
    case .text(let text): return text
    case .integer(let number): return String(number)
    case .flag(let flag): return flag ? "true" : "false"
    case .fields: return JSONText.value(value)
    case .list(let values):
      return values.contains(where: \.isNested) ? JSONText.value(value) : values.map(text).joined(separator: " ")
    }
  }

  /// The field with quotation marks where it needs them.
  static func quoted(_ text: String) -> String {
    let special: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]
    guard text.unicodeScalars.contains(where: special.contains) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
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
