import EventLog

/// Which ids are known: the States of the catalogue, and what events have declared.
///
/// A declared id wins over a State's code or name. Offices and meetings are declared by use.
public struct Names: Sendable {
  /// What is known of a declared entity.
  struct Entity: Sendable {
    var kind: EntityDeclaration.Kind
    var name: String
    var existed: DayBounds?
  }

  private let catalogue: StateCatalogue
  /// The codes of States, when many names are to be told from them.
  private var codes: CodeSet?
  private(set) var entities: [String: Entity] = [:]
  /// Titles of declared instruments.
  private(set) var instruments: [String: String] = [:]
  private(set) var tables: Set<String> = []
  private(set) var categories: Set<String> = []
  /// Names and aliases of declared States and territories that the catalogue does not have.
  private var declaredStates: [String: String] = [:]
  /// Whether a declaration has changed what a name stands for, so that what was resolved before it may be wrong.
  package var haveChanged = false

  /// The States alone.
  public init(catalogue: StateCatalogue = .standard) {
    self.catalogue = catalogue
  }

  /// How many names and aliases of declared States and territories are known: with each, what a speaker is called may
  /// come to mean another.
  package var spellings: Int { declaredStates.count }

  /// Gets ready for many names: each is then found faster, for a look through the whole catalogue now.
  public mutating func expectMany() {
    if codes == nil { codes = CodeSet(of: catalogue) }
  }

  /// Makes known what an event declares, also one that takes the place of another by a correction.
  ///
  /// - Parameter isInForce: whether nothing has retracted or replaced it; else what it declares is known by its id, so that
  ///   what was recorded of it can be recorded again, and no more by the names that it gave.
  public mutating func declare(_ event: DiplomaticEvent, isInForce: Bool = true) {
    switch event.act {
    case .entity(let declaration):
      if isInForce || entities[declaration.entity] == nil { declare(declaration, givesNames: isInForce) }
    case .instrument(let declaration): instruments[declaration.instrument] = declaration.title
    case .table(let declaration): tables.insert(declaration.table)
    case .category(let declaration): categories.insert(declaration.category)
    case .correction(let correction):
      if let replacement = correction.with { declare(replacement, isInForce: isInForce) }
    default: break
    }
  }

  private mutating func declare(_ declaration: EntityDeclaration, givesNames: Bool) {
    let id = declaration.entity
    let entity = Entity(
      kind: declaration.kind, name: declaration.name, existed: declaration.possibleDays)
    if let known = entities[id] {
      if known.kind != entity.kind || known.existed != entity.existed { haveChanged = true }
    } else if !haveChanged {
      haveChanged = party(id) != nil
    }
    entities[id] = entity
    guard givesNames, declaration.kind == .state || declaration.kind == .territory else { return }
    for name in [declaration.name] + (declaration.aliases ?? []) {
      if let known = declaredStates.updateValue(id, forKey: name), known != id { haveChanged = true }
    }
  }

  /// The id that a name stands for in a role, `nil` if it is not known.
  ///
  /// In the role of a speaker every name is known and stands for itself if for nobody else.
  public func id(for name: String, as role: NameRole) -> String? {
    switch role {
    case .party, .owner: party(name)
    case .speaker: party(name) ?? name
    case .organisation: isOrganisation(name) ? name : nil
    case .scope: ["all", "organs", "rights"].contains(name) || isOrganisation(name) ? name : nil
    case .instrument: instruments[name] != nil || entities[name]?.kind == .other ? name : nil
    case .table: tables.contains(name) ? name : nil
    case .category: categories.contains(name) ? name : nil
    }
  }

  private func party(_ name: String) -> String? {
    if codes?.contains(name) == true || entities[name] != nil { return name }
    return catalogue.code(for: name) ?? declaredStates[name]
  }

  private func isOrganisation(_ name: String) -> Bool {
    switch entities[name]?.kind {
    case .organisation?, .organ?, .other?: true
    default: false
    }
  }

  /// The days on which an actor can have existed, `nil` if nothing is known of its beginning or end.
  func possibleDays(of id: String) -> DayBounds? {
    if let entity = entities[id] { return entity.existed }
    // One is found in the catalogue; for many it is looked through once.
    if codes != nil { return Names.boundedStates[id] }
    guard let state = catalogue.state(id), state.code == id else { return nil }
    return state.possibleDays
  }

  /// The States of which a beginning or an end is known.
  private static let boundedStates: [String: DayBounds] = {
    var states: [String: DayBounds] = [:]
    for state in StateCatalogue.standard.all {
      if let days = state.possibleDays { states[state.code] = days }
    }
    return states
  }()

  /// The ids and names nearest to one that is not known, best first.
  func nearest(to name: String, as role: NameRole) -> [String] {
    switch role {
    case .party, .speaker, .owner:
      let declared =
        entities.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value.name] }
        + declaredStates.keys.sorted()
      let states = catalogue.nearest(to: name).prefix(3).map { "\($0.name) (\($0.code))" }
      var known: Set<String> = []
      let named = Nearest.matches(to: name, in: declared.filter { known.insert($0).inserted }, limit: 2)
      return Array((named + states).prefix(3))
    case .organisation, .scope:
      return Nearest.matches(to: name, in: entities.keys.filter(isOrganisation).sorted())
    case .instrument: return Nearest.matches(to: name, in: instruments.keys.sorted())
    case .table: return Nearest.matches(to: name, in: tables.sorted())
    case .category: return Nearest.matches(to: name, in: categories.sorted())
    }
  }
}

extension StateCatalogue.State {
  /// The days on which it existed, `nil` if neither a beginning nor an end is known.
  fileprivate var possibleDays: DayBounds? {
    guard existed.from != nil || existed.until != nil else { return nil }
    return DayBounds(existed.from ?? .distantPast, existed.until?.previous ?? .distantFuture)
  }
}

extension EntityDeclaration {
  /// The days on which it can have existed: from the earliest first to the latest last.
  fileprivate var possibleDays: DayBounds? {
    guard let existed, let last = existed.lastDay(strict: false), existed.bounds.earliest <= last.latest
    else {
      return nil
    }
    return DayBounds(existed.bounds.earliest, last.latest)
  }
}
