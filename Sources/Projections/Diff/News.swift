import Diplomacy
import EventLog

/// The records that one of two perspectives sees and the other does not.
struct News {
  /// The records, in the order of recording.
  let records: [RecordedEvent]
  /// Whether the second perspective is the one that sees more.
  let isOfSecond: Bool
  /// The last day up to which the perspective that sees less knows what happened.
  let horizon: Day
}

extension Comparison {
  /// What one of the two sees and the other does not.
  func news() throws -> News {
    if let knownNews { return knownNews }
    let added = try records(seenBy: second, notBy: first)
    let taken = added.isEmpty ? try records(seenBy: first, notBy: second) : []
    let isOfSecond = taken.isEmpty
    let news = News(
      records: added + taken, isOfSecond: isOfSecond, horizon: try (isOfSecond ? first : second).horizon())
    knownNews = news
    return news
  }

  private func records(seenBy one: World, notBy other: World) throws -> [RecordedEvent] {
    var (alike, others) = (before, after)
    others.asOf = .head
    alike.asOf = .head
    // Where only the end of the log differs, what stands before it is seen by both.
    let start = alike == others ? min(other.head, one.head) : .start
    return try one.records(EventQuery(), after: start).filter { try !other.sees($0) }
  }

  /// The records that make a difference between two looks at one day, as few as are enough.
  func records(behind difference: Difference) throws -> [RecordedEvent] {
    let news = try news()
    let related = try self.related(to: difference, among: news.records)
    // What explains most rows that differ alike comes first, and then what the row itself rests on.
    let alone = try (likely(behind: difference.shape) + related.prefix(Self.singleLimit)).first {
      try explain([$0], difference, news)
    }
    if let alone {
      note(alone, difference.shape)
      return [alone]
    }
    let holds = { [self] records in try explain(records, difference, news) }
    return try SmallestSet.find(among: related, where: holds)
      ?? SmallestSet.find(among: news.records, where: holds) ?? related
  }

  /// The record that explains most rows of a kind where it explains this one too, else those that were found.
  func shared(_ found: [RecordedEvent], behind difference: Difference) throws -> [RecordedEvent] {
    let known = knownCauses[difference.shape]
    let rows = known?.first { [$0.record.position] == found.map(\.position) }?.rows ?? 0
    let news = try news()
    return try likely(behind: difference.shape, above: rows).first { try explain([$0], difference, news) }
      .map { [$0] } ?? found
  }

  /// The records that explain more rows that differ alike than so many: the most first, and corrections from one row on.
  private func likely(behind shape: DifferenceShape, above rows: Int = 0) -> [RecordedEvent] {
    (knownCauses[shape] ?? []).filter {
      $0.rows > rows && ($0.rows > 1 || $0.record.event.type == "correction")
    }.sorted { $0.rows > $1.rows }.prefix(Self.knownLimit).map(\.record)
  }

  /// Whether the answer is the other one without these records.
  private func explain(_ records: [RecordedEvent], _ difference: Difference, _ news: News) throws -> Bool {
    let target = (news.isOfSecond ? difference.before : difference.after)?.told
    let world = try world(without: Set(records.map(\.position)), second: news.isOfSecond)
    return try world.comparedRow(view, difference.key, on: after.at)?.told == target
  }

  private func note(_ record: RecordedEvent, _ shape: DifferenceShape) {
    var known = knownCauses[shape] ?? []
    if let index = known.firstIndex(where: { $0.record.position == record.position }) {
      known[index].rows += 1
    } else {
      known.append(KnownCause(record: record))
    }
    knownCauses[shape] = known
  }

  /// So many records are tried alone before sets of them are.
  private static let singleLimit = 64
  /// So many records that explain other rows are tried first.
  private static let knownLimit = 4

  /// The records that share a tag with what the rows rest on: those that decide the row first, definitions last.
  private func related(to difference: Difference, among news: [RecordedEvent]) throws -> [RecordedEvent] {
    var tags = Set(difference.key.flatMap { id in Self.roles.map { Tag($0, id) } })
    let deciding = Set(difference.events)
    for position in deciding {
      for world in [second, first] {
        if let record = try world.record(at: position) {
          tags.formUnion(record.event.tags)
          break
        }
      }
    }
    func rank(_ record: RecordedEvent) -> Int {
      if record.event.isDefinition { return 3 }
      return deciding.contains(record.position) ? 0 : record.event.type == "correction" ? 1 : 2
    }
    return news.filter { !tags.isDisjoint(with: $0.event.tags) }.sorted {
      rank($0) != rank($1) ? rank($0) < rank($1) : $0.position > $1.position
    }
  }

  private static let roles = ["org", "organ", "party", "instrument", "office", "meeting", "entity"]

  /// What records make a difference, and what kind of records they are.
  func cause(by records: [RecordedEvent], _ news: News) throws -> DifferenceCause {
    var cause = DifferenceCause(events: records.map(\.position))
    var labels: Set<DiffRow.Cause> = []
    let (less, more) = news.isOfSecond ? (first, second) : (second, first)
    for record in records {
      let event = try second.event(of: record)
      if record.event.isDefinition {
        labels.insert(.event)
      } else if case .correction(let correction) = event.act {
        labels.insert(correction.action == .retract ? .retraction : .correction)
        if correction.action == .retract {
          // Only what the look that sees less knew can stand again, and only what nothing else has taken away.
          cause.reinstates += try reinstated(by: correction).filter {
            try less.record(at: $0).map { try less.sees($0) } ?? false
              && more.corrections(around: $0).removal(of: $0) == nil
          }
        }
      } else if let day = event.on?.bounds.latest, event.isFact, day < news.horizon {
        labels.insert(.backDated)
      }
    }
    // The strongest of several: what takes back, what corrects, what comes late.
    cause.label = [.retraction, .correction, .backDated].first(where: labels.contains) ?? .event
    return cause
  }

  /// What stands again where a correction was taken back.
  private func reinstated(by retraction: Correction) throws -> [GlobalPosition] {
    guard let place = try position(of: retraction.target), let record = try timeline.log.event(at: place),
      case .correction(let undone) = try second.event(of: record).act
    else { return [] }
    return try position(of: undone.target).map { [$0] } ?? []
  }

  private func position(of target: Correction.Target) throws -> GlobalPosition? {
    switch target {
    case .position(let position): position
    case .id(let id): try timeline.log.position(of: EventID(id))
    }
  }
}

extension Event {
  /// Whether it says what names, clauses, weights and lists mean.
  fileprivate var isDefinition: Bool { ["entity", "instrument", "table", "category"].contains(type) }
}

extension World {
  /// The last day on which an act is known to have been done, by what is seen: the latest first possible day.
  ///
  /// What names things, what is only said or asserted, and what is planned does not count.
  fileprivate func horizon() throws -> Day {
    var horizon = Day.distantPast
    for record in try records(EventQuery()) {
      guard let day = record.event.valid?.earliest, day > horizon, day.isCivil else { continue }
      switch try event(of: record).act {
      case .entity, .instrument, .table, .category, .claim, .assertion, .custom, .correction: continue
      default: if try event(of: record).isFact { horizon = day }
      }
    }
    return horizon
  }
}
