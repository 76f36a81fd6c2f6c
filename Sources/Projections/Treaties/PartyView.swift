import Diplomacy
import EventLog

extension World {
  /// What an instrument is to each of its parties on a day, former ones too.
  func partyRows(_ id: String, on day: Day) throws -> [PartyRow] {
    let history = try instrument(id)
    let numbers = Dictionary(uniqueKeysWithValues: history.deposits().map { ($0.party, $0.numberText) })
    return try history.parties.values.sorted { $0.party < $1.party }.compactMap { party in
      var row = try partyRow(party, of: id, on: day)
      if row?.consent != nil { row?.number = numbers[party.party] }
      return row
    }
  }

  /// What an instrument is to one party on a day; nothing while no step may have been taken.
  func partyRow(_ party: PartyHistory, of id: String, on day: Day) throws -> PartyRow? {
    let states = party.story.states(on: day)
    let steps = states.map(\.step).uniqued().sorted()
    guard let furthest = steps.last, furthest != .none else { return nil }
    let shown = states.first { $0.step == furthest } ?? PartyState()
    let isCertain = steps.count == 1 && !party.story.isApproximate(on: day)
    let inherited = states.contains { $0.signed != nil } ? party.inheritedSignature : nil
    let signed = [inherited, party.signature].compactMap { $0 }.first { $0.bounds.earliest <= day }
    let known = party.consents.last { $0.bounds.earliest <= day }
    let consent = known?.form == ConsentRecord.inferredForm ? nil : known
    let entry = party.entry(on: day)
    let bound = party.story.stretches { $0.inForce != nil }
    // Whoever may be bound only may be one for whom it rests.
    let isBound = states.map { $0.inForce != nil }
    let suspensions = isBound.contains(true) ? try instrument(id).suspensions(for: party.party) : []
    let rests = suspensions.lasting(on: day)
    return PartyRow(
      instrument: id, party: party.party, name: try name(of: party.party, on: day), state: furthest.word,
      certainty: isCertain ? .certain : .possible, disputed: false, signedOn: signed?.bounds.edtf,
      consent: consent?.form, consentedOn: consent?.bounds.edtf,
      inForceFrom: party.begin(in: states, bound, on: day)?.edtf,
      until: party.end(shown, of: states, bound, on: day)?.text,
      events: (party.positions(of: states, signed: signed, consent: consent)
        + suspensions.positions(on: day)).uniqued().sorted(),
      alternatives: steps.dropLast().map(\.word), inferred: known?.isInferred ?? false, number: nil,
      derived: entry?.derived?.text, published: entry?.published?.edtf,
      periods: party.periods(bound, by: day),
      suspended: rests.map { $0 == .certain && !isBound.contains(false) ? .certain : .possible })
  }
}

extension PartyHistory {
  /// The stretches in which it is bound, as far as they had begun by a day: `1991-01-01/1995-12-31`, and `..` for an
  /// end that is not known.
  fileprivate func periods(_ bound: [Stretch], by day: Day) -> [String] {
    bound.filter { $0.from.earliest <= day }.map { stretch in
      let last = stretch.until.map { $0.latest == .distantFuture ? ".." : $0.map(\.previous).edtf } ?? ".."
      return "\(stretch.from.edtf)/\(last)"
    }
  }

  /// The entry into force that the row of a day speaks of: the last one by then, else the first to come.
  fileprivate func entry(on day: Day) -> PartyEntry? {
    entries.last { ($0.bounds?.earliest ?? .distantFuture) <= day } ?? entries.first
  }

  /// Since when it is bound, in the states that are possible; of a former party, since when it first was.
  fileprivate func begin(in states: [PartyState], _ bound: [Stretch], on day: Day) -> DayBounds? {
    let present = states.compactMap(\.inForce).uniqued().map { story.acts[$0].bounds }
    return present.reduce(nil) { $0?.union($1) ?? $1 }
      ?? (states.contains { $0.left != nil } && !periods(bound, by: day).isEmpty
        ? entry(on: day)?.bounds.flatMap { $0.earliest <= day ? $0 : nil } : nil)
  }

  /// The first day no longer bound: of a former party, by the notice that runs, or by a later end.
  ///
  /// Of several acts that may have ended it the days on which one of them did, whichever way the day asked for lies.
  fileprivate func end(_ shown: PartyState, of states: [PartyState], _ bound: [Stretch], on day: Day)
    -> DayBounds?
  {
    let isFormer = shown.step == .former
    guard isFormer || shown.inForce != nil else { return nil }
    let ending =
      isFormer
      ? states.filter { $0.step == .former }
      : story.pieces.filter { $0.until > day && $0.state.inForce == nil }.map(\.state)
    let ends = ending.compactMap(\.left).uniqued().map { story.acts[$0].bounds }
      .filter { isFormer || $0.latest > day }
    let stretch =
      isFormer
      ? bound.last { $0.from.earliest <= day } : bound.first { ($0.until?.latest ?? .distantFuture) > day }
    let within = stretch?.until.map { until in ends.compactMap { $0.intersection(until) } } ?? []
    return within.reduce(nil) { $0?.union($1) ?? $1 } ?? ends.min { $0.earliest < $1.earliest }
  }

  fileprivate func positions(
    of states: [PartyState], signed: Evidence?, consent: ConsentRecord?
  ) -> [GlobalPosition] {
    let deciding = states.flatMap {
      [$0.inForce, $0.left, $0.leaving?.since, $0.provisional].compactMap { $0 }
    }
    let own = (signed?.positions ?? []) + (consent?.evidence.positions ?? [])
    return (own + deciding.flatMap { story.acts[$0].positions }).uniqued().sorted()
  }
}
