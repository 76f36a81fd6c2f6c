import EventLog

extension ExitClause {
  /// Reads an exit clause: `DELAY [not-before in-force+Ny|party+Ny] [not-during-conflict]`,
  /// `end-of-year [next-if-last-quarter]` or `none`, with `on-leaving ORG [DELAY]` after it or alone.
  ///
  /// Throws a `ClauseError` that points at the word.
  public init(_ text: String) throws(ClauseError) {
    var reader = try ClauseReader(text)
    self = try reader.exit()
  }
}

extension ExitClause: CustomStringConvertible {
  /// The notation; reading it gives the same clause.
  public var description: String {
    guard let leaving else { return rule.description }
    let delay = leaving.delay == .none ? "" : " \(leaving.delay)"
    let clause = "on-leaving \(Clause.quotedID(leaving.org))\(delay)"
    return rule == .none ? clause : "\(rule) \(clause)"
  }
}

extension ExitClause.Rule: CustomStringConvertible {
  /// The notation.
  public var description: String {
    switch self {
    case .none: return "none"
    case .endOfYear(let nextIfLastQuarter):
      return nextIfLastQuarter ? "end-of-year next-if-last-quarter" : "end-of-year"
    case .after(let delay, let floor, let notDuringConflict):
      let term = floor.map { " not-before \($0)" } ?? ""
      return "\(delay)\(term)\(notDuringConflict ? " not-during-conflict" : "")"
    }
  }
}

extension ExitClause.Floor: CustomStringConvertible {
  /// The notation: `in-force+3y`, `party+5y`.
  public var description: String {
    switch self {
    case .inForce(let term): "in-force\(term)"
    case .party(let term): "party\(term)"
    }
  }
}

extension ExitClause {
  /// The clause in words: `1 year after the notice`.
  public var english: String {
    guard let leaving else { return rule.english }
    let left = "leaving \(leaving.org)"
    let clause = leaving.delay == .none ? "with \(left)" : leaving.delay.english(from: left)
    return rule == .none ? clause : "\(rule.english); also \(clause)"
  }
}

extension ExitClause.Rule {
  /// The rule in words.
  fileprivate var english: String {
    switch self {
    case .none: return "the treaty has no rule for leaving it"
    case .endOfYear(let nextIfLastQuarter):
      return "at the end of the year"
        + (nextIfLastQuarter ? ", of the next one for a notice from October on" : "")
    case .after(let delay, let floor, let notDuringConflict):
      var sentence = delay.english(from: "the notice")
      switch floor {
      case nil: break
      case .inForce(let term)?: sentence += ", but not before \(term.english(from: "the entry into force"))"
      case .party(let term)?:
        sentence += ", but not before \(term.english(from: "the entry into force for the party"))"
      }
      return sentence + (notDuringConflict ? ", and not during an armed conflict" : "")
    }
  }
}

extension ClauseReader {
  private static let afterDelay = ["not-before", "not-during-conflict", "on-leaving"]

  fileprivate mutating func exit() throws(ClauseError) -> ExitClause {
    if peek()?.text == "on-leaving" { return ExitClause(.none, leaving: try leaving()) }
    let rule: ExitClause.Rule
    let others: [String]
    if skip("none") {
      (rule, others) = (.none, ["on-leaving"])
    } else if skip("end-of-year") {
      let nextIfLastQuarter = skip("next-if-last-quarter")
      rule = .endOfYear(nextIfLastQuarter: nextIfLastQuarter)
      others = nextIfLastQuarter ? ["on-leaving"] : ["next-if-last-quarter", "on-leaving"]
    } else {
      (rule, others) = (try afterNotice(), ClauseReader.afterDelay)
    }
    guard let word = peek() else { return ExitClause(rule) }
    guard word.text == "on-leaving" else { throw unexpected(others + ["the end"]) }
    return ExitClause(rule, leaving: try leaving())
  }

  private mutating func afterNotice() throws(ClauseError) -> ExitClause.Rule {
    let delay: Delay
    do {
      delay = try self.delay()
    } catch {
      guard error.expected == ClauseReader.delays else { throw error }
      throw unexpected(error.expected + ["end-of-year", "none", "on-leaving"], suggestion: error.suggestion)
    }
    var floor: ExitClause.Floor?
    var notDuringConflict = false
    while let word = peek() {
      if word.text == "not-before" {
        guard floor == nil else { throw failure(word, .repeatedPart) }
        _ = next()
        floor = try exitFloor()
      } else if word.text == "not-during-conflict" {
        guard !notDuringConflict else { throw failure(word, .repeatedPart) }
        _ = next()
        notDuringConflict = true
      } else {
        break
      }
    }
    return .after(delay, floor: floor, notDuringConflict: notDuringConflict)
  }

  private mutating func exitFloor() throws(ClauseError) -> ExitClause.Floor {
    guard let word = peek(), !word.text.hasPrefix("in-force") else {
      return .inForce(try steps(after: "in-force", or: ["party+Ny"]))
    }
    guard word.text.hasPrefix("party") else { throw unexpected(["in-force+Ny", "party+Ny"]) }
    return .party(try steps(after: "party"))
  }

  /// `on-leaving COE +6m`.
  private mutating func leaving() throws(ClauseError) -> ExitClause.Leaving {
    try expect("on-leaving")
    let org = try id("ORG")
    let delay = peek() == nil ? Delay.none : try self.delay()
    try expectEnd()
    return ExitClause.Leaving(org: org, delay: delay)
  }
}
