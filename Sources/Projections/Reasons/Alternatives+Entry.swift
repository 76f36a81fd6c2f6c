import Diplomacy
import EventLog

extension Explainer {
  /// The entry into force for a party from which an act of a history follows; `nil` for an act of its own.
  ///
  /// - Parameter tag: what the history is of.
  func entry<Effect>(
    behind act: StoryAct<Effect>, of party: String?, _ tag: Tag
  ) -> (party: String, instrument: String)? {
    guard let party else { return nil }
    switch act.rule {
    case .originalMember(let charter): return (party, charter)
    case .extended(let other): return (party, other)
    case .generalDate, .ownConsent: return tag.key == "instrument" ? (party, tag.value) : nil
    default: return nil
    }
  }

  /// By when the acts of parties must have come for an instrument to be in force for one of them by the day; empty
  /// where that cannot be told.
  ///
  /// - Parameter days: the days of that entry into force.
  func alternatives(ofEntryOf party: String, into id: String, _ days: DayBounds) throws
    -> [Explanation.Alternative]
  {
    let history = try world.instrument(id)
    guard let own = history.parties[party], let general = history.force.chosen else { return [] }
    if days == general { return try alternatives(of: history) }
    guard general.latest <= day, own.entries.count == own.consents.count,
      let place = own.entries.firstIndex(where: { $0.bounds == days && !$0.isPublishedChosen }),
      let deadline = history.deadline(of: own.consents[place], toBeBoundBy: day)
    else { return [] }
    let consent = own.consents[place]
    let noun = "the \(consent.noun) of \(try name(party))"
    let position = consent.evidence.positions.first
    return Sides(
      nouns: [noun + (position.map { " (\($0))" } ?? "")], day: deadline, events: [consent.evidence.positions]
    ).alternatives { $0.isEmpty ? "yes" : "no" }
  }
}

extension InstrumentHistory {
  /// The last day on which a consent can have been given for the instrument to be in force for its party by a day, where
  /// it surely is for others; `nil` where the consent does not tell.
  fileprivate func deadline(of consent: ConsentRecord, toBeBoundBy day: Day) -> Day? {
    let met = force.completed
    guard !consent.bounds.isExact, !consent.isTakenOver,
      consent.form != ConsentRecord.inferredForm, met?.isExact ?? true
    else { return nil }
    return DayBounds(consent.bounds.earliest, min(consent.bounds.latest, day)).last { given in
      if let met, given <= met.earliest { return true }
      let own = declaration?.clause?.ownEntry(consent: DayBounds(given), opening: circumstances.opening)
      return (own?.latest ?? given) <= day
    }
  }
}
