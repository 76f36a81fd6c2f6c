import Diplomacy
import EventLog

extension Contradiction {
  /// What an act of a story raised.
  /// - Parameters:
  ///   - finding: the warning and how sure it is.
  ///   - message: what is odd, as of a certain one.
  ///   - fix: what can be done about a certain one.
  init(
    _ finding: StoryFinding, _ subject: Subject, message: String, fix: String, events: [GlobalPosition]
  ) {
    self.init(
      code: finding.code, subjects: [subject], days: finding.days.stretch,
      message: finding.isCertain ? message : "depending on days that are only known as ranges: \(message)",
      fix: finding.isCertain ? fix : "record the days of \(events.numbers) more exactly; else \(fix)",
      events: events)
  }
}

extension Story {
  /// The warnings worth telling.
  ///
  /// Those that every order raises, and of the others those of an order with as few as there can be.
  var worthTelling: [StoryFinding] {
    findings.filter { $0.isCertain || !isApproximate(around: $0) }
  }

  /// Whether orders around the act of a warning were left unfollowed: one without the warning may be among them.
  private func isApproximate(around finding: StoryFinding) -> Bool {
    let bounds = acts[finding.act].bounds
    return approximations.contains { $0.from <= bounds.latest && bounds.earliest < $0.until }
  }
}

extension DayBounds {
  /// The days as a list of stretches, none where an end is open.
  var stretch: [ClosedRange<Day>] { earliest.isCivil && latest.isCivil ? [earliest...latest] : [] }

  /// `on 2015-04-02`, or `in [2015-04..2015-06]`.
  var words: String { isExact ? "on \(earliest)" : "in \(edtf)" }
}

extension [GlobalPosition] {
  /// `#12, #37`.
  var numbers: String { map(\.description).joined(separator: ", ") }
}
