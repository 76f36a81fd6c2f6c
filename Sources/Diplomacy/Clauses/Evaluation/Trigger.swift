import EventLog

/// When the condition of a clause is met, by acts that are known within bounds, in circumstances that are too.
///
/// The earliest day is the first on which it may be met, the latest the first on which it surely is: for a count the
/// n-th smallest lower and upper bound, for `all` the maxima (docs/CLAUSES.md, "Ranges").
public struct Trigger: Sendable {
  /// What is known of one party.
  public struct Party: Hashable, Sendable {
    /// When it signed, `nil` if it did not.
    public var signed: DayBounds?
    /// Its consents to be bound, one after the other.
    public var consents: [Consent]

    /// A party.
    public init(signed: DayBounds? = nil, consents: [Consent] = []) {
      self.signed = signed
      self.consents = consents
    }

    /// Whether it has given a consent by a day and not taken it back, whatever the clause says of it.
    public func hasConsented(on day: Day, _ mode: Mode) -> Bool {
      consents.contains { $0.days[mode].contains(day) }
    }
  }
  /// A consent to be bound.
  public struct Consent: Hashable, Sendable {
    /// From when it counts.
    public var given: DayBounds
    /// From when it no longer counts, `nil` if it was not withdrawn.
    public var withdrawn: DayBounds?
    /// How it was given: the word of a form of consent, `succession`, or another word.
    public var form: String
    /// Days on which it does not stand, whenever it was given: what was given by then was taken back, and what was not
    /// comes later.
    public var absences: [Day] = []

    /// A consent.
    public init(given: DayBounds, withdrawn: DayBounds? = nil, form: String) {
      self.given = given
      self.withdrawn = withdrawn
      self.form = form
    }

    /// The form of a consent that was taken over from a predecessor.
    public static let succession = "succession"
  }
  /// Whether a thing is asked for under the readings of the bounds most or least in its favour.
  public enum Mode: Sendable, CaseIterable {
    case surely, possibly
  }

  /// The clause.
  public let clause: Clause
  /// What is known of each party, named as in the lists of the clause.
  public let parties: [String: Party]
  /// The world around them.
  public let circumstances: Circumstances
  let counted: Consents

  /// The question when a clause is met by these parties.
  public init(clause: Clause, parties: [String: Party], circumstances: Circumstances = Circumstances()) {
    self.clause = clause
    self.parties = parties
    self.circumstances = circumstances
    self.counted = Consents(clause: clause, parties: parties, circumstances: circumstances)
  }

  /// The first day on which the condition may be met and the first on which it surely is; `nil` if it never may.
  public func bounds() -> DayBounds? {
    let met = days(of: clause.condition)
    guard let earliest = met.possibly.first else { return nil }
    return DayBounds(earliest, max(earliest, met.surely.first ?? .distantFuture))
  }

  /// The day of entry into force, `nil` if the condition may never be met.
  public func inForce() -> DayBounds? {
    bounds().map { clause.inForce(trigger: $0, opening: circumstances.opening) }
  }

  /// Whether a condition is met at the end of a day.
  public func isMet(_ condition: Clause.Condition, on day: Day, _ mode: Mode) -> Bool {
    days(of: condition)[mode].contains(day)
  }
}

extension Trigger.Consent {
  /// The days on which it is given and not withdrawn.
  var days: DayReadings {
    let possibly = DaySet(from: given.earliest, until: withdrawn?.latest ?? .distantFuture)
    return DayReadings(
      surely: DaySet(from: given.latest, until: withdrawn?.earliest ?? .distantFuture),
      possibly: absences.reduce(possibly) { days, absence in
        days.intersection(DaySet(from: .distantPast, until: absence).union(DaySet(from: absence.next)))
      })
  }
}

extension DayBounds {
  /// Whether a day within the bounds has come by the end of `day`.
  public func hasBegun(on day: Day, _ mode: Trigger.Mode) -> Bool {
    switch mode {
    case .surely: latest <= day
    case .possibly: earliest <= day
    }
  }
}
