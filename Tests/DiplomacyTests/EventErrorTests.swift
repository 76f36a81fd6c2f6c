import Diplomacy
import EventLog
import TestSupport
import Testing

/// A line that is refused: the field, the sentence, the hint.
struct Refusal: Sendable, CustomTestStringConvertible {
  let line: String
  let path: String
  let sentence: String
  let hint: String?

  init(_ line: String, _ path: String, _ sentence: String, _ hint: String?) {
    (self.line, self.path, self.sentence, self.hint) = (line, path, sentence, hint)
  }

  var testDescription: String { line }
}

@Suite("Events: every refusal says where and why")
struct EventErrorTests {
  static let gallery: [Refusal] = [
    Refusal(
      #"{"type":"ratificaton","on":"2015-04-02"}"#, "type",
      #"type: there is no event type “ratificaton” (at byte 9)"#,
      #"did you mean “ratification”?"#),
    Refusal(
      #"{"type":"visit","on":"2015-04-02"}"#, "type",
      #"type: there is no event type “visit” (at byte 9)"#,
      #"a type of your own begins with “x-”"#),
    Refusal(
      #"{"on":"2015-04-02"}"#, "type",
      #"“type” is missing (at byte 1)"#,
      #"every event begins with its type, such as "type":"ratification""#),
    Refusal(
      #"[1]"#, "",
      #"an object is expected, not a list (at byte 1)"#,
      nil),
    Refusal(
      #""x""#, "",
      #"an object is expected, not text (at byte 1)"#,
      nil),
    Refusal(
      #"{"type":5}"#, "type",
      #"type: text is expected, not a number (at byte 9)"#,
      nil),
    Refusal(
      #"{"type":"ratification","on":"2015-04-02","party":"ARM","instrument":"A","partys":"BLR"}"#, "partys",
      #"events of type ratification have no field “partys” (at byte 73)"#,
      #"did you mean “party”?"#),
    Refusal(
      #"{"type":"ratification","on":"2015-04-02","party":"ARM","instrument":"A","colour":"red"}"#, "colour",
      #"events of type ratification have no field “colour” (at byte 73)"#,
      #"a field of your own begins with “x_”"#),
    Refusal(
      #"{"type":"ratification","on":"2015-04-02","party":"ARM","instrument":"A","org":"CSTO"}"#, "org",
      #"events of type ratification have no field “org” (at byte 73)"#,
      #"a field of your own begins with “x_”"#),
    Refusal(
      #"{"type":"correction","action":"retract","target":3,"on":"2015-04-02"}"#, "on",
      #"events of type correction have no “on” (at byte 52)"#,
      #"it takes effect where it stands in the log; write a note instead"#),
    Refusal(
      #"{"type":"ratification","on":"2015-04-02","party":"ARM"}"#, "instrument",
      #"“instrument” is missing, and events of type ratification need it (at byte 1)"#,
      nil),
    Refusal(
      #"{"type":"ratification","party":"ARM","instrument":"A"}"#, "on",
      #"“on” is missing, and events of type ratification need it (at byte 1)"#,
      #"a day that is not known is written as a range, such as [..2015-04-02]"#),
    Refusal(
      #"{"type":"withdrawal","on":"2015-04-02","party":"ARM"}"#, "",
      #"one of “instrument” or “org” is needed by events of type withdrawal (at byte 1)"#,
      nil),
    Refusal(
      #"{"type":"ratification","on":"2015-04-02","party":5,"instrument":"A"}"#, "party",
      #"party: an id as text is expected, not a number (at byte 50)"#,
      nil),
    Refusal(
      #"{"type":"ratification","on":"2015-04-02","party":["ARM",5],"instrument":"A"}"#, "party[1]",
      #"party[1]: an id as text is expected, not a number (at byte 57)"#,
      nil),
    Refusal(
      #"{"type":"entry-into-force","on":"2015-04-02","instrument":"A","number":"5"}"#, "number",
      #"number: a whole number is expected, not text (at byte 72)"#,
      nil),
    Refusal(
      #"{"type":"entry-into-force","on":"2015-04-02","instrument":"A","number":1.0}"#, "number",
      #"number: 1.0 is not a whole number (at byte 72)"#,
      #"write whole numbers with digits alone, in a smaller unit if need be"#),
    Refusal(
      #"{"type":"entry-into-force","on":"2015-04-02","instrument":"A","number":0}"#, "number",
      #"number: 0 is not between 1 and 1000 (at byte 72)"#,
      nil),
    Refusal(
      #"{"type":"signature","on":"2015-04-02","party":"ARM","instrument":"A","mode":"definite"}"#, "mode",
      #"mode: “definite” is not one of “simple”, “ad-referendum” or “definitive” (at byte 77)"#,
      #"did you mean “definitive”?"#),
    Refusal(
      #"{"type":"signature","on":"2015-04-02","party":"ARM","instrument":"A","mode":"quick"}"#, "mode",
      #"mode: “quick” is not one of “simple”, “ad-referendum” or “definitive” (at byte 77)"#,
      nil),
    Refusal(
      #"{"type":"signature","on":"2.4.2015","party":"ARM","instrument":"A"}"#, "on",
      #"on: “2.4.2015” is no date: dates are written year first: YYYY-MM-DD, YYYY-MM or YYYY (at character 2) (at byte 26)"#,
      #"write 2015-04-02"#),
    Refusal(
      #"{"type":"signature","on":"2015-02-30","party":"ARM","instrument":"A"}"#, "on",
      #"on: “2015-02-30” is no date: February 2015 has 28 days, not 30 (at character 9) (at byte 26)"#,
      #"write 2015-02"#),
    Refusal(
      #"{"type":"signature","on":"2012/2014","party":"ARM","instrument":"A"}"#, "on",
      #"on: “2012/2014” is an interval, and this happens on one day (at byte 26)"#,
      #"write [2012..2014] for one day somewhere in it"#),
    Refusal(
      #"{"type":"signature","on":"2012/..","party":"ARM","instrument":"A"}"#, "on",
      #"on: “2012/..” is an interval, and this happens on one day (at byte 26)"#,
      #"write [2012..] for one day somewhere in it"#),
    Refusal(
      #"{"type":"entity","entity":"X","kind":"state","name":"X","existed":"1991"}"#, "existed",
      #"existed: “1991” is one day, and this lasts (at byte 67)"#,
      #"write an interval A/B, such as 1991/.."#),
    Refusal(
      #"{"type":"instrument","instrument":"A","title":"A","clause":"when all singatories"}"#, "clause",
      #"clause: “singatories” at character 10: expected signatories, {, members of or parties to (at byte 60)"#,
      #"did you mean “signatories”?"#),
    Refusal(
      #"{"type":"instrument","instrument":"A","title":"A","clause":"when fraction 75% of parties(A)"}"#,
      "clause", #"clause: “75” at character 15: expected P/Q (at byte 60)"#, #"did you mean “3/4”?"#),
    Refusal(
      #"{"type":"instrument","instrument":"A","title":"A","exit":"sometime"}"#, "exit",
      #"exit: “sometime” at character 1: expected at once, +Nd, +Nm, +Ny, first-of-month, 1st-of-month, on, end-of-year, none or on-leaving (at byte 58)"#,
      nil),
    Refusal(
      #"{"type":"instrument","instrument":"A","title":"A","duration":"five"}"#, "duration",
      #"duration: “five” at character 1: expected N (at byte 62)"#,
      nil),
    Refusal(
      #"{"type":"signature","on":"2015-04-02","party":[],"instrument":"A"}"#, "party",
      #"party: the list is empty (at byte 47)"#,
      #"leave out what is not known"#),
    Refusal(
      #"{"type":"signature","on":"2015-04-02","party":["ARM","BLR","ARM"],"instrument":"A"}"#, "party[2]",
      #"party[2]: “ARM” is there twice (at byte 47)"#,
      nil),
    Refusal(
      #"{"type":"signature","on":"2015-04-02","party":"","instrument":"A"}"#, "party",
      #"party: the text is empty (at byte 47)"#,
      #"leave out what is not known"#),
    Refusal(
      #"{"type":"signature","on":"2015-04-02","party":"A\tB","instrument":"A"}"#, "party",
      #"party: an id cannot hold a control character (at byte 47)"#,
      nil),
    Refusal(
      #"{"type":"signature","on":"2015-04-02","party":"ARM","instrument":"A","source":[{"grade":1},{"grade":8}]}"#,
      "source[1].grade",
      #"source[1].grade: 8 is not between 1 and 7 (at byte 101)"#,
      nil),
    Refusal(
      #"{"type":"signature","on":"2015-04-02","party":"ARM","instrument":"A","source":[{"grade":1},{"grade":true}]}"#,
      "source[1].grade",
      #"source[1].grade: a whole number is expected, not true or false (at byte 101)"#,
      nil),
    Refusal(
      #"{"type":"signature","on":"2015-04-02","party":"ARM","instrument":"A","source":{"Publisher":"x"}}"#,
      "source.Publisher",
      #"source: there is no field “Publisher” here (at byte 80)"#,
      #"did you mean “publisher”?"#),
    Refusal(
      #"{"type":"signature","on":"2015-04-02","party":"ARM","instrument":"A","source":{"date":"2012/2013"}}"#,
      "source.date",
      #"source.date: “2012/2013” is an interval, and this happens on one day (at byte 87)"#,
      #"write [2012..2013] for one day somewhere in it"#),
    Refusal(
      #"{"type":"signature","on":"2015-04-02","party":"ARM","instrument":"A","note":null}"#, "note",
      #"note: null is no value (at byte 77)"#,
      #"leave out what is not known"#),
    Refusal(
      #"{"type":"claim","says":{"type":"claim"}}"#, "says.type",
      #"says.type: a claim cannot hold a claim (at byte 32)"#,
      #"write what the other claim or correction is about"#),
    Refusal(
      #"{"type":"claim","says":{"type":"correction","action":"retract"}}"#, "says.type",
      #"says.type: a claim cannot hold a correction (at byte 32)"#,
      #"write what the other claim or correction is about"#),
    Refusal(
      #"{"type":"claim","says":{"on":"2015-04-02"}}"#, "says.type",
      #"says: “type” is missing (at byte 24)"#,
      #"every event begins with its type, such as "type":"ratification""#),
    Refusal(
      #"{"type":"claim","says":{"type":"signature","mode":"x"}}"#, "says.mode",
      #"says.mode: “x” is not one of “simple”, “ad-referendum” or “definitive” (at byte 51)"#,
      nil),
    Refusal(
      #"{"type":"correction","action":"replace","target":3}"#, "with",
      #"“with” is missing, and events of type correction need it (at byte 1)"#,
      #"a correction that replaces holds the event that takes the place of the other"#),
    Refusal(
      #"{"type":"correction","action":"retract","target":3,"with":{"type":"withdrawal","on":"2015-04-02","party":"ARM","org":"A"}}"#,
      "with",
      #"with: the action is “retract”, which takes no other event (at byte 59)"#,
      #"write "action":"replace", or leave “with” out"#),
    Refusal(
      #"{"type":"correction","action":"replace","target":3,"with":{"type":"withdrawal","on":"2015-04-02","party":"ARM"}}"#,
      "with",
      #"with: one of “instrument” or “org” is needed by events of type withdrawal (at byte 59)"#,
      nil),
    Refusal(
      #"{"type":"correction","action":"replace","target":3,"with":{"type":"correction","action":"retract","target":1}}"#,
      "with.type",
      #"with.type: a correction cannot hold a correction (at byte 67)"#,
      #"retract the correction, and write a new one"#),
    Refusal(
      #"{"type":"correction","action":"retract","target":true}"#, "target",
      #"target: an event id as text or a position as a number is expected, not true or false (at byte 50)"#,
      nil),
    Refusal(
      #"{"position":3,"type":"claim"}"#, "recorded_at",
      #"“recorded_at” is missing (at byte 1)"#,
      nil),
    Refusal(
      #"{"position":3,"recorded_at":"yesterday","type":"claim"}"#, "recorded_at",
      #"recorded_at: “yesterday” is no instant (at byte 29)"#,
      #"write it as 2026-11-22T00:10:27.123456Z"#),
    Refusal(
      #"{"position":3,"recorded_at":"2026-11-22T00:10:27.123456Z","origin":{},"type":"claim"}"#,
      "origin.position",
      #"origin: “position” is missing (at byte 68)"#,
      nil),
    Refusal(
      #"{"position":3,"recorded_at":"2026-11-22T00:10:27.123456Z","origin":{"position":1,"recorded_at":"2026-11-22T00:10:27.123456Z","x":1},"type":"x-a","b":1}"#,
      "origin.x",
      #"origin: there is no field “x” here (at byte 126)"#,
      nil),
    Refusal(
      #"{"type":"instrument","instrument":"A","title":"A","enables":[{"org":"C"}]}"#, "enables[0].status",
      #"enables[0]: “status” is missing (at byte 62)"#,
      nil),
    Refusal(
      #"{"type":"signature","on":"2015-04-02","party":"ARM","instrument":"A",}"#, "",
      #"a comma stands before the closing bracket (at byte 70)"#,
      #"leave the last comma out"#),
    Refusal(
      #"{"type":"signature" "on":"2015-04-02"}"#, "",
      #"“"” stands where a comma or '}' is expected (at byte 21)"#,
      nil),
    Refusal(
      #"{'type':'signature'}"#, "",
      #"“'” stands where a key in double quotes is expected (at byte 2)"#,
      #"JSON has double quotes only"#),
    Refusal(
      #"{"type":"x-"}"#, "type",
      #"type: there is no event type “x-” (at byte 9)"#,
      #"a type of your own begins with “x-”"#),
    Refusal(
      #"{"type":"meeting","meeting":"M","on":"2015-04-02","attendance":[{"name":"A","attended":"no"}]}"#,
      "attendance[0].attended",
      #"attendance[0].attended: true or false is expected, not text (at byte 88)"#,
      nil),
    Refusal(
      #"{"type":"table","table":"T","unit":"u","total":5,"values":{"ARM":"5"}}"#, "values.ARM",
      #"values.ARM: a whole number is expected, not text (at byte 66)"#,
      nil),
    Refusal(
      #"{"type":"table","table":"T","unit":"u","total":5,"values":{}}"#, "values",
      #"values: the list is empty (at byte 59)"#,
      #"leave out what is not known"#),
    Refusal(
      #"{"type":"x-\u0007","on":"2015-04-02"}"#, "type",
      #"type: an id cannot hold a control character (at byte 9)"#,
      nil),
  ]

  @Test("A line that is no event is refused with its field, a sentence and a hint", arguments: gallery)
  func refused(refusal: Refusal) {
    let error = #expect(throws: EventError.self) { try ImportedLine(json: refusal.line.utf8) }
    #expect(error?.path == refusal.path)
    #expect(error?.sentence == refusal.sentence)
    #expect(error?.hint == refusal.hint)
  }
}
