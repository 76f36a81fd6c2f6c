import Diplomacy
import EventLog
import TestSupport

/// Random clauses with every atom and every part of the notation.
struct ClauseGenerator {
  var random: SeededGenerator
  /// Who can stand in a list.
  var names: [String]
  /// Ids of organisations, instruments, tables and categories.
  var ids: [String]
  /// Days of conditions and floors are these many after 1970-01-01 at most.
  var days = 90
  /// The largest number of consents asked for.
  var most = 7

  /// A clause, its condition at most as deep as this.
  mutating func clause(depth: Int = 3) -> Clause {
    var clause = Clause(
      condition: condition(depth: depth), delay: TimeDelayTests.delay(&random),
      depositariesEarliest: random.oneIn(3))
    if clause.condition.atoms.contains(where: \.isOthers), !clause.condition.atoms.contains(where: \.names) {
      clause.condition = .and(.all([random.pick(names)]), clause.condition)
    }
    switch random.below(6) {
    case 0: clause.floor = .day(Day(number: Int32(random.below(days))))
    case 1: clause.floor = .opening(Delay([.years(random.below(3)), .days(random.below(30))])!)
    default: break
    }
    switch random.below(4) {
    case 0: clause.partyRule = .none
    case 1: clause.partyRule = .delay(TimeDelayTests.delay(&random))
    default: break
    }
    if random.oneIn(3) { clause.reio = random.pick(Clause.Reio.allCases) }
    if random.oneIn(4) { clause.eligible = body() }
    if random.oneIn(4) {
      clause.modes = Array(Consent.Form.allCases.shuffled(using: &random).prefix(1 + random.below(4)))
    }
    return clause
  }

  mutating func condition(depth: Int) -> Clause.Condition {
    guard depth > 0, !random.oneIn(3) else { return atom() }
    let left = condition(depth: depth - 1)
    let right = condition(depth: depth - 1)
    return random.oneIn(2) ? .and(left, right) : .or(left, right)
  }

  mutating func atom() -> Clause.Condition {
    switch random.below(12) {
    case 0: return .allSignatories
    case 1: return .all(list())
    case 2: return .deposits(atLeast: random.below(most) + 1)
    case 3: return .others(atLeast: random.below(most / 2 + 1) + 1)
    case 4: return .date(Day(number: Int32(random.below(days))))
    case 5: return .onSignature
    case 6: return .allMembers(of: random.pick(ids))
    case 7: return .allParties(to: random.pick(ids))
    case 8:
      guard random.oneIn(2) else {
        return .depositsOf(.category(random.pick(ids)), atLeast: random.below(3) + 1)
      }
      let list = list()
      return .depositsOf(.list(list), atLeast: random.below(list.count) + 1)
    case 9:
      let denominator = 1 + random.below(5)
      return .fraction(Clause.Fraction(1 + random.below(denominator), denominator)!, of: body())
    case 10:
      let share = random.oneIn(2) ? 10_000 * (1 + random.below(100)) : 1 + random.below(1_000_000)
      return .share(table: random.pick(ids), atLeast: Clause.Percentage(tenThousandths: share)!)
    default: return .inForce(random.pick(ids))
    }
  }

  private mutating func list() -> [String] {
    Array(names.shuffled(using: &random).prefix(random.below(3) + 1))
  }

  private mutating func body() -> Clause.Body {
    random.oneIn(2) ? .members(of: random.pick(ids)) : .parties(to: random.pick(ids))
  }
}

extension Clause.Condition {
  fileprivate var isOthers: Bool { if case .others = self { true } else { false } }

  /// Whether it is a list or category, beside which `others` can stand.
  fileprivate var names: Bool {
    switch self {
    case .all, .depositsOf: true
    default: false
    }
  }
}
