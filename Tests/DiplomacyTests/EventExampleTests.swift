import Diplomacy
import EventLog
import Testing

@Suite("Events: the forms shown in the reference")
struct EventExampleTests {
  static let lines = [
    #"{"type":"signature","on":"2018-11-08","party":["ARM","BLR","KAZ","KGZ","RUS","TJK"],"instrument":"CSTO-P3","source":{"publisher":"…","date":"2018-11-08","grade":2}}"#,
    #"{"type":"entity","entity":"CSTO","kind":"organisation","name":"Collective Security Treaty Organization","on":"2002-05-14"}"#,
    #"{"type":"entity","entity":"CSTO/CFM","kind":"organ","name":"Council of Foreign Ministers","part_of":"CSTO"}"#,
    #"{"type":"instrument","instrument":"ROME","title":"Rome Statute","on":"1998-07-17","clause":"when deposits >= 60 effective first-of-month after +60d party first-of-month after +60d","exit":"+1y"}"#,
    #"{"type":"instrument","instrument":"CSTO-P3","title":"Third Protocol","on":"2018-11-08","clause":"when all signatories","amends":"CSTO-CHARTER","enables":[{"org":"CSTO","status":["partner","observer"]}]}"#,
    #"{"type":"instrument","instrument":"CSTO-CHARTER","title":"Charter","on":"2002-10-07","clause":"when all signatories","constitutes":"CSTO"}"#,
    #"{"type":"instrument","instrument":"CST","title":"Collective Security Treaty","on":"1992-05-15","duration":"5y"}"#,
    #"{"type":"table","table":"annex-i-co2-1990","unit":"Gg","total":13728306,"values":{"AUS":288965,"AUT":59200}}"#,
    #"{"type":"category","category":"coe-members","parties":["ALB","AND"]}"#,
    #"{"type":"ratification","on":"[2018-11-08..2020-05-26]","party":"ARM","instrument":"CSTO-P3","source":{"publisher":"ORIENT","grade":5}}"#,
    #"{"type":"admission","on":"[2006-06-23..2008-03-28]","party":"UZB","org":"CSTO","status":"member"}"#,
    #"{"type":"suspension","on":"2012-12-19","party":"UZB","org":"CSTO","by":"CSTO/CSC"}"#,
    #"{"type":"withdrawal","on":"2016-10-27","party":"BDI","instrument":"ROME"}"#,
    #"{"type":"office","on":"2015-09-15","office":"CSTO:chair","holder":"ARM"}"#,
    #"{"type":"application","for":"suspension","on":"2012-06-20~","party":"UZB","org":"CSTO"}"#,
    #"{"type":"correction","action":"retract","target":"b7c1","reason":"organ-level status recorded for the organisation"}"#,
    #"{"type":"claim","asserted_by":"KGZ","says":{"type":"entry-into-force","instrument":"CSTO-P3"}}"#,
    #"{"type":"claim","says":{"type":"admission","org":"CSTO"},"on":"2006-06-23"}"#,
    #"{"type":"correction","action":"replace","target":12,"with":{"type":"withdrawal","on":"2016-10-27","party":"BDI","instrument":"ROME"}}"#,
    #"{"type":"assertion","on":"2003-09-18","view":"members","org":"CSTO","rows":[{"party":"ARM"}],"where":{"standing":"full"}}"#,
    #"{"type":"x-visit","on":"2015-04-02/2015-04-03","party":"TJK","x_room":{"n":[1,true]},"guests":["SRB"]}"#,
  ]

  @Test("Every example is read, and its canonical form is the line with its keys sorted", arguments: lines)
  func example(line: String) throws {
    let event = try DiplomaticEvent(json: line.utf8)
    let canonical = event.canonicalJSON
    #expect(canonical == (try JSONValue(json: line.utf8)).canonical)
    #expect(try DiplomaticEvent(json: canonical) == event)
    #expect(try DiplomaticEvent(event.json) == event)
  }
}
