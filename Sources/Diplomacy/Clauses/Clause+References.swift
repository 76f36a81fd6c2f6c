extension Clause {
  /// The ids that a clause speaks of, by what they must be; each once, in the order written.
  public struct References: Hashable, Sendable {
    /// Names in lists.
    public var parties: [String] = []
    /// Organisations whose members count or are waited for.
    public var organisations: [String] = []
    /// Instruments whose parties or entry into force it looks at.
    public var instruments: [String] = []
    /// Those of them whose entry into force it waits for.
    public var entriesIntoForce: [String] = []
    /// Tables of weights.
    public var tables: [String] = []
    /// Categories.
    public var categories: [String] = []
  }

  /// The ids it speaks of.
  public var references: References {
    var references = References()
    condition.add(to: &references)
    if let eligible { references.take(eligible) }
    return references
  }

  /// The same clause with every name in its lists replaced.
  public func mapParties<Failure: Error>(
    _ transform: (String) throws(Failure) -> String
  ) throws(Failure) -> Clause {
    var clause = self
    clause.condition = try condition.mapParties(transform)
    return clause
  }
}

extension Clause.References {
  fileprivate mutating func take(_ body: Clause.Body) {
    switch body {
    case .members(let org): Self.add(org, to: &organisations)
    case .parties(let instrument): Self.add(instrument, to: &instruments)
    }
  }

  fileprivate static func add(_ id: String, to ids: inout [String]) {
    if !ids.contains(id) { ids.append(id) }
  }
}

extension Clause.Condition {
  /// The names in all lists of the condition, in the order written, each once.
  public var namedParties: [String] { references.parties }

  /// The ids it speaks of.
  public var references: Clause.References {
    var references = Clause.References()
    add(to: &references)
    return references
  }

  /// Its parts without `and` and `or`, in the order written.
  public var atoms: [Clause.Condition] {
    switch self {
    case .and(let left, let right), .or(let left, let right): left.atoms + right.atoms
    default: [self]
    }
  }

  /// Its lists of names, in the order written.
  var lists: [[String]] {
    atoms.compactMap { atom in
      switch atom {
      case .all(let names), .depositsOf(.list(let names), _): names
      default: nil
      }
    }
  }

  fileprivate func add(to references: inout Clause.References) {
    for atom in atoms {
      switch atom {
      case .all(let names), .depositsOf(.list(let names), _):
        for name in names { Clause.References.add(name, to: &references.parties) }
      case .depositsOf(.category(let id), _): Clause.References.add(id, to: &references.categories)
      case .allMembers(let org): references.take(.members(of: org))
      case .allParties(let instrument): references.take(.parties(to: instrument))
      case .fraction(_, let body): references.take(body)
      case .share(let table, _): Clause.References.add(table, to: &references.tables)
      case .inForce(let instrument):
        Clause.References.add(instrument, to: &references.instruments)
        Clause.References.add(instrument, to: &references.entriesIntoForce)
      case .allSignatories, .deposits, .others, .date, .onSignature, .and, .or: break
      }
    }
  }

  fileprivate func mapParties<Failure: Error>(
    _ transform: (String) throws(Failure) -> String
  ) throws(Failure) -> Clause.Condition {
    switch self {
    case .all(let names): return .all(try Self.map(names, transform))
    case .depositsOf(.list(let names), let count):
      return .depositsOf(.list(try Self.map(names, transform)), atLeast: count)
    case .and(let left, let right):
      return .and(try left.mapParties(transform), try right.mapParties(transform))
    case .or(let left, let right):
      return .or(try left.mapParties(transform), try right.mapParties(transform))
    default: return self
    }
  }

  private static func map<Failure: Error>(
    _ names: [String], _ transform: (String) throws(Failure) -> String
  ) throws(Failure) -> [String] {
    var mapped: [String] = []
    for name in names { mapped.append(try transform(name)) }
    return mapped
  }
}
