/// A moment of record time: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Instant: Hashable, Comparable, Sendable {
  /// Microseconds since the epoch, negative before it.
  public let microseconds: Int64

  /// The moment with this count.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// Compares by place on the line of time.
  public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

  private static let microsecondsADay: Int64 = 86_400_000_000

  /// The last microsecond of a civil day in UTC: what "as of that day" means.
  ///
  /// A day beyond what microseconds can count, such as `Day.distantFuture`, ends at the last moment that can
  /// be; one before it, such as `Day.distantPast`, at the first.
  public static func end(of day: Day) -> Instant {
    let (after, isBeyond) = (Int64(day.number) + 1).multipliedReportingOverflow(by: microsecondsADay)
    guard !isBeyond else { return Instant(microseconds: day < .first ? .min : .max) }
    return Instant(microseconds: after - 1)
  }

  /// The civil day in UTC.
  public var day: Day { Day(number: Int32(clamping: split.day)) }

  /// Days since the epoch, and the microseconds of the day; sound for every count there is.
  private var split: (day: Int64, inDay: Int64) {
    let (day, rest) = microseconds.quotientAndRemainder(dividingBy: Instant.microsecondsADay)
    return rest < 0 ? (day - 1, rest + Instant.microsecondsADay) : (day, rest)
  }

  /// Whether it lies in the years 0000 to 9999, which can be written and read.
  package var isCivil: Bool {
    microseconds >= Int64(Day.first.number) * Instant.microsecondsADay
      && microseconds < Int64(Day.last.number + 1) * Instant.microsecondsADay
  }

  /// The moment `count` microseconds later.
  public func adding(microseconds count: Int64) -> Instant {
    Instant(microseconds: microseconds + count)
  }
}

extension Instant: LosslessStringConvertible {
  /// `2026-11-22T00:10:27.123456Z`: RFC 3339 in UTC, always with six decimals; outside of the years 0000 to 9999
  /// with `..` for the day.
  public var description: String {
    let date = day
    let dateLength = date.isCivil ? Day.textLength : 2
    return String(unsafeUninitializedCapacity: dateLength + 17) { text in
      if date.isCivil { date.write(to: text) } else { text[0...1].update(repeating: UInt8(ascii: ".")) }
      writeClock(to: UnsafeMutableBufferPointer(rebasing: text[dateLength...]))
      return dateLength + 17
    }
  }

  /// Writes `T00:10:27.123456Z`.
  private func writeClock(to text: UnsafeMutableBufferPointer<UInt8>) {
    let inDay = Int(split.inDay)
    let seconds = inDay / 1_000_000
    text[0] = UInt8(ascii: "T")
    text.write(seconds / 3600, digits: 2, at: 1)
    text[3] = UInt8(ascii: ":")
    text.write(seconds / 60 % 60, digits: 2, at: 4)
    text[6] = UInt8(ascii: ":")
    text.write(seconds % 60, digits: 2, at: 7)
    text[9] = UInt8(ascii: ".")
    text.write(inDay % 1_000_000, digits: 6, at: 10)
    text[16] = UInt8(ascii: "Z")
  }

  /// Reads RFC 3339 with `Z` or an offset, seconds and up to six decimals; `nil` for anything else, and for a
  /// moment that in UTC lies outside of the years 0000 to 9999.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"),
      let day = Day(String(text.prefix(10))),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = decimal(bytes[11..<13]), let minute = decimal(bytes[14..<16]),
      let second = decimal(bytes[17..<19]), hour < 24, minute < 60, second < 60
    else { return nil }
    var rest = bytes[19...]
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard (1...6).contains(digits.count), let value = decimal(digits) else { return nil }
      fraction = (0..<(6 - digits.count)).reduce(value) { scaled, _ in scaled * 10 }
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let offset = Instant.offsetInMinutes(Array(rest)) else { return nil }
    let seconds = Int64(hour * 3600 + (minute - offset) * 60 + second)
    self.init(
      microseconds: Int64(day.number) * Instant.microsecondsADay + seconds * 1_000_000 + Int64(fraction))
    guard isCivil else { return nil }
  }

  private static func offsetInMinutes(_ zone: [UInt8]) -> Int? {
    if zone == [UInt8(ascii: "Z")] { return 0 }
    guard zone.count == 6, zone[3] == UInt8(ascii: ":"),
      let hours = decimal(zone[1..<3]), let minutes = decimal(zone[4..<6]), hours < 24, minutes < 60
    else { return nil }
    switch zone[0] {
    case UInt8(ascii: "+"): return hours * 60 + minutes
    case UInt8(ascii: "-"): return -(hours * 60 + minutes)
    default: return nil
    }
  }
}
