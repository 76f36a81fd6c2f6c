import Diplomacy
import EventLog
import TestSupport
import Testing

@Suite("A line that is said to be the canonical form of its event")
struct CanonicalLineTests {
  private func isCanonical(_ text: String, _ upcasters: Upcasters = .standard) throws -> Bool {
    try ImportedLine.reading(text.utf8, upcasters).isCanonical
  }

  @Test("is what its event is written as, byte by byte, for every type", arguments: EventLawTests.types)
  func law(type: EventType) throws {
    var known = 0
    for seed in 0..<60 as Range<UInt64> {
      var generator = EventGenerator(seed: seed)
      let value = generator.event(of: type)
      for line in [value.canonical, generator.line(of: value)] {
        let read = try ImportedLine.reading(line)
        if read.isCanonical { #expect(line == read.line.event.canonicalJSON, "seed \(seed)") }
        known += read.isCanonical ? 1 : 0
      }
    }
    // Parties of a table here have names beyond ASCII; of corrections none is known.
    #expect(known > 0 || type == "table" || type == "correction", "some are known to be")
  }

  @Test("is so with any byte changed, taken out or put in, where it can still be read")
  func changed() throws {
    var random = SeededGenerator(seed: 70)
    var known = 0
    for (seed, type) in (0..<20).flatMap({ seed in EventLawTests.types.map { (UInt64(seed), $0) } }) {
      var generator = EventGenerator(seed: seed)
      let line = generator.event(of: type).canonical
      for _ in 0..<12 {
        var changed = line
        let place = random.below(line.count)
        switch random.below(3) {
        case 0: changed[place] = random.pick(Array(#"{}[]",:\ #0a19-A"#.utf8))
        case 1: changed.remove(at: place)
        default: changed.insert(random.pick(Array(#" "\0a#,-"#.utf8)), at: place)
        }
        guard let read = try? ImportedLine.reading(changed), read.isCanonical else { continue }
        known += 1
        #expect(changed == read.line.event.canonicalJSON, "\(String(decoding: changed, as: UTF8.self))")
      }
    }
    #expect(known > 150)
  }

  static let plain =
    #"{"id":"a","instrument":"T","on":"2015-04-02","party":"ARM","type":"signature","x_k":{"a":[1,2],"b":0}}"#

  @Test("can be an ordinary one")
  func ordinary() throws {
    #expect(try isCanonical(Self.plain))
  }

  @Test(
    "is not one that is written in another way",
    arguments: [
      (#"{"id""#, #"{ "id""#), (#"{"id""#, #" {"id""#), (#"}}"#, "}}\r"), (#"[1,2]"#, "[1, 2]"),
      (#":0}"#, ":0 }"),
      (#""id":"a","instrument":"T""#, #""instrument":"T","id":"a""#),
      (#""a":[1,2],"b":0"#, #""b":0,"a":[1,2]"#),
      (#""id":"a""#, #""id":"\u0061""#), (#""x_k""#, #""x\u005fk""#), (#""b":0}"#, #""b":0,"ä":1}"#),
      (#""party""#, #""origin":{"position":1,"recorded_at":"2020-01-01T00:00:00.000000Z"},"party""#),
      (#""type""#, #""position":1,"recorded_at":"2020-01-01T00:00:00.000000Z","type""#),
      (#"{"id""#, #"{"corrected_by":3,"id""#), (#"{"id""#, #"{"disputed_by":[3],"id""#),
      (#""instrument""#, #""in_force":true,"instrument""#),
    ])
  func otherwise(part: String, other: String) throws {
    let line = Self.plain.replacing(part, with: other, maxReplacements: 1)
    #expect(line != Self.plain)
    let read = try ImportedLine.reading(line.utf8)
    #expect(!read.isCanonical, "\(line)")
  }

  @Test(
    "is of the event alone: what `log` says beside one of a type of one's own is none of its fields, and takes none away",
    arguments: [#""corrected_by":3"#, #""disputed_by":[3,4]"#, #""in_force":true"#])
  func marks(mark: String) throws {
    let plain = #"{"a":1,"note":"n","type":"x-a","x_k":2}"#
    for line in [plain.replacing("{", with: "{\(mark),"), plain.replacing("}", with: ",\(mark)}")] {
      #expect(try ImportedLine(json: line.utf8).event == DiplomaticEvent(json: plain.utf8), "\(line)")
    }
    #expect(throws: EventError.self) {
      try ImportedLine(
        json: "{\(mark),\"instrument\":\"T\",\"party\":\"ARM\",\"type\":\"signature\",\"u\":1}".utf8)
    }
  }

  @Test(
    "is no correction, whose target can be written in several ways", arguments: ["#12", "#012", "a", "#+5"])
  func correction(target: String) throws {
    #expect(try !isCanonical(##"{"action":"retract","target":"\##(target)","type":"correction"}"##))
  }

  @Test("is not one of an older version, which is written as the newest")
  func raised() throws {
    #expect(try !isCanonical(UpcasterTests.payloads[0], UpcasterTests.visits))
    #expect(try !isCanonical(UpcasterTests.payloads[1], UpcasterTests.visits))
    #expect(try isCanonical(UpcasterTests.payloads[2], UpcasterTests.visits))
  }
}
