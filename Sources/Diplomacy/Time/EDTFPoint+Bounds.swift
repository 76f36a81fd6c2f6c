import EventLog

extension EDTFPoint {
  /// First month and length in months of the parts of a year, by the number EDTF gives them.
  ///
  /// Seasons are whole months, as meteorologists count them: 21 to 24 and 25 to 28 are spring to winter of
  /// the north, 29 to 32 of the south, from March and September on. A season that begins in December ends in
  /// the next year's February. 33 to 36 are quarters, 37 to 39 thirds, 40 and 41 halves.
  static func months(ofPart part: Int) -> (first: Int, count: Int)? {
    switch part {
    case 21...24: (3 + (part - 21) * 3, 3)
    case 25...28: (3 + (part - 25) * 3, 3)
    case 29: (9, 3)
    case 30: (12, 3)
    case 31, 32: (3 + (part - 31) * 3, 3)
    case 33...36: (1 + (part - 33) * 3, 3)
    case 37...39: (1 + (part - 37) * 4, 4)
    case 40, 41: (1 + (part - 40) * 6, 6)
    default: nil
    }
  }

  /// The days from the first day of a month through some months; past 9999-12-31 the end is open.
  static func bounds(year: Int, month: Int, count: Int) -> DayBounds? {
    guard let first = Day(year: year, month: month, day: 1) else { return nil }
    let (lastYear, last) = (year + (month + count - 2) / 12, (month + count - 2) % 12 + 1)
    let end = Day(year: lastYear, month: last, day: Day.length(ofMonth: last, year: lastYear))
    return DayBounds(first, end ?? .distantFuture)
  }

  /// What `~` means, by what is given: 3 days for a day, 1 month for a month or a part of a year, 1 year for
  /// a year.
  static func widened(_ bounds: DayBounds, by grain: EDTF.Grain) -> DayBounds {
    let (low, after) = (bounds.earliest, bounds.latest.next)
    switch grain {
    case .day: return DayBounds(low.adding(days: -3), bounds.latest.adding(days: 3))
    case .month, .part: return DayBounds(low.adding(months: -1), after.adding(months: 1).previous)
    default: return DayBounds(low.adding(years: -1), after.adding(years: 1).previous)
    }
  }
}

extension EDTFPoint {
  /// The first to the last day of the calendar that fits what is written.
  func bounds(of parts: Parts) throws(EDTFError) -> DayBounds {
    if let whole = parts.whole { return whole }
    if let part = parts.part, let (month, count) = EDTFPoint.months(ofPart: part) {
      guard let first = parts.firstYear(from: 0), let last = parts.firstYear(from: 9),
        let low = EDTFPoint.bounds(year: first, month: month, count: count),
        let high = EDTFPoint.bounds(year: last, month: month, count: count)
      else { throw reader.failure(range.lowerBound, .noDayFits) }
      return low.union(high)
    }
    if let year = parts.year.value, let month = parts.month?.value, let day = parts.day?.value {
      if let exact = Day(year: year, month: month, day: day) { return DayBounds(exact) }
      let length = Day.length(ofMonth: month, year: year)
      throw reader.failure(
        range.lowerBound + 8, .noSuchDay(day, month: month, year: year, length: length))
    }
    guard let first = parts.firstDay, let last = parts.lastDay else {
      throw reader.failure(range.lowerBound, .noDayFits)
    }
    return DayBounds(first, last)
  }

  /// Whether a date alone is one that tables write for "open" or "not known".
  func isSentinel(_ bounds: DayBounds, _ parts: Parts) -> Bool {
    if parts.year.value == 9999 || parts.year.value == 0 { return true }
    guard bounds.isExact else { return false }
    let (year, month, day) = bounds.earliest.civil
    return EDTF.isSentinel(UInt32(year * 10_000 + month * 100 + day))
  }
}

extension EDTFPoint.Parts {
  /// The days of a whole month or a whole year: by far the most dates that are not one day.
  var whole: DayBounds? {
    guard day == nil, part == nil, let year = year.value else { return nil }
    guard let month else { return EDTFPoint.bounds(year: year, month: 1, count: 12) }
    return month.value.flatMap { EDTFPoint.bounds(year: year, month: $0, count: 1) }
  }

  /// The year with every X replaced by the same digit.
  func firstYear(from digit: UInt8) -> Int? {
    year.filled(with: digit + 0x30)
  }

  /// The earliest day that fits.
  var firstDay: Day? {
    fitting(
      years: Array(year.filled(with: 0x30)...year.filled(with: 0x39)), months: Array(1...12), last: false)
  }

  /// The latest day that fits.
  var lastDay: Day? {
    let years = year.filled(with: 0x30)...year.filled(with: 0x39)
    return fitting(years: years.reversed(), months: (1...12).reversed(), last: true)
  }

  private func fitting(years: [Int], months: [Int], last: Bool) -> Day? {
    for candidate in years where year.fits(candidate) {
      for number in months where month?.fits(number) ?? true {
        let length = Day.length(ofMonth: number, year: candidate)
        let days = last ? Array((1...length).reversed()) : Array(1...length)
        if let number = days.first(where: { day?.fits($0) ?? true }).map({ (number, $0) }) {
          return Day(year: candidate, month: number.0, day: number.1)
        }
      }
    }
    return nil
  }
}
