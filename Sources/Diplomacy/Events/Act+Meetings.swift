import EventLog

/// `state-change`: what becomes of States; their memberships do not pass on by themselves.
public struct StateChange: Hashable, Sendable {
  /// What happened.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case separation, dissolution, union, absorption, renaming, continuation
  }

  /// `kind`.
  public var kind: Kind
  /// `predecessors`.
  public var predecessors: [String]
  /// `successors`.
  public var successors: Optional<[String]>
  /// `name`: the new name, for a renaming.
  public var name: Optional<String>

  /// A change.
  public init(kind: Kind, predecessors: [String], successors: [String]? = nil, name: String? = nil) {
    self.kind = kind
    self.predecessors = predecessors
    self.successors = successors
    self.name = name
  }
}

/// `office`: `holder` takes the office; the next one's day is the end unless `until` says otherwise.
public struct OfficeHolding: Hashable, Sendable {
  /// `office`: its id, such as `CSTO:chair`; declared by use.
  public var office: String
  /// `holder`: a State or a person.
  public var holder: String

  /// A holding.
  public init(office: String, holder: String) {
    self.office = office
    self.holder = holder
  }
}

/// `meeting`: who met where; `on` may be an interval.
public struct Meeting: Hashable, Sendable {
  /// How it was held.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    case inPerson = "in-person", video, hybrid
  }

  /// One participant.
  public struct Attendee: Hashable, Sendable {
    /// `party`: the State, organisation or organ represented.
    public var party: Optional<String>
    /// `name` of the person.
    public var name: Optional<String>
    /// `capacity`: host, chair, member, guest, observer, or another.
    public var capacity: Optional<String>
    /// `invited_by`.
    public var invitedBy: Optional<String>
    /// `attended`: false for someone who stayed away, absent for someone who came.
    public var attended: Optional<Bool>
    /// `modality`: expected, for someone announced.
    public var modality: Optional<Modality>

    /// A participant.
    public init(
      party: String? = nil, name: String? = nil, capacity: String? = nil, invitedBy: String? = nil,
      attended: Bool? = nil, modality: Modality? = nil
    ) {
      self.party = party
      self.name = name
      self.capacity = capacity
      self.invitedBy = invitedBy
      self.attended = attended
      self.modality = modality
    }
  }

  /// `meeting`: its id; declared by use.
  public var meeting: String
  /// `title`.
  public var title: Optional<String>
  /// `org`.
  public var org: Optional<String>
  /// `organ`: one or, for a joint session, several.
  public var organ: Optional<OneOrList<String>>
  /// `place`.
  public var place: Optional<String>
  /// `mode`.
  public var mode: Optional<Mode>
  /// `attendance`.
  public var attendance: Optional<[Attendee]>
  /// `agenda`.
  public var agenda: Optional<[String]>

  /// A meeting; what is not given is absent.
  public init(
    meeting: String, title: String? = nil, org: String? = nil, organ: OneOrList<String>? = nil,
    place: String? = nil, mode: Mode? = nil, attendance: [Attendee]? = nil, agenda: [String]? = nil
  ) {
    self.meeting = meeting
    self.title = title
    self.org = org
    self.organ = organ
    self.place = place
    self.mode = mode
    self.attendance = attendance
    self.agenda = agenda
  }
}

/// `decision` of an organ.
public struct Decision: Hashable, Sendable {
  /// How it was taken.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    case consensus, vote, limitedFormat = "limited-format", silence
  }

  /// `title`: what was decided.
  public var title: String
  /// `org`.
  public var org: Optional<String>
  /// `organ` that decided.
  public var organ: Optional<OneOrList<String>>
  /// `meeting` at which it was taken.
  public var meeting: Optional<String>
  /// `method`.
  public var method: Optional<Method>
  /// `party`: who joined it, where that is not all.
  public var party: Optional<OneOrList<String>>
  /// `not_joining`: who did not.
  public var notJoining: Optional<OneOrList<String>>
  /// `text`.
  public var text: Optional<String>

  /// A decision; what is not given is absent.
  public init(
    title: String, org: String? = nil, organ: OneOrList<String>? = nil, meeting: String? = nil,
    method: Method? = nil, party: OneOrList<String>? = nil, notJoining: OneOrList<String>? = nil,
    text: String? = nil
  ) {
    self.title = title
    self.org = org
    self.organ = organ
    self.meeting = meeting
    self.method = method
    self.party = party
    self.notJoining = notJoining
    self.text = text
  }
}

/// `statement`: words adopted or issued.
public struct Statement: Hashable, Sendable {
  /// `title`: what it is about.
  public var title: String
  /// `org`.
  public var org: Optional<String>
  /// `organ` that issued it.
  public var organ: Optional<OneOrList<String>>
  /// `meeting` at which it was issued.
  public var meeting: Optional<String>
  /// `party`: who issued or joined it.
  public var party: Optional<OneOrList<String>>
  /// `text`.
  public var text: Optional<String>

  /// A statement; what is not given is absent.
  public init(
    title: String, org: String? = nil, organ: OneOrList<String>? = nil, meeting: String? = nil,
    party: OneOrList<String>? = nil, text: String? = nil
  ) {
    self.title = title
    self.org = org
    self.organ = organ
    self.meeting = meeting
    self.party = party
    self.text = text
  }
}
