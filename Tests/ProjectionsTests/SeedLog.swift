import Diplomacy
import EventLog
import Projections
import TestSupport

/// A log with the events of a seed, recorded as `import` records them.
struct SeedLog {
  let folder: TemporaryFolder
  let timeline: Timeline
  let events: [DiplomaticEvent]

  init(_ events: [DiplomaticEvent]) throws {
    self.folder = TemporaryFolder()
    self.timeline = try Timeline.open(at: folder.file("test.mdb"))
    self.events = events
    try record(events)
  }

  init(lines: [String]) throws {
    try self.init(lines.map { try DiplomaticEvent(json: Array($0.utf8)) })
  }

  func record(_ events: [DiplomaticEvent]) throws {
    var recorder = try Recorder(timeline: timeline)
    for event in events { try recorder.look(event) }
    if recorder.awaitsTargets { for event in events { try recorder.lookForTargets(event) } }
    _ = try timeline.log.append(events.map { try recorder.prepare($0) })
  }

  static func seed(_ name: String) throws -> [DiplomaticEvent] {
    try Files.lines(of: Files.package + "/seeds/\(name).jsonl").map {
      try DiplomaticEvent(json: Array($0.utf8))
    }
  }

  static func csto() throws -> SeedLog { try SeedLog(seed("csto")) }
}

extension Perspective {
  /// At a day written as `YYYY-MM-DD`.
  init(_ day: String) {
    self.init(at: Day(day)!)
  }
}
