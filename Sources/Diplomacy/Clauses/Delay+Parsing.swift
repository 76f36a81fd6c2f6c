import EventLog

extension Delay {
  /// Reads the notation of a delay and nothing else.
  ///
  /// `at once`, `+60d`, `+6m`, `+1y`, chained `+3m+1d`, `first-of-month after +60d`, `first-of-month` (after
  /// the day itself), `1st-of-month +6`, `on 2019-01-01`. Throws a `ClauseError` that points at the word.
  public init(_ text: String) throws(ClauseError) {
    var reader = try ClauseReader(text)
    self = try reader.delay()
    try reader.expectEnd()
  }
}

extension Term {
  /// Reads the notation of a term: `5y`, `18m`, `1y6m`.
  ///
  /// Throws a `ClauseError` that points at the place.
  public init(_ text: String) throws(ClauseError) {
    var reader = try ClauseReader(text)
    guard let word = reader.next() else { throw reader.unexpected(["Ny", "Nm", "Nd"]) }
    let steps = try reader.counts(of: word, signed: false)
    try reader.expectEnd()
    self.init(Delay(trusted: steps))
  }
}

extension ClauseReader {
  static let delays = ["at once", "+Nd", "+Nm", "+Ny", "first-of-month", "1st-of-month", "on"]

  /// A delay, in any of its forms.
  mutating func delay() throws(ClauseError) -> Delay {
    guard let word = peek() else { throw unexpected(ClauseReader.delays) }
    switch word.text {
    case "at":
      _ = next()
      try expect("once")
      return .none
    case "on":
      _ = next()
      return Delay(trusted: [.on(try day())])
    case "first-of-month":
      _ = next()
      guard skip("after") else { return Delay(trusted: [.firstOfMonthAfter]) }
      return Delay(trusted: try chain() + [.firstOfMonthAfter])
    case "1st-of-month":
      _ = next()
      return Delay(trusted: [.firstOfKthMonth(try months())])
    default:
      guard word.text.utf8.first == UInt8(ascii: "+") else {
        throw unexpected(ClauseReader.delays, suggestion: ClauseReader.signed(word.text))
      }
      return Delay(trusted: try chain())
    }
  }

  /// `+3m+1d`: one word.
  private mutating func chain() throws(ClauseError) -> [Delay.Step] {
    guard let word = peek(), word.text.utf8.first == UInt8(ascii: "+") else {
      throw unexpected(["+Nd", "+Nm", "+Ny"], suggestion: peek().flatMap { ClauseReader.signed($0.text) })
    }
    _ = next()
    return try counts(of: word, signed: true)
  }

  /// `+6` of `1st-of-month +6`.
  private mutating func months() throws(ClauseError) -> Int {
    guard let word = peek(), word.text.utf8.first == UInt8(ascii: "+"),
      let count = decimal(word.text.utf8.dropFirst())
    else {
      let bare = peek().flatMap { decimal($0.text.utf8) == nil ? nil : "+" + $0.text }
      throw unexpected(["+N"], suggestion: bare)
    }
    guard (1...Delay.largestCount).contains(count) else {
      throw failure(word, .outOfRange(1, Delay.largestCount))
    }
    _ = next()
    return count
  }

  /// The counts in a word: `+3m+1d`, or without signs `1y6m`.
  func counts(of word: Word, signed: Bool) throws(ClauseError) -> [Delay.Step] {
    let end = word.range.upperBound
    var steps: [Delay.Step] = []
    var at = word.range.lowerBound
    while at < end {
      if signed {
        guard bytes[at] == UInt8(ascii: "+") else { throw miscounted(word, at, ["+"], signed) }
        at += 1
      }
      let digits = bytes[at..<end].prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard !digits.isEmpty else { throw miscounted(word, at, ["N"], signed) }
      guard let count = decimal(digits), count <= Delay.largestCount else {
        throw failure(digits.startIndex..<digits.endIndex, .outOfRange(0, Delay.largestCount))
      }
      at = digits.endIndex
      switch at < end ? bytes[at] : 0 {
      case UInt8(ascii: "d"): steps.append(.days(count))
      case UInt8(ascii: "m"): steps.append(.months(count))
      case UInt8(ascii: "y"): steps.append(.years(count))
      default: throw miscounted(word, at, ["d", "m", "y"], signed)
      }
      at += 1
    }
    return steps
  }

  /// A count that goes wrong inside its word, or whose unit is missing.
  private func miscounted(_ word: Word, _ at: Int, _ expected: [String], _ signed: Bool) -> ClauseError {
    let bare = word.text.utf8.first == UInt8(ascii: "+") ? String(word.text.dropFirst()) : word.text
    let spaced = peek().flatMap { ClauseReader.signed(bare + $0.text) }
    let guess = (ClauseReader.signed(bare) ?? spaced).map { signed ? $0 : String($0.dropFirst()) }
    let range = at < word.range.upperBound ? at..<word.range.upperBound : word.range
    return failure(range, .unexpected, expected: expected, suggestion: guess)
  }

  /// `60d` or `60days` as `+60d`; `nil` for anything else.
  private static func signed(_ text: String) -> String? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).lowercased()
    guard !digits.isEmpty, let letter = unit.first,
      [["d", "day", "days"], ["m", "month", "months"], ["y", "year", "years"]].contains(where: {
        $0.contains(unit)
      })
    else { return nil }
    return "+\(digits)\(letter)"
  }
}
