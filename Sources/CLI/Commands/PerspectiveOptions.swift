import ArgumentParser
import EventLog
import Projections

/// From where one looks at the log, on every query.
struct PerspectiveOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The day in the world that is asked for, as 2015-04-02; today in UTC if not given.", valueName: "day"))
  var at: String?
  @OptionGroup var limits: PerspectiveLimits

  /// The perspective that is meant.
  func perspective(over timeline: Timeline, in surroundings: Surroundings) throws -> Perspective {
    let day = try at.map { try DayArgument.day($0, option: "--at") } ?? surroundings.today()
    return try limits.perspective(at: day, over: timeline, in: surroundings)
  }
}

/// What of the log counts, whatever the day.
struct PerspectiveLimits: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How much of the log counts.",
      discussion: """
        A day (all that was recorded by its end in UTC), an instant such as 2026-11-22T00:10:27Z, or a position \
        such as '#86', in quotes because shells take # for a remark. All of the log if not given.
        """,
      valueName: "when"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "Only what sources published by the end of this day.",
      discussion: """
        What could be known then, whenever it was recorded. An event whose sources have no date counts from the day it \
        was recorded on; names, clauses, tables and categories always count.
        """,
      valueName: "day"))
  var publishedBy: String?

  @Option(
    help: ArgumentHelp(
      "Only what has this grade or a better one, from 1 (depositary) to 7 (inference).",
      discussion: "A source without a grade counts as 6, no source as 7.", valueName: "grade"))
  var trust: Int?

  @Option(
    help: ArgumentHelp(
      "Count the events of this file (JSON Lines, - for standard input) as if they were recorded.",
      discussion: "Nothing is written. Their positions follow the last one of the log.", valueName: "file"))
  var assume: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Leave these events out.", discussion: "Positions, or stretches of them such as 12..15.",
      valueName: "position"))
  var without: [String] = []

  @Flag(
    help: ArgumentHelp(
      "Take a date such as 2012-06-20~ as its digits say.",
      discussion: "Else ~ widens it on both sides: a day by 3 days, a month by 1 month, a year by 1 year."))
  var strictDates = false

  /// Whether anything but the day is chosen.
  var isChosen: Bool {
    asOf != nil || publishedBy != nil || trust != nil || assume != nil || !without.isEmpty
      || strictDates
  }

  /// The perspective that is meant, of a day.
  func perspective(at day: Day, over timeline: Timeline, in surroundings: Surroundings) throws -> Perspective
  {
    if let trust, !(1...7).contains(trust) {
      throw Complaint(
        .usage, "--trust: \(trust) is not a grade", hint: "write 1 (depositary) to 7 (inference)")
    }
    var perspective = Perspective(
      at: day, asOf: try asOf.map { try PerspectiveLimits.asOf($0) } ?? .head,
      publishedBy: try publishedBy.map { try DayArgument.day($0, option: "--published-by") }, trust: trust,
      strictDates: strictDates)
    let head = try timeline.log.head()
    PerspectiveLimits.say(ifBeyond: perspective.asOf, head, in: surroundings)
    perspective.without = try PositionArgument.positions(without, option: "--without", head: head)
    if let assume { perspective.assumed = try AssumedEvents(assume, in: surroundings).read(over: timeline) }
    return perspective
  }

  /// Says so where a position past the end of the log is asked for.
  static func say(ifBeyond asOf: Perspective.AsOf, _ head: GlobalPosition, in surroundings: Surroundings) {
    guard case .position(let position) = asOf, head < position else { return }
    surroundings.say("the log ends at \(head), before \(position)")
  }

  /// The part of the log that an option gives.
  static func asOf(_ text: String, option: String = "--as-of") throws -> Perspective.AsOf {
    if let day = Day(text) { return .instant(.end(of: day)) }
    if let instant = Instant(text) { return .instant(instant) }
    if text.hasPrefix("#"), let position = GlobalPosition(number: text.dropFirst()) {
      return .position(position)
    }
    if let number = GlobalPosition(number: text[...]) {
      throw Complaint(
        .usage, "\(option): \(text) is neither a day nor a position",
        hint: text.utf8.count == 4
          ? "write \(text)-12-31 for the end of that year, or '#\(number.number)' for the position"
          : "write '#\(number.number)' for the position")
    }
    throw Complaint(
      .usage, "\(option): “\(text)” is neither a day, nor an instant, nor a position",
      hint: "write it as 2020-05-26, 2020-05-26T12:00:00Z or '#86'")
  }
}

extension GlobalPosition {
  /// The position written in plain digits, `nil` for anything else.
  init?(number digits: Substring) {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = UInt64(digits)
    else { return nil }
    self.init(number)
  }

  /// The position an option gives, with or without its `#`.
  init(argument text: String, option: String) throws(Complaint) {
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    guard let position = GlobalPosition(number: digits) else {
      throw Complaint(.usage, "\(option): “\(text)” is not a position", hint: "write it as 87")
    }
    self = position
  }
}

/// Days on the command line.
enum DayArgument {
  /// The day an option gives.
  static func day(_ text: String, option: String) throws(Complaint) -> Day {
    if let day = Day(text) { return day }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    if let year = parts.first ?? nil, (0...9999).contains(year), parts.count <= 2, text.utf8.count >= 4 {
      throw Complaint(
        .usage, "\(option): \(text) is not one day",
        hint: "choose a day of it, such as \(lastDay(of: parts, year))")
    }
    throw Complaint(
      .usage, "\(option): “\(text)” is not a day of the calendar", hint: "write it as 2015-04-02")
  }

  private static func lastDay(of parts: [Int?], _ year: Int) -> Day {
    guard parts.count == 2, let month = parts[1], (1...12).contains(month) else {
      return Day(year: year, month: 12, day: 31) ?? .last
    }
    return Day(year: year, month: month, day: Day.length(ofMonth: month, year: year)) ?? .last
  }
}
