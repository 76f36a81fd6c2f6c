import Diplomacy
import EventLog
import Projections
import TestSupport
import Testing

@Suite("Restoring the history of the world")
struct RestorationTests {
  /// Makes a log again from the lines of another one.
  private func restored(_ log: EventLog, upcasters: Upcasters = .standard) throws -> (
    TemporaryFolder, EventLog
  ) {
    var lines: [[UInt8]] = []
    try log.forEachExportLine { line in lines.append(line.withUnsafeBytes { Array($0) }) }
    var restoration = Restoration(upcasters: upcasters)
    for line in lines { restoration.look(line) }
    if restoration.awaitsTargets { for line in lines { restoration.lookForTargets(line) } }
    let records = try lines.map { try restoration.record($0) }
    let folder = TemporaryFolder()
    var rest: [RecordedEvent]? = records
    _ = try EventLog.restore(at: folder.file("restored.mdb"), expecting: log.root().root) {
      defer { rest = nil }
      return rest
    }
    return (folder, try EventLog.open(at: folder.file("restored.mdb")))
  }

  @Test("Every record comes back whole: tags, days, facts, ids, times")
  func seed() throws {
    let seed = try SeedLog.csto()
    let (folder, log) = try restored(seed.timeline.log)
    #expect(try log.read(limit: .max) == seed.timeline.log.read(limit: .max))
    #expect(folder.names == ["restored.mdb", "restored.mdb-lock"])
    #expect(try log.verify(examine: Timeline(log: log).flaw).isClean)
    let then = Perspective("2015-04-02")
    let again = Timeline(log: log)
    #expect(
      try again.members(from: then).map(\.fieldValues) == seed.timeline.members(from: then).map(\.fieldValues)
    )
    #expect(
      try again.conflicts(from: then).map(\.fieldValues)
        == seed.timeline.conflicts(from: then).map(\.fieldValues))
  }

  private static let declarations = [
    #"{"type":"entity","entity":"CSTO","kind":"organisation","name":"Collective Security Treaty Organization"}"#,
    #"{"type":"instrument","instrument":"CSTO-P3","title":"Third Protocol","on":"2018-11-08","clause":"when all signatories"}"#,
  ]

  @Test("Corrections have the tags of what they correct, before them or after, by id or place, in chains")
  func corrections() throws {
    let log = try SeedLog(
      lines: Self.declarations + [
        #"{"type":"correction","id":"c1","action":"retract","target":"s1"}"#,
        #"{"type":"correction","id":"c2","action":"dispute","target":"c1"}"#,
        #"{"type":"signature","id":"s1","on":"2018-11-08","party":"TJK","instrument":"CSTO-P3"}"#,
        #"{"type":"signature","on":"2018-11-08","party":"Armenia","instrument":"CSTO-P3"}"#,
      ])
    try log.record([
      DiplomaticEvent(json: #"{"type":"correction","action":"retract","target":6}"#.utf8),
      DiplomaticEvent(json: #"{"type":"correction","id":"c3","action":"dispute","target":"c2"}"#.utf8),
    ])
    let (folder, again) = try restored(log.timeline.log)
    let records = try again.read(limit: .max)
    #expect(try records == log.timeline.log.read(limit: .max))
    #expect(try again.verify(examine: Timeline(log: again).flaw).isClean)
    #expect(folder.names == ["restored.mdb", "restored.mdb-lock"])
    #expect(records[7].event.tags.contains(Tag("party", "TJK")))
  }

  @Test("What an export of a whole log cannot hold is refused, each line with its reason")
  func refusals() throws {
    let log = try SeedLog(lines: Self.declarations)
    var lines: [String] = []
    try log.timeline.log.forEachExportLine { line in
      lines.append(line.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
    }
    func refusal(_ line: String) -> Restoration.Refusal? {
      var restoration = Restoration()
      restoration.look(Array(line.utf8))
      do throws(Restoration.Refusal) {
        _ = try restoration.record(Array(line.utf8))
        return nil
      } catch { return error }
    }
    #expect(refusal(lines[0]) == nil)
    #expect(refusal(Self.declarations[0]) == .line(.noPlace))
    #expect(refusal(" " + lines[0]) == .line(.noPlace))
    #expect(refusal(lines[0] + " ") == .notCanonical)
    let place = String(lines[0].prefix { $0 != "Z" }) + "Z\","
    #expect(refusal(place + #""type":"x-a","n":1}"#) == .notCanonical)
    guard case .event(let error)? = refusal(place + #""type":"x-a","version":1}"#) else {
      Issue.record("a version of 1 is taken")
      return
    }
    #expect(error.offset == place.utf8.count + 23)
    #expect(
      refusal(place + #""action":"retract","target":"gone","type":"correction"}"#) == .target(.id("gone")))
  }

  /// `x-visit` once wrote one guest.
  private static let visits = Upcasters([
    Upcaster("x-visit", from: 1) { members in
      var next = members
      next["guest"] = nil
      next["guests"] = members["guest"].map { .array([$0]) }
      return next
    }
  ])

  @Test("An old version stays in the log as it was recorded, and is read as the newest")
  func oldVersions() throws {
    let log = try SeedLog(lines: [#"{"type":"x-visit","on":"2015","guest":"SRB"}"#]).timeline.log
    let (folder, again) = try restored(log, upcasters: Self.visits)
    #expect(try again.read(limit: 9) == log.read(limit: 9))
    #expect(try again.verify(examine: Timeline(log: again, upcasters: Self.visits).flaw).isClean)
    let seen = try Timeline(log: again, upcasters: Self.visits).project(
      Guests(), from: Perspective("2026-01-01"))
    #expect(seen == [["SRB"]])
    #expect(folder.names == ["restored.mdb", "restored.mdb-lock"])
  }

  @Test("A newer version than the program knows is an error that says so, and no damage")
  func newerVersion() throws {
    let log = try SeedLog(lines: [#"{"type":"x-visit","on":"2015","version":3}"#]).timeline.log
    let error = EventLogError.newerPayload(
      path: log.path, position: GlobalPosition(1), type: "x-visit", found: 3, supported: 2)
    #expect(throws: error) {
      try Timeline(log: log, upcasters: Self.visits).project(Guests(), from: Perspective("2026-01-01"))
    }
  }
}

/// The guests of every visit.
private struct Guests: Projection {
  static let version = 1
  var query: EventQuery { EventQuery(types: ["x-visit"]) }
  var initialState: [[String]] { [] }

  func evolve(_ state: inout [[String]], with seen: SeenEvent) {
    guard case .array(let guests)? = seen.event.json["guests"] else { return }
    state.append(guests.compactMap { if case .string(let text) = $0 { text } else { nil } })
  }
}
