import Diplomacy
import EventLog

/// The days after one day up to another one.
struct DayWindow {
  private let days: ClosedRange<Day>

  /// The days after the earlier of two days, up to the later one.
  init(between one: Day, and other: Day) {
    self.days = min(one, other).next...max(one, other)
  }

  /// Whether an act of these possible days may come on one of the days, or is sure to have come first by then.
  func decides(_ bounds: DayBounds) -> Bool {
    days.contains(bounds.earliest) || days.contains(bounds.latest)
  }

  /// Whether something begins or ends on one of the days.
  func decides(_ stretch: ClosedRange<Day>) -> Bool {
    days.contains(stretch.lowerBound)
      || stretch.upperBound.isCivil && days.contains(stretch.upperBound.next)
  }
}

extension Comparison {
  /// What took effect, by an act or a rule, and the records it rests on.
  typealias Effect = [GlobalPosition]

  /// The records of what took effect between two days and makes a difference: as few as are enough, and what the row
  /// that is told itself rests on of what took effect between the days.
  func cause(betweenDays difference: Difference) throws -> DifferenceCause {
    let window = DayWindow(between: before.at, and: after.at)
    var cause = try smallestCause(betweenDays: difference)
    let told = Set((difference.after ?? difference.before)?.events ?? [])
    cause.events += try second.effects(on: view, difference, in: window).flatMap { $0 }.filter {
      try told.contains($0) && !isLasting($0, window)
    }
    return cause
  }

  private func smallestCause(betweenDays difference: Difference) throws -> DifferenceCause {
    let window = DayWindow(between: before.at, and: after.at)
    // What rests on few records first: of two that explain it alike, the plainer one is named.
    let own = try second.effects(on: view, difference, in: window).filter { !$0.isEmpty }.uniqued()
      .sorted { $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1) }
    // The earlier answer stays and the later one is the same.
    func isSame(_ old: ComparedRow?, _ new: ComparedRow?) -> Bool {
      (old == nil) == (difference.before == nil) && old?.told == new?.told
    }
    if let found = try smallest(own, difference, window, where: isSame) {
      return DifferenceCause(events: found.flatMap { $0 })
    }
    // Whoever acts has done much else, which is read only where it must be.
    let dated = try acts(of: difference, in: window).map { [$0] }
    if let found = try smallest(own + dated.filter { !own.contains($0) }, difference, window, where: isSame) {
      return DifferenceCause(events: found.flatMap { $0 })
    }
    // What the clauses look at is further away still.
    let beyond = try second.effects(behind: try second.clauses(behind: view, difference), in: window)
      .filter { !$0.isEmpty && !own.contains($0) }.uniqued()
    if !beyond.isEmpty, let found = try smallest(own + beyond, difference, window, where: isSame) {
      return DifferenceCause(events: found.flatMap { $0 })
    }
    // An act that may have come before the first day decides the earlier answer too.
    let found = try smallest(own, difference, window) { $0?.told == $1?.told }
    return DifferenceCause(events: (found ?? own).flatMap { $0 })
  }

  private func smallest(
    _ effects: [Effect], _ difference: Difference, _ window: DayWindow,
    where isSame: (ComparedRow?, ComparedRow?) -> Bool
  ) throws -> [Effect]? {
    guard !effects.isEmpty else { return nil }
    return try SmallestSet.find(among: effects) { part in
      let left = try Set(part.flatMap { $0 }).filter { try !isLasting($0, window) }
      let world = try world(without: withPredecessors(left), second: true)
      return isSame(
        try world.comparedRow(view, difference.key, on: before.at),
        try world.comparedRow(view, difference.key, on: after.at))
    }
  }

  /// Some records, and of those that replace another what would come in their place: what they replace, and what else
  /// was recorded to replace it.
  private func withPredecessors(_ positions: Set<GlobalPosition>) throws -> Set<GlobalPosition> {
    var whole = positions
    var open = positions.sorted()
    while let next = open.popLast() {
      guard try second.record(at: next)?.event.type == "correction" else { continue }
      let corrections = try second.corrections(around: next)
      guard corrections.action(of: next) == .replace, let target = corrections.target(of: next) else {
        continue
      }
      let others = corrections.corrections(of: target).filter { corrections.action(of: $0) == .replace }
      open += ([target] + others).filter { whole.insert($0).inserted }
    }
    return whole
  }

  /// Whether a record defines what was there before the days already: without it there would be nothing to compare.
  private func isLasting(_ position: GlobalPosition, _ window: DayWindow) throws -> Bool {
    switch try second.event(at: position) {
    case let event? where event.act.rank == 0: !(event.on.map { window.decides($0.bounds) } ?? false)
    default: false
    }
  }

  /// The acts of the days that share a tag with what the rows rest on.
  private func acts(of difference: Difference, in window: DayWindow) throws -> [GlobalPosition] {
    var tags = Set(
      difference.key.flatMap { id in ["org", "instrument", "office", "meeting"].map { Tag($0, id) } })
    for position in difference.events { tags.formUnion(try second.record(at: position)?.event.tags ?? []) }
    return try tags.sorted { ($0.key, $0.value) < ($1.key, $1.value) }.flatMap { tag in
      try second.events(tagged: tag).filter { seen in
        seen.event.isFact
          && [seen.event.on, seen.event.effective, seen.event.received].contains {
            $0.map { window.decides($0.bounds) } ?? false
          }
      }.map(\.position)
    }.uniqued()
  }
}

extension World {
  /// What took effect on some days in the histories that a row is read from, each with the records it rests on.
  func effects(on view: Assertion.View, _ difference: Difference, in window: DayWindow) throws
    -> [Comparison.Effect]
  {
    let key = difference.key
    switch view {
    case .members:
      let place = try place(named: key[0])
      let held = MembershipKey(org: place.org, organ: place.organ, party: key[1])
      return try membership(held).story.effects(in: window) + renamings(of: key[1], in: window)
        + doubts(about: .member(org: key[0], party: key[1]), Tag("org", place.org), in: window)
    case .offices:
      return try office(key[0]).story.effects(in: window) + renamings(of: key[1], in: window)
        + doubts(about: .office(key[0]), Tag("office", key[0]), in: window)
    case .parties:
      let history = try instrument(key[0])
      return try (history.parties[key[1]]?.effects(in: window, declared: history.declared) ?? [])
        + renamings(of: key[1], in: window)
        + doubts(
          about: .party(instrument: key[0], party: key[1]), Tag("instrument", key[0]), in: window)
    case .instruments, .pending:
      return try instrument(key[0]).effects(in: window)
        + doubts(about: .instrument(key[0]), Tag("instrument", key[0]), in: window)
    case .meetings: return [difference.events]
    }
  }

  /// The instruments whose clauses a row rests on.
  func clauses(behind view: Assertion.View, _ difference: Difference) throws -> [String] {
    switch view {
    case .members:
      let org = try organisation(ofOrgan: difference.key[0]) ?? difference.key[0]
      return try charters(of: org).map(\.id) + organisation(org).gates.map(\.instrument)
    case .parties, .instruments, .pending: return [difference.key[0]]
    case .offices, .meetings: return []
    }
  }

  /// What took effect on some days in what the clauses of instruments look at, and the clauses of what they look at:
  /// other instruments, the members of organisations, the States in lists.
  func effects(behind instruments: [String], in window: DayWindow) throws -> [Comparison.Effect] {
    var effects: [Comparison.Effect] = []
    var open = instruments
    var seen: Set<String> = []
    while let id = open.popLast() {
      guard seen.insert(id).inserted else { continue }
      let history = try instrument(id)
      effects += history.effects(in: window)
      open += [history.declaration?.parent].compactMap { $0 }
      guard let references = history.declaration?.clause?.references else { continue }
      open += references.instruments
      for org in references.organisations {
        let place = try place(named: org)
        effects += try actors(in: place).flatMap {
          try membership(MembershipKey(org: place.org, organ: place.organ, party: $0)).story.effects(
            in: window)
        }
      }
      for party in references.parties
        + references.categories.flatMap({ history.circumstances.categories[$0] ?? [] })
      {
        effects += try renamings(of: party, in: window)
      }
    }
    return effects
  }

  private func renamings(of id: String, in window: DayWindow) throws -> [Comparison.Effect] {
    try stateChanges(of: id).filter { $0.seen.event.effectBounds.map(window.decides) ?? false }
      .map { [$0.seen.position] }
  }

  /// The contradictions that begin or end to cast doubt on a row.
  private func doubts(
    about subject: Contradiction.Subject, _ tag: Tag, in window: DayWindow
  ) throws -> [Comparison.Effect] {
    try contradictions(about: tag).filter {
      $0.subjects.contains(subject) && $0.days.contains(where: window.decides)
    }.map(\.events)
  }
}

extension Story {
  /// The acts that took effect on some days.
  fileprivate func effects(in window: DayWindow) -> [Comparison.Effect] {
    acts.filter { window.decides($0.bounds) }.map(\.positions)
  }
}

extension PartyHistory {
  /// - Parameter declared: where the instrument is declared, which gives it its term.
  fileprivate func effects(in window: DayWindow, declared: [GlobalPosition]) -> [Comparison.Effect] {
    let steps = ([signature] + consents.map(\.evidence)).compactMap { $0 }
    let acts = story.acts.filter { window.decides($0.bounds) }.map { act in
      if case .expire = act.effect { declared + act.positions } else { act.positions }
    }
    return acts + steps.filter { window.decides($0.bounds) }.map(\.positions)
  }
}

extension InstrumentHistory {
  /// Where the declaration that decides is recorded.
  fileprivate var declared: [GlobalPosition] { declarations.prefix(1).map(\.position) }

  /// The steps of its parties, its entry into force, and when it ceases to be in force.
  fileprivate func effects(in window: DayWindow) -> [Comparison.Effect] {
    var effects = parties.values.sorted { $0.party < $1.party }.flatMap {
      $0.effects(in: window, declared: declared)
    }
    let begins = [force.chosen, force.trigger, force.publishedOn].compactMap { $0 }
    if begins.contains(where: window.decides) { effects.append(force.positions) }
    for end in ends where window.decides(end.bounds) { effects.append(end.positions) }
    if window.decides(adopted) { effects.append(declared) }
    return effects
  }
}
