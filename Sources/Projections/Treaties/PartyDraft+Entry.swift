import Diplomacy
import EventLog

extension PartyDraft {
  /// What the entry into force for a party is derived from, beside its consent.
  struct Basis {
    /// The clause, `nil` where none is known.
    var clause: Clause?
    /// When the instrument was opened for signature.
    var opening: DayBounds?
    /// When it is in force for all.
    var force: Force
    /// Whose consents met the condition; `nil` where none may have.
    var completion: Completion?
  }

  /// The entry into force by a consent; `nil` where there is none yet.
  ///
  /// - Parameters:
  ///   - place: which of the consents.
  ///   - published: the publication for this party that goes with the consent.
  func entry(by place: Int, published: Evidence?, _ basis: Basis) -> PartyEntry? {
    let consent = consents[place]
    let force = basis.force
    // From a consent that only the publication tells of nothing can be derived.
    let isOnlyPublished = published != nil && consent.form == ConsentRecord.inferredForm
    let derived = isOnlyPublished ? nil : derivedEntry(by: place, basis)
    guard let published else {
      guard derived != nil else { return nil }
      return PartyEntry(
        derived: derived, published: nil, isPublishedChosen: false,
        records: consent.evidence.records + force.publications)
    }
    let derivedGrade = consent.isInferred ? 7 : max(consent.evidence.grade, force.grade ?? 7)
    let isPublishedChosen =
      derived == nil || basis.clause == nil
      || Force.isPublished(of: published.grade, chosenOver: derivedGrade)
    let rest =
      isPublishedChosen
      ? published.records + consent.evidence.records : consent.evidence.records + force.publications
    return PartyEntry(
      derived: derived, published: published.bounds, isPublishedChosen: isPublishedChosen, records: rest)
  }

  /// By the clause from its own consent, never before the general date.
  private func derivedEntry(by place: Int, _ basis: Basis) -> DayBounds? {
    let (consent, force) = (consents[place], basis.force)
    guard let general = force.chosen else { return nil }
    if consent.isTakenOver {
      let begin = general.later(of: consent.bounds)
      guard consent.form == ConsentRecord.continuation, let inheritedEntry else { return begin }
      return begin.later(of: inheritedEntry)
    }
    if consent.form == ConsentRecord.inferredForm { return general }
    let late = general.later(of: basis.own(consent.bounds))
    if let clause = basis.clause, force.isPublishedAlone {
      // The deposits that are recorded do not lead to the published day, so it tells which of them were among those
      // that brought the treaty into force: who would not have come later than it by the general delay.
      let alone = clause.inForce(trigger: consent.bounds, opening: basis.opening)
      if alone.latest <= general.earliest { return general }
      return alone.earliest > general.latest ? late : general.union(late)
    }
    let completed = force.completed ?? general
    if consent.bounds.latest <= completed.earliest { return general }
    if consent.bounds.earliest > completed.latest { return late }
    guard let clause = basis.clause, let completion = basis.completion, completed == force.trigger else {
      // If it was one of those that brought the treaty into force, that came after it, unless the effect reaches back.
      let reachesBack = basis.clause?.delay.isFixed == true || general.earliest < completed.earliest
      return (reachesBack ? general : general.later(of: consent.bounds)).union(late)
    }
    // The acts tell when the condition was met, and so whether that was before the consent.
    let others = completion.bounds(without: consents.count - place, of: party)
    let own = Timing(consent: consent.bounds, completed: completed, others: others)
    guard let days = own.late else { return general }
    func inForce(metOn trigger: DayBounds) -> DayBounds {
      guard !force.isPublishedChosen else { return general }
      let derived = clause.inForce(trigger: trigger, opening: basis.opening)
      return force.floor.map { derived.later(of: $0) } ?? derived
    }
    let lateEntry = inForce(metOn: days.trigger).later(of: basis.own(days.consent))
    return own.among.map { inForce(metOn: $0).union(lateEntry) } ?? lateEntry
  }
}

extension PartyDraft.Basis {
  /// When the instrument enters into force for who consents after the condition was met, by its own consent.
  fileprivate func own(_ consent: DayBounds) -> DayBounds {
    clause?.ownEntry(consent: consent, opening: opening) ?? consent
  }
}

/// The days of a consent and of the day on which the condition of a clause was met, in the worlds in which the consent
/// was one of those that met it, and in those in which it came later.
private struct Timing {
  /// When the condition was met, where the consent had been given by then; `nil` where that cannot be.
  var among: DayBounds?
  /// When it was met and when the consent was given, where that came later; `nil` where it cannot have.
  var late: (trigger: DayBounds, consent: DayBounds)?

  /// - Parameters:
  ///   - completed: when the condition was met.
  ///   - others: when it is met without the consent, `nil` where never.
  init(consent: DayBounds, completed: DayBounds, others: DayBounds?) {
    let first = max(completed.earliest, consent.earliest)
    if first <= completed.latest { among = DayBounds(first, completed.latest) }
    guard let others else { return }
    // Whoever came later was not needed: the others met it before.
    let begin = max(completed.earliest, others.earliest)
    let end = [completed.latest, others.latest, consent.latest.previous].min()!
    guard begin <= end else { return }
    late = (DayBounds(begin, end), DayBounds(max(consent.earliest, begin.next), consent.latest))
  }
}

extension Clause {
  /// When the instrument enters into force for a party that consents after the condition was met, by its own consent.
  ///
  /// - Parameter opening: when the instrument was opened for signature, where a floor counts from it.
  func ownEntry(consent: DayBounds, opening: DayBounds?) -> DayBounds {
    inForce(forParty: consent, trigger: DayBounds(.distantPast), opening: opening).later(of: consent)
  }
}
