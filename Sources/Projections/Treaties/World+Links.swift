import Diplomacy
import EventLog

extension World {
  /// The instruments that must be in force before some parties can join this one.
  func openers(of id: String) throws -> [InstrumentDeclaration.Opening] {
    try relatedDeclarations(of: id).flatMap { declaration in
      (declaration.opens ?? []).filter { $0.instrument == id }.map {
        InstrumentDeclaration.Opening(instrument: declaration.instrument, party: $0.party)
      }
    }
  }

  /// The declarations that name an instrument in one of their links, as corrections leave them.
  func relatedDeclarations(of id: String) throws -> [InstrumentDeclaration] {
    try events(EventQuery(types: ["instrument"], tags: [Tag("related", id)])).compactMap(
      \.event.instrumentDeclaration)
  }

  /// From when each party that needs another instrument for it can join this one; `nil` for one that cannot yet.
  func openings(of id: String) throws -> [String: DayBounds?] {
    var openings: [String: DayBounds?] = [:]
    for opening in try openers(of: id) {
      let force = try instrument(opening.instrument).force.chosen
      for party in opening.party.values {
        switch (openings[party] ?? nil, force) {
        case (let known?, let force?):
          openings[party] = known.earlier(of: force)
        case (let known, let force): openings[party] = .some(known ?? force)
        }
      }
    }
    return openings
  }

  /// The instruments that must be resolved for one: those its entry into force depends on, those that open or extend
  /// it, and those by which the organisations it speaks of have members.
  func dependencies(of id: String) throws -> [String] {
    var ids = try conditions(of: id).compactMap { node in
      if case .instrument(let id) = node { id } else { nil }
    }
    ids += try openers(of: id).map(\.instrument) + extenders(of: id)
    for org in try declaration(of: id)?.clause?.references.organisations ?? [] {
      ids += try organisation(org).gates.map(\.instrument)
    }
    return ids.uniqued()
  }

  /// The instruments and organisations that the entry into force of an instrument depends on, as it is declared.
  func conditions(of id: String) throws -> [Node] {
    var nodes: [Node] = []
    guard let declaration = try declaration(of: id) else { return nodes }
    if let clause = declaration.clause {
      nodes += clause.references.instruments.map { .instrument($0) }
      nodes += try clause.references.organisations.flatMap {
        try organisation($0).charters.map { .instrument($0) }
      }
    }
    if let parent = declaration.parent { nodes.append(.instrument(parent)) }
    return nodes.uniqued()
  }

  /// The other instruments whose entry into force waits for this one while this one waits for them; empty for one
  /// that waits for nothing behind itself.
  func circle(of id: String) throws -> [String] {
    let own = Node.instrument(id)
    func reached(from start: Node) throws -> Set<Node> {
      var seen: Set<Node> = []
      var open = [start]
      while let next = open.popLast() {
        guard case .instrument(let id) = next else { continue }
        for node in try conditions(of: id) where seen.insert(node).inserted { open.append(node) }
      }
      return seen
    }
    let behind = try reached(from: own)
    guard behind.contains(own) else { return [] }
    return try behind.filter { try $0 == own || reached(from: $0).contains(own) }.compactMap { node in
      if case .instrument(let id) = node { return id }
      return nil
    }.sorted()
  }

  /// The declaration of an instrument that decides, without folding it.
  func declaration(of id: String) throws -> InstrumentDeclaration? {
    try events(tagged: Tag("instrument", id)).filter {
      $0.event.isFact && $0.event.instrumentDeclaration?.instrument == id
    }.sorted(by: SeenEvent.isBetterEvidence).first?.event.instrumentDeclaration
  }
}
