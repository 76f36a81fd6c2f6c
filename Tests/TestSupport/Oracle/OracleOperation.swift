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
