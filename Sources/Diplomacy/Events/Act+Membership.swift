/// `application`: a request, which changes no status.
public struct Application: Hashable, Sendable {
  /// What is asked for.
  public enum Purpose: String, Hashable, Sendable, CaseIterable {
    case admission, suspension
  }
  /// How far it went.
  public enum Stage: String, Hashable, Sendable, CaseIterable {
    case interest, applied, invited, candidate, negotiating, rejected, withdrawn
  }

  /// `party`: who asks.
  public var party: OneOrList<String>
  /// `org`.
  public var org: String
  /// `organ`, if it asks to join only that.
  public var organ: Optional<String>
  /// `for`; admission when not written.
  public var purpose: Optional<Purpose>
  /// `status` asked for.
  public var status: Optional<String>
  /// `stage`; applied when not written.
  public var stage: Optional<Stage>

  /// An application.
  public init(
    party: OneOrList<String>, org: String, organ: String? = nil, purpose: Purpose? = nil,
    status: String? = nil, stage: Stage? = nil
  ) {
    self.party = party
    self.org = org
    self.organ = organ
    self.purpose = purpose
    self.status = status
    self.stage = stage
  }
}

/// `admission`: the party holds the status, if the gate is open.
public struct Admission: Hashable, Sendable {
  /// `party`.
  public var party: OneOrList<String>
  /// `org`.
  public var org: String
  /// `organ`, if the status is one of that organ alone.
  public var organ: Optional<String>
  /// `status`; member when not written.
  public var status: Optional<String>
  /// `enabled_by`: the instrument that must be in force.
  public var enabledBy: Optional<String>
  /// `by`: the organ that decided.
  public var by: Optional<String>
  /// `meeting` at which it happened.
  public var meeting: Optional<String>

  /// An admission.
  public init(
    party: OneOrList<String>, org: String, organ: String? = nil, status: String? = nil,
    enabledBy: String? = nil, by: String? = nil, meeting: String? = nil
  ) {
    self.party = party
    self.org = org
    self.organ = organ
    self.status = status
    self.enabledBy = enabledBy
    self.by = by
    self.meeting = meeting
  }
}

/// `cessation`: the status ends at once.
public struct Cessation: Hashable, Sendable {
  /// Why it ends.
  public enum Cause: String, Hashable, Sendable, CaseIterable {
    case withdrawn, expelled, lapsed, dissolved, notExtended = "not-extended"
  }

  /// `party`.
  public var party: OneOrList<String>
  /// `org`.
  public var org: String
  /// `organ`.
  public var organ: Optional<String>
  /// `status`; every status held when not written.
  public var status: Optional<String>
  /// `cause`.
  public var cause: Optional<Cause>
  /// `by`: the organ that decided.
  public var by: Optional<String>

  /// A cessation.
  public init(
    party: OneOrList<String>, org: String, organ: String? = nil, status: String? = nil, cause: Cause? = nil,
    by: String? = nil
  ) {
    self.party = party
    self.org = org
    self.organ = organ
    self.status = status
    self.cause = cause
    self.by = by
  }
}

/// `suspension` and `reinstatement`: the membership stays, its standing changes.
public struct Suspension: Hashable, Sendable {
  /// `party`.
  public var party: OneOrList<String>
  /// `org`.
  public var org: String
  /// `organ` whose status is suspended, if it is not that of the organisation.
  public var organ: Optional<String>
  /// `scope`: `all` when not written, `organs`, `rights`, or the id of one organ.
  public var scope: Optional<String>
  /// `by`: the organ that decided.
  public var by: Optional<String>
  /// `reason`.
  public var reason: Optional<String>

  /// A suspension or its end.
  public init(
    party: OneOrList<String>, org: String, organ: String? = nil, scope: String? = nil, by: String? = nil,
    reason: String? = nil
  ) {
    self.party = party
    self.org = org
    self.organ = organ
    self.scope = scope
    self.by = by
    self.reason = reason
  }
}

/// `participation`: a fact without legal effect, such as a State that stays away.
public struct Participation: Hashable, Sendable {
  /// What changes.
  public enum Action: String, Hashable, Sendable, CaseIterable {
    case frozen, resumed
  }

  /// `party`.
  public var party: OneOrList<String>
  /// `org`.
  public var org: String
  /// `organ`.
  public var organ: Optional<String>
  /// `action`; frozen when not written.
  public var action: Optional<Action>

  /// A change of participation.
  public init(party: OneOrList<String>, org: String, organ: String? = nil, action: Action? = nil) {
    self.party = party
    self.org = org
    self.organ = organ
    self.action = action
  }
}
