import EventLog
import Threads

/// A clock that stands still until the test moves it.
public final class TestClock: Sendable {
  private let microseconds: Guarded<Int64>

  /// A clock that stands at a moment; 2026-01-01T00:00:00Z by default.
  public init(_ instant: Instant = Instant(microseconds: 1_767_225_600_000_000)) {
    microseconds = Guarded(instant.microseconds)
  }

  /// Where it stands.
  public var now: Instant { Instant(microseconds: microseconds.withLock { $0 }) }

  /// Moves it, backwards too.
  public func move(by count: Int64) {
    microseconds.withLock { $0 += count }
  }

  /// The clock as a log takes it.
  public var read: @Sendable () -> Instant { { self.now } }
}
