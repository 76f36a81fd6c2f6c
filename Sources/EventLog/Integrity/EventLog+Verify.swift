extension EventLog {
  /// Recomputes everything that can be: every record, the tree from its leaves to the root, and each table against
  /// the log and the log against each table.
  ///
  /// Reads in many short views up to the head that there was at the beginning, so that others can write
  /// meanwhile; their events are not looked at. liblmdb can end the process on a page that is damaged, and
  /// can go round in circles for ever: a program that must survive lets another process make this call, as
  /// the command `timeline verify` does.
  ///
  /// The log does not know what a payload means. `examine` says whether the type, the tags, the days and the
  /// facts of an event are those that its payload has; without it they are not compared.
  ///
  /// - Parameters:
  ///   - examine: gets each event outside of every view; answers what is wrong with it, `nil` for nothing.
  ///   - progress: told before each event that is looked at.
  ///   - damage: told each damage as it is found.
  /// - Returns: how many events were verified, their root, and how many damages were reported.
  /// - Throws: `EventLogError` when the log cannot be read for another reason than damage; what the closures throw.
  public func verify(
    examine: ((RecordedEvent) throws -> String?)? = nil,
    progress: @escaping (Verification.Progress) -> Void = { _ in },
    damage: @escaping (Damage) throws -> Void = { _ in }
  ) throws -> Verification {
    let verifier = Verifier(self, examine: examine, progress: progress, report: damage)
    return try EventLogError.translating(at: path) { try verifier.run() }
  }
}
