import EventLog
import Projections

/// The costs of questions.
enum Reading {
  /// Every record's header: position, record time, days, type and tags.
  static func scan(_ path: String) throws {
    let log = try LibraryCosts.openForReading(path)
    var turns = Turns()
    var headers = Headers()
    try turns.time {
      try log.forEachRecord { record in
        headers.add(record)
        return true
      }
    }
    let head = try log.head()
    precondition(headers.areWhole(through: head), "the headers are not those of the log")
    turns.report("scan", count: headers.count, each: false)
  }

  /// The same events as the log returns them: copied, with their payload.
  static func copies(_ path: String) throws {
    let log = try LibraryCosts.openForReading(path)
    var turns = Turns()
    let count = try turns.time {
      var count = 0
      var next = GlobalPosition.start
      while let last = try page(of: log, after: next, &count) { next = last }
      return count
    }
    turns.report("copies", count: count, each: false)
  }

  private static func page(
    of log: EventLog, after: GlobalPosition, _ count: inout Int
  ) throws -> GlobalPosition? {
    let page = try log.read(after: after, limit: 4_096)
    count += page.count
    return page.last?.position
  }

  static func records(_ path: String, turns repeats: Int, organisations: ArraySlice<String>) throws {
    let log = try LibraryCosts.openForReading(path)
    var turns = Turns()
    var count = 0
    for _ in 0..<repeats {
      for organisation in organisations where !turns.isEnough {
        let query = EventQuery(tags: [Tag("org", organisation)])
        count += try turns.time { try log.read(query, limit: .max) }.count
      }
    }
    turns.report("records", count: count / turns.seconds.count, each: true)
  }

  static func history(
    _ path: String, _ perspective: Perspective, turns repeats: Int, organisations: ArraySlice<String>
  ) throws {
    let timeline = try LibraryCosts.openTimeline(path)
    var turns = Turns()
    var rows = 0
    for _ in 0..<repeats {
      for organisation in organisations where !turns.isEnough {
        rows += try turns.time {
          try timeline.members(of: organisation, includingFormer: true, from: perspective)
        }.count
      }
    }
    precondition(rows > 0, "no organisation has members")
    turns.report("history", count: rows / turns.seconds.count, each: true)
  }

  static func world(_ path: String, _ perspective: Perspective, turns repeats: Int) throws {
    let timeline = try LibraryCosts.openTimeline(path)
    let events = try timeline.log.head().number
    var turns = Turns()
    for _ in 0..<repeats { _ = try turns.time { try timeline.overview(from: perspective) } }
    turns.report("world", count: Int(events), each: true)
  }
}

/// What is read of every header, so that none of it can be left out.
private struct Headers {
  private(set) var count = 0
  private var last = GlobalPosition.start
  private var latest = Instant(microseconds: 0)
  private var days = 0
  private var terms: UInt64 = 0

  mutating func add(_ record: RecordView) {
    count += 1
    last = record.position
    latest = max(latest, record.recordedAt)
    if let valid = record.valid { days += Int(valid.latest.number) - Int(valid.earliest.number) + 1 }
    terms &+= UInt64(record.type.number)
    for index in 0..<record.tagCount { terms &+= UInt64(record.tag(at: index).number) }
  }

  func areWhole(through head: GlobalPosition) -> Bool {
    last == head && count == Int(head.number) && latest > Instant(microseconds: 0) && days > 0
      && terms >= UInt64(count)
  }
}
