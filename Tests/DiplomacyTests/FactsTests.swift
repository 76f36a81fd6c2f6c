import Diplomacy
import EventLog
import TestSupport
import Testing

@Suite("Recording: the facts section")
struct FactsTests {
  private func facts(_ line: String) throws -> EventFacts {
    EventFacts(try DiplomaticEvent(json: line.utf8))
  }

  @Test("What was written into the section is read from it, for every type", arguments: EventLawTests.types)
  func roundTrip(type: EventType) throws {
    for seed in 0..<40 as Range<UInt64> {
      var generator = EventGenerator(seed: seed)
      let event = try DiplomaticEvent(generator.event(of: type))
      let facts = EventFacts(event)
      #expect(try EventFacts(decoding: facts.encoded) == facts, "seed \(seed)")
      #expect(event.facts == facts.encoded)
      #expect(event.facts.count <= 65_535)
      #expect(facts.parties == event.act.parties || type == .stateChange || type == .decision)
    }
  }

  @Test("Every dated field, with and without the widening of ~")
  func dates() throws {
    let facts = try facts(
      #"""
      {"type":"office","office":"O:chair","holder":"ARM","on":"2004~/2005","received":"2004-01-02",
       "effective":"2004-03~","until":"2020-01-31T23:00Z",
       "source":[{"date":"2010"},{"date":"2009-05-06"},{"grade":3}],"modality":"planned","confidence":"probable"}
      """#)
    #expect(facts.modality == .planned)
    #expect(facts.confidence == .probable)
    #expect(facts.grade == 3)
    #expect(facts.strictOn?.edtf == "2004")
    #expect(facts.lastDay?.bounds.edtf == "2005")
    #expect(facts.received?.bounds.edtf == "2004-01-02")
    #expect(facts.effective?.bounds.edtf == "[2004-02-01..2004-04-30]")
    #expect(facts.effective?.strict.edtf == "2004-03")
    #expect(facts.until?.hasTimeOfDay == true)
    #expect(facts.received?.hasTimeOfDay == false)
    #expect(facts.published?.edtf == "2009-05-06")
    #expect((facts.office, facts.parties) == ("O:chair", ["ARM"]))
  }

  @Test("The armed conflict of a notice, by its first and its last day")
  func conflict() throws {
    let facts = try facts(
      #"{"type":"withdrawal","on":"2024","party":"BDI","instrument":"I","conflict":"2023-05~/2024-10"}"#)
    #expect(facts.conflict?.bounds.edtf == "[2023-04-01..2023-06-30]")
    #expect(facts.conflict?.strict.edtf == "2023-05")
    #expect(facts.conflictEnd?.bounds.edtf == "2024-10")
    #expect(try EventFacts(decoding: facts.encoded) == facts)
  }

  static let words: [(String, @Sendable (EventFacts) -> [String?], [String?])] = [
    (
      #"{"type":"signature","on":"2015","party":"ARM","instrument":"I","mode":"definitive","meeting":"M"}"#,
      { [$0.instrument, $0.mode, $0.meeting] }, ["I", "definitive", "M"]
    ),
    (
      #"{"type":"domestic-approval","on":"2015","party":"ARM","instrument":"I","stage":"lower"}"#,
      { [$0.stage] }, ["lower"]
    ),
    (
      #"{"type":"accession","on":"2015","party":"ARM","instrument":"I","depositary":"UN"}"#,
      { [$0.depositary, $0.kind] }, ["UN", nil]
    ),
    (
      #"{"type":"succession","on":"2015","party":"CZE","instrument":"I","predecessor":"CSK"}"#,
      { $0.parties + $0.others }, ["CZE", "CSK"]
    ),
    (
      #"{"type":"provisional-application","on":"2015","party":"CZE","instrument":"I","action":"end"}"#,
      { [$0.action] }, ["end"]
    ),
    (
      #"{"type":"objection","on":"2015","party":"CZE","instrument":"I","to":["SVK","POL"]}"#,
      { $0.others }, ["SVK", "POL"]
    ),
    (
      #"{"type":"entry-into-force","on":"2015","instrument":"I","number":60}"#,
      { [$0.number.map { "\($0)" }] }, ["60"]
    ),
    (#"{"type":"termination","on":"2015","instrument":"I","cause":"expiry"}"#, { [$0.cause] }, ["expiry"]),
    (
      #"{"type":"withdrawal","on":"2015","party":"BDI","org":"O"}"#, { [$0.org, $0.instrument] }, ["O", nil]
    ),
    (
      #"{"type":"application","on":"2015","party":"UZB","org":"O","organ":"O/A","for":"suspension","status":"s","stage":"candidate"}"#,
      { [$0.org, $0.organs.first, $0.purpose, $0.status, $0.stage] },
      ["O", "O/A", "suspension", "s", "candidate"]
    ),
    (
      #"{"type":"admission","on":"2015","party":"UZB","org":"O","status":"member","enabled_by":"I","meeting":"M"}"#,
      { [$0.status, $0.enabledBy, $0.meeting, $0.instrument] }, ["member", "I", "M", nil]
    ),
    (
      #"{"type":"cessation","on":"2015","party":"UZB","org":"O","cause":"expelled"}"#,
      { [$0.cause] }, ["expelled"]
    ),
    (
      #"{"type":"suspension","on":"2015","party":"UZB","org":"O","scope":"rights"}"#, { [$0.scope] },
      ["rights"]
    ),
    (
      #"{"type":"participation","on":"2015","party":"UZB","org":"O","action":"frozen"}"#,
      { [$0.action] }, ["frozen"]
    ),
    (
      #"{"type":"state-change","on":"2015","kind":"union","predecessors":["A","B"],"successors":["C"]}"#,
      { [$0.kind] + $0.parties + $0.others }, ["union", "A", "B", "C"]
    ),
    (
      #"{"type":"decision","on":"2015","title":"T","organ":["O/A","O/B"],"method":"silence","party":"A","not_joining":"B"}"#,
      { [$0.mode] + $0.organs + $0.parties + $0.others }, ["silence", "O/A", "O/B", "A", "B"]
    ),
    (
      #"{"type":"meeting","on":"2015","meeting":"M","mode":"video","attendance":[{"party":"A"}]}"#,
      { [$0.mode, $0.meeting] + $0.parties }, ["video", "M", "A"]
    ),
    (#"{"type":"entity","entity":"E","kind":"organ","name":"N"}"#, { [$0.kind] }, ["organ"]),
    (#"{"type":"correction","action":"dispute","target":1}"#, { [$0.action] }, ["dispute"]),
  ]

  @Test("The words a fold needs are in the section", arguments: words.indices)
  func word(index: Int) throws {
    let (line, read, expected) = FactsTests.words[index]
    let facts = try EventFacts(decoding: EventFacts(DiplomaticEvent(json: line.utf8)).encoded)
    #expect(read(facts) == expected, "\(line)")
  }

  @Test("The bytes are those drawn in docs/FACTS.md")
  func frozen() throws {
    let facts = try facts(
      #"{"type":"suspension","on":"2012-12-19","party":["UZB"],"org":"CSTO","scope":"all","jointly":true,"effective":"1970-01-02","source":{"grade":2,"date":"1970-01"}}"#
    )
    let expected: [UInt8] =
      [1, 0, 0, 2, 1] + [4, 9, 1, 0, 0, 0, 1, 0, 0, 0, 1] + [6, 8, 0, 0, 0, 0, 0, 0, 0, 30]
      + [17, 4] + Array("CSTO".utf8) + [21, 3] + Array("all".utf8) + [22, 3] + Array("UZB".utf8)
    #expect(facts.encoded == expected)
  }

  @Test("Damaged sections are refused or read, and never trap")
  func damage() throws {
    let whole = try facts(
      #"{"type":"suspension","on":"2012-12-19","party":["UZB"],"org":"CSTO","until":"2013-04~"}"#
    ).encoded
    for length in 0..<whole.count { _ = try? EventFacts(decoding: whole[..<length]) }
    #expect(throws: EventFactsError.truncated) { try EventFacts(decoding: whole.dropLast()) }
    #expect(throws: EventFactsError.version(2)) { try EventFacts(decoding: [2] + whole.dropFirst()) }
    #expect(throws: EventFactsError.malformed(field: 99)) { try EventFacts(decoding: whole + [99, 0]) }
    #expect(throws: EventFactsError.malformed(field: 3)) { try EventFacts(decoding: whole + [3, 1, 0]) }
    var random = SeededGenerator(seed: 11)
    for _ in 0..<20_000 {
      var damaged = whole
      for _ in 0..<(1 + random.below(3)) {
        damaged[random.below(damaged.count)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try? EventFacts(decoding: damaged)
    }
  }
}
