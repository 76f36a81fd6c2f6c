import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// A log that raises a code, and one next to it that does not.
struct FindingCase: Sendable, CustomTestStringConvertible {
  var code: String
  var odd: [String]
  /// The lines that differ in the neighbour, by their place; `nil` drops the line.
  var put: [Int: String?]
  var testDescription: String { "\(code): \(odd.last ?? "")" }
}

@Suite("What check finds") struct FindingTests {
  private static let names = [
    #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#,
    #"{"type":"entity","entity":"ORG/C","kind":"organ","name":"Council","part_of":"ORG"}"#,
    #"{"type":"instrument","instrument":"T","title":"T","on":"2000-01-01","opened":"2000-02-01","clause":"when deposits >= 1","exit":"+1y"}"#,
  ]
  private static let member =
    #"{"type":"admission","on":"2001-01-01","party":"FRA","org":"ORG","by":"ORG/C"}"#

  private static let cases: [FindingCase] = [
    FindingCase(
      code: "W-NOT-MEMBER",
      odd: [#"{"type":"suspension","on":"2005-01-01","party":"FRA","org":"ORG","by":"ORG/C"}"#],
      put: [0: member]),
    FindingCase(
      code: "W-NOTHING",
      odd: [member, #"{"type":"reinstatement","on":"2005-01-01","party":"FRA","org":"ORG","by":"ORG/C"}"#],
      put: [1: #"{"type":"suspension","on":"2005-01-01","party":"FRA","org":"ORG","by":"ORG/C"}"#]),
    FindingCase(
      code: "W-NOTHING",
      odd: [
        #"{"type":"accession","on":"2001-01-01","party":"FRA","instrument":"T"}"#,
        #"{"type":"operation-resumed","on":"2002-07-01","instrument":"T"}"#,
      ],
      put: [0: #"{"type":"operation-suspended","on":"2002-01-01","instrument":"T"}"#]),
    FindingCase(
      code: "W-NOTHING",
      odd: [
        #"{"type":"accession","on":"2001-01-01","party":"FRA","instrument":"T"}"#,
        #"{"type":"termination","on":"2003-01-01","instrument":"T"}"#,
        #"{"type":"accession","on":"2003-01-01","party":"ITA","instrument":"T"}"#,
      ],
      put: [2: #"{"type":"accession","on":"[2002-12-31..2003-01-01]","party":"ITA","instrument":"T"}"#]),
    FindingCase(
      code: "W-TOO-LATE",
      odd: [
        member,
        #"{"type":"withdrawal","on":"2005-01-01","effective":"2006-01-01","party":"FRA","org":"ORG"}"#,
        #"{"type":"withdrawal-revoked","on":"2006-01-02","party":"FRA","org":"ORG"}"#,
      ], put: [2: #"{"type":"withdrawal-revoked","on":"2005-12-31","party":"FRA","org":"ORG"}"#]),
    FindingCase(
      code: "W-DUPLICATE",
      odd: [
        member,
        #"{"type":"withdrawal","on":"2002-01-01","effective":"2003-01-01","party":"FRA","org":"ORG"}"#,
        #"{"type":"withdrawal-revoked","on":"2002-06-01","party":"FRA","org":"ORG"}"#,
        #"{"type":"admission","on":"2004-01-01","party":"FRA","org":"ORG","by":"ORG/C"}"#,
      ], put: [2: #"{"type":"cessation","on":"2002-06-01","party":"FRA","org":"ORG"}"#]),
    FindingCase(
      code: "W-GATE",
      odd: [
        #"{"type":"instrument","instrument":"G","title":"G","on":"2000-01-01","enables":[{"org":"ORG","status":"partner"}]}"#,
        #"{"type":"admission","on":"2001-01-01","party":"ITA","org":"ORG","status":"partner","by":"ORG/C"}"#,
        #"{"type":"entry-into-force","on":"2002-01-01","instrument":"G"}"#,
      ], put: [2: #"{"type":"entry-into-force","on":"2000-06-01","instrument":"G"}"#]),
    FindingCase(
      code: "W-ORDER",
      odd: [
        #"{"type":"signature","on":"2003-01-01","party":"FRA","instrument":"T"}"#,
        #"{"type":"ratification","on":"2002-01-01","party":"FRA","instrument":"T"}"#,
      ], put: [1: #"{"type":"ratification","on":"[2002-01-01..2004-01-01]","party":"FRA","instrument":"T"}"#]),
    FindingCase(
      code: "W-ORDER",
      odd: [
        #"{"type":"signature","on":"2003-01-01","party":"FRA","instrument":"T"}"#,
        #"{"type":"ratification","on":"2004-01-01","party":"ITA","instrument":"T"}"#,
      ], put: [1: #"{"type":"accession","on":"2004-01-01","party":"ITA","instrument":"T"}"#]),
    FindingCase(
      code: "W-ORDER", odd: [#"{"type":"accession","on":"2000-01-15","party":"FRA","instrument":"T"}"#],
      put: [0: #"{"type":"accession","on":"2000-02-01","party":"FRA","instrument":"T"}"#]),
    FindingCase(
      code: "W-ORDER", odd: [#"{"type":"withdrawal","on":"2005-01-01","party":"FRA","instrument":"T"}"#],
      put: [0: #"{"type":"accession","on":"2005-01-01","party":"FRA","instrument":"T"}"#]),
    FindingCase(
      code: "W-ORDER",
      odd: [
        #"{"type":"accession","on":"2003-01-01","party":"FRA","instrument":"T"}"#,
        #"{"type":"withdrawal","on":"2005-01-01","effective":"2004-06-01","party":"FRA","instrument":"T"}"#,
      ],
      put: [
        1: #"{"type":"withdrawal","on":"2005-01-01","effective":"2005-01-01","party":"FRA","instrument":"T"}"#
      ]),
    FindingCase(
      code: "W-BEFORE-LAW",
      odd: [
        #"{"type":"accession","on":"2003-01-01","party":"FRA","instrument":"T"}"#,
        #"{"type":"domestic-approval","on":"2003-02-01","party":"FRA","instrument":"T","stage":"signed"}"#,
      ],
      put: [
        1:
          #"{"type":"domestic-approval","on":"2003-02-01","party":"FRA","instrument":"T","stage":"published"}"#
      ]),
    FindingCase(
      code: "W-WEEKDAY",
      odd: [
        #"{"type":"meeting","on":"2015-04-03","meeting":"m","org":"ORG","phrase":{"text":"on Thursday"}}"#
      ],
      put: [
        0: #"{"type":"meeting","on":"2015-04-02","meeting":"m","org":"ORG","phrase":{"text":"on Thursday"}}"#
      ]),
    FindingCase(
      code: "W-UNILATERAL",
      odd: [
        #"{"type":"admission","on":"2001-01-01","party":"FRA","org":"ORG","asserted_by":"Foreign ministry of France"}"#
      ],
      put: [
        0:
          #"{"type":"admission","on":"2001-01-01","party":"FRA","org":"ORG","by":"ORG/C","asserted_by":"Foreign ministry of France"}"#
      ]),
    FindingCase(
      code: "W-CONSENSUS",
      odd: [
        member,
        #"{"type":"decision","on":"2005-01-01","organ":"ORG/C","title":"D","method":"consensus","not_joining":"FRA"}"#,
      ],
      put: [
        1:
          #"{"type":"decision","on":"2005-01-01","organ":"ORG/C","title":"D","method":"limited-format","not_joining":"FRA"}"#
      ]),
    FindingCase(
      code: "W-CONSENSUS",
      odd: [
        member,
        #"{"type":"meeting","on":"2005-01-01","meeting":"m","org":"ORG","attendance":[{"party":"FRA","attended":false}]}"#,
        #"{"type":"decision","on":"2005-01-01","organ":"ORG/C","title":"D","method":"consensus","meeting":"m"}"#,
        #"{"type":"application","on":"2004-06-01","for":"suspension","party":"FRA","org":"ORG"}"#,
      ], put: [3: #"{"type":"suspension","on":"2004-06-01","party":"FRA","org":"ORG","by":"ORG/C"}"#]),
    FindingCase(
      code: "W-CONFLICT",
      odd: [
        #"{"id":"e","type":"accession","on":"2003-01-01","party":"FRA","instrument":"T"}"#,
        #"{"type":"correction","action":"replace","target":"e","with":{"type":"accession","on":"2003-01-01","party":"ITA","instrument":"T"}}"#,
      ],
      put: [
        1:
          #"{"type":"correction","action":"replace","target":"e","with":{"type":"acceptance","on":"2003-01-02","party":"FRA","instrument":"T"}}"#
      ]),
    FindingCase(
      code: "W-CONFLICT",
      odd: [
        member,
        #"{"type":"claim","on":"2006-01-01","asserted_by":"press","says":{"type":"suspension","on":"2005-01-01","party":"FRA","org":"ORG"}}"#,
      ],
      put: [
        1:
          #"{"type":"claim","on":"2006-01-01","asserted_by":"press","says":{"type":"admission","on":"2001-01-01","party":"FRA","org":"ORG"}}"#
      ]),
    FindingCase(
      code: "W-CONFLICT",
      odd: [
        #"{"type":"accession","on":"2003-01-01","party":"FRA","instrument":"T"}"#,
        #"{"type":"claim","on":"2006-01-01","asserted_by":"press","says":{"type":"termination","on":"2005-01-01","instrument":"T"}}"#,
      ], put: [1: nil]),
    FindingCase(
      code: "W-CONFLICT",
      odd: [
        #"{"type":"accession","on":"2003-01-01","party":"FRA","instrument":"T"}"#,
        #"{"type":"claim","on":"2006-01-01","asserted_by":"press","says":{"type":"withdrawal","on":"2005-01-01","party":"FRA","instrument":"T"}}"#,
      ],
      put: [
        0: #"{"type":"accession","on":"2003-01-01","party":"FRA","instrument":"T"}"#,
        1:
          #"{"type":"withdrawal","on":"2005-01-01","party":"FRA","instrument":"T"}"#,
      ]),
  ]

  private static func codes(_ lines: [String]) throws -> [String] {
    try SeedLog(lines: names + lines).timeline.inquire(from: Perspective("2010-01-01")).check().map(\.code)
  }

  @Test("Each code is raised by what it is for, and not by its neighbour", arguments: cases)
  func raised(example: FindingCase) throws {
    var neighbour: [String?] = example.odd
    for (place, line) in example.put { neighbour[place] = line }
    #expect(try Self.codes(example.odd).contains(example.code))
    #expect(try !Self.codes(neighbour.compactMap { $0 }).contains(example.code))
  }

  @Test("What may be so in some order is told as depending on days, and only where no order is without it")
  func possible() throws {
    let suspended =
      #"{"type":"suspension","on":"[2004-01-01..2006-01-01]","party":"FRA","org":"ORG","by":"ORG/C"}"#
    let left = #"{"type":"cessation","on":"2005-01-01","party":"FRA","org":"ORG","by":"ORG/C"}"#
    #expect(try Self.codes([Self.member, suspended, left]) == [])
    let lifted = #"{"type":"reinstatement","on":"2007-01-01","party":"FRA","org":"ORG","by":"ORG/C"}"#
    let log = try SeedLog(lines: Self.names + [Self.member, suspended, left, lifted])
    let found = try log.timeline.inquire(from: Perspective("2010-01-01")).check()
    #expect(found.map(\.code) == ["W-NOTHING"])
    #expect(found.allSatisfy { !$0.message.hasPrefix("depending") })
  }

  @Test("A confirmed record and a confirmed replacement are left alone")
  func confirmed() throws {
    let meeting =
      #"{"id":"m","type":"meeting","on":"2015-04-03","meeting":"m","org":"ORG","phrase":{"text":"Thursday"}}"#
    let confirmed = #"{"type":"correction","action":"confirm","target":"m","reason":"the report says so"}"#
    #expect(try Self.codes([meeting]) == ["W-WEEKDAY"])
    #expect(try Self.codes([meeting, confirmed]) == [])
  }

  @Test("A resumption ends a suspension of its days, in whatever order and however often they were recorded")
  func resumed() throws {
    let treaty = #"{"type":"instrument","instrument":"T","title":"T","on":"2000-01-01"}"#
    func suspended(_ day: String, _ party: String = "") -> String {
      #"{"type":"operation-suspended","on":"\#(day)","instrument":"T"\#(party)}"#
    }
    func resumed(_ day: String, _ party: String = "") -> String {
      #"{"type":"operation-resumed","on":"\#(day)","instrument":"T"\#(party)}"#
    }
    let france = #","party":"FRA""#
    let italy = #","party":"ITA""#
    #expect(try Self.codes([treaty, resumed("2002-01-01"), suspended("2001-01-01")]) == [])
    #expect(
      try Self.codes([treaty, suspended("2001-01-01"), resumed("2002", ""), resumed("2002-03-01")]) == [])
    let both = #","party":["FRA","ITA"]"#
    #expect(
      try Self.codes([
        treaty, suspended("2001", both), resumed("2002-01-01", france), resumed("2003-01-01", italy),
      ]) == [])
    #expect(try Self.codes([treaty, suspended("2001-01-01", france), resumed("2002-01-01")]) == [])
    #expect(
      try Self.codes([treaty, suspended("2001-01-01"), resumed("2002-01-01", france)]) == ["W-NOTHING"])
    #expect(
      try Self.codes([treaty, suspended("2001-01-01", france), resumed("2002-01-01", italy)]) == ["W-NOTHING"]
    )
    #expect(
      try Self.codes([treaty, suspended("2001-01-01"), resumed("2002-01-01"), resumed("2003-01-01", italy)])
        == ["W-NOTHING"])
  }

  @Test("Warnings stand beside the rows they are about, from their day on")
  func beside() throws {
    let log = try SeedLog(
      lines: Self.names + [
        Self.member, #"{"type":"reinstatement","on":"2005-01-01","party":"FRA","org":"ORG","by":"ORG/C"}"#,
      ])
    for (day, codes) in [("2004-12-31", []), ("2005-01-01", ["W-NOTHING"])] {
      let inquiry = try log.timeline.inquire(from: Perspective(day))
      #expect(try inquiry.warnings(about: inquiry.members(of: "ORG")).map(\.code) == codes)
    }
  }

  @Test("The seed raises contradictions and nothing else")
  func seed() throws {
    let found = try SeedLog.csto().timeline.inquire(from: Perspective("2026-06-01")).check()
    #expect(Set(found.map(\.code)) == ["W-CONFLICT"])
  }

  @Test(
    "The order of the lines changes no finding, and as of a position they are those of a log that ends there")
  func laws() throws {
    let lines = Self.names + Self.cases.flatMap(\.odd).filter { !$0.contains(#""correction""#) }
    let events = try lines.uniqued().map { try DiplomaticEvent(json: Array($0.utf8)) }
    var generator = SeededGenerator(seed: 11)
    func told(_ log: SeedLog, _ perspective: Perspective) throws -> [String] {
      try log.timeline.inquire(from: perspective).check().map { row in
        let ids = try row.events.compactMap { try log.timeline.log.event(at: $0)?.id.text }.sorted()
        return "\(row.code) \(row.days) \(ids)"
      }.sorted()
    }
    let late = Perspective("2020-01-01")
    let straight = try SeedLog(events)
    let expected = try told(straight, late)
    #expect(expected.count > 10)
    for _ in 0..<5 { #expect(try told(SeedLog(events.shuffled(using: &generator)), late) == expected) }

    let head = try straight.timeline.log.head().number
    for position in stride(from: 4, through: head, by: 5) {
      var then = late
      then.asOf = .position(GlobalPosition(position))
      let cut = try SeedLog(Array(events.prefix(Int(position))))
      #expect(try told(straight, then) == told(cut, late), "as of #\(position)")
    }
  }
}

@Suite("Weekdays in words") struct WeekdayTests {
  @Test(
    "English weekdays are found as words of their own",
    arguments: [
      ("on Thursday", [Weekday.thursday]), ("THURSDAY'S meeting", [.thursday]), ("Tue. 3 May", [.tuesday]),
      ("(Sun)", [.sunday]), ("Wed 4 May", [.wednesday]), ("Fri, and so on", [.friday]),
      ("The Sun wrote", []), ("the Sun, 3 May", []), ("SUN", []), ("we sat down", []), ("Mondays", []),
      ("Sunderland, Monday", [.monday]), ("the Good Friday Agreement", []),
      ("as the Sunday Times reported, joined on April 1", []),
      ("the Friday Times", []), ("on Thursday. The ministers", [.thursday]),
      ("Thursday April 2", [.thursday]),
      ("ON THURSDAY THE MINISTERS", [.thursday]), ("THE SUNDAY TIMES", []), ("Thursday: France", [.thursday]),
      ("thursdayish", []), ("", []),
    ] as [(String, [Weekday])])
  func found(text: String, weekdays: [Weekday]) {
    #expect(WeekdayMention.all(in: text).map(\.weekday) == weekdays)
  }

  @Test("The weekday of a day is that of the calendar")
  func calendar() {
    #expect(Weekday(Day("1970-01-01")!) == .thursday)
    #expect(Weekday(Day("2015-04-02")!) == .thursday)
    #expect(Weekday(Day("1945-10-24")!) == .wednesday)
    #expect(Weekday(Day("0001-01-01")!) == .monday)
  }

  @Test(
    "Only a day that surely does not fit is told",
    arguments: [
      ("2015-04-03", "on Thursday", nil, true), ("2015-04-02", "on Thursday", nil, false),
      ("[2015-04-02..2015-04-04]", "on Thursday", nil, false),
      ("[2015-04-03..2015-04-05]", "on Thursday", nil, true),
      ("2015-04", "on Thursday", nil, false),
      ("2018-11-08", "told on Tuesday that it was signed almost two years ago", "2020-05-26", false),
      ("2018-11-08", "on Tuesday", nil, true), ("2015-04-01", "on Thursday", "2015-04-02", true),
      ("2015-03-26", "last Thursday", "2015-04-02", false),
      ("2015-04-09", "last Thursday", "2015-04-02", true),
      ("2015-04-02", "Friday, 3 April, after the talks", nil, false),
    ] as [(String, String, String?, Bool)])
  func told(on: String, text: String, anchor: String?, isOdd: Bool) throws {
    let phrase = anchor.map { #"{"text":"\#(text)","anchor":"\#($0)"}"# } ?? #"{"text":"\#(text)"}"#
    let log = try SeedLog(lines: [
      #"{"type":"entity","entity":"ORG","kind":"organisation","name":"Org"}"#,
      #"{"type":"meeting","on":"\#(on)","meeting":"m","org":"ORG","phrase":\#(phrase)}"#,
    ])
    let codes = try log.timeline.inquire(from: Perspective("2021-01-01")).check().map(\.code)
    #expect(codes == (isOdd ? ["W-WEEKDAY"] : []))
  }
}
