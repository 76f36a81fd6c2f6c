import Diplomacy
import EventLog
import TestSupport
import Testing

@Suite(
  "Dates: real tables", .enabled(if: RealData.file("dirty-dates.csv") != nil, "dirty-dates.csv is absent"))
struct TimeDirtyDatesTests {
  private static let values = Table.columns(of: "dirty-dates.csv").map { $0[2] }

  @Test("Every date of the dirty table is read as bounds, or refused with a sentence")
  func counts() throws {
    var read = 0
    var refused: [String: String?] = [:]
    for value in Self.values {
      do {
        let date = try EDTF(value)
        read += 1
        #expect(date.bounds.earliest.isCivil && date.bounds.latest.isCivil, "\(value)")
      } catch {
        refused[value] = error.suggestion
        #expect(error.description.hasPrefix("“\(value)” is no date: "), "\(value)")
      }
    }
    #expect(Self.values.count == 335)
    #expect(read == 291)
    #expect(refused.count == 44)
    #expect(refused.filter { $0.value == nil }.map(\.key) == ["0014-022005"])
  }

  @Test(
    "What is refused is refused for its own reason, with the day it may mean",
    arguments: [
      ("9999-12-31", ".."), ("9999-12-01", ".."), ("1111-11-11", ".."), ("0001-01-01", ".."),
      ("2014-**-**", "2014"),
      ("2020-11-**", "2020-11"), ("****-**-**", ".."), ("1985-****", "1985"), ("2010-XX-XX-", "2010"),
      ("1981-09..1981-10", "[1981-09..1981-10]"), ("1972-06-31?", "1972-06?"), ("0014-022005", nil),
    ] as [(String, String?)])
  func refusals(value: String, suggestion: String?) throws {
    try #require(Self.values.contains(value), "the table no longer holds \(value)")
    let error = try #require(throws: EDTFError.self) { try EDTF(value) }
    #expect(error.suggestion == suggestion)
  }

  @Test(
    "What is read means what a person would say",
    arguments: [
      ("1998", "1998"), ("2006-09", "2006-09"), ("1979-05-03?", "1979-05-03"),
      ("1964-XX-16", "[1964-01-16..1964-12-16]"),
      ("1961-01-26~", "[1961-01-23..1961-01-29]"), ("2011-01-01~", "[2010-12-29..2011-01-04]"),
      ("1802-04-18?", "1802-04-18"),
      ("1891-07", "1891-07"), ("1997-01-01?", "1997-01-01"),
    ])
  func readings(value: String, bounds: String) throws {
    try #require(Self.values.contains(value), "the table no longer holds \(value)")
    #expect(try EDTF(value).bounds.edtf == bounds)
  }

  @Test("Nothing silently becomes the first of January, or of a month")
  func firsts() throws {
    var years = 0
    for value in Self.values {
      guard let date = try? EDTF(value) else { continue }
      let isFirst = date.bounds(strict: true).isExact && date.bounds(strict: true).earliest.civil.day == 1
      #expect(!isFirst || value.dropFirst(8).hasPrefix("01"), "\(value)")
      if value.utf8.count == 4 {
        years += 1
        #expect(date.bounds.edtf == value && date.grain == .year)
        #expect(date.bounds.latest.number - date.bounds.earliest.number >= 364, "\(value)")
      }
    }
    #expect(years > 40, "the table has bare years, and none was looked at")
  }

  @Test(
    "Every date of the first history is read, and most are one day",
    .enabled(if: RealData.file("csto.csv") != nil, "csto.csv is absent"))
  func firstHistory() throws {
    let rows = Table.columns(of: "csto.csv")
    #expect(rows.count == 88)
    var exact = 0
    for text in rows.flatMap({ [$0[2], $0[3]] }) where !text.isEmpty {
      let date = try EDTF(text.filter { $0 != "\"" })
      if date.bounds.isExact { exact += 1 }
    }
    #expect(exact > 70)
  }
}
