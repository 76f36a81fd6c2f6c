import Diplomacy
import EventLog
import Projections
import TestSupport
import Testing

import struct EventLog.Tag

@Suite("A record against its payload")
struct ExaminationTests {
  /// A log with corrections of events that are recorded before them and with them, by id and by position.
  private func log() throws -> SeedLog {
    let log = try SeedLog(lines: [
      #"{"type":"entity","entity":"CSTO","kind":"organisation","name":"Collective Security Treaty Organization"}"#,
      #"{"type":"admission","id":"a1","on":"2006-06-23","party":"UZB","org":"CSTO","status":"member"}"#,
      #"{"type":"suspension","on":"2012-06-28~","party":"UZB","org":"CSTO"}"#,
    ])
    let corrections = [
      #"{"type":"correction","action":"retract","target":2,"reason":"wrong"}"#,
      #"{"type":"correction","id":"c2","action":"dispute","target":"a1","reason":"wrong"}"#,
      #"{"type":"correction","action":"retract","target":"c2","reason":"wrong"}"#,
    ]
    try log.record(try corrections.map { try DiplomaticEvent(json: Array($0.utf8)) })
    return log
  }

  @Test("is found sound as it was recorded, corrections of corrections too")
  func sound() throws {
    let log = try log()
    let timeline = log.timeline
    for event in try timeline.log.read(limit: .max) {
      let flaw = try timeline.flaw(of: event)
      #expect(flaw == nil, "\(event.position)")
    }
  }

  @Test("is found out in whatever it says otherwise than its payload")
  func changed() throws {
    let log = try log()
    let timeline = log.timeline
    let recorded = try #require(try timeline.log.event(at: GlobalPosition(3)))
    let changes: [(String, (inout Event) -> Void)] = [
      ("id", { $0.id = EventID("other") }),
      ("type", { $0.type = "reinstatement" }),
      ("a tag less", { $0.tags.removeLast() }),
      ("a tag more", { $0.tags.append(Tag("party", "KAZ")) }),
      ("no day", { $0.valid = nil }),
      ("another day", { $0.valid = DayBounds(Day("2012-06-28")!) }),
      ("precision", { $0.precision ^= 1 }),
      ("facts", { $0.facts[3] ^= 1 }),
      ("no facts", { $0.facts = [] }),
      ("a space in the payload", { $0.payload.insert(0x20, at: 1) }),
      ("another payload", { $0.payload = Array("{\"type\":\"nonsense\"}".utf8) }),
      ("no JSON", { $0.payload.removeLast() }),
    ]
    for (what, change) in changes {
      var event = recorded.event
      change(&event)
      let other = RecordedEvent(
        position: recorded.position, recordedAt: recorded.recordedAt, id: recorded.id, event: event)
      let flaw = try timeline.flaw(of: other)
      #expect(flaw != nil, "\(what)")
    }
  }

  @Test("of a correction is found out if it lacks what the corrected event is found by")
  func inherited() throws {
    let log = try log()
    let timeline = log.timeline
    let recorded = try #require(try timeline.log.event(at: GlobalPosition(6)))
    var event = recorded.event
    #expect(event.tags.contains(Tag("party", "UZB")))
    event.tags.removeAll { $0.key == "party" }
    let other = RecordedEvent(
      position: recorded.position, recordedAt: recorded.recordedAt, id: recorded.id, event: event)
    #expect(try timeline.flaw(of: other) != nil)
  }
}
