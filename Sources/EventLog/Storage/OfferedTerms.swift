/// The types and tags of a run of offered events, each looked at once: for each event the places of its terms among those
/// of all, in the order of first use.
struct OfferedTerms: Sendable {
  /// Every type and tag, once.
  private(set) var all: [Term] = []
  private var places: EventRuns<Int32>
  /// What a log's dictionary knew of them when they were looked at.
  private var known: (dictionary: TermDictionary, numbers: [TermID?])?
  private static let nowhere: Int32 = -1

  /// The places in `all` of the type of an event, then of its tags in the order of their bytes.
  subscript(event: Int) -> ArraySlice<Int32> { places[event] }

  /// Looks at events.
  ///
  /// - Parameter dictionary: that of the log that they will be offered to, where that is known.
  init(of events: [Event], for dictionary: TermDictionary? = nil) {
    places = EventRuns(roomFor: events.count)
    var types: [EventType: Int32] = [:]
    var tags: [Tag: Int32] = [:]
    tags.reserveCapacity(events.count)
    // Field by field: an event is a large value to copy.
    let span = events.span
    for index in span.indices {
      place(span[index].type, in: &types) { .type($0) }
      for tag in span[index].tags.inOrder { place(tag, in: &tags) { .tag($0) } }
      places.endEvent()
    }
    known = dictionary.map { ($0, $0.numbers(of: all)) }
  }

  /// The numbers of the terms in `all` that are known without asking the table; others may be known by now.
  func numbers(in dictionary: TermDictionary) -> [TermID?] {
    if let known, known.dictionary === dictionary { return known.numbers }
    return [TermID?](repeating: nil, count: all.count)
  }

  private mutating func place<Key: Hashable>(
    _ key: Key, in known: inout [Key: Int32], as term: (Key) -> Term
  ) {
    let next = Int32(all.count)
    // Hashed once, whether it is there or not.
    let place = OfferedTerms.first(next, in: &known[key, default: OfferedTerms.nowhere])
    if place == next { all.append(term(key)) }
    places.append(place)
  }

  /// The place that is there, or else a new one, which is there from now on.
  private static func first(_ next: Int32, in place: inout Int32) -> Int32 {
    if place == nowhere { place = next }
    return place
  }
}
