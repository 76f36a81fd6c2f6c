import Diplomacy
import EventLog
import Testing

/// Every day from 1900 to 2100, counted one after the other from a table of month lengths.
///
/// Knows nothing of the arithmetic under test: leap years are every fourth one but 1900 and 2100.
struct CountedCalendar {
  /// A counted day.
  struct Counted: Equatable {
    let number: Int32
    let year: Int
    let month: Int
    let day: Int
  }

  let days: [Counted]
  /// The number of days of each month counted from January 1900.
  let lengths: [Int]
  /// The place in `days` of the first of each month counted from January 1900.
  let firsts: [Int]

  init() {
    let common = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var (days, lengths, firsts): ([Counted], [Int], [Int]) = ([], [], [])
    var number: Int32 = -25_567  // 1900-01-01: 70 years of 365 days and 17 leap days before 1970-01-01
    for year in 1900...2100 {
      let isLeap = year % 4 == 0 && year != 1900 && year != 2100
      for month in 1...12 {
        let length = month == 2 && isLeap ? 29 : common[month - 1]
        firsts.append(days.count)
        lengths.append(length)
        for day in 1...length {
          days.append(Counted(number: number, year: year, month: month, day: day))
          number += 1
        }
      }
    }
    (self.days, self.lengths, self.firsts) = (days, lengths, firsts)
  }

  static let shared = CountedCalendar()
}

@Suite("Calendar: days, months and years")
struct TimeCalendarTests {
  private let calendar = CountedCalendar.shared

  /// Expects something of every counted day; one expectation, so that hundreds of thousands of days are
  /// quick.
  private func expectEveryDay(_ holds: (CountedCalendar.Counted, Day) -> Bool) {
    let wrong = calendar.days.first { !holds($0, Day(number: $0.number)) }
    #expect(wrong == nil)
  }

  @Test("Every day from 1900 to 2100 has the number that counting gives")
  func numbers() {
    #expect(calendar.days.count == 201 * 365 + 49)
    expectEveryDay { counted, day in
      Day(year: counted.year, month: counted.month, day: counted.day) == day
        && day.civil == (counted.year, counted.month, counted.day)
    }
  }

  @Test("Adding days counts days", arguments: [1, 2, 30, 60, 90, 180, 365, 366, -1, -59])
  func days(count: Int) {
    let days = calendar.days
    let wrong = days.indices.first { place in
      guard days.indices.contains(place + count) else { return false }
      return Day(number: days[place].number).adding(days: count).number != days[place + count].number
    }
    #expect(wrong == nil)
  }

  @Test(
    "Adding months keeps the day of the month, or takes the last day there is",
    arguments: [1, 3, 6, 11, 12, 48, -1, -13])
  func months(count: Int) {
    expectEveryDay { counted, day in
      let month = (counted.year - 1900) * 12 + counted.month - 1 + count
      guard calendar.lengths.indices.contains(month) else { return true }
      let expected = calendar.days[calendar.firsts[month] + min(counted.day, calendar.lengths[month]) - 1]
      return day.adding(months: count).number == expected.number
    }
  }

  @Test("The first of the next month is the first day that is a first and comes later")
  func firsts() {
    expectEveryDay { counted, day in
      let month = (counted.year - 1900) * 12 + counted.month - 1
      guard day.firstOfMonth.number == calendar.days[calendar.firsts[month]].number else { return false }
      guard month + 1 < calendar.firsts.count else { return true }
      return day.firstOfNextMonth.number == calendar.days[calendar.firsts[month + 1]].number
    }
  }

  @Test("Open ends stay open, and no sum leaves the calendar")
  func ends() {
    for count in [Int.min, -1_000_000, -1, 0, 1, 1_000_000, Int.max] {
      #expect(Day.distantPast.adding(months: count) == .distantPast)
      #expect(Day.distantFuture.adding(years: count) == .distantFuture)
      #expect(Day.distantFuture.firstOfNextMonth == .distantFuture)
    }
    let day = Day("2015-04-02")!
    for count in [120_000, Int.max] {
      #expect(day.adding(months: count) == .distantFuture && day.adding(years: count) == .distantFuture)
      #expect(day.adding(months: -count) == .distantPast && day.adding(years: -count) == .distantPast)
    }
    #expect(day.adding(months: Int.min) == .distantPast && day.adding(years: Int.min) == .distantPast)
    #expect(Day.last.adding(months: 1) == .distantFuture && Day.first.adding(months: -1) == .distantPast)
    #expect(Day.last.firstOfNextMonth == .distantFuture)
    #expect(Day("9999-11-30")!.adding(months: 1) == Day("9999-12-30")!)
    #expect(Day("0000-02-29")!.adding(years: 1) == Day("0001-02-28")!)
  }
}
