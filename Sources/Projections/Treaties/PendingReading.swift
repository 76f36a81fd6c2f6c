import Diplomacy
import EventLog

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
    /// What `have` and `need` count.
    var unit = PendingReading.consents
    /// What is there and what is needed in parts of a whole, `44.39 % of 55 %`.
    var share: String?
    /// Where one of several things is enough, which of them it belongs to; `nil` for what is needed in any case.
    var option: Int?

    /// The same, where it may be awaited no more.
    var perhaps: Awaited {
      var awaited = self
      awaited.certainty = .possible
      return awaited
    }

    /// Another instrument that must be in force.
    static func entryIntoForce(of id: String, mayHaveCome: Bool) -> Awaited {
      Awaited(
        waiting: "entry into force of \(id)", certainty: mayHaveCome ? .possible : .certain, have: 0, need: 1,
        possible: mayHaveCome ? 1 : 0, unit: "instruments")
    }
  }

  private static let consents = "consents"

  /// What is missing from a condition, one entry a party or other thing; empty once it is surely met.
  func awaited(_ condition: Clause.Condition) -> [Awaited] {
    read(condition).awaited
  }

  /// Whether a condition is surely met, and what is missing; each part is looked at once.
  private func read(_ condition: Clause.Condition) -> (isMet: Bool, awaited: [Awaited]) {
    switch condition {
    case .and(let left, let right):
      let (one, two) = (read(left), read(right))
      return (one.isMet && two.isMet, (one.awaited + two.awaited).uniqued())
    case .or(let left, let right):
      let (one, two) = (read(left), read(right))
      if one.isMet || two.isMet { return (true, []) }
      return (false, alternatives(one.awaited, two.awaited))
    default:
      let isMet = trigger.isMet(condition, on: day, .surely)
      return (isMet, isMet ? [] : missing(from: condition))
    }
  }

  /// What is missing where one of two things is enough; each gets a letter of its own.
  private func alternatives(_ left: [Awaited], _ right: [Awaited]) -> [Awaited] {
    func lettered(_ awaited: [Awaited], after count: Int) -> [Awaited] {
      awaited.map { one in
        var one = one
        one.option = (one.option ?? 0) + count + 1
        return one
      }
    }
    let first = lettered(left, after: 0)
    return first + lettered(right, after: (first.compactMap(\.option).max() ?? 1) - 0)
  }

  /// What is missing from a condition without `and` and `or` that is not surely met.
  private func missing(from condition: Clause.Condition) -> [Awaited] {
    switch condition {
    case .and, .or: return []
    case .allSignatories: return everyone(condition, orElse: "signature")
    case .all: return everyone(condition, orElse: "consent")
    case .allMembers(let org): return everyone(condition, orElse: "members of \(org)")
    case .allParties(let instrument): return everyone(condition, orElse: "parties to \(instrument)")
    case .deposits: return count(condition, of: "")
    case .others: return count(condition, of: " of others")
    case .depositsOf(let group, let number):
      let names = trigger.asked(by: condition, on: day, .possibly)
      return names.count == number
        ? everyone(condition, orElse: "consent") : count(condition, of: " of \(group)")
    case .fraction(_, let body): return count(condition, of: " of \(body.words)")
    case .share(let table, let percentage): return share(condition, table, percentage)
    case .inForce(let instrument):
      return [.entryIntoForce(of: instrument, mayHaveCome: trigger.isMet(condition, on: day, .possibly))]
    case .date(let date):
      return [
        Awaited(waiting: date.description, certainty: .certain, have: 0, need: 1, possible: 0, unit: "days")
      ]
    case .onSignature:
      let mayBe = trigger.isMet(condition, on: day, .possibly)
      return [
        Awaited(
          waiting: "signature", certainty: mayBe ? .possible : .certain, have: 0, need: 1,
          possible: mayBe ? 1 : 0,
          unit: "signatures")
      ]
    }
  }

  /// Those of whom all are asked for and who have not consented for sure.
  ///
  /// `words` is what is awaited where nobody belongs to them yet.
  private func everyone(_ atom: Clause.Condition, orElse words: String) -> [Awaited] {
    let names = trigger.asked(by: atom, on: day, .possibly)
    guard !names.isEmpty else {
      return [Awaited(waiting: words, certainty: .certain, have: 0, need: 1, possible: 0)]
    }
    let belonging = Set(trigger.asked(by: atom, on: day, .surely))
    let sure = names.filter { trigger.hasConsented($0, on: day, .surely) }
    let possible = Set(names.filter { trigger.hasConsented($0, on: day, .possibly) }).subtracting(sure)
    guard sure.count < names.count else {
      // Whoever may belong to them has consented, and it is not sure that anybody does.
      return [Awaited(waiting: words, certainty: .possible, have: 0, need: 1, possible: 1)]
    }
    return names.filter { !sure.contains($0) }.map { party in
      let mayBeThere = possible.contains(party) || !belonging.contains(party)
      return Awaited(
        waiting: party, certainty: mayBeThere ? .possible : .certain, have: sure.count, need: names.count,
        possible: possible.count)
    }
  }

  private func count(_ atom: Clause.Condition, of whom: String) -> [Awaited] {
    let sure = trigger.count(of: atom, on: day, .surely)
    let mayBe = trigger.count(of: atom, on: day, .possibly)
    let needed = trigger.needed(atom, on: day)
    let need = needed.upperBound
    let most = max(1, need - sure)
    // What is awaited still lacks one at least.
    let fewest = min(most, max(1, needed.lowerBound - mayBe))
    return [
      Awaited(
        waiting: "\(PendingReading.range(fewest, most)) more \(most == 1 ? "consent" : "consents")\(whom)",
        certainty: trigger.isMet(atom, on: day, .possibly) ? .possible : .certain, have: sure, need: need,
        possible: max(0, mayBe - sure))
    ]
  }

  private func share(
    _ atom: Clause.Condition, _ id: String, _ percentage: Clause.Percentage
  ) -> [Awaited] {
    guard let table = trigger.circumstances.tables[id] else {
      return [
        Awaited(waiting: "table \(id)", certainty: .certain, have: 0, need: 1, possible: 0, unit: "tables")
      ]
    }
    let sure = trigger.count(of: atom, on: day, .surely)
    let mayBe = trigger.count(of: atom, on: day, .possibly)
    let need = trigger.needed(atom, on: day).upperBound
    let percent = { (part: Int) in PendingReading.percent(part, of: table.total) }
    let most = max(0, need - sure)
    // Where enough may be there already, it is awaited only if the possible ones are not.
    let fewest = mayBe < need ? need - mayBe : most
    return [
      Awaited(
        waiting: "\(PendingReading.range(percent(fewest), percent(most))) more of \(id)",
        certainty: mayBe >= need ? .possible : .certain, have: sure,
        need: need, possible: max(0, mayBe - sure), unit: table.unit,
        share: "\(PendingReading.range(percent(sure), percent(max(sure, mayBe)))) of \(percentage)")
    ]
  }

  /// `2`, or `1..2` where both are possible.
  private static func range<Amount: Equatable>(_ fewest: Amount, _ most: Amount) -> String {
    fewest == most ? "\(most)" : "\(fewest)..\(most)"
  }

  /// `44.39%`: a part of a whole in percent, to the nearest of two decimals.
  static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "0.00%" }
    let hundredths = (Int128(part) * 20_000 + Int128(whole)) / (2 * Int128(whole))
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)%"
  }
}

extension Clause.Body {
  /// The body in words: `members of UN`, `parties to KP`.
  var words: String {
    switch self {
    case .members(let org): "members of \(org)"
    case .parties(let instrument): "parties to \(instrument)"
    }
  }
}
