import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

@Suite("Who speaks, and who sits in a meeting") struct SpeakerTests {
  private static let names = [
    #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#,
    #"{"type":"entity","entity":"ORG/C","kind":"organ","name":"Council","part_of":"ORG"}"#,
  ]

  private static func codes(_ lines: [String]) throws -> [String] {
    try SeedLog(lines: names + lines).timeline.inquire(from: Perspective("2021-01-01")).check().map(\.code)
  }

  @Test(
    "A party is told from others that have its name in theirs",
    arguments: [
      ("FRA", "FRA", true), ("FRA", "FRA:president", true), ("FRA", "France", true),
      ("FRA", "Government of France", true), ("FRA", "Office of the President of France", true),
      ("NLD", "The Government of the Netherlands", true), ("GIN", "Parliament of Guinea", true),
      ("GIN", "Government of Equatorial Guinea", false), ("COG", "Government of DR Congo", false),
      ("NER", "Reuters Niger", false), ("USA", "USA Today", false),
      ("IRL", "Government of Northern Ireland", false), ("FRA", "Government of", false),
    ])
  func speaker(party: String, publisher: String, isOwn: Bool) throws {
    let found = try Self.codes([
      #"{"type":"admission","on":"2001-01-01","party":"\#(party)","org":"ORG","source":{"publisher":"\#(publisher)"}}"#
    ])
    #expect(found == (isOwn ? ["W-UNILATERAL"] : []))
  }

  private static let member =
    #"{"type":"admission","on":"2001-01-01","party":"FRA","org":"ORG","by":"ORG/C"}"#

  @Test("Who sits among the members and is none is found wherever it is known who is a member")
  func stranger() throws {
    func meeting(_ party: String) -> String {
      #"{"type":"meeting","on":"2005-01-01","meeting":"m","org":"ORG","attendance":[{"party":"\#(party)","capacity":"member"}]}"#
    }
    let left = #"{"type":"cessation","on":"2004-01-01","party":"FRA","org":"ORG","by":"ORG/C"}"#
    let charter =
      #"{"type":"instrument","instrument":"C","title":"C","on":"2000-01-01","clause":"when deposits >= 9","constitutes":"ORG"}"#
    #expect(try Self.codes([Self.member, meeting("FRA")]) == [])
    #expect(try Self.codes([Self.member, meeting("ITA")]) == ["W-NOT-MEMBER"])
    #expect(try Self.codes([Self.member, left, meeting("FRA")]) == ["W-NOT-MEMBER"])
    // Nothing is known of anybody, or all that is known is that nobody can be a member yet.
    #expect(try Self.codes([meeting("ITA")]) == [])
    #expect(try Self.codes([Self.member, left, meeting("ITA")]) == [])
    #expect(try Self.codes([charter, meeting("ITA")]) == [])
  }

  @Test("Two who take one office on one day contradict each other, and the better record is believed")
  func rivals() throws {
    func taken(_ holder: String, _ grade: Int, _ day: String = "2005-01-01") -> String {
      #"{"type":"office","on":"\#(day)","office":"ORG:chair","holder":"\#(holder)","source":{"publisher":"P","grade":\#(grade)}}"#
    }
    for lines in [[taken("FRA", 1), taken("ITA", 6)], [taken("ITA", 6), taken("FRA", 1)]] {
      let timeline = try SeedLog(
        lines: Self.names + lines + [taken("ESP", 6, "2006-01-01"), taken("FRA", 6)]
      ).timeline
      let found = try timeline.inquire(from: Perspective("2010-01-01")).check()
      #expect(found.map(\.code) == ["W-CONFLICT"])
      #expect(found.map(\.days) == ["2005-01-01/2005-12-31"])
      for (day, holder, isDisputed) in [
        ("2005-06-01", "FRA", true), ("2006-01-01", "ESP", false),
      ] {
        let rows = try timeline.offices(from: Perspective(day))
        #expect(rows.map(\.holder) == [holder] && rows.map(\.disputed) == [isDisputed])
      }
    }
    #expect(try Self.codes([taken("FRA", 1), taken("FRA", 6)]) == [])
    #expect(try Self.codes([taken("FRA", 1), taken("ITA", 6, "2005-01-02")]) == [])
    #expect(try Self.codes([taken("FRA", 1), taken("ITA", 6, "2005-01")]) == [])
  }

  @Test("A consensus of who are members in another way than in full, or none, leaves nobody out")
  func withoutFullMember() throws {
    let decided =
      #"{"type":"decision","on":"2020-01-01","organ":"ORG/C","title":"D","method":"consensus","not_joining":"FRA"}"#
    for status in ["associate", "observer"] {
      #expect(
        try Self.codes([
          #"{"type":"admission","on":"2001-01-01","party":"FRA","org":"ORG","status":"\#(status)","by":"ORG/C"}"#,
          decided,
        ]) == [])
    }
    #expect(try Self.codes([decided]) == [])
  }

  @Test("What a declared State is called beside its id is understood in later recordings and in questions")
  func alias() throws {
    let log = try SeedLog(
      lines: Self.names + [
        #"{"type":"entity","entity":"RUR","kind":"state","name":"Ruritania","aliases":["Kingdom of Ruritania"]}"#
      ])
    let line =
      #"{"type":"admission","on":"2001-01-01","party":"Ruritania","org":"ORG","asserted_by":["Kingdom of Ruritania","press"]}"#
    try log.record([DiplomaticEvent(json: Array(line.utf8))])
    let inquiry = try log.timeline.inquire(from: Perspective("2021-01-01"))
    let event = try #require(try inquiry.event(at: GlobalPosition(4))?.event)
    #expect(event.assertedBy?.values == ["RUR", "press"])
    #expect(event.act.parties == ["RUR"])
    #expect(try inquiry.party("Kingdom of Ruritania") == "RUR")
    #expect(throws: UnknownID.self) { try inquiry.party("Republic of Ruritania") }
  }

  @Test(
    "By consensus without a member that the list of those who attended leaves out",
    arguments: [
      (#"[{"party":"FRA","capacity":"member"}]"#, true), (#"[{"party":"FRA"}]"#, true),
      (#"[{"party":"FRA"},{"party":"ITA"}]"#, false),
      (#"[{"party":"FRA"},{"party":"ITA","capacity":"chair"}]"#, false),
      (#"[{"party":"FRA"},{"party":"ITA","modality":"expected"}]"#, false),
      (#"[{"party":"FRA","capacity":"host"},{"party":"DEU","capacity":"guest"}]"#, false),
      (#"[{"party":"DEU"}]"#, false),
    ])
  func list(attendance: String, isOdd: Bool) throws {
    let log = try SeedLog(
      lines: Self.names + [
        #"{"type":"admission","on":"2001-01-01","party":["FRA","ITA"],"org":"ORG","by":"ORG/C"}"#,
        #"{"type":"meeting","on":"2005-01-01","meeting":"m","org":"ORG","attendance":\#(attendance)}"#,
        #"{"type":"decision","on":"2005-01-01","organ":"ORG/C","title":"D","method":"consensus","meeting":"m"}"#,
      ])
    let found = try log.timeline.inquire(from: Perspective("2021-01-01")).check()
    #expect(found.map(\.code) == (isOdd ? ["W-CONSENSUS"] : []))
    #expect(found.allSatisfy { $0.message.contains("ITA is not in the list of those who attended") })
  }
}
