#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A sequence whose elements are made on a thread of their own, a few ahead of the one that uses them.
///
/// The order is kept. `next` is called from one thread; what the maker throws is thrown there. When the sequence
/// is given up, `cancel` ends the thread after the element it is at.
///
/// Unchecked because the lock is not visible to the compiler: `ready` and `isCancelled` are touched under it,
/// `make` by the one thread only.
final class Prefetched<Element: Sendable>: ThreadBody, @unchecked Sendable {
  private let make: () throws -> Element?
  private let depth: Int
  private let lock = Lock()
  private var ready: [Result<Element?, any Error>] = []
  private var isCancelled = false
  private var thread: pthread_t?

  /// Begins to make elements; `make` is handed over, returns `nil` at the end and is not called again.
  init(depth: Int = 2, _ make: @escaping () throws -> Element?) {
    self.depth = depth
    self.make = make
    super.init()
    thread = start()
  }

  /// The next element, `nil` at the end.
  func next() throws -> Element? {
    try lock.locked {
      while ready.isEmpty { lock.wait() }
      let first = ready[0]
      if case .success(.some) = first { ready.removeFirst() }
      lock.wakeAll()
      return first
    }.get()
  }

  /// Waits for the thread to end; what it still makes is dropped.
  func cancel() {
    lock.locked {
      isCancelled = true
      lock.wakeAll()
    }
    if let thread { pthread_join(thread, nil) }
    thread = nil
  }

  /// Makes elements until the end, an error or the cancellation.
  override func run() {
    while true {
      let made = Result { try make() }
      let isLast = lock.locked {
        while ready.count >= depth, !isCancelled { lock.wait() }
        ready.append(made)
        lock.wakeAll()
        if case .success(.some) = made { return isCancelled }
        return true
      }
      if isLast { return }
    }
  }
}

/// What a thread does.
class ThreadBody {
  /// Called once, on the thread.
  func run() {}

  /// Makes the thread.
  ///
  /// A programmer error (traps) where the system gives no thread.
  final func start() -> pthread_t? {
    let body = Unmanaged.passRetained(self).toOpaque()
    #if canImport(Darwin)
    var thread: pthread_t?
    let code = pthread_create(&thread, nil, { runThread($0) }, body)
    #else
    var thread = pthread_t()
    let code = pthread_create(&thread, nil, { runThread($0!) }, body)
    #endif
    precondition(code == 0, "no thread can be made: \(String(cString: strerror(code)))")
    return thread
  }
}

private func runThread(_ body: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().run()
  return nil
}

/// A mutex with a condition, at an address that does not move.
private final class Lock {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  func locked<Value>(_ body: () -> Value) -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Only inside `locked`.
  func wait() {
    pthread_cond_wait(changed, mutex)
  }

  func wakeAll() {
    pthread_cond_broadcast(changed)
  }
}
