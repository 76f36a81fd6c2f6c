import Diplomacy
import EventLog

extension World {
  /// What is decided by a day and takes effect after it, until another day.
  func upcomingRows(after day: Day, until last: Day) throws -> [UpcomingRow] {
    let search = UpcomingSearch(world: self, day: day, last: last)
    var rows = try instrumentNames().flatMap { try search.rows(of: instrument($0)) }
    for org in try organisationNames() {
      let organs: [String?] = try [nil] + organisation(org).organs
      for place in organs.map({ Place(org: org, organ: $0) }) {
        for actor in try actors(in: place) {
          rows += try search.rows(
            of: membership(MembershipKey(org: org, organ: place.organ, party: actor)))
        }
      }
    }
    for office in try officeNames(of: nil) { rows += try search.rows(of: self.office(office)) }
    return rows.uniqued().sorted {
      ($0.bounds.earliest, $0.bounds.latest, $0.subject, $0.what)
        < ($1.bounds.earliest, $1.bounds.latest, $1.subject, $1.what)
    }
  }
}

/// Looks for what is decided by one day and takes effect later.
struct UpcomingSearch {
  let world: World
  let day: Day
  /// The last day that is looked at.
  let last: Day
  /// Which instruments wait for nothing but days, as far as that was asked.
  private let waiting = AwaitedDays()

  init(world: World, day: Day, last: Day) {
    self.world = world
    self.day = day
    self.last = last
  }

  /// The general entry into force and end of an instrument, and what becomes of single parties.
  func rows(of history: InstrumentHistory) throws -> [UpcomingRow] {
    var rows: [UpcomingRow] = []
    let force = history.force
    if let begin = force.chosen, isAhead(begin), try isSettled(history) {
      rows.append(try row(begin, "entry-into-force", [history.id], force.positions))
    }
    if let begin = force.chosen, begin.earliest <= day {
      for end in history.ends
      where try isAhead(end.bounds) && (isDecided(end.decided) || isAnnounced(end.positions)) {
        rows.append(
          try row(
            end.bounds, end.decided == nil ? "end-of-term" : "termination", [history.id], end.positions))
      }
    }
    for party in history.parties.values.sorted(by: { $0.party < $1.party }) {
      rows += try self.rows(of: party, history)
    }
    return rows
  }

  private func rows(of party: PartyHistory, _ history: InstrumentHistory) throws -> [UpcomingRow] {
    let story = party.story
    let now = story.states(on: day)
    let subject = [party.party, history.id]
    return try ahead(in: story).compactMap { _, act, days in
      switch act.effect {
      case .enterIntoForce:
        // One date for all is one row.
        guard act.bounds != history.force.chosen,
          now.contains(where: { $0.consented != nil && $0.inForce == nil }), try isSettled(history)
        else { return nil }
        return try row(days, "entry-into-force", subject, act.positions)
      case .depart(let notice):
        guard now.contains(where: { $0.leaving?.notice == notice }) else { return nil }
        let isSure = before(act, in: story).allSatisfy { $0.leaving?.notice == notice }
        return try row(days, "withdrawal", subject, act.positions, isSure: isSure)
      case .terminate:
        guard try isAnnounced(act.positions), !history.ends.contains(where: { $0.bounds == act.bounds })
        else { return nil }
        return try row(days, "termination", subject, act.positions)
      case .expire, .endExtension:
        guard now.contains(where: { $0.inForce != nil }),
          !history.ends.contains(where: { $0.bounds == act.bounds })
        else { return nil }
        return try row(days, "end-of-term", subject, act.positions)
      default: return nil
      }
    }
  }

  /// What becomes of one membership.
  func rows(of history: MembershipHistory) throws -> [UpcomingRow] {
    let story = history.story
    let subject = [history.key.party, history.key.organ ?? history.key.org]
    let ends = story.ends
    return try ahead(in: story).compactMap { index, act, days in
      guard let what = act.effect.upcoming, try isAnnounced(act.positions) else { return nil }
      if case .depart(let notice) = act.effect,
        !story.states(on: day).contains(where: { $0.leaving?.notice == notice })
      {
        return nil
      }
      guard try isDecided(act.rule, for: history.key.party) else { return nil }
      let isSure = before(act, in: story).allSatisfy { $0.mayEnd(by: act.effect, ending: ends[index]) }
      return try row(days, what, subject, act.positions, isSure: isSure)
    }
  }

  /// The acts of a story that may still be to come, by their place, each with the days on which it can change something;
  /// what something else overtook changes nothing.
  private func ahead<State: StoryState>(
    in story: Story<State>
  ) -> [(index: Int, act: StoryAct<State.Effect>, days: DayBounds)] {
    guard story.acts.contains(where: { isAhead($0.bounds) }) else { return [] }
    return zip(story.acts.indices, story.changes()).compactMap { index, days in
      let act = story.acts[index]
      return days.flatMap { isAhead(act.bounds) && isAhead($0) ? (index, act, $0) : nil }
    }
  }

  /// Whether what a membership follows from was settled by the day: the charter by the deposits that it needed and by
  /// the party's own, a gate by those of the instruments that open it.
  private func isDecided(_ rule: Rule, for party: String) throws -> Bool {
    switch rule {
    case .originalMember(let charter):
      let history = try world.instrument(charter)
      let states = history.parties[party]?.story.states(on: day) ?? []
      return try isSettled(history) && states.contains { $0.consented != nil }
    case .gateOpened(let instruments):
      return try instruments.allSatisfy { try isSettled(world.instrument($0)) }
    default: return true
    }
  }

  /// Whether it was known by the day when an instrument enters into force: by its clause, or as it was published.
  private func isSettled(_ history: InstrumentHistory) throws -> Bool {
    let force = history.force
    if let decided = force.decided, decided.earliest <= day { return true }
    if !force.isPublishedChosen, try isMetByTime(history) { return true }
    guard force.isPublishedChosen, let publication = force.publications.first else { return false }
    return isDone(publication.event)
      || force.publications.contains { $0.event.isKnown(by: day, recordedAt: $0.recordedAt) }
  }

  /// Whether a clause waits by the day for nothing but days that come by themselves: those it names, and those on which
  /// others enter into force that wait for nothing else either.
  ///
  /// Asked of all that it follows from together, from none that does upwards: what waits for itself alone never comes.
  private func isMetByTime(_ history: InstrumentHistory) throws -> Bool {
    if let known = waiting.isMet[history.id] { return known }
    var followed: [InstrumentHistory] = []
    try follow(history, &followed)
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for one in followed where try waiting.isMet[one.id] == false && waitsForDaysAlone(one) {
        waiting.isMet[one.id] = true
        hasChanged = true
      }
    }
    return waiting.isMet[history.id] == true
  }

  /// Lists what an instrument follows from and of which it is not known whether it waits, itself last.
  private func follow(_ history: InstrumentHistory, _ followed: inout [InstrumentHistory]) throws {
    guard waiting.isMet.updateValue(false, forKey: history.id) == nil else { return }
    for id in history.declaration?.clause?.condition.references.entriesIntoForce ?? []
    where waiting.isMet[id] == nil { try follow(world.instrument(id), &followed) }
    followed.append(history)
  }

  private func waitsForDaysAlone(_ history: InstrumentHistory) throws -> Bool {
    guard let clause = history.declaration?.clause else { return false }
    func isSure(_ condition: Clause.Condition) throws -> Bool {
      switch condition {
      case .date: return true
      case .inForce(let id):
        let other = try world.instrument(id)
        guard other.force.chosen != nil else { return false }
        if let decided = other.force.decided, decided.earliest <= day { return true }
        return !other.force.isPublishedChosen && waiting.isMet[id] == true
      case .and(let one, let two): return try isSure(one) && isSure(two)
      case .or(let one, let two): return try isSure(one) && isSure(two)
      default: return history.question.isMet(condition, on: day, .possibly)
      }
    }
    return try isSure(clause.condition)
  }

  /// The terms of an office.
  func rows(of history: OfficeHistory) throws -> [UpcomingRow] {
    let story = history.story
    let ends = story.ends
    return try ahead(in: story).compactMap { index, act, days in
      guard try isAnnounced(act.positions) else { return nil }
      switch act.effect {
      case .take(let holder), .pass(_, let holder):
        return try row(days, "office-begins", [history.id, holder], act.positions)
      case .leave(let holder):
        let held = before(act, in: story).map {
          $0.holder == holder && $0.terms.isEnded(by: ends[index])
        }
        guard held.contains(true) else { return nil }
        return try row(
          days, "office-ends", [history.id, holder], act.positions, isSure: held.allSatisfy { $0 })
      }
    }
  }

  private func row(
    _ bounds: DayBounds, _ what: String, _ subject: [String], _ positions: [GlobalPosition],
    isSure: Bool = true
  ) throws -> UpcomingRow {
    UpcomingRow(
      on: bounds.edtf, what: what, subject: subject.joined(separator: " "),
      events: positions.uniqued().sorted(),
      certainty: bounds.earliest > day && isSure ? .certain : .possible,
      name: try subject.map { try world.name(of: $0, on: day) }.joined(separator: ", "), bounds: bounds,
      mayBePast: bounds.earliest <= day)
  }

  /// What may be so when an act takes effect, if nothing of it has happened by the day asked for.
  private func before<State: StoryState>(_ act: StoryAct<State.Effect>, in story: Story<State>) -> [State] {
    story.states(on: max(day, act.bounds.earliest.previous))
  }

  /// Whether a day within the bounds is still to come, and not later than is looked.
  ///
  /// Of what has no last day nothing says that it is to come: a holder who was seen in office left it some day later.
  private func isAhead(_ bounds: DayBounds) -> Bool {
    bounds.latest > day && bounds.earliest <= last && bounds.earliest.isCivil && bounds.latest.isCivil
  }

  private func isDecided(_ decided: DayBounds?) -> Bool { (decided?.earliest ?? .distantPast) <= day }

  /// Whether the act that decides was done by the day, or told of: by the first of the records that tell of it.
  private func isAnnounced(_ positions: [GlobalPosition]) throws -> Bool {
    guard let first = positions.first, let deciding = try world.event(at: first) else { return true }
    return try isDone(deciding)
      || positions.contains { position in
        guard let record = try world.record(at: position), let event = try world.event(at: position) else {
          return true
        }
        // What else it rests on (a gate that was open) does not tell of it.
        return event.type == deciding.type && event.isKnown(by: day, recordedAt: record.recordedAt)
      }
  }

  private func isDone(_ event: DiplomaticEvent) -> Bool {
    (event.on?.bounds.earliest ?? .distantPast) <= day
  }
}

/// For each instrument whether it waits for nothing but days that come by themselves.
private final class AwaitedDays {
  var isMet: [String: Bool] = [:]
}

extension MembershipState.Effect {
  /// The word for what takes effect; `nil` for what is an act of its own day.
  fileprivate var upcoming: String? {
    switch self {
    case .depart: "withdrawal"
    case .open, .originate: "status-begins"
    case .admit: "admission"
    case .cease: "status-ends"
    case .suspend: "suspension"
    case .reinstate, .lapse: "suspension-ends"
    case .request, .requestEnded, .grant, .giveNotice, .revokeNotice, .freeze, .resume, .end: nil
    }
  }
}
