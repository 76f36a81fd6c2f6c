import Foundation
import Threads

/// What a test does beside a process that waits for it, on a thread of its own.
///
/// The threads that tests share are as few as the machine has processors, and each test that waits for a process of its
/// own keeps one of them. If what the processes wait for needed one, too, all could wait for ever.
public final class Aside: Sendable {
  private let outcome = Guarded<Result<Void, any Error>?>(nil)
  private let finished = DispatchSemaphore(value: 0)

  /// Begins at once.
  public init(_ body: @escaping @Sendable () throws -> Void) {
    Thread.detachNewThread {
      let result = Result { try body() }
      self.outcome.withLock { $0 = result }
      self.finished.signal()
    }
  }

  /// Waits for the end and throws what the body threw; once, when the process has ended.
  public func join() throws {
    finished.wait()
    try outcome.withLock { $0 }?.get()
  }
}
