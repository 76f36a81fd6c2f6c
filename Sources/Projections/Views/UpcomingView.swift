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

  /// The general entry into force and end of an instrument, and what becomes of single parties.
  func rows(of history: InstrumentHistory) throws -> [UpcomingRow] {
    var rows: [UpcomingRow] = []
    let force = history.force
    if let begin = force.chosen, isAhead(begin), let decided = force.decided, decided.earliest <= day {
      rows.append(try row(begin, "entry-into-force", [history.id], force.positions))
    }
    if let begin = force.chosen, begin.earliest <= day {
      for outage in history.outages where isAhead(outage.from) && isDecided(outage.decided) {
        rows.append(
          try row(
            outage.from, outage.decided == nil ? "end-of-term" : "termination", [history.id], outage.positions
          ))
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
    return try story.acts.indices.compactMap { index in
      let act = story.acts[index]
      guard isAhead(act.bounds) else { return nil }
      switch act.effect {
      case .enterIntoForce:
        // One date for all is one row.
        guard act.bounds != history.force.chosen,
          now.contains(where: { $0.consented != nil && $0.inForce == nil }),
          let decided = history.force.decided, decided.earliest <= day
        else { return nil }
        return try row(act.bounds, "entry-into-force", subject, act.positions)
      case .depart(let notice):
        guard now.contains(where: { $0.leaving?.notice == notice }),
          story.pieces.contains(where: { $0.state.left == index })
        else { return nil }
        let isSure = before(act, in: story).allSatisfy { $0.leaving?.notice == notice }
        return try row(act.bounds, "withdrawal", subject, act.positions, isSure: isSure)
      case .terminate:
        guard try isAnnounced(act.positions), !history.outages.contains(where: { $0.from == act.bounds }),
          story.pieces.contains(where: { $0.state.left == index })
        else { return nil }
        return try row(act.bounds, "termination", subject, act.positions)
      case .expire, .endExtension:
        guard now.contains(where: { $0.inForce != nil }),
          !history.outages.contains(where: { $0.from == act.bounds }),
          story.pieces.contains(where: { $0.state.left == index })
        else { return nil }
        return try row(act.bounds, "end-of-term", subject, act.positions)
      default: return nil
      }
    }
  }

  /// What becomes of one membership.
  func rows(of history: MembershipHistory) throws -> [UpcomingRow] {
    let story = history.story
    let subject = [history.key.party, history.key.organ ?? history.key.org]
    let causes = story.acts.causes()
    return try story.acts.indices.compactMap { index in
      let act = story.acts[index]
      guard isAhead(act.bounds), let what = act.effect.upcoming, try isAnnounced(act.positions) else {
        return nil
      }
      if case .depart(let notice) = act.effect,
        !story.states(on: day).contains(where: { $0.leaving?.notice == notice })
      {
        return nil
      }
      // What was overtaken by something else changes nothing.
      guard !act.bounds.isExact || story.changes(on: act.bounds.latest) else { return nil }
      guard try isDecided(act.rule, for: history.key.party) else { return nil }
      let isSure = before(act, in: story).allSatisfy { $0.mayEnd(by: act.effect, of: causes[index]) }
      return try row(act.bounds, what, subject, act.positions, isSure: isSure)
    }
  }

  /// Whether what a membership follows from was settled by the day: the charter by the deposits that it needed and by
  /// the party's own, a gate by those of the instruments that open it.
  private func isDecided(_ rule: Rule, for party: String) throws -> Bool {
    switch rule {
    case .originalMember(let charter):
      let history = try world.instrument(charter)
      let states = history.parties[party]?.story.states(on: day) ?? []
      return isSettled(history) && states.contains { $0.consented != nil }
    case .gateOpened(let instruments):
      return try instruments.allSatisfy { isSettled(try world.instrument($0)) }
    default: return true
    }
  }

  private func isSettled(_ history: InstrumentHistory) -> Bool {
    history.force.decided.map { $0.earliest <= day } ?? false
  }

  /// The terms of an office.
  func rows(of history: OfficeHistory) throws -> [UpcomingRow] {
    let story = history.story
    return try zip(story.acts, story.acts.causes()).compactMap { act, cause in
      guard isAhead(act.bounds), try isAnnounced(act.positions),
        !act.bounds.isExact || story.changes(on: act.bounds.latest)
      else { return nil }
      switch act.effect {
      case .take(let holder):
        return try row(act.bounds, "office-begins", [history.id, holder], act.positions)
      case .leave(let holder):
        let held = before(act, in: story).map {
          $0.holder == holder && (cause.map($0.terms.contains) ?? true)
        }
        guard held.contains(true) else { return nil }
        return try row(
          act.bounds, "office-ends", [history.id, holder], act.positions,
          isSure: held.allSatisfy { $0 })
      case .pass(_, let holder):
        return try row(act.bounds, "office-begins", [history.id, holder], act.positions)
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
      name: try subject.map { try world.name(of: $0, on: day) }.joined(separator: ", "), bounds: bounds)
  }

  /// What may be so when an act takes effect, if nothing of it has happened by the day asked for.
  private func before<State: StoryState>(_ act: StoryAct<State.Effect>, in story: Story<State>) -> [State] {
    story.states(on: max(day, act.bounds.earliest.previous))
  }

  /// Whether a day within the bounds is still to come, and not later than is looked.
  private func isAhead(_ bounds: DayBounds) -> Bool {
    bounds.latest > day && bounds.earliest <= last && bounds.earliest.isCivil
  }

  private func isDecided(_ decided: DayBounds?) -> Bool { (decided?.earliest ?? .distantPast) <= day }

  /// Whether the act that decides was done by the day.
  private func isAnnounced(_ positions: [GlobalPosition]) throws -> Bool {
    guard let position = positions.first, let event = try world.event(at: position) else { return true }
    return (event.on?.bounds.earliest ?? .distantPast) <= day
  }
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

extension Story {
  /// Whether the states that are possible on a day differ from those of the day before.
  fileprivate func changes(on day: Day) -> Bool { Set(states(on: day)) != Set(states(on: day.previous)) }
}
