import EventLog

extension Act {
  /// The types that are built in, in the order of docs/EVENTS.md; beside them there are those beginning with `x-`.
  public static var knownTypes: [EventType] { ActCodec.all.map(\.type) }

  /// The type written in the event.
  public var type: EventType {
    switch self {
    case .entity: .entity
    case .instrument: .instrument
    case .table: .table
    case .category: .category
    case .signature: .signature
    case .domesticApproval: .domesticApproval
    case .consent(let act): .consent(act.form)
    case .succession: .succession
    case .consentWithdrawn: .consentWithdrawn
    case .provisionalApplication: .provisionalApplication
    case .reservation: .reservation
    case .objection: .objection
    case .reservationWithdrawn: .reservationWithdrawn
    case .entryIntoForce: .entryIntoForce
    case .withdrawal: .withdrawal
    case .withdrawalRevoked: .withdrawalRevoked
    case .operationSuspended: .operationSuspended
    case .operationResumed: .operationResumed
    case .termination: .termination
    case .application: .application
    case .admission: .admission
    case .cessation: .cessation
    case .suspension: .suspension
    case .reinstatement: .reinstatement
    case .participation: .participation
    case .stateChange: .stateChange
    case .office: .office
    case .meeting: .meeting
    case .decision: .decision
    case .statement: .statement
    case .claim: .claim
    case .correction: .correction
    case .assertion: .assertion
    case .custom(let act): act.type
    }
  }

  func write(to writer: inout FieldWriter) {
    switch self {
    case .entity(let act): act.write(to: &writer)
    case .instrument(let act): act.write(to: &writer)
    case .table(let act): act.write(to: &writer)
    case .category(let act): act.write(to: &writer)
    case .signature(let act): act.write(to: &writer)
    case .domesticApproval(let act): act.write(to: &writer)
    case .consent(let act): act.write(to: &writer)
    case .succession(let act): act.write(to: &writer)
    case .consentWithdrawn(let act): act.write(to: &writer)
    case .provisionalApplication(let act): act.write(to: &writer)
    case .reservation(let act), .reservationWithdrawn(let act): act.write(to: &writer)
    case .objection(let act): act.write(to: &writer)
    case .entryIntoForce(let act): act.write(to: &writer)
    case .withdrawal(let act), .withdrawalRevoked(let act): act.write(to: &writer)
    case .operationSuspended(let act), .operationResumed(let act): act.write(to: &writer)
    case .termination(let act): act.write(to: &writer)
    case .application(let act): act.write(to: &writer)
    case .admission(let act): act.write(to: &writer)
    case .cessation(let act): act.write(to: &writer)
    case .suspension(let act), .reinstatement(let act): act.write(to: &writer)
    case .participation(let act): act.write(to: &writer)
    case .stateChange(let act): act.write(to: &writer)
    case .office(let act): act.write(to: &writer)
    case .meeting(let act): act.write(to: &writer)
    case .decision(let act): act.write(to: &writer)
    case .statement(let act): act.write(to: &writer)
    case .claim(let act): act.write(to: &writer)
    case .correction(let act): act.write(to: &writer)
    case .assertion(let act): act.write(to: &writer)
    case .custom(let act): act.write(to: &writer)
    }
  }
}
