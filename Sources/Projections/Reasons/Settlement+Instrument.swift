import Diplomacy
import EventLog

extension Settlement {
  /// What would settle in which state an instrument is.
  func sentences(instrument id: String) throws -> [String] {
    let history = try world.instrument(id)
    let force = try facts(ofForceOf: id)
    var found = try force + facts(ofEndsOf: history)
    for stretch in history.suspensions {
      let noun = "the suspension of the operation of \(id)"
      let sides = [(noun, stretch.from, stretch.begun), ("the end of \(noun)", stretch.until, stretch.ended)]
      for case (let noun, .some(let bounds), let positions) in sides where bounds.straddles(day) {
        found.append(try fact(noun, bounds, positions))
      }
    }
    // What it was before it was in force may be open too.
    if found.isEmpty || !force.isEmpty && !history.hasSurelyBegun(by: day) {
      let known = Set(found.compactMap(\.position))
      found += try steps(of: history).filter { !($0.position.map(known.contains) ?? false) }
    }
    return Settlement.told(found)
  }

  /// What it rests on whether an instrument has ceased to be in force, or has come back.
  private func facts(ofEndsOf history: InstrumentHistory) throws -> [Fact] {
    try history.outages.flatMap { outage -> [Fact] in
      let (end, back) = ("the end of \(history.id)", "the return of \(history.id)")
      var found: [Fact] = []
      if outage.from.straddles(day) {
        let ofTerm = if case .termEnded(let id, _) = outage.rule { id } else { nil as String? }
        found.append(
          try ofTerm.flatMap { try self.end(end, ofTermOf: $0, outage.from) }
            ?? fact(end, outage.from, outage.positions))
      }
      if let until = outage.until, until.straddles(day) {
        found.append(try fact(back, until, outage.positions))
      }
      return found
    }
  }

  /// The adoption, and the first signatures and consents, of an instrument that is not in force.
  private func steps(of history: InstrumentHistory) throws -> [Fact] {
    let adopted = history.adopted
    if adopted.straddles(day) {
      return try [
        fact("the adoption of \(history.id)", adopted, history.declarations.prefix(1).map(\.position))
      ]
    }
    return try history.parties.values.sorted { $0.party < $1.party }.flatMap { party in
      let name = try world.name(of: party.party, on: day)
      let acts =
        [party.signature].compactMap { $0 }.map { ("signature", $0) }
        + party.consents.map { ($0.noun, $0.evidence) }
      return try acts.filter { $0.1.bounds.straddles(day) }.map {
        try fact("the \($0.0) of \(history.id) by \(name)", $0.1.bounds, $0.1.positions)
      }
    }
  }

  /// The acts that keep it open which part of a clause is met.
  private func stillAwaited(of history: InstrumentHistory) throws -> [Fact] {
    let atoms = history.declaration?.clause?.condition.atoms ?? []
    let doubt = DepositDoubt(history, history.question, day) { trigger in
      atoms.contains { trigger.isMet($0, on: day, .possibly) != trigger.isMet($0, on: day, .surely) }
    }
    return try doubt.map { world.settling($0, .pending, by: day) }?.map {
      try fact($0, history, isRecorded: false)
    } ?? []
  }

  /// What would settle whether what is awaited is still missing.
  func sentences(_ row: PendingRow) throws -> [String] {
    let history = try world.instrument(row.instrument)
    if let party = history.parties[row.waiting] {
      let own = try party.consents.enumerated().filter { $0.element.bounds.straddles(day) }.map {
        index, consent in
        try fact(
          .init(party: row.waiting, kind: .consent(index), bounds: consent.bounds), history,
          isRecorded: false)
      }
      if !own.isEmpty { return Settlement.told(own) }
      if let signature = party.signature, signature.bounds.straddles(day) {
        return try [
          fact("the signature of \(history.id) by \(row.name)", signature.bounds, signature.positions)
            .sentence
        ]
      }
    }
    var found: [Fact] = []
    for id in (history.declaration?.clause?.references.instruments ?? [])
      + [history.declaration?.parent].compactMap({ $0 })
    where row.waiting == "entry into force of \(id)" {
      found += try facts(ofForceOf: id) + facts(ofEndsOf: try world.instrument(id))
    }
    if found.isEmpty {
      found = try stillAwaited(of: history)
    }
    let rest = "whether \(row.waiting) is still awaited rests on who belongs to those who are asked"
    return found.isEmpty ? [rest] : Settlement.told(found)
  }
}

extension InstrumentHistory {
  /// Whether somebody has surely signed it or consented to it by a day, so that it was more than adopted.
  fileprivate func hasSurelyBegun(by day: Day) -> Bool {
    parties.values.contains { party in
      ([party.signature] + party.consents.map(\.evidence)).contains {
        $0.map { $0.bounds.latest <= day } ?? false
      }
    }
  }
}
