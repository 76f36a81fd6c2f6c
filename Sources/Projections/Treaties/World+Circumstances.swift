import Diplomacy
import EventLog

extension World {
  /// What the clause of an instrument asks of the world beside the acts of its parties.
  ///
  /// - Parameters:
  ///   - clause: the clause.
  ///   - declaration: the instrument it is of. Whoever it opens another instrument to is not asked for consent as a
  ///     party to that one: one does not vote on one's own accession.
  ///   - parties: everyone who acts towards the instrument.
  ///   - successions: who kept whose count, by the acts of succession.
  ///   - opening: when the instrument was opened for signature.
  func circumstances(
    for clause: Clause, of declaration: InstrumentDeclaration?, parties: some Sequence<String>,
    successions: [String: String], opening: DayBounds?
  ) throws -> Circumstances {
    let references = clause.references
    var circumstances = Circumstances(successions: successions, opening: opening)
    for org in references.organisations { circumstances.members[org] = try members(of: org) }
    for id in references.instruments {
      let history = try instrument(id)
      circumstances.inForce[id] = history.inForce
      if history.force.mayNeverCome {
        circumstances.lastEntries[id] = history.force.chosenIfEver?.latest
      }
      let opened = (declaration?.opens ?? []).filter { $0.instrument == id }.flatMap(\.party.values)
      circumstances.parties[id] = history.parties.filter { !opened.contains($0.key) }.mapValues { party in
        party.story.stretches { $0.inForce != nil }
      }
    }
    for table in references.tables { circumstances.tables[table] = try weights(table) }
    for category in references.categories {
      circumstances.categories[category] = try self.parties(ofCategory: category)
    }
    var actors = Set(parties)
    actors.formUnion(references.parties)
    for weights in circumstances.tables.values { actors.formUnion(weights.values.keys) }
    for category in circumstances.categories.values { actors.formUnion(category) }
    for actor in actors {
      if try isIntegrationOrganisation(actor) { circumstances.reios.insert(actor) }
      // Of several ends the first counts, whichever that is.
      guard let first = try extinctions(of: actor).first else { continue }
      let end = try extinctions(of: actor).reduce(first.bounds) { $0.earlier(of: $1.bounds) }
      circumstances.extinct[actor] = end
      circumstances.returned[actor] = try comebacks(of: actor).first { $0.latest >= end.earliest }
    }
    return circumstances
  }

  /// Who is a member of an organisation or an organ, and when.
  func members(of org: String) throws -> Roster {
    let place = try place(named: org)
    var roster: Roster = [:]
    for actor in try actors(in: place) {
      let key = MembershipKey(org: place.org, organ: place.organ, party: actor)
      let stretches = try membership(key).story.stretches { $0.holds(MembershipState.member) }
      if !stretches.isEmpty { roster[actor] = stretches }
    }
    return roster
  }

  /// The same, found once for all the worlds of a page, where nothing is being resolved that it may depend on.
  func knownMembers(of org: String) throws -> Roster {
    guard resolution.isIdle else { return try members(of: org) }
    return try shared.roster(of: org) { try members(of: org) }
  }

  /// The table of weights that decides; `nil` where none is recorded.
  func weights(_ table: String) throws -> WeightTable? {
    try events(EventQuery(types: ["table"], tags: [Tag("table", table)])).sorted(
      by: SeenEvent.isBetterEvidence
    )
    .lazy.compactMap { seen in
      if case .table(let weights) = seen.event.act, weights.table == table { weights } else { nil }
    }.first
  }

  /// The parties of a category, as the record that decides lists them; `nil` where none is recorded.
  func parties(ofCategory category: String) throws -> [String]? {
    try events(EventQuery(types: ["category"], tags: [Tag("category", category)]))
      .sorted(by: SeenEvent.isBetterEvidence).lazy.compactMap { seen in
        if case .category(let list) = seen.event.act, list.category == category { list.parties } else { nil }
      }.first
  }

  /// Whether somebody is a regional economic integration organisation, by its declaration.
  func isIntegrationOrganisation(_ id: String) throws -> Bool {
    guard case .entity(let entity)? = try declarations(of: id).first?.event.act else { return false }
    return entity.reio == true
  }

  /// The days on which a State came out of another one, or of a union with it.
  func comebacks(of party: String) throws -> [DayBounds] {
    try stateChanges(of: party).compactMap { act in
      guard (act.change.successors ?? []).contains(party), !act.change.predecessors.contains(party) else {
        return nil
      }
      return act.bounds
    }
  }

  /// The ends of a State: as they are recorded, else the one that the catalogue knows of; none for one that goes on.
  func extinctions(of party: String) throws -> [Ending] {
    if let known = extinctions[party] { return known }
    let found = try findExtinctions(of: party)
    extinctions[party] = found
    return found
  }

  private func findExtinctions(of party: String) throws -> [Ending] {
    let recorded = try stateChanges(of: party).compactMap { act -> Ending? in
      guard act.change.extinguishes(party) else { return nil }
      return Ending(bounds: act.bounds, positions: [act.seen.position], rule: .stateEnded)
    }
    guard recorded.isEmpty, let until = StateCatalogue.standard.state(party)?.existed.until else {
      return recorded
    }
    return [Ending(bounds: DayBounds(until), positions: [], rule: .catalogueEnd)]
  }
}

extension InstrumentHistory {
  /// The stretches in which it is in force.
  var inForce: [Stretch] {
    force.chosen.map { [Stretch(from: $0, until: end?.bounds)] } ?? []
  }
}
