import Diplomacy
import EventLog

/// When an instrument enters into force for one party by one of its consents: derived and published, side by side.
struct PartyEntry {
  /// By the clause, from the general date and the consent; `nil` while the instrument is not in force.
  var derived: DayBounds?
  /// As published for the party.
  var published: DayBounds?
  /// Which of the two the answer uses.
  var isPublishedChosen: Bool
  /// What the day rests on.
  var records: [SeenEvent]

  /// The day that the answer uses.
  var bounds: DayBounds? { isPublishedChosen ? published : derived }

  /// Why it is that day, with the day of the general entry into force.
  func rule(general: DayBounds?) -> Rule {
    if isPublishedChosen { return .publishedForParty }
    return bounds == general ? .generalDate : .ownConsent
  }

  /// Whether the two days cannot both be right.
  var differs: Bool {
    guard let derived, let published, derived.earliest.isCivil else { return false }
    return derived.intersection(published) == nil
  }

  /// What the difference points to, in words.
  var diagnosis: String {
    guard let derived, let published else { return "" }
    let isEarlier = published.latest < derived.earliest
    let gap =
      isEarlier
      ? Int(derived.earliest.number) - Int(published.latest.number)
      : Int(published.earliest.number) - Int(derived.latest.number)
    if gap <= 3 { return "a difference of \(gap == 1 ? "1 day" : "\(gap) days") is a way of counting days" }
    return isEarlier
      ? "an earlier consent is not recorded, or it succeeded to another State, or agreed on an earlier effect"
      : "it may have deferred the effect, or its consent was received later than it is recorded"
  }
}

extension PartyDraft {
  /// The entry into force by a consent; `nil` where there is none yet.
  ///
  /// - Parameter published: the publication for this party that goes with the consent.
  func entry(
    _ consent: ConsentRecord, published: Evidence?, clause: Clause?, opening: DayBounds?, force: Force
  ) -> PartyEntry? {
    // From a consent that only the publication tells of nothing can be derived.
    let isOnlyPublished = published != nil && consent.form == ConsentRecord.inferredForm
    let derived =
      isOnlyPublished ? nil : derivedEntry(consent, clause: clause, opening: opening, force: force)
    guard let published else {
      guard derived != nil else { return nil }
      return PartyEntry(
        derived: derived, published: nil, isPublishedChosen: false,
        records: consent.evidence.records + force.publications)
    }
    let derivedGrade = consent.isInferred ? 7 : max(consent.evidence.grade, force.grade ?? 7)
    let isPublishedChosen =
      derived == nil || clause == nil || Force.isPublished(of: published.grade, chosenOver: derivedGrade)
    let rest =
      isPublishedChosen
      ? published.records + consent.evidence.records : consent.evidence.records + force.publications
    return PartyEntry(
      derived: derived, published: published.bounds, isPublishedChosen: isPublishedChosen, records: rest)
  }

  /// By the clause from its own consent, never before the general date.
  private func derivedEntry(
    _ consent: ConsentRecord, clause: Clause?, opening: DayBounds?, force: Force
  ) -> DayBounds? {
    guard let general = force.chosen else { return nil }
    if consent.isTakenOver {
      let begin = general.later(of: consent.bounds)
      guard consent.form == ConsentRecord.continuation, let inheritedEntry else { return begin }
      return begin.later(of: inheritedEntry)
    }
    if consent.form == ConsentRecord.inferredForm { return general }
    let late = general.later(
      of: clause?.ownEntry(consent: consent.bounds, opening: opening) ?? consent.bounds)
    if let clause, force.isPublishedAlone {
      // The deposits that are recorded do not lead to the published day, so it tells which of them were among those
      // that brought the treaty into force: who would not have come later than it by the general delay.
      let alone = clause.inForce(trigger: consent.bounds, opening: opening)
      if alone.latest <= general.earliest { return general }
      return alone.earliest > general.latest ? late : general.union(late)
    }
    let completed = force.completed ?? general
    if consent.bounds.latest <= completed.earliest { return general }
    if consent.bounds.earliest > completed.latest { return late }
    // If it was one of those that brought the treaty into force, that came after it, unless the effect reaches back.
    let reachesBack = clause?.delay.isFixed == true || general.earliest < completed.earliest
    return (reachesBack ? general : general.later(of: consent.bounds)).union(late)
  }
}
