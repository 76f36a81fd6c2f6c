extension JSONError.Reason {
  /// What is wrong, as the second half of a sentence.
  public var sentence: String {
    switch self {
    case .empty: "there is nothing here"
    case .unexpectedEnd: "the text ends in the middle of a value"
    case .unexpected(let byte, let expected):
      "\(JSONError.shown(byte)) stands where \(expected.rawValue) is expected"
    case .trailingText: "something follows the closing brace"
    case .trailingComma: "a comma stands before the closing bracket"
    case .byteOrderMark: "the text begins with a byte order mark"
    case .tooDeep(let limit): "brackets stand more than \(limit) deep"
    case .tooLong(let bytes, let limit): "the line has \(bytes) bytes, more than \(limit)"
    case .duplicateKey(let key): "“\(key)” is there twice"
    case .null: "null is no value"
    case .fraction(let text): "\(text) is not a whole number"
    case .leadingZero: "a number begins with a needless zero"
    case .negativeZero: "-0 is not a number here"
    case .integerTooLarge(let text): "\(text) is beyond the whole numbers that every reader keeps"
    case .invalidUTF8: "these bytes are not UTF-8"
    case .loneSurrogate: "half of a surrogate pair stands alone"
    case .controlCharacter(let byte): "the control character \(JSONError.hexadecimal(byte)) stands in a text"
    case .invalidEscape: "a backslash is followed by no escape"
    case .notNFC: "the text is not in Unicode normal form C"
    }
  }

  /// What to do about it, where that is not plain from the sentence.
  public var hint: String? {
    switch self {
    case .unexpectedEnd: "one event stands on one line; look for a missing quote, bracket or brace"
    case .unexpected(UInt8(ascii: "'"), _): "JSON has double quotes only"
    case .trailingText: "write one event a line"
    case .trailingComma: "leave the last comma out"
    case .byteOrderMark: "save the file as UTF-8 without a byte order mark"
    case .null: "leave out what is not known"
    case .fraction: "write whole numbers with digits alone, in a smaller unit if need be"
    case .leadingZero, .negativeZero: "write the number with its digits alone"
    case .integerTooLarge: "the largest is \(JSONValue.largestInteger); write it as text"
    case .controlCharacter: "write it as an escape, such as \\n or \\t"
    case .notNFC: "normalise the file, for example with: uconv -x nfc"
    default: nil
    }
  }
}

extension JSONError {
  fileprivate static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// A byte as a person can read it: printable ASCII in quotes, everything else by its number.
  fileprivate static func shown(_ byte: UInt8) -> String {
    byte > 0x20 && byte < 0x7F
      ? "“\(Character(Unicode.Scalar(byte)))”" : "the byte \(String(byte, radix: 16))"
  }
}
