import EventLog

// The condition of a clause: what stands after `when`.

extension ClauseReader {
  /// The words that begin a condition.
  static let conditions = [
    "all", "deposits", "others", "fraction", "share", "in-force", "date", "signature", "(",
  ]

  /// A whole condition, with `others` only beside a list or category.
  mutating func condition() throws(ClauseError) -> Clause.Condition {
    let start = self
    let condition = try alternatives()
    let atoms = condition.atoms
    let namesSomebody = atoms.contains {
      if case .all = $0 { true } else if case .depositsOf = $0 { true } else { false }
    }
    let countsOthers = atoms.contains { if case .others = $0 { true } else { false } }
    if countsOthers, !namesSomebody {
      var again = start
      while let word = again.next() {
        if word.text == "others" { throw failure(word, .othersThanWhom) }
      }
    }
    return condition
  }

  private mutating func alternatives() throws(ClauseError) -> Clause.Condition {
    var condition = try conjunction()
    while skip("or") { condition = .or(condition, try conjunction()) }
    return condition
  }

  private mutating func conjunction() throws(ClauseError) -> Clause.Condition {
    var condition = try atom()
    while skip("and") { condition = .and(condition, try atom()) }
    return condition
  }

  private mutating func atom() throws(ClauseError) -> Clause.Condition {
    guard let word = peek(), ClauseReader.conditions.contains(word.text) else { throw noCondition() }
    _ = next()
    switch word.text {
    case "all": return try everyone()
    case "deposits": return try deposits()
    case "others": return .others(atLeast: try count(atMost: Clause.largestCount))
    case "fraction": return try fraction()
    case "share": return try share()
    case "in-force": return .inForce(try id("INSTRUMENT"))
    case "date": return .date(try day())
    case "signature": return .onSignature
    default: return try bracketed(by: word)
    }
  }

  private mutating func everyone() throws(ClauseError) -> Clause.Condition {
    if skip("signatories") { return .allSignatories }
    if skip("members") {
      try expect("of")
      return .allMembers(of: try id("ORG"))
    }
    if skip("parties") {
      try expect("to")
      return .allParties(to: try id("INSTRUMENT"))
    }
    guard let open = peek(), skip("{") else {
      throw unexpected(["signatories", "{", "members of", "parties to"])
    }
    return .all(try names(after: open))
  }

  private mutating func deposits() throws(ClauseError) -> Clause.Condition {
    guard skip("of") else {
      guard peek()?.text == ">=" else { throw unexpected([">=", "of"]) }
      return .deposits(atLeast: try count(atMost: Clause.largestCount))
    }
    guard let open = peek(), skip("{") else {
      let category = try id("CATEGORY", or: ["{"])
      return .depositsOf(.category(category), atLeast: try count(atMost: Clause.largestCount))
    }
    let names = try names(after: open)
    return .depositsOf(.list(names), atLeast: try count(atMost: min(names.count, Clause.largestCount)))
  }

  private mutating func count(atMost most: Int) throws(ClauseError) -> Int {
    try expect(">=")
    return try number(atMost: most)
  }

  private mutating func bracketed(by open: Word) throws(ClauseError) -> Clause.Condition {
    guard depth < Clause.deepest else { throw failure(open, .tooLong) }
    depth += 1
    defer { depth -= 1 }
    let condition = try alternatives()
    guard skip(")") else { throw peek() == nil ? failure(open, .unclosed) : unexpected(["and", "or", ")"]) }
    return condition
  }

  private func noCondition() -> ClauseError {
    var guess: String?
    if let word = peek() {
      var ahead = self
      _ = ahead.next()
      let sign = ahead.peek()?.text
      if sign == "/", decimal(word.text.utf8) != nil {
        guess = "fraction \(word.text)/"
      } else if sign == "%", ClauseReader.tenThousandths(word.text) != nil {
        guess = "share(TABLE) >= \(word.text)%"
      } else if let number = decimal(word.text.utf8) {
        guess = "deposits >= \(number)"
      }
    }
    return unexpected(ClauseReader.conditions, suggestion: guess)
  }
}

extension ClauseReader {
  /// `3/4 of parties(KP)`; the word `fraction` is taken.
  fileprivate mutating func fraction() throws(ClauseError) -> Clause.Condition {
    guard let first = peek(), decimal(first.text.utf8) != nil else {
      throw unexpected(
        ["P/Q"], suggestion: peek().flatMap { ClauseReader.spelledFractions[$0.text.lowercased()] })
    }
    _ = next()
    guard skip("/") else {
      guard peek()?.text == "%" else { throw unexpected(["/"]) }
      throw failure(
        first, .unexpected, expected: ["P/Q"], suggestion: ClauseReader.fraction(percent: first.text))
    }
    let denominator = try number(atMost: Clause.largestCount)
    let numerator = decimal(first.text.utf8) ?? 0
    guard let fraction = Clause.Fraction(numerator, denominator) else {
      throw failure(first, .outOfRange(1, denominator))
    }
    try expect("of")
    return .fraction(fraction, of: try body())
  }

  private mutating func body() throws(ClauseError) -> Clause.Body {
    guard let word = peek(), ["members", "parties"].contains(word.text) else {
      throw unexpected(["parties(INSTRUMENT)", "members(ORG)"])
    }
    _ = next()
    let what = word.text == "members" ? "ORG" : "INSTRUMENT"
    let name = try inBrackets(what)
    return word.text == "members" ? .members(of: name) : .parties(to: name)
  }

  private mutating func inBrackets(_ what: String) throws(ClauseError) -> String {
    guard let open = peek(), skip("(") else { throw unexpected(["("]) }
    let name = try id(what)
    guard skip(")") else {
      throw peek() == nil ? failure(open, .unclosed, expected: [")"]) : unexpected([")"])
    }
    return name
  }

  /// `share(TABLE) >= 55%`; the word `share` is taken.
  fileprivate mutating func share() throws(ClauseError) -> Clause.Condition {
    let table = try inBrackets("TABLE")
    try expect(">=")
    guard let word = peek(), let number = ClauseReader.tenThousandths(word.text) else {
      throw unexpected(["P%"])
    }
    guard let percentage = Clause.Percentage(tenThousandths: number) else {
      throw failure(word, .noPercentage)
    }
    _ = next()
    guard skip("%") else {
      throw failure(word, .unexpected, expected: ["P%"], suggestion: percentage.description)
    }
    return .share(table: table, atLeast: percentage)
  }

  /// `55`, `66.67`: a number with at most four decimals, in ten-thousandths; one with more is out of every range.
  private static func tenThousandths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = decimal(parts[0].utf8), whole <= 1_000_000 else { return nil }
    guard parts.count == 2 else { return whole * 10_000 }
    guard let decimals = decimal(parts[1].utf8) else { return nil }
    guard parts[1].utf8.count <= 4 else { return 0 }
    return whole * 10_000 + decimals * [1000, 100, 10, 1][parts[1].utf8.count - 1]
  }

  private static let spelledFractions = [
    "half": "1/2", "one-half": "1/2", "one-third": "1/3", "two-thirds": "2/3", "three-fourths": "3/4",
    "three-quarters": "3/4", "three-fifths": "3/5", "four-fifths": "4/5",
  ]

  /// `75` as `3/4`.
  private static func fraction(percent text: String) -> String? {
    guard let percent = decimal(text.utf8), (1...100).contains(percent) else { return nil }
    let divisor = (1...percent).last { percent % $0 == 0 && 100 % $0 == 0 } ?? 1
    return "\(percent / divisor)/\(100 / divisor)"
  }
}
