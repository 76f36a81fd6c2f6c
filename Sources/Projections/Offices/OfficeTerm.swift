import EventLog

/// A term of office: who took it, and how that is known.
struct OfficeTerm {
  /// Who took office.
  let holder: String
  /// The taking of it.
  let begin: Evidence

  /// Whether the record of it is believed, and not that of another one.
  func outweighs(_ other: OfficeTerm) -> Bool {
    SeenEvent.isBetterEvidence(begin.deciding, than: other.begin.deciding)
  }
}

extension [OfficeTerm] {
  /// The terms that begin on one and the same day with different holders, by that day.
  var rivals: [Day: [OfficeTerm]] {
    Dictionary(grouping: filter(\.begin.bounds.isExact), by: \.begin.bounds.earliest).filter { terms in
      terms.value.contains { $0.holder != terms.value[0].holder }
    }
  }
}

extension [OfficeTerm] {
  /// Whether the one that is believed was confirmed when the others were recorded already.
  fileprivate var isSettled: Bool {
    guard let best = first(where: { $0.begin.deciding.confirmedBy != nil }) else { return false }
    return best.begin.deciding.settles(filter { $0.holder != best.holder }.flatMap(\.begin.records))
  }
}

extension OfficeHistory {
  /// Holders who cannot all have taken the office on the same day, for as long as one of them is said to hold it.
  var contradictions: [Contradiction] {
    let unsettled = rivals.filter { !$0.isSettled }
    return zip(unsettled, daysHeld(byAnyOf: unsettled)).map { terms, days in
      let takings = terms.map { term in
        "by \(term.holder) (\(term.begin.deciding.position), grade \(term.begin.grade))"
      }
      return Contradiction(
        subjects: [.office(id)], days: days,
        message: "\(id) was taken on \(terms[0].begin.bounds.earliest) \(takings.joined(separator: " and "))",
        fix:
          "retract or replace the record that is wrong, or whose day is, or confirm the one that is right, with a"
          + " correction",
        events: terms.flatMap(\.begin.positions))
    }
  }

  /// For each of some groups of terms the days on which one of them may run; one walk over the story finds all.
  private func daysHeld(byAnyOf groups: [[OfficeTerm]]) -> [[ClosedRange<Day>]] {
    guard !groups.isEmpty else { return [] }
    let owners = Dictionary(
      groups.enumerated().flatMap { number, terms in terms.flatMap(\.begin.positions).map { ($0, number) } },
      uniquingKeysWith: { first, _ in first })
    var days: [[ClosedRange<Day>]] = Array(repeating: [], count: groups.count)
    for piece in story.pieces {
      guard let since = piece.state.since, let own = piece.days,
        let owner = story.acts[since].positions.lazy.compactMap({ owners[$0] }).first
      else { continue }
      days[owner].append(own)
    }
    return days.map { $0.joined() }
  }
}
