import Diplomacy
import Threads

/// What the worlds in which one page is made find out about all organisations of the log, so that not every one has to.
///
/// Only what does not depend on who asked, and when, may be told here. Two that ask at the same time may both look.
final class SharedOrganisations: Sendable {
  private struct Known {
    var names: [String]?
    var rosters: [String: Roster] = [:]
  }

  private let known = Guarded(Known())

  /// The ids of all organisations.
  func names(orElse find: () throws -> [String]) rethrows -> [String] {
    if let names = known.withLock({ $0.names }) { return names }
    let found = try find()
    known.withLock { $0.names = found }
    return found
  }

  /// Who is a member of an organisation, and when.
  func roster(of org: String, orElse find: () throws -> Roster) rethrows -> Roster {
    if let roster = known.withLock({ $0.rosters[org] }) { return roster }
    let found = try find()
    known.withLock { $0.rosters[org] = found }
    return found
  }
}
