import EventLog

/// What a clause asks of the world beside the acts of the parties to its instrument.
///
/// What is not there is not known, and no condition is met by it: an organisation without a roster has no members, a
/// table without weights gives no share, an instrument without stretches is not in force.
public struct Circumstances: Sendable {
  /// The members of each organisation.
  public var members: [String: Roster]
  /// The parties to each instrument.
  public var parties: [String: Roster]
  /// When each instrument is in force.
  public var inForce: [String: [Stretch]]
  /// The last day on which each instrument that may never be in force enters into it, if it ever does.
  public var lastEntries: [String: Day] = [:]
  /// The tables of weights.
  public var tables: [String: WeightTable]
  /// The parties of each category.
  public var categories: [String: [String]]
  /// The parties that are regional economic integration organisations.
  public var reios: Set<String>
  /// For each successor the predecessor whose count it keeps.
  public var successions: [String: String]
  /// The States that came to an end, with the first day no longer.
  public var extinct: [String: DayBounds]
  /// The States of `extinct` that came back, with the first day of their new life.
  public var returned: [String: DayBounds]
  /// The day the instrument was opened for signature.
  public var opening: DayBounds?

  /// Circumstances; what is not given is not known.
  public init(
    members: [String: Roster] = [:], parties: [String: Roster] = [:], inForce: [String: [Stretch]] = [:],
    tables: [String: WeightTable] = [:], categories: [String: [String]] = [:], reios: Set<String> = [],
    successions: [String: String] = [:], extinct: [String: DayBounds] = [:],
    returned: [String: DayBounds] = [:],
    opening: DayBounds? = nil
  ) {
    self.members = members
    self.parties = parties
    self.inForce = inForce
    self.tables = tables
    self.categories = categories
    self.reios = reios
    self.successions = successions
    self.extinct = extinct
    self.returned = returned
    self.opening = opening
  }

  /// Who belongs to a body.
  public func roster(of body: Clause.Body) -> Roster {
    switch body {
    case .members(let org): members[org] ?? [:]
    case .parties(let instrument): parties[instrument] ?? [:]
    }
  }
}
