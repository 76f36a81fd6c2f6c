#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A value that a thread of its own makes, until somebody needs it.
package final class Deferred<Value: Sendable>: Sendable {
  private let work: Work
  /// The thread, until it is joined.
  private let thread: Guarded<pthread_t?>

  /// Begins to make the value; where the system gives no thread, it is made by whoever asks for it first.
  package init(_ body: @escaping @Sendable () -> Value) {
    let work = Work(body)
    self.work = work
    // As deep as on the first thread of a process: a fold goes deep where entities wait for each other.
    thread = Guarded(try? SystemThread.start(stackSize: 16 << 20, { work.run() }).get())
  }

  /// The value; waits for it.
  package var value: Value {
    join()
    return work.run()
  }

  private func join() {
    thread.withLock { thread in
      if let running = thread { pthread_join(running, nil) }
      thread = nil
    }
  }

  deinit {
    join()
  }

  /// What is to be done, once.
  private final class Work: Sendable {
    private let body: @Sendable () -> Value
    private let value = Guarded<Value?>(nil)

    init(_ body: @escaping @Sendable () -> Value) {
      self.body = body
    }

    @discardableResult
    func run() -> Value {
      value.withLock { value in
        if let value { return value }
        let made = body()
        value = made
        return made
      }
    }
  }
}
