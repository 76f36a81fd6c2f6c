import LMDB

/// What the process has in memory of the files it maps while many events are written.
///
/// The terms of new events lie everywhere in a long log, and the system maps sixteen pages wherever one is touched: an import
/// of ten million events would have nearly all of the log in memory in the end. The system can take that back whenever it needs
/// it, but counts it as used.
final class MappedMemory {
  /// Bytes of files that may stay there.
  private static let limit = 64 << 20
  /// Places of the log after which it is looked at what is there: they map less than the limit.
  private static let often = 512

  private let environment: Environment
  private var touched = 0

  init(of environment: Environment) {
    self.environment = environment
  }

  /// Notes that places of the log were come to, which may lie anywhere; gives back what is mapped, where that may be much.
  func touch(_ places: Int = 1) {
    touched += places
    guard touched >= MappedMemory.often else { return }
    touched = 0
    environment.releaseMapped(above: MappedMemory.limit)
  }
}
