/// One office.
struct OracleOffice: OracleState {
  enum Effect {
    case take(String)
    case leave(String)
    /// A State goes on as another one, in its office too.
    case pass(String, String)
  }

  var holder: String?
  /// By which acts the holder took it, without a break.
  private var terms: Set<Int> = []

  func grounds(of end: Effect) -> Set<Int> {
    if case .leave(let last) = end, holder == last { terms } else { [] }
  }

  mutating func drop(_ act: Int, from end: Effect) { terms.remove(act) }

  mutating func take(_ effect: Effect, by act: Int) -> Bool {
    switch effect {
    case .take(let next):
      terms = (holder == next ? terms : []).union([act])
      holder = next
    case .leave(let last): if holder == last { holder = nil }
    case .pass(let last, let next): if holder == last { holder = next }
    }
    return true
  }
}
