import Diplomacy
import EventLog

/// What is known of one party before the entry into force is: its signature and its consents.
struct PartyDraft {
  let party: String
  var signature: Evidence?
  var consents: [ConsentRecord] = []

  init(party: String) {
    self.party = party
  }

  /// The part that the condition of a clause counts: the first consent. A succession keeps its predecessor's count
  /// and adds none.
  var forTrigger: Trigger.Party {
    let first = consents.first { $0.form != "succession" && $0.form != ConsentRecord.inferredForm }
    return Trigger.Party(signed: signature?.bounds, consented: first?.bounds, withdrawn: first?.withdrawn)
  }

  /// The consents that may have been counted when the condition was met.
  func counted(by trigger: DayBounds) -> [ConsentRecord] {
    consents.prefix(1).filter { $0.form != "succession" && $0.bounds.earliest <= trigger.latest }
  }

  /// The story of the party, once the general date is known.
  func fold(
    clause: Clause?, exit: ExitClause?, force: Force, expiry: DayBounds?, extensions: [InstrumentHistory],
    records: TreatyRecords
  ) -> PartyHistory {
    var acts: [StoryAct<PartyState.Effect>] = []
    func add(_ effect: PartyState.Effect, _ bounds: DayBounds, rank: Int, _ positions: [GlobalPosition]) {
      acts.append(StoryAct(bounds: bounds, rank: rank, positions: positions, effect: effect))
    }

    if let signature { add(.sign, signature.bounds, rank: 3, signature.positions) }
    var entries: [(bounds: DayBounds, records: [SeenEvent])] = []
    let published = records.publishedForParty[party].map { Evidence.merge($0, endings: []).acts } ?? []
    for (index, consent) in consents.enumerated() {
      var day = consent.bounds
      if let entry = entry(consent, index: index, published: published, clause: clause, force: force) {
        entries.append(entry)
        // A retroactive effect may precede the consent: it then counts from the earlier of the two days. A consent
        // that no record tells of shows first in the entry into force that it was inferred from.
        day =
          consent.form == ConsentRecord.inferredForm
          ? entry.bounds
          : DayBounds(min(day.earliest, entry.bounds.earliest), min(day.latest, entry.bounds.latest))
        add(.enterIntoForce, entry.bounds, rank: 6, entry.records.map(\.position))
      }
      add(.consent(signsFirst: consent.followsSignature), day, rank: 5, consent.evidence.positions)
      if let withdrawal = consent.withdrawal {
        add(.withdrawConsent, withdrawal.bounds, rank: 5, withdrawal.positions)
      }
    }
    takeProvisional(records, add)
    let notices = takeNotices(records, exit: exit, force: entries.first?.bounds, add)
    for end in records.terminationsForParty[party] ?? [] { add(.terminate, end.bounds, rank: -1, end.positions) }
    for end in records.terminations { add(.terminate, end.bounds, rank: -1, end.positions) }
    if let expiry, !entries.isEmpty {
      add(.expire, expiry, rank: -1, force.positions)
      for prolonging in extensions {
        guard let own = prolonging.parties[party], let from = own.force else { continue }
        add(.extend, from, rank: -2, own.forceRecords.map(\.position))
      }
    }
    return PartyHistory(
      party: party, signature: signature, consents: consents, force: entries.first?.bounds,
      forceRecords: entries.first?.records ?? [], notices: notices, story: Story(acts))
  }

  /// When the instrument enters into force for the party by one of its consents.
  ///
  /// As published for it, where that is; else by the clause from its own consent, never before the general date.
  private func entry(
    _ consent: ConsentRecord, index: Int, published: [Evidence], clause: Clause?, force: Force
  ) -> (bounds: DayBounds, records: [SeenEvent])? {
    if index < published.count { return (published[index].bounds, published[index].records + consent.evidence.records) }
    guard let general = force.chosen else { return nil }
    let records = consent.evidence.records + force.publications
    if consent.form == "succession" { return (general.later(of: consent.bounds), records) }
    let completed = force.completed ?? general
    if consent.isInferred || consent.bounds.latest <= completed.earliest { return (general, records) }
    let late = general.later(of: clause?.ownEntry(consent: consent.bounds) ?? consent.bounds)
    return (consent.bounds.earliest > completed.latest ? late : general.union(late), records)
  }

  private func takeProvisional(
    _ records: TreatyRecords, _ add: (PartyState.Effect, DayBounds, Int, [GlobalPosition]) -> Void
  ) {
    for (begins, evidence) in records.provisional[party] ?? [] {
      add(begins ? .beginProvisional : .endProvisional, evidence.bounds, begins ? 5 : -1, evidence.positions)
    }
  }

  private func takeNotices(
    _ records: TreatyRecords, exit: ExitClause?, force: DayBounds?,
    _ add: (PartyState.Effect, DayBounds, Int, [GlobalPosition]) -> Void
  ) -> [DayBounds?] {
    let revocations = records.revocations[party] ?? []
    let endings = revocations.map(\.bounds) + consents.dropFirst().map(\.bounds)
    var effective: [DayBounds?] = []
    for notice in Evidence.merge(records.notices[party] ?? [], endings: endings).acts {
      add(.giveNotice(effective.count), notice.bounds, 12, notice.positions)
      let event = notice.deciding.event
      let day =
        event.effective != nil ? event.endBounds : exit?.departure(notice: notice.bounds, inForce: force)
      if let day { add(.depart(notice: effective.count), day, -1, notice.positions) }
      effective.append(day)
    }
    for revocation in revocations { add(.revokeNotice, revocation.bounds, 12, revocation.positions) }
    return effective
  }
}

extension Clause {
  /// When the instrument enters into force for a party that consents after the condition was met, by its own consent.
  func ownEntry(consent: DayBounds) -> DayBounds {
    inForce(forParty: consent, trigger: DayBounds(.distantPast)).later(of: consent)
  }
}
