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
final class Prefetched<Element: Sendable>: @unchecked Sendable {
  private var mutex = pthread_mutex_t()
  private var changed = pthread_cond_t()
  private var ready: [Result<Element?, any Error>] = []
  private var isCancelled = false
  private let depth: Int
  private var thread: pthread_t?

  /// Begins to make elements; `make` returns `nil` at the end and is not called again.
  init(depth: Int = 2, _ make: sending @escaping () throws -> Element?) {
    self.depth = depth
    pthread_mutex_init(&mutex, nil)
    pthread_cond_init(&changed, nil)
    start(make)
  }

  deinit {
    pthread_cond_destroy(&changed)
    pthread_mutex_destroy(&mutex)
  }

  /// The next element, `nil` at the end.
  func next() throws -> Element? {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    while ready.isEmpty { pthread_cond_wait(&changed, &mutex) }
    let first = ready[0]
    if case .success(.some) = first { ready.removeFirst() }
    pthread_cond_broadcast(&changed)
    return try first.get()
  }

  /// Waits for the thread to end; what it still makes is dropped.
  func cancel() {
    pthread_mutex_lock(&mutex)
    isCancelled = true
    pthread_cond_broadcast(&changed)
    let running = thread
    thread = nil
    pthread_mutex_unlock(&mutex)
    if let running { pthread_join(running, nil) }
  }

  private func start(_ make: @escaping () throws -> Element?) {
    let box = Unmanaged.passRetained(Work { self.fill(make) })
    #if canImport(Darwin)
    var created: pthread_t?
    #else
    var created = pthread_t()
    #endif
    let code = pthread_create(&created, nil, { argument in
      #if canImport(Darwin)
      Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
      #else
      Unmanaged<Work>.fromOpaque(argument!).takeRetainedValue().body()
      #endif
      return nil
    }, box.toOpaque())
    precondition(code == 0, "no thread can be made: \(String(cString: strerror(code)))")
    thread = created
  }

  private func fill(_ make: () throws -> Element?) {
    while true {
      let made = Result { try make() }
      pthread_mutex_lock(&mutex)
      while ready.count >= depth, !isCancelled { pthread_cond_wait(&changed, &mutex) }
      ready.append(made)
      let isLast = if case .success(.some) = made { isCancelled } else { true }
      pthread_cond_broadcast(&changed)
      pthread_mutex_unlock(&mutex)
      if isLast { return }
    }
  }

  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }
}
