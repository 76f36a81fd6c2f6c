import EventLog

extension Clause {
  /// Named parties of whom some must have consented.
  public enum Group: Hashable, Sendable {
    /// These.
    case list([String])
    /// Those of a declared category.
    case category(String)
  }

  /// A body whose members change over time.
  public enum Body: Hashable, Sendable {
    /// The members of an organisation.
    case members(of: String)
    /// The parties to an instrument.
    case parties(to: String)
  }

  /// A day before which a treaty does not enter into force.
  public enum Floor: Hashable, Sendable {
    /// This day.
    case day(Day)
    /// So long after it was opened for signature: years, months and days.
    case opening(Delay)
  }

  /// Whether the instrument of a regional economic integration organisation counts beside those of its members.
  public enum Reio: String, Hashable, Sendable, CaseIterable {
    /// It is left out ("shall not be counted as additional to those deposited by its member States").
    case notAdditional = "not-additional"
    /// It counts like any other.
    case counts
  }
}

extension Clause {
  /// A part of a whole, such as three fourths, as it is written: 2/4 and 1/2 are two notations.
  public struct Fraction: Hashable, Sendable {
    /// From 1 to `denominator`.
    public let numerator: Int
    /// From 1 to `Clause.largestCount`.
    public let denominator: Int

    /// A fraction above 0 and at most 1, or `nil` for any other.
    public init?(_ numerator: Int, _ denominator: Int) {
      guard (1...Clause.largestCount).contains(denominator), (1...denominator).contains(numerator) else {
        return nil
      }
      self.numerator = numerator
      self.denominator = denominator
    }

    /// The least number of a body of this size that is at least this part of it, rounded up; 0 of an empty one.
    public func needed(of size: Int) -> Int {
      guard size > 0 else { return 0 }
      let (whole, rest) = size.quotientAndRemainder(dividingBy: denominator)
      return whole * numerator + (rest * numerator + denominator - 1) / denominator
    }
  }

  /// A share in percent, exact to four decimals.
  public struct Percentage: Hashable, Sendable {
    /// Ten-thousandths of a percent, from 1 to 1,000,000: 55 % is 550,000.
    public let tenThousandths: Int

    /// A share above 0 and at most 100 %, or `nil` for any other.
    public init?(tenThousandths: Int) {
      guard (1...1_000_000).contains(tenThousandths) else { return nil }
      self.tenThousandths = tenThousandths
    }

    /// A whole number of percent from 1 to 100, or `nil`.
    public init?(_ percent: Int) {
      guard (1...100).contains(percent) else { return nil }
      self.init(tenThousandths: percent * 10_000)
    }

    /// The least whole weight that is at least this share of a total, rounded up; exact for every total.
    public func needed(of total: Int) -> Int {
      guard total > 0 else { return 0 }
      let (whole, rest) = 1_000_000.dividingFullWidth(total.multipliedFullWidth(by: tenThousandths))
      return rest == 0 ? whole : whole + 1
    }
  }
}

extension Clause.Fraction: CustomStringConvertible {
  /// The notation: `3/4`.
  public var description: String { "\(numerator)/\(denominator)" }
}

extension Clause.Percentage: CustomStringConvertible {
  /// The notation: `55%`, `66.67%`.
  public var description: String {
    let (whole, rest) = tenThousandths.quotientAndRemainder(dividingBy: 10_000)
    guard rest > 0 else { return "\(whole)%" }
    var decimals = padded(rest, to: 4)
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(whole).\(decimals)%"
  }
}
