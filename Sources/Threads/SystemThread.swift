#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A thread of the system.
package enum SystemThread {
  /// The system gives no thread.
  package struct Refusal: Error {
    /// Its number of the error.
    package let code: Int32
  }

  /// Does something on a thread of its own, which is to be joined.
  ///
  /// - Parameter stackSize: in bytes; `nil` for as many as the system gives.
  package static func start(
    stackSize: Int? = nil, _ body: @escaping @Sendable () -> Void
  ) -> Result<pthread_t, Refusal> {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    if let stackSize { pthread_attr_setstacksize(&attributes, stackSize) }
    let work = Unmanaged.passRetained(Work(body))
    #if canImport(Darwin)
    var thread: pthread_t!
    let code = pthread_create(&thread, &attributes, { SystemThread.enter($0) }, work.toOpaque())
    #else
    var thread = pthread_t()
    let code = pthread_create(&thread, &attributes, { SystemThread.enter($0!) }, work.toOpaque())
    #endif
    guard code == 0 else {
      work.release()
      return .failure(Refusal(code: code))
    }
    return .success(thread)
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  private static func enter(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
    return nil
  }
}
