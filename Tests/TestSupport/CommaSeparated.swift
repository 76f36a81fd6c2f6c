/// The fields of comma-separated text; quotes around a field may hold commas and lines.
public func commaSeparated(_ text: String) -> [[String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var field = ""
  var quoted = false
  for character in text {
    switch character {
    case "\"": quoted.toggle()
    case "," where !quoted:
      row.append(field)
      field = ""
    case "\n" where !quoted, "\r\n" where !quoted:
      rows.append(row + [field])
      row = []
      field = ""
    default: field.append(character)
    }
  }
  return rows
}
