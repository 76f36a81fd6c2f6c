import TestSupport

/// Rows of a real table of comma-separated values.
enum Table {
  /// The fields of every row but the first, in which quotation marks are kept; no rows when the table is
  /// absent.
  ///
  /// Lines are split as bytes: tables come with either ending of a line.
  static func columns(of name: String) -> [[String]] {
    guard let path = RealData.file(name), let bytes = try? Files.read(path) else { return [] }
    let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    return lines.dropFirst().map { fields(of: Array($0)) }
  }

  private static func fields(of line: [UInt8]) -> [String] {
    var fields: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: ","), !isQuoted {
        fields.append([])
      } else {
        fields[fields.count - 1].append(byte)
      }
    }
    return fields.map { String(decoding: $0, as: UTF8.self) }
  }
}
