import Diplomacy
import EventLog

/// One act as its records tell of it.
struct OracleAct {
  /// Its number among all acts of the world.
  var number = 0
  /// The days it can have happened on.
  var days: DayBounds
  /// The record that is believed, and all of them.
  var fact: OracleFact
  var facts: [OracleFact]
  /// Whether its records cannot all be right.
  var isDisagreed = false

  init(_ fact: OracleFact, _ days: DayBounds) {
    self.fact = fact
    self.facts = [fact]
    self.days = days
  }
}

extension OracleAct {
  /// When a membership, a suspension, a suspended operation or a freeze ends by itself.
  var ownEnd: DayBounds? {
    switch fact.event.act {
    case .admission, .suspension, .operationSuspended: fact.event.oracleUntil
    case .participation(let act): act.action == .resumed ? nil : fact.event.oracleUntil
    default: nil
    }
  }
}

extension [OracleAct] {
  /// Makes one act of records of the same act (docs/DOMAIN.md, "Contradictions").
  ///
  /// - Parameters:
  ///   - endings: the days of what undoes such an act.
  ///   - repeats: whether other days are another act, with nothing between.
  func merged(endings: [DayBounds], repeats: Bool = false) -> [OracleAct] {
    var acts: [OracleAct] = []
    let ordered = sorted { left, right in
      if left.days.earliest != right.days.earliest { return left.days.earliest < right.days.earliest }
      if left.days.latest != right.days.latest { return left.days.latest < right.days.latest }
      return left.fact.isBetter(than: right.fact)
    }
    for next in ordered {
      guard let last = acts.last else {
        acts.append(next)
        continue
      }
      let common = last.days.intersection(next.days)
      let mayBeBetween = endings.contains {
        $0.latest >= last.days.earliest && $0.earliest <= next.days.latest
      }
      let mayHaveEnded = last.ownEnd.map {
        common == nil && $0.latest >= last.days.earliest && $0.earliest <= next.days.latest
      }
      if mayBeBetween || mayHaveEnded ?? false || repeats && common == nil {
        acts.append(next)
        continue
      }
      var one = next.fact.isBetter(than: last.fact) ? next : last
      one.facts = last.facts + next.facts
      one.isDisagreed = last.isDisagreed || next.isDisagreed || common == nil
      if let common { one.days = common }
      acts[acts.count - 1] = one
    }
    return acts
  }
}

extension DiplomaticEvent {
  /// When it took effect: as it says, else on its own day.
  var oracleDays: DayBounds? { effective?.bounds ?? on?.bounds }

  /// The day a paper counts from: its receipt, else its own day.
  var oracleReceived: DayBounds? { received?.bounds ?? on?.bounds }

  /// The first day no longer, of what ends something.
  var oracleEnd: DayBounds? {
    guard let effective else { return on?.bounds }
    return effective.hasTimeOfDay ? effective.bounds.map(\.next) : effective.bounds
  }

  /// The first day no longer, of what lasts.
  var oracleUntil: DayBounds? {
    if let until { return until.hasTimeOfDay ? until.bounds.map(\.next) : until.bounds }
    guard let last = on?.lastDay(strict: false), last.latest != .distantFuture else { return nil }
    return last.map(\.next)
  }
}
