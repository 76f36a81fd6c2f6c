import EventLog

extension HistoryRule {
  /// The histories that a log of diplomatic facts keeps: what became of each State, and what is claimed of States.
  ///
  /// A State acts in a large part of a log, and its own changes are a handful of events; without a list of them, and of
  /// the corrections that put one in the place of something else, every question about one organisation would
  /// have to search what all its members ever did.
  public static let standard = HistoryRule(
    version: 1, types: ["state-change", "claim", "correction"],
    histories: { event in
      // What this program cannot read is refused by whoever asks for it.
      guard let told = try? DiplomaticEvent(json: event.payload) else { return [] }
      return histories(of: told)
    })

  /// The history of the changes of a State.
  public static func changes(of state: String) -> String { "state:\(state)" }

  /// The history of the claims that a State changed.
  public static let claimsOfStates = "claims-of-states"

  private static func histories(of event: DiplomaticEvent) -> [String] {
    switch event.act {
    case .stateChange(let change): (change.predecessors + (change.successors ?? [])).map { changes(of: $0) }
    case .claim(let claim):
      if case .stateChange? = claim.says?.event?.act { [claimsOfStates] } else { [] }
    case .correction(let correction): correction.with.map { histories(of: $0) } ?? []
    default: []
    }
  }
}
