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
      inheritedSignature = (signed, day, own.party)
      isAny = true
    }
    guard own.consents.contains(where: { $0.stands(on: day) }),
      !consents.contains(where: { $0.bounds.earliest <= day.latest })
    else { return isAny }
    consents.insert(
      ConsentRecord(
        form: ConsentRecord.continuation, evidence: Evidence(act.seen, bounds: day), withdrawal: nil,
        isInferred: false, followsSignature: false), at: 0)
    // A notice takes a consent back as long as the condition of the clause is not met.
    notices += own.notices.filter { $0.bounds.latest < day.earliest }.map { notice in
      var notice = notice
      notice.bounds = day
      return notice
    }
    return true
  }

  /// Takes over what the State that this one continues was to the instrument the day before: a consent only if it was
  /// bound or had consented, and with it a notice that runs.
  mutating func takeHeritage(_ old: PartyHistory?) {
    guard let old, let consent = consents.first, consent.form == ConsentRecord.continuation else { return }
    let day = consent.bounds
    let states = old.story.states(on: day.earliest.previous)
    let bound = states.filter { $0.inForce != nil || $0.consented != nil }
    guard !bound.isEmpty else {
      consents.removeFirst()
      return
    }
    if bound.count < states.count {
      consents[0].evidence.bounds = DayBounds(day.earliest, .distantFuture)
    }
    for leaving in bound.compactMap(\.leaving).uniqued() {
      heritage.append(
        Heritage(
          day: day, effect: old.notices[leaving.notice],
          positions: old.story.acts[leaving.since].positions, predecessor: old.party))
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
