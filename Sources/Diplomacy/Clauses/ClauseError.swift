/// Why a clause, an exit clause, a delay or a term was not read: the text, the place, and what could stand
/// there.
public struct ClauseError: Error, Hashable, Sendable {
  /// The text that was refused.
  public let text: String
  /// Where the word begins that is wrong, in UTF-8 bytes.
  public let offset: Int
  /// The length of that word in UTF-8 bytes; 0 at the end of the text.
  public let length: Int
  /// What is wrong with it.
  public let reason: Reason
  /// What could stand there, in the order of the grammar; empty where that says nothing.
  public let expected: [String]
  /// The word that stands there, `nil` at the end of the text.
  public let found: String?
  /// What was probably meant at this place; never used without asking.
  public let suggestion: String?

  /// What can be wrong with a clause.
  public enum Reason: Hashable, Sendable {
    /// Something else stands where `expected` could.
    case unexpected
    /// No civil day, with the reason a date gives.
    case noDay(EDTFError.Reason)
    /// A day was expected, and the date is longer than a day or not certain.
    case notOneDay
    /// A number outside these bounds.
    case outOfRange(Int, Int)
    /// No percentage above 0 and at most 100 with at most four decimals.
    case noPercentage
    /// `{}` without a name, or an empty name in it.
    case emptyName
    /// The same name twice in one list.
    case repeatedName
    /// A bracket or a quotation mark that is not closed.
    case unclosed
    /// The same part of a clause given twice.
    case repeatedPart
    /// `others` in a clause that names no list and no category.
    case othersThanWhom
    /// More bytes than `Clause.longest`, or brackets deeper than `Clause.deepest`.
    case tooLong
  }
}

extension ClauseError: CustomStringConvertible {
  /// One sentence with the place and, where it can be guessed, what was meant.
  ///
  /// `“singatories” at character 10: expected signatories or {; did you mean “signatories”?`
  public var description: String {
    let column = EDTFError.column(ofByte: offset, in: text)
    let place = found.map { "“\(EDTFError.shown($0))” at character \(column)" } ?? "at the end"
    let remedy = suggestion.map { "; did you mean “\(EDTFError.shown($0))”?" } ?? ""
    return "\(place): \(sentence)\(remedy)"
  }

  private var sentence: String {
    switch reason {
    case .unexpected: "expected \(alternatives)"
    case .noDay(let reason): "this is no day: \(reason)"
    case .notOneDay: "one exact day is needed here, YYYY-MM-DD"
    case .outOfRange(let low, let high): "a number from \(low) to \(high) is needed here"
    case .noPercentage: "a percentage above 0 and at most 100, with at most four decimals, is needed here"
    case .emptyName: "a list names at least one party, and no name is empty"
    case .repeatedName: "this name stands twice in the list"
    case .unclosed: "this is not closed"
    case .repeatedPart: "this part is given twice"
    case .othersThanWhom:
      "“others” counts those not in a list, and the clause names none: all {A,B} and others >= N"
    case .tooLong: "a clause has at most \(Clause.longest) bytes, and brackets at most \(Clause.deepest) deep"
    }
  }

  private var alternatives: String {
    guard let last = expected.last else { return "something else" }
    return expected.count == 1 ? last : "\(expected.dropLast().joined(separator: ", ")) or \(last)"
  }

  /// The text on one line and a second line that underlines the word, for a terminal.
  ///
  /// Columns count characters, so that a name with accents does not shift the line.
  public var underlined: String {
    var line = ""
    line.unicodeScalars.append(
      contentsOf: text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 })
    let before = EDTFError.column(ofByte: offset, in: line) - 1
    let marks = max(1, found?.count ?? 1)
    return "\(line)\n\(String(repeating: " ", count: before))\(String(repeating: "^", count: marks))"
  }
}
