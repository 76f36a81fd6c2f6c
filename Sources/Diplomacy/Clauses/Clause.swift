import EventLog

/// When a treaty enters into force: a condition, a delay, and a rule for parties that come later.
///
/// One line in a closed notation (`when deposits >= 60 effective first-of-month after +60d`). The clause
/// knows days and names as they are written; who a name is, and which consents count, is decided by who asks.
public struct Clause: Hashable, Sendable {
  /// What must have happened.
  public var condition: Condition
  /// From the day the condition is met to the day of entry into force.
  public var delay: Delay
  /// The day before which the treaty does not enter into force, whatever was deposited.
  public var notBefore: Day?
  /// How a party that consents later follows.
  public var partyRule: PartyRule
  /// Of a party's deposits with several depositaries the earliest counts.
  public var depositariesEarliest: Bool

  /// What must have happened before the delay begins to run.
  public indirect enum Condition: Hashable, Sendable {
    /// Everyone who signed has consented.
    case allSignatories
    /// Everyone in this list has consented.
    case all([String])
    /// So many have consented, at least 1.
    case deposits(atLeast: Int)
    /// So many have consented who are in no list of this clause, at least 1.
    case others(atLeast: Int)
    /// This day has come.
    case date(Day)
    /// It has been signed.
    case onSignature
    /// Both.
    case and(Condition, Condition)
    /// At least one of the two.
    case or(Condition, Condition)
  }

  /// How a party follows that consents after the condition was met; never before the general date.
  public enum PartyRule: Hashable, Sendable {
    /// By the general delay, from its own deposit.
    case same
    /// By this delay, from its own deposit.
    case delay(Delay)
    /// One date for all.
    case none
  }

  /// The most bytes a clause may have.
  public static let longest = 16_384
  /// How deep brackets may stand in brackets.
  public static let deepest = 64
  /// The most consents that a condition may ask for.
  public static let largestCount = 9999

  /// A clause of these parts, each as the notation leaves it when it does not say.
  public init(
    condition: Condition, delay: Delay = .none, notBefore: Day? = nil, partyRule: PartyRule = .same,
    depositariesEarliest: Bool = false
  ) {
    self.condition = condition
    self.delay = delay
    self.notBefore = notBefore
    self.partyRule = partyRule
    self.depositariesEarliest = depositariesEarliest
  }
}

extension Clause {
  /// The same clause with every name in its lists replaced.
  public func mapParties<Failure: Error>(
    _ transform: (String) throws(Failure) -> String
  ) throws(Failure) -> Clause {
    var clause = self
    clause.condition = try condition.mapParties(transform)
    return clause
  }
}

extension Clause.Condition {
  /// The names in all lists of the condition, in the order written, each once.
  public var namedParties: [String] {
    switch self {
    case .all(let names): return names
    case .and(let left, let right), .or(let left, let right):
      let first = left.namedParties
      return first + right.namedParties.filter { !first.contains($0) }
    default: return []
    }
  }

  func mapParties<Failure: Error>(
    _ transform: (String) throws(Failure) -> String
  ) throws(Failure) -> Clause.Condition {
    switch self {
    case .all(let names):
      var mapped: [String] = []
      for name in names { mapped.append(try transform(name)) }
      return .all(mapped)
    case .and(let left, let right):
      return .and(try left.mapParties(transform), try right.mapParties(transform))
    case .or(let left, let right):
      return .or(try left.mapParties(transform), try right.mapParties(transform))
    default: return self
    }
  }
}
