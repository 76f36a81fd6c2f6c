import Diplomacy
import EventLog

extension World {
  /// The name of a State, organisation, organ, person or instrument as of a day; the id where none is known.
  func name(of id: String, on day: Day) throws -> String {
    if let declared = try declarations(of: id).first {
      if case .entity(let entity) = declared.event.act { return try renamed(id, on: day) ?? entity.name }
    }
    if let renamed = try renamed(id, on: day) { return renamed }
    if let known = StateCatalogue.standard.name(of: id, on: day) { return known }
    if let title = try events(tagged: Tag("instrument", id)).compactMap({ seen -> String? in
      guard let declaration = seen.event.instrumentDeclaration, declaration.instrument == id else { return nil }
      return declaration.title
    }).first {
      return title
    }
    return id
  }

  /// The entity declarations of an id, the better evidence first.
  func declarations(of id: String) throws -> [SeenEvent] {
    if let known = declarationsByID[id] { return known }
    let found = try events(tagged: Tag("entity", id)).filter { seen in
      if case .entity(let entity) = seen.event.act { return entity.entity == id }
      return false
    }.sorted(by: SeenEvent.isBetterEvidence)
    declarationsByID[id] = found
    return found
  }

  /// What an id stands for, by its declaration.
  func kind(of id: String) throws -> EntityDeclaration.Kind? {
    guard case .entity(let entity)? = try declarations(of: id).first?.event.act else { return nil }
    return entity.kind
  }

  private func renamed(_ id: String, on day: Day) throws -> String? {
    try events(tagged: Tag("party", id)).last { seen in
      guard case .stateChange(let change) = seen.event.act, change.kind == .renaming, seen.event.isFact,
        change.name != nil, (change.successors ?? change.predecessors).contains(id)
      else { return false }
      return (seen.event.effectBounds?.latest ?? .distantFuture) <= day
    }.flatMap { seen in
      if case .stateChange(let change) = seen.event.act { return change.name }
      return nil
    }
  }
}
