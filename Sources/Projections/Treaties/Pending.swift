import Diplomacy
import EventLog

extension World {
  /// What an instrument still waits for on a day, and what that blocks; nothing where nothing is awaited.
  func pendingRows(_ id: String, on day: Day) throws -> [PendingRow] {
    let history = try instrument(id)
    guard let clause = history.declaration?.clause else { return [] }
    guard history.declarations.isEmpty || history.adopted.earliest <= day else { return [] }
    if let completed = history.force.completed, completed.latest <= day { return [] }
    if let end = history.end?.bounds, end.latest <= day { return [] }

    let trigger = Trigger(clause: clause, parties: history.parties.mapValues(\.counted))
    let awaited = PendingReading(trigger: trigger, day: day).awaited(clause.condition)
    let blocks = try blocked(by: history, on: day)
    return try awaited.map { item in
      PendingRow(
        instrument: id, waiting: item.waiting, certainty: item.certainty, have: item.have, need: item.need,
        blocks: blocks, events: evidence(for: item, history, by: day),
        name: try name(of: item.waiting, on: day),
        possible: item.possible)
    }
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
    for gate in history.declaration?.enables ?? [] {
      blocked += gate.status.values.map { "\($0) status of \(gate.org)" }
    }
    if let org = history.declaration?.constitutes { blocked.append("existence of \(org)") }
    for extended in history.declaration?.extends?.values ?? [] { blocked.append("extension of \(extended)") }
    for amended in history.declaration?.amends?.values ?? [] { blocked.append("amendment of \(amended)") }
    for replaced in history.declaration?.replaces?.values ?? [] {
      blocked.append("replacement of \(replaced)")
    }
    return blocked
  }
}

/// What a condition still waits for on a day.
struct PendingReading {
  let trigger: Trigger
  let day: Day

  /// One thing awaited.
  struct Awaited: Hashable {
    var waiting: String
    var certainty: Certainty
    var have: Int
    var need: Int
    var possible: Int
  }

  /// What is missing from a condition, one entry a party or other thing; empty once it is surely met.
  func awaited(_ condition: Clause.Condition) -> [Awaited] {
    guard !trigger.isMet(condition, on: day, .surely) else { return [] }
    switch condition {
    case .allSignatories: return awaited(from: signatories, others: "signature")
    case .all(let list): return awaited(from: list, others: nil)
    case .allMembers, .allParties:
      return awaited(from: trigger.asked(by: condition, on: day, .possibly), others: condition.english)
    case .deposits(let number): return count(number, excluding: [], of: ("consent", "consents"))
    case .others(let number):
      return count(
        number, excluding: trigger.named,
        of: ("consent of others", "consents of others"))
    case .depositsOf, .fraction, .share, .inForce:
      let have = trigger.count(of: condition, on: day, .surely)
      let possible = trigger.count(of: condition, on: day, .possibly)
      let isPossible = trigger.isMet(condition, on: day, .possibly)
      return [
        Awaited(
          waiting: condition.english, certainty: isPossible ? .possible : .certain, have: have,
          need: trigger.needed(condition, on: day).upperBound, possible: possible - have)
      ]
    case .date(let date):
      return [Awaited(waiting: date.description, certainty: .certain, have: 0, need: 1, possible: 0)]
    case .onSignature:
      let mayBe = trigger.isMet(condition, on: day, .possibly)
      return [
        Awaited(waiting: "signature", certainty: mayBe ? .possible : .certain, have: 0, need: 1, possible: 0)
      ]
    case .and(let left, let right): return (awaited(left) + awaited(right)).uniqued()
    case .or(let left, let right): return (awaited(left) + awaited(right)).uniqued()
    }
  }

  private var signatories: [String] {
    trigger.parties.filter { $0.value.signed?.hasBegun(on: day, .possibly) ?? false }.keys.sorted()
  }

  /// Those of a list who have not consented for sure.
  ///
  /// `others` is what is awaited from an empty list.
  private func awaited(from list: [String], others: String?) -> [Awaited] {
    if list.isEmpty {
      return others.map { [Awaited(waiting: $0, certainty: .certain, have: 0, need: 1, possible: 0)] } ?? []
    }
    let sure = list.filter { trigger.hasConsented($0, on: day, .surely) }
    let possible = list.filter { !sure.contains($0) && trigger.hasConsented($0, on: day, .possibly) }
    return list.filter { !sure.contains($0) }.map { party in
      Awaited(
        waiting: party, certainty: possible.contains(party) ? .possible : .certain, have: sure.count,
        need: list.count, possible: possible.count)
    }
  }

  private func count(_ number: Int, excluding left: Set<String>, of what: (one: String, many: String))
    -> [Awaited]
  {
    let sure = trigger.consents(on: day, .surely, excluding: left)
    let mayBe = trigger.consents(on: day, .possibly, excluding: left)
    return [
      Awaited(
        waiting: "\(number - sure) more \(number - sure == 1 ? what.one : what.many)",
        certainty: mayBe >= number ? .possible : .certain, have: sure,
        need: number, possible: mayBe - sure)
    ]
  }
}
