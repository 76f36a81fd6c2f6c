import Diplomacy
import EventLog

extension InstrumentBuilder {
  /// Gives the parties of a joint act (`jointly`) their one common day: what is known of one of them by an approval at
  /// home, a signature, a publication or a second record is known of all.
  ///
  /// Bounds are intersected until nothing changes. Records that leave no common day are left as they are. Within the
  /// common bounds the parties are then taken one by one: they may be shown as possibly bound on days on which all of
  /// them are or none, and no count is wrong but that it is a range.
  func shareJointDays(_ drafts: inout [String: PartyDraft]) {
    var joint: [GlobalPosition: [JointAct]] = [:]
    for (party, draft) in drafts {
      for seen in draft.signature?.records ?? [] where seen.event.isJoint {
        joint[seen.position, default: []].append(JointAct(party: party, consent: nil))
      }
      for (index, consent) in draft.consents.enumerated() {
        // Of several depositaries the earliest deposit counts, which need not be the joint one.
        guard Set(consent.evidence.records.map(\.event.depositary)).count == 1 else { continue }
        for seen in consent.evidence.records where seen.event.isJoint && !consent.isTakenOver {
          joint[seen.position, default: []].append(JointAct(party: party, consent: index))
        }
      }
    }
    guard !joint.isEmpty else { return }
    // Every round that changes anything narrows some bounds; two joint acts seldom lean on each other.
    for _ in 0...joint.count {
      var isSettled = true
      for (_, acts) in joint.sorted(by: { $0.key < $1.key }) {
        guard let common = common(acts.map { drafts[$0] }) else { continue }
        for act in acts where drafts[act] != common {
          drafts[act] = common
          isSettled = false
        }
      }
      if isSettled { return }
    }
  }

  /// The days that all bounds have in common, `nil` where there are none.
  private func common(_ bounds: [DayBounds]) -> DayBounds? {
    guard var common = bounds.first else { return nil }
    for next in bounds.dropFirst() {
      guard let both = common.intersection(next) else { return nil }
      common = both
    }
    return common
  }
}

/// The part of one party in an act that several did together on one day.
private struct JointAct {
  var party: String
  /// Which of its consents; `nil` for its signature.
  var consent: Int?
}

extension [String: PartyDraft] {
  fileprivate subscript(act: JointAct) -> DayBounds {
    get {
      let draft = self[act.party]
      let bounds = act.consent.map { draft?.consents[$0].bounds } ?? draft?.signature?.bounds
      return bounds ?? DayBounds(.distantPast, .distantFuture)
    }
    set {
      if let index = act.consent {
        self[act.party]?.consents[index].evidence.bounds = newValue
      } else {
        self[act.party]?.signature?.bounds = newValue
      }
    }
  }
}

extension DiplomaticEvent {
  /// Whether its parties acted together, on one day.
  fileprivate var isJoint: Bool { jointly == true && act.parties.count > 1 }

  /// With whom a consent was lodged.
  fileprivate var depositary: String? {
    if case .consent(let consent) = act { consent.depositary } else { nil }
  }
}
