import EventLog

/// The costs of appends.
enum Writing {
  /// Reading the events is not counted: they are read before each transaction begins.
  static func bulk(from source: String, to new: String, batch: Int) throws {
    let from = try LibraryCosts.openForReading(source)
    let to = try EventLog.open(at: new)
    var turns = Turns()
    var count = 0
    var next = GlobalPosition.start
    while true {
      let page = try from.read(after: next, limit: batch)
      guard let last = page.last else { break }
      let events = page.map { record in
        var event = record.event
        event.id = record.id
        return event
      }
      _ = try turns.time { try to.append(events) }
      count += events.count
      next = last.position
    }
    turns.report("bulk", count: count, each: false)
  }

  /// The last event again and again, each time with another id.
  static func durable(_ path: String, count: Int) throws {
    let log = try EventLog.open(at: path)
    let head = try log.head()
    guard var event = try log.event(at: head)?.event else { fatalError("the log is empty") }
    event.tags = [Tag("party", "P\(head.number % 190)"), Tag("instrument", "I-1"), Tag("org", "O-1")]
    var turns = Turns()
    for number in 0..<count {
      event.id = EventID("\(String(head.number &* 0x9E37_79B9_7F4A_7C15, radix: 16))-\(number)")
      _ = try turns.time { try log.append([event]) }
    }
    turns.report("durable", count: count, each: true)
  }
}
