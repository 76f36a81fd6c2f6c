import Diplomacy
import EventLog

/// The gates: instruments that must be in force for a status to be held.
extension World {
  /// From when a status that was granted on some days can be held: the first day since then on which all instruments
  /// that enable it are in force, with what decided about them.
  ///
  /// - Returns: `nil` where one of them surely never is any more; days without a latest one where that may be so.
  func opening(of instruments: [String], for grant: DayBounds) throws -> (
    days: DayBounds, positions: [GlobalPosition]
  )? {
    var opened = DayBounds(.distantPast)
    var positions: [GlobalPosition] = []
    for id in instruments {
      let history = try instrument(id)
      guard let force = history.force.chosen else { return nil }
      opened = opened.later(of: force)
      positions += history.force.positions
      for end in history.ends where end.bounds.earliest <= grant.latest {
        if end.bounds.latest <= grant.earliest { return nil }
        positions += end.positions
        opened = DayBounds(opened.earliest, .distantFuture)
      }
    }
    return (opened, positions.uniqued())
  }

  /// How sure it is on a day that all the instruments that enable a status are in force; `nil` where it surely is not
  /// so.
  func availability(of instruments: [String], on day: Day) throws -> Certainty? {
    var all = Certainty.certain
    for id in instruments {
      guard let one = try instrument(id).stands(on: day) else { return nil }
      if one == .possible { all = .possible }
    }
    return all
  }

  /// The instruments that must be in force for an admission to a status: the one it names, else those of the
  /// organisation; an organ has none.
  func enablers(of status: String, by admission: DiplomaticEvent, in key: MembershipKey) throws -> [String] {
    guard case .admission(let act) = admission.act else { return [] }
    if let named = act.enabledBy { return [named] }
    return key.organ == nil ? try enablers(of: status, in: key.org) : []
  }

  /// The instruments that together enable one status of an organisation.
  func enablers(of status: String, in org: String) throws -> [String] {
    try organisation(org).gates.filter { $0.status == status }.map(\.instrument).uniqued()
  }
}

extension InstrumentHistory {
  /// How sure it is that the instrument is in force on a day, suspended or not; `nil` where it surely is not.
  func stands(on day: Day) -> Certainty? {
    guard let force = force.chosen, var certainty = Certainty(from: force, on: day) else { return nil }
    for end in ends {
      switch Certainty(from: end.bounds, on: day) {
      case .certain: return nil
      case .possible: certainty = .possible
      case nil: break
      }
    }
    return certainty
  }

  /// Every day from which on it may be in force, or no longer be.
  var standingTurns: [Day] {
    ([force.chosen].compactMap { $0 } + ends.map(\.bounds)).flatMap(\.turns)
  }

  /// What decided by a day whether it is in force: its entry into force, then its ends.
  func standingPositions(by day: Day) -> [GlobalPosition] {
    force.positions + ends.filter { $0.bounds.earliest <= day }.flatMap(\.positions)
  }
}
