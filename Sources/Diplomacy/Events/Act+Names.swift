/// `entity`: makes an id usable and says what it is.
public struct EntityDeclaration: Hashable, Sendable {
  /// What an id can stand for.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case state, organisation, organ, office, person, territory, other
  }

  /// `entity`: the id.
  public var entity: String
  /// `kind`.
  public var kind: Kind
  /// `name`: as printed.
  public var name: String
  /// `aliases`: other names, accepted on input for States.
  public var aliases: Optional<[String]>
  /// `part_of`: the organisation of an organ, the organisation or State of an office.
  public var partOf: Optional<String>
  /// `existed`: first and last day, an interval.
  public var existed: Optional<EDTF>
  /// `reio`: a regional economic integration organisation, whose consent is usually not counted beside its members'.
  public var reio: Optional<Bool>
  /// `succeeds`: the organisation it took over from.
  public var succeeds: Optional<String>

  /// A declaration.
  public init(
    entity: String, kind: Kind, name: String, aliases: [String]? = nil, partOf: String? = nil,
    existed: EDTF? = nil, reio: Bool? = nil, succeeds: String? = nil
  ) {
    self.entity = entity
    self.kind = kind
    self.name = name
    self.aliases = aliases
    self.partOf = partOf
    self.existed = existed
    self.reio = reio
    self.succeeds = succeeds
  }
}

/// `instrument`: a treaty, charter, protocol, decision; `on` is its adoption.
public struct InstrumentDeclaration: Hashable, Sendable {
  /// A status that an organisation can grant only while the instrument is in force.
  public struct Enabling: Hashable, Sendable {
    /// The organisation.
    public var org: String
    /// The kinds of status.
    public var status: OneOrList<String>

    /// A gate.
    public init(org: String, status: OneOrList<String>) {
      self.org = org
      self.status = status
    }
  }

  /// An instrument that some parties can join only once this one is in force.
  public struct Opening: Hashable, Sendable {
    /// The instrument that is opened.
    public var instrument: String
    /// To whom.
    public var party: OneOrList<String>

    /// An opening.
    public init(instrument: String, party: OneOrList<String>) {
      self.instrument = instrument
      self.party = party
    }
  }

  /// `instrument`: the id.
  public var instrument: String
  /// `title`.
  public var title: String
  /// `aliases`: other titles.
  public var aliases: Optional<[String]>
  /// `kind`: treaty, charter, protocol, amendment, decision, statement, or another.
  public var kind: Optional<String>
  /// `place` of adoption.
  public var place: Optional<String>
  /// `meeting` that adopted it.
  public var meeting: Optional<String>
  /// `opened`: the day it was opened for signature.
  public var opened: Optional<EDTF>
  /// `clause`: when it enters into force and for whom, in the notation of docs/CLAUSES.md.
  public var clause: Clause? { didSet { written.clause = nil } }
  /// `exit`: when a withdrawal takes effect.
  public var exit: ExitClause? { didSet { written.exit = nil } }
  /// `duration`: the term after which it ends by itself, such as `5y`.
  public var duration: Term? { didSet { written.duration = nil } }
  /// `depositary`: one or several.
  public var depositary: Optional<OneOrList<String>>
  /// `amends`, `extends`, `replaces`, `parent`: other instruments.
  public var amends: Optional<OneOrList<String>>
  /// `extends`: the instruments whose term it prolongs.
  public var extends: Optional<OneOrList<String>>
  /// `replaces`: the instruments it takes the place of.
  public var replaces: Optional<OneOrList<String>>
  /// `parent`: the instrument it belongs to, such as the convention of a protocol.
  public var parent: Optional<String>
  /// `enables`: kinds of status that wait for it.
  public var enables: Optional<[Enabling]>
  /// `opens`: other instruments that some parties can join only once it is in force, as a protocol on the accession
  /// of a State does.
  public var opens: Optional<[Opening]>
  /// `constitutes`: the organisation it creates.
  public var constitutes: Optional<String>
  /// The clauses and the term letter by letter, where that differs from how they are printed.
  var written = Notations()

  /// What was written for values that have more than one notation.
  struct Notations: Hashable, Sendable {
    var clause: String?
    var exit: String?
    var duration: String?
  }

  /// A declaration; what is not given is absent.
  public init(
    instrument: String, title: String, aliases: [String]? = nil, kind: String? = nil, place: String? = nil,
    meeting: String? = nil, opened: EDTF? = nil, clause: Clause? = nil, exit: ExitClause? = nil,
    duration: Term? = nil, depositary: OneOrList<String>? = nil, amends: OneOrList<String>? = nil,
    extends: OneOrList<String>? = nil, replaces: OneOrList<String>? = nil, parent: String? = nil,
    enables: [Enabling]? = nil, opens: [Opening]? = nil,
    constitutes: String? = nil
  ) {
    self.instrument = instrument
    self.title = title
    self.aliases = aliases
    self.kind = kind
    self.place = place
    self.meeting = meeting
    self.opened = opened
    self.clause = clause
    self.exit = exit
    self.duration = duration
    self.depositary = depositary
    self.amends = amends
    self.extends = extends
    self.replaces = replaces
    self.parent = parent
    self.enables = enables
    self.opens = opens
    self.constitutes = constitutes
  }
}

/// `table`: weights that a share clause counts by.
public struct WeightTable: Hashable, Sendable {
  /// `table`: the id.
  public var table: String
  /// `unit` of the values, such as `Gg`.
  public var unit: String
  /// `total` that shares are taken of.
  public var total: Int
  /// `values`: the weight of each party.
  public var values: [String: Int]

  /// A table.
  public init(table: String, unit: String, total: Int, values: [String: Int]) {
    self.table = table
    self.unit = unit
    self.total = total
    self.values = values
  }
}

/// `category`: a named list of parties, such as the members of a region.
public struct PartyCategory: Hashable, Sendable {
  /// `category`: the id.
  public var category: String
  /// `parties`.
  public var parties: [String]

  /// A category.
  public init(category: String, parties: [String]) {
    self.category = category
    self.parties = parties
  }
}
