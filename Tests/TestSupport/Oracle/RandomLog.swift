import Diplomacy
import EventLog

/// A small random log, the same for the same seed.
///
/// Four States, an organisation of States, one organisation with an organ, two or three instruments, an office. Acts
/// are dense, so that their days touch; a fifth is back-dated or from another time; some are known to a range, recorded
/// twice, claimed, planned, retracted, replaced, disputed or confirmed.
public struct RandomLog: Sendable {
  /// What it was made from.
  public let seed: UInt64
  /// The events in commits, as they are recorded.
  public private(set) var commits: [[DiplomaticEvent]] = []

  var random: SeededGenerator
  /// What draws wide ends, so that all else stays as it is drawn without them.
  var wide: SeededGenerator
  /// How many completions may still be multiplied in.
  var budget = 160
  var ids: [String] = []
  let isSparse: Bool
  let hasCharter: Bool
  /// Whether two States go on as one, and not one after the other.
  let isUnited: Bool
  /// Whether ends are only known to ranges, as wide as what they end.
  let hasWideEnds: Bool
  var continued: Day?
  var instruments = ["T1", "T2"]
  var withOwnDays: Set<String> = []

  /// The States that act.
  public static let states = ["S1", "S2", "S3", "S4"]
  /// About when it begins.
  public static let first = Day(year: 2001, month: 1, day: 1)!

  /// The log of a seed.
  public init(seed: UInt64) {
    self.seed = seed
    random = SeededGenerator(seed: seed)
    isSparse = random.oneIn(4)
    hasCharter = random.oneIn(3)
    isUnited = seed % 5 == 0
    hasWideEnds = seed % 4 == 1
    wide = SeededGenerator(seed: ~seed)
    declare()
    let count = 6 + random.below(12)
    var events: [DiplomaticEvent] = []
    for _ in 0..<count {
      let event = hasWideEnds ? widened(act()) : act()
      events.append(event)
      if random.oneIn(10) { events.append(secondRecord(of: event)) }
      if random.oneIn(9) { events.append(correction()) }
    }
    while !events.isEmpty {
      let size = min(events.count, 1 + random.below(4))
      commits.append(Array(events.prefix(size)))
      events.removeFirst(size)
    }
    let operations = operations()
    if !operations.isEmpty { commits.append(operations) }
  }

  /// Every event, in order.
  public var events: [DiplomaticEvent] { commits.flatMap { $0 } }
}

extension RandomLog {
  private mutating func declare() {
    var events = Self.states.map {
      DiplomaticEvent(.entity(EntityDeclaration(entity: $0, kind: .state, name: "State \($0)")))
    }
    events.append(
      DiplomaticEvent(
        .entity(EntityDeclaration(entity: "EU", kind: .organisation, name: "Union", reio: true))))
    events.append(
      DiplomaticEvent(.entity(EntityDeclaration(entity: "ORG", kind: .organisation, name: "Organisation"))))
    events.append(
      DiplomaticEvent(
        .entity(EntityDeclaration(entity: "ORG/A", kind: .organ, name: "Assembly", partOf: "ORG"))))
    events.append(
      DiplomaticEvent(
        .table(
          WeightTable(table: "tab", unit: "t", total: 100, values: ["S1": 50, "S2": 20, "S3": 20, "S4": 10])))
    )
    events.append(DiplomaticEvent(.category(PartyCategory(category: "cat", parties: ["S1", "S2", "S3"]))))
    if random.oneIn(3) { instruments.append("T3") }
    for (place, id) in instruments.enumerated() { events.append(declaration(of: id, place)) }
    commits.append(events)
  }

  private mutating func declaration(of id: String, _ place: Int) -> DiplomaticEvent {
    var declaration = InstrumentDeclaration(instrument: id, title: "Treaty \(id)")
    let earlier = instruments.prefix(place)
    if !random.oneIn(5) { declaration.clause = clause(earlier: Array(earlier)) }
    if random.oneIn(2) {
      declaration.exit = try? ExitClause(
        random.pick([
          "+10d", "+1m", "none", "end-of-year", "at once", "+10d not-before in-force+1m",
          "+5d not-before party+20d",
        ]))
    }
    if random.oneIn(8) { declaration.duration = try? Term(random.pick(["1m", "60d", "1y"])) }
    if place == 0, hasCharter {
      declaration.constitutes = "ORG"
      if let exit = declaration.exit, case .after(_, .some, _) = exit.rule { declaration.exit = nil }
    }
    if place == 1, random.oneIn(3) { declaration.enables = [.init(org: "ORG", status: OneOrList("partner"))] }
    if place > 0, random.oneIn(6) { declaration.parent = "T1" }
    if place > 0, !hasCharter, random.oneIn(6) {
      declaration.exit = try? ExitClause("+10d on-leaving ORG +5d")
    }
    let on = Self.first.adding(days: random.below(20))
    return DiplomaticEvent(.instrument(prolonged(declaration, place)), on: EDTF(on))
  }

  private mutating func clause(earlier: [String]) -> Clause? {
    var conditions = [
      "all signatories", "all signatories", "all {S1,S2}", "all {S1,S2,S3}", "deposits >= 1", "deposits >= 2",
      "deposits >= 2",
      "deposits >= 3", "deposits of {S1,S2,S3} >= 2", "deposits of cat >= 2", "share(tab) >= 55%",
      "all {S1} and others >= 1", "deposits >= 3 or all {S1,S2}", "deposits >= 1 and date 2001-02-20",
      "signature",
    ]
    if !hasCharter {
      conditions += [
        "all members of ORG", "fraction 2/3 of members(ORG)", "deposits >= 1 or all members of ORG",
      ]
    }
    if let other = earlier.last {
      conditions += ["in-force \(other)", "deposits >= 1 and in-force \(other)", "all parties to \(other)"]
    }
    var text = "when " + random.pick(conditions)
    if random.oneIn(2) {
      text +=
        " effective "
        + random.pick(["at once", "+5d", "+10d", "+1m", "first-of-month after +5d", "1st-of-month +1"])
    }
    if random.oneIn(6) { text += " not-before 2001-03-01" }
    if random.oneIn(4) { text += " party " + random.pick(["same", "none", "+7d"]) }
    if random.oneIn(5) { text += " reio not-additional" }
    if !hasCharter, random.oneIn(8) { text += " eligible members of ORG" }
    if random.oneIn(8) { text += " modes {ratification,accession}" }
    return try? Clause(text)
  }
}

extension RandomLog {
  /// A day, mostly near the others.
  private mutating func day() -> Day {
    if isSparse { return Self.first.adding(days: random.below(900)) }
    return Self.first.adding(days: random.oneIn(5) ? -20 + random.below(25) : 20 + random.below(60))
  }

  /// A date, mostly a day.
  private mutating func date() -> EDTF {
    let day = day()
    func text(_ text: String, _ options: Int) -> EDTF? {
      guard options <= budget, let date = try? EDTF(text) else { return nil }
      budget /= options
      return date
    }
    let later = { (count: Int) in day.adding(days: count) }
    switch random.below(20) {
    case 0...3:
      let width = 1 + random.below(4)
      return text("[\(day)..\(later(width))]", width + 1) ?? EDTF(day)
    case 4: return text("[\(day),\(later(3))]", 4) ?? EDTF(day)
    case 5: return text(String(day.description.prefix(7)), 30) ?? EDTF(day)
    case 6: return text("\(day)~", 7) ?? EDTF(day)
    case 7: return isSparse ? text(String(day.description.prefix(4)), 60) ?? EDTF(day) : EDTF(day)
    case 8: return EDTF(day.adding(days: 0))
    case 9: return random.oneIn(3) ? text("[..\(day)]", 40) ?? EDTF(day) : EDTF(day)
    default: return EDTF(day)
    }
  }

  private mutating func source() -> OneOrList<Source>? {
    guard !random.oneIn(5) else { return nil }
    var source = Source(publisher: "Publisher \(random.below(3))")
    if !random.oneIn(4) { source.grade = 1 + random.below(6) }
    if !random.oneIn(4) {
      source.date =
        random.oneIn(4)
        ? try? EDTF("2001-0\(2 + random.below(5))") : EDTF(day().adding(days: random.below(30)))
    }
    guard random.oneIn(6) else { return OneOrList(source) }
    return OneOrList(list: [
      source, Source(publisher: "Another", date: EDTF(day()), grade: 1 + random.below(6)),
    ])
  }

  private mutating func id() -> String {
    ids.append("e\(ids.count)")
    return ids.last!
  }

  private mutating func act() -> DiplomaticEvent {
    let state = random.pick(Self.states)
    let treaty = random.pick(instruments)
    if random.oneIn(3) { return onTreaty(treaty, state) }
    if hasCharter || random.oneIn(3) { return random.oneIn(4) ? elsewhere(state) : onTreaty(treaty, state) }
    return random.oneIn(7) ? elsewhere(state) : onMembership(state)
  }

  mutating func event(_ act: Act, on date: EDTF? = nil) -> DiplomaticEvent {
    var event = DiplomaticEvent(act, id: id(), on: date ?? self.date(), source: source())
    if random.oneIn(25) { event.modality = random.pick([.planned, .expected, .conditional]) }
    if random.oneIn(25) { event.confidence = random.pick([.probable, .inferred]) }
    return event
  }

  private mutating func onMembership(_ state: String) -> DiplomaticEvent {
    let organ = random.oneIn(8) ? "ORG/A" : nil
    let party: OneOrList<String> = random.oneIn(6) ? ["S1", "S2"] : OneOrList(state)
    switch random.below(16) {
    case 0...5:
      var event = event(
        .admission(
          Admission(
            party: party, org: "ORG", organ: organ,
            status: random.oneIn(3) ? random.pick(["observer", "partner"]) : nil)))
      if random.oneIn(8) { event.until = EDTF(latest(event).adding(days: 1 + random.below(30))) }
      return event
    case 6, 7:
      return event(
        .cessation(
          Cessation(party: party, org: "ORG", organ: organ, status: random.oneIn(3) ? "member" : nil)))
    case 8, 9:
      var event = event(
        .suspension(
          Suspension(
            party: party, org: "ORG", organ: organ,
            scope: random.oneIn(3) ? random.pick(["organs", "rights"]) : nil)))
      if random.oneIn(8) { event.until = EDTF(latest(event).adding(days: 1 + random.below(30))) }
      return event
    case 10: return event(.reinstatement(Suspension(party: party, org: "ORG", organ: organ)))
    case 11:
      return event(
        .participation(Participation(party: party, org: "ORG", action: random.oneIn(3) ? .resumed : .frozen)))
    case 12:
      return event(
        .application(
          Application(
            party: party, org: "ORG", purpose: random.oneIn(2) ? .suspension : nil,
            stage: random.oneIn(3) ? .rejected : nil)))
    case 13, 14:
      var event = event(.withdrawal(Withdrawal(party: party, org: "ORG")))
      if !random.oneIn(4) { event.effective = EDTF(latest(event).adding(days: random.below(30))) }
      return event
    default: return event(.withdrawalRevoked(Withdrawal(party: party, org: "ORG")))
    }
  }

  func latest(_ event: DiplomaticEvent) -> Day {
    event.on.map(\.bounds.latest).flatMap { $0.isCivil ? $0 : nil } ?? Self.first
  }

  private mutating func onTreaty(_ id: String, _ state: String) -> DiplomaticEvent {
    let party: OneOrList<String> =
      random.oneIn(6) ? ["S1", "S2"] : random.oneIn(10) ? OneOrList("EU") : OneOrList(state)
    switch random.below(20) {
    case 0...4:
      return event(
        .signature(Signature(party: party, instrument: id, mode: random.oneIn(8) ? .definitive : nil)))
    case 5...12:
      var event = event(
        .consent(
          Consent(
            random.pick([.ratification, .ratification, .accession, .acceptance]), party: party,
            instrument: id, depositary: random.oneIn(10) ? random.pick(["X", "Y"]) : nil)))
      if random.oneIn(8) { event.received = EDTF(latest(event).adding(days: random.below(5))) }
      return event
    case 13: return event(.domesticApproval(DomesticApproval(party: party, instrument: id)))
    case 14:
      return event(
        .consentWithdrawn(TreatyAct(party: party, instrument: id)), on: random.oneIn(2) ? nil : EDTF(day()))
    case 15:
      var event = event(.entryIntoForce(EntryIntoForce(instrument: id)), on: EDTF(day()))
      if random.oneIn(4) { event.effective = EDTF(latest(event).adding(days: -random.below(20))) }
      return event
    case 16, 17:
      var event = event(.withdrawal(Withdrawal(party: party, instrument: id)))
      if random.oneIn(3) { event.effective = EDTF(latest(event).adding(days: random.below(30))) }
      return event
    case 18: return event(.withdrawalRevoked(Withdrawal(party: party, instrument: id)))
    default:
      switch random.below(4) {
      case 0: return event(.termination(Termination(instrument: id, party: random.oneIn(2) ? party : nil)))
      case 1: return event(.operationSuspended(Operation(instrument: id)), on: EDTF(day()))
      case 2: return event(.operationResumed(Operation(instrument: id)), on: EDTF(day()))
      default:
        return event(
          .provisionalApplication(
            ProvisionalApplication(party: party, instrument: id, action: random.oneIn(3) ? .end : nil)))
      }
    }
  }

  private mutating func elsewhere(_ state: String) -> DiplomaticEvent {
    switch random.below(10) {
    case 0...4:
      var event = event(.office(OfficeHolding(office: "ORG:chair", holder: state)))
      if random.oneIn(3) { event.until = EDTF(latest(event).adding(days: 1 + random.below(30))) }
      return event
    case 5:
      return event(
        .stateChange(
          StateChange(kind: .dissolution, predecessors: ["S4"], successors: random.oneIn(2) ? ["S3"] : nil)))
    case 6:
      return continuation()
    case 7: return event(.meeting(Meeting(meeting: "M", org: "ORG")))
    case 8:
      return event(
        .claim(
          Claim(
            says: EventTemplate(
              DiplomaticEvent(.admission(Admission(party: OneOrList(state), org: "ORG")), on: EDTF(day()))))))
    default: return event(.statement(Statement(title: "Words", org: "ORG")))
    }
  }

  /// The same act from another source: the same days, overlapping ones, or others.
  private mutating func secondRecord(of event: DiplomaticEvent) -> DiplomaticEvent {
    var second = event
    second.id = id()
    second.source = source()
    if second.effective == nil, second.received == nil, second.until == nil, random.oneIn(2) {
      second.on = EDTF(latest(event).adding(days: random.oneIn(2) ? 0 : 1 + random.below(4)))
    }
    return second
  }

  private mutating func correction() -> DiplomaticEvent {
    let target = random.pick(ids)
    let own = id()
    var correction = Correction(
      action: random.pick([.retract, .retract, .dispute, .dispute, .confirm, .replace]), target: .id(target))
    if correction.action == .replace { correction.with = act() }
    correction.with?.id = nil
    return DiplomaticEvent(.correction(correction), id: own, source: random.oneIn(2) ? source() : nil)
  }
}
