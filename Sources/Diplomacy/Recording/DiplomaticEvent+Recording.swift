import EventLog

extension DiplomaticEvent {
  /// The days on which `on` can lie, `nil` for an event without `on`; for an interval, those of its first day.
  public var validBounds: DayBounds? { on?.bounds }

  /// The event as the log keeps it: its canonical form, and what it is found by.
  ///
  /// An `id` that the log would give it anyway (the hash of the rest) is left out, so that an exported line that was
  /// completed with its id is the same event.
  public func recorded(origin: Event.Origin? = nil) -> Event { recorded(origin: origin, canonical: nil) }

  /// The event as the log keeps it.
  ///
  /// - Parameter canonical: its canonical form where that is at hand.
  package borrowing func recorded(origin: Event.Origin?, canonical: [UInt8]?) -> Event {
    assert(canonical.map { $0 == canonicalJSON } ?? true, "the bytes are not the canonical form of the event")
    if let id, id.utf8.count == 32, let event = withoutID(id) { return event.recorded(origin: origin) }
    return Event(
      id: id.map { EventID($0) }, type: type, tags: tags, valid: validBounds, precision: on?.precision ?? 0,
      facts: facts, payload: canonical ?? canonicalJSON, origin: origin)
  }

  /// The event without this id, if that is the one that the log would give it anyway.
  ///
  /// Apart from the rest, so that only few events are copied.
  @inline(never)
  private borrowing func withoutID(_ id: String) -> DiplomaticEvent? {
    var event = copy self
    event.id = nil
    return EventID(contentOf: event.canonicalJSON).text == id ? event : nil
  }
}
