/// For whom the operation of an instrument is suspended.
struct OracleOperation: OracleState {
  enum Effect {
    /// For all, where nobody is named.
    case suspend(String?)
    case resume(String?)
    /// A suspension for a time runs out, and no other one.
    case lapse(Int)
  }

  /// The suspensions that run, and for whom; the word `all` is no State.
  private var whose: [Int: String] = [:]

  /// Whether it rests for everyone.
  var restsForAll: Bool { whose.values.contains("all") }

  func rests(for party: String) -> Bool { restsForAll || whose.values.contains(party) }

  func grounds(of end: Effect) -> Set<Int> { Set(whose.keys) }

  mutating func drop(_ act: Int, from end: Effect) { whose[act] = nil }

  mutating func take(_ effect: Effect, by act: Int) -> Bool {
    switch effect {
    case .suspend(let party): whose[act] = party ?? "all"
    case .lapse(let suspension): whose[suspension] = nil
    case .resume(nil):
      defer { whose = [:] }
      return !whose.isEmpty
    case .resume(let party?):
      let ended = whose.filter { $0.value == party }.keys
      for act in ended { whose[act] = nil }
      return !ended.isEmpty
    }
    return true
  }
}

/// A suspension or resumption of operation for one party, or for all.
struct OracleOperationAct {
  var suspends: Bool
  var party: String?
  var act: OracleAct

  /// Records of one suspension, or of one resumption, are one act: a suspension is over by what resumes it, and a
  /// resumption may come again after what it could resume.
  static func merged(_ raw: [OracleOperationAct]) -> [OracleOperationAct] {
    var merged: [OracleOperationAct] = []
    for suspends in [true, false] {
      let others = raw.filter { $0.suspends != suspends }
      for party in Set(raw.map(\.party)).sorted(by: { ($0 ?? "") < ($1 ?? "") }) {
        let endings = others.filter { other in
          let (suspended, resumed) = suspends ? (party, other.party) : (other.party, party)
          return resumed == nil || resumed == suspended
        }
        let records = raw.filter { $0.suspends == suspends && $0.party == party }.map(\.act)
        merged += records.merged(endings: endings.map(\.act.days)).map {
          OracleOperationAct(suspends: suspends, party: party, act: $0)
        }
      }
    }
    return merged
  }
}

extension OracleWorld {
  /// For whom operation was suspended, in this completion.
  func operation(of id: String) -> OracleTrace<OracleOperation> {
    let trace = OracleTrace<OracleOperation>(
      acts(of: id).operations.flatMap { operation -> [OracleStep<OracleOperation.Effect>] in
        let act = operation.act
        let begin = OracleStep(
          day: day(of: act), rank: 6, position: act.fact.position,
          effect: operation.suspends
            ? OracleOperation.Effect.suspend(operation.party) : .resume(operation.party), act: act.number)
        guard operation.suspends, let end = ownEnd(of: act) else { return [begin] }
        return [
          begin,
          OracleStep(
            day: end, rank: -1, position: act.fact.position, effect: .lapse(act.number), act: act.number,
            isOwnEnd: true),
        ]
      })
    oddities["operation \(id)"] = trace.oddities
    return trace
  }
}
