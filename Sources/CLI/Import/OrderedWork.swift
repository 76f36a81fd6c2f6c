import Projections
import Threads

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Work on the pieces of a long input that some threads do side by side; the products come in the order of the pieces.
///
/// Memory is bounded: no piece is taken while `ahead` products wait or are made. `next` is called from one thread; what
/// taking or making throws is thrown there, at its place in the order. When the work is given up, `cancel` ends the
/// threads after the pieces they are at.
///
/// Unchecked because the lock is not visible to the compiler: everything that changes is touched under it, and `take`
/// by the one thread that is the taker at the time.
final class OrderedWork<Piece: Sendable, Product: Sendable>: @unchecked Sendable {
  /// A place in the order, for the part of the work on a piece that must be done after that part of every piece before.
  struct Turn {
    fileprivate let work: OrderedWork
    fileprivate let number: Int

    /// Runs `body` when it was run, or will not be, for every piece before; once a piece.
    func inOrder<Value>(_ body: () throws -> Value) rethrows -> Value {
      work.waitForTurn(number)
      defer { work.passTurn(number) }
      return try body()
    }
  }

  private let take: () throws -> Piece?
  private let make: (Piece, Turn) throws -> Product
  private let ahead: Int
  private let lock = Lock()
  private var threads: [pthread_t] = []
  /// How many pieces were taken, had their turn, and were handed over as products.
  private var taken = 0
  private var turn = 0
  /// The pieces that need their turn no more, before it has come.
  private var passed: Set<Int> = []
  private var handedOver = 0
  private var isTaking = false
  private var isOver = false
  private var products: [Int: Result<Product, any Error>] = [:]

  /// Begins to work.
  ///
  /// - Parameters:
  ///   - threads: how many work; by default one for each core.
  ///   - ahead: how many products may wait or be made at once, by default four for each thread.
  ///   - take: gives the next piece, `nil` after the last; called by one thread at a time and not after it threw.
  ///   - make: makes the product of a piece.
  init(
    threads: Int = Cores.count, ahead: Int? = nil, _ take: @escaping () throws -> Piece?,
    make: @escaping (Piece, Turn) throws -> Product
  ) {
    self.take = take
    self.make = make
    self.ahead = ahead ?? 4 * threads
    self.threads = (0..<threads).map { _ in
      switch SystemThread.start({ self.run() }) {
      case .success(let thread): thread
      case .failure(let refusal):
        preconditionFailure("no thread can be made: \(String(cString: strerror(refusal.code)))")
      }
    }
  }

  /// The next product, `nil` after the last.
  func next() throws -> Product? {
    try lock.locked { () -> Result<Product, any Error>? in
      while products[handedOver] == nil, !isOver || handedOver < taken { lock.wait() }
      guard let product = products.removeValue(forKey: handedOver) else { return nil }
      handedOver += 1
      if case .failure = product { isOver = true }
      lock.wakeAll()
      return product
    }?.get()
  }

  /// Waits for the threads to end; what they still make is dropped.
  func cancel() {
    lock.locked {
      isOver = true
      lock.wakeAll()
    }
    for thread in threads { pthread_join(thread, nil) }
    threads = []
  }

  /// Works until the end, an error or the cancellation.
  private func run() {
    while let (number, piece) = nextPiece() {
      let product = Result { try make(piece, Turn(work: self, number: number)) }
      passTurn(number)
      lock.locked {
        products[number] = product
        lock.wakeAll()
      }
    }
  }

  private func nextPiece() -> (number: Int, piece: Piece)? {
    let isTaker = lock.locked {
      while !isOver, isTaking || taken - handedOver >= ahead { lock.wait() }
      if isOver { return false }
      isTaking = true
      return true
    }
    guard isTaker else { return nil }
    let piece = Result { try take() }
    return lock.locked {
      isTaking = false
      lock.wakeAll()
      let number = taken
      switch piece {
      case .success(let piece?):
        taken += 1
        return (number, piece)
      case .success(nil): isOver = true
      case .failure(let error):
        isOver = true
        taken += 1
        products[number] = .failure(error)
      }
      return nil
    }
  }

  fileprivate func waitForTurn(_ number: Int) {
    lock.locked { while turn < number { lock.wait() } }
  }

  fileprivate func passTurn(_ number: Int) {
    lock.locked {
      guard number >= turn else { return }
      passed.insert(number)
      while passed.remove(turn) != nil { turn += 1 }
      lock.wakeAll()
    }
  }
}

/// The processors of the machine.
enum Cores {
  /// How many there are, at least one; more than sixteen threads only wait for the one that writes.
  static let count = min(max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), 16)
}
