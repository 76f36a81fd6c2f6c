/// How the process ends, a promise to scripts.
enum ExitStatus: Int32, Sendable, CaseIterable {
  /// What was asked for is done.
  case done = 0
  /// Refused: a conflict, an invalid event, a failed check. Nothing of a refused append is written.
  case refused = 1
  /// The command line cannot be read.
  case usage = 2
  /// The log is damaged or is not a log of this program.
  case damaged = 3
  /// The environment does not allow it: no log there, no permission, disk full, locked.
  case environment = 4
}
