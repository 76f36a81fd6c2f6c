import Diplomacy
import EventLog

/// Terms that are prolonged.
extension OracleWorld {
  /// Moves the end of a term by what is in force on the first day after it; what has run out is not prolonged any more.
  func prolong(_ treaty: inout OracleTreaty, _ id: String) {
    let others = instruments.filter { declaration(of: $0)?.declaration.extends?.values.contains(id) == true }
      .compactMap { other in self.treaty(other).inForce.map { (begin: $0, id: other) } }
    for (begin, other) in others.sorted(by: { $0.begin < $1.begin })
    where begin <= treaty.end ?? .distantFuture {
      treaty.prolonging.append(other)
      treaty.end = treaty.end.flatMap { end in self.treaty(other).end.map { max(end, $0) } }
    }
  }

  /// What ends for one party with the term, and goes on for as long as something that prolongs it binds the party.
  func termSteps(of party: String, _ treaty: OracleTreaty) -> [OracleStep<OracleParty.Effect>] {
    guard let end = treaty.termEnd, !treaty.prolonging.isEmpty else { return [] }
    var steps = [
      OracleStep(day: end, rank: -1, position: 0, effect: OracleParty.Effect.expire, isDerived: true)
    ]
    var number = 0
    for other in treaty.prolonging {
      for stretch in Self.stretches(bond(party, to: other), \.isBound) {
        number += 1
        steps.append(
          OracleStep(
            day: stretch.from.earliest, rank: -2, position: 0, effect: .prolong(number), isDerived: true))
        guard let until = stretch.until?.earliest else { continue }
        steps.append(
          OracleStep(day: until, rank: -1, position: 0, effect: .endProlonged(number), isDerived: true))
      }
    }
    return steps
  }
}
