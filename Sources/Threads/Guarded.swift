/// A value that one thread at a time uses.
///
/// `Synchronization.Mutex` would do as well, but on Linux it is made of a futex, of which the thread sanitizer knows
/// nothing: each use would be reported as a race. The threads of the system are known to it.
package final class Guarded<Value>: @unchecked Sendable {
  private let lock = Lock()
  private var value: Value

  package init(_ value: sending Value) {
    self.value = value
  }

  /// Uses the value while no other thread does.
  ///
  /// Where the value is a reference, nothing of it may leave the body.
  package func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try lock.locked { () throws(Failure) in try body(&value) }
  }
}
