import Diplomacy
import EventLog

extension World {
  /// What an instrument still waits for on a day, and what that blocks; nothing where nothing is awaited.
  func pendingRows(_ id: String, on day: Day) throws -> [PendingRow] {
    let history = try instrument(id)
    guard let clause = history.declaration?.clause else { return [] }
    guard history.declarations.isEmpty || history.adopted.earliest <= day else { return [] }
    if history.isSurelyOver(by: day) { return [] }
    let parent = try parentAwaited(by: history, on: day)
    // Once met, a condition is met for good, whatever is taken back later.
    let met = [history.force.completed, history.question.bounds()].compactMap { $0 }
    let isMet = met.contains { $0.latest <= day }
    if isMet, parent.isEmpty || history.force.chosen.map({ $0.latest <= day }) ?? false { return [] }

    let reading = PendingReading(trigger: history.question, day: day)
    let mayBeOver = history.end.map { $0.bounds.earliest <= day } ?? false
    let mayBeMet = mayBeOver || met.contains { $0.earliest <= day }
    let missing = reading.awaited(clause.condition).map { mayBeMet ? $0.perhaps : $0 }
    let awaited = (isMet ? [] : missing) + parent
    let blocks = try blocked(by: history, on: day)
    return try awaited.map { item in
      let waiting = try heir(of: item.waiting, on: day)
      return PendingRow(
        instrument: id, waiting: waiting, certainty: item.certainty, have: item.have, need: item.need,
        blocks: blocks, events: evidence(for: item, history, by: day),
        name: try name(of: waiting, on: day), possible: item.possible, unit: item.unit,
        share: item.share,
        option: item.option)
    }.oneForEachHeir()
  }

  /// The instrument that one belongs to, where it is not in force yet.
  private func parentAwaited(by history: InstrumentHistory, on day: Day) throws -> [PendingReading.Awaited] {
    guard let id = history.declaration?.parent else { return [] }
    let parent = try instrument(id)
    guard parent.declaration?.clause != nil || parent.force.chosen != nil,
      (parent.force.chosen?.latest ?? .distantFuture) > day
    else { return [] }
    let mayBe = (parent.force.chosen?.earliest ?? .distantFuture) <= day
    return [.entryIntoForce(of: id, mayHaveCome: mayBe)]
  }

  /// The declaration and the acts that had perhaps come by the day, of the party awaited or else of all.
  private func evidence(
    for item: PendingReading.Awaited, _ history: InstrumentHistory, by day: Day
  ) -> [GlobalPosition] {
    let own = history.parties[item.waiting]
    let known = own.map { [$0] } ?? history.parties.values.sorted { $0.party < $1.party }
    let acts = known.flatMap { party -> [GlobalPosition] in
      ([party.signature] + party.consents.map(\.evidence)).compactMap { $0 }
        .filter { $0.bounds.earliest <= day }.flatMap(\.positions)
    }
    return (history.declarations.prefix(1).map(\.position) + acts).uniqued().sorted()
  }

  /// What cannot happen before an instrument is in force.
  func blocked(by history: InstrumentHistory, on day: Day) throws -> [String] {
    var blocked: [String] = []
    for opening in history.declaration?.opens ?? [] {
      let parties = try opening.party.values.map { try name(of: $0, on: day) }.joined(separator: ", ")
      blocked.append("accession of \(parties) to \(opening.instrument)")
    }
    for gate in history.declaration?.enables ?? [] {
      blocked += gate.status.values.map { "\($0) status of \(gate.org)" }
    }
    if let org = history.declaration?.constitutes { blocked.append("existence of \(org)") }
    for extended in history.declaration?.extends?.values ?? [] { blocked.append("extension of \(extended)") }
    for amended in history.declaration?.amends?.values ?? [] { blocked.append("amendment of \(amended)") }
    for replaced in history.declaration?.replaces?.values ?? [] {
      blocked.append("replacement of \(replaced)")
    }
    return blocked + (try dependants(of: history.id, on: day))
  }

  /// The entry into force of other instruments, adopted by a day, that waits for this one.
  private func dependants(of id: String, on day: Day) throws -> [String] {
    try relatedDeclarations(of: id).filter { declaration in
      guard
        declaration.parent == id
          || declaration.clause?.condition.references.entriesIntoForce.contains(id) == true
      else { return false }
      return try instrument(declaration.instrument).adopted.earliest <= day
    }.map { "entry into force of \($0.instrument)" }.uniqued().sorted()
  }
}

extension PendingRow {
  /// Whether both wait for the same, for the same part of the clause.
  fileprivate func asksTheSame(as other: PendingRow) -> Bool {
    waiting == other.waiting && option == other.option && have == other.have && need == other.need
      && unit == other.unit && share == other.share
  }
}

extension [PendingRow] {
  /// One row where a State is awaited for itself and as who goes on as another, or an instrument as a part of the clause
  /// and as what this one belongs to: as sure as the surer of the two.
  fileprivate func oneForEachHeir() -> [PendingRow] {
    var rows: [PendingRow] = []
    for row in self {
      guard
        let known = rows.firstIndex(where: { $0.asksTheSame(as: row) })
      else {
        rows.append(row)
        continue
      }
      if row.certainty == .certain { rows[known].certainty = .certain }
      rows[known].events = (rows[known].events + row.events).uniqued().sorted()
    }
    return rows
  }
}

extension InstrumentHistory {
  /// Whose recorded consents met the clause on the day it was met.
  var completedBy: [String] {
    declaration?.clause == nil ? [] : recorded.completedBy()
  }
}

extension Inquiry {
  /// The day on which an instrument is known to enter into force, also where that is still to come; EDTF.
  ///
  /// `nil` while nothing recorded leads to it.
  public func entryIntoForce(of instrument: String) throws -> String? {
    try world.instrument(instrument).force.chosen?.edtf
  }
}
