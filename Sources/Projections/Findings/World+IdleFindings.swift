import Diplomacy
import EventLog

extension World {
  /// Acts towards an instrument that find nothing to act on: consents to one that is over for good, and a resumption of
  /// operation that was not suspended.
  func idleFindings(_ history: InstrumentHistory) throws -> [Contradiction] {
    lateConsentFindings(history) + (try resumptionFindings(history))
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

  private func resumptionFindings(_ history: InstrumentHistory) throws -> [Contradiction] {
    let id = history.id
    var suspensions: [Turn] = []
    var resumptions: [Turn] = []
    for seen in try events(tagged: Tag("instrument", id)) where seen.event.isFact {
      guard let days = seen.event.effectBounds else { continue }
      switch seen.event.act {
      case .operationSuspended(let act) where act.instrument == id:
        suspensions += Turn.all(of: act.party, days, seen.position)
      case .operationResumed(let act) where act.instrument == id:
        resumptions += Turn.all(of: act.party, days, seen.position)
      default: break
      }
    }
    return resumptions.filter { !$0.ends(one: suspensions, since: resumptions) }.map { resumption in
      let party = resumption.party
      return Contradiction(
        code: .nothing, subjects: [party.map { .party(instrument: id, party: $0) } ?? .instrument(id)],
        days: resumption.days.stretch,
        message:
          "the operation of \(id)\(party.map { " for \($0)" } ?? "") was resumed \(resumption.days.words), when it"
          + " was not suspended",
        fix: "record the suspension, or retract \(resumption.position) with a correction",
        events: [resumption.position])
    }
  }
}

/// The operation of an instrument suspended or resumed, for one party or for all.
private struct Turn {
  var party: String?
  var days: DayBounds
  var position: GlobalPosition

  static func all(of parties: OneOrList<String>?, _ days: DayBounds, _ position: GlobalPosition) -> [Turn] {
    (parties?.values.map { $0 } ?? [nil]).map { Turn(party: $0, days: days, position: position) }
  }

  /// Whether a resumption may end one of the suspensions: one that concerns the same party and may have begun by then,
  /// and not before the operation was resumed the last time on an earlier day.
  func ends(one suspensions: [Turn], since resumptions: [Turn]) -> Bool {
    let last = resumptions.filter { $0.concerns(party) && $0.days.latest < days.earliest }
      .map(\.days.earliest).max()
    return suspensions.contains { suspension in
      (party == nil || suspension.concerns(party)) && suspension.days.earliest <= days.latest
        && suspension.days.latest >= last ?? .distantPast
    }
  }

  private func concerns(_ other: String?) -> Bool { party == nil || party == other }
}
