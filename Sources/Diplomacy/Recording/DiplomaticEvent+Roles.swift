import EventLog

// Where names stand in an event: the one list that resolving and declaring on the fly follow.

extension DiplomaticEvent {
  mutating func mapNames(_ visitor: NameVisitor) throws(EventError) {
    assertedBy = try visitor.names(.speaker, "asserted_by", assertedBy)
    try act.mapNames(visitor)
  }
}

extension Act {
  fileprivate mutating func mapNames(_ visitor: NameVisitor) throws(EventError) {
    switch self {
    case .entity(let act): self = .entity(try act.mapNames(visitor))
    case .instrument(let act): self = .instrument(try act.mapNames(visitor))
    case .table(let act): self = .table(try act.mapNames(visitor))
    case .category(var act):
      act.parties = try visitor.names(.party, "parties", act.parties)
      self = .category(act)
    case .claim(let act): self = .claim(try act.mapNames(visitor))
    case .correction(var act):
      try act.with?.mapNames(visitor.inside("with"))
      self = .correction(act)
    case .assertion(let act): self = .assertion(try act.mapNames(visitor))
    case .custom(let act): self = .custom(try act.mapNames(visitor))
    case .application, .admission, .cessation, .suspension, .reinstatement, .participation:
      try mapMembershipNames(visitor)
    case .stateChange, .office, .meeting, .decision, .statement: try mapMeetingNames(visitor)
    default: try mapTreatyNames(visitor)
    }
  }

  private mutating func mapTreatyNames(_ visitor: NameVisitor) throws(EventError) {
    switch self {
    case .signature(var act):
      try visitor.parties(&act.party, instrument: &act.instrument)
      act.by = try visitor.name(.speaker, "by", act.by)
      self = .signature(act)
    case .domesticApproval(var act):
      try visitor.parties(&act.party, instrument: &act.instrument)
      act.by = try visitor.name(.speaker, "by", act.by)
      self = .domesticApproval(act)
    case .consent(var act):
      try visitor.parties(&act.party, instrument: &act.instrument)
      act.depositary = try visitor.name(.speaker, "depositary", act.depositary)
      act.by = try visitor.name(.speaker, "by", act.by)
      self = .consent(act)
    case .succession(var act):
      try visitor.parties(&act.party, instrument: &act.instrument)
      act.predecessor = try visitor.name(.party, "predecessor", act.predecessor)
      self = .succession(act)
    case .consentWithdrawn(var act):
      try visitor.parties(&act.party, instrument: &act.instrument)
      self = .consentWithdrawn(act)
    case .provisionalApplication(var act):
      try visitor.parties(&act.party, instrument: &act.instrument)
      self = .provisionalApplication(act)
    case .reservation(var act):
      try visitor.parties(&act.party, instrument: &act.instrument)
      self = .reservation(act)
    case .reservationWithdrawn(var act):
      try visitor.parties(&act.party, instrument: &act.instrument)
      self = .reservationWithdrawn(act)
    case .objection(var act):
      try visitor.parties(&act.party, instrument: &act.instrument)
      act.to = try visitor.names(.party, "to", act.to)
      self = .objection(act)
    default: try mapForceNames(visitor)
    }
  }

  private mutating func mapForceNames(_ visitor: NameVisitor) throws(EventError) {
    switch self {
    case .entryIntoForce(var act):
      act.party = try visitor.names(.party, "party", act.party)
      act.instrument = try visitor.name(.instrument, "instrument", act.instrument)
      self = .entryIntoForce(act)
    case .withdrawal(let act): self = .withdrawal(try act.mapNames(visitor))
    case .withdrawalRevoked(let act): self = .withdrawalRevoked(try act.mapNames(visitor))
    case .operationSuspended(let act): self = .operationSuspended(try act.mapNames(visitor))
    case .operationResumed(let act): self = .operationResumed(try act.mapNames(visitor))
    case .termination(var act):
      act.party = try visitor.names(.party, "party", act.party)
      act.instrument = try visitor.name(.instrument, "instrument", act.instrument)
      self = .termination(act)
    default: break
    }
  }

  private mutating func mapMembershipNames(_ visitor: NameVisitor) throws(EventError) {
    switch self {
    case .application(var act):
      try visitor.parties(&act.party, org: &act.org, organ: &act.organ)
      self = .application(act)
    case .admission(var act):
      try visitor.parties(&act.party, org: &act.org, organ: &act.organ)
      act.enabledBy = try visitor.name(.instrument, "enabled_by", act.enabledBy)
      act.by = try visitor.name(.speaker, "by", act.by)
      self = .admission(act)
    case .cessation(var act):
      try visitor.parties(&act.party, org: &act.org, organ: &act.organ)
      act.by = try visitor.name(.speaker, "by", act.by)
      self = .cessation(act)
    case .suspension(let act): self = .suspension(try act.mapNames(visitor))
    case .reinstatement(let act): self = .reinstatement(try act.mapNames(visitor))
    case .participation(var act):
      try visitor.parties(&act.party, org: &act.org, organ: &act.organ)
      self = .participation(act)
    default: break
    }
  }

  private mutating func mapMeetingNames(_ visitor: NameVisitor) throws(EventError) {
    switch self {
    case .stateChange(var act):
      act.predecessors = try visitor.names(.party, "predecessors", act.predecessors)
      act.successors = try visitor.names(.party, "successors", act.successors)
      self = .stateChange(act)
    case .office(var act):
      act.holder = try visitor.name(.party, "holder", act.holder)
      self = .office(act)
    case .meeting(let act): self = .meeting(try act.mapNames(visitor))
    case .decision(var act):
      act.org = try visitor.name(.organisation, "org", act.org)
      act.organ = try visitor.names(.organisation, "organ", act.organ)
      act.party = try visitor.names(.party, "party", act.party)
      act.notJoining = try visitor.names(.party, "not_joining", act.notJoining)
      self = .decision(act)
    case .statement(var act):
      act.org = try visitor.name(.organisation, "org", act.org)
      act.organ = try visitor.names(.organisation, "organ", act.organ)
      act.party = try visitor.names(.party, "party", act.party)
      self = .statement(act)
    default: break
    }
  }
}

extension NameVisitor {
  /// The same walk through an event inside an event.
  func inside(_ step: String) -> NameVisitor {
    NameVisitor { (role, name, path) throws(EventError) in try visit(role, name) { "\(step).\(path())" } }
  }

  fileprivate func parties(
    _ party: inout OneOrList<String>, instrument: inout String
  ) throws(EventError) {
    party = try names(.party, "party", party)
    instrument = try name(.instrument, "instrument", instrument)
  }

  fileprivate func parties(
    _ party: inout OneOrList<String>, org: inout String, organ: inout String?
  ) throws(EventError) {
    party = try names(.party, "party", party)
    org = try name(.organisation, "org", org)
    organ = try name(.organisation, "organ", organ)
  }
}
