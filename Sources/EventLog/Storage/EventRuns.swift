/// What each event of a run has of something, one event after the other in one piece of memory.
struct EventRuns<Element: Sendable>: Sendable {
  /// What all of them have.
  private(set) var elements: [Element] = []
  /// For each event the end of what it has.
  private(set) var ends: [Int] = []

  /// What one event has.
  subscript(event: Int) -> ArraySlice<Element> { elements[(event == 0 ? 0 : ends[event - 1])..<ends[event]] }

  /// Nothing yet, with room for events that have the usual few each.
  init(roomFor events: Int) {
    ends.reserveCapacity(events)
    elements.reserveCapacity(4 * events)
  }

  /// Adds to the event that is at work.
  mutating func append(_ element: Element) { elements.append(element) }

  /// Goes on to the next event.
  mutating func endEvent() { ends.append(elements.count) }
}
