import Diplomacy
import EventLog

/// A second, deliberately simple reading of a log: every day of every act, in every combination.
///
/// Written from the documents (docs/DOMAIN.md, docs/CLAUSES.md), for small logs, with none of the code it is compared
/// with: records become acts, a completion chooses one day of each, and plain state machines are run over the days. Of
/// `Diplomacy` it uses dates and clauses, asked with exact days only.
public final class OracleWorld {
  let facts: [OracleFact]
  /// The days at which something begins or ends in the log.
  let marks: [Day]
  /// The most completions that are gone through for one question.
  let limit: Int
  var choices = OracleChoices()
  private(set) var actCount = 0

  // What does not depend on the completion, made once.
  var memberActs: [OracleSeat: OracleSeatActs] = [:]
  var treatyActs: [String: OracleTreatyActs] = [:]
  var officeActs: [String: [OracleOfficeAct]] = [:]

  private var declarations: [String: (fact: OracleFact, declaration: InstrumentDeclaration)?] = [:]
  private var gates: [String: [String]] = [:]
  var continuations: [String: [(act: OracleAct, predecessor: String)]] = [:]
  var continuationsInto: [String: [OracleContinuation]] = [:]
  var stateEnds: [String: [OracleAct]] = [:]
  var partyLists: [String: [String]] = [:]

  // What does, made once a completion.
  var members: [OracleSeat: OracleTrace<OracleMembership>] = [:]
  var treaties: [String: OracleTreaty] = [:]
  var bonds: [String: OracleTrace<OracleParty>] = [:]
  var oddities: [String: Int] = [:]
  /// What was found in the round before, for things that ask for each other in a circle: at first nothing.
  var before:
    (
      members: [OracleSeat: OracleTrace<OracleMembership>], treaties: [String: OracleTreaty],
      bonds: [String: OracleTrace<OracleParty>]
    ) = ([:], [:], [:])
  /// What is being made, and whether it was asked for meanwhile.
  var open: Set<String> = []
  var isCircular = false

  /// What does not depend on the completion and is asked for by all of them.
  private(set) lazy var instruments = declaredInstruments()
  private(set) lazy var stateChanges = recordedStateChanges()
  private(set) lazy var seats = recordedSeats()

  /// Whether every act has its last day, or its first one; `nil` for all days.
  private var isLate: Bool?
  /// The worlds in which every act is as early, and as late, as it can be.
  private lazy var extremes = [false, true].map { OracleWorld(self, isLate: $0) }
  private var extremeTreaties: [String: [OracleTreaty]] = [:]

  /// One completion of another world.
  private init(_ other: OracleWorld, isLate: Bool) {
    facts = other.facts
    marks = other.marks
    limit = other.limit
    self.isLate = isLate
  }

  /// An instrument where every act is as early as it can be, and where it is as late.
  ///
  /// Of use where records are sorted out before any completion is made. Nothing of it is asked in those worlds.
  func extremes(of id: String) -> [OracleTreaty] {
    guard isLate == nil else { return [] }
    if let known = extremeTreaties[id] { return known }
    let found = extremes.compactMap { world in world.completions { world.treaty(id) }?.all.first }
    extremeTreaties[id] = found
    return found
  }

  /// The days that follow from others where every act is as early as it can be, and where it is as late.
  private lazy var derivedMarks: [Day] = Set(
    instruments.flatMap { id in
      extremes(of: id).flatMap { treaty in
        [treaty.trigger, treaty.inForce, treaty.end] + treaty.entries.values.flatMap { $0 }
      }
    }.compactMap { $0 }.filter(\.isCivil)
  ).sorted()

  /// The world of a log from a perspective.
  public init(
    _ log: [OracleRecord], from perspective: OraclePerspective = OraclePerspective(), limit: Int = 2_000
  ) {
    self.limit = limit
    facts = perspective.facts(of: log).filter(\.event.isFact).sorted { $0.position < $1.position }
    var marks: Set<Day> = []
    for fact in facts {
      for date in [fact.event.on, fact.event.received, fact.event.effective, fact.event.until] {
        guard let bounds = date?.bounds else { continue }
        marks.formUnion([bounds.earliest, bounds.latest].filter(\.isCivil))
      }
    }
    self.marks = marks.sorted()
  }

  /// An act with a number of its own.
  func numbered(_ act: OracleAct) -> OracleAct {
    var act = act
    act.number = actCount
    actCount += 1
    return act
  }

  /// The day of an act in this completion.
  func day(of act: OracleAct) -> Day {
    if act.days.isExact { return act.days.earliest }
    if let isLate { return isLate ? days(within: act.days).last! : days(within: act.days)[0] }
    return choices.day(of: act.number, among: days(within: act.days))
  }

  /// The day on which an act ends by itself, in this completion: after the act, where the records leave such days.
  func ownEnd(of act: OracleAct) -> Day? {
    guard let until = act.fact.event.oracleUntil else { return nil }
    var end = act
    end.days = until
    // A second day of the same record.
    end.number = -1_000 - act.number
    let (begin, last) = (day(of: act), day(of: end))
    if until.latest > act.days.earliest { oddities["end of \(act.number)"] = last <= begin ? 1 : 0 }
    return last
  }

  /// The days of an act that are tried: all of a few, else those at which something else begins or ends.
  private func days(within bounds: DayBounds) -> [Day] {
    let first =
      bounds.earliest.isCivil
      ? bounds.earliest : min(bounds.latest, marks.first ?? bounds.latest).adding(days: -400)
    let last =
      bounds.latest.isCivil
      ? bounds.latest : max(bounds.earliest, marks.last ?? bounds.earliest).adding(days: 400)
    if last.number - first.number < 9 { return (first.number...last.number).map { Day(number: $0) } }
    var days: Set<Day> = [first, last]
    for mark in marks + derivedMarks {
      for step in -1...1 { days.insert(mark.adding(days: step)) }
    }
    return days.filter { first <= $0 && $0 <= last }.sorted()
  }

  /// What a question is answered in each completion that counts; `nil` where there are too many.
  ///
  /// Of every thing that was asked about on the way, only completions count in which as little about it is odd as there
  /// can be.
  func completions<Answer>(_ body: () -> Answer) -> (counting: [Answer], all: [Answer])? {
    var found: [(answer: Answer, oddities: [String: Int])] = []
    choices = OracleChoices()
    repeat {
      before = ([:], [:], [:])
      var answer = round(body)
      // From nothing upwards: what waits for itself alone never comes.
      for _ in 0..<5 where isCircular {
        before = (members, treaties, bonds)
        answer = round(body)
      }
      found.append((answer, oddities))
      if found.count > limit { return nil }
    } while choices.next()
    let all = found.map(\.answer)
    for thing in Set(found.flatMap { $0.oddities.keys }).sorted() {
      let least = found.compactMap { $0.oddities[thing] }.min() ?? 0
      found = found.filter { $0.oddities[thing] ?? least == least }
    }
    return (found.map(\.answer), all)
  }
}

extension OracleWorld {
  private func round<Answer>(_ body: () -> Answer) -> Answer {
    members = [:]
    treaties = [:]
    bonds = [:]
    oddities = [:]
    open = []
    isCircular = false
    return body()
  }

  /// The declaration of an instrument that decides.
  func declaration(of id: String) -> (fact: OracleFact, declaration: InstrumentDeclaration)? {
    if let known = declarations[id] { return known }
    var best: (fact: OracleFact, declaration: InstrumentDeclaration)?
    for fact in facts {
      guard case .instrument(let declaration) = fact.event.act, declaration.instrument == id else { continue }
      if best.map({ fact.isBetter(than: $0.fact) }) ?? true { best = (fact, declaration) }
    }
    declarations[id] = .some(best)
    return best
  }

  /// The instruments that are declared.
  private func declaredInstruments() -> [String] {
    Set(
      facts.compactMap { fact -> String? in
        if case .instrument(let declaration) = fact.event.act { declaration.instrument } else { nil }
      }
    ).sorted()
  }

  /// The instruments that constitute an organisation.
  func charters(of org: String) -> [String] {
    if let known = gates["\(org)"] { return known }
    let found = instruments.filter { id in
      facts.contains { fact in
        if case .instrument(let one) = fact.event.act {
          one.instrument == id && one.constitutes == org
        } else {
          false
        }
      }
    }
    gates["\(org)"] = found
    return found
  }

  /// The instruments that must be in force for a status of an organisation.
  func gates(of org: String, status: String) -> [String] {
    if let known = gates["\(org) \(status)"] { return known }
    let found = instruments.filter { id in
      facts.contains { fact in
        guard case .instrument(let one) = fact.event.act, one.instrument == id else { return false }
        return (one.enables ?? []).contains { $0.org == org && $0.status.values.contains(status) }
      }
    }
    gates["\(org) \(status)"] = found
    return found
  }

  /// The changes of States with their acts; each is one act, whomever it touches and however often it is recorded.
  private func recordedStateChanges() -> [(act: OracleAct, change: StateChange)] {
    var order: [StateChange] = []
    var records: [StateChange: [OracleAct]] = [:]
    for fact in facts {
      guard case .stateChange(let change) = fact.event.act, let days = fact.event.oracleDays else { continue }
      if records[change] == nil { order.append(change) }
      records[change, default: []].append(OracleAct(fact, days))
    }
    return order.flatMap { change in
      records[change]!.merged(endings: [], repeats: change.kind == .renaming && change.successors == nil).map
      {
        var act = $0
        // One day for all: numbered by the record, below the numbers of acts.
        act.number = -act.fact.position
        return (act, change)
      }
    }
  }

  /// When a State came to an end; its first day no longer.
  func ends(of state: String) -> [OracleAct] {
    if let known = stateEnds[state] { return known }
    let found = stateChanges.filter { _, change in
      guard change.predecessors.contains(state), !(change.successors ?? []).contains(state) else {
        return false
      }
      switch change.kind {
      case .dissolution, .union, .absorption: return true
      case .renaming, .continuation: return change.successors != nil
      case .separation: return false
      }
    }.map(\.act).sorted { $0.days.earliest < $1.days.earliest }
    stateEnds[state] = found
    return found
  }

  /// Those whom a State continues, with the act.
  func continued(by state: String) -> [(act: OracleAct, predecessor: String)] {
    if let known = continuations[state] { return known }
    let found = stateChanges.flatMap { act, change -> [(act: OracleAct, predecessor: String)] in
      guard change.kind == .continuation || change.kind == .renaming,
        (change.successors ?? []).contains(state), !change.predecessors.contains(state)
      else { return [] }
      return change.predecessors.map { (act, $0) }
    }
    continuations[state] = found
    return found
  }
}
