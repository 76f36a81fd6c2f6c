import Diplomacy
import EventLog

/// Gathers the acts of one membership from the log and folds them.
struct MembershipBuilder {
  let key: MembershipKey
  let world: World

  var acts: [StoryAct<MembershipState.Effect>] = []
  var notices: [DayBounds?] = []
  /// When the State went on from others: what was theirs began anew here.
  var continuations: [DayBounds] = []
  private var disagreements: [Disagreement] = []
  /// The charters by which an admission follows from a signature or a consent, by the first record of it.
  private var originals: [GlobalPosition: String] = [:]

  static let dayStart = -1

  init(key: MembershipKey, world: World) {
    self.key = key
    self.world = world
  }

  mutating func build() throws -> MembershipHistory {
    var records = MembershipRecords()
    for event in try relevantEvents() { records.take(event, for: key) }
    if key.organ == nil { try takeOriginalMembership(into: &records) }
    let ends = try takeStateChanges()
    let inherited = try takeContinuations()

    let departures = try takeWithdrawals(records) + inherited
    let limits = records.admissions.flatMap { $0.value.compactMap(\.ownEnd) }
    let exits = records.cessations.flatMap { $0.value.map(\.bounds) } + departures + ends + limits
    try takeAdmissions(records, endings: departures + ends)
    takeCessations(records)
    takeSuspensions(records, endings: exits)
    takeParticipation(records, endings: exits)
    takeApplications(records)
    return MembershipHistory(key: key, story: Story(acts), notices: notices, disagreements: disagreements)
  }

  private func relevantEvents() throws -> [SeenEvent] {
    let ofOrganisation = try world.concerns(of: key)
    guard key.organ == nil else { return ofOrganisation }
    // Leaving the charter is leaving the organisation.
    let ofCharters = try world.charters(of: key.org).flatMap { charter in
      try world.events(tagged: Tag("instrument", charter.id)).filter { seen in
        guard seen.event.isFact else { return false }
        switch seen.event.act {
        case .withdrawal(let act), .withdrawalRevoked(let act):
          return act.org != key.org && act.party.values.contains(key.party)
        default: return false
        }
      }
    }
    return ofOrganisation + ofCharters
  }

  /// Whoever is bound by the charter when it enters into force, or signed it and is bound later, is an original
  /// member.
  private mutating func takeOriginalMembership(into records: inout MembershipRecords) throws {
    for charter in try world.charters(of: key.org) {
      guard let party = charter.parties[key.party], let force = party.force,
        let general = charter.force.chosen,
        let record = party.forceRecords.first
      else { continue }
      let isOriginal = party.signature != nil || force.earliest <= general.latest
      guard isOriginal else { continue }
      // Who may only have joined after the day on which it entered into force may be no original member.
      let isSure = charter.surelyBrings(party, by: general)
      var evidence = Evidence(record, bounds: isSure ? force : DayBounds(force.earliest, .distantFuture))
      evidence.records = party.forceRecords
      originals[record.position] = charter.id
      records.admissions[MembershipState.member, default: []].append(evidence)
    }
  }

  private mutating func takeStateChanges() throws -> [DayBounds] {
    var ends: [DayBounds] = []
    for end in try world.extinctions(of: key.party) {
      acts.append(
        StoryAct(
          bounds: end.bounds, rank: Self.dayStart, positions: end.positions, effect: .end,
          rule: end.positions.isEmpty ? .catalogueEnd : .stateEnded))
      ends.append(end.bounds)
    }
    return ends
  }

  private mutating func takeAdmissions(_ records: MembershipRecords, endings: [DayBounds]) throws {
    for (status, evidence) in records.admissions.sorted(by: { $0.key < $1.key }) {
      let ceased = [status, nil].flatMap { records.cessations[$0] ?? [] }.map(\.bounds)
      for act in merged(evidence, endings: endings + ceased) {
        let instruments = try world.enablers(of: status, by: act.deciding.event, in: key)
        let place = acts.count
        if instruments.isEmpty {
          let rule = rule(of: act)
          add(rule == nil ? .admit(status: status) : .originate(status: status), act, rule: rule)
        } else {
          try takeGated(act, status: status, instruments: instruments)
        }
        if case .admission = act.deciding.event.act { addUntil(.cease(status: status), act, of: place) }
      }
    }
  }

  /// An admission that no act of admission stands behind is that of an original member.
  private func rule(of admission: Evidence) -> Rule? {
    if case .admission = admission.deciding.event.act { return nil }
    return originals[admission.deciding.position].map { .originalMember(charter: $0) }
  }

  /// Granted at once; held from the day the last enabling instrument is in force.
  private mutating func takeGated(_ act: Evidence, status: String, instruments: [String]) throws {
    guard let opening = try world.opening(of: instruments, for: act.bounds) else {
      add(.grant(status: status), act, rule: .gateClosed(instruments))
      return
    }
    let waits = act.bounds.earliest < opening.days.latest
    if waits { add(.grant(status: status), act, rule: .gateClosed(instruments)) }
    acts.append(
      StoryAct(
        bounds: act.bounds.later(of: opening.days), rank: act.deciding.event.act.rank,
        positions: (act.positions + opening.positions).uniqued(),
        effect: waits ? .open(status: status) : .admit(status: status), rule: .gateOpened(instruments)))
  }

  private mutating func takeCessations(_ records: MembershipRecords) {
    for (status, evidence) in records.cessations.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
      // A status is taken up again by an admission to it, and not by one to another status.
      let admitted = status.map { records.admissions[$0] ?? [] } ?? records.admissions.flatMap(\.value)
      for act in merged(evidence, endings: admitted.map(\.bounds) + continuations) {
        add(.cease(status: status), act, rank: Act.cessation(.init(party: [key.party], org: key.org)).rank)
      }
    }
  }

  private mutating func takeSuspensions(_ records: MembershipRecords, endings: [DayBounds]) {
    let lifted = records.reinstatements.flatMap { $0.value.map(\.bounds) }
    let imposed = records.suspensions.flatMap { $0.value.map(\.bounds) }
    for (scope, evidence) in records.suspensions.sorted(by: { $0.key < $1.key }) {
      for act in merged(evidence, endings: lifted + endings) {
        add(.suspend(scope: scope), act)
        addUntil(.lapse(scope: scope), act, of: acts.count - 1)
      }
    }
    for (scope, evidence) in records.reinstatements.sorted(by: { $0.key < $1.key }) {
      for act in merged(evidence, endings: imposed + endings + continuations) {
        add(.reinstate(scope: scope), act)
      }
    }
  }

  private mutating func takeParticipation(_ records: MembershipRecords, endings: [DayBounds]) {
    for act in merged(records.freezes, endings: records.thaws.map(\.bounds) + endings) {
      add(.freeze, act)
      addUntil(.resume, act, of: acts.count - 1)
    }
    for act in merged(records.thaws, endings: records.freezes.map(\.bounds) + continuations) {
      add(.resume, act)
    }
  }

  /// Requests are not merged: a party can ask again.
  private mutating func takeApplications(_ records: MembershipRecords) {
    for (application, evidence) in records.applications {
      let purpose = application.purpose ?? .admission
      switch application.stage {
      case .rejected, .withdrawn: add(.requestEnded(purpose), evidence)
      default: add(.request(purpose), evidence)
      }
      addUntil(.requestEnded(purpose), evidence, of: acts.count - 1)
    }
  }

  /// The notice and, where a rule or the notice itself says when, the day it takes effect.
  private mutating func takeWithdrawals(_ records: MembershipRecords) throws -> [DayBounds] {
    let charters = try key.organ == nil ? world.charters(of: key.org) : []
    var departures: [DayBounds] = []
    let begins = records.admissions.flatMap { $0.value.map(\.bounds) } + continuations
    let endings = records.revocations.map(\.bounds) + begins
    let first = begins.map(\.earliest).min()
    for record in merged(records.withdrawals, endings: endings) {
      let number = notices.count
      // Nobody leaves before the first day on which there may be something to leave.
      let act = record.notBefore(first)
      let departure = Departure(act) { notice in
        charters.lazy.compactMap(\.exit).first?.effective(
          notice: notice, inForce: charters.first?.force.chosen,
          party: charters.first?.parties[key.party]?.force ?? charters.first?.force.chosen,
          conflict: act.deciding.event.conflict)
      }
      add(.giveNotice(number), act, bounds: departure.notice, rule: .recorded)
      notices.append(departure.day)
      if let day = departure.day {
        let clause = charters.first { $0.exit != nil }
        let rule = clause.map { Rule.exitClause($0.exit?.description ?? "", of: $0.id) } ?? .recorded
        acts.appendEnd(
          .depart(notice: number), of: acts.count - 1, on: day, rank: departure.rank,
          rule: departure.isStated ? .statedEffect : rule)
        departures.append(day)
      }
    }
    for act in merged(records.revocations, endings: records.withdrawals.map(\.bounds) + continuations) {
      add(.revokeNotice, act)
    }
    return departures
  }

  private mutating func merged(_ records: [Evidence], endings: [DayBounds]) -> [Evidence] {
    let (acts, found) = Evidence.merge(records, endings: endings)
    disagreements += found
    return acts
  }

  /// The day on which something ends by itself, as it is recorded with it.
  private mutating func addUntil(_ effect: MembershipState.Effect, _ evidence: Evidence, of place: Int) {
    guard let until = evidence.deciding.event.untilBounds else { return }
    acts.appendEnd(
      effect, of: place, on: until, rank: Self.dayStart, positions: evidence.positions, rule: .statedEnd)
  }

  private mutating func add(
    _ effect: MembershipState.Effect, _ evidence: Evidence, bounds: DayBounds? = nil, rank: Int? = nil,
    rule: Rule? = nil
  ) {
    let event = evidence.deciding.event
    acts.append(
      StoryAct(
        bounds: bounds ?? evidence.bounds, rank: rank ?? event.act.rank, positions: evidence.positions,
        effect: effect, rule: rule ?? (event.effective == nil ? .recorded : .statedEffect)))
  }
}

extension Evidence {
  /// The same act on no earlier day, unless that leaves none.
  fileprivate func notBefore(_ day: Day?) -> Evidence {
    guard let day, bounds.earliest < day, day <= bounds.latest else { return self }
    var act = self
    act.bounds = DayBounds(day, bounds.latest)
    return act
  }
}

extension InstrumentHistory {
  /// Whether a party surely signed, or was surely bound on the day on which the instrument entered into force.
  fileprivate func surelyBrings(_ party: PartyHistory, by general: DayBounds) -> Bool {
    if party.signature != nil { return true }
    if let entry = party.force, entry.latest <= general.earliest { return true }
    if declaration?.clause?.condition.requiresConsent(of: party.party, isSignatory: false) == true {
      return true
    }
    // Where the published day alone tells who was there, only those who would not have come later surely were.
    if declaration?.clause != nil, force.isPublishedAlone { return false }
    guard let consent = party.consents.first?.bounds else { return true }
    let completed = force.completed ?? general
    return consent.latest <= completed.earliest || isAwaited(party.party, consent, completed)
  }

  /// Whether the consents of the others surely did not meet the clause before that of a party was there.
  private func isAwaited(_ party: String, _ consent: DayBounds, _ completed: DayBounds) -> Bool {
    // A published day does not tell which consents led to it.
    guard declaration?.clause != nil, !force.isPublishedChosen, consent.earliest <= completed.latest else {
      return false
    }
    var others = question.parties
    others[party]?.consents = []
    let alone = Trigger(clause: question.clause, parties: others, circumstances: circumstances).bounds()
    return alone.map { consent.latest <= $0.earliest || completed.latest < $0.earliest } ?? true
  }
}

extension DiplomaticEvent {
  /// The day a notice counts from: its receipt, else the act.
  var noticeBounds: DayBounds? { received?.bounds ?? on?.bounds }
}
