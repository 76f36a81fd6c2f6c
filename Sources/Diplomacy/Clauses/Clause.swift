import EventLog

/// When a treaty enters into force: a condition, a delay, a floor, a rule for parties that come later, and what counts.
///
/// One line in a closed notation (`when deposits >= 60 effective first-of-month after +60d`). The clause
/// knows days and names as they are written; who a name is, and what the world was like, is decided by who asks.
public struct Clause: Hashable, Sendable {
  /// What must have happened.
  public var condition: Condition
  /// From the day the condition is met to the day of entry into force.
  public var delay: Delay
  /// The day before which the treaty does not enter into force, whatever was deposited.
  public var floor: Optional<Floor>
  /// How a party that consents later follows.
  public var partyRule: PartyRule
  /// Whether regional economic integration organisations count beside their members; they do where it is not said.
  public var reio: Optional<Reio>
  /// To whom a party must have belonged on the day of its deposit for the deposit to count.
  public var eligible: Optional<Body>
  /// Which forms of consent count, in the order written; all where it is not said.
  public var modes: Optional<[Consent.Form]>
  /// Of a party's deposits with several depositaries the earliest counts.
  public var depositariesEarliest: Bool

  /// What must have happened before the delay begins to run.
  public indirect enum Condition: Hashable, Sendable {
    /// Everyone who signed has consented.
    case allSignatories
    /// Everyone in this list has consented.
    case all([String])
    /// Every member of an organisation has consented.
    case allMembers(of: String)
    /// Every party to another instrument has consented.
    case allParties(to: String)
    /// So many have consented, at least 1.
    case deposits(atLeast: Int)
    /// So many of a list or category have consented, at least 1.
    case depositsOf(Group, atLeast: Int)
    /// So many have consented who are in no list or category of this clause, at least 1.
    case others(atLeast: Int)
    /// This part of a body has consented.
    case fraction(Fraction, of: Body)
    /// Those who have consented hold this share of the total of a table of weights.
    case share(table: String, atLeast: Percentage)
    /// Another instrument is in force.
    case inForce(String)
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
    /// By the general rule's delay, from its own deposit.
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
    condition: Condition, delay: Delay = .none, floor: Floor? = nil, partyRule: PartyRule = .same,
    reio: Reio? = nil, eligible: Body? = nil, modes: [Consent.Form]? = nil, depositariesEarliest: Bool = false
  ) {
    self.condition = condition
    self.delay = delay
    self.floor = floor
    self.partyRule = partyRule
    self.reio = reio
    self.eligible = eligible
    self.modes = modes
    self.depositariesEarliest = depositariesEarliest
  }
}
