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
  var operations: [(suspends: Bool, evidence: Evidence)] = []

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
    case .operationSuspended(let act) where act.instrument == id && act.party == nil:
      operations.append((true, Evidence(seen, bounds: effect)))
    case .operationResumed(let act) where act.instrument == id && act.party == nil:
      operations.append((false, Evidence(seen, bounds: effect)))
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

  /// The stretches in which operation was suspended for everyone: until it was resumed, or until the day that the
  /// suspension itself gives.
  func suspendedStretches() -> [(from: DayBounds, until: DayBounds?)] {
    var acts: [StoryAct<OperationState.Effect>] = []
    for (suspends, evidence) in operations {
      acts.append(
        StoryAct(
          bounds: evidence.bounds, rank: evidence.deciding.event.act.rank, positions: evidence.positions,
          effect: suspends ? .suspend : .resume))
      if suspends, let until = evidence.deciding.event.untilBounds {
        acts.appendEnd(OperationState.Effect.lapse, of: acts.count - 1, on: until, rule: .statedEnd)
      }
    }
    return Story<OperationState>(acts).stretches { !$0.suspensions.isEmpty }.map { ($0.from, $0.until) }
  }
}
