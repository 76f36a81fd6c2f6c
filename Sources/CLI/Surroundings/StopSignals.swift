#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// SIGINT and SIGTERM as a question: for a command that goes on until it is asked to stop.
///
/// They are held back and looked at between two steps, so no line is cut in two. Every other command keeps what the
/// system does by itself: a log is safe however a process ends.
enum StopSignals {
  /// From now on the two signals wait; one of them alone ends nothing any more.
  static func hold() {
    var signals = set
    sigprocmask(SIG_BLOCK, &signals, nil)
  }

  /// Whether one of them has come since.
  static var haveCome: Bool {
    var pending = sigset_t()
    guard sigpending(&pending) == 0 else { return false }
    return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1
  }

  private static var set: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    return signals
  }
}

/// The user, or the system, asked the command to stop: no failure.
struct AskedToStop: Error {}
