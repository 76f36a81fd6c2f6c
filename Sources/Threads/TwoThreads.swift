#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Two things done at once.
package enum TwoThreads {
  /// Does one thing here and another on a thread of its own, and waits for both.
  ///
  /// - Throws: what the first threw, else what the second did.
  package static func run<First, Second: Sendable>(
    _ first: () throws -> First, _ second: @escaping @Sendable () throws -> Second
  ) throws -> (First, Second) {
    let work = Work(second)
    // As deep as on the first thread of a process: a fold goes deep where entities wait for each other.
    guard case .success(let thread) = SystemThread.start(stackSize: 16 << 20, { work.run() }) else {
      // Where the system gives no thread, one after the other.
      return (try first(), try second())
    }
    let here = Result { try first() }
    pthread_join(thread, nil)
    return (try here.get(), try work.result().get())
  }

  /// What the other thread does.
  private final class Work<Value: Sendable>: Sendable {
    private let body: @Sendable () throws -> Value
    private let outcome = Guarded<Result<Value, any Error>?>(nil)

    init(_ body: @escaping @Sendable () throws -> Value) {
      self.body = body
    }

    func run() {
      let result = Result { try body() }
      outcome.withLock { $0 = result }
    }

    /// Only after the thread has ended.
    func result() -> Result<Value, any Error> {
      guard let result = outcome.withLock({ $0 }) else { preconditionFailure("the thread has not ended") }
      return result
    }
  }
}
