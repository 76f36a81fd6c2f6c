import Diplomacy
import EventLog

/// A consent to be bound, in one completion.
struct OracleConsent {
  var day: Day
  var withdrawn: Day?
  var form: String
  var act: OracleAct
  /// Of one that was another State's: whose, and which of its consents.
  var origin: (party: String, place: Int)?

  /// Whether it was given and not taken back before a day.
  func stands(before day: Day) -> Bool { self.day < day && (withdrawn.map { $0 >= day } ?? true) }
}

/// One instrument in one completion.
struct OracleTreaty {
  var signed: [String: Day] = [:]
  var consents: [String: [OracleConsent]] = [:]
  /// The day on which its condition is met by the acts, and the day it is in force by them.
  var trigger: Day?
  var derived: Day?
  /// The published day, and that of the publication.
  var published: Day?
  var publishedOn: Day?
  var isPublishedChosen = false
  /// For each party, when it is in force for it by each of its consents.
  var entries: [String: [Day]] = [:]
  /// When it ends for everyone, and what it rests on.
  var end: Day?
  var isTerminated = false
  /// The first day after its own term, and what is in force by the end of it, or of what prolonged it before.
  var termEnd: Day?
  var prolonging: [String] = []
  /// The question of its clause with everything that counts.
  var question: Trigger?

  /// When it is in force.
  var inForce: Day? { isPublishedChosen ? published : derived }

  /// When nothing was awaited any more.
  var completed: Day? {
    guard isPublishedChosen else { return trigger }
    return trigger != nil && derived == published ? trigger : publishedOn
  }
}

/// The acts that touch one instrument.
struct OracleTreatyActs {
  var signatures: [String: OracleAct] = [:]
  var consents: [String: [(act: OracleAct, depositary: String?)]] = [:]
  var takenBack: [String: [OracleAct]] = [:]
  var notices: [String: [OracleAct]] = [:]
  var revocations: [String: [OracleAct]] = [:]
  var provisional: [String: [(begins: Bool, act: OracleAct)]] = [:]
  var ends: [String: [OracleAct]] = [:]
  var terminations: [OracleAct] = []
  var operations: [OracleOperationAct] = []
  var published: OracleAct?
  var successions: [String: String] = [:]
  /// The days of what may have ended a consent, as they are recorded.
  var endings: [String: [DayBounds]] = [:]
  /// Stand-ins for consents that follow from a publication.
  var inferred: [String: OracleAct] = [:]

  var parties: Set<String> { Set(signatures.keys).union(consents.keys).union(provisional.keys) }
}

extension OracleWorld {
  /// Everyone who acts towards an instrument, or continues somebody who does.
  func parties(to id: String) -> [String] {
    if let known = partyLists[id] { return known }
    var parties = acts(of: id).parties
    for (_, change) in stateChanges {
      for successor in change.successors ?? [] {
        if continued(by: successor).contains(where: { parties.contains($0.predecessor) }) {
          parties.insert(successor)
        }
      }
    }
    partyLists[id] = parties.sorted()
    return parties.sorted()
  }

  /// The acts that touch an instrument, records of the same act made one.
  func acts(of id: String) -> OracleTreatyActs {
    if let known = treatyActs[id] { return known }
    var raw = OracleRawTreaty()
    for fact in facts { raw.take(fact, id, constituting: declaration(of: id)?.declaration.constitutes) }
    var acts = OracleTreatyActs()
    acts.successions = raw.successions
    for (party, records) in raw.signatures {
      acts.signatures[party] = records.merged(endings: []).first.map(numbered)
    }
    for (party, deposits) in raw.consents {
      let back = (raw.notices[party] ?? []) + (raw.takenBack[party] ?? [])
      acts.endings[party] = back.map(\.days)
      var depositaries: [String?] = []
      for (_, depositary) in deposits where !depositaries.contains(depositary) {
        depositaries.append(depositary)
      }
      let approval = (raw.approvals[party] ?? []).map(\.days.earliest).min()
      acts.consents[party] = depositaries.flatMap { depositary in
        deposits.filter { $0.depositary == depositary }.map(\.act).merged(endings: back.map(\.days)).map {
          act in
          var act = act
          let signed = Self.followsSignature(act) ? acts.signatures[party]?.days.earliest : nil
          let first = max(act.days.earliest, approval ?? .distantPast, signed ?? .distantPast)
          if first <= act.days.latest { act.days = DayBounds(first, act.days.latest) }
          return (numbered(act), depositary)
        }
      }.sorted { $0.act.days.earliest < $1.act.days.earliest }
    }
    func again(_ party: String) -> [DayBounds] {
      (acts.consents[party] ?? []).dropFirst(isHeir(party, acts) ? 0 : 1).map(\.act.days)
    }
    for (party, records) in raw.takenBack {
      acts.takenBack[party] = records.merged(endings: again(party)).map(numbered)
    }
    for (party, records) in raw.notices {
      let endings = (raw.revocations[party] ?? []).map(\.days) + again(party)
      acts.notices[party] = records.merged(endings: endings).map(numbered)
    }
    for (party, records) in raw.revocations {
      acts.revocations[party] = records.merged(endings: (raw.notices[party] ?? []).map(\.days)).map(numbered)
    }
    for (party, records) in raw.provisional {
      acts.provisional[party] = records.map { ($0.begins, numbered($0.act)) }
    }
    for (party, records) in raw.ends {
      acts.ends[party] = records.merged(endings: again(party)).map(numbered)
    }
    acts.terminations = raw.terminations.merged(endings: []).map(numbered)
    acts.operations = OracleOperationAct.merged(raw.operations).map {
      OracleOperationAct(suspends: $0.suspends, party: $0.party, act: numbered($0.act))
    }
    acts.published = raw.published.merged(endings: []).first.map(numbered)
    narrowByPublication(&acts, id)
    treatyActs[id] = acts
    return acts
  }

  /// Where a clause asks for everyone, its publication says that they all had consented by then.
  private func narrowByPublication(_ acts: inout OracleTreatyActs, _ id: String) {
    guard let clause = declaration(of: id)?.declaration.clause, let published = acts.published,
      let last = published.fact.event.on?.bounds.latest
    else { return }
    for party in acts.parties.sorted() {
      let isSignatory = acts.signatures[party] != nil
      guard clause.condition.requiresConsent(of: party, isSignatory: isSignatory) else { continue }
      if let consent = acts.consents[party]?.first?.act {
        // Not before its signature: where the two cannot both be kept to, the signature is.
        let signed = Self.followsSignature(consent) ? acts.signatures[party]?.days.earliest : nil
        if max(consent.days.earliest, signed ?? .distantPast) <= last, last < consent.days.latest {
          acts.consents[party]![0].act.days = DayBounds(consent.days.earliest, last)
        }
      } else {
        let first =
          acts.signatures[party]?.days.earliest ?? declaration(of: id)?.fact.event.on?.bounds.earliest
        guard let first, first <= last else { continue }
        var stand = OracleAct(published.fact, DayBounds(first, last))
        stand.isDisagreed = false
        acts.inferred[party] = numbered(stand)
      }
    }
  }
}

extension OracleWorld {
  /// Whether a form of consent presupposes a signature, where there is one.
  static func followsSignature(_ act: OracleAct) -> Bool {
    guard case .consent(let consent) = act.fact.event.act else { return false }
    return [.ratification, .acceptance, .approval].contains(consent.form)
  }
}

/// The records about one instrument, by kind of act and party.
private struct OracleRawTreaty {
  var signatures: [String: [OracleAct]] = [:]
  var approvals: [String: [OracleAct]] = [:]
  var consents: [String: [(act: OracleAct, depositary: String?)]] = [:]
  var takenBack: [String: [OracleAct]] = [:]
  var notices: [String: [OracleAct]] = [:]
  var revocations: [String: [OracleAct]] = [:]
  var provisional: [String: [(begins: Bool, act: OracleAct)]] = [:]
  var ends: [String: [OracleAct]] = [:]
  var terminations: [OracleAct] = []
  var operations: [OracleOperationAct] = []
  var published: [OracleAct] = []
  var successions: [String: String] = [:]

  mutating func take(_ fact: OracleFact, _ id: String, constituting org: String?) {
    let event = fact.event
    guard let day = event.on?.bounds, let effect = event.oracleDays, let received = event.oracleReceived
    else { return }
    switch event.act {
    case .signature(let act) where act.instrument == id:
      for party in act.party.values {
        signatures[party, default: []].append(OracleAct(fact, day))
        if act.mode == .definitive { consents[party, default: []].append((OracleAct(fact, received), nil)) }
      }
    case .domesticApproval(let act) where act.instrument == id:
      for party in act.party.values { approvals[party, default: []].append(OracleAct(fact, day)) }
    case .consent(let act) where act.instrument == id:
      for party in act.party.values {
        consents[party, default: []].append((OracleAct(fact, received), act.depositary))
      }
    case .succession(let act) where act.instrument == id:
      for party in act.party.values {
        successions[party] = act.predecessor
        consents[party, default: []].append((OracleAct(fact, effect), nil))
      }
    case .consentWithdrawn(let act) where act.instrument == id:
      for party in act.party.values { takenBack[party, default: []].append(OracleAct(fact, received)) }
    case .provisionalApplication(let act) where act.instrument == id:
      for party in act.party.values {
        provisional[party, default: []].append((act.action != .end, OracleAct(fact, effect)))
      }
    case .entryIntoForce(let act) where act.instrument == id && act.party == nil:
      published.append(OracleAct(fact, effect))
    case .withdrawal(let act) where act.instrument == id || org != nil && act.org == org:
      for party in act.party.values { notices[party, default: []].append(OracleAct(fact, received)) }
    case .withdrawalRevoked(let act) where act.instrument == id || org != nil && act.org == org:
      for party in act.party.values { revocations[party, default: []].append(OracleAct(fact, effect)) }
    case .cessation(let act)
    where org != nil && act.org == org && act.organ == nil && (act.status ?? "member") == "member":
      for party in act.party.values {
        ends[party, default: []].append(OracleAct(fact, event.oracleEnd ?? effect))
      }
    case .operationSuspended(let act) where act.instrument == id:
      take(act, OracleAct(fact, effect), suspends: true)
    case .operationResumed(let act) where act.instrument == id:
      take(act, OracleAct(fact, effect), suspends: false)
    case .termination(let act) where act.instrument == id:
      let end = OracleAct(fact, event.oracleEnd ?? effect)
      if let parties = act.party {
        for party in parties.values { ends[party, default: []].append(end) }
      } else {
        terminations.append(end)
      }
    default: break
    }
  }

  private mutating func take(_ operation: Operation, _ act: OracleAct, suspends: Bool) {
    for party in operation.party?.values.map({ $0 as String? }) ?? [nil] {
      operations.append(OracleOperationAct(suspends: suspends, party: party, act: act))
    }
  }
}
