/// Why bytes are not a JSON text that events may be written in, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// Which value it is about, such as `source[1].grade`; empty for the text as a whole.
  public var path: String
  /// The byte at which the offence begins, counted from 0.
  public var offset: Int
  /// What is wrong.
  public var reason: Reason

  /// The offences.
  public enum Reason: Hashable, Sendable {
    /// There is no value at all.
    case empty
    /// The text ends inside a value.
    case unexpectedEnd
    /// Another byte than JSON allows there; `expected` is what could have been.
    case unexpected(UInt8, expected: Expectation)
    /// Something follows the value.
    case trailingText
    /// A comma before a closing bracket.
    case trailingComma
    /// The text begins with a byte order mark.
    case byteOrderMark
    /// More than `limit` levels of brackets.
    case tooDeep(limit: Int)
    /// The text is longer than `limit` bytes.
    case tooLong(bytes: Int, limit: Int)
    /// The key is there twice in one object.
    case duplicateKey(String)
    /// `null`: what is not known is left out.
    case null
    /// A number with a fraction or an exponent, even if it is whole, such as `1.0`.
    case fraction(String)
    /// A number with a needless zero before it.
    case leadingZero
    /// `-0`.
    case negativeZero
    /// A number beyond 2^53 − 1, which other readers would round.
    case integerTooLarge(String)
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// Half of a pair of `\u` escapes.
    case loneSurrogate
    /// A control character written plainly inside a string.
    case controlCharacter(UInt8)
    /// A backslash followed by something that is no escape.
    case invalidEscape
    /// Text that is not in Unicode normal form C.
    case notNFC(String)
  }

  /// What could have stood at the place of an unexpected byte.
  public enum Expectation: String, Hashable, Sendable {
    case value = "a value"
    case key = "a key in double quotes"
    case colon = "a colon"
    case commaOrBracket = "a comma or ']'"
    case commaOrBrace = "a comma or '}'"
    case digit = "a digit"
  }

  /// An offence at a place.
  public init(path: String = "", offset: Int, reason: Reason) {
    self.path = path
    self.offset = offset
    self.reason = reason
  }
}

extension JSONError {
  /// The same offence, seen from the object or list around it.
  func within(_ step: String) -> JSONError {
    var outer = self
    outer.path = joined(step, path)
    return outer
  }
}

/// A path of fields: `source[1]` and `grade` make `source[1].grade`.
func joined(_ step: String, _ path: String) -> String {
  if path.isEmpty { return step }
  return path.utf8.first == UInt8(ascii: "[") ? step + path : "\(step).\(path)"
}
