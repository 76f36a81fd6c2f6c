import Diplomacy
import EventLog
import TestSupport
import Testing

@Suite("Delays and terms")
struct TimeDelayTests {
  /// A rule of final clauses with a treaty that has it.
  struct Rule: Sendable, CustomTestStringConvertible {
    let text: String
    let trigger: String
    let day: String
    let because: String
    var testDescription: String { "\(text) from \(trigger): \(because)" }
  }

  static let rules: [Rule] = [
    Rule(text: "at once", trigger: "1945-10-24", day: "1945-10-24", because: "UN Charter"),
    Rule(
      text: "+90d", trigger: "2003-06-13", day: "2003-09-11",
      because: "Cartagena, on the ninetieth day following"),
    Rule(
      text: "+90d", trigger: "2004-11-18", day: "2005-02-16", because: "Kyoto, on the ninetieth day following"
    ),
    Rule(
      text: "+30d", trigger: "2016-10-05", day: "2016-11-04", because: "Paris, on the thirtieth day following"
    ),
    Rule(
      text: "+180d", trigger: "1996-10-31", day: "1997-04-29", because: "Chemical weapons, 180 days after"),
    Rule(
      text: "+3m", trigger: "1975-12-23", day: "1976-03-23",
      because: "Civil and political rights, three months after"),
    Rule(text: "+6m", trigger: "2015-08-31", day: "2016-02-29", because: "six months from a 31st, leap year"),
    Rule(
      text: "+6m", trigger: "2014-08-31", day: "2015-02-28", because: "six months from a 31st, common year"),
    Rule(text: "+1y", trigger: "2016-02-29", day: "2017-02-28", because: "a year from a leap day"),
    Rule(text: "+3m+1d", trigger: "2015-11-30", day: "2016-03-01", because: "steps in the order written"),
    Rule(
      text: "+1d+3m", trigger: "2015-11-30", day: "2016-03-01",
      because: "steps in the order written, from December"),
    Rule(text: "+1m+1d", trigger: "2015-01-30", day: "2015-03-01", because: "the month first"),
    Rule(text: "+1d+1m", trigger: "2015-01-30", day: "2015-02-28", because: "the day first"),
    Rule(
      text: "first-of-month after +60d", trigger: "2002-04-11", day: "2002-07-01",
      because: "Rome, first day of the month after the sixtieth day"),
    Rule(
      text: "first-of-month after +60d", trigger: "2002-04-02", day: "2002-07-01",
      because: "the sixtieth day is 1 June, a first, and the next month still counts"),
    Rule(
      text: "first-of-month after +60d", trigger: "2002-04-01", day: "2002-06-01", because: "a day earlier"),
    Rule(
      text: "first-of-month after +3m", trigger: "2015-11-30", day: "2016-03-01",
      because: "three months, then the first"),
    Rule(text: "first-of-month", trigger: "2015-12-31", day: "2016-01-01", because: "the next month"),
    Rule(
      text: "1st-of-month +6", trigger: "1998-09-16", day: "1999-03-01",
      because: "Ottawa, first day of the sixth month after the month"),
    Rule(
      text: "1st-of-month +6", trigger: "1998-09-01", day: "1999-03-01",
      because: "the month counts, not the day"),
    Rule(text: "on 2019-01-01", trigger: "2017-11-17", day: "2019-01-01", because: "Kigali, a fixed day"),
  ]

  @Test("A delay gives the day that the depositary published", arguments: rules)
  func rule(_ rule: Rule) throws {
    let delay = try Delay(rule.text)
    #expect(delay.applied(to: Day(rule.trigger)!) == Day(rule.day)!)
    #expect(delay.description == rule.text)
    #expect(try Delay(delay.description) == delay)
  }

  @Test("A sum that falls on a first is an edge, and only for the first of the month after it")
  func edge() throws {
    let rome = try Delay("first-of-month after +60d")
    #expect(rome.isEdge(from: Day("2002-04-02")!))
    #expect(!rome.isEdge(from: Day("2002-04-11")!))
    #expect(try !Delay("+60d").isEdge(from: Day("2002-04-02")!))
    #expect(try Delay("first-of-month").isEdge(from: Day("2002-04-01")!))
    #expect(!rome.isEdge(from: .distantFuture))
  }

  @Test("What never comes is followed by nothing, also on a fixed day")
  func never() throws {
    for text in ["at once", "+60d", "first-of-month after +3m", "1st-of-month +6", "on 2019-01-01"] {
      #expect(try Delay(text).applied(to: .distantFuture) == .distantFuture)
    }
    #expect(try Delay("on 2019-01-01").applied(to: .unknown) == DayBounds(Day("2019-01-01")!, .distantFuture))
    #expect(try Delay("+60d").applied(to: .unknown) == .unknown)
    #expect(try Delay("on 2019-01-01").isFixed && !Delay("+60d").isFixed && !Delay.none.isFixed)
  }

  @Test(
    "A delay keeps the order of days, and moves bounds to the bounds of what it moves",
    arguments: [1, 2, 3] as [UInt64])
  func order(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let delay = TimeDelayTests.delay(&random)
      let start = Day(number: Int32.random(in: -40_000...60_000, using: &random))
      let days = (0..<random.below(40) + 1).map { start.adding(days: $0) } + [.distantFuture]
      let moved = days.map { delay.applied(to: $0) }
      #expect(zip(moved, moved.dropFirst()).allSatisfy { $0 <= $1 }, "\(delay) from \(start), seed \(seed)")
      let bounds = delay.applied(to: DayBounds(days[0], days[days.count - 2]))
      #expect(moved.dropLast().allSatisfy { bounds.contains($0) }, "\(delay) from \(start), seed \(seed)")
      #expect(delay.isFixed || delay.applied(to: start) >= start, "\(delay) from \(start), seed \(seed)")
      #expect((try? Delay(delay.description)) == delay, "\(delay), seed \(seed)")
    }
  }

  static func delay(_ random: inout SeededGenerator) -> Delay {
    let counts = (0..<random.below(4)).map { _ -> Delay.Step in
      switch random.below(3) {
      case 0: .days(random.below(400))
      case 1: .months(random.below(30))
      default: .years(random.below(6))
      }
    }
    switch random.below(5) {
    case 0: return Delay(counts + [.firstOfMonthAfter])!
    case 1: return Delay([.firstOfKthMonth(random.below(24) + 1)])!
    case 2 where random.oneIn(3):
      return Delay([.on(Day(number: Int32.random(in: -40_000...60_000, using: &random)))])!
    default: return Delay(counts)!
    }
  }

  @Test(
    "Steps that the notation has no chain for make no delay",
    arguments: [
      [.days(-1)], [.months(-6)], [.years(Delay.largestCount + 1)], [.firstOfMonthAfter, .days(1)],
      [.firstOfMonthAfter, .firstOfMonthAfter], [.days(1), .firstOfKthMonth(2)], [.firstOfKthMonth(0)],
      [.on(Day("2019-01-01")!), .days(1)], [.on(.distantFuture)], [.on(Day("9999-12-31")!)],
    ] as [[Delay.Step]])
  func impossible(steps: [Delay.Step]) {
    #expect(Delay(steps) == nil)
  }

  @Test("The largest counts move past the calendar and not around it")
  func largest() {
    let chain = Delay(Array(repeating: .years(Delay.largestCount), count: 50) + [.firstOfMonthAfter])!
    #expect(chain.applied(to: Day("2015-04-02")!) == .distantFuture)
    #expect(chain.applied(to: .distantPast) == .distantPast)
    #expect(Delay([.days(9999)])!.applied(to: Day("2000-01-01")!) == Day("2027-05-18")!)
  }

  @Test(
    "A term ends after its anniversary",
    arguments: [
      ("5y", "1994-04-20", "1999-04-20", "5 years"),
      ("1y6m", "2000-08-31", "2002-02-28", "1 year and 6 months"),
      ("90d", "2003-06-13", "2003-09-11", "90 days"), ("4y", "2016-02-29", "2020-02-29", "4 years"),
      ("1y", "2016-02-29", "2017-02-28", "1 year"),
    ])
  func term(text: String, from: String, last: String, english: String) throws {
    let term = try Term(text)
    #expect(term.lastDay(from: Day(from)!) == Day(last)!)
    #expect(term.firstDayAfter(from: Day(from)!) == Day(last)!.next)
    #expect(term.lastDay(from: DayBounds(Day(from)!)) == DayBounds(Day(last)!))
    #expect(term.description == text && term.english == english)
    #expect(try Term(term.description) == term)
  }

  @Test("A term that begins on no known day ends on none")
  func openTerm() throws {
    #expect(try Term("5y").firstDayAfter(from: .distantFuture) == .distantFuture)
    #expect(try Term("5y").lastDay(from: .unknown) == .unknown)
  }
}
