import Diplomacy
import EventLog

/// The records about one instrument, by kind of act and party.
struct TreatyRecords {
  /// A consent with the depositary it was lodged with.
  struct Deposit {
    var depositary: String?
    var evidence: Evidence
  }

  var signatures: [String: [Evidence]] = [:]
  var approvals: [String: [Evidence]] = [:]
  var consents: [String: [Deposit]] = [:]
  /// Who took over the consent of whom.
  var successions: [String: String] = [:]
  var withdrawnConsents: [String: [Evidence]] = [:]
  var provisional: [String: [(begins: Bool, evidence: Evidence)]] = [:]
  var notices: [String: [Evidence]] = [:]
  var revocations: [String: [Evidence]] = [:]
  var publishedForParty: [String: [Evidence]] = [:]
  var terminationsForParty: [String: [Evidence]] = [:]
  var published: [Evidence] = []
  var terminations: [Evidence] = []
  /// Suspensions and resumptions of operation by whom they are for, `nil` for all.
  var suspensions: [String?: [Evidence]] = [:]
  var resumptions: [String?: [Evidence]] = [:]

  /// Everyone who is spoken of.
  var parties: [String] {
    Set(signatures.keys).union(consents.keys).union(publishedForParty.keys).union(provisional.keys).sorted()
  }

  mutating func take(_ seen: SeenEvent, instrument id: String) {
    let event = seen.event
    guard let day = event.on?.bounds else { return }
    let effect = event.effectBounds ?? day
    let counts = Evidence(seen, bounds: event.received?.bounds ?? day)
    switch event.act {
    case .signature(let act) where act.instrument == id:
      add(Evidence(seen, bounds: day), to: \.signatures, act.party)
      if act.mode == .definitive { addDeposit(counts, depositary: nil, act.party) }
    case .domesticApproval(let act) where act.instrument == id:
      add(Evidence(seen, bounds: day), to: \.approvals, act.party)
    case .consent(let act) where act.instrument == id:
      addDeposit(counts, depositary: act.depositary, act.party)
    case .succession(let act) where act.instrument == id:
      for party in act.party.values { successions[party] = act.predecessor }
      addDeposit(Evidence(seen, bounds: effect), depositary: nil, act.party)
    case .consentWithdrawn(let act) where act.instrument == id:
      add(counts, to: \.withdrawnConsents, act.party)
    case .provisionalApplication(let act) where act.instrument == id:
      takeProvisional(seen, act, effect)
    case .entryIntoForce(let act) where act.instrument == id:
      if let parties = act.party {
        add(Evidence(seen, bounds: effect), to: \.publishedForParty, parties)
      } else {
        published.append(Evidence(seen, bounds: effect))
      }
    case .withdrawal(let act) where act.instrument == id: takeNotice(seen, act.party)
    case .withdrawalRevoked(let act) where act.instrument == id: takeRevocation(seen, act.party)
    case .operationSuspended(let act) where act.instrument == id:
      takeOperation(Evidence(seen, bounds: effect), to: \.suspensions, act.party)
    case .operationResumed(let act) where act.instrument == id:
      takeOperation(Evidence(seen, bounds: effect), to: \.resumptions, act.party)
    case .termination(let act) where act.instrument == id:
      let end = Evidence(seen, bounds: event.endBounds ?? effect)
      if let parties = act.party {
        add(end, to: \.terminationsForParty, parties)
      } else {
        terminations.append(end)
      }
    default: break
    }
  }

  mutating func takeNotice(_ seen: SeenEvent, _ parties: OneOrList<String>) {
    if let notice = seen.event.noticeBounds { add(Evidence(seen, bounds: notice), to: \.notices, parties) }
  }

  mutating func takeRevocation(_ seen: SeenEvent, _ parties: OneOrList<String>) {
    if let day = seen.event.effectBounds { add(Evidence(seen, bounds: day), to: \.revocations, parties) }
  }

  mutating func takeEnd(_ seen: SeenEvent, _ parties: OneOrList<String>) {
    if let end = seen.event.endBounds {
      add(Evidence(seen, bounds: end), to: \.terminationsForParty, parties)
    }
  }

  private mutating func takeProvisional(_ seen: SeenEvent, _ act: ProvisionalApplication, _ effect: DayBounds)
  {
    for party in act.party.values {
      provisional[party, default: []].append((act.action != .end, Evidence(seen, bounds: effect)))
    }
  }

  private mutating func add(
    _ evidence: Evidence, to list: WritableKeyPath<TreatyRecords, [String: [Evidence]]>,
    _ parties: OneOrList<String>
  ) {
    for party in parties.values { self[keyPath: list][party, default: []].append(evidence) }
  }

  private mutating func addDeposit(_ evidence: Evidence, depositary: String?, _ parties: OneOrList<String>) {
    for party in parties.values {
      consents[party, default: []].append(Deposit(depositary: depositary, evidence: evidence))
    }
  }

  private mutating func takeOperation(
    _ act: Evidence, to list: WritableKeyPath<TreatyRecords, [String?: [Evidence]]>,
    _ parties: OneOrList<String>?
  ) {
    for party in parties?.values.map(Optional.some) ?? [nil] {
      self[keyPath: list][party, default: []].append(act)
    }
  }
}
