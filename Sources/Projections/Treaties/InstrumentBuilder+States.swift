import Diplomacy
import EventLog

extension InstrumentBuilder {
  /// A State that continues another takes over its signature and its consents, from the day of the change.
  func addContinuations(to drafts: inout [String: PartyDraft], _ records: inout TreatyRecords) throws {
    var open = Set(drafts.keys).union(clause?.references.parties ?? []).sorted()
    while let predecessor = open.popLast() {
      for act in try world.stateChanges(of: predecessor) where act.change.predecessors.contains(predecessor) {
        for successor in act.change.successors ?? [] where act.change.isContinued(by: successor) {
          records.successions[successor] = records.successions[successor] ?? predecessor
          guard let own = drafts[predecessor] else { continue }
          var draft = drafts[successor] ?? PartyDraft(party: successor)
          // What is handed on may be handed on again.
          if draft.takeOver(own, by: act) {
            drafts[successor] = draft
            open.append(successor)
          }
        }
      }
    }
  }

  /// The parties, each after the one it continues.
  func heirsLast(_ drafts: [String: PartyDraft]) throws -> [String] {
    var ordered: [String] = []
    var known: Set<String> = []
    for party in drafts.keys.sorted() {
      var line: [String] = []
      var next: String? = party
      while let state = next, drafts[state] != nil, known.insert(state).inserted {
        line.append(state)
        next =
          try drafts[state]?.consents.first?.form == ConsentRecord.continuation ? predecessor(of: state) : nil
      }
      ordered += line.reversed()
    }
    return ordered
  }

  /// The State that another one continues.
  private func predecessor(of state: String) throws -> String? {
    try world.stateChanges(of: state).lazy.filter { $0.change.isContinued(by: state) }
      .compactMap { $0.change.predecessors.first { $0 != state } }.first
  }
}

extension ConsentRecord {
  /// Whether it may have been given by a day and not taken back before it.
  ///
  /// Not inlined: the optimiser of Swift 6.3.1 ends with an error where it is.
  @inline(never)
  fileprivate func stands(on day: DayBounds) -> Bool {
    if let withdrawal, withdrawal.bounds.latest < day.earliest { return false }
    return bounds.earliest <= day.latest
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
    if signature == nil, inheritedSignature == nil,
      let signed = own.signature ?? own.inheritedSignature?.evidence, signed.bounds.earliest <= day.latest
    {
      let isSure = day.isExact || signed.bounds.latest < day.earliest
      inheritedSignature = (signed, act.begin(isSure: isSure, since: signed.bounds), own.party)
      isAny = true
    }
    let standing = own.consents.filter { $0.stands(on: day) }
    guard let first = standing.first, !consents.contains(where: { $0.bounds.earliest <= day.latest })
    else { return isAny }
    continued = act
    consents.insert(
      ConsentRecord(
        form: ConsentRecord.continuation,
        evidence: Evidence(act.seen, bounds: own.handedOn(standing, first, on: day)), withdrawal: nil,
        isInferred: false, followsSignature: false), at: 0)
    // A notice takes a consent back as long as the condition of the clause is not met.
    notices += own.notices.filter { $0.bounds.latest < day.earliest }.map { notice in
      var notice = notice
      notice.bounds = day
      return notice
    }
    return true
  }

  /// The days from which on a consent counts for the State that continues this one: the later of the change and the
  /// consent, and perhaps never where it may not have stood on the day before.
  private func handedOn(_ standing: [ConsentRecord], _ first: ConsentRecord, on day: DayBounds) -> DayBounds {
    let sure = standing.first { $0.surelyStands(on: day) }
    let begin = day.later(of: (sure ?? first).bounds)
    let mayBeTakenBack = notices.contains {
      $0.bounds.latest >= day.earliest && $0.bounds.earliest < day.latest
    }
    let isSure = day.isExact || (sure != nil && !mayBeTakenBack)
    return isSure ? begin : DayBounds(begin.earliest, .distantFuture)
  }

  /// Takes over what the State that this one continues was to the instrument the day before, on every day that may
  /// have been that day: a consent only if it was bound or had consented, and with it a notice that runs.
  mutating func takeHeritage(_ old: PartyHistory?) {
    guard let old, let continued, let consent = consents.first,
      consent.form == ConsentRecord.continuation
    else { return }
    let story = old.story.leavingOut { act in
      guard continued.precludes(endOn: act.bounds) else { return false }
      return act.effect == .cease
        || act.effect == .terminate && act.positions.contains(continued.seen.position)
    }
    let states = story.states(during: continued.eve)
    let bound = states.filter { $0.inForce != nil || $0.consented != nil }
    guard !bound.isEmpty else {
      consents.removeFirst()
      return
    }
    let since = bound.compactMap { $0.consented ?? $0.inForce }.map { story.acts[$0].bounds }
      .reduce(into: DayBounds?.none) { $0 = $0?.union($1) ?? $1 }
    consents[0].evidence.bounds = continued.begin(
      isSure: bound.count == states.count, since: since ?? continued.bounds)
    for leaving in bound.compactMap(\.leaving).uniqued() {
      let isSure = states.allSatisfy { $0.leaving == leaving }
      heritage.append(
        Heritage(
          day: continued.begin(isSure: isSure, since: story.acts[leaving.since].bounds),
          effect: old.notices[leaving.notice],
          positions: story.acts[leaving.since].positions, predecessor: old.party))
    }
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
