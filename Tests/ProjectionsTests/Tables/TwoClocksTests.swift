import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// A yearly publication that says what changed in it, and when: the day of the record is not the day of the fact.
@Suite("Tables: two clocks", .enabled(if: RealData.file("factbook.csv") != nil, "factbook.csv is absent"))
struct TwoClocksTests {
  private struct Change {
    var day: Day
    var party: String
    var org: String
    var before: String
    var after: String
  }

  private func changes() throws -> [Change] {
    try DataTable.rows(of: "factbook.csv").map { row in
      Change(
        day: try #require(Day(row["recorded_on"]!)), party: "gec-\(row["gec"]!)", org: row["org"]!,
        before: row["status_before"]!, after: row["status_after"]!)
    }.sorted { ($0.day, $0.org, $0.party) < ($1.day, $1.org, $1.party) }
  }

  /// A log in which every change is recorded on its day, and happened on some day since the publication before.
  private func log(_ changes: [Change]) throws -> (timeline: Timeline, folder: TemporaryFolder) {
    let folder = TemporaryFolder()
    let clock = TestClock(Instant.end(of: changes[0].day.previous))
    let timeline = try Timeline.open(at: folder.file("test.mdb"), clock: clock.read)
    var previous: Day?
    for day in Set(changes.map(\.day)).sorted() {
      let own = changes.filter { $0.day == day }
      var lines: [String] = []
      if previous == nil {
        lines += Set(changes.map(\.org)).sorted().map {
          #"{"type":"entity","entity":\#(quoted($0)),"kind":"organisation","name":\#(quoted($0))}"#
        }
        lines += Set(changes.map(\.party)).sorted().map {
          #"{"type":"entity","entity":\#(quoted($0)),"kind":"other","name":\#(quoted($0))}"#
        }
      }
      let on = previous.map { "[\($0.next)..\(day)]" } ?? "[..\(day)]"
      for change in own {
        func line(_ type: String, _ status: String) -> String {
          #"{"type":"\#(type)","on":"\#(on)","party":\#(quoted(change.party)),"org":\#(quoted(change.org)),"#
            + #""status":\#(quoted(status))}"#
        }
        if !change.before.isEmpty { lines.append(line("cessation", change.before)) }
        if !change.after.isEmpty { lines.append(line("admission", change.after)) }
      }
      clock.move(by: Instant.end(of: day).microseconds - clock.now.microseconds)
      let events = try lines.uniqued().map { try DiplomaticEvent(json: Array($0.utf8)) }
      var recorder = try Recorder(timeline: timeline)
      for event in events { try recorder.look(event) }
      _ = try timeline.log.append(events.map { try recorder.prepare($0) })
      previous = day
    }
    return (timeline, folder)
  }

  private func quoted(_ text: String) -> String {
    String(decoding: JSONValue.string(text).canonical, as: UTF8.self)
  }

  @Test(
    "As of the day before a change was recorded the log says the old, as of that day the new, of the same day"
  )
  func changesOfRecord() throws {
    let all = try changes()
    #expect(all.count == 11_539)
    // Changes of status whose earlier status was recorded too.
    let later = all.filter { change in
      change.day > all[0].day && !change.before.isEmpty && !change.after.isEmpty
        && change.before != change.after
        && all.filter { $0.org == change.org && $0.party == change.party }.count == 2
    }
    let orgs = Set(later.map(\.org))
    let (timeline, folder) = try log(all.filter { orgs.contains($0.org) })
    defer { _ = folder }
    #expect(later.count == 25)
    for change in later {
      func statuses(asOf day: Day) throws -> [String] {
        let perspective = Perspective(at: change.day, asOf: .instant(.end(of: day)))
        return try timeline.members(of: change.org, party: change.party, from: perspective).map(\.status)
      }
      #expect(try statuses(asOf: change.day.previous) == [change.before], "\(change)")
      #expect(try statuses(asOf: change.day) == [change.after], "\(change)")
    }
  }

  @Test("Pakistan has been a member of the SCO since 2017, and the publication has known it since 2022")
  func pakistan() throws {
    let own = try changes().filter { $0.org == "SCO" && $0.party == "gec-pk" }
    #expect(
      own.map { "\($0.day) \($0.before) \($0.after)" } == [
        "2015-10-26  observer", "2022-02-03 observer member",
      ])
    let (timeline, folder) = try log(own)
    defer { _ = folder }
    // What the publication does not say: the day on which it was so.
    let told = [
      #"{"type":"cessation","on":"2017-06-09","party":"gec-pk","org":"SCO","status":"observer","source":{"publisher":"Shanghai Cooperation Organisation","grade":2}}"#,
      #"{"type":"admission","on":"2017-06-09","party":"gec-pk","org":"SCO","source":{"publisher":"Shanghai Cooperation Organisation","grade":2}}"#,
    ]
    var recorder = try Recorder(timeline: timeline)
    let events = try told.map { try DiplomaticEvent(json: Array($0.utf8)) }
    for event in events { try recorder.look(event) }
    _ = try timeline.log.append(events.map { try recorder.prepare($0) })
    func status(at day: String, asOf: String?) throws -> [String] {
      var perspective = Perspective(day)
      if let asOf { perspective.asOf = .instant(.end(of: Day(asOf)!)) }
      return try timeline.members(of: "SCO", party: "gec-pk", from: perspective).map {
        "\($0.status) \($0.certainty)"
      }
    }
    #expect(try status(at: "2018-01-01", asOf: "2021-01-01") == ["observer certain"])
    #expect(try status(at: "2018-01-01", asOf: nil) == ["member certain"])
    #expect(try status(at: "2017-06-08", asOf: nil) == ["observer certain"])
    #expect(try status(at: "2022-03-01", asOf: "2022-02-02") == ["observer certain"])
  }
}
