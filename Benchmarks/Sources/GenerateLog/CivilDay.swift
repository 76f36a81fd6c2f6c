/// Days since 1970-01-01 as text, in the proleptic Gregorian calendar.
enum CivilDay {
  /// 1996-01-01: every State of the list existed.
  static let first = 9_496
  /// 2025-12-31.
  static let last = 20_453

  /// `2018-11-08`.
  static func text(_ number: Int) -> String {
    let (year, month, day) = parts(number)
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// `2018-11`.
  static func month(_ number: Int) -> String {
    let (year, month, _) = parts(number)
    return "\(year)-\(two(month))"
  }

  /// Counted from 1 March of the year 0, where leap days come last.
  private static func parts(_ number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let inEra = shifted % 146_097
    let yearOfEra = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * inYear + 2) / 153
    let day = inYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
