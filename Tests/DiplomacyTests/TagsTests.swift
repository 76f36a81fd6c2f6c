import Diplomacy
import EventLog
import TestSupport
import Testing

@Suite("Recording: what an event is found by")
struct TagsTests {
  static let cases: [(String, String)] = [
    (
      #"{"type":"signature","on":"2015","party":["ARM","BLR"],"instrument":"I","meeting":"M"}"#,
      "instrument:I meeting:M party:ARM party:BLR"
    ),
    (
      #"{"type":"succession","on":"2015","party":"CZE","instrument":"I","predecessor":"CSK"}"#,
      "instrument:I party:CSK party:CZE"
    ),
    (
      #"{"type":"objection","on":"2015","party":"AUT","instrument":"I","to":["SAU"]}"#,
      "instrument:I party:AUT party:SAU"
    ),
    (
      #"{"type":"withdrawal","on":"2015","party":"BDI","instrument":"ROME","org":"ICC"}"#,
      "instrument:ROME org:ICC party:BDI"
    ),
    (#"{"type":"entry-into-force","on":"2015","instrument":"I"}"#, "instrument:I"),
    (
      #"{"type":"admission","on":"2015","party":"SRB","org":"CSTO","organ":"CSTO/PA","enabled_by":"P3"}"#,
      "instrument:P3 org:CSTO organ:CSTO/PA party:SRB"
    ),
    (#"{"type":"suspension","on":"2015","party":"UZB","org":"CSTO","by":"CSTO/CSC"}"#, "org:CSTO party:UZB"),
    (
      #"{"type":"state-change","on":"2015","kind":"dissolution","predecessors":["CSK"],"successors":["CZE","SVK"]}"#,
      "party:CSK party:CZE party:SVK"
    ),
    (
      #"{"type":"office","on":"2015","office":"CSTO:chair","holder":"TJK"}"#,
      "office:CSTO:chair org:CSTO party:TJK"
    ),
    (
      #"{"type":"meeting","on":"2015","meeting":"M","organ":["CSTO/CFM","CSTO/CSC"],"attendance":[{"party":"TJK"},{"name":"A"}]}"#,
      "meeting:M org:CSTO organ:CSTO/CFM organ:CSTO/CSC party:TJK"
    ),
    (
      #"{"type":"meeting","on":"2015","meeting":"M","org":"UN","organ":"CSTO/CFM"}"#,
      "meeting:M org:UN organ:CSTO/CFM"
    ),
    (
      #"{"type":"decision","on":"2015","title":"T","organ":"CSTO/CSC","party":"ARM","not_joining":"UZB"}"#,
      "org:CSTO organ:CSTO/CSC party:ARM party:UZB"
    ),
    (
      #"{"type":"entity","entity":"CSTO","kind":"organisation","name":"N","succeeds":"CST-ORG"}"#,
      "entity:CSTO org:CST-ORG org:CSTO"
    ),
    (
      #"{"type":"entity","entity":"CSTO/CFM","kind":"organ","name":"N","part_of":"CSTO"}"#,
      "entity:CSTO/CFM org:CSTO organ:CSTO/CFM"
    ),
    (
      #"{"type":"entity","entity":"CSTO:chair","kind":"office","name":"N"}"#,
      "entity:CSTO:chair office:CSTO:chair org:CSTO"
    ),
    (
      #"{"type":"instrument","instrument":"P3","title":"T","amends":["A","B"],"extends":"C","replaces":"D","parent":"E","constitutes":"O","enables":[{"org":"CSTO","status":"observer"}],"opens":[{"instrument":"F","party":"FIN"}]}"#,
      "instrument:P3 org:CSTO org:O party:FIN related:A related:B related:C related:D related:E related:F"
    ),
    (#"{"type":"table","table":"W","unit":"u","total":1,"values":{"ARM":1}}"#, "table:W"),
    (#"{"type":"category","category":"coe","parties":["ALB"]}"#, "category:coe"),
    (#"{"type":"claim","asserted_by":"KGZ","says":{"type":"admission","party":"UZB"}}"#, "party:UZB"),
    (#"{"type":"claim"}"#, ""),
    (#"{"type":"correction","action":"retract","target":"b7c1"}"#, "target:b7c1"),
    (##"{"type":"correction","action":"retract","target":"#12"}"##, "target:#12"),
    (
      #"{"type":"correction","action":"replace","target":12,"with":{"type":"withdrawal","on":"2015","party":"BDI","org":"O"}}"#,
      "org:O party:BDI target:#12"
    ),
    (
      #"{"type":"assertion","on":"2015","view":"offices","office":"CSTO:chair","rows":[]}"#,
      "office:CSTO:chair org:CSTO"
    ),
    (#"{"type":"x-visit","party":["TJK",5],"org":"CSTO","place":"Dushanbe"}"#, "org:CSTO party:TJK"),
  ]

  @Test("An event carries the tags of everyone and everything in it", arguments: cases)
  func tags(line: String, tags: String) throws {
    let event = try DiplomaticEvent(json: line.utf8)
    #expect(event.tags.map(\.description).joined(separator: " ") == tags)
  }

  @Test("Tags are sorted, distinct and short enough for the log, for every type")
  func wellFormed() throws {
    for seed in 0..<20 as Range<UInt64> {
      for type in EventLawTests.types {
        var generator = EventGenerator(seed: seed)
        let tags = try DiplomaticEvent(generator.event(of: type)).tags
        #expect(tags == tags.sorted())
        #expect(Set(tags).count == tags.count)
        #expect(tags.allSatisfy { $0.description.utf8.count <= 500 && !$0.value.isEmpty })
      }
    }
  }

  @Test("The log gets the canonical form, the bounds of the day and how it is known")
  func recorded() throws {
    let line = #"{"on":"1999-04-20~","type":"ratification", "party":"ARM","instrument":"I","id":"dep-1"}"#
    let event = try DiplomaticEvent(json: line.utf8)
    let origin = Event.Origin(position: GlobalPosition(7), recordedAt: Instant(microseconds: 1))
    let recorded = event.recorded(origin: origin)
    #expect(recorded.id == EventID("dep-1"))
    #expect(recorded.type == "ratification")
    #expect(recorded.valid == DayBounds(Day("1999-04-17")!, Day("1999-04-23")!))
    #expect(recorded.precision == event.on?.precision)
    #expect(recorded.payload == (try JSONValue(json: line.utf8)).canonical)
    #expect(recorded.facts == event.facts)
    #expect(recorded.origin == origin)
    #expect(try DiplomaticEvent(json: Array(#"{"type":"claim"}"#.utf8)).recorded().valid == nil)
  }

  @Test("An id that the log would give anyway is left out, any other is kept")
  func contentID() throws {
    let plain = try DiplomaticEvent(json: #"{"type":"claim","note":"n"}"#.utf8)
    var completed = plain
    completed.id = EventID(contentOf: plain.canonicalJSON).text
    #expect(completed.recorded() == plain.recorded())
    completed.id = String(repeating: "0", count: 32)
    #expect(completed.recorded().id?.text == completed.id)
    #expect(completed.recorded().payload == completed.canonicalJSON)
  }
}
