import Diplomacy
import EventLog

extension RandomLog {
  /// What suspends and resumes the operation of one instrument, for all and for some, in a third of all logs.
  ///
  /// Drawn by itself, so that all else stays as it is drawn without it.
  func operations() -> [DiplomaticEvent] {
    var own = SeededGenerator(seed: seed &* 3 &+ 1)
    guard own.oneIn(3) else { return [] }
    let id = own.pick(instruments)
    var isExact = false
    return (0..<2 + own.below(4)).map { number in
      let suspends = number == 0 || own.oneIn(2)
      let parties: [[String]?] = [nil, ["S1"], ["S1"], ["S2"], ["S1", "S2"]]
      let operation = Operation(instrument: id, party: own.pick(parties).map { OneOrList(list: $0) })
      let first = Self.first.adding(days: 20 + own.below(80))
      var event = DiplomaticEvent(
        suspends ? .operationSuspended(operation) : .operationResumed(operation), id: "operation-\(number)",
        on: EDTF(first))
      if !isExact, own.oneIn(3) {
        isExact = true
        event.on = try? EDTF("[\(first)..\(first.adding(days: 1 + own.below(20)))]")
      }
      if suspends, own.oneIn(3) { event.until = EDTF(first.adding(days: 1 + own.below(40))) }
      return event
    }
  }
}
