import Diplomacy
import EventLog

/// What is known of one party before the entry into force is: its signature and its consents.
struct PartyDraft {
  let party: String
  var signature: Evidence?
  var consents: [ConsentRecord] = []
  /// What it takes over from the State that it continues, beside a consent.
  var heritage: [Heritage] = []
  /// When the instrument would have entered into force for that State, where it was still to.
  var inheritedEntry: DayBounds?
  /// The change by which it continues the State whose consent it takes over.
  var continued: StateChangeAct?
  /// The States whose consent it may take over by that change.
  var predecessors: [String] = []
  /// Whether its own entry into force surely is that of all.
  var sharesEntry = false
  /// The signature of a State that it continues.
  var inheritedSignature: InheritedSignature?

  init(party: String) {
    self.party = party
  }

  /// The notices of withdrawal: one that is given before the condition is met takes the consent back.
  var notices: [Evidence] = []
  /// The withdrawals of consent.
  var takenBack: [Evidence] = []
  /// Its first own consent as it is recorded; `nil` also where it may have taken over another one before.
  var first: ConsentRecord?
  /// Whether it may have taken a consent over before its own ones.
  var isHeir = false

  /// The part that the condition of a clause counts.
  var forTrigger: Trigger.Party {
    Trigger.Party(
      signed: signature?.bounds,
      consents: consents.counted(withdrawnBy: notices, inferredToo: false, settledBy: nil))
  }

  /// The consents that may have been counted when the condition was met.
  func counted(by trigger: DayBounds) -> [ConsentRecord] {
    consents.filter { $0.bounds.earliest <= trigger.latest }
  }

  /// The story of the party, once the general date is known.
  func fold(
    _ declaration: InstrumentDeclaration?, _ basis: Basis, expiry: DayBounds?,
    extensions: [TermCourse.Extension],
    extinctions: [Ending], ends: [Ending], records: TreatyRecords
  ) -> PartyHistory {
    let force = basis.force
    var acts: [StoryAct<PartyState.Effect>] = []
    func add(
      _ effect: PartyState.Effect, _ bounds: DayBounds, rank: Int, _ positions: [GlobalPosition], _ rule: Rule
    ) {
      var act = StoryAct(bounds: bounds, rank: rank, positions: positions, effect: effect, rule: rule)
      // A consent that is taken back when the treaty is in force stays, and nothing tells that it was earlier.
      if case .withdrawConsent = effect { act.toleratedWarning = .tooLate }
      acts.append(act)
    }

    takeSignature(add)
    var entries: [(entry: PartyEntry, bounds: DayBounds)] = []
    let published = publications(records)
    for (index, consent) in consents.enumerated() {
      var day = consent.bounds
      if let entry = entry(by: index, published: published[index], basis), let begin = entry.bounds {
        entries.append((entry, begin))
        day = consent.days(withForceFrom: begin)
        var act = StoryAct(
          bounds: begin, rank: entryRank(of: consent, on: begin), positions: entry.records.map(\.position),
          effect: PartyState.Effect.enterIntoForce(consent: index), rule: entry.rule(general: force.chosen))
        act.basis = acts.count + 1  // The consent, told next.
        acts.append(act)
      }
      add(
        .consent(index, signsFirst: consent.followsSignature), day, rank: consent.rank,
        consent.evidence.positions, consent.rule(predecessor: records.successions[party]))
      // One act, however many consents it takes back.
      if let withdrawal = consent.withdrawal,
        !consents[..<index].contains(where: { $0.withdrawal?.positions == withdrawal.positions })
      {
        add(.withdrawConsent, withdrawal.bounds, rank: 5, withdrawal.positions, .recorded)
      }
    }
    takeProvisional(records, &acts)
    let effective = takeNotices(
      records, declaration, entries: entries.map(\.bounds), general: force.chosen, &acts)
    takeEnds(records, ends: ends, extinctions: extinctions, add)
    if let expiry {
      takeTerm(declaration, expiry, force, &acts)
      takeExtensions(extensions, add)
    }
    orderTakingBack(&acts)
    let settled = consents.settled(before: force.completed)
    return PartyHistory(
      party: party, signature: signature, inheritedSignature: inheritedSignature?.evidence,
      consents: settled,
      counted: Trigger.Party(
        signed: signature?.bounds,
        consents: consents.counted(withdrawnBy: notices, inferredToo: true, settledBy: force.completed)),
      recorded: forTrigger, force: entries.first?.bounds,
      forceRecords: entries.first?.entry.records ?? [], entries: entries.map(\.entry), notices: effective,
      sharesEntry: sharesEntry, story: Story(acts))
  }

  /// Whom another State was bound for is bound with the change of States, before anything else is done that day.
  private func entryRank(of consent: ConsentRecord, on begin: DayBounds) -> Int {
    if consent.form == ConsentRecord.continuation { return inheritedEntry == nil ? consent.rank + 1 : 6 }
    return consent.followsNotice && begin.earliest <= consent.bounds.latest ? consent.rank + 1 : 6
  }

  /// What was published for the party, by the consent it goes with: the last one before the publication that has none.
  private func publications(_ records: TreatyRecords) -> [Int: Evidence] {
    let endings = consents.dropFirst().map(\.bounds) + notices.map(\.bounds)
    var published: [Int: Evidence] = [:]
    for act in Evidence.merge(records.publishedForParty[party] ?? [], endings: endings).acts {
      let told = act.deciding.event.on?.bounds ?? act.bounds
      let free = consents.indices.filter { published[$0] == nil }
      guard let index = free.last(where: { consents[$0].bounds.earliest <= told.latest }) ?? free.first else {
        break
      }
      published[index] = act
    }
    return published
  }

  /// What ends the bond without a notice, at the beginning of its day.
  private func takeEnds(
    _ records: TreatyRecords, ends: [Ending], extinctions: [Ending],
    _ add: (PartyState.Effect, DayBounds, Int, [GlobalPosition], Rule) -> Void
  ) {
    for end in Evidence.merge(records.terminationsForParty[party] ?? [], endings: again).acts {
      add(.terminate, end.bounds, -1, end.positions, .recorded)
    }
    for end in Evidence.merge(records.terminations, endings: []).acts {
      add(.dissolve, end.bounds, -1, end.positions, .terminated)
    }
    for end in ends { add(.terminate, end.bounds, -1, end.positions, end.rule) }
    for end in extinctions { add(.cease, end.bounds, -1, end.positions, end.rule) }
  }

  /// What the party signed itself, or its predecessor for it.
  private func takeSignature(
    _ add: (PartyState.Effect, DayBounds, Int, [GlobalPosition], Rule) -> Void
  ) {
    if let signature {
      add(.sign, signature.bounds, 3, signature.positions, .recorded)
    }
    if let inherited = inheritedSignature {
      add(.sign, inherited.day, 3, inherited.evidence.positions, .continuation(of: inherited.predecessor))
    }
  }

  /// What prolongs the term for the party, and the end of that.
  private func takeExtensions(
    _ extensions: [TermCourse.Extension],
    _ add: (PartyState.Effect, DayBounds, Int, [GlobalPosition], Rule) -> Void
  ) {
    let bonds = extensions.flatMap { prolonging in
      prolonging.bonds(of: party).map { (id: prolonging.history.id, bond: $0) }
    }
    for (number, (id, bond)) in bonds.enumerated() {
      add(.extend(number, revives: bond.revives), bond.from, -2, bond.positions, .extended(by: id))
      if let end = bond.until {
        add(.endExtension(number), end.bounds, -1, end.positions, .extensionEnded(id))
      }
    }
  }
}

extension ConsentRecord {
  /// The days from which it shows, where it brought the entry into force.
  ///
  /// A retroactive effect may precede the consent: it then counts from the earlier of the two days. A consent that no
  /// record tells of shows first in the entry into force that it was inferred from.
  fileprivate func days(withForceFrom begin: DayBounds) -> DayBounds {
    form == ConsentRecord.inferredForm ? begin : bounds.earlier(of: begin)
  }
}

extension [ConsentRecord] {
  /// The consents without the withdrawals that came too late to matter (VCLT 55).
  fileprivate func settled(before completed: DayBounds?) -> [ConsentRecord] {
    guard let completed else { return self }
    return map { consent in
      var consent = consent
      if let withdrawn = consent.withdrawn, withdrawn.earliest > completed.latest { consent.withdrawal = nil }
      return consent
    }
  }

  /// What a clause counts of them.
  ///
  /// - Parameter completed: when the condition was met, after which nothing is taken back; `nil` while that is asked.
  fileprivate func counted(
    withdrawnBy notices: [Evidence], inferredToo: Bool, settledBy completed: DayBounds?
  ) -> [Trigger.Consent] {
    let consents = filter { inferredToo || $0.form != ConsentRecord.inferredForm }
    let given = consents.map(\.bounds.earliest).min() ?? .distantPast
    return consents.enumerated().map { place, consent in
      // What is inferred stood when the treaty entered into force, whatever had been taken back before.
      let isInferred = consent.form == ConsentRecord.inferredForm
      // The days on which each of them can take back this consent; none on which it would come too late.
      let ends =
        (consent.takenBack
        + (isInferred
          ? [] : notices.map { ($0.bounds, consent.followsNotice && $0.precedesWithinDay(consent.evidence)) }))
        .compactMap { end, isBefore -> (days: DayBounds, isSure: Bool, isAbsence: Bool)? in
          // What comes before a consent of its day takes back one of an earlier day.
          let own = isBefore ? consent.bounds.earliest.next : consent.bounds.earliest
          let first = Swift.max(end.earliest, own)
          let last = Swift.min(end.latest, completed?.latest ?? .distantFuture)
          guard first <= last else { return nil }
          // It may have come after all was there, or have taken back an earlier consent.
          let mayBeLate = completed.map { end.latest > $0.earliest } ?? false
          // It came after the first consent, which is what it took back.
          let begin = Swift.max(end.earliest, given)
          let isAfter = isBefore ? begin > consent.bounds.latest : begin >= consent.bounds.latest
          return (
            DayBounds(first, end.latest), !mayBeLate && (place == 0 || isAfter),
            end.isExact && !isBefore && !mayBeLate
          )
        }
      let withdrawn = ends.min { $0.days.earliest < $1.days.earliest }.map { first in
        first.isSure
          ? first.days
          : DayBounds(
            first.days.earliest, ends.filter(\.isSure).map(\.days.latest).min() ?? .distantFuture)
      }
      var told = Trigger.Consent(
        given: consent.bounds, withdrawn: withdrawn,
        form: consent.isTakenOver ? Trigger.Consent.succession : consent.form)
      // On the very day of what it may have come before or after it does not stand.
      if place > 0 { told.absences = ends.filter(\.isAbsence).map(\.days.earliest) }
      return told
    }
  }
}
