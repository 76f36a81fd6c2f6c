/// Why a text is no date: the text, the place, the reason, and how to write it where that can be guessed.
public struct EDTFError: Error, Hashable, Sendable {
  /// The text that was refused.
  public let text: String
  /// Where reading stopped, in UTF-8 bytes from the beginning.
  public let offset: Int
  /// What is wrong there.
  public let reason: Reason
  /// A text that can be read and is probably what was meant; never used without asking.
  public let suggestion: String?

  /// What can be wrong with a date.
  public enum Reason: Hashable, Sendable {
    /// There is no text.
    case empty
    /// More than `EDTF.longest` bytes.
    case tooLong(Int)
    /// Something else than what the notation has here; `found` is nil at the end of the text.
    case unexpected(found: String?, expected: String)
    /// A year with more or fewer digits than four, or before the year 0.
    case yearOutOfRange
    /// A month 00, or 13 and above.
    case noSuchMonth(Int)
    /// A day the month does not have.
    case noSuchDay(Int, month: Int, year: Int, length: Int)
    /// Digits written X that no day of the calendar fits.
    case noDayFits
    /// A month or a day written 00 or `**`: tables write that for "not known".
    case placeholder
    /// A day that tables write for "open" or "not known", such as 9999-12-31.
    case sentinel
    /// A range or an interval whose last day lies before its first.
    case reversed(first: String, last: String)
    /// An interval with neither a beginning nor an end, or a set with no member.
    case saysNothing
    /// `..` in the middle of a list, where it would open nothing.
    case openInside
    /// `{A,B}`: all of several days.
    case allOfSet
    /// `A..B` without the brackets.
    case bareRange
    /// More than one mark, such as `?~`.
    case twoMarks
    /// A mark before the end of the date.
    case markInside
    /// A time of day without a zone.
    case noZone
    /// An hour, a minute, a second or an offset that no clock shows.
    case noSuchTime(String)
    /// Digits that are a day and a month in an order that cannot be told.
    case ambiguousOrder(String, String)
    /// A date in another notation.
    case otherNotation
  }

  init(text: String, offset: Int, reason: Reason, suggestion: String? = nil) {
    self.text = text
    self.offset = offset
    self.reason = reason
    self.suggestion = suggestion
  }

  func suggesting(_ guess: (text: String?, reason: Reason)) -> EDTFError {
    EDTFError(text: text, offset: offset, reason: guess.reason, suggestion: guess.text)
  }
}

extension EDTFError.Reason: CustomStringConvertible {
  /// The reason as the second half of a sentence.
  public var description: String {
    switch self {
    case .empty: "there is no text"
    case .tooLong(let bytes): "it has \(bytes) bytes, and a date has at most \(EDTF.longest)"
    case .unexpected(nil, let expected): "it ends where \(expected) should follow"
    case .unexpected(.some(let found), let expected): "“\(found)” stands where \(expected) should"
    case .yearOutOfRange: "a year has four digits, from 0000 to 9999"
    case .noSuchMonth(let month): "there is no month \(month)"
    case .noSuchDay(0, _, _, _): "there is no day 0"
    case .noSuchDay(let day, let month, let year, let length):
      "\(EDTFError.months[month - 1]) \(year) has \(length) days, not \(day)"
    case .noDayFits: "no day of the calendar fits"
    case .placeholder: "it holds a sign for “not known”, which is left out or written X"
    case .sentinel: "it stands in tables for an open or unknown date, and is hardly meant as a day"
    case .reversed(let first, let last): "it ends (\(last)) before it begins (\(first))"
    case .saysNothing: "it says nothing about any day"
    case .openInside: "an open end is only possible at the beginning or the end of a list"
    case .allOfSet: "{…} means all of several days, and an event has one: write an event for each"
    case .bareRange: "one day in a range is written in brackets"
    case .twoMarks: "a date has one mark, and ~ with ? is %"
    case .markInside: "the mark stands at the end of a date"
    case .noZone: "a time of day needs its zone (Z or +03:00)"
    case .noSuchTime(let part): "no clock shows “\(part)”"
    case .ambiguousOrder(let one, let other): "day and month cannot be told apart: write \(one) or \(other)"
    case .otherNotation: "dates are written year first: YYYY-MM-DD, YYYY-MM or YYYY"
    }
  }
}

extension EDTFError: CustomStringConvertible {
  /// One sentence with the place, and how to write it: `“2015-02-30” is no date: February 2015 has 28 days,
  /// not 30 (at character 9); write 2015-02`.
  public var description: String {
    let place = offset == 0 ? "" : " (at character \(EDTFError.column(ofByte: offset, in: text)))"
    let remedy = suggestion.map { "; write \($0)" } ?? ""
    return "“\(EDTFError.shown(text))” is no date: \(reason)\(place)\(remedy)"
  }

  /// The place of a byte as a person counts, in characters from 1.
  static func column(ofByte offset: Int, in text: String) -> Int {
    String(decoding: text.utf8.prefix(offset), as: UTF8.self).count + 1
  }

  /// A text that came from outside, fit for one line: at most 60 characters, and no control characters.
  static func shown(_ text: String) -> String {
    var line = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == 60 { return line + "…" }
      line.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
      count += 1
    }
    return line
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]
}
