import EventLog

/// A date as a source gives it: the text as written, and the days it can mean.
///
/// The notation is EDTF (ISO 8601-2): `2015-04-02`, `2006-06`, `2015`, `2020-01-31T23:00Z`, halves and
/// quarters (`2015-41`, `2020-33`), seasons, unspecified digits (`1993-XX-31`, `199X`), a mark `~` `?` `%`,
/// one of a set (`[1993-09-09,1993-12-09]`, `[2018-11-08..2020-05-26]`, `[..2015]`, `[2020..]`), and
/// intervals for states that last (`2012/..`). Beyond the standard, `..` alone is a day about which nothing
/// is known, and an end of an interval may be a set.
///
/// A year is some day of that year and never its first of January. `~` widens the bounds by a stated amount:
/// a day by 3 days, a month (or a part of a year) by 1 month, a year by 1 year, on both sides; strict bounds
/// leave that out. `?` doubts the source and moves nothing; `%` is both. Two values are equal when they are
/// written alike.
public struct EDTF: Sendable {
  /// The text exactly as it was written; always ASCII.
  public let text: String
  /// How the date was given, one byte for the header of a record: see `Precision`.
  public let precision: UInt8

  let first: Reach
  let last: Reach?

  /// Possible days, without and with what `~` adds.
  struct Reach: Hashable, Sendable {
    var strict: DayBounds
    var widened: DayBounds

    init(_ strict: DayBounds, widened: DayBounds) {
      self.strict = strict
      self.widened = widened
    }

    init(_ bounds: DayBounds) {
      self.init(bounds, widened: bounds)
    }
  }

  /// Reads one date in EDTF, and nothing before or after it.
  ///
  /// Bounded by the longest text, `EDTF.longest` bytes. Throws an `EDTFError` that names the place, the
  /// reason and, where the meaning can be guessed, how to write it; a guess is never taken silently.
  public init(_ text: String) throws(EDTFError) {
    if let day = EDTF.plainDay(text) {
      self.init(text: text, first: Reach(DayBounds(day)), precision: Grain.day.rawValue)
      return
    }
    do {
      self = try EDTFReader(text).read()
    } catch {
      throw error.suggesting(EDTFSuggestion.text(for: error))
    }
  }

  /// These bounds, written as `bounds.edtf`.
  public init(_ bounds: DayBounds) {
    let reading = try? EDTF(bounds.edtf)
    self = reading ?? EDTF(text: "..", first: Reach(.unknown), precision: Grain.unknown.rawValue)
  }

  /// Exactly this day; an open end becomes `..`.
  public init(_ day: Day) {
    self.init(DayBounds(day))
  }

  init(text: String, first: Reach, last: Reach? = nil, precision: UInt8) {
    self.text = text
    self.first = first
    self.last = last
    self.precision = precision
  }

  /// The most bytes a date may have.
  public static let longest = 4096
}

extension EDTF {
  /// The days the date can be: for an interval, the days its first day can be.
  ///
  /// An interval that has always lasted (`../B`) begins on `Day.distantPast`; one with an unknown beginning
  /// (`/B`) begins somewhere from `distantPast` to the last possible day of B.
  ///
  /// - Parameter strict: Leave out what `~` adds.
  public func bounds(strict: Bool) -> DayBounds {
    strict ? first.strict : first.widened
  }

  /// The days the date can be, with what `~` adds.
  public var bounds: DayBounds { first.widened }

  /// The days an interval's last day can be, `nil` for a date that is no interval.
  ///
  /// The last day is inclusive: `2012/2014` still lasts on its last day. An interval without an end (`A/..`)
  /// ends on `Day.distantFuture`; one with an unknown end (`A/`) ends somewhere from the first possible day
  /// of A to `distantFuture`.
  ///
  /// - Parameter strict: Leave out what `~` adds.
  public func lastDay(strict: Bool) -> DayBounds? {
    strict ? last?.strict : last?.widened
  }

  /// For an interval `A/B`, the text `[A..B]`: one day somewhere from A to B, which is what an act takes;
  /// `nil` for others, and where an end is itself a set.
  public var asOneDay: String? {
    guard isInterval, !text.contains("["), let slash = text.firstIndex(of: "/") else { return nil }
    let (begin, end) = (text[..<slash], text[text.index(after: slash)...])
    return "[\(begin == ".." ? "" : begin)..\(end == ".." ? "" : end)]"
  }
}

extension EDTF: Hashable {
  /// Equal when written alike.
  public static func == (left: EDTF, right: EDTF) -> Bool { left.text == right.text }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension EDTF: CustomStringConvertible {
  /// The text as written.
  public var description: String { text }
}

extension EDTF {
  /// What a date is given by: the low three bits of `precision`.
  public enum Grain: UInt8, Sendable, CaseIterable {
    /// Nothing is given: `..`.
    case unknown = 0
    /// A day, or digits of one.
    case day = 1
    /// A month of a year.
    case month = 2
    /// A season, quarter, third or half of a year.
    case part = 3
    /// A year, a decade or a century.
    case year = 4
    /// One of several members.
    case set = 5
    /// One day from A to B.
    case range = 6
  }

  /// The upper five bits of `precision`.
  public struct Precision: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// The set with these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `~` or `%`: near these days.
    public static let approximate = Precision(rawValue: 0x08)
    /// `?` or `%`: the source is doubted.
    public static let uncertain = Precision(rawValue: 0x10)
    /// `A/B`: a state that lasts.
    public static let interval = Precision(rawValue: 0x20)
    /// A time of day and its zone.
    public static let timeOfDay = Precision(rawValue: 0x40)
    /// A digit is written `X`.
    public static let unspecified = Precision(rawValue: 0x80)
  }

  /// What the date is given by; for an interval, the coarser of its two ends.
  public var grain: Grain { Grain(rawValue: precision & 0x07) ?? .unknown }
  /// Whether it is `A/B`, a state that lasts.
  public var isInterval: Bool { flags.contains(.interval) }
  /// Whether it carries a time of day.
  ///
  /// The day is the civil day as written, in the zone as written.
  public var hasTimeOfDay: Bool { flags.contains(.timeOfDay) }
  /// Whether any part is marked `~` or `%`.
  public var isApproximate: Bool { flags.contains(.approximate) }
  /// Whether any part is marked `?` or `%`.
  public var isUncertain: Bool { flags.contains(.uncertain) }

  private var flags: Precision { Precision(rawValue: precision & 0xF8) }
}

extension EDTF {
  /// The day of a text that is exactly `YYYY-MM-DD` and no sentinel: most dates, without an allocation.
  static func plainDay(_ text: String) -> Day? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
        return nil
      }
      var value: UInt32 = 0
      for place in 0..<10 where place != 4 && place != 7 {
        let digit = bytes[place] &- 0x30
        guard digit <= 9 else { return nil }
        value = value * 10 + UInt32(digit)
      }
      guard !isSentinel(value) else { return nil }
      return Day(year: Int(value / 10_000), month: Int(value / 100 % 100), day: Int(value % 100))
    }
  }

  /// Whether a day, as the number YYYYMMDD, is one that tables write for "open" or "not known".
  ///
  /// 9999-12-31 (and any day of that year), 1111-11-11, 0001-01-01 and the year 0000 stand in real tables for
  /// an end that is open or a date that nobody knows.
  static func isSentinel(_ value: UInt32) -> Bool {
    value >= 9999_00_00 || value == 1111_11_11 || value == 0001_01_01 || value < 0001_00_00
  }
}
