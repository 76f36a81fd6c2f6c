import EventLog

/// What a turnstile of the museum saw: somebody came into a hall, or left it.
enum Visit {
  case entered(hall: String)
  case left(hall: String)

  /// The event as the log takes it: a type, a tag to find it by, a payload of one JSON object.
  ///
  /// Two visitors are two events even if nothing tells them apart, so each gets an id of its own.
  func event(_ id: String) -> Event {
    switch self {
    case .entered(let hall): Visit.event(id, type: "visitor-entered", hall: hall)
    case .left(let hall): Visit.event(id, type: "visitor-left", hall: hall)
    }
  }

  private static func event(_ id: String, type: EventType, hall: String) -> Event {
    Event(
      id: EventID(id), type: type, tags: [Tag("hall", hall)], payload: Array("{\"hall\":\"\(hall)\"}".utf8))
  }
}
