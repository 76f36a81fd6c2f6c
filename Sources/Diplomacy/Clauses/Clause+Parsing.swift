import EventLog

extension Clause {
  /// Reads one clause:
  /// `when CONDITION [effective DELAY] [not-before DAY|opening+Ny] [party DELAY|same|none] [reio not-additional|counts]
  /// [eligible members of ORG|parties to INSTRUMENT] [modes {FORM,…}] [depositaries earliest]`.
  ///
  /// The parts after the condition may stand in any order, each once. docs/CLAUSES.md has the grammar. Throws a
  /// `ClauseError` that points at the word, with what could stand there.
  public init(_ text: String) throws(ClauseError) {
    var reader = try ClauseReader(text)
    guard reader.skip("when") else { throw reader.withoutWhen() }
    self.init(condition: try reader.condition())
    var parts: Set<String> = []
    while let word = reader.peek() {
      guard ClauseReader.parts.contains(word.text) else { throw reader.unknownPart(word) }
      guard parts.insert(word.text).inserted else { throw reader.failure(word, .repeatedPart) }
      _ = reader.next()
      switch word.text {
      case "effective": delay = try reader.delay()
      case "not-before": floor = try reader.floor()
      case "party": partyRule = try reader.partyRule()
      case "reio": reio = try reader.reio()
      case "eligible": eligible = try reader.eligible()
      case "modes": modes = try reader.modes()
      default:
        try reader.expect("earliest")
        depositariesEarliest = true
      }
    }
  }
}

extension ClauseReader {
  /// The words that begin a part after the condition.
  static let parts = ["effective", "not-before", "party", "reio", "eligible", "modes", "depositaries"]
  /// Words that stand for themselves where an id could stand.
  static let reserved: Set<String> = Set(parts + ["when", "and", "or", "of", "to", "on-leaving"])

  fileprivate func withoutWhen() -> ClauseError {
    guard let word = peek(), ClauseReader.conditions.contains(word.text) else { return unexpected(["when"]) }
    return unexpected(["when"], suggestion: "when \(word.text)")
  }

  fileprivate func unknownPart(_ word: Word) -> ClauseError {
    let expected = ["and", "or"] + ClauseReader.parts
    let guess = ClauseSuggestion.nearest(to: word.text, among: expected)
    return failure(word, .unexpected, expected: expected + ["the end"], suggestion: guess)
  }

  fileprivate mutating func floor() throws(ClauseError) -> Clause.Floor {
    guard let word = peek(), word.text == "opening" || word.text.hasPrefix("opening+") else {
      do {
        return .day(try day())
      } catch {
        guard error.reason == .unexpected else { throw error }
        throw unexpected(["DAY", "opening+Ny"])
      }
    }
    return .opening(try steps(after: "opening"))
  }

  /// `opening+2y`, `in-force+3y`: a day that is named, and counts from it, in one word.
  mutating func steps(after name: String, or others: [String] = []) throws(ClauseError) -> Delay {
    guard let word = peek(), word.text.hasPrefix(name) else { throw unexpected(["\(name)+Ny"] + others) }
    _ = next()
    let counts = word.range.lowerBound + name.utf8.count..<word.range.upperBound
    guard !counts.isEmpty else { throw failure(word, .unexpected, expected: ["\(name)+Ny"]) }
    let tail = Word(text: String(decoding: bytes[counts], as: UTF8.self), range: counts)
    return Delay(trusted: try self.counts(of: tail, signed: true))
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

  fileprivate mutating func reio() throws(ClauseError) -> Clause.Reio {
    guard let word = peek(), let reio = Clause.Reio(rawValue: word.text) else {
      throw unexpected(Clause.Reio.allCases.map(\.rawValue))
    }
    _ = next()
    return reio
  }

  fileprivate mutating func eligible() throws(ClauseError) -> Clause.Body {
    if skip("members") {
      try expect("of")
      return .members(of: try id("ORG"))
    }
    if skip("parties") {
      try expect("to")
      return .parties(to: try id("INSTRUMENT"))
    }
    throw unexpected(["members of ORG", "parties to INSTRUMENT"])
  }

  fileprivate mutating func modes() throws(ClauseError) -> [Consent.Form] {
    try expect("{")
    var modes: [Consent.Form] = []
    while true {
      guard let word = peek(), let form = Consent.Form(rawValue: word.text) else {
        let forms = Consent.Form.allCases.map(\.rawValue)
        // A succession keeps a count whatever the modes; it is no misspelled accession.
        guard let word = peek(), word.text == Trigger.Consent.succession else { throw unexpected(forms) }
        throw failure(word, .unexpected, expected: forms)
      }
      guard !modes.contains(form) else { throw failure(word, .repeatedName) }
      modes.append(form)
      _ = next()
      if skip("}") { return modes }
      guard skip(",") else { throw unexpected([",", "}"]) }
    }
  }
}
