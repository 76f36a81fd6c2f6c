import EventLog
import Projections
import Testing

/// What is settled by a day and takes effect after it.
@Suite("Upcoming by cases") struct UpcomingCases {
  private func rows(_ lines: [String], at day: String, days: Int, without: [UInt64] = []) throws -> [String] {
    var perspective = Perspective(day)
    perspective.without = Set(without.map { GlobalPosition($0) })
    return try SeedLog(lines: lines).timeline.inquire(from: perspective).upcoming(days: days).map {
      "\($0.on) \($0.what) \($0.subject) \($0.certainty)\($0.mayBePast ? " may be past" : "")"
    }
  }

  @Test("What a clause follows from is looked at once, however many ways lead there", .timeLimit(.minutes(1)))
  func manyWays() throws {
    var lines: [String] = []
    for level in 0...24 {
      for letter in ["A", "B"] {
        let clause =
          level == 0
          ? "when date 2030-01-01 effective at once"
          : "when in-force A\(level - 1) and in-force B\(level - 1) effective at once"
        lines.append(
          #"{"type":"instrument","instrument":"\#(letter)\#(level)","title":"T","on":"2000-01-01","clause":"\#(clause)"}"#
        )
      }
    }
    #expect(try rows(lines, at: "2029-12-01", days: 60).count == lines.count)
  }

  @Test("What waits for itself alone, and what waits for that, is not to come")
  func circle() throws {
    let lines = [("A", "in-force B"), ("B", "in-force A"), ("C", "in-force A"), ("D", "date 2030-01-01")].map
    {
      #"{"type":"instrument","instrument":"\#($0)","title":"T","on":"2000-01-01","clause":"when \#($1) effective at once"}"#
    }
    #expect(
      try rows(lines, at: "2029-12-01", days: 60) == ["2030-01-01 entry-into-force D certain"])
  }

  private static func source(_ date: String, _ grade: Int) -> String {
    #","source":{"publisher":"P\#(grade)","title":"T","date":"\#(date)","grade":\#(grade)}"#
  }
  private static let names = [#"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#]
  private static let admissions =
    names
    + [("2021-01-01", 1), ("2019-06-01", 5)].map {
      #"{"type":"admission","on":"2020-02-01","party":"POL","org":"O"\#(source($0, $1))}"#
    }
  private static let publications =
    [
      #"{"type":"instrument","instrument":"T","title":"T","on":"2000-01-01"}"#
    ]
    + [("2021-01-01", 1), ("2019-06-01", 5)].map {
      #"{"type":"entry-into-force","on":"2020-02-01","instrument":"T"\#(source($0, $1))}"#
    }

  @Test(
    "What one of its records told of by the day is known, whichever record is believed",
    arguments: [
      (admissions, "2020-02-01 admission POL O certain"),
      (publications, "2020-02-01 entry-into-force T certain"),
    ])
  func told(lines: [String], row: String) throws {
    #expect(try rows(lines, at: "2020-01-01", days: 60) == [row])
    #expect(try rows(lines, at: "2020-01-01", days: 60, without: [2]) == [row])
    #expect(try rows(lines, at: "2019-05-31", days: 400) == [])
    #expect(try rows(lines, at: "2020-01-01", days: 60, without: [3]) == [])
  }

  @Test("What may be overtaken is possible, and may be past only once its first day has come")
  func overtaken() throws {
    let lines =
      Self.names + [
        #"{"type":"office","on":"2001-01-01","until":"[2003-01-01..2003-12-31]","office":"O:c","holder":"ARG"}"#,
        #"{"type":"office","on":"[2002-06-01..2003-06-01]","office":"O:c","holder":"CHL"}"#,
      ]
    let before = try rows(lines, at: "2002-01-01", days: 800)
    #expect(before.contains { $0.hasSuffix("office-ends O:c ARG possible") })
    let within = try rows(lines, at: "2003-02-01", days: 800)
    #expect(within.allSatisfy { $0.hasSuffix("possible may be past") } && !within.isEmpty)
  }
}
