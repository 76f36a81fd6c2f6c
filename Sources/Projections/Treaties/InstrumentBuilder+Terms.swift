import Diplomacy
import EventLog

extension InstrumentBuilder {
  /// The first day after the term, if it ever began; `nil` without a term.
  func expiry(_ force: Force) -> DayBounds? {
    guard let term = declaration?.duration, let begin = force.chosenIfEver else { return nil }
    return term.lastDay(from: begin).map(\.next)
  }

  /// How it ends: by its term, or by a termination that comes first.
  mutating func ends(_ records: TreatyRecords, _ byTerm: InstrumentHistory.End?) -> [InstrumentHistory.End] {
    guard let act = merged(records.terminations, endings: [], party: nil).first else {
      return [byTerm].compactMap { $0 }
    }
    var end = InstrumentHistory.End(
      bounds: act.bounds, positions: act.positions, decided: act.deciding.event.on?.bounds)
    guard let byTerm else { return [end] }
    if byTerm.isConditional {
      // Whichever comes first ends what is in force; what never was is over with the termination.
      return byTerm.bounds.earliest < end.bounds.latest ? [byTerm, end] : [end]
    }
    // What has run out by then cannot be terminated any more.
    if byTerm.bounds.latest < end.bounds.earliest { return [byTerm] }
    end.bounds = end.bounds.earlier(of: byTerm.bounds)
    return [end]
  }

  /// The course of the term, with the extensions that are in force by its end: what has run out is over, and is not
  /// prolonged any more.
  func course(ofTerm force: Force, _ extensions: [InstrumentHistory]) -> TermCourse {
    guard let expiry = expiry(force) else { return TermCourse() }
    var end = InstrumentHistory.End(
      bounds: expiry, positions: declarations.prefix(1).map(\.position),
      rule: .termEnded(id, term: declaration?.duration?.english ?? ""), isConditional: force.mayNeverCome)
    var course = TermCourse()
    let inForce = extensions.compactMap { history in
      history.force.chosen.map { (begin: $0, history: history) }
    }
    for (begin, history) in inForce.sorted(by: { $0.begin.earliest < $1.begin.earliest }) {
      guard begin.earliest <= end.bounds.latest else { break }
      let isInTime = begin.latest <= end.bounds.earliest
      course.extensions.append(
        TermCourse.Extension(history: history, isInTime: isInTime, isFirst: course.extensions.isEmpty))
      let next = history.end
      if isInTime {
        // It goes on for good, for those whom the extension binds.
        guard let next else { return course }
        if next.bounds.latest > end.bounds.latest {
          end.positions = next.positions
          end.rule = .extensionEnded(history.id)
        }
        end.bounds = end.bounds.later(of: next.bounds)
      } else {
        end.perhapsProlonged.append((history.id, end.bounds.earliest))
        let last = next?.bounds.latest ?? .distantFuture
        end.bounds = DayBounds(end.bounds.earliest, max(end.bounds.latest, last))
      }
    }
    course.end = end
    return course
  }

  /// Whether an instrument surely entered into force for a party on the general date, so that a term counts from that
  /// very day.
  ///
  /// Asked only where that matters: of what prolongs something, and where the term may have ended before the last day of
  /// the entry into force. Elsewhere the order is plain.
  func surelySharesEntry(
    _ party: String, _ drafts: [String: PartyDraft], _ circumstances: Circumstances, _ force: Force,
    _ expiry: DayBounds?
  ) -> Bool {
    guard let general = force.chosenIfEver, let consent = drafts[party]?.consents.first,
      declaration?.extends != nil || expiry.map({ $0.earliest <= general.latest }) ?? false
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
