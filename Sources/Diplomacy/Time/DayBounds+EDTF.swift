import EventLog

extension DayBounds {
  /// The shortest EDTF text with exactly these bounds.
  ///
  /// `2015-04-02` for one day, `2006-06` for a whole month, `2015` for a whole year,
  /// `[2018-11-08..2020-05-26]` for any other days, `[..2015-04-02]` and `[2020-05-27..]` with an open end,
  /// `..` when nothing is known. Days that `EDTF` takes for "open" when they stand alone (9999-12-31,
  /// 1111-11-11) are put in brackets. Reading the text gives the bounds back; only bounds that are one open
  /// end and hold no civil day have no text of their own and print `..`.
  public var edtf: String {
    let (low, high) = (earliest.isCivil, latest.isCivil)
    guard low || high else { return ".." }
    guard low else { return "[..\(latest)]" }
    guard high else { return "[\(earliest)..]" }
    if earliest == latest {
      // Most days are none of those that tables write for no date.
      if Day.firstPlain <= earliest, earliest < Day.endOfPlain { return earliest.description }
      return DayBounds.bracketed(earliest.description, year: earliest.civil.year, day: earliest)
    }
    let (year, month, day) = earliest.civil
    if day == 1, latest.next == earliest.firstOfNextMonth || isLastMonth {
      return DayBounds.bracketed(String(earliest.description.prefix(7)), year: year)
    }
    if day == 1, month == 1, latest == Day(year: year, month: 12, day: 31) {
      return DayBounds.bracketed(padded(year, to: 4), year: year)
    }
    return "[\(earliest)..\(latest)]"
  }

  /// December 9999, whose next month is outside the calendar.
  private var isLastMonth: Bool {
    latest == .last && earliest == Day.last.firstOfMonth
  }

  private static func bracketed(_ text: String, year: Int, day: Day? = nil) -> String {
    var sentinel = year == 9999 || year == 0
    if let day {
      let (year, month, number) = day.civil
      sentinel = EDTF.isSentinel(UInt32(year * 10_000 + month * 100 + number))
    }
    return sentinel ? "[\(text)]" : text
  }
}

extension Day {
  /// Behind the early days that tables write for a date that nobody knows (``EDTF/isSentinel(_:)``).
  fileprivate static let firstPlain = Day(year: 1111, month: 11, day: 12) ?? .distantFuture
  /// The first of the late ones.
  fileprivate static let endOfPlain = Day(year: 9999, month: 1, day: 1) ?? .distantPast
}
