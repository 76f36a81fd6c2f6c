import LMDB

/// The terms of the new events of one chunk, as numbers, one event after the other.
struct ChunkTerms {
  private var numbers: EventRuns<TermID>

  /// The type of an event, then its tags in the order of their bytes; nothing for an event that is not new.
  subscript(event: Int) -> ArraySlice<TermID> { numbers[event] }

  init(capacity: Int) {
    numbers = EventRuns(roomFor: capacity)
  }

  /// Adds a term to the event that is at work.
  mutating func append(_ number: TermID) { numbers.append(number) }

  /// Goes on to the next event.
  mutating func endEvent() { numbers.endEvent() }

  /// The entries of table `tags`: for each term, in order, the events that have it, in order.
  ///
  /// A term is the upper half of a number, the index of the event in the chunk the lower.
  func postings() -> [UInt64] {
    var postings: [UInt64] = []
    postings.reserveCapacity(numbers.elements.count)
    for event in numbers.ends.indices {
      for term in numbers[event] { postings.append(UInt64(term.number) << 32 | UInt64(event)) }
    }
    ChunkTerms.sortByTerm(&postings)
    return postings
  }

  /// Sorts by the upper half of the numbers; equal ones stay in their order, which is that of the events.
  ///
  /// Digits of eleven bits, the lowest first: an index of 100,000 events is sorted several times faster than
  /// by comparing.
  private static func sortByTerm(_ postings: inout [UInt64]) {
    // Of a few, sorting by digits is mostly clearing its counters.
    guard postings.count > 64 else { return postings.sort() }
    let width = 11
    guard let highest = postings.max() else { return }
    var target = postings
    var shift = 32
    while shift < 64, highest >> UInt64(shift) != 0 {
      var starts = [Int](repeating: 0, count: (1 << width) + 1)
      for posting in postings { starts[digit(of: posting) + 1] += 1 }
      for index in 1...(1 << width) { starts[index] += starts[index - 1] }
      for posting in postings {
        let digit = digit(of: posting)
        target[starts[digit]] = posting
        starts[digit] += 1
      }
      swap(&postings, &target)
      shift += width
    }
    func digit(of posting: UInt64) -> Int { Int(posting >> UInt64(shift)) & ((1 << width) - 1) }
  }
}

extension [Tag] {
  /// The tags in the order of their bytes, none twice.
  var inOrder: [Tag] {
    if indices.dropFirst().allSatisfy({ self[$0 - 1] < self[$0] }) { return self }
    var inOrder: [Tag] = []
    inOrder.reserveCapacity(count)
    for tag in sorted() where tag != inOrder.last { inOrder.append(tag) }
    return inOrder
  }
}
