import Diplomacy
import EventLog

/// Gathers what the log says about one instrument and folds it.
struct InstrumentBuilder {
  let id: String
  let world: World

  private var declarations: [SeenEvent] = []
  private var disagreements: [(party: String?, Disagreement)] = []
  private var clause: Clause? { declarations.first?.event.instrumentDeclaration?.clause }

  private var opening: DayBounds? {
    let declared = declarations.first?.event
    return declared?.instrumentDeclaration?.opening(adopted: declared?.on?.bounds)
  }

  init(id: String, world: World) {
    self.id = id
    self.world = world
  }

  mutating func build() throws -> InstrumentHistory {
    let seen = try world.events(tagged: Tag("instrument", id)).filter { $0.event.isFact }
    declarations = seen.filter { $0.event.instrumentDeclaration?.instrument == id }
      .sorted(by: SeenEvent.isBetterEvidence)
    var records = TreatyRecords()
    for event in seen { records.take(event, instrument: id) }
    try takeCharterWithdrawals(into: &records)

    var drafts = self.drafts(records)
    let force = self.force(records, drafts)
    inferConsents(into: &drafts, records, force)
    let extensions = try world.extensions(of: id)
    let outages = outages(records, force, extensions)
    var parties: [String: PartyHistory] = [:]
    for draft in drafts.values {
      parties[draft.party] = draft.fold(
        clause: clause, opening: opening, exit: declarations.first?.event.instrumentDeclaration?.exit,
        force: force,
        expiry: expiry(force), extensions: extensions, extinctions: try extinctions(of: draft.party),
        records: records)
    }
    return InstrumentHistory(
      id: id, declarations: declarations, parties: parties, force: force, outages: outages,
      suspensions: records.suspendedStretches(), disagreements: disagreements)
  }

  /// Leaving the organisation that the instrument constitutes is leaving the instrument.
  private func takeCharterWithdrawals(into records: inout TreatyRecords) throws {
    guard let org = declarations.first?.event.instrumentDeclaration?.constitutes else { return }
    for seen in try world.events(tagged: Tag("org", org)) where seen.event.isFact {
      switch seen.event.act {
      case .withdrawal(let act) where act.org == org && act.instrument != id:
        records.takeNotice(seen, act.party)
      case .withdrawalRevoked(let act) where act.org == org && act.instrument != id:
        records.takeRevocation(seen, act.party)
      case .cessation(let act) where act.org == org && act.organ == nil:
        if act.status == nil || act.status == MembershipState.member { records.takeEnd(seen, act.party) }
      default: break
      }
    }
  }

  /// Signatures and consents of each party, merged and narrowed by what must come first.
  private mutating func drafts(_ records: TreatyRecords) -> [String: PartyDraft] {
    var drafts: [String: PartyDraft] = [:]
    for party in records.parties {
      var draft = PartyDraft(party: party)
      let signatures = merged(records.signatures[party] ?? [], endings: [], party: party)
      draft.signature = signatures.first
      let endings =
        (records.notices[party] ?? []).map(\.bounds) + (records.withdrawnConsents[party] ?? []).map(\.bounds)
      let approvals = records.approvals[party] ?? []
      draft.consents = consents(of: party, records, endings: endings).map { consent in
        var consent = consent
        var earliest = consent.bounds.earliest
        if let approval = approvals.map(\.bounds.earliest).min() { earliest = max(earliest, approval) }
        if consent.followsSignature, let signed = draft.signature {
          earliest = max(earliest, signed.bounds.earliest)
        }
        if earliest <= consent.bounds.latest {
          consent.evidence.bounds = DayBounds(earliest, consent.bounds.latest)
        }
        consent.withdrawal = (records.withdrawnConsents[party] ?? [])
          .filter { $0.bounds.latest >= consent.bounds.earliest }.min {
            $0.bounds.earliest < $1.bounds.earliest
          }
        return consent
      }
      draft.notices = records.notices[party] ?? []
      drafts[party] = draft
    }
    return drafts
  }

  /// The consents of one party; with several depositaries the earliest deposit counts.
  private mutating func consents(of party: String, _ records: TreatyRecords, endings: [DayBounds])
    -> [ConsentRecord]
  {
    let all = records.consents[party] ?? []
    let depositaries = all.map(\.depositary).uniqued()
    var acts: [Evidence] = []
    for depositary in depositaries {
      let own = all.filter { $0.depositary == depositary }.map(\.evidence)
      acts += merged(own, endings: endings, party: party)
    }
    acts.sort { $0.bounds.earliest < $1.bounds.earliest }
    var kept: [Evidence] = []
    for act in acts {
      if depositaries.count > 1, var last = kept.last,
        !endings.contains(where: { $0.latest >= last.bounds.earliest && $0.earliest <= act.bounds.latest })
      {
        last.bounds = DayBounds(
          min(last.bounds.earliest, act.bounds.earliest), min(last.bounds.latest, act.bounds.latest))
        last.records += act.records
        kept[kept.count - 1] = last
      } else {
        kept.append(act)
      }
    }
    let hasSignature = !(records.signatures[party] ?? []).isEmpty
    return kept.map { act in
      let form = act.deciding.event.consentForm ?? "signature"
      return ConsentRecord(
        form: form, evidence: act, withdrawal: nil, isInferred: act.deciding.event.confidence == .inferred,
        followsSignature: hasSignature && ["ratification", "acceptance", "approval"].contains(form))
    }
  }

  /// The derived and the published entry into force.
  private mutating func force(_ records: TreatyRecords, _ drafts: [String: PartyDraft]) -> Force {
    var force = Force()
    let published = merged(records.published, endings: [], party: nil)
    if let publication = published.first {
      force.published = publication.bounds
      force.publishedOn = publication.deciding.event.on?.bounds ?? publication.bounds
      force.publishedGrade = publication.grade
      force.publications = publication.records
    } else if clause == nil {
      // Somebody is bound, so the instrument is in force: at the latest since the first party was.
      let entries = records.publishedForParty.values.flatMap { $0 }
      let first = entries.map(\.bounds).reduce(nil as DayBounds?) { known, next in
        known.map { DayBounds(min($0.earliest, next.earliest), min($0.latest, next.latest)) } ?? next
      }
      force.published = first
      force.publishedOn = first
      force.publishedGrade = entries.map(\.grade).min()
      force.publications = entries.flatMap(\.records).sorted(by: SeenEvent.precedes)
    }
    guard let clause else { return force }
    let parties = drafts.mapValues(\.forTrigger)
    let circumstances = Circumstances(opening: opening)
    guard let trigger = Trigger(clause: clause, parties: parties, circumstances: circumstances).bounds()
    else { return force }
    let counted = drafts.values.flatMap { $0.counted(by: trigger) }
    force.trigger = trigger
    force.derived = clause.inForce(trigger: trigger, opening: opening)
    force.derivedGrade = counted.map { $0.isInferred ? 7 : $0.evidence.grade }.max() ?? 7
    let signatures = drafts.values.compactMap(\.signature).flatMap(\.positions)
    let relied = clause.condition.countsSignatories ? signatures : []
    force.derivedFrom =
      (declarations.prefix(1).map(\.position) + relied + counted.flatMap(\.evidence.positions)).uniqued()
      .sorted()
    return force
  }

  /// Consents that are not recorded and follow from a published entry into force (docs/DOMAIN.md, "Inferred").
  private func inferConsents(
    into drafts: inout [String: PartyDraft], _ records: TreatyRecords, _ force: Force
  ) {
    for (party, draft) in drafts {
      var draft = draft
      let own = records.publishedForParty[party]?.first
      let general = force.publications.first
      let isRequired =
        clause?.condition.requiresConsent(of: party, isSignatory: draft.signature != nil) ?? false
      if draft.consents.isEmpty {
        guard let record = own?.deciding ?? (isRequired ? general : nil), let day = record.event.on?.bounds
        else {
          continue
        }
        let earliest = draft.signature?.bounds.earliest ?? declarations.first?.event.on?.bounds.earliest
        let from = earliest ?? .distantPast
        guard from <= day.latest else { continue }
        draft.consents = [
          ConsentRecord(
            form: ConsentRecord.inferredForm, evidence: Evidence(record, bounds: DayBounds(from, day.latest)),
            withdrawal: nil,
            isInferred: true, followsSignature: false)
        ]
      } else if isRequired, let completed = force.publishedOn {
        let consent = draft.consents[0].bounds
        if consent.earliest <= completed.latest, completed.latest < consent.latest {
          draft.consents[0].evidence.bounds = DayBounds(consent.earliest, completed.latest)
        }
      }
      drafts[party] = draft
    }
  }

  /// The first day after the term, `nil` without a term.
  private func expiry(_ force: Force) -> DayBounds? {
    guard let term = declarations.first?.event.instrumentDeclaration?.duration, let begin = force.chosen
    else {
      return nil
    }
    return term.lastDay(from: begin).map(\.next)
  }

  /// The stretches after the entry into force in which it is not in force: after a termination, or after a term, until
  /// an extension takes effect.
  private mutating func outages(
    _ records: TreatyRecords, _ force: Force, _ extensions: [InstrumentHistory]
  ) -> [InstrumentHistory.Outage] {
    if let end = merged(records.terminations, endings: [], party: nil).first {
      return [InstrumentHistory.Outage(from: end.bounds, until: nil, positions: end.positions)]
    }
    guard var end = expiry(force) else { return [] }
    var outages: [InstrumentHistory.Outage] = []
    var positions = declarations.prefix(1).map(\.position)
    let inForce = extensions.compactMap { history in
      history.force.chosen.map { (begin: $0, history: history) }
    }
    for (begin, history) in inForce.sorted(by: { $0.begin.earliest < $1.begin.earliest }) {
      if begin.earliest > end.latest {
        outages.append(InstrumentHistory.Outage(from: end, until: begin, positions: positions))
      }
      guard let next = history.end else { return outages }
      end = end.later(of: next.bounds)
      positions = next.positions
    }
    return outages + [InstrumentHistory.Outage(from: end, until: nil, positions: positions)]
  }

  /// The ends of a State that was bound or had consented.
  private func extinctions(of party: String) throws -> [Evidence] {
    try world.stateChanges(of: party).compactMap { seen, change in
      guard change.extinguishes(party), let day = seen.event.effectBounds else { return nil }
      return Evidence(seen, bounds: day)
    }
  }

  private mutating func merged(_ records: [Evidence], endings: [DayBounds], party: String?) -> [Evidence] {
    let (acts, found) = Evidence.merge(records, endings: endings)
    disagreements += found.map { (party, $0) }
    return acts
  }
}

extension InstrumentDeclaration {
  /// The day it was opened for signature: as declared, else that of its adoption.
  func opening(adopted: DayBounds?) -> DayBounds? { opened?.bounds ?? adopted }
}

extension DiplomaticEvent {
  /// The armed conflict that a notice of withdrawal states.
  var conflict: Stretch? {
    if case .withdrawal(let act) = act { act.conflict.flatMap { Stretch($0) } } else { nil }
  }

  /// The form of a consent to be bound, `nil` for any other act.
  var consentForm: String? {
    switch act {
    case .consent(let consent): consent.form.rawValue
    case .succession: "succession"
    case .signature(let signature) where signature.mode == .definitive: "definitive-signature"
    default: nil
    }
  }
}

extension Clause.Condition {
  /// Whether who signed matters.
  var countsSignatories: Bool {
    switch self {
    case .allSignatories, .onSignature: true
    case .and(let left, let right), .or(let left, let right):
      left.countsSignatories || right.countsSignatories
    default: false
    }
  }
}
