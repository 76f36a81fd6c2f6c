import EventLog

/// Stretches of days from readings of single days: a reading holds from one day on which something may change to
/// the next.
struct SpanReader {
  private var spans: [HistoryRow] = []
  /// The spans that lasted until the day that is read, by what they say; the latest one last.
  private var open: [HistoryRow.Reading: [Int]] = [:]

  /// The stretches of some readings.
  /// - Parameters:
  ///   - days: every day from which on a reading may be another one than the day before.
  ///   - read: what is said on a day.
  static func spans(on days: Set<Day>, _ read: (Day) throws -> [HistoryRow.Reading]) rethrows -> [HistoryRow]
  {
    let changes = days.filter(\.isCivil).sorted()
    var reader = SpanReader()
    let first = changes.first ?? .distantFuture
    try reader.take(read(changes.first?.previous ?? .last), from: .distantPast, until: first)
    for (place, day) in changes.enumerated() {
      let until = place + 1 < changes.count ? changes[place + 1] : .distantFuture
      try reader.take(read(day), from: day, until: until)
    }
    return reader.spans
  }

  /// Takes in what is said on some days; what was said until then goes on.
  private mutating func take(_ readings: [HistoryRow.Reading], from day: Day, until end: Day) {
    var still: [HistoryRow.Reading: [Int]] = [:]
    for reading in readings {
      let next = HistoryRow(reading, from: day, until: end)
      let said = reading.bare
      if let place = open[said]?.popLast() {
        still[said, default: []].append(place)
        spans[place].end = end
        spans[place].until = next.until
        spans[place].events = (spans[place].events + next.events).uniqued().sorted()
        spans[place].inferred = spans[place].inferred || next.inferred
      } else {
        still[said, default: []].append(spans.count)
        spans.append(next)
      }
    }
    open = still
  }
}

extension HistoryRow.Reading {
  /// What it says of what, whatever that rests on.
  fileprivate var bare: Self {
    var bare = self
    bare.inferred = false
    bare.events = []
    return bare
  }
}

extension Story {
  /// Every day from which on another answer may be read from it than the day before.
  var turns: Set<Day> {
    var days = Set(pieces.flatMap { [$0.from, $0.until] })
    for stretch in approximations { days.formUnion([stretch.from, stretch.until]) }
    for act in acts { days.formUnion(act.bounds.turns) }
    return days
  }
}

extension DayBounds {
  /// The days on which it may begin, surely has come, and surely has come before.
  var turns: [Day] { [earliest, latest, latest.isCivil ? latest.next : latest] }
}
