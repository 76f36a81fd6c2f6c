import Diplomacy
import EventLog

extension ContradictionSearch {
  /// What a claim says that the derived answers deny, each with the act that it is about where that is one.
  /// - Parameter settled: the days on which it was found not to be so by a record that was confirmed.
  func contradictions(
    of seen: SeenEvent, saying says: EventTemplate, settled: [ToldClaim: DayBounds]
  ) throws -> [(act: ActIdentity?, Contradiction)] {
    guard let event = says.event else { return [] }
    if case .assertion(let assertion) = event.act {
      return try contradictions(of: seen, asserting: assertion, event).map { (nil, $0) }
    }
    guard let begin = event.effectBounds ?? seen.event.on?.bounds else { return [] }
    let from = begin.latest.isCivil ? begin.latest : begin.earliest
    let said = event.untilBounds?.earliest.previous ?? max(from, seen.event.on?.bounds.latest ?? from)
    guard from.isCivil, said.isCivil, from <= said else { return [] }
    if case .stateChange(let change) = event.act {
      return try contradictions(of: seen, saying: change, on: from...said).map { (nil, $0) }
    }

    return try event.identities.compactMap { identity in
      guard let subject = identity.subject, let story = try denial(of: event, identity) else { return nil }
      let known = settled[ToldClaim(seen.position, identity)].map { [$0] } ?? []
      let days = story(from...said).without(known)
      guard let first = days.first else { return nil }
      let who = [identity.party, identity.object].filter { !$0.isEmpty }.joined(separator: " ")
      let contradiction = Contradiction(
        subjects: [subject], days: days,
        message:
          "\(seen.position) claims \(identity.kind) \(who) from \(event.on?.text ?? "no day"); by the log"
          + " it was not so on \(DayBounds(first.lowerBound, first.upperBound).spanText)",
        fix:
          "find the document, then record the act; if the claim is wrong, dispute \(seen.position) with a correction",
        events: [seen.position])
      return (identity, contradiction)
    }
  }

  /// For a claimed act, a search for the days on which what it would bring about is surely not so; `nil` for an act
  /// whose claim can only be compared with records.
  private func denial(
    of event: DiplomaticEvent, _ identity: ActIdentity
  ) throws -> ((ClosedRange<Day>) -> [ClosedRange<Day>])? {
    switch (event.act, identity.subject) {
    case (.operationSuspended, .party(let instrument, let party)?):
      let denied = try partyDenial(instrument, party) { $0.inForce != nil }
      let operating = try world.instrument(instrument).operation.surelyOperating(for: party)
      return { days in ((denied?(days) ?? []) + operating.within(days)).joined() }
    case (.withdrawalRevoked, .party(let instrument, let party)?):
      return try partyDenial(instrument, party) { $0.inForce != nil }
    case (.entryIntoForce, .party(let instrument, let party)?):
      return try partyDenial(instrument, party) { $0.inForce != nil }
    case (.signature, .party(let instrument, let party)?):
      return try partyDenial(instrument, party) { $0.signed != nil }
    case (.consent, .party(let instrument, let party)?):
      return try partyDenial(instrument, party) { $0.consented != nil || $0.inForce != nil }
    case (.withdrawal, .party(let instrument, let party)?):
      // Who has given notice is bound for a while yet.
      return try partyDenial(instrument, party) { $0.leaving != nil || $0.inForce == nil }
    case (.termination, .party(let instrument, let party)?):
      return try partyDenial(instrument, party) { $0.inForce == nil }
    case (.termination, .instrument(let instrument)?):
      let history = try world.instrument(instrument)
      return { history.surelyInForce.within($0) }
    case (.operationSuspended, .instrument(let instrument)?):
      let history = try world.instrument(instrument)
      return { history.surelyOperating.within($0) }
    case (.withdrawal(let act), .member(_, let party)?):
      return try memberDenial(act.org ?? "", nil, party) { !$0.isHolding || $0.leaving != nil }
    case (.suspension(let act), .member(_, let party)?):
      let scope = act.scope ?? MembershipState.wholeScope
      return try memberDenial(act.org, act.organ, party) { $0.isSuspended(in: scope) }
    case (.reinstatement(let act), .member(_, let party)?):
      let scope = act.scope ?? MembershipState.wholeScope
      return try memberDenial(act.org, act.organ, party) { $0.isHolding && !$0.isRestricted(in: scope) }
    case (.admission(let act), .member(_, let party)?):
      let status = act.status ?? MembershipState.member
      return try memberDenial(act.org, act.organ, party) { $0.holds(status) }
    case (.withdrawalRevoked(let act), .member(_, let party)?):
      return try memberDenial(act.org ?? "", nil, party) { $0.isHolding }
    case (.cessation(let act), .member(_, let party)?):
      return try memberDenial(act.org, act.organ, party) { !$0.isHolding }
    case (.office(let act), .office(let office)?):
      let story = try world.office(office).story
      return { story.days(in: $0) { states in !states.contains { $0.holder == act.holder } } }
    default: return nil
    }
  }

  func partyDenial(
    _ instrument: String, _ party: String, _ holds: @escaping (PartyState) -> Bool
  ) throws -> ((ClosedRange<Day>) -> [ClosedRange<Day>])? {
    guard let story = try world.instrument(instrument).parties[party]?.story else { return { [$0] } }
    return { story.days(in: $0) { states in !states.contains(where: holds) } }
  }

  func memberDenial(
    _ org: String, _ organ: String?, _ party: String, _ holds: @escaping (MembershipState) -> Bool
  ) throws -> ((ClosedRange<Day>) -> [ClosedRange<Day>])? {
    let place = try world.place(of: (org, organ, [party]))
    let story = try world.membership(MembershipKey(org: place.org, organ: place.organ, party: party)).story
    return { story.days(in: $0) { states in !states.contains(where: holds) } }
  }

  private func contradictions(
    of seen: SeenEvent, asserting assertion: Assertion, _ event: DiplomaticEvent
  ) throws -> [Contradiction] {
    guard let day = event.on?.bounds, day.isExact else { return [] }
    guard let failure = try world.failures(of: assertion, on: day.earliest, isClaimed: true)
    else { return [] }
    return [
      Contradiction(
        subjects: failure.subjects, days: [day.earliest...day.earliest],
        message:
          "\(seen.position) claims a list of \(assertion.view.rawValue) on \(day.earliest); by the log"
          + " \(failure.message)",
        fix:
          "find the document, then record what is missing or correct what is wrong; if the claim is wrong, dispute"
          + " \(seen.position) with a correction",
        events: ([seen.position] + failure.events).uniqued())
    ]
  }
}

extension MembershipState {
  /// Whether a scope is suspended, by itself or with everything.
  fileprivate func isSuspended(in scope: String) -> Bool {
    restrictions.contains { $0.scope == scope || $0.scope == Self.wholeScope }
  }

  /// Whether anything that lifting a scope lifts is suspended.
  fileprivate func isRestricted(in scope: String) -> Bool {
    restrictions.contains { $0.scope == scope || scope == Self.wholeScope }
  }
}

extension InstrumentHistory {
  /// The days on which it surely is in force.
  fileprivate var surelyInForce: [ClosedRange<Day>] {
    guard let begin = force.chosen?.latest, begin.isCivil else { return [] }
    return [begin...Day.last].without(
      ends.map { DayBounds($0.bounds.earliest, .distantFuture) })
  }

  /// Those on which its operation surely is not suspended either.
  fileprivate var surelyOperating: [ClosedRange<Day>] {
    surelyInForce.without(suspensions.map(\.days))
  }
}

extension OperationHistory {
  /// The days on which operation surely is not suspended for a party.
  fileprivate func surelyOperating(for party: String) -> [ClosedRange<Day>] {
    [Day.first...Day.last].without(suspensions(for: party).map(\.days))
  }
}

extension OperationSuspension {
  /// The days on which it may last, and the first after them.
  fileprivate var days: DayBounds { DayBounds(from.earliest, until?.latest ?? .distantFuture) }
}

extension [ClosedRange<Day>] {
  /// What is left of some days outside of stretches that end before their latest day.
  func without(_ stretches: [DayBounds]) -> [ClosedRange<Day>] {
    stretches.reduce(self) { days, stretch in
      days.flatMap { range -> [ClosedRange<Day>] in
        var left: [ClosedRange<Day>] = []
        if range.lowerBound < stretch.earliest {
          left.append(range.lowerBound...Swift.min(range.upperBound, stretch.earliest.previous))
        }
        if stretch.latest <= range.upperBound {
          left.append(Swift.max(range.lowerBound, stretch.latest)...range.upperBound)
        }
        return left
      }
    }
  }

  /// The part of some days that lies in others.
  fileprivate func within(_ days: ClosedRange<Day>) -> [ClosedRange<Day>] {
    filter { $0.overlaps(days) }.map { $0.clamped(to: days) }
  }
}

extension Story {
  /// The stretches inside some days on which all possible states fulfil a condition.
  func days(in range: ClosedRange<Day>, where condition: ([State]) -> Bool) -> [ClosedRange<Day>] {
    let changes = pieces.flatMap { [$0.from, $0.until] }.filter {
      range.contains($0) && $0 != range.lowerBound
    }
    let starts = ([range.lowerBound] + Set(changes).sorted())
    var found: [ClosedRange<Day>] = []
    for (index, start) in starts.enumerated() where condition(states(on: start)) {
      let end = index + 1 < starts.count ? starts[index + 1].previous : range.upperBound
      if let last = found.last, last.upperBound.next == start {
        found[found.count - 1] = last.lowerBound...end
      } else {
        found.append(start...end)
      }
    }
    return found
  }
}
