import EventLog

extension Clause {
  /// Reads one clause:
  /// `when CONDITION [effective DELAY] [not-before DAY] [party DELAY|same|none] [depositaries earliest]`.
  ///
  /// The parts after the condition may stand in any order, each once. Conditions: `all signatories`, `all
  /// {A,B}`, `deposits >= N`, `others >= N` (than those in the lists), `date DAY`, `signature`, joined by
  /// `and` (closer) and `or`, in brackets. Throws a `ClauseError` that points at the word; forms that clauses
  /// have and this version does not read (`all members of`, `all parties to`, `deposits of`, `fraction`,
  /// `share`, `in-force`, `reio`, `eligible`) are named as such.
  public init(_ text: String) throws(ClauseError) {
    var reader = try ClauseReader(text)
    guard reader.skip("when") else { throw reader.withoutWhen() }
    self.init(condition: try reader.condition())
    var parts: Set<String> = []
    while let word = reader.peek() {
      guard Clause.parts.contains(word.text) else { throw reader.unknownPart(word) }
      guard parts.insert(word.text).inserted else { throw reader.failure(word, .repeatedPart) }
      _ = reader.next()
      switch word.text {
      case "effective": delay = try reader.delay()
      case "not-before": notBefore = try reader.day()
      case "party": partyRule = try reader.partyRule()
      default:
        try reader.expect("earliest")
        depositariesEarliest = true
      }
    }
  }

  fileprivate static let parts = ["effective", "not-before", "party", "depositaries"]
}

extension ClauseReader {
  fileprivate static let conditions = ["all", "deposits", "others", "date", "signature", "("]

  fileprivate func withoutWhen() -> ClauseError {
    guard let word = peek(), ClauseReader.conditions.contains(word.text) else { return unexpected(["when"]) }
    return unexpected(["when"], suggestion: "when \(word.text)")
  }

  fileprivate mutating func unknownPart(_ word: Word) -> ClauseError {
    _ = next()
    switch word.text {
    case "reio": return notReadYet("reio", from: word)
    case "eligible": return notReadYet("eligible members of", from: word, through: ["members", "of"])
    default: break
    }
    let expected = ["and", "or"] + Clause.parts
    let guess = ClauseSuggestion.nearest(to: word.text, among: expected)
    return failure(word, .unexpected, expected: expected + ["the end"], suggestion: guess)
  }

  fileprivate mutating func partyRule() throws(ClauseError) -> Clause.PartyRule {
    if skip("same") { return .same }
    if skip("none") { return .none }
    do {
      return .delay(try delay())
    } catch {
      guard error.expected == ClauseReader.delays else { throw error }
      throw unexpected(["same", "none"] + error.expected, suggestion: error.suggestion)
    }
  }

  /// A whole condition, with `others` only beside a list.
  fileprivate mutating func condition() throws(ClauseError) -> Clause.Condition {
    let start = self
    let condition = try alternatives()
    if condition.countsOthers, condition.namedParties.isEmpty {
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
    case "all": return try everyone(from: word)
    case "deposits":
      if let of = peek(), of.text == "of" { throw notReadYet("deposits of", from: word, through: ["of"]) }
      return .deposits(atLeast: try count())
    case "others": return .others(atLeast: try count())
    case "date": return .date(try day())
    case "signature": return .onSignature
    default: return try bracketed(by: word)
    }
  }

  private mutating func everyone(from word: Word) throws(ClauseError) -> Clause.Condition {
    if skip("signatories") { return .allSignatories }
    switch peek() {
    case let open? where open.text == "{":
      _ = next()
      return .all(try names(after: open))
    case let members? where members.text == "members":
      throw notReadYet("all members of", from: word, through: ["members", "of"])
    case let parties? where parties.text == "parties":
      throw notReadYet("all parties to", from: word, through: ["parties", "to"])
    default: throw unexpected(["signatories", "{"])
    }
  }

  private mutating func count() throws(ClauseError) -> Int {
    try expect(">=")
    return try number(atMost: Clause.largestCount)
  }

  private mutating func bracketed(by open: Word) throws(ClauseError) -> Clause.Condition {
    guard depth < Clause.deepest else { throw failure(open, .tooLong) }
    depth += 1
    defer { depth -= 1 }
    let condition = try alternatives()
    guard skip(")") else { throw peek() == nil ? failure(open, .unclosed) : unexpected(["and", "or", ")"]) }
    return condition
  }

  private mutating func noCondition() -> ClauseError {
    guard let word = peek() else { return unexpected(ClauseReader.conditions) }
    if ["fraction", "share", "in-force"].contains(word.text) {
      _ = next()
      return notReadYet(word.text, from: word)
    }
    var guess: String?
    if let number = decimal(word.text.utf8) { guess = "deposits >= \(number)" }
    return unexpected(ClauseReader.conditions, suggestion: guess)
  }
}

extension Clause.Condition {
  fileprivate var countsOthers: Bool {
    switch self {
    case .others: true
    case .and(let left, let right), .or(let left, let right): left.countsOthers || right.countsOthers
    default: false
    }
  }
}
