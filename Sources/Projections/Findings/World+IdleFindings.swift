import Diplomacy
import EventLog

extension World {
  /// Acts towards an instrument that find nothing to act on: consents to one that is over for good, and a resumption of
  /// operation that was not suspended.
  func idleFindings(_ history: InstrumentHistory) -> [Contradiction] {
    lateConsentFindings(history) + resumptionFindings(history)
  }

  private func lateConsentFindings(_ history: InstrumentHistory) -> [Contradiction] {
    guard let end = history.inForce.last?.until else { return [] }
    return history.parties.values.sorted { $0.party < $1.party }.flatMap { party in
      party.consents.filter { !$0.isTakenOver && $0.bounds.earliest >= end.latest }.map { consent in
        Contradiction(
          code: .nothing, subjects: [.party(instrument: history.id, party: party.party)],
          days: consent.bounds.stretch,
          message:
            "\(party.party) consented to \(history.id) \(consent.bounds.words), when that was over for good",
          fix:
            "correct the end of \(history.id), or retract \(consent.evidence.positions[0]) with a correction",
          events: consent.evidence.positions)
      }
    }
  }

  private func resumptionFindings(_ history: InstrumentHistory) -> [Contradiction] {
    let id = history.id
    let story = history.operation.story
    return story.worthTelling.map { finding in
      let act = story.acts[finding.act]
      let party = act.effect.party
      let position = act.positions[0]
      // For all it may be suspended on the days of a resumption for one, which ends nothing of that.
      let isGeneral = party != nil && history.suspensions.contains { $0.overlaps(act.bounds) }
      let why =
        isGeneral ? "was suspended for all, which only a resumption for all ends" : "was not suspended"
      return Contradiction(
        finding, party.map { .party(instrument: id, party: $0) } ?? .instrument(id),
        message: "the operation of \(id)\(party.map { " for \($0)" } ?? "") was resumed \(act.bounds.words),"
          + " when it \(why)",
        fix: isGeneral
          ? "record the resumption for all, or suspensions of the parties that it was suspended for"
          : "record the suspension, or retract \(position) with a correction",
        events: act.positions)
    }
  }
}

extension OperationSuspension {
  /// Whether it may last on some of these days.
  fileprivate func overlaps(_ days: DayBounds) -> Bool {
    from.earliest <= days.latest && days.earliest <= until?.latest ?? .distantFuture
  }
}
