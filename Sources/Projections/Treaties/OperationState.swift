/// Whether the operation of an instrument is suspended for everyone.
struct OperationState: StoryState {
  /// The suspensions that run.
  var suspensions: Set<Int> = []

  /// What one act does.
  enum Effect: Hashable {
    case suspend
    /// Everything that is suspended is so no more.
    case resume
    /// A suspension for a time runs out; another one that runs goes on.
    case lapse
  }

  mutating func apply(_ effect: Effect, act: Int, ending end: OwnEnd?) -> FindingCode? {
    switch effect {
    case .suspend: suspensions.insert(act)
    case .resume:
      guard !suspensions.isEmpty else { return .nothing }
      suspensions = []
    case .lapse: if let end { suspensions.remove(end.cause) }
    }
    return nil
  }
}
