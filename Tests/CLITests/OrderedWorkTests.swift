import TestSupport
import Testing

@testable import CLI

@Suite("Work done side by side")
struct OrderedWorkTests {
  private struct Broken: Error, Equatable {
    let number: Int
  }

  /// Burns an amount of time that differs from piece to piece, so that they end in another order.
  private static func work(on piece: Int) -> Int {
    (0..<(piece &* 7919 % 1000)).reduce(piece) { $0 ^ $1 &* piece }
  }

  @Test("hands its products over in the order of the pieces", arguments: [1, 2, 8])
  func order(threads: Int) throws {
    var last = 0
    let work = OrderedWork<Int, (piece: Int, result: Int)>(threads: threads) {
      last += 1
      return last <= 2_000 ? last : nil
    } make: { piece, _ in
      (piece, Self.work(on: piece))
    }
    defer { work.cancel() }
    for expected in 1...2_000 {
      let product = try #require(try work.next())
      #expect(product == (expected, Self.work(on: expected)))
    }
    #expect(try work.next() == nil)
    #expect(try work.next() == nil)
  }

  @Test("does the part that is done in turn in the order of the pieces, one at a time", arguments: [1, 3, 8])
  func turns(threads: Int) throws {
    var last = 0
    var turns: [Int] = []
    let work = OrderedWork<Int, Int>(threads: threads) {
      last += 1
      return last <= 500 ? last : nil
    } make: { piece, turn in
      _ = Self.work(on: piece)
      // Every third piece has no use for its turn and holds up nobody.
      if piece % 3 != 0 { turn.inOrder { turns.append(piece) } }
      return piece
    }
    defer { work.cancel() }
    while try work.next() != nil {}
    #expect(turns == (1...500).filter { $0 % 3 != 0 })
  }

  @Test("takes no more pieces than it may be ahead", arguments: [1, 4])
  func bounded(threads: Int) throws {
    let ahead = 6
    var taken = 0
    let work = OrderedWork<Int, Int>(threads: threads, ahead: ahead) {
      taken += 1
      return taken <= 300 ? taken : nil
    } make: { piece, turn in
      turn.inOrder { piece }
    }
    defer { work.cancel() }
    for done in 0..<300 {
      let product = try #require(try work.next())
      // A piece is no more than `ahead` pieces after the last one that was handed over.
      #expect(product == done + 1)
    }
    #expect(try work.next() == nil)
  }

  @Test("throws what a piece throws in its place, after the products before it", arguments: [1, 2, 8])
  func failing(threads: Int) throws {
    for broken in [1, 2, 17, 100] {
      var last = 0
      let work = OrderedWork<Int, Int>(threads: threads) {
        last += 1
        return last <= 100 ? last : nil
      } make: { piece, _ in
        if piece >= broken { throw Broken(number: piece) }
        return piece
      }
      defer { work.cancel() }
      for expected in 1..<broken { #expect(try work.next() == expected) }
      #expect(throws: Broken(number: broken)) { try work.next() }
    }
  }

  @Test("throws what taking a piece throws after the products before it, and can be given up at any time")
  func takingFails() throws {
    var last = 0
    let work = OrderedWork<Int, Int>(threads: 3) {
      last += 1
      if last == 9 { throw Broken(number: 9) }
      return last
    } make: { piece, _ in
      piece
    }
    for expected in 1...8 { #expect(try work.next() == expected) }
    #expect(throws: Broken(number: 9)) { try work.next() }
    work.cancel()
    let endless = OrderedWork<Int, Int>(threads: 3) {
      1
    } make: { piece, _ in
      piece
    }
    #expect(try endless.next() == 1)
    endless.cancel()
  }
}

@Suite("The ids that are written in files")
struct WrittenIDTests {
  @Test(
    "are given back line by line, however many of them are in the temporary file",
    arguments: [1, 100, 1_000_000])
  func readAgain(limit: Int) throws {
    var ids = WrittenIDs(spillingTo: "/tmp", keeping: limit)
    defer { ids.close() }
    let sums = (0..<5_000).map { WrittenIDs.sum(of: "id-\($0)") }
    for start in stride(from: 0, to: sums.count, by: 37) {
      try ids.append(Array(sums[start..<min(start + 37, sums.count)]))
    }
    for count in [1, 37, 999, 10_000] {
      try ids.rewind()
      var read: [UInt64] = []
      while true {
        let next = try ids.next(count)
        if next.isEmpty { break }
        read += next
      }
      #expect(read == sums)
    }
  }

  @Test(
    "are found to be used twice wherever that is, and lines without one are no repetition",
    arguments: [64, 1 << 19])
  func repetition(share: Int) throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<40 {
      var ids = WrittenIDs(spillingTo: "/tmp", keeping: 100)
      defer { ids.close() }
      var sums = (0..<1_000).map { $0 % 5 == 0 ? 0 : WrittenIDs.sum(of: "id-\($0)") }
      try ids.append(sums)
      #expect(try !ids.hasRepetition(share: share))
      let twice = sums[1 + 5 * random.below(199)]
      sums = (0..<random.below(500)).map { WrittenIDs.sum(of: "other-\($0)") }
      sums.insert(twice, at: random.below(sums.count + 1))
      try ids.append(sums)
      #expect(try ids.hasRepetition(share: share))
    }
  }
}
