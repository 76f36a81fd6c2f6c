import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What must hold of every file of treaties, whatever it says.
@Suite("Treaties: the files") struct TreatySeedTests {
  @Test("Every line is an event that keeps every field it was written with", arguments: TreatySeed.names)
  func lossless(name: String) throws {
    for line in try TreatySeed.lines(name) {
      let event = try DiplomaticEvent(json: Array(line.utf8))
      #expect(try JSONValue(json: line.utf8).canonical == event.canonicalJSON, "\(event.id ?? line)")
      #expect(line.hasPrefix("{\"id\":\"\(event.id ?? "")\",\"type\":\"\(event.type)\""), "\(line)")
    }
  }

  @Test(
    "States are written by alpha-3 code, and every name is declared in the file", arguments: TreatySeed.names)
  func resolved(name: String) throws {
    let events = try TreatySeed.events(name)
    var names = Names()
    for event in events { names.declare(event) }
    for event in events { #expect(try event.resolved(in: names) == event, "\(event.id ?? "")") }
  }

  @Test("Every line says where it is from and how sure it is", arguments: TreatySeed.names)
  func sources(name: String) throws {
    for event in try TreatySeed.events(name) {
      let sources = event.source?.values ?? []
      #expect(!sources.isEmpty, "\(event.id ?? "")")
      for source in sources {
        #expect(source.publisher != nil && source.title != nil && source.grade != nil, "\(event.id ?? "")")
        #expect((source.date == nil) == (source.grade == 7), "\(event.id ?? "")")
      }
      let isUnchecked = sources.allSatisfy { $0.grade == 7 }
      if isUnchecked, event.isFact, event.type != .assertion {
        #expect(event.confidence == .probable, "\(event.id ?? "")")
      }
    }
  }

  @Test("The lines stand in the order of their days", arguments: TreatySeed.names)
  func order(name: String) throws {
    let events = try TreatySeed.events(name)
    let dated = events.drop { $0.type == .entity || $0.type == .table }.filter { $0.on != nil }
    let days = dated.compactMap { $0.on?.bounds.earliest }
    #expect(days == days.sorted())
  }

  @Test("An id is one line, in whatever file it stands")
  func ids() throws {
    var known: [String: String] = [:]
    for name in TreatySeed.names {
      var own: Set<String> = []
      for line in try TreatySeed.lines(name) {
        let id = try #require(DiplomaticEvent(json: Array(line.utf8)).id)
        #expect(own.insert(id).inserted, "\(name): \(id)")
        #expect(known[id] ?? line == line, "\(name): \(id)")
        known[id] = line
      }
    }
    #expect(known.count > 1_000)
  }

  @Test(
    "A file alone contradicts itself nowhere but in a claim, and all that it asserts is so",
    arguments: TreatySeed.names)
  func alone(name: String) throws {
    let log = try SeedLog(TreatySeed.events(name))
    let late = Perspective("2026-06-01")
    #expect(try log.timeline.failedAssertions(from: late).map(\.message) == [])
    // North Korea held that its notice of 1993 had one day left to run; by the log that of 2003 runs three months.
    // A correction disputes that one.
    let claims = name == "exits" ? ["N-DISPUTE", "W-CONFLICT"] : []
    #expect(try log.timeline.conflicts(from: late).map(\.code) == claims)
    // Acceptances of the health organisation by States that were no members of the United Nations.
    let odd = try log.timeline.inquire(from: late).check().map(\.code)
    #expect(odd == claims + Array(repeating: "W-NOT-ELIGIBLE", count: name == "who" ? 13 : 0))
  }

  @Test("All the files in one log answer as each alone, in whatever order they come")
  func together() throws {
    let late = Perspective("2026-06-01")
    var generator = SeededGenerator(seed: 7)
    for names in [TreatySeed.names, TreatySeed.names.shuffled(using: &generator)] {
      let together = try SeedLog(SeedLog.seed("csto"))
      for name in names { try together.record(TreatySeed.events(name)) }
      #expect(try together.timeline.failedAssertions(from: late).map(\.message) == [])
      for name in TreatySeed.names {
        let alone = try SeedLog(TreatySeed.events(name))
        for row in try alone.timeline.instruments(from: late) {
          var other = try #require(together.timeline.instruments(row.instrument, from: late).first)
          other.events = row.events
          #expect(other == row, "\(name)")
        }
      }
    }
  }

  @Test("The README lists every file with the number of its events")
  func readme() throws {
    let rows = try Files.lines(of: Files.package + "/seeds/README.md").map(String.init)
    for name in TreatySeed.names {
      let count = try TreatySeed.lines(name).count
      #expect(rows.contains { $0.hasPrefix("| `\(name).jsonl` | \(count) |") }, "\(name): \(count)")
    }
  }
}
