/// For whom the operation of an instrument is suspended.
struct OperationState: StoryState {
  /// The suspensions that run.
  var running: Set<Suspension> = []

  /// A suspension that runs: its place in the story, and for whom it is, `nil` for all.
  struct Suspension: Hashable {
    var act: Int
    var party: String?
  }

  /// What one act does, for a party or, with `nil`, for all.
  enum Effect: Hashable {
    case suspend(String?)
    /// What is suspended for the party is so no more; for all, whatever is suspended.
    case resume(String?)
    /// A suspension for a time runs out; another one that runs goes on.
    case lapse(String?)

    /// For whom it is.
    var party: String? {
      switch self {
      case .suspend(let party), .resume(let party), .lapse(let party): party
      }
    }
  }

  /// Whether it is suspended for a party, by itself or with all; with `nil`, whether it is for all.
  func rests(for party: String?) -> Bool { running.contains { $0.party == nil || $0.party == party } }

  mutating func apply(_ effect: Effect, act: Int, ending end: OwnEnd?) -> FindingCode? {
    switch effect {
    case .suspend(let party): running.insert(Suspension(act: act, party: party))
    case .resume(let party):
      let left = running.filter { party != nil && $0.party != party }
      guard left.count < running.count else { return .nothing }
      running = left
    case .lapse: running = running.filter { $0.act != end?.cause }
    }
    return nil
  }
}
