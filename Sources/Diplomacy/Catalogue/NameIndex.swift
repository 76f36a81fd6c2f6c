/// What a name or an alpha-2 code stands for; built when the first one is asked for.
struct NameIndex: Sendable {
  static let standard = NameIndex()

  /// Every entry of the catalogue, in the order of the codes.
  let states: [StateCatalogue.State]
  /// Alpha-3 by alpha-2.
  ///
  /// A former State's alpha-2 is here unless it has been given to two.
  let alpha2: [String: String]
  /// Alpha-3 by folded name.
  let names: [String: String]

  private init() {
    var states: [StateCatalogue.State] = []
    var current: [String: String] = [:]
    var former: [(alpha2: String, code: String)] = []
    for section in CatalogueText.sections {
      for record in CatalogueText.records(of: section) {
        guard section.kind != .renamed else {
          let fields = record[0].split(separator: " ").map(String.init)
          if fields[1] != "-" { former.append((fields[1], fields[2])) }
          continue
        }
        let state = StateCatalogue.State(record: record, isState: section.kind == .state)
        states.append(state)
        guard let alpha2 = state.alpha2 else { continue }
        if section.isFormer {
          former.append((alpha2, state.code))
        } else {
          current[alpha2] = state.code
        }
      }
    }
    let twice = Dictionary(former.map { ($0.alpha2, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }
    for (alpha2, code) in former where current[alpha2] == nil && twice[alpha2] == nil {
      current[alpha2] = code
    }
    var names: [String: String] = [:]
    for state in states {
      for name in state.names { names[folded(name)] = state.code }
    }
    self.states = states.sorted { $0.code < $1.code }
    self.alpha2 = current
    self.names = names
  }
}
