import Diplomacy
import EventLog

extension World {
  /// A weekday in the words of an event that does not fit its days.
  ///
  /// Held against them are the words that the date was read from (`phrase`), and of a quotation a weekday that stands
  /// next to the very date. A confirmed record is left alone: the source may name the wrong weekday.
  func weekdayFindings(_ seen: SeenEvent) throws -> [Contradiction] {
    let event = seen.event
    let quotes = event.source?.values.compactMap(\.quote) ?? []
    guard event.phrase != nil || !quotes.isEmpty else { return [] }
    let reading = WeekdayReading(event)
    guard
      let wrong = reading.misfit(in: event.phrase) ?? quotes.lazy.compactMap(reading.misfit(inQuote:)).first,
      try !corrections(around: seen.position).isConfirmed(seen.position)
    else { return [] }
    return [
      Contradiction(
        code: .weekday, subjects: event.identities.compactMap(\.subject).uniqued(), days: reading.stretches,
        message: "\(event.type) of \(seen.position) is dated \(reading.written), \(wrong)",
        fix:
          "correct the day or the words; if the source itself is wrong, confirm \(seen.position) with a correction",
        events: [seen.position])
    ]
  }
}

/// The days of an event, to be held against the weekdays that its words name.
private struct WeekdayReading {
  /// The days it can have happened, begun, taken effect or ended on.
  private let days: [DayBounds]
  /// The days the words were said on.
  private let anchor: DayBounds?
  /// The date as it is written.
  let written: String

  /// Further apart, a weekday can hardly be meant for the event, if it is that of the speech.
  private static let week = 7
  /// How far a `last` or `next` weekday may be: that of the week before or after.
  private static let reach = 13

  init(_ event: DiplomaticEvent) {
    var told = [event]
    // The words of a claim are about what it claims.
    if case .claim(let claim) = event.act, let said = claim.says?.event { told.append(said) }
    self.days = told.flatMap { event in
      [event.on?.bounds, event.on?.lastDay(strict: false), event.effective?.bounds, event.received?.bounds]
        + [event.until?.bounds, event.untilBounds?.map(\.previous)]
    }.compactMap { $0 }
    self.anchor = event.phrase?.anchor?.bounds
    self.written = event.on?.text ?? "no day"
  }

  var stretches: [ClosedRange<Day>] { days.prefix(1).flatMap(\.stretch) }

  /// What is wrong with the weekdays of the words a date was read from; `nil` where one of them may fit.
  func misfit(in phrase: Phrase?) -> String? {
    guard let phrase, !days.isEmpty else { return nil }
    let mentions = WeekdayMention.all(in: phrase.text).filter { !isOfAnotherDay($0) }
    guard !mentions.isEmpty, !mentions.contains(where: fits) else { return nil }
    return "\(named(days)), and the words are “\(phrase.text)”\(anchor.map { " (\($0.edtf))" } ?? "")"
  }

  /// What is wrong with a weekday that a quotation names next to the date of the event.
  func misfit(inQuote quote: String) -> String? {
    let exact = days.filter(\.isExact)
    for mention in WeekdayMention.all(in: quote) {
      guard let date = mention.date else { continue }
      let same = exact.filter { $0.earliest.civil.month == date.month && $0.earliest.civil.day == date.day }
      if !same.isEmpty, !same.contains(where: { Weekday($0.earliest) == mention.weekday }) {
        return "\(named(same)), and the source says \(mention.weekday.name)"
      }
    }
    return nil
  }

  private func fits(_ mention: WeekdayMention) -> Bool {
    if days.contains(where: { isPossible(mention, in: $0) }) { return true }
    guard mention.direction == nil, let anchor, !isNear(anchor) else { return false }
    return anchor.mayBe(mention.weekday)
  }

  /// Whether the weekday, on the right side of the anchor, is one of some days.
  private func isPossible(_ mention: WeekdayMention, in bounds: DayBounds) -> Bool {
    guard let direction = mention.direction, let anchor, anchor.earliest.isCivil, anchor.latest.isCivil else {
      return bounds.mayBe(mention.weekday)
    }
    let side =
      direction == .last
      ? DayBounds(anchor.earliest.adding(days: -Self.reach), anchor.latest.previous)
      : DayBounds(anchor.earliest.next, anchor.latest.adding(days: Self.reach))
    return bounds.intersection(side)?.mayBe(mention.weekday) ?? false
  }

  /// Whether a date is written next to the weekday that is surely none of the event's.
  private func isOfAnotherDay(_ mention: WeekdayMention) -> Bool {
    guard let date = mention.date else { return false }
    return days.allSatisfy { bounds in
      bounds.isExact && (bounds.earliest.civil.month != date.month || bounds.earliest.civil.day != date.day)
    }
  }

  private func isNear(_ anchor: DayBounds) -> Bool {
    let near = DayBounds(anchor.earliest.adding(days: -Self.week), anchor.latest.adding(days: Self.week))
    return days.contains { $0.intersection(near) != nil }
  }

  private func named(_ bounds: [DayBounds]) -> String {
    let exact = bounds.filter(\.isExact).map { Weekday($0.earliest).name }.uniqued()
    return exact.isEmpty ? "no day of which fits" : "a \(exact.joined(separator: " or "))"
  }
}

extension DayBounds {
  /// Whether one of the days is this weekday.
  fileprivate func mayBe(_ weekday: Weekday) -> Bool {
    guard earliest.isCivil, latest.isCivil, latest.number - earliest.number < 6 else { return true }
    return (earliest.number...latest.number).contains { Weekday(Day(number: $0)) == weekday }
  }
}
