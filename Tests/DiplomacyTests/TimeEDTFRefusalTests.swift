import Diplomacy
import EventLog
import Testing

@Suite("Dates: what is refused, and how")
struct TimeEDTFRefusalTests {
  /// A refused text, the byte where reading stopped, and what to write instead.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let text: String
    let offset: Int
    let suggestion: String?
    let reason: EDTFError.Reason?
    var testDescription: String { text }

    init(_ text: String, at offset: Int, _ suggestion: String?, _ reason: EDTFError.Reason? = nil) {
      (self.text, self.offset, self.suggestion, self.reason) = (text, offset, suggestion, reason)
    }
  }

  static let calendar: [Refusal] = [
    Refusal("2015-02-30", at: 8, "2015-02", .noSuchDay(30, month: 2, year: 2015, length: 28)),
    Refusal("1900-02-29", at: 8, "1900-02", .noSuchDay(29, month: 2, year: 1900, length: 28)),
    Refusal("1972-06-31?", at: 8, "1972-06?", .noSuchDay(31, month: 6, year: 1972, length: 30)),
    Refusal("2015-13", at: 5, nil, .noSuchMonth(13)),
    Refusal("2015-42", at: 5, nil, .noSuchMonth(42)),
    Refusal("2015-13-02", at: 5, "2015-02-13", .noSuchMonth(13)),
    Refusal("2015-41-01", at: 7, nil, .unexpected(found: "-", expected: "the end")),
    Refusal("1993-XX-32", at: 0, nil, .noDayFits),
    Refusal("1993-02-3X", at: 0, nil, .noDayFits),
    Refusal("1XXX-02-3X", at: 0, nil, .noDayFits),
    Refusal("2020-01-31T25:00Z", at: 11, nil, .noSuchTime("25")),
    Refusal("2020-01-31T23:60Z", at: 14, nil, .noSuchTime("60")),
    Refusal("2020-01-31T23:00:61Z", at: 17, nil, .noSuchTime("61")),
    Refusal("2020-01-31T23:00+24:00", at: 17, nil, .noSuchTime("24")),
    Refusal("2020-01-31T23:00", at: 16, "2020-01-31", .noZone),
    Refusal("2020-01-31T", at: 11, nil, .unexpected(found: nil, expected: "an hour of two digits")),
    Refusal("-0044", at: 0, nil, .yearOutOfRange),
    Refusal("12015", at: 4, nil, .yearOutOfRange),
  ]

  static let placeholders: [Refusal] = [
    Refusal("9999-12-31", at: 0, "..", .sentinel),
    Refusal("9999-12-01", at: 0, "..", .sentinel),
    Refusal("9999", at: 0, "..", .sentinel),
    Refusal("1111-11-11", at: 0, "..", .sentinel),
    Refusal("0001-01-01", at: 0, "..", .sentinel),
    Refusal("2012-01-01/9999-12-31", at: 11, "2012-01-01/..", .sentinel),
    Refusal("0000-00-00", at: 5, "..", .placeholder),
    Refusal("2015-00-00", at: 5, "2015", .placeholder),
    Refusal("2015-05-00", at: 8, "2015-05", .placeholder),
    Refusal("2014-**-**", at: 5, "2014", .placeholder),
    Refusal("2020-11-**", at: 8, "2020-11", .placeholder),
    Refusal("****-**-**", at: 0, "..", .placeholder),
    Refusal("1985-****", at: 5, "1985", .placeholder),
    Refusal("1993-**-05", at: 5, "1993-XX-05", .placeholder),
    Refusal("2010-XX-XX-", at: 10, "2010"),
    Refusal("XXXX-12-25", at: 0, "..", .saysNothing),
    Refusal("199x", at: 3, "199X"),
    Refusal("", at: 0, "..", .empty),
    Refusal("unknown", at: 0, ".."),
  ]

  static let otherNotations: [Refusal] = [
    Refusal("2.4.2015", at: 1, "2015-04-02", .otherNotation),
    Refusal("02.04.2015", at: 2, "2015-04-02", .otherNotation),
    Refusal("April 2 2015", at: 0, "2015-04-02", .otherNotation),
    Refusal("2 April 2015", at: 1, "2015-04-02", .otherNotation),
    Refusal("28 Jun 1999", at: 2, "1999-06-28", .otherNotation),
    Refusal("26th of May, 2020", at: 2, "2020-05-26", .otherNotation),
    Refusal("May 2006", at: 0, "2006-05", .otherNotation),
    Refusal("2015/04/02", at: 7, "2015-04-02", .otherNotation),
    Refusal("2015/04", at: 7, "2015-04", .otherNotation),
    Refusal("13/04/2015", at: 2, "2015-04-13", .otherNotation),
    Refusal("04/13/2015", at: 2, "2015-04-13", .otherNotation),
    Refusal("02/04/2015", at: 2, nil, .ambiguousOrder("2015-04-02", "2015-02-04")),
    Refusal("20150402", at: 4, "2015-04-02", .otherNotation),
    Refusal("201504", at: 4, "2015-04", .otherNotation),
    Refusal("2015-4-2", at: 6, "2015-04-02", .otherNotation),
    Refusal("2015-092", at: 7, "2015-04-02", .otherNotation),
    Refusal("2016-366", at: 7, "2016-12-31", .otherNotation),
    Refusal("2015-366", at: 7, nil),
    Refusal("circa 2015", at: 0, "2015~"),
    Refusal("since 2012", at: 0, "2012/.."),
    Refusal("until 2012-04", at: 0, "../2012-04"),
    Refusal("2015–04–02", at: 4, "2015-04-02"),
    Refusal(" 2015-04-02", at: 0, "2015-04-02"),
    Refusal("2020-01-31 23:00Z", at: 10, "2020-01-31T23:00Z"),
    Refusal("2015-W14-4", at: 5, nil),
    Refusal("today", at: 0, nil),
    Refusal("0014-022005", at: 7, nil),
  ]

  static let structure: [Refusal] = [
    Refusal("2020/2019", at: 5, "2019/2020", .reversed(first: "2020", last: "2019")),
    Refusal("[2020..2019]", at: 7, "[2019..2020]", .reversed(first: "2020", last: "2019")),
    Refusal("[2020..2019,2021]", at: 7, nil, .reversed(first: "2020", last: "2019")),
    Refusal("1981-09..1981-10", at: 7, "[1981-09..1981-10]", .bareRange),
    Refusal("2012..", at: 4, "[2012..]", .bareRange),
    Refusal("/", at: 0, "..", .saysNothing),
    Refusal("../..", at: 0, "..", .saysNothing),
    Refusal("[]", at: 0, "..", .saysNothing),
    Refusal("[..]", at: 0, "..", .saysNothing),
    Refusal("[2015,]", at: 6, nil),
    Refusal("[,2015]", at: 1, nil),
    Refusal("[2015,..,2016]", at: 6, nil, .openInside),
    Refusal("[2015..,2016]", at: 5, nil, .openInside),
    Refusal("[2014,..2016]", at: 6, nil, .openInside),
    Refusal("[2015, 2016]", at: 6, "[2015,2016]"),
    Refusal("[2015", at: 5, "[2015]"),
    Refusal("[2015]x", at: 6, nil),
    Refusal("[2012/2014]", at: 5, "[2012..2014]"),
    Refusal("[2015..2016]~", at: 12, "[2015~..2016~]"),
    Refusal("{2015,2016}", at: 0, nil, .allOfSet),
    Refusal("2012/2013/2014", at: 9, nil),
    Refusal("2015?~", at: 5, "2015%", .twoMarks),
    Refusal("2015~-04", at: 4, "2015-04~", .markInside),
    Refusal("2004-06~-11", at: 7, "2004-06-11~", .markInside),
    Refusal("~2015", at: 0, "2015~", .markInside),
    Refusal("２０１５", at: 0, nil),
    Refusal("2015\u{0}", at: 4, nil),
  ]

  @Test(
    "A refusal names the place and, where it can, what to write",
    arguments: calendar + placeholders + otherNotations + structure)
  func refusal(_ refusal: Refusal) throws {
    let error = try #require(throws: EDTFError.self) { try EDTF(refusal.text) }
    #expect(error.text == refusal.text)
    #expect(error.offset == refusal.offset)
    #expect(error.suggestion == refusal.suggestion)
    if let reason = refusal.reason { #expect(error.reason == reason) }
    if let suggestion = error.suggestion { #expect(throws: Never.self) { try EDTF(suggestion) } }
  }

  @Test(
    "A refusal reads as one sentence",
    arguments: [
      (
        "2015-02-30",
        "“2015-02-30” is no date: February 2015 has 28 days, not 30 (at character 9); write 2015-02"
      ),
      (
        "2020/2019",
        "“2020/2019” is no date: it ends (2019) before it begins (2020) (at character 6); write 2019/2020"
      ),
      (
        "2 avril 2015",
        "“2 avril 2015” is no date: “ ” stands where a year of four digits should (at character 2)"
      ),
      ("[2015", "“[2015” is no date: it ends where “]” should follow (at character 6); write [2015]"),
      ("–2015", "“–2015” is no date: “–” stands where a year of four digits should"),
      ("\u{1B}[31m", "“\u{FFFD}[31m” is no date: “\u{FFFD}” stands where a year of four digits should"),
    ])
  func sentence(text: String, sentence: String) throws {
    let error = try #require(throws: EDTFError.self) { try EDTF(text) }
    #expect(error.description == sentence)
  }

  @Test("A very long text is refused without being read, and shown in part")
  func length() throws {
    let longest =
      "[" + Array(repeating: "2015-01", count: (EDTF.longest - 1) / 8).joined(separator: ",") + "]"
    #expect(longest.utf8.count <= EDTF.longest)
    #expect(try EDTF(longest).bounds.edtf == "2015-01")
    let tooLong = String(repeating: "2015/", count: 100_000)
    let error = try #require(throws: EDTFError.self) { try EDTF(tooLong) }
    #expect(error.reason == .tooLong(500_000))
    #expect(error.description.count < 200)
  }
}
