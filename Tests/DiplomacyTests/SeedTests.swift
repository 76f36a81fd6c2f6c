import EventLog
import TestSupport
import Testing

@testable import Diplomacy

private let seeds = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/seeds/"

@Suite("The history of the Collective Security Treaty")
struct SeedTests {
  private let lines: [String]
  private let events: [DiplomaticEvent]

  init() throws {
    lines = try Files.lines(of: seeds + "csto.jsonl").map(String.init)
    events = try lines.map { line throws(EventError) in try DiplomaticEvent(json: line.utf8) }
  }

  /// The events of each fact, by its number.
  private var facts: [Int: [DiplomaticEvent]] {
    var facts: [Int: [DiplomaticEvent]] = [:]
    for event in events {
      guard let parts = event.id?.split(separator: "-"), parts.count >= 2, let number = Int(parts[1]) else {
        continue
      }
      facts[number, default: []].append(event)
    }
    return facts
  }

  @Test("Every line is an event that keeps every field it was written with")
  func lossless() throws {
    for (line, event) in zip(lines, events) {
      #expect(try JSONValue(json: line.utf8).canonical == event.canonicalJSON, "\(event.id ?? line)")
    }
  }

  @Test("Every id stands once and ties the event to its fact")
  func ids() throws {
    let ids = try events.map { try #require($0.id) }
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.hasPrefix("csto-") })
    #expect(facts.keys.sorted() == Array(1...88))
  }

  @Test("Declarations stand first, then the facts in the order of their numbers, then the assertions")
  func order() {
    let places = events.map { event -> Int in
      let part = event.id!.split(separator: "-")[1]
      return part == "entity" ? 0 : Int(part) ?? 89
    }
    #expect(places == places.sorted())
  }

  @Test("Every line has a source with publisher, title and grade, and all but unchecked ones a date")
  func sources() {
    for event in events {
      let sources = event.source?.values ?? []
      #expect(!sources.isEmpty, "\(event.id!)")
      for source in sources {
        #expect(source.publisher != nil && source.title != nil && source.grade != nil, "\(event.id!)")
        #expect((source.date == nil) == (source.grade == 7), "\(event.id!)")
      }
      if sources.allSatisfy({ $0.grade == 7 }) { #expect(event.confidence == .probable, "\(event.id!)") }
    }
  }

  @Test("A source older than the event is explained in the note")
  func olderSources() throws {
    for event in events where event.isFact {
      guard let day = event.on?.bounds, event.confidence != .probable else { continue }
      switch event.act {
      case .assertion, .claim, .instrument, .meeting: continue
      default: break
      }
      let latest = try #require(event.source?.values.compactMap { $0.date?.bounds.latest }.max())
      if latest < day.earliest {
        #expect(event.note?.contains("older than the event") == true, "\(event.id!)")
      }
    }
  }

  @Test("Every name resolves, and States are written by alpha-3 code")
  func resolved() throws {
    var names = Names()
    for event in events { names.declare(event) }
    for event in events { #expect(try event.resolved(in: names) == event, "\(event.id!)") }
  }

  @Test("Planned things are planned, claims are claims, inferences are inferences")
  func kinds() {
    let planned = events.filter { $0.modality == .planned }.compactMap(\.id)
    #expect(planned == ["csto-52", "csto-53", "csto-54-a", "csto-54-b", "csto-72-a"])
    for number in [10, 23, 26, 36, 38, 64, 71, 76, 83] {
      #expect(facts[number]!.allSatisfy { $0.type == .claim }, "\(number)")
    }
    let inferred = events.filter { $0.confidence == .inferred }.compactMap(\.id)
    #expect(inferred == ["csto-25-a", "csto-25-b", "csto-66", "csto-67", "csto-68", "csto-74"])
    let unchecked = events.filter { $0.confidence == .probable }.compactMap(\.id)
    #expect(
      unchecked == [
        "csto-35", "csto-40", "csto-51", "csto-57", "csto-58", "csto-61", "csto-63", "csto-87", "csto-88",
      ])
  }

  @Test("At least eight contradictions are in it, each with a claim for the voice that dissents")
  func contradictions() {
    for number in [4, 8, 9, 10, 14, 23, 24, 26, 38, 46, 64] {
      #expect(facts[number]!.contains { $0.type == .claim }, "\(number)")
    }
  }

  @Test("At least eight assertions come from the two reports")
  func assertions() {
    let reports = events.filter { event in
      guard case .assertion = event.act else { return false }
      return event.source?.values.contains { ["TASS", "ORIENT"].contains($0.publisher) } == true
    }
    #expect(reports.count >= 8)
    let days = Set(reports.compactMap { $0.on?.text })
    #expect(days.contains("2015-04-02") && days.contains("2020-05-26"))
  }

  @Test("The table in seeds/README.md lists the events of every fact, and its claims")
  func readme() throws {
    let rows = try Files.lines(of: seeds + "README.md").map(String.init)
    for (number, events) in facts {
      let ids = events.map { "`\($0.id!)`" }.joined(separator: " ")
      #expect(rows.contains { $0.hasPrefix("| \(number) |") && $0.hasSuffix("| \(ids) |") }, "\(number)")
    }
    let claims = events.filter { $0.type == .claim }.map { "`\($0.id!)`" }.joined(separator: ", ")
    #expect(rows.contains("| claims | \(claims) |"))
    #expect(rows.contains { $0.hasSuffix(" as \(events.count)") }, "the README counts other events")
  }
}

@Suite(
  "The history and the list of facts it was made from",
  .enabled(if: RealData.file("csto.csv") != nil, "csto.csv is absent"))
struct SeedFactTests {
  private struct Fact {
    var number: Int
    var kind: String
    var on: String
    var effective: String
    var subject: String
  }

  private let facts: [Fact]
  private let events: [DiplomaticEvent]

  init() throws {
    facts = try commaSeparated(
      String(decoding: Files.read(#require(RealData.file("csto.csv"))), as: UTF8.self)
    ).dropFirst().map {
      row in
      try Fact(number: #require(Int(row[0])), kind: row[1], on: row[2], effective: row[3], subject: row[4])
    }
    events = try Files.lines(of: seeds + "csto.jsonl").map { line throws(EventError) in
      try DiplomaticEvent(json: line.utf8)
    }
  }

  private func events(of fact: Fact) -> [DiplomaticEvent] {
    let id = "csto-" + padded(fact.number, to: 2)
    return events.filter { $0.id == id || $0.id!.hasPrefix(id + "-") }
  }

  @Test("Every fact has an event on its day or with its range")
  func days() throws {
    #expect(facts.count == 88)
    for fact in facts {
      let bounds = try EDTF(fact.on).bounds
      #expect(events(of: fact).contains { $0.on?.bounds == bounds }, "\(fact.number): \(fact.on)")
    }
  }

  @Test("A fact with a day of effect has an event with that day")
  func effect() throws {
    for fact in facts where !fact.effective.isEmpty {
      let bounds = try EDTF(fact.effective).bounds
      #expect(events(of: fact).contains { ($0.effective ?? $0.on)?.bounds == bounds }, "\(fact.number)")
    }
  }

  @Test("Every fact is of the type that its kind calls for")
  func types() throws {
    let types: [String: Set<EventType>] = [
      "instrument.declared": [.instrument], "signature": [.signature], "eif.published": [.entryIntoForce],
      "treaty.ended": [.assertion], "claim.made": [.claim], "domestic.approval": [.domesticApproval],
      "decision.adopted": [.decision], "consent.deposited": ["ratification"],
      "status.granted": [.admission, .assertion], "office.assumed": [.office],
      "status.requested": [.application],
      "suspension.imposed": [.suspension], "meeting.held": [.meeting], "statement.issued": [.statement],
      "participation.changed": [.participation],
    ]
    for fact in facts {
      let wanted = try #require(types[fact.kind], "\(fact.kind)")
      #expect(events(of: fact).contains { wanted.contains($0.type) }, "\(fact.number): \(fact.kind)")
    }
  }

  @Test("Every State that a fact speaks of is in its events")
  func parties() {
    var found = 0
    for fact in facts {
      let text = events(of: fact).map { String(decoding: $0.canonicalJSON, as: UTF8.self) }.joined()
      for word in fact.subject.split(separator: " ") {
        let parts = word.split(separator: "-")
        guard parts.allSatisfy({ $0.count == 2 }) else { continue }
        for code in parts.compactMap({ StateCatalogue.standard.code(for: String($0)) }) {
          #expect(text.contains("\"\(code)\"") || text.contains("\"\(code):"), "\(fact.number): \(code)")
          found += 1
        }
      }
    }
    #expect(found > 90)
  }
}
