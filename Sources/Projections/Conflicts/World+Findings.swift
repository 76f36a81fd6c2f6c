import Diplomacy
import EventLog

extension World {
  /// What is odd about an instrument without any two records contradicting each other.
  private func findings(about id: String) throws -> [Contradiction] {
    let history = try instrument(id)
    return try mismatchFinding(id) + mismatchFindings(history) + unopenedFindings(history)
      + ineligibleFindings(history) + edgeFinding(history) + circleFinding(id) + partyFindings(history)
      + idleFindings(history)
      + strangerFindings(history) + unsignedFindings(history) + earlyConsents(history)
      + untimelyFindings(history)
  }

  private func mismatchFinding(_ id: String) throws -> [Contradiction] {
    guard let mismatch = try mismatch(of: id) else { return [] }
    let derived = mismatch.derived.map { $0.edtf } ?? "no day"
    return [
      Contradiction(
        code: .mismatch, subjects: [.instrument(id)], days: [],
        message:
          "\(id) was published to be in force from \(mismatch.published.edtf); from the acts and the clause"
          + " follows \(derived): \(mismatch.diagnosis)",
        fix: "record what is missing, or correct the clause or the record that is wrong",
        events: mismatch.positions)
    ]
  }

  /// Days that were published for single parties and do not follow from their consents.
  private func mismatchFindings(_ history: InstrumentHistory) -> [Contradiction] {
    guard history.declaration?.clause != nil else { return [] }
    return history.parties.values.sorted { $0.party < $1.party }.flatMap { party in
      party.entries.filter(\.differs).compactMap { entry in
        guard let derived = entry.derived, let published = entry.published else { return nil }
        return Contradiction(
          code: .mismatch, subjects: [.party(instrument: history.id, party: party.party)], days: [],
          message:
            "\(history.id) was published to be in force for \(party.party) from \(published.edtf); from its"
            + " consent and the clause follows \(derived.edtf): \(entry.diagnosis)",
          fix: "record what is missing, or correct the clause or the record that is wrong",
          events: (history.declarations.prefix(1).map(\.position) + entry.records.map(\.position)).uniqued())
      }
    }
  }

  private func unopenedFindings(_ history: InstrumentHistory) throws -> [Contradiction] {
    try history.unopened.sorted { $0.party < $1.party }.map { party, consent in
      let openers = try openers(of: history.id).filter { $0.party.values.contains(party) }.map(\.instrument)
      return Contradiction(
        code: .notEligible, subjects: [.party(instrument: history.id, party: party)], days: [],
        message:
          "\(party) consented to \(history.id) on \(consent.bounds.edtf), which is open to it only once"
          + " \(openers.joined(separator: " or ")) is in force: the consent does not count",
        fix: "record the entry into force of \(openers.joined(separator: " or ")), or its consents",
        events: consent.evidence.positions)
    }
  }

  private func ineligibleFindings(_ history: InstrumentHistory) throws -> [Contradiction] {
    guard let clause = history.declaration?.clause, clause.eligible != nil || clause.modes != nil else {
      return []
    }
    let leftOut = clause.reio == .notAdditional ? history.circumstances.reios : []
    return history.parties.values.filter { party in
      !party.recorded.consents.isEmpty && !leftOut.contains(party.party)
        && !history.recorded.mayCount(party.party)
    }.sorted { $0.party < $1.party }.map { party in
      let consent = party.consents[0]
      let isForm = clause.modes.map { modes in !modes.contains { $0.rawValue == consent.form } } ?? false
      let why =
        isForm
        ? "the clause does not count consent by \(consent.form)"
        : "it was none of the \(clause.eligible?.words ?? "parties") on that day"
      return Contradiction(
        code: .notEligible, subjects: [.party(instrument: history.id, party: party.party)], days: [],
        message:
          "\(party.party) consented to \(history.id) on \(consent.bounds.edtf), and \(why): the consent is not"
          + " counted for the entry into force",
        fix: "nothing, if that is so; else record since when it belonged, or correct the clause",
        events: consent.evidence.positions)
    }
  }

  /// The sum of days falls on a first, and the first of the month after it is meant.
  private func edgeFinding(_ history: InstrumentHistory) throws -> [Contradiction] {
    guard let clause = history.declaration?.clause, let trigger = history.force.trigger, trigger.isExact,
      clause.delay.isEdge(from: trigger.earliest)
    else { return [] }
    return [
      Contradiction(
        code: .edge, subjects: [.instrument(history.id)], days: [],
        message:
          "the delay of \(history.id) from \(trigger.earliest) ends on the first of a month, and the first of the"
          + " next month was taken (\(history.force.derived?.edtf ?? "no day"))",
        fix: "nothing, if the depositary counted so; else record its entry into force",
        events: history.force.derivedFrom)
    ]
  }

  private func circleFinding(_ id: String) throws -> [Contradiction] {
    let circle = try circle(of: id)
    // A circle that another part of a clause leads out of does no harm.
    guard circle.first == id, try circle.allSatisfy({ try instrument($0).force.derived == nil }) else {
      return []
    }
    let declarations = try circle.flatMap { try instrument($0).declarations.prefix(1).map(\.position) }
    return [
      Contradiction(
        code: .circle, subjects: circle.map { .instrument($0) }, days: [],
        message: circle.count == 1
          ? "the entry into force of \(id) waits for itself"
          : "\(circle.joined(separator: ", ")) wait for each other in a circle, so none of them can enter into force"
            + " by the others",
        fix: "replace the declaration whose clause or parent is wrong with a correction", events: declarations
      )
    ]
  }

  /// What is odd about an organisation or an instrument, contradictions left out; found once.
  func findings(about tag: Tag) throws -> [Contradiction] {
    if let known = findings[tag] { return known }
    let found = try tag.key == "org" ? membershipFindings(in: tag.value) : findings(about: tag.value)
    findings[tag] = found
    return found
  }

  /// Everything that is odd: contradictions, acts that are not lawful in their place, what follows and differs from what
  /// was published, words that do not fit, and assertions that do not hold.
  func everythingOdd() throws -> [Contradiction] {
    var found = try allContradictions()
    for org in try organisationNames() { found += try findings(about: Tag("org", org)) }
    for id in try instrumentNames() { found += try findings(about: Tag("instrument", id)) }
    for seen in try events(EventQuery()) {
      if seen.event.isFact { found += disorderFindings(seen) }
      found += try weekdayFindings(seen)
    }
    found +=
      try consensusFindings() + attendanceFindings() + unilateralClaims() + replacementFindings()
      + idleDisputeFindings()
    return World.inOrder(try found + assertionFindings())
  }

  private func assertionFindings() throws -> [Contradiction] {
    try events(ofTypes: ["assertion"]).compactMap { seen in
      guard case .assertion(let assertion) = seen.event.act, let day = seen.event.on?.bounds, day.isExact,
        let failure = try failures(of: assertion, on: day.earliest)
      else { return nil }
      return Contradiction(
        code: .assertion, subjects: [], days: [day.earliest...day.earliest],
        message:
          "the list of \(assertion.view.rawValue) on \(day.earliest) is not what the log says: \(failure.message)",
        fix: "record what is missing or correct what is wrong; if the list is wrong, retract it",
        events: ([seen.position] + failure.events).uniqued())
    }
  }
}
