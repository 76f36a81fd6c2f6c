import Diplomacy
import EventLog

extension ContradictionSearch {
  /// What somebody says became of States; these claims stand under no organisation or instrument, and speak of all in
  /// which the State took part.
  func stateClaims() throws -> [(SeenEvent, EventTemplate)] {
    guard ["org", "instrument"].contains(tag.key) else { return [] }
    return try world.claimsOfStates()
  }

  /// Where a claim that one State continues another is denied: the successor would hold, from the day of the change,
  /// what the predecessor surely held the day before.
  func contradictions(of seen: SeenEvent, saying change: StateChange, on days: ClosedRange<Day>) throws
    -> [Contradiction]
  {
    var found: [Contradiction] = []
    for successor in change.successors ?? [] where change.isContinued(by: successor) {
      for predecessor in change.predecessors where predecessor != successor {
        let denials = try denials(of: successor, continuing: predecessor, on: days)
        found += denials.compactMap { subject, denied in
          guard let first = denied.first else { return nil }
          return Contradiction(
            subjects: [subject], days: denied,
            message:
              "\(seen.position) claims that \(successor) continues \(predecessor) in \(tag.value) from"
              + " \(days.lowerBound); by the log it was not so on"
              + " \(DayBounds(first.lowerBound, first.upperBound).spanText)",
            fix:
              "record the change of State; if the claim is wrong, dispute \(seen.position) with a correction",
            events: [seen.position])
        }
      }
    }
    return found
  }

  private func denials(of successor: String, continuing predecessor: String, on days: ClosedRange<Day>) throws
    -> [(Contradiction.Subject, [ClosedRange<Day>])]
  {
    let before = days.lowerBound.previous
    if tag.key == "instrument" {
      let states = try world.instrument(tag.value).parties[predecessor]?.story.states(on: before) ?? []
      guard !states.isEmpty, states.allSatisfy({ $0.inForce != nil }),
        let denial = try partyDenial(tag.value, successor, { $0.inForce != nil })
      else { return [] }
      return [(.party(instrument: tag.value, party: successor), denial(days))]
    }
    let key = MembershipKey(org: tag.value, organ: nil, party: predecessor)
    let states = try world.membership(key).story.states(on: before)
    let held = states.flatMap { $0.held.map(\.status) }.uniqued().filter { status in
      states.allSatisfy { $0.holds(status) }
    }
    return try held.compactMap { status in
      try memberDenial(tag.value, nil, successor) { $0.holds(status) }.map {
        (.member(org: tag.value, party: successor), $0(days))
      }
    }
  }
}
