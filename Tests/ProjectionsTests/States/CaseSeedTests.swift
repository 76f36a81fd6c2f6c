import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// The cases of `seeds/cases`.
enum CaseSeed {
  /// The names of the files.
  static let names = TemporaryFolder.names(in: Files.package + "/seeds/cases").filter {
    $0.hasSuffix(".jsonl")
  }.map { String($0.dropLast(6)) }.sorted()

  static func lines(_ name: String) throws -> [String] {
    try Files.lines(of: Files.package + "/seeds/cases/\(name).jsonl").map(String.init)
  }

  static func log(_ name: String) throws -> SeedLog { try SeedLog(SeedLog.seed("cases/\(name)")) }

  /// What `check` has to say of a file, where a warning is the point of the case.
  static let findings = [
    "dprk-npt": ["N-DISPUTE"], "indonesia-un": ["W-NO-EXIT"], "yugoslavia": ["W-CONFLICT"],
  ]
}

/// What must hold of every file of cases, whatever it says.
@Suite("Cases: the files") struct CaseSeedTests {
  private static let late = Perspective("2026-06-01")

  @Test("Every line is an event that keeps every field it was written with", arguments: CaseSeed.names)
  func lossless(name: String) throws {
    for line in try CaseSeed.lines(name) {
      let event = try DiplomaticEvent(json: Array(line.utf8))
      #expect(try JSONValue(json: line.utf8).canonical == event.canonicalJSON, "\(event.id ?? line)")
      #expect(line.hasPrefix("{\"id\":\"\(event.id ?? "")\",\"type\":\"\(event.type)\""), "\(line)")
    }
  }

  @Test(
    "States are written by alpha-3 code, and every name is declared in the file", arguments: CaseSeed.names)
  func resolved(name: String) throws {
    let events = try SeedLog.seed("cases/\(name)")
    var names = Names()
    for event in events { names.declare(event) }
    for event in events { #expect(try event.resolved(in: names) == event, "\(event.id ?? "")") }
  }

  @Test("Every line says where it is from and how sure it is", arguments: CaseSeed.names)
  func sources(name: String) throws {
    for event in try SeedLog.seed("cases/\(name)") {
      let sources = event.source?.values ?? []
      #expect(!sources.isEmpty, "\(event.id ?? "")")
      for source in sources {
        #expect(source.publisher != nil && source.title != nil && source.grade != nil, "\(event.id ?? "")")
        #expect((source.date == nil) == (source.grade == 7), "\(event.id ?? "")")
        #expect(source.quote == nil, "\(event.id ?? "")")
      }
    }
  }

  @Test("The lines stand in the order of their days", arguments: CaseSeed.names)
  func order(name: String) throws {
    let events = try SeedLog.seed("cases/\(name)")
    let days = events.drop { $0.type == .entity }.filter { $0.on != nil }.compactMap {
      $0.on?.bounds.earliest
    }
    #expect(days == days.sorted())
  }

  @Test("An id is one line, in whatever file of the seeds it stands")
  func ids() throws {
    var known: [String: String] = [:]
    let treaties = try TreatySeed.names.flatMap { try TreatySeed.lines($0) }
    let files = try [treaties] + CaseSeed.names.map { try CaseSeed.lines($0) }
    for line in files.joined() {
      let id = try #require(DiplomaticEvent(json: Array(line.utf8)).id)
      #expect(known[id] ?? line == line, "\(id)")
      known[id] = line
    }
    for name in CaseSeed.names {
      let ids = try SeedLog.seed("cases/\(name)").compactMap(\.id)
      #expect(Set(ids).count == ids.count, "\(name)")
    }
  }

  @Test(
    "All that a file asserts is so, and nothing in it is odd that is not the point of it",
    arguments: CaseSeed.names)
  func alone(name: String) throws {
    let log = try CaseSeed.log(name)
    #expect(log.events.contains { $0.type == .assertion })
    #expect(try log.timeline.failedAssertions(from: Self.late).map(\.message) == [])
    let odd = try log.timeline.inquire(from: Self.late).check().map(\.code)
    #expect(odd == CaseSeed.findings[name] ?? [])
  }

  @Test("An assertion with any other value does not hold", arguments: CaseSeed.names)
  func negated(name: String) throws {
    let log = try CaseSeed.log(name)
    let world = try log.timeline.world(Self.late)
    var tried = 0
    for event in log.events {
      guard case .assertion(let assertion) = event.act, let day = event.on?.bounds.earliest else { continue }
      for altered in assertion.negations {
        #expect(try world.failures(of: altered, on: day) != nil, "\(event.id ?? ""): \(altered.rows)")
        tried += 1
      }
    }
    #expect(tried > 0)
  }

  @Test("All the seeds in one log answer as each alone, in whatever order they come")
  func together() throws {
    var generator = SeededGenerator(seed: 11)
    for names in [CaseSeed.names, CaseSeed.names.shuffled(using: &generator)] {
      let together = try SeedLog(SeedLog.csto().events)
      for name in TreatySeed.names { try together.record(TreatySeed.events(name)) }
      for name in names { try together.record(SeedLog.seed("cases/\(name)")) }
      #expect(try together.timeline.failedAssertions(from: Self.late).map(\.message) == [])
    }
  }

  @Test("The README lists every file with the number of its events")
  func readme() throws {
    let rows = try Files.lines(of: Files.package + "/seeds/README.md").map(String.init)
    for name in CaseSeed.names {
      let count = try CaseSeed.lines(name).count
      #expect(rows.contains { $0.hasPrefix("| `\(name).jsonl` | \(count) |") }, "\(name): \(count)")
    }
  }
}

extension Assertion {
  /// The same assertion with one value turned into another one, for every value of every row; one that says that there
  /// is no row expects one.
  fileprivate var negations: [Assertion] {
    var altered: [Assertion] = []
    for (place, row) in rows.enumerated() {
      for (name, value) in row {
        var copy = self
        copy.rows[place][name] = value.negated
        altered.append(copy)
      }
    }
    if rows.isEmpty {
      var copy = self
      copy.rows = [["party": .string(party ?? "FRA")]]
      altered.append(copy)
    }
    return altered
  }
}

extension JSONValue {
  fileprivate var negated: JSONValue {
    switch self {
    case .bool(let flag): .bool(!flag)
    case .string(let text): .string(text == "certain" ? "possible" : text + "-")
    default: .string("another")
    }
  }
}
