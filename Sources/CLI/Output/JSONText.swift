import Projections

/// JSON as the program prints it: fields in the order of the row, no spaces, only the escapes that JSON needs.
enum JSONText {
  /// One object of named values.
  static func object(_ fields: [FieldValue.Field]) -> String {
    var text = ""
    append(.fields(fields), to: &text)
    return text
  }

  /// One value.
  static func value(_ value: FieldValue) -> String {
    var text = ""
    append(value, to: &text)
    return text
  }

  /// A string with its quotation marks.
  static func string(_ string: String) -> String {
    var text = ""
    append(string, to: &text)
    return text
  }

  private static func append(_ value: FieldValue, to text: inout String) {
    switch value {
    case .none: text += "null"
    case .text(let words): append(words, to: &text)
    case .integer(let number): text += String(number)
    case .flag(let flag): text += flag ? "true" : "false"
    case .list(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        append(value, to: &text)
      }
      text += "]"
    case .fields(let fields):
      text += "{"
      for (index, field) in fields.enumerated() {
        if index > 0 { text += "," }
        append(field.name, to: &text)
        text += ":"
        append(field.value, to: &text)
      }
      text += "}"
    }
  }

  /// RFC 8259, section 7: quotation mark, reverse solidus and control characters.
  private static func append(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
