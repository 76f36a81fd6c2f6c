/// The types and tags of a run of offered events, each looked at once: for each event the places of its terms among those
/// of all, in the order of first use.
struct OfferedTerms: Sendable {
  /// Every type and tag, once.
  private(set) var all: [Term] = []
  private var places: EventRuns<Int32>

  /// The places in `all` of the type of an event, then of its tags in the order of their bytes.
  subscript(event: Int) -> ArraySlice<Int32> { places[event] }

  init(of events: [Event]) {
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
  }

  private mutating func place<Key: Hashable>(
    _ key: Key, in known: inout [Key: Int32], as term: (Key) -> Term
  ) {
    if let place = known[key] { return places.append(place) }
    let place = Int32(all.count)
    all.append(term(key))
    known[key] = place
    places.append(place)
  }
}
