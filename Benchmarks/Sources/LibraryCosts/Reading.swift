import EventLog
import Projections

/// The costs of questions.
enum Reading {
  static func scan(_ path: String) throws {
    let log = try LibraryCosts.openForReading(path)
    var turns = Turns()
    let count = try turns.time {
      var count = 0
      var next = GlobalPosition.start
      while let last = try page(of: log, after: next, &count) { next = last }
      return count
    }
    turns.report("scan", count: count, each: false)
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
    let timeline = Timeline(log: try LibraryCosts.openForReading(path))
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
    let timeline = Timeline(log: try LibraryCosts.openForReading(path))
    let events = try timeline.log.head().number
    var turns = Turns()
    for _ in 0..<repeats { _ = try turns.time { try timeline.overview(from: perspective) } }
    turns.report("world", count: Int(events), each: true)
  }
}
