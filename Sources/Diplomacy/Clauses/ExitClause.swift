import EventLog

/// When a party that gives notice is no longer a party.
///
/// Every day it answers with is the first day no longer.
public enum ExitClause: Hashable, Sendable {
  /// The treaty says nothing about leaving, and leaving is disputed (VCLT 56) unless the log says otherwise.
  case none
  /// So long after the notice was received, and not before a term from the entry into force has run.
  case after(Delay, notBeforeInForcePlus: Delay?)
  /// With the end of the financial year, which is the calendar year: the first of January after the notice.
  ///
  /// With `nextIfLastQuarter` a notice from October on takes effect a year later (Statute of the Council of
  /// Europe, article 7: within the last three months, at the end of the next year).
  case endOfYear(nextIfLastQuarter: Bool)

  /// Reads an exit clause: `DELAY [not-before in-force+Ny]`, `end-of-year [next-if-last-quarter]` or `none`.
  ///
  /// Throws a `ClauseError` that points at the word.
  public init(_ text: String) throws(ClauseError) {
    var reader = try ClauseReader(text)
    self = try reader.exit()
  }
}

extension ExitClause {
  /// The first day no longer, for a notice received on `notice`.
  ///
  /// - Parameter inForce: The day of entry into force for this party, needed where the clause counts from it.
  /// - Returns: `nil` where the clause gives no day: `none`, or a term from a day in force not given.
  public func effective(notice: Day, inForce: Day?) -> Day? {
    effective(notice: DayBounds(notice), inForce: inForce.map { DayBounds($0) })?.earliest
  }

  /// The days that can be the first no longer, for a notice within these bounds.
  public func effective(notice: DayBounds, inForce: DayBounds?) -> DayBounds? {
    switch self {
    case .none: return nil
    case .after(let delay, nil): return delay.applied(to: notice)
    case .after(let delay, let term?):
      guard let inForce else { return nil }
      return delay.applied(to: notice).later(of: term.applied(to: inForce))
    case .endOfYear(let nextIfLastQuarter):
      return notice.map { ExitClause.firstOfYear(after: $0, nextIfLastQuarter: nextIfLastQuarter) }
    }
  }

  private static func firstOfYear(after notice: Day, nextIfLastQuarter: Bool) -> Day {
    guard notice.isCivil else { return notice }
    let (year, month, _) = notice.civil
    return Day(year: year + (nextIfLastQuarter && month >= 10 ? 2 : 1), month: 1, day: 1) ?? .distantFuture
  }

  /// The clause in words: `1 year after the notice`.
  public var english: String {
    switch self {
    case .none: return "the treaty has no rule for leaving it"
    case .after(let delay, let term):
      let floor = term.map { ", but not before \($0.english(from: "the entry into force"))" } ?? ""
      return delay.english(from: "the notice") + floor
    case .endOfYear(let nextIfLastQuarter):
      return "at the end of the year"
        + (nextIfLastQuarter ? ", of the next one for a notice from October on" : "")
    }
  }
}

extension ExitClause: CustomStringConvertible {
  /// The notation; reading it gives the same clause.
  public var description: String {
    switch self {
    case .none: "none"
    case .after(let delay, nil): delay.description
    case .after(let delay, let term?): "\(delay) not-before in-force\(term)"
    case .endOfYear(let nextIfLastQuarter):
      nextIfLastQuarter ? "end-of-year next-if-last-quarter" : "end-of-year"
    }
  }
}

extension ClauseReader {
  fileprivate mutating func exit() throws(ClauseError) -> ExitClause {
    if skip("none") {
      try expectEnd()
      return .none
    }
    if skip("end-of-year") {
      let nextIfLastQuarter = skip("next-if-last-quarter")
      try expectEnd(or: nextIfLastQuarter ? [] : ["next-if-last-quarter"])
      return .endOfYear(nextIfLastQuarter: nextIfLastQuarter)
    }
    let delay: Delay
    do {
      delay = try self.delay()
    } catch {
      guard error.expected == ClauseReader.delays else { throw error }
      throw unexpected(error.expected + ["end-of-year", "none"], suggestion: error.suggestion)
    }
    guard skip("not-before") else {
      try expectEnd(or: ["not-before"])
      return .after(delay, notBeforeInForcePlus: nil)
    }
    let term = try termFromEntryIntoForce()
    try expectEnd()
    return .after(delay, notBeforeInForcePlus: term)
  }

  /// `in-force+3y`: one word.
  private mutating func termFromEntryIntoForce() throws(ClauseError) -> Delay {
    guard let word = peek(), word.text.hasPrefix("in-force") else { throw unexpected(["in-force+Ny"]) }
    _ = next()
    let counts = word.range.lowerBound + "in-force".utf8.count..<word.range.upperBound
    guard !counts.isEmpty else { throw failure(word, .unexpected, expected: ["in-force+Ny"]) }
    let tail = Word(text: String(decoding: bytes[counts], as: UTF8.self), range: counts)
    return Delay(trusted: try self.counts(of: tail, signed: true))
  }
}
