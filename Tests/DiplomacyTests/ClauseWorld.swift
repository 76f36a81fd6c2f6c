import Diplomacy
import EventLog

/// A world in which every day is known, and what a clause means in it: the definition that bounds are compared with.
///
/// Written from docs/CLAUSES.md, one day at a time, and with nothing of the engine in it.
struct ExactWorld {
  struct Consent {
    var given: Day
    var withdrawn: Day?
    var form: String
  }
  typealias Stay = (from: Day, until: Day?)

  var signed: [String: Day] = [:]
  var consents: [String: [Consent]] = [:]
  var members: [String: [String: [Stay]]] = [:]
  var parties: [String: [String: [Stay]]] = [:]
  var inForce: [String: [Stay]] = [:]
  var extinct: [String: Day] = [:]
  /// What has no days: tables, categories, organisations of States, successions.
  var fixed = Circumstances()

  /// The first of these days on which a clause's condition is met, `nil` on none.
  func trigger(of clause: Clause, within days: Range<Int>) -> Day? {
    days.lazy.map { Day(number: Int32($0)) }.first { isMet(clause.condition, clause, on: $0) }
  }

  func isMet(_ condition: Clause.Condition, _ clause: Clause, on day: Day) -> Bool {
    switch condition {
    case .and(let left, let right): return isMet(left, clause, on: day) && isMet(right, clause, on: day)
    case .or(let left, let right): return isMet(left, clause, on: day) || isMet(right, clause, on: day)
    case .date(let date): return date <= day
    case .onSignature: return signed.values.contains { $0 <= day }
    case .inForce(let id): return (inForce[id] ?? []).contains { Self.holds($0, on: day) }
    case .all(let names): return names.allSatisfy { hasConsented($0, clause, on: day) }
    case .allSignatories:
      let signatories = signed.filter { $0.value <= day }.map(\.key)
      return !signatories.isEmpty && signatories.allSatisfy { hasConsented($0, clause, on: day) }
    case .allMembers(let org): return isPart(1, 1, of: .members(of: org), clause, without: [], on: day)
    case .allParties(let id): return isPart(1, 1, of: .parties(to: id), clause, without: [], on: day)
    case .fraction(let fraction, let body):
      return isPart(
        fraction.numerator, fraction.denominator, of: body, clause, without: leftOut(clause), on: day)
    case .deposits(let number):
      return Set(counting(clause, on: day).map(root)).count >= number
    case .others(let number):
      let named = names(in: clause.condition)
      return Set(counting(clause, on: day).map(root)).subtracting(named.map(root)).count >= number
    case .depositsOf(let group, let number):
      let names: [String]
      switch group {
      case .list(let list): names = list
      case .category(let id): names = fixed.categories[id] ?? []
      }
      let there = names.filter { !leftOut(clause).contains($0) && hasConsented($0, clause, on: day) }
      return Set(there.map(root)).count >= number
    case .share(let id, let percentage):
      guard let table = fixed.tables[id] else { return false }
      let there = table.values.filter {
        !leftOut(clause).contains($0.key) && hasConsented($0.key, clause, on: day)
      }
      return there.values.reduce(0, +) * 1_000_000 >= percentage.tenThousandths * table.total
    }
  }

  private func names(in condition: Clause.Condition) -> [String] {
    switch condition {
    case .all(let names), .depositsOf(.list(let names), _): names
    case .depositsOf(.category(let id), _): fixed.categories[id] ?? []
    case .and(let left, let right), .or(let left, let right): names(in: left) + names(in: right)
    default: []
    }
  }

  private func isPart(
    _ p: Int, _ q: Int, of body: Clause.Body, _ clause: Clause, without: Set<String>, on day: Day
  ) -> Bool {
    let seats = roster(body).filter { $0.value.contains { Self.holds($0, on: day) } }.keys
    let consented = seats.filter { !without.contains($0) && hasConsented($0, clause, on: day) }
    return !seats.isEmpty && q * consented.count >= p * seats.count
  }

  private func roster(_ body: Clause.Body) -> [String: [Stay]] {
    switch body {
    case .members(let org): members[org] ?? [:]
    case .parties(let id): parties[id] ?? [:]
    }
  }

  private static func holds(_ stay: Stay, on day: Day) -> Bool {
    stay.from <= day && !(stay.until.map { $0 <= day } ?? false)
  }

  private func leftOut(_ clause: Clause) -> Set<String> {
    clause.reio == .notAdditional ? fixed.reios : []
  }

  /// Everyone who has consented and is there.
  private func counting(_ clause: Clause, on day: Day) -> [String] {
    consents.keys.filter { !leftOut(clause).contains($0) && !isGone($0, on: day) && has($0, clause, on: day) }
  }

  private func hasConsented(_ name: String, _ clause: Clause, on day: Day) -> Bool {
    guard isGone(name, on: day) else { return has(name, clause, on: day) }
    return fixed.successions.filter { $0.value == name }.keys.contains { hasConsented($0, clause, on: day) }
  }

  private func isGone(_ name: String, on day: Day) -> Bool { extinct[name].map { $0 <= day } ?? false }

  private func has(_ name: String, _ clause: Clause, on day: Day) -> Bool {
    (consents[name] ?? []).contains { consent in
      guard consent.given <= day, !(consent.withdrawn.map { $0 <= day } ?? false) else { return false }
      if consent.form == "succession" { return true }
      if let modes = clause.modes, !modes.contains(where: { $0.rawValue == consent.form }) { return false }
      guard let body = clause.eligible else { return true }
      return (roster(body)[name] ?? []).contains { Self.holds($0, on: consent.given) }
    }
  }

  private func root(_ name: String) -> String {
    fixed.successions[name].map(root) ?? name
  }
}

/// A world whose days are known within bounds, and every exact world it can be.
struct UncertainWorld {
  /// Every day of the world: an exact day, or the first of some days of which one is right.
  private(set) var choices: [DayBounds] = []
  var signed: [String: Int] = [:]
  var consents: [String: [(given: Int, withdrawn: Int?, form: String)]] = [:]
  var members: [String: [String: [(from: Int, until: Int?)]]] = [:]
  var parties: [String: [String: [(from: Int, until: Int?)]]] = [:]
  var inForce: [String: [(from: Int, until: Int?)]] = [:]
  var extinct: [String: Int] = [:]
  var fixed = Circumstances()

  /// A new day of the world, by its place among the choices.
  mutating func add(_ bounds: DayBounds) -> Int {
    choices.append(bounds)
    return choices.count - 1
  }

  var completions: Int {
    choices.reduce(1) { $0 * (Int($1.latest.number) - Int($1.earliest.number) + 1) }
  }

  /// The world with the engine's own types.
  func trigger(_ clause: Clause) -> Trigger {
    func stretches(_ stays: [(from: Int, until: Int?)]) -> [Stretch] {
      stays.map { Stretch(from: choices[$0.from], until: $0.until.map { choices[$0] }) }
    }
    var acts: [String: Trigger.Party] = [:]
    for (name, day) in signed { acts[name, default: .init()].signed = choices[day] }
    for (name, own) in consents {
      acts[name, default: .init()].consents = own.map { consent in
        Trigger.Consent(
          given: choices[consent.given], withdrawn: consent.withdrawn.map { choices[$0] }, form: consent.form)
      }
    }
    var circumstances = fixed
    circumstances.members = members.mapValues { $0.mapValues(stretches) }
    circumstances.parties = parties.mapValues { $0.mapValues(stretches) }
    circumstances.inForce = inForce.mapValues(stretches)
    circumstances.extinct = extinct.mapValues { choices[$0] }
    return Trigger(clause: clause, parties: acts, circumstances: circumstances)
  }

  /// Every exact world it can be.
  func forEachCompletion(_ body: (ExactWorld) -> Void) {
    var chosen = choices.map(\.earliest)
    while true {
      body(exact(chosen))
      var place = 0
      while place < chosen.count, chosen[place] == choices[place].latest {
        chosen[place] = choices[place].earliest
        place += 1
      }
      guard place < chosen.count else { return }
      chosen[place] = Day(number: chosen[place].number + 1)
    }
  }

  private func exact(_ days: [Day]) -> ExactWorld {
    func stays(_ stays: [(from: Int, until: Int?)]) -> [ExactWorld.Stay] {
      stays.map { (days[$0.from], $0.until.map { days[$0] }) }
    }
    var world = ExactWorld(fixed: fixed)
    world.signed = signed.mapValues { days[$0] }
    world.consents = consents.mapValues { own in
      own.map { .init(given: days[$0.given], withdrawn: $0.withdrawn.map { days[$0] }, form: $0.form) }
    }
    world.members = members.mapValues { $0.mapValues(stays) }
    world.parties = parties.mapValues { $0.mapValues(stays) }
    world.inForce = inForce.mapValues(stays)
    world.extinct = extinct.mapValues { days[$0] }
    return world
  }
}
