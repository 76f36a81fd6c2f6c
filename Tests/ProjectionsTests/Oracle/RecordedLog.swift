import Diplomacy
import EventLog
import Projections
import TestSupport

/// A random log as it stands in a file, and as the oracle is given it.
struct RecordedLog {
  let folder = TemporaryFolder()
  let timeline: Timeline
  let clock = TestClock(Instant.end(of: RandomLog.first))
  private(set) var records: [OracleRecord] = []

  /// Records a random log, commit by commit, five days apart; what is refused is left out.
  init(seed: UInt64) throws {
    timeline = try Timeline.open(at: folder.file("random.mdb"), clock: clock.read)
    for commit in RandomLog(seed: seed).commits { try record(commit) }
  }

  /// Records a log by hand.
  init(commits: [[DiplomaticEvent]]) throws {
    timeline = try Timeline.open(at: folder.file("random.mdb"), clock: clock.read)
    for commit in commits { try record(commit) }
  }

  /// Records a log by hand, one commit a line.
  init(lines: [String]) throws {
    try self.init(commits: lines.map { [try DiplomaticEvent(json: Array($0.utf8))] })
  }

  /// Records one commit more.
  mutating func record(_ events: [DiplomaticEvent]) throws {
    var recorder = try Recorder(timeline: timeline)
    for event in events { try recorder.look(event) }
    if recorder.awaitsTargets { for event in events { try recorder.lookForTargets(event) } }
    clock.move(by: 5 * 86_400_000_000)
    _ = try timeline.log.append(events.compactMap { try? recorder.prepare($0) })
    let last = GlobalPosition(UInt64(records.count))
    for recorded in try timeline.log.read(after: last, limit: 1_000) {
      records.append(
        OracleRecord(
          position: Int(recorded.position.number), recordedAt: recorded.recordedAt, id: recorded.id.text,
          event: try DiplomaticEvent(json: recorded.event.payload)))
    }
  }

  /// The last position.
  var head: Int { records.count }

  /// Every day on which something can begin or end, with those beside it; at most `count`, spread evenly.
  func days(atMost count: Int) -> [Day] {
    var days: Set<Day> = []
    for record in records {
      var events = [record.event]
      if case .correction(let correction) = record.event.act, let with = correction.with {
        events.append(with)
      }
      for date in events.flatMap({ [$0.on, $0.received, $0.effective, $0.until] }) {
        guard let bounds = date?.bounds else { continue }
        for day in [bounds.earliest, bounds.latest] where day.isCivil {
          days.formUnion([day.previous, day, day.next, day.adding(days: 10)])
        }
      }
    }
    let sorted = days.sorted()
    guard sorted.count > count else { return sorted }
    return (0..<count).map { sorted[$0 * sorted.count / count] }
  }
}
