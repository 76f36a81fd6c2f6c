import EventLog

/// A set of days, as the stretches of it in order; none touches the next.
struct DaySet: Hashable, Sendable {
  /// Days from the first of it to the day before `until`; without an end for `Day.distantFuture`.
  struct Span: Hashable, Sendable {
    var from: Day
    var until: Day
  }

  private(set) var spans: [Span] = []

  /// No day.
  init() {}

  /// The days from `from` to the day before `until`; none if `until` is not later.
  init(from: Day, until: Day = .distantFuture) {
    if from < until { spans = [Span(from: from, until: until)] }
  }

  /// Every day.
  static let always = DaySet(from: .distantPast)

  /// The first day, `nil` without one.
  var first: Day? { spans.first?.from }

  /// The last day, `Day.distantFuture` where it goes on for ever; `nil` without one.
  var last: Day? { spans.last.map { $0.until == .distantFuture ? .distantFuture : $0.until.previous } }

  /// Whether a day is in it.
  func contains(_ day: Day) -> Bool {
    spans.contains { $0.from <= day && (day < $0.until || $0.until == .distantFuture) }
  }

  /// Whether every day from one to another is in it, both included.
  func contains(_ bounds: DayBounds) -> Bool {
    spans.contains { $0.from <= bounds.earliest && (bounds.latest < $0.until || $0.until == .distantFuture) }
  }

  /// The days in both.
  func intersection(_ other: DaySet) -> DaySet {
    if spans.isEmpty || other.spans.isEmpty { return DaySet() }
    if spans.count == 1, other.spans.count == 1 {
      return DaySet(
        from: max(spans[0].from, other.spans[0].from), until: min(spans[0].until, other.spans[0].until))
    }
    var both = DaySet()
    var (left, right) = (spans[...], other.spans[...])
    while let one = left.first, let two = right.first {
      let (from, until) = (max(one.from, two.from), min(one.until, two.until))
      if from < until { both.spans.append(Span(from: from, until: until)) }
      if one.until < two.until { left.removeFirst() } else { right.removeFirst() }
    }
    return both
  }

  /// The days in either.
  func union(_ other: DaySet) -> DaySet {
    if spans.isEmpty { return other }
    if other.spans.isEmpty { return self }
    return DaySet.union(of: [self, other])
  }

  /// The days in any of them.
  static func union(of sets: [DaySet]) -> DaySet {
    sets.count == 1 ? sets[0] : DaySet(whereSumOf: sets.map { (1, $0) }, isAtLeast: 1)
  }

  /// The days on which the weights of the sets they are in add up to enough.
  init(whereSumOf weighted: [(weight: Int, days: DaySet)], isAtLeast least: Int) {
    var changes: [(day: Day, weight: Int)] = []
    changes.reserveCapacity(2 * weighted.count)
    for (weight, days) in weighted where weight != 0 {
      for span in days.spans {
        changes.append((span.from, weight))
        if span.until != .distantFuture { changes.append((span.until, -weight)) }
      }
    }
    changes.sort { $0.day < $1.day }
    // Weights are numbers of 64 bits, and a table may hold many.
    var sum = Int128(0)
    var begin: Day? = least <= 0 ? .distantPast : nil
    var index = 0
    while index < changes.count {
      let day = changes[index].day
      while index < changes.count, changes[index].day == day {
        sum += Int128(changes[index].weight)
        index += 1
      }
      if sum >= Int128(least) {
        begin = begin ?? day
      } else if let first = begin {
        if first < day { spans.append(Span(from: first, until: day)) }
        begin = nil
      }
    }
    if let first = begin { spans.append(Span(from: first, until: .distantFuture)) }
  }
}

/// The days on which something surely and on which it possibly holds.
struct DayReadings: Hashable, Sendable {
  var surely: DaySet
  var possibly: DaySet

  init(surely: DaySet = DaySet(), possibly: DaySet = DaySet()) {
    self.surely = surely
    self.possibly = possibly
  }

  /// Certain, and the same under every reading.
  init(_ days: DaySet) {
    self.init(surely: days, possibly: days)
  }

  subscript(mode: Trigger.Mode) -> DaySet {
    switch mode {
    case .surely: surely
    case .possibly: possibly
    }
  }

  func intersection(_ other: DayReadings) -> DayReadings {
    DayReadings(
      surely: surely.intersection(other.surely), possibly: possibly.intersection(other.possibly))
  }

  func union(_ other: DayReadings) -> DayReadings {
    DayReadings(surely: surely.union(other.surely), possibly: possibly.union(other.possibly))
  }

  static func union(of readings: [DayReadings]) -> DayReadings {
    if readings.count == 1 { return readings[0] }
    return DayReadings(
      surely: .union(of: readings.map(\.surely)), possibly: .union(of: readings.map(\.possibly)))
  }

  /// The days on which the weights of those that hold add up to enough.
  init(whereSumOf weighted: [(weight: Int, readings: DayReadings)], isAtLeast least: Int) {
    self.init(
      surely: DaySet(whereSumOf: weighted.map { ($0.weight, $0.readings.surely) }, isAtLeast: least),
      possibly: DaySet(whereSumOf: weighted.map { ($0.weight, $0.readings.possibly) }, isAtLeast: least))
  }
}
