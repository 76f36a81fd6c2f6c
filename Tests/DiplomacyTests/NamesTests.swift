import Diplomacy
import EventLog
import TestSupport
import Testing

@Suite("Recording: resolving names")
struct NamesTests {
  /// What the tests take for declared.
  static let names: Names = {
    var names = Names()
    for line in [
      #"{"type":"entity","entity":"CSTO","kind":"organisation","name":"Collective Security Treaty Organization"}"#,
      #"{"type":"entity","entity":"CSTO/CSC","kind":"organ","name":"Collective Security Council","part_of":"CSTO"}"#,
      #"{"type":"entity","entity":"EU","kind":"organisation","name":"European Union","existed":"1993-11-01/.."}"#,
      #"{"type":"entity","entity":"RU","kind":"person","name":"Someone called RU"}"#,
      #"{"type":"entity","entity":"XAB","kind":"state","name":"Abkhazia","aliases":["Apsny"],"existed":"1992-07-23/.."}"#,
      #"{"type":"entity","entity":"THING","kind":"other","name":"THING"}"#,
      #"{"type":"instrument","instrument":"CST","title":"Collective Security Treaty"}"#,
      #"{"type":"instrument","instrument":"CSTO-P3","title":"Third Protocol"}"#,
      #"{"type":"table","table":"co2-1990","unit":"Gg","total":9,"values":{"AUS":9}}"#,
      #"{"type":"category","category":"coe-members","parties":["ALB"]}"#,
    ] {
      if let event = try? DiplomaticEvent(json: line.utf8) { names.declare(event) }
    }
    return names
  }()

  private func resolved(_ line: String) throws -> String {
    let event = try DiplomaticEvent(json: line.utf8).resolved(in: NamesTests.names)
    return String(decoding: event.canonicalJSON, as: UTF8.self)
  }

  static let resolutions: [(String, String)] = [
    (
      #"{"type":"ratification","on":"2015","party":["Tajikistan","KZ","BLR","côte d'ivoire"],"instrument":"CST"}"#,
      #"{"instrument":"CST","on":"2015","party":["TJK","KAZ","BLR","CIV"],"type":"ratification"}"#
    ),
    // A declared id wins over the alpha-2 code of Russia, and an organisation can be a party.
    (
      #"{"type":"ratification","on":"2015","party":["RU","EU","RUS"],"instrument":"CST"}"#,
      #"{"instrument":"CST","on":"2015","party":["RU","EU","RUS"],"type":"ratification"}"#
    ),
    (
      #"{"type":"ratification","on":"2015","party":"Apsny","instrument":"CST"}"#,
      #"{"instrument":"CST","on":"2015","party":"XAB","type":"ratification"}"#
    ),
    (
      #"{"type":"ratification","on":"1960","party":"Soviet Union","instrument":"CST"}"#,
      #"{"instrument":"CST","on":"1960","party":"SUN","type":"ratification"}"#
    ),
    // Speakers and houses need no declaration.
    (
      #"{"type":"suspension","on":"2015","party":"UZ","org":"CSTO","scope":"CSTO/CSC","by":"a spokesman","asserted_by":["TJ","ORIENT"]}"#,
      #"{"asserted_by":["TJK","ORIENT"],"by":"a spokesman","on":"2015","org":"CSTO","party":"UZB","scope":"CSTO/CSC","type":"suspension"}"#
    ),
    (
      #"{"type":"office","on":"2015","office":"CSTO:chair","holder":"Tajikistan"}"#,
      #"{"holder":"TJK","office":"CSTO:chair","on":"2015","type":"office"}"#
    ),
    (
      #"{"type":"succession","on":"1993","party":"Slovakia","instrument":"CST","predecessor":"Czechoslovakia"}"#,
      #"{"instrument":"CST","on":"1993","party":"SVK","predecessor":"CSK","type":"succession"}"#
    ),
    (
      #"{"type":"meeting","on":"2015","meeting":"M","organ":"CSTO/CSC","attendance":[{"party":"RS","invited_by":"TJ"},{"name":"A"}]}"#,
      #"{"attendance":[{"invited_by":"TJK","party":"SRB"},{"name":"A"}],"meeting":"M","on":"2015","organ":"CSTO/CSC","type":"meeting"}"#
    ),
    (
      #"{"type":"table","table":"W","unit":"u","total":9,"values":{"Australia":5,"AT":4}}"#,
      #"{"table":"W","total":9,"type":"table","unit":"u","values":{"AUS":5,"AUT":4}}"#
    ),
    (
      #"{"type":"category","category":"c","parties":["Albania","AD"]}"#,
      #"{"category":"c","parties":["ALB","AND"],"type":"category"}"#
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when  all {GB,SUN}  effective at once","amends":"CST"}"#,
      #"{"amends":"CST","clause":"when all {GBR,SUN}","instrument":"X","title":"X","type":"instrument"}"#
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when  all {GBR,SUN}  effective at once"}"#,
      #"{"clause":"when  all {GBR,SUN}  effective at once","instrument":"X","title":"X","type":"instrument"}"#
    ),
    // Ids that a clause speaks of stand for themselves.
    (
      #"{"type":"instrument","instrument":"X","title":"X","exit":"+6m  on-leaving CSTO","clause":"when deposits of {GB,Soviet Union} >= 1 and deposits of coe-members >= 8 and share(co2-1990) >= 55% or all parties to CST eligible members of CSTO"}"#,
      #"{"clause":"when deposits of {GBR,SUN} >= 1 and deposits of coe-members >= 8 and share(co2-1990) >= 55% or all parties to CST eligible members of CSTO","exit":"+6m  on-leaving CSTO","instrument":"X","title":"X","type":"instrument"}"#
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when fraction 2/3 of members(THING) and in-force THING"}"#,
      #"{"clause":"when fraction 2/3 of members(THING) and in-force THING","instrument":"X","title":"X","type":"instrument"}"#
    ),
    (
      #"{"type":"entity","entity":"TJK:fm","kind":"office","name":"N","part_of":"Tajikistan"}"#,
      #"{"entity":"TJK:fm","kind":"office","name":"N","part_of":"TJK","type":"entity"}"#
    ),
    (
      #"{"type":"claim","asserted_by":"KG","says":{"type":"admission","party":"UZ"}}"#,
      #"{"asserted_by":"KGZ","says":{"party":"UZB","type":"admission"},"type":"claim"}"#
    ),
    (
      #"{"type":"correction","action":"replace","target":1,"with":{"type":"office","on":"2015","office":"O","holder":"TJ"}}"#,
      #"{"action":"replace","target":1,"type":"correction","with":{"holder":"TJK","office":"O","on":"2015","type":"office"}}"#
    ),
    (
      #"{"type":"assertion","on":"2015","view":"members","org":"CSTO","rows":[{"party":"TJ","n":1}],"where":{"party":["AM","BY"]}}"#,
      #"{"on":"2015","org":"CSTO","rows":[{"n":1,"party":"TJK"}],"type":"assertion","view":"members","where":{"party":["ARM","BLR"]}}"#
    ),
    (#"{"type":"x-visit","party":"TJ","to":"SRB"}"#, #"{"party":"TJK","to":"SRB","type":"x-visit"}"#),
    (
      #"{"type":"withdrawal","on":"2015","party":"TJ","instrument":"THING","org":"THING"}"#,
      #"{"instrument":"THING","on":"2015","org":"THING","party":"TJK","type":"withdrawal"}"#
    ),
  ]

  @Test("States get their code in every role, declared ids stay", arguments: resolutions)
  func resolves(line: String, expected: String) throws {
    #expect(try resolved(line) == expected)
  }

  @Test("Resolving what is resolved changes nothing", arguments: resolutions)
  func again(line: String, expected: String) throws {
    #expect(try resolved(expected) == expected)
  }

  static let refusals: [(String, String, String)] = [
    (
      #"{"type":"ratification","on":"2015","party":["ARM","Tadjikistann"],"instrument":"CST"}"#,
      "party[1]: “Tadjikistann” is no State and is not declared", "Tajikistan (TJK)"
    ),
    (
      #"{"type":"ratification","on":"2015","party":"ARM","instrument":"CSTO-P4"}"#,
      "instrument: no instrument “CSTO-P4” is declared", "“CSTO-P3”"
    ),
    (
      #"{"type":"admission","on":"2015","party":"ARM","org":"CST0"}"#,
      "org: no organisation or organ “CST0” is declared", "“CSTO”"
    ),
    // An organisation never resolves to a State, nor a person to an organisation.
    (
      #"{"type":"admission","on":"2015","party":"ARM","org":"TJK"}"#,
      "org: no organisation or organ “TJK” is declared", "declare it with an entity event"
    ),
    (
      #"{"type":"admission","on":"2015","party":"ARM","org":"RU"}"#,
      "org: no organisation or organ “RU” is declared", "entity event"
    ),
    (
      #"{"type":"admission","on":"2015","party":"ARM","org":"CSTO","organ":"CSTO/PA"}"#,
      "organ: no organisation or organ “CSTO/PA” is declared", "declare it"
    ),
    (
      #"{"type":"suspension","on":"2015","party":"ARM","org":"CSTO","scope":"right"}"#,
      "scope: no organisation or organ “right” is declared", "entity event"
    ),
    (
      #"{"type":"ratification","on":"2015","party":"CST","instrument":"CST"}"#,
      "party: “CST” is no State and is not declared", "declare it"
    ),
    (
      #"{"type":"ratification","on":"2015","party":["TJ","TJK"],"instrument":"CST"}"#,
      "party[1]: “TJK” is there twice", ""
    ),
    (
      #"{"type":"table","table":"W","unit":"u","total":9,"values":{"AU":5,"AUS":4}}"#,
      "values.AUS: “AUS” is there twice", ""
    ),
    (
      #"{"type":"office","on":"2015","office":"O","holder":"Nobody Known"}"#,
      "holder: “Nobody Known” is no State and is not declared", "declare it"
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","enables":[{"org":"CSTO","status":"a"},{"org":"NO","status":"a"}]}"#,
      "enables[1].org: no organisation or organ “NO” is declared", ""
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when all {GBR,Narnia}"}"#,
      "clause: “Narnia” is no State and is not declared", ""
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when deposits of {GBR,UK,FRA} >= 1"}"#,
      "clause: “GBR” is there twice", ""
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when all members of TJK"}"#,
      "clause: no organisation or organ “TJK” is declared", "an entity event"
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when deposits >= 26 eligible members of CSTOO"}"#,
      "clause: no organisation or organ “CSTOO” is declared", "“CSTO”"
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when fraction 3/4 of parties(CSTO-P4)"}"#,
      "clause: no instrument “CSTO-P4” is declared", "“CSTO-P3”"
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when in-force CSTO"}"#,
      "clause: no instrument “CSTO” is declared", "an instrument event"
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when share(co2-1991) >= 55%"}"#,
      "clause: no table “co2-1991” is declared", "did you mean “co2-1990”? Else declare it with a table event"
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when deposits of coe-memebers >= 8"}"#,
      "clause: no category “coe-memebers” is declared",
      "did you mean “coe-members”? Else declare it with a category event"
    ),
    (
      #"{"type":"instrument","instrument":"X","title":"X","exit":"on-leaving COE"}"#,
      "exit: no organisation or organ “COE” is declared", "an entity event"
    ),
    (
      #"{"type":"claim","says":{"type":"meeting","attendance":[{"party":"Narnia"}]}}"#,
      "says.attendance[0].party: “Narnia” is no State and is not declared", ""
    ),
    (
      #"{"type":"correction","action":"replace","target":1,"with":{"type":"ratification","on":"2015","party":"SUN","instrument":"CST"}}"#,
      "with.party: SUN existed in ", ""
    ),
  ]

  @Test("What is not known is refused with its field, the nearest known and the remedy", arguments: refusals)
  func refuses(line: String, sentence: String, hint: String) throws {
    let error = #expect(throws: EventError.self) { try resolved(line) }
    #expect(error?.sentence.hasPrefix(sentence) == true, "\(error?.sentence ?? "")")
    #expect(hint.isEmpty || error?.hint?.contains(hint) == true, "\(error?.hint ?? "")")
  }

  static let consents: [(String, String, String, Bool)] = [
    ("SUN", "ratification", "1991-12-25", true), ("SUN", "ratification", "1991-12-26", false),
    ("SUN", "ratification", "[1991-12-25..1995]", true), ("SUN", "ratification", "1992~", true),
    ("SUN", "accession", "2015", false), ("CSK", "notification", "1993-01-01", false),
    ("EU", "approval", "1993-10-31", false), ("EU", "approval", "1993-11", true),
    ("XAB", "ratification", "1980", false), ("ARM", "ratification", "1950", true),
  ]

  @Test("Consent by an actor that existed on no possible day is refused", arguments: consents)
  func existence(party: String, type: String, on: String, isPossible: Bool) throws {
    let event = try DiplomaticEvent(
      json: #"{"type":"\#(type)","on":"\#(on)","party":"\#(party)","instrument":"CST"}"#.utf8)
    if isPossible {
      #expect(try event.resolved(in: NamesTests.names) == event)
    } else {
      #expect(throws: EventError.self) { try event.resolved(in: NamesTests.names) }
    }
  }

  @Test("Every State could consent on the same days, whether many names were expected or one")
  func existenceOfMany() throws {
    var many = NamesTests.names
    many.expectMany()
    var refused = 0
    let states = StateCatalogue.standard.all
    let bounded = states.filter { $0.existed.from != nil || $0.existed.until != nil }.map(\.code)
    // The last is a withdrawn code of a State that is there under another one.
    for code in bounded + ["FRA", "EU", "XAB", "XXX", "HVO"] {
      let existed = StateCatalogue.standard.state(code)?.existed
      let bounds = [existed?.from, existed?.until].compactMap(\.self).flatMap { [$0.previous, $0] }
      for day in bounds.isEmpty ? [Day(number: 0)] : bounds {
        let event = try DiplomaticEvent(
          json: #"{"type":"ratification","on":"\#(day)","party":"\#(code)","instrument":"CST"}"#.utf8)
        let (one, other) = (try? event.resolved(in: NamesTests.names), try? event.resolved(in: many))
        #expect(one == other, "\(code) on \(day)")
        if one == nil { refused += 1 }
      }
    }
    #expect(refused > 0)
  }

  @Test("A simple signature binds nobody: only consent is held to the days of existence")
  func signatureOfExtinct() throws {
    for (mode, isRefused) in [("simple", false), ("definitive", true)] {
      let event = try DiplomaticEvent(
        json: #"{"type":"signature","on":"2015","party":"SUN","instrument":"CST","mode":"\#(mode)"}"#.utf8)
      #expect(((try? event.resolved(in: NamesTests.names)) == nil) == isRefused)
    }
  }

  @Test("The day of receipt counts before the day of the act")
  func received() throws {
    let event = try DiplomaticEvent(
      json:
        #"{"type":"ratification","on":"1991-12-20","received":"1992-02","party":"SUN","instrument":"CST"}"#
        .utf8)
    #expect(throws: EventError.self) { try event.resolved(in: NamesTests.names) }
  }

  @Test("What is missing can be declared on the fly, and then resolves")
  func declareMissing() throws {
    let line =
      #"{"type":"admission","on":"2015","party":["TJ","Atlantis"],"org":"ORG","organ":"ORG/A","enabled_by":"P9"}"#
    let event = try DiplomaticEvent(json: line.utf8)
    var names = NamesTests.names
    let missing = names.missing(in: event)
    #expect(missing.map(\.id) == ["Atlantis", "ORG", "ORG/A", "P9"])
    #expect(missing.map(\.role) == [.party, .organisation, .organisation, .instrument])
    for name in missing { names.declare(name.declaration) }
    #expect(names.missing(in: event).isEmpty)
    #expect(try event.resolved(in: names).act.parties == ["TJK", "Atlantis"])
  }

  @Test(
    "A table or category that a clause counts by cannot be declared on the fly: it says more than its name")
  func notDeclaredOnTheFly() throws {
    let line =
      #"{"type":"instrument","instrument":"X","title":"X","clause":"when all members of NEW and share(W) >= 1% and deposits of c >= 1 and all parties to NEWER"}"#
    let event = try DiplomaticEvent(json: line.utf8)
    #expect(NamesTests.names.missing(in: event).map(\.id) == ["NEW", "NEWER"])
    #expect(
      Set(event.usedNames.map(\.description)) == [
        "entity:NEW", "table:W", "category:c", "entity:NEWER", "instrument:NEWER",
      ])
  }
}
