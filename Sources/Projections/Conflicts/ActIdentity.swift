import Diplomacy
import EventLog

/// Which act a record or a claim speaks of.
///
/// Kind, party and object. Records with the same identity speak of the same act, or of a repetition of it.
struct ActIdentity: Hashable {
  /// The kind of act; the forms of consent are one kind.
  var kind: String
  /// Whose act it is; empty for one that has no party.
  var party: String
  /// What it is about.
  var object: String
  /// The row that it decides.
  var subject: Contradiction.Subject?
}

extension DiplomaticEvent {
  /// The acts that the event records, one for each party.
  var identities: [ActIdentity] {
    func each(
      _ parties: OneOrList<String>, _ kind: String, _ object: String,
      _ subject: (String) -> Contradiction.Subject?
    ) -> [ActIdentity] {
      parties.values.map { ActIdentity(kind: kind, party: $0, object: object, subject: subject($0)) }
    }
    func treaty(_ parties: OneOrList<String>, _ kind: String, _ instrument: String) -> [ActIdentity] {
      each(parties, kind, instrument) { .party(instrument: instrument, party: $0) }
    }
    func towards(_ instrument: String, _ parties: OneOrList<String>?, _ kind: String) -> [ActIdentity] {
      if let parties { return treaty(parties, kind, instrument) }
      return [ActIdentity(kind: kind, party: "", object: instrument, subject: .instrument(instrument))]
    }
    func membership(
      _ parties: OneOrList<String>, _ kind: String, _ org: String, _ organ: String?, _ object: String
    ) -> [ActIdentity] {
      each(parties, kind, "\(organ ?? org) \(object)") { .member(org: organ ?? org, party: $0) }
    }

    switch act {
    case .instrument(let act):
      return [
        ActIdentity(kind: "adoption", party: "", object: act.instrument, subject: .instrument(act.instrument))
      ]
    case .signature(let act): return treaty(act.party, "signature", act.instrument)
    case .domesticApproval(let act):
      return treaty(act.party, "domestic approval \(act.stage?.rawValue ?? "")", act.instrument)
    case .consent(let act): return treaty(act.party, "consent", act.instrument)
    case .succession(let act): return treaty(act.party, "succession", act.instrument)
    case .consentWithdrawn(let act): return treaty(act.party, "consent withdrawn", act.instrument)
    case .entryIntoForce(let act): return towards(act.instrument, act.party, "entry into force")
    case .withdrawal(let act):
      if let instrument = act.instrument { return treaty(act.party, "withdrawal", instrument) }
      return act.org.map { membership(act.party, "withdrawal", $0, nil, "") } ?? []
    case .withdrawalRevoked(let act):
      if let instrument = act.instrument { return treaty(act.party, "revocation of withdrawal", instrument) }
      return act.org.map { membership(act.party, "revocation of withdrawal", $0, nil, "") } ?? []
    case .operationSuspended(let act):
      return towards(act.instrument, act.party, "suspension of operation")
    case .termination(let act): return towards(act.instrument, act.party, "termination")
    case .admission(let act):
      return membership(act.party, "admission", act.org, act.organ, act.status ?? MembershipState.member)
    case .cessation(let act): return membership(act.party, "cessation", act.org, act.organ, act.status ?? "")
    case .suspension(let act):
      return membership(act.party, "suspension", act.org, act.organ, act.scope ?? MembershipState.wholeScope)
    case .reinstatement(let act):
      return membership(
        act.party, "reinstatement", act.org, act.organ, act.scope ?? MembershipState.wholeScope)
    case .application(let act):
      let purpose = act.purpose ?? .admission
      return membership(act.party, "request for \(purpose.rawValue)", act.org, act.organ, "")
    case .participation(let act):
      return membership(
        act.party, "participation \(act.action?.rawValue ?? "frozen")", act.org, act.organ, "")
    case .office(let act):
      return [
        ActIdentity(kind: "office", party: act.holder, object: act.office, subject: .office(act.office))
      ]
    default: return []
    }
  }
}

extension EventTemplate {
  /// The acts that a claim speaks of, also where it tells only part of a declaration.
  var identities: [ActIdentity] {
    if let event { return event.identities }
    guard type == "instrument", case .string(let id)? = self["instrument"] else { return [] }
    return [ActIdentity(kind: "adoption", party: "", object: id, subject: .instrument(id))]
  }
}
