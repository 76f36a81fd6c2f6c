import Diplomacy
import EventLog

extension World {
  /// The name of a State, organisation, organ, person or instrument as of a day; the id where none is known.
  func name(of id: String, on day: Day) throws -> String {
    let known = try knownNames(of: id)
    if let only = known.only { return only }
    if let renamed = known.renamings.last(where: { $0.from <= day }) {
      // The catalogue knows of later names than the log does; within a year it is the same change of name.
      guard let state = known.state, let changed = state.lastRenaming(by: day),
        changed > renamed.from.adding(days: 366)
      else { return renamed.name }
      return state.name(on: day)
    }
    // Who declares a State by the name of today says nothing of the names it had.
    if let state = known.state, known.isByCatalogue { return state.name(on: day) }
    return known.declared ?? known.title ?? id
  }

  /// Every day from which on the name of an id may be another one than the day before.
  func nameTurns(of id: String) throws -> Set<Day> {
    let known = try knownNames(of: id)
    return Set(known.renamings.map(\.from) + (known.state?.formerNames.map(\.until) ?? []))
  }

  /// The id and every name that the log gives it at any time, beside those of the catalogue.
  func names(of id: String) throws -> [String] {
    let declared = try declarations(of: id).flatMap { seen -> [String] in
      guard case .entity(let entity) = seen.event.act else { return [] }
      return [entity.name] + (entity.aliases ?? [])
    }
    return [id] + declared + (try knownNames(of: id).renamings.map(\.name))
  }

  /// What is known of the names of an id, gathered once.
  private func knownNames(of id: String) throws -> KnownNames {
    if let known = knownNames[id] { return known }
    let state = StateCatalogue.standard.state(id)
    var declared: String?
    if case .entity(let entity)? = try declarations(of: id).first?.event.act { declared = entity.name }
    let names = KnownNames(
      renamings: try renamings(of: id), state: state, declared: declared,
      title: state == nil && declared == nil ? try title(of: id) : nil)
    knownNames[id] = names
    return names
  }

  /// The title of an instrument.
  private func title(of id: String) throws -> String? {
    let declared = EventQuery(types: ["instrument"], tags: [Tag("instrument", id)])
    return try events(declared).lazy.compactMap { seen -> String? in
      guard let declaration = seen.event.instrumentDeclaration, declaration.instrument == id else {
        return nil
      }
      return declaration.title
    }.first
  }

  /// The entity declarations of an id, the better evidence first.
  func declarations(of id: String) throws -> [SeenEvent] {
    if let known = declarationsByID[id] { return known }
    let found = try events(EventQuery(types: ["entity"], tags: [Tag("entity", id)])).filter { seen in
      if case .entity(let entity) = seen.event.act { return entity.entity == id }
      return false
    }.sorted(by: SeenEvent.isBetterEvidence)
    declarationsByID[id] = found
    return found
  }

  /// The State or territory that was declared with a name or an alias; of several the last one.
  func declaredState(called name: String) throws -> String? {
    for position in try log.declaredStates().reversed() {
      if let told = try declaredState(at: position), told.isCalled(name) { return told.entity }
    }
    return nil
  }

  /// The names and aliases of the States and territories that are declared, with their ids.
  func declaredStateNames() throws -> [String] {
    try log.declaredStates().compactMap(declaredState).flatMap { [$0.entity, $0.name] + ($0.aliases ?? []) }
      .uniqued().sorted()
  }

  /// What the declaration at a position says, where it is seen and nothing has taken its place.
  private func declaredState(at position: GlobalPosition) throws -> EntityDeclaration? {
    guard position <= head, case .entity(let told)? = try event(at: position)?.act,
      try declarations(of: told.entity).contains(where: { $0.position == position })
    else { return nil }
    return told
  }

  /// What an id stands for, by its declaration.
  func kind(of id: String) throws -> EntityDeclaration.Kind? {
    guard case .entity(let entity)? = try declarations(of: id).first?.event.act else { return nil }
    return entity.kind
  }

  /// The names that an id took, each from the day it surely had it, in order.
  private func renamings(of id: String) throws -> [(from: Day, name: String)] {
    try stateChanges(of: id).compactMap { act -> (from: Day, name: String)? in
      guard act.change.kind == .renaming, let name = act.change.name,
        (act.change.successors ?? act.change.predecessors).contains(id)
      else { return nil }
      return (act.bounds.latest, name)
    }.sorted { $0.from < $1.from }
  }
}

extension EntityDeclaration {
  /// Whether it gives a name, as its first or as an alias.
  fileprivate func isCalled(_ name: String) -> Bool { self.name == name || aliases?.contains(name) == true }
}

/// What is known of the names of one id.
final class KnownNames {
  /// The names it took, each from the day it surely had it, in order.
  let renamings: [(from: Day, name: String)]
  /// The State of the catalogue.
  let state: StateCatalogue.State?
  /// The name it was declared with.
  let declared: String?
  /// The title of an instrument, for an id that was not declared and is no State.
  let title: String?
  /// The name, where it is the same on every day; most are.
  let only: String?

  init(
    renamings: [(from: Day, name: String)], state: StateCatalogue.State?, declared: String?, title: String?
  ) {
    self.renamings = renamings
    self.state = state
    self.declared = declared
    self.title = title
    let named = declared ?? state?.name ?? title
    self.only = renamings.isEmpty && state?.formerNames.isEmpty ?? true ? named : nil
  }

  /// Whether it has the names of the catalogue: it is a State and was not declared with another one.
  var isByCatalogue: Bool { state != nil && (declared == nil || declared == state?.name) }
}

extension StateCatalogue.State {
  /// The last day up to one on which the State took another name, as the catalogue knows it.
  fileprivate func lastRenaming(by day: Day) -> Day? {
    formerNames.last { $0.until <= day }?.until
  }
}
