/// A civil day of the proleptic Gregorian calendar, the grain of valid time.
///
/// Stored as the number of days since 1970-01-01; there is no time of day and no zone. Years run from 0000 to
/// 9999, as ISO 8601 writes them with four digits. `distantPast` and `distantFuture` stand for ends that are
/// not known or not there; they compare as before and after every civil day and have no year.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, negative before it.
  public let number: Int32

  /// The day with this number.
  public init(number: Int32) {
    self.number = number
  }

  /// Before every civil day: an open or unknown beginning.
  public static let distantPast = Day(number: .min)
  /// After every civil day: an open or unknown end.
  public static let distantFuture = Day(number: .max)
  /// 0000-01-01 and 9999-12-31, the first and the last civil day.
  public static let first = Day(number: -719_528)
  /// The last civil day, 9999-12-31.
  public static let last = Day(number: 2_932_896)

  /// Whether this is a real day and not one of the two open ends.
  public var isCivil: Bool { self >= .first && self <= .last }

  /// The civil day with these numbers, or `nil` if the calendar has none (month 13, 30 February, year 10000).
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.number = Int32(Day.daysBeforeYear(year) + Day.daysBeforeMonth(month, year: year) + day - 1 - 719_528)
  }

  /// The day `count` days later (earlier if negative); open ends stay open, and no sum leaves the civil days.
  public func adding(days count: Int) -> Day {
    guard isCivil else { return self }
    let sum = Int(number) + count
    if sum > Int(Day.last.number) { return .distantFuture }
    if sum < Int(Day.first.number) { return .distantPast }
    return Day(number: Int32(sum))
  }

  /// The day before this one.
  public var previous: Day { adding(days: -1) }
  /// The day after this one.
  public var next: Day { adding(days: 1) }

  /// Compares the days by their place on the line.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day {
  /// Whether the Gregorian calendar gives this year 366 days.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The number of days of a month, 28 to 31; `month` is 1 to 12.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func daysBeforeYear(_ year: Int) -> Int {
    guard year > 0 else { return 0 }
    let past = year - 1
    return 366 + past * 365 + past / 4 - past / 100 + past / 400
  }

  private static func daysBeforeMonth(_ month: Int, year: Int) -> Int {
    let sums = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    return sums[month - 1] + (month > 2 && isLeap(year) ? 1 : 0)
  }

  /// Year, month and day of the calendar.
  ///
  /// A programmer error (traps) on an open end.
  public var civil: (year: Int, month: Int, day: Int) {
    precondition(isCivil, "an open end of a range has no year")
    let fromZero = Int(number) + 719_528
    var year = min(9999, fromZero / 365)
    while Day.daysBeforeYear(year) > fromZero { year -= 1 }
    let inYear = fromZero - Day.daysBeforeYear(year)
    var month = 12
    while Day.daysBeforeMonth(month, year: year) > inYear { month -= 1 }
    return (year, month, inYear - Day.daysBeforeMonth(month, year: year) + 1)
  }
}

extension Day: CustomStringConvertible {
  /// `2015-04-02`, ISO 8601; an open end prints as `..`.
  public var description: String {
    guard isCivil else { return ".." }
    return String(unsafeUninitializedCapacity: Day.textLength) { text in
      write(to: text)
      return Day.textLength
    }
  }

  /// How long the text of a civil day is.
  static let textLength = 10

  /// Writes the text of a civil day over the first bytes of some memory.
  func write(to text: UnsafeMutableBufferPointer<UInt8>) {
    let (year, month, day) = civil
    text.write(year, digits: 4, at: 0)
    text[4] = UInt8(ascii: "-")
    text.write(month, digits: 2, at: 5)
    text[7] = UInt8(ascii: "-")
    text.write(day, digits: 2, at: 8)
  }
}

extension Day: LosslessStringConvertible {
  /// Reads exactly `YYYY-MM-DD`; everything else is `nil`.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = decimal(bytes[0..<4]), let month = decimal(bytes[5..<7]), let day = decimal(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

/// The value of a run of ASCII digits, `nil` if it is empty or holds anything else.
///
/// Inlinable, so that each collection has its own: made for any, it asks Swift's runtime what the elements are.
@inlinable
package func decimal(_ digits: some Collection<UInt8>) -> Int? {
  guard !digits.isEmpty, digits.count <= 18 else { return nil }
  var value = 0
  for digit in digits {
    guard digit >= 0x30, digit <= 0x39 else { return nil }
    value = value * 10 + Int(digit - 0x30)
  }
  return value
}

/// A number with zeros before it up to a width.
package func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// Writes the last digits of a number.
  func write(_ number: Int, digits: Int, at place: Int) {
    var rest = number
    for offset in (place..<place + digits).reversed() {
      self[offset] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}
