extension Act {
  /// Every State or entity that acts, is acted on, holds or takes part, in the order written.
  public var parties: [String] {
    switch self {
    case .entity, .instrument, .table, .category, .claim, .correction, .custom: []
    case .signature(let act): act.party.values
    case .domesticApproval(let act): act.party.values
    case .consent(let act): act.party.values
    case .succession(let act): act.party.values
    case .consentWithdrawn(let act): act.party.values
    case .provisionalApplication(let act): act.party.values
    case .reservation(let act), .reservationWithdrawn(let act): act.party.values
    case .objection(let act): act.party.values
    case .entryIntoForce(let act): act.party?.values ?? []
    case .withdrawal(let act), .withdrawalRevoked(let act): act.party.values
    case .operationSuspended(let act), .operationResumed(let act): act.party?.values ?? []
    case .termination(let act): act.party?.values ?? []
    case .application(let act): act.party.values
    case .admission(let act): act.party.values
    case .cessation(let act): act.party.values
    case .suspension(let act), .reinstatement(let act): act.party.values
    case .participation(let act): act.party.values
    case .stateChange(let act): act.predecessors + (act.successors ?? [])
    case .office(let act): [act.holder]
    case .meeting(let act): (act.attendance ?? []).compactMap(\.party)
    case .decision(let act): (act.party?.values ?? []) + (act.notJoining?.values ?? [])
    case .statement(let act): act.party?.values ?? []
    case .assertion(let act): [act.party].compactMap(\.self)
    }
  }

  /// The instrument it is about, or declares.
  public var instrument: String? {
    switch self {
    case .instrument(let act): act.instrument
    case .signature(let act): act.instrument
    case .domesticApproval(let act): act.instrument
    case .consent(let act): act.instrument
    case .succession(let act): act.instrument
    case .consentWithdrawn(let act): act.instrument
    case .provisionalApplication(let act): act.instrument
    case .reservation(let act), .reservationWithdrawn(let act): act.instrument
    case .objection(let act): act.instrument
    case .entryIntoForce(let act): act.instrument
    case .withdrawal(let act), .withdrawalRevoked(let act): act.instrument
    case .operationSuspended(let act), .operationResumed(let act): act.instrument
    case .termination(let act): act.instrument
    case .admission(let act): act.enabledBy
    case .assertion(let act): act.instrument
    default: nil
    }
  }
}
