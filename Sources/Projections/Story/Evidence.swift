import EventLog

/// One act as it is known: by one record, or by several that agree.
struct Evidence {
  /// The days on which it can have happened, under all the records that are believed.
  var bounds: DayBounds
  /// The records, the deciding one first.
  var records: [SeenEvent]

  /// An act known from one record.
  init(_ record: SeenEvent, bounds: DayBounds) {
    self.bounds = bounds
    self.records = [record]
  }

  /// Where it is recorded, the deciding record first.
  var positions: [GlobalPosition] { records.map(\.position) }
  /// The record that decides.
  var deciding: SeenEvent { records[0] }
  /// The best grade among the records.
  var grade: Int { records.map(\.event.grade).min() ?? 7 }
}

extension Evidence {
  /// Merges records of the same act (docs/DOMAIN.md, "Contradictions").
  ///
  /// Records with a common day are one act on one of the common days. Records that cannot both be right, with no
  /// act between them that would end what the first began, are one act too: the better evidence decides, and what
  /// they disagree on is reported.
  /// - Parameters:
  ///   - records: records of one kind of act, by one party, towards one object.
  ///   - endings: the days of the acts that undo this kind; what an act says of its own end is known from its record.
  ///   - mayRepeat: whether the act can be done again without an ending, so that other days are another act.
  static func merge(
    _ records: [Evidence], endings: [DayBounds], mayRepeat: Bool = false
  ) -> (acts: [Evidence], disagreements: [Disagreement]) {
    guard records.count > 1 else { return (records, []) }
    let sorted = records.sorted {
      if $0.bounds.earliest != $1.bounds.earliest { return $0.bounds.earliest < $1.bounds.earliest }
      if $0.bounds.latest != $1.bounds.latest { return $0.bounds.latest < $1.bounds.latest }
      return SeenEvent.isBetterEvidence($0.deciding, than: $1.deciding)
    }
    let ends = Endings(endings)
    var acts: [Evidence] = []
    var disagreements: [Disagreement] = []
    for record in sorted {
      guard let last = acts.last, !ends.mayLie(from: last.bounds.earliest, to: record.bounds.latest),
        !last.mayHaveEnded(before: record),
        !mayRepeat || last.bounds.intersection(record.bounds) != nil
      else {
        acts.append(record)
        continue
      }
      disagreements += last.disagreements(with: record)
      acts[acts.count - 1] = last.merged(with: record)
    }
    return (acts, disagreements)
  }

  /// When it ends by itself: the `until` of an admission, a suspension (of operation too) or a freeze.
  var ownEnd: DayBounds? {
    switch deciding.event.act {
    case .admission, .suspension, .operationSuspended: deciding.event.untilBounds
    case .participation(let act) where act.action != .resumed: deciding.event.untilBounds
    default: nil
    }
  }

  /// Whether a record of another day tells of another act, as this one may have ended by itself before.
  private func mayHaveEnded(before record: Evidence) -> Bool {
    guard let end = ownEnd, bounds.intersection(record.bounds) == nil else { return false }
    return end.latest >= bounds.earliest && end.earliest <= record.bounds.latest
  }

  private func merged(with other: Evidence) -> Evidence {
    let otherIsBetter = SeenEvent.isBetterEvidence(other.deciding, than: deciding)
    var merged = otherIsBetter ? other : self
    merged.records = otherIsBetter ? other.records + records : records + other.records
    if let common = bounds.intersection(other.bounds) { merged.bounds = common }
    return merged
  }

  /// What cannot both be right of this and another record of the act: its day, and the `until` that both state.
  ///
  /// The effect of a notice may be put off, so two that differ are no contradiction.
  private func disagreements(with other: Evidence) -> [Disagreement] {
    let otherIsBetter = SeenEvent.isBetterEvidence(other.deciding, than: deciding)
    let (better, worse) = otherIsBetter ? (other, self) : (self, other)
    var pairs = [(bounds, other.bounds)]
    if let own = deciding.event.untilBounds, let others = other.deciding.event.untilBounds {
      pairs.append((own, others))
    }
    return pairs.filter { $0.0.intersection($0.1) == nil }.map { one, two in
      var disagreement = Disagreement(versions: records + other.records, between: one, and: two)
      disagreement.isSettled = better.deciding.settles(worse.records)
      return disagreement
    }
  }
}

extension SeenEvent {
  /// Whether it was confirmed in the knowledge of what others say, and none of those was confirmed as well.
  func settles(_ others: [SeenEvent]) -> Bool {
    guard let confirmedBy else { return false }
    return others.allSatisfy { $0.confirmedBy == nil && $0.position < confirmedBy }
  }
}

/// Records of one act that cannot all be right.
struct Disagreement {
  /// The records.
  var versions: [SeenEvent]
  /// The days on which the versions answer differently.
  var days: ClosedRange<Day>
  /// Whether the version that is believed was confirmed when the others were recorded already.
  var isSettled = false

  /// A disagreement on the day of an act: from the earlier version's day until the day before the later one's.
  init(versions: [SeenEvent], between first: DayBounds, and second: DayBounds) {
    let (early, late) = first.latest < second.earliest ? (first, second) : (second, first)
    self.versions = versions
    let from = early.earliest.isCivil ? early.earliest : early.latest
    let until = late.latest.isCivil ? late.latest : late.earliest
    self.days = from...max(from, until.previous)
  }
}

/// The days of acts that end something, to be asked for many stretches.
private struct Endings {
  private let earliest: [Day]
  /// For each place, the latest day of all endings up to it.
  private let latest: [Day]

  init(_ endings: [DayBounds]) {
    let sorted = endings.sorted { $0.earliest < $1.earliest }
    var reached = Day.distantPast
    self.earliest = sorted.map(\.earliest)
    self.latest = sorted.map { bounds in
      reached = max(reached, bounds.latest)
      return reached
    }
  }

  /// Whether an ending may lie within a stretch of days.
  func mayLie(from first: Day, to last: Day) -> Bool {
    var low = 0
    var high = earliest.count
    while low < high {
      let middle = (low + high) / 2
      if earliest[middle] <= last { low = middle + 1 } else { high = middle }
    }
    return low > 0 && latest[low - 1] >= first
  }
}
