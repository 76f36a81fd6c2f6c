import Diplomacy
import EventLog

extension InstrumentBuilder {
  /// A State that continues another takes over its signature and its consents, from the day of the change.
  func addContinuations(to drafts: inout [String: PartyDraft], _ records: inout TreatyRecords) throws {
    var open = try Set(drafts.keys).union(named()).sorted()
    let stated = records.successions
    var seats: [String: SeatTaken] = [:]
    var known = Set(open)
    while let predecessor = open.popLast() {
      for act in try world.stateChanges(of: predecessor) where act.change.predecessors.contains(predecessor) {
        for successor in act.change.successors ?? [] where act.change.isContinued(by: successor) {
          let seat = SeatTaken(
            hadConsented: drafts[predecessor]?.mayHaveConsented(before: act.bounds) ?? false,
            place: act.change.predecessors.firstIndex(of: predecessor) ?? 0)
          // Who had consented itself takes nobody's place.
          let hasOwn = drafts[successor]?.consents.contains {
            $0.form != ConsentRecord.continuation && $0.bounds.latest <= act.bounds.earliest
          }
          if stated[successor] == nil, hasOwn != true, seats[successor].map({ seat < $0 }) ?? true {
            seats[successor] = seat
            records.successions[successor] = predecessor
          }
          // Who takes nothing over may be continued itself.
          if known.insert(successor).inserted { open.insert(successor, at: 0) }
          guard let own = drafts[predecessor], try !hasEnded(predecessor, before: act) else { continue }
          var draft = drafts[successor] ?? heir(successor, records)
          // What is handed on may be handed on again.
          if draft.takeOver(own, by: act) {
            drafts[successor] = draft
            open.append(successor)
          }
        }
      }
    }
  }

  /// Whether a State may by a day have taken a consent over from those whom it continues, or from those whom they do.
  func mayTakeOver(_ party: String, _ records: TreatyRecords, by day: Day) throws -> Bool {
    var open = [party]
    var known: Set<String> = [party]
    while let state = open.popLast() {
      for act in try world.stateChanges(of: state) where act.change.isContinued(by: state) {
        guard state != party || act.bounds.earliest <= day else { continue }
        for predecessor in act.change.predecessors where known.insert(predecessor).inserted {
          if records.consents[predecessor] != nil { return true }
          open.append(predecessor)
        }
      }
    }
    return false
  }

  /// Who neither signed nor consented itself, and may take back what it takes over.
  private func heir(_ party: String, _ records: TreatyRecords) -> PartyDraft {
    var draft = PartyDraft(party: party)
    draft.notices = notices(of: draft, records).standing
    draft.takenBack = Evidence.merge(records.withdrawnConsents[party] ?? [], endings: []).acts
    return draft
  }

  /// Everyone whom the clause names, in a list, a category or a table.
  private func named() throws -> Set<String> {
    guard let references = clause?.references else { return [] }
    var named = Set(references.parties)
    for table in references.tables { named.formUnion(try world.weights(table)?.values.keys.map { $0 } ?? []) }
    for category in references.categories {
      named.formUnion(try world.parties(ofCategory: category) ?? [])
    }
    return named
  }

  /// Whether a State had surely come to an end before a change by which another one is said to continue it.
  private func hasEnded(_ state: String, before act: StateChangeAct) throws -> Bool {
    try world.extinctions(of: state).contains { $0.bounds.latest < act.bounds.earliest }
  }

  /// The parties, each after those it continues.
  func heirsLast(_ drafts: [String: PartyDraft]) -> [String] {
    var ordered: [String] = []
    var known: Set<String> = []
    func place(_ party: String) {
      guard let draft = drafts[party], known.insert(party).inserted else { return }
      for predecessor in draft.predecessors + [draft.inheritedSignature?.predecessor].compactMap({ $0 }) {
        place(predecessor)
      }
      ordered.append(party)
    }
    for party in drafts.keys.sorted() { place(party) }
    return ordered
  }
}

/// In whose place a State stands that continues several: the first named of those that had consented, else the first.
private struct SeatTaken: Comparable {
  var hadConsented: Bool
  var place: Int

  static func < (left: SeatTaken, right: SeatTaken) -> Bool {
    left.hadConsented == right.hadConsented ? left.place < right.place : left.hadConsented
  }
}

extension PartyState {
  /// Whether there is a consent to pass on.
  fileprivate var isBinding: Bool { inForce != nil || consented != nil }
}

extension ConsentRecord {
  /// Whether it may have been given by a day and not taken back before it.
  ///
  /// Not inlined: the optimiser of Swift 6.3.1 ends with an error where it is.
  @inline(never)
  fileprivate func stands(on day: DayBounds) -> Bool {
    if let withdrawal, withdrawal.bounds.latest < day.earliest { return false }
    return bounds.earliest < day.latest
  }

  /// Whether it was surely given before a day, and surely not taken back before it.
  fileprivate func surelyStands(on day: DayBounds) -> Bool {
    bounds.latest < day.earliest && (withdrawn?.earliest ?? .distantFuture) >= day.latest
  }
}

extension PartyDraft {
  /// Takes over the signature and the consents of a State that this one continues, which it has not given itself.
  /// - Returns: whether there was any.
  fileprivate mutating func takeOver(_ own: PartyDraft, by act: StateChangeAct) -> Bool {
    let day = act.bounds
    var isAny = false
    let signatures = [own.inheritedSignature?.evidence, own.signature].compactMap { $0 }
    if inheritedSignature == nil, (signature?.bounds.latest ?? .distantFuture) > day.earliest,
      let signed = signatures.first(where: { $0.bounds.earliest < day.latest })
    {
      inheritedSignature = InheritedSignature(evidence: signed, day: day, predecessor: own.party, change: act)
      isAny = true
    }
    let standing = own.consents.filter { $0.stands(on: day) }
    guard let first = standing.first else { return isAny }
    if let continued, continued.seen.position == act.seen.position {
      // Of several that went on together each may have consented.
      isAny = predecessors.contains(own.party) ? isAny : true
      predecessors = (predecessors + [own.party]).uniqued()
      let other = own.handedOn(standing, first, on: day, isFirst: true)
      consents[0].evidence.bounds = consents[0].bounds.earlier(of: other)
      return isAny
    }
    guard continued == nil, !consents.contains(where: { $0.bounds.latest <= day.earliest }) else {
      return isAny
    }
    let isFirst = !consents.contains { $0.bounds.earliest <= day.latest }
    continued = act
    predecessors = [own.party]
    var consent = ConsentRecord(
      form: ConsentRecord.continuation,
      evidence: Evidence(act.seen, bounds: own.handedOn(standing, first, on: day, isFirst: isFirst)),
      withdrawal: nil, isInferred: false, followsSignature: false)
    consent.withdrawal = consent.withdrawal(among: takenBack)
    consents.insert(consent, at: 0)
    // A notice takes a consent back as long as the condition of the clause is not met.
    notices += own.notices.filter {
      $0.bounds.latest < day.earliest && $0.bounds.latest >= first.bounds.earliest
    }.map { notice in
      var notice = notice
      notice.bounds = day
      return notice
    }
    return true
  }

  /// Whether it may have consented by the day before a change, and not taken that back.
  fileprivate func mayHaveConsented(before day: DayBounds) -> Bool {
    consents.contains { consent in
      consent.stands(on: day)
        && !notices.contains { notice in
          notice.bounds.latest < day.earliest && notice.bounds.earliest >= consent.bounds.latest
            && !consent.followsNotice
        }
    }
  }

  /// Whether all its consents are those of States that it surely continued only after a day.
  func onlyTakesOver(after day: DayBounds) -> Bool {
    guard let continued, !consents.isEmpty else { return false }
    return continued.bounds.earliest > day.latest
      && consents.allSatisfy { $0.form == ConsentRecord.continuation }
  }

  /// The days from which on a consent counts for the State that continues this one: the later of the change and the
  /// consent, and perhaps never where it may not have stood on the day before.
  /// - Parameter isFirst: whether who takes it over surely had not consented itself.
  private func handedOn(
    _ standing: [ConsentRecord], _ first: ConsentRecord, on day: DayBounds, isFirst: Bool
  ) -> DayBounds {
    let sure = standing.first { $0.surelyStands(on: day) }
    let begin = day.later(of: (sure ?? first).bounds)
    let mayBeTakenBack = notices.contains {
      $0.bounds.latest >= day.earliest && $0.bounds.earliest < day.latest
    }
    let isSure = sure != nil && !mayBeTakenBack && isFirst
    return isSure ? begin : DayBounds(begin.earliest, .distantFuture)
  }

  /// Takes over what those whom this one continues were to the instrument the day before.
  ///
  /// That is on every day that may have been that day: the signature, a consent only if one of them was bound or had
  /// consented, and with it a notice that runs. What ends on the very day does not pass on.
  mutating func takeHeritage(_ histories: [String: PartyHistory]) {
    if let inherited = inheritedSignature, let old = histories[inherited.predecessor] {
      let estate = estate(of: old, inherited.change)
      let signing = estate.states.filter { $0.signed != nil }
      let isSure = signing.count == estate.states.count
      inheritedSignature?.day = inherited.change.begin(isSure: isSure, since: inherited.evidence.bounds)
      if signing.isEmpty { inheritedSignature = nil }
    }
    guard let continued, let consent = consents.first, consent.form == ConsentRecord.continuation else {
      return
    }
    let olds = predecessors.compactMap { histories[$0] }
    let estates = olds.map { estate(of: $0, continued) }
    let ways = combinations(estates.map(\.states))
    let isSure = ways.allSatisfy { $0.contains(where: \.isBinding) } && !estates.isEmpty
    guard estates.contains(where: { $0.states.contains(where: \.isBinding) }) else {
      consents.removeFirst()
      return
    }
    let since = estates.compactMap { estate in
      estate.states.compactMap { $0.consented ?? $0.inForce }.map { estate.acts[$0].bounds }
        .reduce(into: DayBounds?.none) { $0 = $0?.union($1) ?? $1 }
    }.min { ($0.earliest, $0.latest) < ($1.earliest, $1.latest) }
    consents[0].evidence.bounds = continued.begin(
      isSure: isSure && isTakenOverForSure && consents[0].bounds.latest != .distantFuture,
      since: since ?? continued.bounds)
    for (old, estate) in zip(olds, estates) {
      let bound = estate.states.filter(\.isBinding)
      if let entry = entry(of: old, bound) {
        inheritedEntry = inheritedEntry?.earlier(of: entry) ?? entry
      }
      takeNotices(of: old, bound, estate, continued)
    }
  }

  private func estate(of old: PartyHistory, _ change: StateChangeAct) -> Estate<PartyState> {
    Estate(of: old.story, at: change, end: .cease) { act in
      act.effect == .cease || act.effect == .terminate && act.positions.contains(change.seen.position)
    }
  }

  private mutating func takeNotices(
    of old: PartyHistory, _ bound: [PartyState], _ estate: Estate<PartyState>, _ change: StateChangeAct
  ) {
    for leaving in bound.compactMap(\.leaving).uniqued() {
      let effect = old.notices[leaving.notice]
      let rest = effect.flatMap(change.after)
      if effect != nil, rest == nil { continue }
      let isSure = estate.states.allSatisfy { $0.leaving == leaving }
      heritage.append(
        Heritage(
          day: change.begin(isSure: isSure, since: estate.acts[leaving.since].bounds),
          effect: rest,
          positions: estate.acts[leaving.since].positions, predecessor: old.party))
    }
  }

  /// When the instrument would have entered into force for the State that this one continues, if it had not yet on the
  /// day of the change.
  private func entry(of old: PartyHistory, _ bound: [PartyState]) -> DayBounds? {
    guard bound.contains(where: { $0.inForce == nil }), let entry = old.entries.last?.bounds else {
      return nil
    }
    let isSure = bound.allSatisfy { $0.inForce == nil }
    return isSure ? entry : DayBounds(.distantPast, entry.latest)
  }

  /// Whether the State surely had not consented itself before the change.
  private var isTakenOverForSure: Bool {
    guard let continued else { return true }
    return !consents.dropFirst().contains { $0.bounds.earliest <= continued.bounds.latest }
  }

  /// The signature of a State that this one continues.
  struct InheritedSignature {
    var evidence: Evidence
    /// From when on it is that of this one.
    var day: DayBounds
    /// Whose it was.
    var predecessor: String
    /// By which it passed on.
    var change: StateChangeAct
  }

  /// A notice that the State which this one continues had given, and that runs on.
  struct Heritage {
    /// The day of the change.
    var day: DayBounds
    /// When it takes effect; `nil` where nothing says it.
    var effect: DayBounds?
    /// The positions that decided it.
    var positions: [GlobalPosition]
    /// Whom it passes on from.
    var predecessor: String
  }
}
