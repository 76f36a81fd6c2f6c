import Diplomacy
import EventLog
import TestSupport
import Testing

/// Random texts of the notation and near it.
struct RandomDates {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func digits(_ range: ClosedRange<Int>, _ width: Int) -> String {
    let text = String(Int.random(in: range, using: &random))
    return String(repeating: "0", count: width - text.utf8.count) + text
  }

  mutating func day() -> Day {
    Day(number: Int32.random(in: Day.first.number...Day.last.number, using: &random))
  }

  /// One day, month, part or year, often with a mark, sometimes with digits left open.
  mutating func point() -> String {
    let year = digits(2...9998, 4)
    var text =
      switch random.below(8) {
      case 0: year
      case 1: "\(year)-\(digits(1...12, 2))"
      case 2: "\(year)-\(digits(21...41, 2))"
      case 3: "\(year)-\(digits(1...12, 2))-XX"
      case 4: "\(year)-XX-\(digits(1...31, 2))"
      case 5: "\(year.prefix(3))X"
      case 6: "\(year)-\(digits(1...12, 2))-\(digits(1...28, 2))T23:00Z"
      default: "\(year)-\(digits(1...12, 2))-\(digits(1...28, 2))"
      }
    if random.oneIn(3) { text += random.pick(["~", "?", "%"]) }
    return text
  }

  /// A point, a set or an interval; a few of them end before they begin and are refused.
  mutating func date() -> String {
    switch random.below(4) {
    case 0: point()
    case 1: "\(random.pick(["", "..", point()]))/\(random.pick(["", "..", point()]))"
    case 2: "[\(random.oneIn(3) ? ".." : "")\(point()),\(point())\(random.oneIn(3) ? ".." : "")]"
    default: "[\(point())..\(point())]"
    }
  }
}

@Suite("Dates: laws")
struct TimeEDTFLawTests {
  @Test(
    "What is read keeps its text, its strict days within the widened ones, its first day before its last",
    arguments: [1, 2, 3, 4] as [UInt64])
  func laws(seed: UInt64) {
    var dates = RandomDates(seed: seed)
    var read = 0
    for _ in 0..<3000 {
      let text = dates.date()
      guard let date = try? EDTF(text) else { continue }
      read += 1
      let (strict, widened) = (date.bounds(strict: true), date.bounds)
      let holds =
        date.text == text && strict.union(widened) == widened && (date.isApproximate || strict == widened)
        && date.isInterval == (date.lastDay(strict: true) != nil)
      #expect(holds, "\(text), seed \(seed)")
      if let last = date.lastDay(strict: true), let wide = date.lastDay(strict: false) {
        let ordered =
          last.union(wide) == wide && strict.earliest <= last.latest && strict.earliest <= last.earliest
        #expect(ordered && strict.latest <= last.latest, "\(text), seed \(seed)")
      }
      #expect(
        (try? EDTF(date.bounds.edtf))?.bounds == date.bounds || date.bounds.edtf == "..",
        "\(text), seed \(seed)")
    }
    #expect(read > 2000, "too few texts were dates to say anything, seed \(seed)")
  }

  @Test("Bounds written as EDTF read back as the same bounds", arguments: [5, 6] as [UInt64])
  func bounds(seed: UInt64) {
    var dates = RandomDates(seed: seed)
    for _ in 0..<3000 {
      let (one, other) = (dates.day(), dates.day())
      let month = one.firstOfMonth
      let year = Day(year: one.civil.year, month: 1, day: 1)!
      let all = [
        DayBounds(one), DayBounds(min(one, other), max(one, other)), DayBounds(.distantPast, one),
        DayBounds(one, .distantFuture), DayBounds(month, month.firstOfNextMonth.previous),
        DayBounds(year, Day(year: one.civil.year, month: 12, day: 31)!),
      ]
      for bounds in all where bounds.latest != .distantFuture || bounds.earliest.isCivil {
        #expect((try? EDTF(bounds.edtf))?.bounds == bounds, "\(bounds.edtf), seed \(seed)")
        #expect(
          EDTF(bounds).bounds == bounds && EDTF(bounds).text == bounds.edtf, "\(bounds.edtf), seed \(seed)")
      }
    }
  }

  @Test(
    "The shortest text is taken",
    arguments: [
      ("2015-04-02", "2015-04-02", "2015-04-02"), ("2006-06-01", "2006-06-30", "2006-06"),
      ("2015-01-01", "2015-12-31", "2015"), ("2015-12-01", "2015-12-31", "2015-12"),
      ("2015-01-01", "2015-01-31", "2015-01"), ("2018-11-08", "2020-05-26", "[2018-11-08..2020-05-26]"),
      ("2015-01-01", "2015-06-30", "[2015-01-01..2015-06-30]"), ("..", "2015-04-02", "[..2015-04-02]"),
      ("2020-05-27", "..", "[2020-05-27..]"), ("..", "..", ".."), ("2016-02-01", "2016-02-29", "2016-02"),
      ("2016-02-01", "2016-02-28", "[2016-02-01..2016-02-28]"), ("0000-01-01", "0000-12-31", "[0000]"),
      ("9999-12-01", "9999-12-31", "[9999-12]"), ("9999-01-01", "9999-12-31", "[9999]"),
      ("9999-12-31", "9999-12-31", "[9999-12-31]"), ("1111-11-11", "1111-11-11", "[1111-11-11]"),
      ("0001-01-01", "0001-01-01", "[0001-01-01]"), ("0001-01-01", "0001-12-31", "0001"),
    ])
  func shortest(from: String, to: String, text: String) throws {
    let bounds = Form("", from, to).bounds
    #expect(bounds.edtf == text)
    #expect(try EDTF(text).bounds == bounds)
  }

  @Test("Bounds that hold no civil day print as an open end")
  func noCivilDay() {
    #expect(DayBounds(.distantPast).edtf == "..")
    #expect(DayBounds(.distantFuture).edtf == "..")
    #expect(EDTF(Day.distantFuture).bounds == .unknown)
  }

  @Test(
    "Every day, month and year from 1900 to 2100 is read as what it is, and no year as its first of January")
  func everyDay() {
    let days = (Day("1900-01-01")!.number...Day("2100-12-31")!.number).map { Day(number: $0) }
    let wrong = days.first { day in
      let (year, month, number) = day.civil
      guard let exact = try? EDTF(day.description), exact.bounds == DayBounds(day) else { return true }
      guard exact.precision == EDTF.Grain.day.rawValue else { return true }
      guard number == 1 else { return false }
      let lastOfMonth = Day(year: year, month: month, day: Day.length(ofMonth: month, year: year))!
      let wholeMonth = try? EDTF(String(day.description.prefix(7)))
      guard wholeMonth?.bounds == DayBounds(day, lastOfMonth) else { return true }
      guard month == 1 else { return false }
      let wholeYear = try? EDTF(String(year))
      return wholeYear?.bounds != DayBounds(day, Day(year: year, month: 12, day: 31)!)
    }
    #expect(wrong == nil)
  }

  @Test(
    "Random bytes are read or refused, at a place inside the text, with a suggestion that can be read",
    arguments: [7, 8, 9] as [UInt64])
  func fuzz(seed: UInt64) {
    var dates = RandomDates(seed: seed)
    let letters = Array("0123456789XX--..,,//[[]]~?%TZ:+ *{}\u{0}éa".utf8)
    for round in 0..<6000 {
      var bytes = Array(dates.date().utf8)
      switch round % 4 {
      case 0:
        bytes = (0..<dates.random.below(24)).map { _ in UInt8.random(in: 0...255, using: &dates.random) }
      case 1: bytes = (0..<dates.random.below(24)).map { _ in dates.random.pick(letters) }
      default:
        for _ in 0...dates.random.below(3) where !bytes.isEmpty {
          let place = dates.random.below(bytes.count)
          switch dates.random.below(3) {
          case 0: bytes[place] = dates.random.pick(letters)
          case 1: bytes.remove(at: place)
          default: bytes.insert(dates.random.pick(letters), at: place)
          }
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let date = try EDTF(text)
        #expect(
          date.text == text && date.text.utf8.allSatisfy { $0 < 0x80 },
          "\(text.debugDescription), seed \(seed)")
      } catch {
        let inside = (0...text.utf8.count).contains(error.offset)
        let readable = error.suggestion.map { (try? EDTF($0)) != nil } ?? true
        #expect(inside && readable && !error.description.isEmpty, "\(text.debugDescription), seed \(seed)")
      }
    }
  }
}
