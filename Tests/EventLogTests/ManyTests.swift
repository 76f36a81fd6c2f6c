import EventLog
import TestSupport
import Testing

import struct EventLog.Tag

/// Appends of a thousand events and more, whose ids are entered before anybody looked whether they are there.
@Suite("Many events at once")
struct ManyTests {
  private let fixture = LogFixture()

  private func events(_ numbers: some Sequence<Int>) -> [Event] {
    numbers.map { event($0, id: $0 % 2 == 0 ? "id-\($0)" : nil, tags: [Tag("k", "\($0 % 11)")]) }
  }

  private func check(_ log: EventLog, has numbers: [Int]) throws {
    let stored = try log.read(limit: 100_000).map { String(decoding: $0.event.payload, as: UTF8.self) }
    #expect(stored == numbers.map { "{\"n\":\($0)}" })
    #expect(try log.verify().isClean)
  }

  @Test("get the places that they get one by one, whatever of them is there or comes twice", arguments: 0..<8)
  func places(seed: UInt64) throws {
    var random = SeededGenerator(seed: 40 + seed)
    let log = try fixture.open()
    var positions: [Int: UInt64] = [:]
    var order: [Int] = []
    var next = 0
    for _ in 0..<6 {
      let size = 1_000 + random.below(700)
      // All new, or some of those before, or some of its own once more; now and then only old ones.
      let kind = random.below(4)
      let numbers = (0..<size).map { _ -> Int in
        let isOld = kind == 3 || kind > 0 && random.below(400) == 0
        if isOld, next > 0 { return random.below(next) }
        next += 1
        return next - 1
      }
      // A tail before some of them.
      if random.below(3) == 0 {
        let few = [next, next + 1]
        next += 2
        _ = try log.append(events(few))
        for number in few { (positions[number], order) = (UInt64(order.count) + 1, order + [number]) }
      }
      let receipt = try log.append(events(numbers))
      for (number, entry) in zip(numbers, receipt.entries) {
        let known = positions[number]
        #expect(entry.isDuplicate == (known != nil))
        if known == nil { (positions[number], order) = (UInt64(order.count) + 1, order + [number]) }
        #expect(entry.position.number == positions[number])
      }
    }
    try check(log, has: order)
  }

  @Test(
    "are one transaction with those before and after: an event of an earlier chunk is known to the later ones"
  )
  func chunks() throws {
    let log = try fixture.open()
    var chunks = [events(0..<1_500), events(1_400..<3_000), events(2_999..<4_200), events([0, 4_200])]
    var receipts: [AppendReceipt] = []
    _ = try log.append(
      chunks: { chunks.isEmpty ? nil : chunks.removeFirst() }, receipt: { receipts.append($0) })
    #expect(receipts.map { $0.entries.count { $0.isDuplicate } } == [0, 100, 1, 1])
    try check(log, has: Array(0...4_200))
  }

  @Test(
    "are refused together where one has an id that is there with other content", arguments: [0, 700, 1_199])
  func reused(place: Int) throws {
    let log = try fixture.open()
    _ = try log.append(events(0..<1_200))
    var offered = events(2_000..<3_200)
    offered[place].id = EventID("id-4")
    #expect(throws: EventLogError.idReused(index: place, id: EventID("id-4"), position: GlobalPosition(5))) {
      try log.append(offered)
    }
    try check(log, has: Array(0..<1_200))
    _ = try log.append(events(2_000..<3_200))
    try check(log, has: Array(0..<1_200) + Array(2_000..<3_200))
  }

  @Test("are refused together where a condition does not hold, and acknowledged where all are there already")
  func condition() throws {
    let log = try fixture.open()
    _ = try log.append(events(0..<1_200))
    #expect(throws: AppendConflict.self) {
      try log.append(events(1_200..<2_400), if: .head(GlobalPosition(3)))
    }
    try check(log, has: Array(0..<1_200))
    let receipt = try log.append(events(0..<1_200), if: .head(GlobalPosition(3)))
    #expect(receipt.entries.allSatisfy { $0.isDuplicate })
    try check(log, has: Array(0..<1_200))
  }

  @Test("that are there already change nothing, not even the file")
  func again() throws {
    let log = try fixture.open()
    _ = try log.append(events(0..<5_000))
    let before = try log.statistics()
    _ = try log.append(events(0..<5_000))
    let after = try log.statistics()
    #expect(
      after.head == before.head && after.freePages == before.freePages && after.fileSize == before.fileSize)
  }
}
