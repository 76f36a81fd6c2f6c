import EventLog

/// When the condition of a clause is met, by acts that are known within bounds.
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

    /// Whether one of its consents counts on a day.
    public func hasConsented(on day: Day, _ mode: Mode) -> Bool {
      consents.contains { $0.counts(on: day, mode) }
    }
  }
  /// A consent to be bound.
  public struct Consent: Hashable, Sendable {
    /// From when it counts.
    public var given: DayBounds
    /// From when it no longer counts, `nil` if it was not withdrawn.
    public var withdrawn: DayBounds?

    /// A consent.
    public init(given: DayBounds, withdrawn: DayBounds? = nil) {
      self.given = given
      self.withdrawn = withdrawn
    }

    func counts(on day: Day, _ mode: Mode) -> Bool {
      guard given.hasBegun(on: day, mode) else { return false }
      return !(withdrawn?.hasBegun(on: day, mode == .surely ? .possibly : .surely) ?? false)
    }
  }
  /// Whether a thing is asked for under the readings of the bounds most or least in its favour.
  public enum Mode: Sendable {
    case surely, possibly
  }

  /// The clause.
  public let clause: Clause
  /// What is known of each party, named as in the lists of the clause.
  public let parties: [String: Party]

  /// The question when a clause is met by these parties.
  public init(clause: Clause, parties: [String: Party]) {
    self.clause = clause
    self.parties = parties
  }

  /// The first day on which the condition may be met and the first on which it surely is; `nil` if it never may.
  public func bounds() -> DayBounds? {
    let days = candidateDays()
    guard let earliest = days.first(where: { isMet(clause.condition, on: $0, .possibly) }) else { return nil }
    let latest = days.first { isMet(clause.condition, on: $0, .surely) }
    return DayBounds(earliest, max(earliest, latest ?? .distantFuture))
  }

  /// Every day on which the answer can change.
  private func candidateDays() -> [Day] {
    var days: Set<Day> = [.distantPast]
    for party in parties.values {
      for bounds in [party.signed] + party.consents.flatMap({ [$0.given, $0.withdrawn] }) {
        if let bounds { days.formUnion([bounds.earliest, bounds.latest]) }
      }
    }
    days.formUnion(clause.condition.days)
    return days.filter { $0 != .distantFuture }.sorted()
  }

  /// Whether a condition is met at the end of a day.
  public func isMet(_ condition: Clause.Condition, on day: Day, _ mode: Mode) -> Bool {
    switch condition {
    case .allSignatories: return haveAllSignatories(on: day, mode)
    case .all(let list): return list.allSatisfy { hasConsented($0, on: day, mode) }
    case .deposits(let number): return consents(on: day, mode) >= number
    case .others(let number):
      return consents(on: day, mode, excluding: Set(clause.condition.namedParties)) >= number
    case .date(let date): return day >= date
    case .onSignature: return parties.values.contains { $0.signed?.hasBegun(on: day, mode) ?? false }
    case .and(let left, let right): return isMet(left, on: day, mode) && isMet(right, on: day, mode)
    case .or(let left, let right): return isMet(left, on: day, mode) || isMet(right, on: day, mode)
    }
  }

  /// How many consents count on a day.
  public func consents(on day: Day, _ mode: Mode, excluding left: Set<String> = []) -> Int {
    parties.keys.count { !left.contains($0) && hasConsented($0, on: day, mode) }
  }

  /// Whether a party's consent counts on a day.
  public func hasConsented(_ party: String, on day: Day, _ mode: Mode) -> Bool {
    parties[party]?.hasConsented(on: day, mode) ?? false
  }

  /// Whoever has signed by the day must have consented, and somebody must.
  private func haveAllSignatories(on day: Day, _ mode: Mode) -> Bool {
    let waitedFor = mode == .surely ? Mode.possibly : .surely
    var isAnyone = false
    for (name, party) in parties {
      guard let signed = party.signed else { continue }
      let has = hasConsented(name, on: day, mode)
      if signed.hasBegun(on: day, waitedFor) && !has { return false }
      if has && signed.hasBegun(on: day, mode) { isAnyone = true }
    }
    return isAnyone
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

extension Clause.Condition {
  /// The dates it names.
  fileprivate var days: [Day] {
    switch self {
    case .date(let day): [day]
    case .and(let left, let right), .or(let left, let right): left.days + right.days
    default: []
    }
  }

  /// Whether every signatory, or everyone on a list, must consent before it is met: then the published day bounds
  /// the consents that are not recorded.
  public func requiresConsent(of party: String, isSignatory: Bool) -> Bool {
    switch self {
    case .allSignatories: isSignatory
    case .all(let list): list.contains(party)
    case .and(let left, let right):
      left.requiresConsent(of: party, isSignatory: isSignatory)
        || right.requiresConsent(of: party, isSignatory: isSignatory)
    case .or(let left, let right):
      left.requiresConsent(of: party, isSignatory: isSignatory)
        && right.requiresConsent(of: party, isSignatory: isSignatory)
    case .deposits, .others, .date, .onSignature: false
    }
  }
}
