import Diplomacy
import EventLog

extension World {
  /// Acts towards an instrument that find nothing to act on: consents to one that is over for good, and a resumption of
  /// operation that was not suspended.
  func idleFindings(_ history: InstrumentHistory) throws -> [Contradiction] {
    lateConsentFindings(history) + (try resumptionFindings(history))
  }

  private func lateConsentFindings(_ history: InstrumentHistory) -> [Contradiction] {
    guard let end = history.inForce.last?.until, history.inForce.allSatisfy({ $0.until != nil }) else {
      return []
    }
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
    var suspended: [(party: String?, from: Day)] = []
    var found: [Contradiction] = []
    for seen in try events(tagged: Tag("instrument", id)) where seen.event.isFact {
      guard let day = seen.event.effectBounds else { continue }
      switch seen.event.act {
      case .operationSuspended(let act) where act.instrument == id:
        suspended += (act.party?.values.map { $0 } ?? [nil]).map { ($0, day.earliest) }
      case .operationResumed(let act) where act.instrument == id:
        for party in act.party?.values.map({ $0 as String? }) ?? [nil] {
          let open = suspended.filter { ($0.party == nil || $0.party == party) && $0.from <= day.latest }
          if let last = open.last {
            suspended.removeAll { $0.party == last.party && $0.from == last.from }
            continue
          }
          found.append(
            Contradiction(
              code: .nothing,
              subjects: [party.map { .party(instrument: id, party: $0) } ?? .instrument(id)],
              days: day.stretch,
              message:
                "the operation of \(id)\(party.map { " for \($0)" } ?? "") was resumed \(day.words), when it was not"
                + " suspended",
              fix: "record the suspension, or retract \(seen.position) with a correction",
              events: [seen.position]))
        }
      default: break
      }
    }
    return found
  }
}
