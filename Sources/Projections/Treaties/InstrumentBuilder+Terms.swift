import Diplomacy
import EventLog

extension InstrumentBuilder {
  /// Whether an instrument surely entered into force for a party on the general date, so that the term that ends counts
  /// from that very day.
  ///
  /// Asked only where the term may have ended before the last day of the entry into force: elsewhere the order is plain.
  func surelySharesTerm(
    _ party: String, _ drafts: [String: PartyDraft], _ circumstances: Circumstances, _ force: Force,
    _ expiry: DayBounds?
  ) -> Bool {
    guard let expiry, let general = force.chosenIfEver, expiry.earliest <= general.latest,
      let consent = drafts[party]?.consents.first
    else { return false }
    if consent.form == ConsentRecord.inferredForm { return true }
    let completed = force.completed ?? general
    if consent.isTakenOver || consent.bounds.latest <= completed.earliest { return !consent.isTakenOver }
    guard let clause, !force.isPublishedChosen else { return false }
    // It is one of those that met the condition if the others surely had not met it before.
    var parties = drafts.mapValues(\.forTrigger)
    parties[party]?.consents = []
    let others = Trigger(clause: clause, parties: parties, circumstances: circumstances).bounds()
    return others.map { consent.bounds.latest <= $0.earliest } ?? true
  }
}
