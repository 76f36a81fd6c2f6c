import Diplomacy
import EventLog
import Projections
import TestSupport
import Testing

/// Statuses that can be held only while instruments are in force.
@Suite struct GateCases {
  /// Two instruments that enable a status together.
  ///
  /// The first runs from 2001 to 2004, and on where it was prolonged in time, which it may have been; the second enters
  /// into force on a day in June 2002 and ends on a day in October 2007.
  private static let lines = [
    #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#,
    #"{"type":"instrument","instrument":"P","title":"P","on":"2000-01-01","duration":"3y","enables":[{"org":"ORG","status":"partner"}]}"#,
    #"{"type":"instrument","instrument":"Q","title":"Q","on":"2000-01-01","enables":[{"org":"ORG","status":["partner","observer"]}]}"#,
    #"{"type":"instrument","instrument":"X","title":"X","on":"2004-06-01","extends":"P","duration":"20y"}"#,
    #"{"type":"entry-into-force","on":"2001-01-01","instrument":"P"}"#,
    #"{"type":"entry-into-force","on":"2002-06","instrument":"Q"}"#,
    #"{"type":"entry-into-force","on":"[2003-12-15..2004-01-15]","instrument":"X"}"#,
    #"{"type":"termination","on":"2007-10","instrument":"Q"}"#,
  ]

  private static let days = (2000...2008).flatMap { year in
    (1...12).flatMap { month in ["01", "15"].map { Day("\(year)-\(month < 10 ? "0" : "")\(month)-\($0)") } }
  }.compactMap { $0 }

  @Test(
    "A status is available exactly on the days on which whoever is admitted to it holds it",
    arguments: ["partner", "observer"])
  func available(status: String) throws {
    let log = try SeedLog(lines: GateCases.lines)
    var seen: Set<Certainty?> = []
    for day in GateCases.days {
      let admission =
        #"{"type":"admission","on":"\#(day)","party":"SRB","org":"ORG","status":"\#(status)","by":"ORG/C"}"#
      let rows = try SeedLog(lines: GateCases.lines + [admission]).timeline.members(
        of: "ORG", from: Perspective(at: day))
      let held = rows.first { $0.status == status }?.certainty
      let overview = try log.timeline.overview(from: Perspective(at: day))
      let gates = try #require(overview.organisations.first).gates.filter { $0.status == status }
      #expect(gates.map(\.available).allSatisfy { $0 == held }, "\(day)")
      seen.insert(held)
    }
    #expect(seen == [nil, .possible, .certain])
  }

  @Test("The history of an organisation tells when a status was available as its overview does")
  func history() throws {
    let timeline = try SeedLog(lines: GateCases.lines).timeline
    let spans = try timeline.inquire(from: Perspective("2008-12-31")).history(of: "ORG").filter {
      $0.view == "gates"
    }
    for day in GateCases.days {
      let gates = try #require(timeline.overview(from: Perspective(at: day)).organisations.first).gates
      for gate in gates {
        let told = spans.filter { span in
          span.value == "\(gate.status) status available" && span.instrument == gate.instrument
            && (span.from ?? "") <= day.description && day.description < (span.until ?? "9")
        }
        #expect(told.map(\.certainty) == [gate.available].compactMap { $0 }, "\(gate.status) on \(day)")
      }
    }
  }

  @Test("A status that was granted while its instrument may have ended may be held")
  func rangedGrant() throws {
    let grant =
      #"{"type":"admission","on":"[2007-09-15..2007-10-15]","party":"SRB","org":"ORG","status":"observer","by":"ORG/C"}"#
    let rows = try SeedLog(lines: GateCases.lines + [grant]).timeline.members(
      of: "ORG", from: Perspective("2008-01-01"))
    #expect(rows.map(\.status) == ["observer"])
    #expect(rows.map(\.certainty) == [.possible])
  }
}
