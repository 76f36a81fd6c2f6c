import EventLog

/// How many visitors are in one hall: a fold over its events, and how far it has read.
struct Hall {
  let name: String
  let capacity: Int
  private(set) var visitors = 0
  private(set) var checkpoint = GlobalPosition.start

  init(_ name: String, capacity: Int) {
    self.name = name
    self.capacity = capacity
  }

  /// The events that decide about this hall.
  var query: EventQuery { EventQuery(tags: [Tag("hall", name)]) }

  /// Reads what was recorded since the last time.
  mutating func catchUp(with log: EventLog) throws {
    while true {
      let page = try log.read(query, after: checkpoint, limit: 512)
      for recorded in page { evolve(recorded) }
      if page.count < 512 { return }
    }
  }

  private mutating func evolve(_ recorded: RecordedEvent) {
    visitors += recorded.event.type == "visitor-entered" ? 1 : -1
    checkpoint = recorded.position
  }

  /// Lets somebody in, unless the hall is full.
  ///
  /// The decision rests on what was read up to the checkpoint. The append happens only if nothing about this hall
  /// was recorded after it; otherwise it throws `AppendConflict` and nothing is written. A hall that seems to be full
  /// is looked at again, for nothing but the log would notice that somebody has left.
  mutating func admit(_ id: String, to log: EventLog) throws -> Bool {
    if visitors >= capacity { try catchUp(with: log) }
    guard visitors < capacity else { return false }
    _ = try log.append([Visit.entered(hall: name).event(id)], if: .none(matching: query, after: checkpoint))
    return true
  }
}
