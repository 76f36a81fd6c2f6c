import Diplomacy
import EventLog

/// What became of States, by one record or by several that agree.
struct StateChangeAct {
  /// The record that decides.
  let seen: SeenEvent
  /// What happened.
  let change: StateChange
  /// The days on which it can have happened, under all records that are believed.
  let bounds: DayBounds
}

extension World {
  /// What became of a State, as it happened; nothing else of it is read.
  func stateChanges(of party: String) throws -> [StateChangeAct] {
    if let known = stateChanges[party] { return known }
    let query = EventQuery(types: ["state-change"], tags: [Tag("party", party)])
    let found = Self.merged(try events(of: HistoryRule.changes(of: party), query)).acts
    stateChanges[party] = found
    return found
  }

  /// What is claimed to have become of States, by those that do not only plan or expect it.
  func claimsOfStates() throws -> [(SeenEvent, EventTemplate)] {
    if let stateClaims { return stateClaims }
    let claims = try events(of: HistoryRule.claimsOfStates, EventQuery(types: ["claim"]))
    let found = claims.compactMap { seen -> (SeenEvent, EventTemplate)? in
      guard case .claim(let claim) = seen.event.act, seen.event.isFact, seen.disputedBy.isEmpty,
        let says = claim.says,
        case .stateChange? = says.event?.act
      else { return nil }
      return (seen, says)
    }
    stateClaims = found
    return found
  }

  /// The events of a query that a history holds, as corrections leave them: those that are stored, and of what was
  /// recorded later those that the query finds.
  private func events(of history: String, _ query: EventQuery) throws -> [SeenEvent] {
    guard let stored = try log.history(history, through: head) else { return try events(query) }
    func isAsked(_ event: DiplomaticEvent) -> Bool { query.matches(type: event.type, tags: event.tags) }
    var records: [SeenEvent] = []
    for position in stored.positions {
      guard let record = try log.event(at: position) else { continue }
      let seen = try read(record)
      guard try sees(record), seen.isCorrection || isAsked(seen.event) else { continue }
      records.append(seen)
    }
    try forEachSeen(query.withCorrections, after: stored.covered) { records.append($0) }
    return see(records, try corrections(deciding: records, areFoundByTag: false), where: isAsked)
  }

  /// Records of one change of States that cannot all be right.
  func stateDisagreements() throws -> [Contradiction] {
    Self.merged(try events(ofTypes: ["state-change"])).disagreements.filter { !$0.1.isSettled }.map {
      change, disagreement in
      let versions = disagreement.versions.map { seen in
        "\(seen.event.on?.text ?? "no day") (\(seen.position), grade \(seen.event.grade))"
      }
      let who = (change.predecessors + (change.successors ?? [])).uniqued().joined(separator: " ")
      return Contradiction(
        subjects: [], days: [disagreement.days],
        message: "\(change.kind.rawValue) \(who): \(versions.uniqued().joined(separator: " against "))",
        fix: Disagreement.fix, events: disagreement.versions.map(\.position))
    }
  }

  /// Records of the same change are one act, but for a State that can take the same name again.
  private static func merged(_ records: [SeenEvent]) -> (
    acts: [StateChangeAct], disagreements: [(StateChange, Disagreement)]
  ) {
    var order: [StateChange] = []
    var byChange: [StateChange: [Evidence]] = [:]
    for seen in records {
      guard case .stateChange(let change) = seen.event.act, seen.event.isFact,
        let bounds = seen.event.effectBounds
      else { continue }
      if byChange[change] == nil { order.append(change) }
      byChange[change, default: []].append(Evidence(seen, bounds: bounds))
    }
    var acts: [StateChangeAct] = []
    var disagreements: [(StateChange, Disagreement)] = []
    for change in order {
      let (merged, found) = Evidence.merge(
        byChange[change] ?? [], endings: [], mayRepeat: change.kind == .renaming && change.successors == nil)
      acts += merged.map { StateChangeAct(seen: $0.deciding, change: change, bounds: $0.bounds) }
      disagreements += found.map { (change, $0) }
    }
    return (acts, disagreements)
  }
}

extension World {
  /// Who continues a State that has surely ended by a day, over any number of changes; itself where nobody does.
  func heir(of state: String, on day: Day) throws -> String {
    var heir = state
    var known: Set<String> = [state]
    while let act = try stateChanges(of: heir).first(where: {
      $0.bounds.latest <= day && $0.change.extinguishes(heir)
        && ($0.change.successors ?? []).contains(where: $0.change.isContinued)
    }), let next = act.change.successors?.first(where: act.change.isContinued), known.insert(next).inserted {
      heir = next
    }
    return heir
  }
}
