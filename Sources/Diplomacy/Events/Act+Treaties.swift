import EventLog

/// `signature`: makes signatories; a definitive one is consent to be bound (VCLT article 12).
public struct Signature: Hashable, Sendable {
  /// What the signature does.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    case simple, adReferendum = "ad-referendum", definitive
  }

  /// `party`: who signed.
  public var party: OneOrList<String>
  /// `instrument`.
  public var instrument: String
  /// `mode`; simple when not written.
  public var mode: Optional<Mode>
  /// `place`.
  public var place: Optional<String>
  /// `meeting` at which it happened.
  public var meeting: Optional<String>
  /// `by`: the person or organ that signed.
  public var by: Optional<String>

  /// A signature.
  public init(
    party: OneOrList<String>, instrument: String, mode: Mode? = nil, place: String? = nil,
    meeting: String? = nil, by: String? = nil
  ) {
    self.party = party
    self.instrument = instrument
    self.mode = mode
    self.place = place
    self.meeting = meeting
    self.by = by
  }
}

/// `domestic-approval`: approved at home, not bound; a lower bound for the deposit.
public struct DomesticApproval: Hashable, Sendable {
  /// The step at home.
  public enum Stage: String, Hashable, Sendable, CaseIterable {
    case lower, upper, signed, published
  }

  /// `party`.
  public var party: OneOrList<String>
  /// `instrument`.
  public var instrument: String
  /// `stage`.
  public var stage: Optional<Stage>
  /// `by`: the house or office.
  public var by: Optional<String>

  /// An approval.
  public init(party: OneOrList<String>, instrument: String, stage: Stage? = nil, by: String? = nil) {
    self.party = party
    self.instrument = instrument
    self.stage = stage
    self.by = by
  }
}

/// The acts by which a party consents to be bound (VCLT article 11 to 17): they count for the clause.
public struct Consent: Hashable, Sendable {
  /// The form of the consent; each is an event type of its own.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    case ratification, acceptance, approval, accession
    case formalConfirmation = "formal-confirmation"
    case definitiveSignature = "definitive-signature"
    case notification
  }

  /// The type of the event.
  public var form: Form
  /// `party`.
  public var party: OneOrList<String>
  /// `instrument`.
  public var instrument: String
  /// `depositary` with whom it was lodged, where there are several.
  public var depositary: Optional<String>
  /// `by`: the person or organ.
  public var by: Optional<String>

  /// A consent.
  public init(
    _ form: Form, party: OneOrList<String>, instrument: String, depositary: String? = nil, by: String? = nil
  ) {
    self.form = form
    self.party = party
    self.instrument = instrument
    self.depositary = depositary
    self.by = by
  }
}

/// `succession`: a successor State takes over the consent of its predecessor (VCST 1978).
public struct Succession: Hashable, Sendable {
  /// `party`: the successor.
  public var party: OneOrList<String>
  /// `instrument`.
  public var instrument: String
  /// `predecessor`: whose count is kept.
  public var predecessor: String

  /// A succession.
  public init(party: OneOrList<String>, instrument: String, predecessor: String) {
    self.party = party
    self.instrument = instrument
    self.predecessor = predecessor
  }
}

/// An act of a party towards an instrument with nothing more to say (`consent-withdrawn`).
public struct TreatyAct: Hashable, Sendable {
  /// `party`.
  public var party: OneOrList<String>
  /// `instrument`.
  public var instrument: String

  /// An act.
  public init(party: OneOrList<String>, instrument: String) {
    self.party = party
    self.instrument = instrument
  }
}

/// `provisional-application` (VCLT article 25): applies for a party that is not a party.
public struct ProvisionalApplication: Hashable, Sendable {
  /// Whether it begins or ends.
  public enum Action: String, Hashable, Sendable, CaseIterable {
    case begin, end
  }

  /// `party`.
  public var party: OneOrList<String>
  /// `instrument`.
  public var instrument: String
  /// `action`; begin when not written.
  public var action: Optional<Action>

  /// A provisional application.
  public init(party: OneOrList<String>, instrument: String, action: Action? = nil) {
    self.party = party
    self.instrument = instrument
    self.action = action
  }
}

/// `reservation` and `reservation-withdrawn` (VCLT article 19 to 23).
public struct Reservation: Hashable, Sendable {
  /// `party`.
  public var party: OneOrList<String>
  /// `instrument`.
  public var instrument: String
  /// `article` it speaks of.
  public var article: Optional<String>
  /// `text`.
  public var text: Optional<String>

  /// A reservation.
  public init(party: OneOrList<String>, instrument: String, article: String? = nil, text: String? = nil) {
    self.party = party
    self.instrument = instrument
    self.article = article
    self.text = text
  }
}

/// `objection` to another party's reservation.
public struct Objection: Hashable, Sendable {
  /// `party`: who objects.
  public var party: OneOrList<String>
  /// `instrument`.
  public var instrument: String
  /// `to`: whose reservation.
  public var to: Optional<OneOrList<String>>
  /// `text`.
  public var text: Optional<String>

  /// An objection.
  public init(
    party: OneOrList<String>, instrument: String, to: OneOrList<String>? = nil, text: String? = nil
  ) {
    self.party = party
    self.instrument = instrument
    self.to = to
    self.text = text
  }
}

/// `entry-into-force`: the published date, general or for the parties named; beside the derived one.
public struct EntryIntoForce: Hashable, Sendable {
  /// `instrument`.
  public var instrument: String
  /// `party`: for whom; general when not written.
  public var party: Optional<OneOrList<String>>
  /// `number` of consents that the publication counted.
  public var number: Optional<Int>

  /// A published entry into force.
  public init(instrument: String, party: OneOrList<String>? = nil, number: Int? = nil) {
    self.instrument = instrument
    self.party = party
    self.number = number
  }
}

/// `withdrawal` (denunciation) from an instrument or an organisation, and `withdrawal-revoked`.
public struct Withdrawal: Hashable, Sendable {
  /// `party`.
  public var party: OneOrList<String>
  /// `instrument`, if it is left.
  public var instrument: Optional<String>
  /// `org`, if it is left; one of the two is there.
  public var org: Optional<String>
  /// `conflict`: the armed conflict, from its first to its last day, that the party is engaged in; only of a
  /// `withdrawal`, for an exit clause that does not let it take effect meanwhile.
  public var conflict: Optional<EDTF>

  /// A withdrawal.
  public init(
    party: OneOrList<String>, instrument: String? = nil, org: String? = nil, conflict: EDTF? = nil
  ) {
    self.party = party
    self.instrument = instrument
    self.org = org
    self.conflict = conflict
  }
}

/// `operation-suspended` and `operation-resumed` of an instrument (VCLT article 57 to 58).
public struct Operation: Hashable, Sendable {
  /// `instrument`.
  public var instrument: String
  /// `party`: for whom; for all when not written.
  public var party: Optional<OneOrList<String>>

  /// An operation.
  public init(instrument: String, party: OneOrList<String>? = nil) {
    self.instrument = instrument
    self.party = party
  }
}

/// `termination` of an instrument (VCLT article 54 and following).
public struct Termination: Hashable, Sendable {
  /// `instrument`.
  public var instrument: String
  /// `party`: for whom; for all when not written.
  public var party: Optional<OneOrList<String>>
  /// `cause`.
  public var cause: Optional<String>

  /// A termination.
  public init(instrument: String, party: OneOrList<String>? = nil, cause: String? = nil) {
    self.instrument = instrument
    self.party = party
    self.cause = cause
  }
}
