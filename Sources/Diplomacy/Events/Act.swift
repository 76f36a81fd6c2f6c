import EventLog

/// What happened: one case for each family of event types of docs/EVENTS.md.
///
/// The type written in the event is `type`; a family whose types have the same fields (the forms of consent) keeps
/// it as a value.
public indirect enum Act: Hashable, Sendable {
  // Names: these make an id usable.
  case entity(EntityDeclaration)
  case instrument(InstrumentDeclaration)
  case table(WeightTable)
  case category(PartyCategory)

  // Treaty acts.
  case signature(Signature)
  case domesticApproval(DomesticApproval)
  case consent(Consent)
  case succession(Succession)
  case consentWithdrawn(TreatyAct)
  case provisionalApplication(ProvisionalApplication)
  case reservation(Reservation)
  case objection(Objection)
  case reservationWithdrawn(Reservation)

  // Force and exit.
  case entryIntoForce(EntryIntoForce)
  case withdrawal(Withdrawal)
  case withdrawalRevoked(Withdrawal)
  case operationSuspended(Operation)
  case operationResumed(Operation)
  case termination(Termination)

  // Membership.
  case application(Application)
  case admission(Admission)
  case cessation(Cessation)
  case suspension(Suspension)
  case reinstatement(Suspension)
  case participation(Participation)

  // States, offices, meetings.
  case stateChange(StateChange)
  case office(OfficeHolding)
  case meeting(Meeting)
  case decision(Decision)
  case statement(Statement)

  // Claims and the log itself.
  case claim(Claim)
  case correction(Correction)
  case assertion(Assertion)

  /// A type beginning with `x-`: kept, listed, and read by no built-in view.
  case custom(CustomAct)
}
