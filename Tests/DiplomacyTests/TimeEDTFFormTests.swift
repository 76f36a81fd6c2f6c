import Diplomacy
import EventLog
import Testing

/// A form of the notation and the days it means.
struct Form: Sendable, CustomTestStringConvertible {
  let text: String
  let from: String
  let to: String
  var strictFrom: String?
  var strictTo: String?

  init(_ text: String, _ from: String, _ to: String, strict: (String, String)? = nil) {
    (self.text, self.from, self.to) = (text, from, to)
    (strictFrom, strictTo) = (strict?.0, strict?.1)
  }

  var testDescription: String { text }
  var bounds: DayBounds { DayBounds(Form.day(from, else: .distantPast), Form.day(to, else: .distantFuture)) }
  var strict: DayBounds {
    DayBounds(
      Form.day(strictFrom ?? from, else: .distantPast), Form.day(strictTo ?? to, else: .distantFuture))
  }

  static func day(_ text: String, else open: Day) -> Day { text == ".." ? open : Day(text)! }
}

@Suite("Dates: the forms that are read")
struct TimeEDTFFormTests {
  static let points: [Form] = [
    Form("2015-04-02", "2015-04-02", "2015-04-02"),
    Form("2000-02-29", "2000-02-29", "2000-02-29"),
    Form("2006-06", "2006-06-01", "2006-06-30"),
    Form("1900-02", "1900-02-01", "1900-02-28"),
    Form("2000-02", "2000-02-01", "2000-02-29"),
    Form("2015", "2015-01-01", "2015-12-31"),
    Form("..", "..", ".."),
    Form("2020-01-31T23:00Z", "2020-01-31", "2020-01-31"),
    Form("2020-01-31T23:00:59.5+05:30", "2020-01-31", "2020-01-31"),
    Form("2020-01-31T00:30-11", "2020-01-31", "2020-01-31"),
    Form("2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31"),
    Form("2015-33", "2015-01-01", "2015-03-31"),
    Form("2015-34", "2015-04-01", "2015-06-30"),
    Form("2015-35", "2015-07-01", "2015-09-30"),
    Form("2020-36", "2020-10-01", "2020-12-31"),
    Form("2015-37", "2015-01-01", "2015-04-30"),
    Form("2015-38", "2015-05-01", "2015-08-31"),
    Form("2015-39", "2015-09-01", "2015-12-31"),
    Form("2015-40", "2015-01-01", "2015-06-30"),
    Form("2015-41", "2015-07-01", "2015-12-31"),
    Form("2015-21", "2015-03-01", "2015-05-31"),
    Form("2015-22", "2015-06-01", "2015-08-31"),
    Form("2015-23", "2015-09-01", "2015-11-30"),
    Form("2015-24", "2015-12-01", "2016-02-29"),
    Form("2015-25", "2015-03-01", "2015-05-31"),
    Form("2015-28", "2015-12-01", "2016-02-29"),
    Form("2015-29", "2015-09-01", "2015-11-30"),
    Form("2015-30", "2015-12-01", "2016-02-29"),
    Form("2015-31", "2015-03-01", "2015-05-31"),
    Form("2015-32", "2015-06-01", "2015-08-31"),
    Form("1993-XX-31", "1993-01-31", "1993-12-31"),
    Form("1964-XX-16", "1964-01-16", "1964-12-16"),
    Form("1993-XX-30", "1993-01-30", "1993-12-30"),
    Form("2015-04-XX", "2015-04-01", "2015-04-30"),
    Form("2015-04-3X", "2015-04-30", "2015-04-30"),
    Form("2015-XX", "2015-01-01", "2015-12-31"),
    Form("2015-XX-XX", "2015-01-01", "2015-12-31"),
    Form("2015-1X", "2015-10-01", "2015-12-31"),
    Form("2015-X2-29", "2015-12-29", "2015-12-29"),
    Form("199X", "1990-01-01", "1999-12-31"),
    Form("19XX", "1900-01-01", "1999-12-31"),
    Form("199X-02-29", "1992-02-29", "1996-02-29"),
    Form("199X-06", "1990-06-01", "1999-06-30"),
    Form("199X-41", "1990-07-01", "1999-12-31"),
  ]

  static let marked: [Form] = [
    Form("2012-06-20~", "2012-06-17", "2012-06-23", strict: ("2012-06-20", "2012-06-20")),
    Form("2012-06-20%", "2012-06-17", "2012-06-23", strict: ("2012-06-20", "2012-06-20")),
    Form("1979-05-03?", "1979-05-03", "1979-05-03"),
    Form("2020-03~", "2020-02-01", "2020-04-30", strict: ("2020-03-01", "2020-03-31")),
    Form("2020-01~", "2019-12-01", "2020-02-29", strict: ("2020-01-01", "2020-01-31")),
    Form("2020-03?", "2020-03-01", "2020-03-31"),
    Form("2020~", "2019-01-01", "2021-12-31", strict: ("2020-01-01", "2020-12-31")),
    Form("2020%", "2019-01-01", "2021-12-31", strict: ("2020-01-01", "2020-12-31")),
    Form("2020-41~", "2020-06-01", "2021-01-31", strict: ("2020-07-01", "2020-12-31")),
    Form("199X~", "1989-01-01", "2000-12-31", strict: ("1990-01-01", "1999-12-31")),
    Form("1993-XX-31~", "1993-01-28", "1994-01-03", strict: ("1993-01-31", "1993-12-31")),
    Form("2015-04-XX~", "2015-03-01", "2015-05-31", strict: ("2015-04-01", "2015-04-30")),
    Form("2020-01-31T23:00Z~", "2020-01-28", "2020-02-03", strict: ("2020-01-31", "2020-01-31")),
  ]

  static let sets: [Form] = [
    Form("[1993-09-09,1993-12-09]", "1993-09-09", "1993-12-09"),
    Form("[1993-12-09,1993-09-09]", "1993-09-09", "1993-12-09"),
    Form("[2018-11-08..2020-05-26]", "2018-11-08", "2020-05-26"),
    Form("[2020-05-26..2020-06]", "2020-05-26", "2020-06-30"),
    Form("[2020-05-26..2020-05]", "2020-05-26", "2020-05-31"),
    Form("[1981-09..1981-10]", "1981-09-01", "1981-10-31"),
    Form("[..2015-04-02]", "..", "2015-04-02"),
    Form("[..2015]", "..", "2015-12-31"),
    Form("[2015..]", "2015-01-01", ".."),
    Form("[1993,1995-02..1995-03]", "1993-01-01", "1995-03-31"),
    Form("[..1990,1993,1995..]", "..", ".."),
    Form("[2015]", "2015-01-01", "2015-12-31"),
    Form("[2012-06-20~,2012-07]", "2012-06-17", "2012-07-31", strict: ("2012-06-20", "2012-07-31")),
    Form("[2014~..2015?]", "2013-01-01", "2015-12-31", strict: ("2014-01-01", "2015-12-31")),
    Form("[199X..2005-40]", "1990-01-01", "2005-06-30"),
    Form("[9999-12-31]", "9999-12-31", "9999-12-31"),
    Form("[1111-11-11]", "1111-11-11", "1111-11-11"),
    Form("[0000]", "0000-01-01", "0000-12-31"),
    Form("[9999-24]", "9999-12-01", ".."),
    Form("[9999-12-31~]", "9999-12-28", "..", strict: ("9999-12-31", "9999-12-31")),
    Form("[0000~]", "..", "0001-12-31", strict: ("0000-01-01", "0000-12-31")),
  ]

  @Test("A date means the days from its first to its last", arguments: points + marked + sets)
  func bounds(form: Form) throws {
    let date = try EDTF(form.text)
    #expect(date.text == form.text)
    #expect(date.description == form.text)
    #expect(date.bounds == form.bounds)
    #expect(date.bounds(strict: true) == form.strict)
    #expect(date.lastDay(strict: false) == nil)
    #expect(!date.isInterval)
  }

  /// An interval: the bounds of its first and of its last day.
  struct Interval: Sendable, CustomTestStringConvertible {
    let text: String
    let first: Form
    let last: Form
    let asOneDay: String?
    var testDescription: String { text }

    init(_ text: String, _ first: (String, String), _ last: (String, String), asOneDay: String?) {
      self.text = text
      (self.first, self.last) = (Form("", first.0, first.1), Form("", last.0, last.1))
      self.asOneDay = asOneDay
    }
  }

  static let always = DayBounds(.distantPast)
  static let never = DayBounds(.distantFuture)

  static let intervals: [Interval] = [
    Interval(
      "1964-04-02/2008-08-31", ("1964-04-02", "1964-04-02"), ("2008-08-31", "2008-08-31"),
      asOneDay: "[1964-04-02..2008-08-31]"),
    Interval(
      "2012/2014", ("2012-01-01", "2012-12-31"), ("2014-01-01", "2014-12-31"), asOneDay: "[2012..2014]"),
    Interval(
      "2012/2012", ("2012-01-01", "2012-12-31"), ("2012-01-01", "2012-12-31"), asOneDay: "[2012..2012]"),
    Interval(
      "2004-06-15/2004", ("2004-06-15", "2004-06-15"), ("2004-06-15", "2004-12-31"),
      asOneDay: "[2004-06-15..2004]"),
    Interval(
      "2004/2004-06-15", ("2004-01-01", "2004-06-15"), ("2004-06-15", "2004-06-15"),
      asOneDay: "[2004..2004-06-15]"),
    Interval("2012/", ("2012-01-01", "2012-12-31"), ("2012-01-01", ".."), asOneDay: "[2012..]"),
    Interval("/2012", ("..", "2012-12-31"), ("2012-01-01", "2012-12-31"), asOneDay: "[..2012]"),
    Interval(
      "2012~/2014-02~", ("2011-01-01", "2013-12-31"), ("2014-01-01", "2014-03-31"),
      asOneDay: "[2012~..2014-02~]"),
    Interval(
      "[1993-09-09,1993-12-09]/1999-04-20", ("1993-09-09", "1993-12-09"), ("1999-04-20", "1999-04-20"),
      asOneDay: nil),
    Interval(
      "2020-01-31T23:00Z/2020-41", ("2020-01-31", "2020-01-31"), ("2020-07-01", "2020-12-31"),
      asOneDay: "[2020-01-31T23:00Z..2020-41]"),
  ]

  @Test("An interval begins and ends on days of its two ends", arguments: intervals)
  func interval(_ interval: Interval) throws {
    let date = try EDTF(interval.text)
    #expect(date.text == interval.text)
    #expect(date.isInterval)
    #expect(date.bounds == interval.first.bounds)
    #expect(date.lastDay(strict: false) == interval.last.bounds)
    #expect(date.asOneDay == interval.asOneDay)
    if let oneDay = date.asOneDay { #expect(try !EDTF(oneDay).isInterval) }
  }

  @Test("An open end of an interval never comes, an unknown one may have come on any day")
  func openEnds() throws {
    let since = try EDTF("2012/..")
    #expect(since.bounds.edtf == "2012")
    #expect(since.lastDay(strict: false) == Self.never)
    #expect(since.asOneDay == "[2012..]")
    let until = try EDTF("../2012")
    #expect(until.bounds == Self.always)
    #expect(until.lastDay(strict: false)?.edtf == "2012")
    let near = try EDTF("2012-06-20~/")
    #expect(near.lastDay(strict: true)?.earliest == Day("2012-06-20"))
    #expect(near.lastDay(strict: false)?.earliest == Day("2012-06-17"))
  }

  @Test(
    "How a date was given is kept in one byte",
    arguments: [
      ("..", .unknown, []), ("2015-04-02", .day, []), ("2006-06", .month, []), ("2020-41", .part, []),
      ("2020-21", .part, []), ("2015", .year, []), ("199X", .year, [.unspecified]),
      ("2015-04-XX", .month, [.unspecified]),
      ("1993-XX-31", .day, [.unspecified]), ("2012-06-20~", .day, [.approximate]),
      ("1979-05-03?", .day, [.uncertain]),
      ("2015%", .year, [.approximate, .uncertain]), ("[1993-09-09,1993-12-09?]", .set, [.uncertain]),
      ("[2018..2020]", .range, []), ("[..2020~]", .range, [.approximate]), ("[2015]", .year, []),
      ("2020-01-31T23:00Z", .day, [.timeOfDay]), ("2012/..", .year, [.interval]),
      ("2012-06/2014-02-03~", .month, [.interval, .approximate]),
      ("../[2014,2015]", .set, [.interval]),
    ] as [(String, EDTF.Grain, EDTF.Precision)])
  func precision(text: String, grain: EDTF.Grain, flags: EDTF.Precision) throws {
    let date = try EDTF(text)
    #expect(date.grain == grain)
    #expect(date.precision == grain.rawValue | flags.rawValue)
    #expect(date.isApproximate == flags.contains(.approximate))
    #expect(date.isUncertain == flags.contains(.uncertain))
    #expect(date.isInterval == flags.contains(.interval))
    #expect(date.hasTimeOfDay == flags.contains(.timeOfDay))
  }

  @Test("Dates are equal when they are written alike")
  func equality() throws {
    #expect(try EDTF("2015") == EDTF("2015"))
    #expect(try EDTF("2015") != EDTF("2015-XX"))
    #expect(try EDTF("2015-04-02") == EDTF(Day("2015-04-02")!))
    #expect(try Set([EDTF("2015"), EDTF("2015"), EDTF("2015?")]).count == 2)
  }
}
