import Diplomacy
import EventLog

extension InstrumentBuilder {
  /// The derived and the published entry into force.
  ///
  /// - Parameter question: when the clause is met, `nil` without one.
  mutating func force(
    _ records: TreatyRecords, _ drafts: [String: PartyDraft], _ question: Trigger?,
    _ parent: InstrumentHistory?
  ) -> Force {
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
        known?.earlier(of: next) ?? next
      }
      force.published = first
      force.publishedOn = first
      force.publishedGrade = entries.map(\.grade).min()
      force.publications = entries.flatMap(\.records).sorted(by: SeenEvent.precedes)
    }
    guard let clause, let question, let trigger = question.bounds() else { return force }
    let counted = drafts.values.filter { question.mayCount($0.party) }.flatMap { $0.counted(by: trigger) }
    force.trigger = trigger
    force.derived = clause.inForce(trigger: trigger, opening: question.circumstances.opening)
    force.triggerIfEver = question.boundsIfEver(trigger)
    force.derivedIfEver = force.triggerIfEver.map {
      clause.inForce(trigger: $0, opening: question.circumstances.opening)
    }
    if let parent {
      // What belongs to another instrument is not in force before it.
      guard let begin = parent.force.chosen else {
        force.derived = nil
        force.derivedIfEver = nil
        return force
      }
      force.floor = begin
      force.derived = force.derived?.later(of: begin)
      force.derivedIfEver = force.derivedIfEver?.later(of: parent.force.chosenIfEver ?? begin)
    }
    force.derivedGrade = counted.map { $0.isInferred ? 7 : $0.evidence.grade }.max() ?? 7
    let signatures = drafts.values.compactMap(\.signature).flatMap(\.positions)
    let relied = clause.condition.countsSignatories ? signatures : []
    force.derivedFrom =
      (declarations.prefix(1).map(\.position) + relied + counted.flatMap(\.evidence.positions)).uniqued()
      .sorted()
    return force
  }

  /// Consents that are not recorded and follow from a published entry into force (docs/DOMAIN.md, "Inferred").
  func inferConsents(
    into drafts: inout [String: PartyDraft], _ records: TreatyRecords, _ force: Force
  ) {
    let acting = Set(records.parties)
    for (party, draft) in drafts where acting.contains(party) {
      var draft = draft
      let own = records.publishedForParty[party]?.first
      let general = force.publications.first
      let isRequired =
        clause?.condition.requiresConsent(of: party, isSignatory: draft.signature != nil) ?? false
      if let day = own?.bounds ?? (isRequired ? force.publishedOn : nil), draft.onlyTakesOver(after: day) {
        // Who had consented by the published day takes over no consent later.
        draft.consents = []
        draft.continued = nil
      }
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
}
