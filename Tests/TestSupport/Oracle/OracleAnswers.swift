import Diplomacy
import EventLog

/// What the oracle says of one thing: on each day the values of all completions that count.
public struct OracleAnswer<Value: Hashable & Sendable>: Sendable {
  /// The values, by day.
  public var values: [Day: Set<Value>]
  /// Whether a day that follows from others is not the same in all completions: then what depends on one another is
  /// treated as independent elsewhere, and an answer may be less sure than this one (docs/ARCHITECTURE.md).
  public var isCoupled: Bool
}

/// The four axes of one membership on one day.
public struct OracleMember: Hashable, Sendable {
  /// The kinds of status that are held, were held and are held no more, and were granted.
  public var held: Set<String>
  /// See `held`.
  public var former: Set<String>
  /// See `held`.
  public var granted: Set<String>
  /// The words of the other axes.
  public var standing: String
  /// What is restricted.
  public var scope: String?
  /// The notice that runs.
  public var notice: String?
  /// Whether it stays away.
  public var isFrozen: Bool
}

/// One instrument on one day.
public struct OracleInstrument: Hashable, Sendable {
  /// The word of its state.
  public var state: String
  /// Who had signed.
  public var signatories: Set<String>
  /// How many consents count.
  public var consents: Int
  /// Whether its clause still waits for something.
  public var isWaiting: Bool
  /// Where everyone of some is asked for and nothing else: who is awaited.
  public var awaited: Set<String>?
}

extension OracleWorld {
  /// Everyone with a place in an organisation or organ.
  public var allSeats: [OracleSeat] { seats }
  /// Every instrument that is declared.
  public var allInstruments: [String] { instruments }
  /// Every office that somebody holds.
  public var allOffices: [String] { offices }
  /// Everyone who acts towards an instrument.
  public func allParties(to id: String) -> [String] {
    Set(parties(to: id)).union(acts(of: id).inferred.keys).sorted()
  }

  /// The positions of the events that a correction disputes.
  public var disputed: Set<Int> { Set(facts.filter(\.isDisputed).map(\.position)) }

  /// One membership on some days.
  public func answer(_ seat: OracleSeat, on days: [Day]) -> OracleAnswer<OracleMember>? {
    answer(days) {
      let trace = membership(seat)
      // Who is an original member depends on when the charter came into force for the others.
      let charters = charters(of: seat.org).map { treaty($0).inForce ?? .distantPast }
      return (days.map { OracleMember(trace.state(on: $0)) }, trace.derived + charters)
    }
  }

  /// The step of one party to an instrument on some days.
  public func answer(_ party: String, to id: String, on days: [Day]) -> OracleAnswer<String>? {
    answer(days) {
      let trace = bond(party, to: id)
      let general = treaty(id).inForce ?? .distantPast
      return (days.map { trace.state(on: $0).step }, trace.derived + [general])
    }
  }

  /// Whether one party is bound by an instrument that is not applied to it, on some days.
  public func answer(resting party: String, to id: String, on days: [Day]) -> OracleAnswer<Bool>? {
    answer(days) {
      let (trace, operation) = (bond(party, to: id), operation(of: id))
      let general = treaty(id).inForce ?? .distantPast
      let rests = days.map { trace.state(on: $0).isBound && operation.state(on: $0).rests(for: party) }
      return (rests, trace.derived + [general])
    }
  }

  /// The holder of an office on some days.
  public func answer(office id: String, on days: [Day]) -> OracleAnswer<String?>? {
    answer(days) {
      let trace = office(id)
      return (days.map { trace.state(on: $0).holder }, [])
    }
  }

  /// One instrument on some days.
  public func answer(instrument id: String, on days: [Day]) -> OracleAnswer<OracleInstrument>? {
    answer(days) {
      let treaty = treaty(id)
      // A change of States ends one consent and begins another: one act for two parties.
      let takenOver = treaty.consents.sorted { $0.key < $1.key }.flatMap(\.value).filter { $0.act.number < 0 }
        .map(\.day)
      let derived = [treaty.inForce, treaty.end, treaty.trigger].map { $0 ?? .distantPast } + takenOver
      return (days.map { reading(of: treaty, id, on: $0) }, derived)
    }
  }

  private func answer<Value: Hashable & Sendable>(
    _ days: [Day], _ body: () -> (values: [Value], derived: [Day])
  ) -> OracleAnswer<Value>? {
    let found = completions { () -> (values: [Value], derived: [Day]) in
      let (values, derived) = body()
      return (values, derived + derivedOnTheWay)
    }
    guard let found else { return nil }
    var values: [Day: Set<Value>] = [:]
    for (place, day) in days.enumerated() { values[day] = Set(found.counting.map { $0.values[place] }) }
    return OracleAnswer(values: values, isCoupled: Set(found.all.map(\.derived)).count > 1)
  }

  /// The days that followed from others in the instruments that were asked about on the way.
  private var derivedOnTheWay: [Day] {
    treaties.sorted { $0.key < $1.key }.flatMap { _, treaty in
      [treaty.inForce, treaty.end, treaty.trigger].map { $0 ?? .distantPast }
    }
  }

  private func reading(of treaty: OracleTreaty, _ id: String, on day: Day) -> OracleInstrument {
    let signatories = Set(treaty.signed.filter { $0.value <= day }.keys)
    let hasHeirs = treaty.consents.values.contains { $0.contains { $0.origin != nil } }
    let question = treaty.question.map { hasHeirs ? asked($0, treaty, id) : $0 }
    let consents = question?.consents(on: day, .surely) ?? 0
    let hasEnded = treaty.end.map { $0 <= day } ?? false
    let hasBegun = treaty.inForce.map { $0 <= day } ?? false
    let rests = operation(of: id).state(on: day).restsForAll
    let state: String
    if hasEnded {
      state = "terminated"
    } else if !hasBegun {
      state = signatories.isEmpty && consents == 0 ? "adopted" : "not-in-force"
    } else {
      state = rests ? "suspended" : "in-force"
    }
    let clause = declaration(of: id)?.declaration.clause
    let isMet = question?.bounds().map { $0.latest <= day } ?? false
    let isComplete = isMet || treaty.completed.map { $0 <= day } ?? false
    let isWaiting = clause != nil && !hasEnded && !isComplete
    var awaited: Set<String>?
    if isWaiting, let clause, let question {
      switch clause.condition {
      case .allSignatories, .all, .allMembers, .allParties:
        let asked = question.asked(by: clause.condition, on: day, .surely)
        // Who goes on as another State is awaited under that one's name.
        awaited = Set(
          asked.filter { !question.hasConsented($0, on: day, .surely) }.map { heir(of: $0, on: day) })
      default: break
      }
    }
    return OracleInstrument(
      state: state, signatories: signatories, consents: consents, isWaiting: isWaiting, awaited: awaited)
  }
}

extension OracleWorld {
  /// What is counted, without the consents that were gone when another State went on as the one that gave them.
  private func asked(_ question: Trigger, _ treaty: OracleTreaty, _ id: String) -> Trigger {
    var parties = question.parties
    for (party, consents) in treaty.consents {
      for (place, consent) in consents.enumerated().reversed() {
        guard let origin = consent.origin else { continue }
        let estate = estate(of: origin.party, in: id, on: consent.day).estate
        if !estate.hasConsented, !estate.isBound { parties[party]?.consents.remove(at: place) }
      }
    }
    return Trigger(clause: question.clause, parties: parties, circumstances: question.circumstances)
  }
}

extension OracleMember {
  init(_ state: OracleMembership) {
    held = state.held
    former = state.former.subtracting(state.held)
    granted = state.granted
    standing = state.standing
    scope = state.scope
    notice = state.notice
    isFrozen = state.isFrozen
  }
}
