import Diplomacy
import EventLog
import TestSupport
import Testing

@Suite("Events: limits")
struct EventLimitTests {
  private func refusal(of line: String) -> EventError? {
    #expect(throws: EventError.self) { try DiplomaticEvent(json: line.utf8) }
  }

  private func signature(parties: Int) -> String {
    let list = (0..<parties).map { "\"P\($0)\"" }.joined(separator: ",")
    return #"{"type":"signature","on":"2015-04-02","instrument":"A","party":[\#(list)]}"#
  }

  @Test("A thousand parties sign one event, one more is refused")
  func parties() throws {
    #expect(try DiplomaticEvent(json: signature(parties: 1000).utf8).act.parties.count == 1000)
    let error = refusal(of: signature(parties: 1001))
    #expect(error?.reason == .tooMany(1001, limit: 1000))
    #expect(error?.path == "party")
    #expect(error?.sentence == "party: the list has 1001 entries, more than 1000 (at byte 64)")
  }

  @Test("An id has at most 200 bytes, in every role", arguments: ["id", "instrument", "party"])
  func ids(field: String) throws {
    var members: [String: JSONValue] = [
      "type": .string("signature"), "on": .string("2015-04-02"), "instrument": .string("A"),
      "party": .string("ARM"),
    ]
    members[field] = .string(String(repeating: "é", count: 100))
    #expect(try DiplomaticEvent(.object(members)).type == .signature)
    members[field] = .string(String(repeating: "é", count: 100) + "x")
    let error = #expect(throws: EventError.self) { try DiplomaticEvent(.object(members)) }
    #expect(error == EventError(path: field, reason: .idTooLong(bytes: 201, limit: 200)))
    #expect(error?.sentence == "\(field): the id has 201 bytes, more than 200")
  }

  @Test("An event has at most 64 KiB in canonical form, however it was written")
  func size() throws {
    func line(note count: Int, space: Int = 0) -> String {
      let note = String(repeating: "n", count: count)
      return #"{"note":"\#(note)",\#(String(repeating: " ", count: space))"type":"claim"}"#
    }
    let frame = line(note: 0).utf8.count
    let largest = line(note: 65_536 - frame)
    #expect(try DiplomaticEvent(json: largest.utf8).canonicalJSON.count == 65_536)
    #expect(try DiplomaticEvent(json: line(note: 65_536 - frame, space: 5000).utf8).type == .claim)
    let error = refusal(of: line(note: 65_537 - frame))
    #expect(error?.reason == .tooLarge(bytes: 65_537, limit: 65_536))
    #expect(error?.sentence == "the event has 65537 bytes, more than 65536")
    let imported = #expect(throws: EventError.self) {
      try ImportedLine(json: line(note: 65_537 - frame).utf8)
    }
    #expect(imported == error)
  }

  @Test("Text that is not NFC is refused wherever it stands")
  func normalForm() {
    let error = refusal(of: #"{"type":"claim","source":[{"quote":"caf\u0065\u0301"}]}"#)
    #expect(error?.path == "source[0].quote")
    #expect(error?.reason == .json(.notNFC("cafe\u{301}")))
  }

  @Test("Brackets stand at most eight deep")
  func depth() throws {
    func line(_ depth: Int) -> String {
      let brackets = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      return #"{"type":"claim","x_a":\#(brackets)}"#
    }
    #expect(try DiplomaticEvent(json: line(7).utf8).type == .claim)
    #expect(refusal(of: line(8))?.reason == .json(.tooDeep(limit: 8)))
  }

  @Test("Words that are nearly right are suggested, and others are not")
  func nearest() {
    let types = Act.knownTypes.map(\.name)
    for (word, meant) in [
      ("Ratification", "ratification"), ("accesion", "accession"), ("entry-in-force", "entry-into-force"),
      ("witdrawal", "withdrawal"), ("clami", "claim"), ("statechange", "state-change"),
    ] { #expect(Nearest.match(to: word, in: types) == meant) }
    for word in ["", "x", "visit", "peace", "zzzzzzzz"] { #expect(Nearest.match(to: word, in: types) == nil) }
    #expect(Nearest.matches(to: "ab", in: ["ba", "abc", "ab "], limit: 2) == ["ba", "abc"])
  }
}
