import EventLog

extension EventFacts {
  /// The facts of an event.
  public init(_ event: borrowing DiplomaticEvent) {
    self.init()
    modality = event.modality ?? .fact
    confidence = event.confidence ?? .sure
    grade = event.grade
    jointly = event.jointly ?? false
    if let on = event.on {
      let strict = on.bounds(strict: true)
      if strict != on.bounds { strictOn = strict }
      lastDay = DateFacts(lastDayOf: on)
    }
    received = event.received.map { DateFacts($0) }
    effective = event.effective.map { DateFacts($0) }
    until = event.until.map { DateFacts($0) }
    published = event.published
    read(event.act)
  }

  private mutating func read(_ act: Act) {
    instrument = act.instrument
    parties = act.parties
    switch act {
    case .entity(let act): kind = act.kind.rawValue
    case .signature(let act): (mode, meeting) = (act.mode?.rawValue, act.meeting)
    case .domesticApproval(let act): stage = act.stage?.rawValue
    case .consent(let act): depositary = act.depositary
    case .succession(let act): others = [act.predecessor]
    case .provisionalApplication(let act): action = act.action?.rawValue
    case .objection(let act): others = act.to?.values ?? []
    case .entryIntoForce(let act): number = act.number
    case .withdrawal(let act), .withdrawalRevoked(let act):
      (org, conflict) = (act.org, act.conflict.map { DateFacts($0) })
      conflictEnd = act.conflict.flatMap { DateFacts(lastDayOf: $0) }
    case .termination(let act): cause = act.cause
    case .correction(let act): action = act.action.rawValue
    case .application, .admission, .cessation, .suspension, .reinstatement, .participation:
      readMembership(act)
    case .stateChange, .office, .meeting, .decision, .statement: readMeeting(act)
    default: break
    }
  }

  private mutating func readMembership(_ act: Act) {
    switch act {
    case .application(let act):
      (org, organs, status) = (act.org, act.organ.map { [$0] } ?? [], act.status)
      (purpose, stage) = (act.purpose?.rawValue, act.stage?.rawValue)
    case .admission(let act):
      (org, organs, status) = (act.org, act.organ.map { [$0] } ?? [], act.status)
      (instrument, enabledBy, meeting) = (nil, act.enabledBy, act.meeting)
    case .cessation(let act):
      (org, organs, status) = (act.org, act.organ.map { [$0] } ?? [], act.status)
      cause = act.cause?.rawValue
    case .suspension(let act), .reinstatement(let act):
      (org, organs, scope) = (act.org, act.organ.map { [$0] } ?? [], act.scope)
    case .participation(let act):
      (org, organs, action) = (act.org, act.organ.map { [$0] } ?? [], act.action?.rawValue)
    default: break
    }
  }

  private mutating func readMeeting(_ act: Act) {
    switch act {
    case .stateChange(let act):
      (parties, others, kind) = (act.predecessors, act.successors ?? [], act.kind.rawValue)
    case .office(let act): office = act.office
    case .meeting(let act):
      (meeting, org, organs, mode) = (act.meeting, act.org, act.organ?.values ?? [], act.mode?.rawValue)
    case .decision(let act):
      (meeting, org, organs, mode) = (act.meeting, act.org, act.organ?.values ?? [], act.method?.rawValue)
      (parties, others) = (act.party?.values ?? [], act.notJoining?.values ?? [])
    case .statement(let act): (meeting, org, organs) = (act.meeting, act.org, act.organ?.values ?? [])
    default: break
    }
  }
}

extension DiplomaticEvent {
  /// The earliest date of a source, `nil` if none has one: with several, the one that can be earliest.
  public var published: DayBounds? {
    let dates = source?.values.compactMap { $0.date?.bounds } ?? []
    return dates.min { ($0.latest, $0.earliest) < ($1.latest, $1.earliest) }
  }
}
