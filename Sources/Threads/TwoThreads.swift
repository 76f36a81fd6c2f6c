/// Two things done at once.
package enum TwoThreads {
  /// Does one thing here and another on a thread of its own, and waits for both; where the system gives no thread, one after the
  /// other.
  ///
  /// - Throws: what the first threw, else what the second did.
  package static func run<First, Second: Sendable>(
    _ first: () throws -> First, _ second: @escaping @Sendable () throws -> Second
  ) throws -> (First, Second) {
    let there = Deferred { Result { try second() } }
    let here = Result { try first() }
    let other = there.value
    return (try here.get(), try other.get())
  }
}
