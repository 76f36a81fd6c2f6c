import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// Real treaties: the day that follows from the clause and the deposits is the day that was published.
@Suite("Treaties: entry into force") struct TreatyForceTests {
  private static let late = Perspective("2026-01-01")

  @Test("The day derived from clause and deposits is the published one", arguments: TreatyCase.all)
  func derived(_ treaty: TreatyCase) throws {
    let log = try treaty.log()
    let row = try #require(log.timeline.instruments(treaty.instrument, from: Self.late).first)
    #expect(row.derived == treaty.inForce)
    #expect(row.published == treaty.inForce)
    #expect(row.inForceFrom == treaty.inForce)
    #expect(row.state == "in-force")
    #expect(row.certainty == .certain)
    #expect(!row.disputed)
  }

  @Test("It is derived from nothing but what was deposited by then", arguments: TreatyCase.all)
  func withoutLater(_ treaty: TreatyCase) throws {
    let day = Day(treaty.trigger)!
    let events = try TreatySeed.events(treaty.seed).filter { event in
      switch event.act {
      case .entryIntoForce, .assertion: false
      case .consent: event.on!.bounds.earliest <= day
      default: true
      }
    }
    let row = try SeedLog(events).timeline.instruments(treaty.instrument, from: Self.late).first
    #expect(row?.derived == treaty.inForce)
    #expect(row?.inForceFrom == treaty.inForce)
  }

  @Test(
    "The condition is met on its day and not before, by the deposits of that day", arguments: TreatyCase.all)
  func trigger(_ treaty: TreatyCase) throws {
    let log = try treaty.log()
    let history = try log.timeline.world(Self.late).instrument(treaty.instrument)
    let day = Day(treaty.trigger)!
    #expect(history.force.trigger == DayBounds(day))
    let completing = history.parties.values.filter {
      $0.consents.contains { $0.bounds == DayBounds(day) }
    }.map(\.party)
    #expect(completing.sorted().joined(separator: " ") == treaty.completedBy)

    let pending = try log.timeline.pending(treaty.instrument, from: Perspective(at: day.previous))
    #expect(!pending.isEmpty)
    #expect(try log.timeline.pending(treaty.instrument, from: Perspective(at: day)).isEmpty)
    let without = try SeedLog(
      TreatySeed.events(treaty.seed).filter { event in
        switch event.act {
        case .entryIntoForce, .assertion: return false
        case .consent(let act): return act.instrument != treaty.instrument || event.on!.bounds.earliest < day
        default: return true
        }
      })
    #expect(try without.timeline.instruments(treaty.instrument, from: Self.late).first?.derived == nil)
  }

  @Test(
    "Who counts the rows of today's table gets another day, by what the table has lost or the count forgets",
    arguments: TreatyCase.all.filter { $0.naive != nil })
  func naive(_ treaty: TreatyCase) throws {
    let row = try treaty.naiveLog().timeline.instruments(treaty.instrument, from: Self.late).first
    #expect(row?.derived == treaty.naive)
    #expect(row?.derived != treaty.inForce)
  }

  @Test(
    "Beside the published day, the difference is found and told",
    arguments: TreatyCase.all.filter { $0.naive != nil })
  func mismatch(_ treaty: TreatyCase) throws {
    let log = try treaty.naiveLog()
    try log.record(
      TreatySeed.events(treaty.seed).filter { event in
        guard case .entryIntoForce(let act) = event.act else { return false }
        return act.instrument == treaty.instrument
      })
    let row = try log.timeline.instruments(treaty.instrument, from: Self.late).first
    #expect(row?.derived == treaty.naive)
    #expect(row?.published == treaty.inForce)
    let found = try log.timeline.inquire(from: Self.late).check().filter { $0.code == "W-EIF-MISMATCH" }
    let message = try #require(found.first).message
    #expect(found.count == 1)
    for word in treaty.told { #expect(message.contains(word), "\(message)") }
  }

  @Test("Where no row is lost and none counts that does not, today's table gives the same day")
  func same() throws {
    let same = TreatyCase.all.filter { $0.naive == nil }
    #expect(same.map(\.instrument) == ["CWC", "OTTAWA", "ROME", "KIGALI", "NAT", "NAT-FIN"])
    for treaty in same {
      let row = try treaty.naiveLog().timeline.instruments(treaty.instrument, from: Self.late).first
      #expect(row?.derived == treaty.inForce, "\(treaty.instrument)")
    }
  }

  @Test("A treaty is in force from its day on and not the day before", arguments: TreatyCase.all)
  func days(_ treaty: TreatyCase) throws {
    let log = try treaty.log()
    let day = Day(treaty.inForce)!
    func state(_ day: Day) throws -> String? {
      try log.timeline.instruments(treaty.instrument, from: Perspective(at: day)).first?.state
    }
    #expect(try state(day) == "in-force")
    #expect(try state(day.previous) == "not-in-force")
  }

  @Test("Whether its protocol waits for every Party or for every signatory, Finland joined on the same day")
  func allSignatories() throws {
    let lines = try TreatySeed.lines("nato-finland").map { line in
      line.contains("\"id\":\"nat-fin\"")
        ? line.split(separator: "when all parties to NAT").joined(separator: "when all signatories") : line
    }
    let log = try SeedLog(lines: lines)
    #expect(try log.timeline.instruments("NAT-FIN", from: Self.late).first?.derived == "2023-04-04")
    #expect(try log.timeline.parties(to: "NAT", party: "FIN", from: Self.late).first?.state == "party")
    #expect(
      try log.timeline.parties(to: "NAT", party: "FIN", from: Perspective("2023-04-03")).first?.state
        != "party")
  }

  @Test("Forty-four per cent became sixty-two with one deposit")
  func share() throws {
    let events = try TreatySeed.events("kyoto")
    var weights: [String: Int] = [:]
    var total = 0
    for event in events {
      if case .table(let table) = event.act {
        weights = table.values.mapValues { Int($0) }
        total = Int(table.total)
      }
    }
    func share(through day: String) -> Int {
      let parties = events.flatMap { event -> [String] in
        guard case .consent(let act) = event.act, event.on!.bounds.latest <= Day(day)! else { return [] }
        return act.party.values
      }
      let sum = Set(parties).reduce(0) { $0 + (weights[$1] ?? 0) }
      return (sum * 10_000 + total / 2) / total
    }
    #expect(weights.values.reduce(0, +) == total)
    #expect(share(through: "2004-11-17") == 4_439)
    #expect(share(through: "2004-11-18") == 6_179)
  }

  @Test(
    "A deposit after the condition was met counts from its own day, and never before the general one",
    arguments: [
      ("paris", "PARIS", "RWA", "2016-11-05"), ("paris", "PARIS", "DZA", "2016-11-19"),
      ("paris", "PARIS", "IND", "2016-11-04"), ("paris", "PARIS", "GBR", "2016-12-18"),
      ("cwc", "CWC", "PHL", "1997-04-29"), ("cwc", "CWC", "TUR", "1997-06-11"),
      ("rome", "ROME", "GRC", "2002-08-01"), ("rome", "ROME", "HND", "2002-09-01"),
      ("ottawa", "OTTAWA", "NAM", "1999-03-01"), ("ottawa", "OTTAWA", "EST", "2004-11-01"),
      ("kigali", "KIGALI", "MWI", "2019-01-01"), ("nato-finland", "NAT", "FIN", "2023-04-04"),
    ])
  func parties(seed: String, instrument: String, party: String, from: String) throws {
    let log = try SeedLog(TreatySeed.events(seed))
    let row = try log.timeline.parties(to: instrument, party: party, from: Self.late).first
    #expect(row?.inForceFrom == from)
  }
}
