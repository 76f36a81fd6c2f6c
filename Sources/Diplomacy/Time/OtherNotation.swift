import EventLog

/// Dates in the notations that tables and letters use, turned into EDTF as a guess.
enum OtherNotation {
  /// What the text says in EDTF, most likely first; none of it may be readable.
  ///
  /// Dates in words, with dots or slashes, without separators, or by their number in the year.
  static func candidates(_ text: String) -> [String] {
    guard let (shape, values) = form(of: text) else { return [] }
    switch shape {
    case "YM", "Yn": return ["\(values[0])-\(values[1])"]
    case "MY", "nY": return ["\(values[1])-\(values[0])"]
    case "YMn", "Ynn": return ["\(values[0])-\(values[1])-\(values[2])"]
    case "YnM": return ["\(values[0])-\(values[2])-\(values[1])"]
    case "nMY": return ["\(values[2])-\(values[1])-\(values[0])"]
    case "MnY": return ["\(values[2])-\(values[0])-\(values[1])"]
    case "nnY":
      return ["\(values[2])-\(values[1])-\(values[0])", "\(values[2])-\(values[0])-\(values[1])"]
    case "YO": return [byNumberInYear(values[0], values[1])].compactMap { $0 }
    case "C": return ["\(values[0].prefix(4))-\(values[0].dropFirst(4).prefix(2))-\(values[0].suffix(2))"]
    case "c": return ["\(values[0].prefix(4))-\(values[0].suffix(2))"]
    default: return []
    }
  }

  /// Both readings of `02/04/2015`: with slashes or dashes either order is in use, with dots the day always
  /// comes first.
  static func ambiguous(_ text: String) -> (String, String)? {
    guard !text.contains("."), let (shape, values) = form(of: text), shape == "nnY",
      let first = decimal(values[0].utf8), let second = decimal(values[1].utf8),
      (1...12).contains(first), (1...12).contains(second), first != second
    else { return nil }
    return ("\(values[2])-\(values[1])-\(values[0])", "\(values[2])-\(values[0])-\(values[1])")
  }

  /// The numbers and names of months in a text, and a letter for each; `nil` if it holds anything else.
  ///
  /// Y has four digits, n one or two (two in the value), O three, c six, C eight; M is a month, its number in
  /// the value.
  private static func form(of text: String) -> (shape: String, values: [String])? {
    var shape = ""
    var values: [String] = []
    for run in text.split(whereSeparator: { " ,./-\t".contains($0) }) {
      let word = withoutOrdinalEnding(run.lowercased())
      if word == "of" || word == "the" { continue }
      if values.count == 3 { return nil }
      if let number = month(word) {
        shape += "M"
        values.append(padded(number, to: 2))
      } else if decimal(word.utf8) != nil,
        let letter = [1: "n", 2: "n", 3: "O", 4: "Y", 6: "c", 8: "C"][word.utf8.count]
      {
        shape += letter
        values.append(word.utf8.count == 1 ? "0" + word : word)
      } else {
        return nil
      }
    }
    return (shape, values)
  }

  private static func withoutOrdinalEnding(_ word: String) -> String {
    for ending in ["st", "nd", "rd", "th"]
    where word.hasSuffix(ending) && word.utf8.first.map({ $0 < 0x3A }) == true {
      return String(word.dropLast(2))
    }
    return word
  }

  private static func month(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    let index = EDTFError.months.firstIndex {
      $0.lowercased() == word || word.count <= 4 && $0.lowercased().hasPrefix(word)
    }
    return index.map { $0 + 1 }
  }

  private static func byNumberInYear(_ year: String, _ ordinal: String) -> String? {
    guard let year = decimal(year.utf8), let number = decimal(ordinal.utf8), number >= 1,
      let first = Day(year: year, month: 1, day: 1), number <= (Day.isLeap(year) ? 366 : 365)
    else { return nil }
    return first.adding(days: number - 1).description
  }
}
