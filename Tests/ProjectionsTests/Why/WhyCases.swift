import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// Explanations of the CSTO, compared by hand with its records.
@Suite("Why: the CSTO") struct WhyCases {
  private static func why(
    _ question: Question, at day: String, in log: SeedLog? = nil,
    _ change: (inout Perspective) -> Void = { _ in }
  ) throws -> Explanation {
    var perspective = Perspective(day)
    change(&perspective)
    return try (log ?? SeedLog.csto()).timeline.inquire(from: perspective).why(question)
  }

  @Test(
    "The verdict and the rules that decide",
    arguments: [
      (Question.member(party: "UZB", org: "CSTO"), "2012-07-15", "certain", ["recorded", "recorded"]),
      (.member(party: "Uzbekistan", org: "CSTO"), "2015-04-02", "certain", ["recorded", "recorded"]),
      (.member(party: "ARM", org: "CSTO"), "2024-03-01", "certain", ["original-member", "recorded"]),
      (.inForce("CST"), "1999-06-01", "certain", ["recorded", "published", "extended"]),
      (
        .party("AZE", instrument: "CST"), "1999-04-21", "no", ["recorded", "term-ended"]
      ),
      (.office("CSTO:chair"), "2015-12-01", "certain", ["recorded"]),
    ])
  func rules(question: Question, day: String, verdict: String, rules: [String]) throws {
    let why = try Self.why(question, at: day)
    #expect(why.verdict.rawValue == verdict)
    #expect(why.chain.filter(\.decides).map(\.rule.word) == rules)
  }

  @Test("A range is settled by its act, and each claim of a day inside it says what would follow")
  func range() throws {
    let why = try Self.why(.member(party: "UZB", org: "CSTO"), at: "2006-07-15")
    #expect(why.verdict == .possible)
    #expect(why.disputed)
    #expect(
      why.settledBy == [
        "the admission of Uzbekistan to CSTO (#53) is only known to lie in 2006-06-23..2008-03-28"
      ])
    #expect(why.alternatives.map(\.answer) == ["yes", "no", "no", "yes", "no"])
    #expect(why.alternatives.prefix(3).flatMap(\.events) == [46, 48, 52].map { GlobalPosition($0) })
    #expect(why.ignored.filter { $0.reason == .claim }.flatMap(\.events).contains(GlobalPosition(46)))
    #expect(why.contradictions.count == 1)
  }

  @Test(
    "The act that was named, once it is known better, leaves no doubt",
    arguments: [
      ("2006-06-23", "certain"), ("2006-08-16", "no"),
    ])
  func corrected(day: String, verdict: String) throws {
    let log = try SeedLog.csto()
    try log.record([
      DiplomaticEvent(
        json: Array(
          """
          {"type":"correction","action":"replace","target":"csto-27","reason":"the document was found",\
          "with":{"type":"admission","on":"\(day)","party":"UZB","org":"CSTO","status":"member"}}
          """.utf8))
    ])
    let why = try Self.why(.member(party: "UZB", org: "CSTO"), at: "2006-07-15", in: log)
    #expect(why.verdict.rawValue == verdict)
    #expect(why.settledBy.isEmpty)
    let replaced = why.ignored.first { $0.reason == .corrected }
    #expect(replaced?.events == [GlobalPosition(53), GlobalPosition(148)])
    #expect(replaced?.text.hasSuffix("replaced by #148: the document was found") == true)
  }

  @Test("A clause is shown with what it has, and a day with what it follows from")
  func derivation() throws {
    let waiting = try #require(try Self.why(.inForce("CSTO-P3"), at: "2020-06-01").derivation)
    #expect(waiting.conditions.map { [$0.have, $0.possible, $0.need] } == [[5, 0, 6]])
    #expect(waiting.conditions.first?.missing == ["TJK"])
    #expect(waiting.trigger == nil)
    let met = try Self.why(.inForce("CSTO-P3"), at: "2021-01-19")
    #expect(met.derivation?.completedBy == ["TJK"])
    #expect(met.derivation?.derived == "2021-01-19")
    #expect(met.chain.map(\.rule.word).suffix(3) == ["condition-met", "clause", "published"])
  }

  @Test("What was published too late is named and not used")
  func hidden() throws {
    let why = try Self.why(.inForce("CST"), at: "1999-06-01") { $0.publishedBy = Day("1999-06-01") }
    #expect(why.verdict == .no)
    #expect(why.chain.last?.rule == .termEnded("CST", term: "5 years"))
    #expect(why.dependsOn.map(\.text) == ["CST-EXT is not in force"])
    #expect(why.ignored.contains { $0.reason == .hidden && $0.events == [GlobalPosition(14)] })
  }

  @Test("A status of an organ is none of the organisation")
  func organ() throws {
    let why = try Self.why(.member(party: "SRB", org: "CSTO"), at: "2015-04-02")
    #expect(why.verdict == .no)
    #expect(why.ignored.map(\.reason) == [.organ, .assertion])
    let own = try Self.why(.member(party: "SRB", org: "CSTO/PA", status: "observer"), at: "2015-04-02")
    #expect(own.verdict == .certain)
  }

  @Test("An office that nobody has taken is not known")
  func unknown() throws {
    #expect(throws: UnknownID(role: .office, id: "CSTO:chai", nearest: ["CSTO:chair"])) {
      _ = try Self.why(.office("CSTO:chai"), at: "2015-12-01")
    }
  }

  @Test("An act that changes nothing is left out with its warning")
  func idle() throws {
    let log = try SeedLog(lines: [
      #"{"type":"entity","entity":"X","kind":"organisation","name":"X"}"#,
      #"{"type":"admission","on":"2000-01-01","party":"NOR","org":"X"}"#,
      #"{"type":"reinstatement","on":"2001-01-01","party":"NOR","org":"X"}"#,
    ])
    let why = try Self.why(.member(party: "NOR", org: "X"), at: "2002-01-01", in: log)
    #expect(why.chain.count == 1)
    #expect(why.ignored.map(\.reason) == [.noEffect])
    #expect(why.ignored.first?.text.contains("W-NOTHING") == true)
  }
}
