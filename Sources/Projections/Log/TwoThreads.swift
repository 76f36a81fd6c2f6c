import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Two things done at once.
enum TwoThreads {
  /// Does one thing here and another on a thread of its own, and waits for both.
  ///
  /// - Throws: what the first threw, else what the second did.
  static func run<First, Second: Sendable>(
    _ first: () throws -> First, _ second: @escaping @Sendable () throws -> Second
  ) throws -> (First, Second) {
    let work = Work(second)
    guard let thread = work.start() else {
      // Where the system gives no thread, one after the other.
      return (try first(), try second())
    }
    let here = Result { try first() }
    pthread_join(thread, nil)
    return (try here.get(), try work.result().get())
  }

  /// What the other thread does.
  private final class Work<Value: Sendable>: Body, @unchecked Sendable {
    private let body: @Sendable () throws -> Value
    private let outcome = Mutex<Result<Value, any Error>?>(nil)

    init(_ body: @escaping @Sendable () throws -> Value) {
      self.body = body
    }

    override func run() {
      let result = Result { try body() }
      outcome.withLock { $0 = result }
    }

    /// Only after the thread has ended.
    func result() -> Result<Value, any Error> {
      guard let result = outcome.withLock({ $0 }) else { preconditionFailure("the thread has not ended") }
      return result
    }
  }

  private class Body {
    func run() {}

    /// Makes the thread; `nil` where the system gives none.
    final func start() -> pthread_t? {
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      defer { pthread_attr_destroy(&attributes) }
      // A fold goes deep where entities wait for each other; as deep as on the first thread of a process.
      pthread_attr_setstacksize(&attributes, TwoThreads.stackSize)
      let body = Unmanaged.passRetained(self)
      #if canImport(Darwin)
      var thread: pthread_t?
      let code = pthread_create(&thread, &attributes, { TwoThreads.enter($0) }, body.toOpaque())
      #else
      var thread = pthread_t()
      let code = pthread_create(&thread, &attributes, { TwoThreads.enter($0!) }, body.toOpaque())
      #endif
      guard code == 0 else {
        body.release()
        return nil
      }
      return thread
    }
  }

  private static let stackSize = 16 << 20

  private static func enter(_ body: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run()
    return nil
  }
}
