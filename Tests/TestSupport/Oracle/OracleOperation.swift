/// Whether the operation of an instrument is suspended.
struct OracleOperation: OracleState {
  enum Effect {
    case suspend
    case resume
    /// A suspension for a time runs out, and no other one.
    case lapse(Int)
  }

  var suspensions: Set<Int> = []

  func grounds(of end: Effect) -> Set<Int> { suspensions }

  mutating func drop(_ act: Int, from end: Effect) { suspensions.remove(act) }

  mutating func take(_ effect: Effect, by act: Int) -> Bool {
    switch effect {
    case .suspend: suspensions.insert(act)
    case .resume:
      defer { suspensions = [] }
      return !suspensions.isEmpty
    case .lapse(let suspension): suspensions.remove(suspension)
    }
    return true
  }
}

extension OracleWorld {
  /// When operation was suspended for everyone.
  func operation(_ acts: OracleTreatyActs) -> OracleTrace<OracleOperation> {
    OracleTrace(
      acts.operations.flatMap { suspends, act -> [OracleStep<OracleOperation.Effect>] in
        let begin = OracleStep(
          day: day(of: act), rank: 6, position: act.fact.position,
          effect: suspends ? OracleOperation.Effect.suspend : .resume, act: act.number)
        guard suspends, let end = ownEnd(of: act) else { return [begin] }
        return [
          begin,
          OracleStep(
            day: end, rank: -1, position: act.fact.position, effect: .lapse(act.number), act: act.number,
            isOwnEnd: true),
        ]
      })
  }
}
