import Diplomacy
import EventLog

/// Whose membership of what.
public struct OracleSeat: Hashable, Sendable {
  /// The organisation.
  public var org: String
  /// The organ, where its status alone is meant.
  public var organ: String?
  /// Whose.
  public var party: String

  /// A seat.
  public init(org: String, organ: String? = nil, party: String) {
    self.org = org
    self.organ = organ
    self.party = party
  }
}

/// The acts that touch one membership.
struct OracleSeatActs {
  var admissions: [(status: String, act: OracleAct)] = []
  var cessations: [(status: String?, act: OracleAct)] = []
  var suspensions: [(scope: String, act: OracleAct)] = []
  var reinstatements: [(scope: String, act: OracleAct)] = []
  var freezes: [OracleAct] = []
  var thaws: [OracleAct] = []
  var notices: [OracleAct] = []
  var revocations: [OracleAct] = []
  var requests: [(application: Application, act: OracleAct)] = []
  /// The first day on which there may be something to leave.
  var begin: Day?

  var all: [OracleAct] {
    admissions.map(\.act) + cessations.map(\.act) + suspensions.map(\.act) + reinstatements.map(\.act)
      + freezes + thaws + notices + revocations + requests.map(\.act)
  }
}

extension OracleWorld {
  /// Every membership that is spoken of.
  func recordedSeats() -> [OracleSeat] {
    var seats: Set<OracleSeat> = []
    for fact in facts {
      guard let (org, organ, parties) = Self.place(of: fact.event.act) else { continue }
      for party in parties { seats.insert(OracleSeat(org: org, organ: organ, party: party)) }
    }
    for id in instruments {
      guard let org = declaration(of: id)?.declaration.constitutes else { continue }
      for party in parties(to: id) { seats.insert(OracleSeat(org: org, party: party)) }
    }
    var open = seats
    while !open.isEmpty {
      var next: Set<OracleSeat> = []
      for (_, change) in stateChanges {
        for successor in change.successors ?? [] {
          for (_, predecessor) in continued(by: successor) {
            for seat in open where seat.party == predecessor {
              next.insert(OracleSeat(org: seat.org, organ: seat.organ, party: successor))
            }
          }
        }
      }
      open = next.subtracting(seats)
      seats.formUnion(next)
    }
    return seats.sorted { ($0.org, $0.organ ?? "", $0.party) < ($1.org, $1.organ ?? "", $1.party) }
  }

  private static func place(of act: Act) -> (org: String, organ: String?, parties: [String])? {
    switch act {
    case .application(let act): (act.org, act.organ, act.party.values)
    case .admission(let act): (act.org, act.organ, act.party.values)
    case .cessation(let act): (act.org, act.organ, act.party.values)
    case .suspension(let act), .reinstatement(let act): (act.org, act.organ, act.party.values)
    case .participation(let act): (act.org, act.organ, act.party.values)
    case .withdrawal(let act), .withdrawalRevoked(let act): act.org.map { ($0, nil, act.party.values) }
    default: nil
    }
  }

  /// The acts of one membership, records of the same act made one.
  func acts(of seat: OracleSeat) -> OracleSeatActs {
    if let known = memberActs[seat] { return known }
    var raw = OracleSeatActs()
    for fact in facts {
      if let (org, organ, parties) = Self.place(of: fact.event.act) {
        if org == seat.org, organ == seat.organ, parties.contains(seat.party) { raw.take(fact) }
      } else if seat.organ == nil {
        // Leaving the charter is leaving the organisation.
        switch fact.event.act {
        case .withdrawal(let act), .withdrawalRevoked(let act):
          let isCharter = act.instrument.map { charters(of: seat.org).contains($0) } ?? false
          if isCharter, act.party.values.contains(seat.party) { raw.take(fact) }
        default: break
        }
      }
    }
    let exit =
      seat.organ == nil
      ? charters(of: seat.org).lazy.compactMap { self.declaration(of: $0)?.declaration.exit }.first : nil
    let departures = raw.notices.compactMap { notice -> DayBounds? in
      if notice.fact.event.effective != nil { return notice.fact.event.oracleEnd }
      return exit?.effective(notice: notice.days, conflict: nil).map { $0.later(of: notice.days) }
    }
    let exits =
      raw.cessations.map(\.act.days) + departures + ends(of: seat.party).map(\.days)
      + raw.admissions.compactMap(\.act.ownEnd)
    let original = originalDays(seat)
    let begins = raw.admissions.map(\.act.days) + original
    // What was another State's begins anew with the change.
    let continued = changes(into: seat.party).map(\.act.days)
    var acts = OracleSeatActs(begin: (begins + continued).map(\.earliest).min())
    func merge<Key: Hashable>(_ records: [(Key, OracleAct)], _ endings: [DayBounds]) -> [(Key, OracleAct)] {
      var keys: [Key] = []
      for (key, _) in records where !keys.contains(key) { keys.append(key) }
      return keys.flatMap { key in
        records.filter { $0.0 == key }.map(\.1).merged(endings: endings).map { (key, numbered($0)) }
      }
    }
    // A status is ended by its own cessation, or by one of everything, and taken up again by its own admission.
    for status in Set(raw.admissions.map(\.status)).sorted() {
      let ceased = raw.cessations.filter { $0.status == status || $0.status == nil }.map(\.act.days)
      acts.admissions += merge(
        raw.admissions.filter { $0.status == status }, ceased + departures + ends(of: seat.party).map(\.days))
    }
    for status in Set(raw.cessations.map(\.status)).sorted(by: { ($0 ?? "") < ($1 ?? "") }) {
      let taken = raw.admissions.filter { status == nil || $0.status == status }.map(\.act.days)
      acts.cessations += merge(
        raw.cessations.filter { $0.status == status },
        taken + (status == nil || status == "member" ? original : []) + continued)
    }
    acts.suspensions = merge(raw.suspensions, raw.reinstatements.map(\.act.days) + exits)
    acts.reinstatements = merge(raw.reinstatements, raw.suspensions.map(\.act.days) + exits + continued)
    acts.freezes = raw.freezes.merged(endings: raw.thaws.map(\.days) + exits).map(numbered)
    acts.thaws = raw.thaws.merged(endings: raw.freezes.map(\.days) + continued).map(numbered)
    acts.notices = raw.notices.merged(endings: raw.revocations.map(\.days) + begins + continued).map(numbered)
    acts.revocations = raw.revocations.merged(endings: raw.notices.map(\.days) + continued).map(numbered)
    acts.requests = raw.requests.map { ($0.application, numbered($0.act)) }
    memberActs[seat] = acts
    return acts
  }
}

extension OracleSeatActs {
  fileprivate mutating func take(_ fact: OracleFact) {
    let event = fact.event
    guard let days = event.oracleDays else { return }
    switch event.act {
    case .admission(let act): admissions.append((act.status ?? "member", OracleAct(fact, days)))
    case .cessation(let act): cessations.append((act.status, OracleAct(fact, event.oracleEnd ?? days)))
    case .suspension(let act): suspensions.append((act.scope ?? "all", OracleAct(fact, days)))
    case .reinstatement(let act): reinstatements.append((act.scope ?? "all", OracleAct(fact, days)))
    case .participation(let act):
      if act.action == .resumed {
        thaws.append(OracleAct(fact, days))
      } else {
        freezes.append(OracleAct(fact, days))
      }
    case .withdrawal: notices.append(OracleAct(fact, event.oracleReceived ?? days))
    case .withdrawalRevoked: revocations.append(OracleAct(fact, days))
    case .application(let act): requests.append((act, OracleAct(fact, days)))
    default: break
    }
  }
}

extension OracleWorld {
  /// One membership over time, in this completion.
  func membership(_ seat: OracleSeat) -> OracleTrace<OracleMembership> {
    if let known = members[seat] { return known }
    let name = "member \(seat.org) \(seat.organ ?? "") \(seat.party)"
    guard open.insert(name).inserted else {
      isCircular = true
      return before.members[seat] ?? OracleTrace<OracleMembership>([])
    }
    let trace = OracleTrace<OracleMembership>(steps(of: seat))
    members[seat] = trace
    oddities[name] = trace.oddities
    return trace
  }

  private func steps(of seat: OracleSeat) -> [OracleStep<OracleMembership.Effect>] {
    var steps: [OracleStep<OracleMembership.Effect>] = []
    let acts = acts(of: seat)
    func add(
      _ day: Day, _ rank: Int, _ act: OracleAct, _ effect: OracleMembership.Effect, isDerived: Bool = false
    ) {
      steps.append(
        OracleStep(
          day: day, rank: rank, position: act.fact.position, effect: effect, isDerived: isDerived,
          act: act.number))
    }
    /// What ends by itself, at the beginning of the day.
    func addUntil(_ act: OracleAct, _ effect: OracleMembership.Effect) {
      guard let end = ownEnd(of: act) else { return }
      steps.append(
        OracleStep(
          day: end, rank: -1, position: act.fact.position, effect: effect, begun: day(of: act),
          act: act.number, isOwnEnd: true, raisesNothing: true))
    }
    for end in ends(of: seat.party) { add(day(of: end), -1, end, .end) }
    addContinued(seat, to: &steps)
    for (status, act) in acts.admissions {
      addAdmission(status, act, seat, to: &steps)
      addUntil(act, .cease(status))
    }
    if seat.organ == nil { addOriginal(seat, to: &steps) }
    for (status, act) in acts.cessations { add(day(of: act), 13, act, .cease(status)) }
    for (scope, act) in acts.suspensions {
      add(day(of: act), 9, act, .suspend(scope))
      addUntil(act, .lapse(scope))
    }
    for (scope, act) in acts.reinstatements { add(day(of: act), 10, act, .reinstate(scope)) }
    for act in acts.freezes {
      add(day(of: act), 11, act, .freeze)
      addUntil(act, .resume)
    }
    for act in acts.thaws { add(day(of: act), 11, act, .resume) }
    for (application, act) in acts.requests {
      let purpose = application.purpose ?? .admission
      let isAnswer = application.stage == .rejected || application.stage == .withdrawn
      add(day(of: act), 7, act, isAnswer ? .answer(purpose) : .request(purpose))
      addUntil(act, .answer(purpose))
    }
    for (number, act) in acts.notices.enumerated() {
      let given = day(of: act)
      let departure = departure(of: act, given: given, seat)
      if let begin = acts.begin, act.days.latest >= begin {
        // Before every other rule: nobody leaves what nobody can have been in.
        oddities["before \(act.number)"] = given < begin ? 1 : 0
      }
      let told = act.fact.event.effective == nil ? given : min(given, departure ?? given)
      add(told, 12, act, .notice(number))
      if let departure {
        add(departure, departure <= told ? 13 : -1, act, .depart(number), isDerived: true)
      }
    }
    for act in acts.revocations { add(day(of: act), 12, act, .revoke) }
    return steps
  }

  /// The first day no longer, by the notice itself, else by the exit clause of the charter.
  private func departure(of act: OracleAct, given: Day, _ seat: OracleSeat) -> Day? {
    if act.fact.event.effective != nil, let stated = act.fact.event.oracleEnd {
      var end = act
      end.days = stated
      end.number = -1_000 - act.number
      return day(of: end)
    }
    guard seat.organ == nil else { return nil }
    let charters = charters(of: seat.org)
    guard let exit = charters.lazy.compactMap({ self.declaration(of: $0)?.declaration.exit }).first else {
      return nil
    }
    var conflict: Stretch?
    if case .withdrawal(let withdrawal) = act.fact.event.act {
      conflict = withdrawal.conflict.flatMap { Stretch($0) }
    }
    var general: Day?
    var own: Day?
    if case .after(_, .some, _) = exit.rule, let charter = charters.first {
      general = treaty(charter).inForce
      own = treaty(charter).entries[seat.party]?.first ?? general
    }
    let day = exit.effective(
      notice: DayBounds(given), inForce: general.map { DayBounds($0) }, party: own.map { DayBounds($0) },
      conflict: conflict)
    return day.map { max($0.earliest, given) }
  }

  /// A status is held from the day on which all that enables it is in force.
  private func addAdmission(
    _ status: String, _ act: OracleAct, _ seat: OracleSeat,
    to steps: inout [OracleStep<OracleMembership.Effect>]
  ) {
    guard case .admission(let admission) = act.fact.event.act else { return }
    let own = day(of: act)
    let gates =
      admission.enabledBy.map { [$0] } ?? (seat.organ == nil ? gates(of: seat.org, status: status) : [])
    func add(_ day: Day, _ effect: OracleMembership.Effect, isDerived: Bool = false) {
      steps.append(
        OracleStep(
          day: day, rank: 8, position: act.fact.position, effect: effect, isDerived: isDerived,
          act: act.number))
    }
    var opened = Day.distantPast
    for gate in gates {
      let treaty = treaty(gate)
      guard let force = treaty.inForce, treaty.end.map({ $0 > own }) ?? true else {
        add(own, .grant(status))
        return
      }
      opened = max(opened, force)
    }
    if own < opened {
      add(own, .grant(status))
      add(opened, .open(status), isDerived: true)
    } else {
      add(own, .admit(status), isDerived: !gates.isEmpty)
    }
  }

  /// Whoever is bound by the charter when it enters into force, or signed it and is bound later, is a member.
  private func addOriginal(_ seat: OracleSeat, to steps: inout [OracleStep<OracleMembership.Effect>]) {
    for charter in charters(of: seat.org) {
      let treaty = treaty(charter)
      guard let general = treaty.inForce, let own = treaty.entries[seat.party]?.first,
        treaty.signed[seat.party] != nil || own <= general,
        !ends(of: seat.party).contains(where: { day(of: $0) <= own })
      else { continue }
      let position = acts(of: charter).consents[seat.party]?.first?.act.fact.position ?? 0
      steps.append(
        OracleStep(
          day: own, rank: 5, position: position, effect: .admit("member"), isDerived: true,
          raisesNothing: true))
    }
  }

  /// The days on which somebody may have become an original member.
  private func originalDays(_ seat: OracleSeat) -> [DayBounds] {
    guard seat.organ == nil else { return [] }
    return charters(of: seat.org).compactMap { charter in
      let entries = extremes(of: charter).compactMap { $0.entries[seat.party]?.first }
      return entries.min().map { DayBounds($0, entries.max()!) }
    }
  }
}
