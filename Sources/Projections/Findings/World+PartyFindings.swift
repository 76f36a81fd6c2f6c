import Diplomacy
import EventLog

extension World {
  /// Acts of the parties to an instrument that are not lawful in their place, by the story of each.
  func partyFindings(_ history: InstrumentHistory) throws -> [Contradiction] {
    try history.parties.values.sorted { $0.party < $1.party }.flatMap { party in
      try party.story.worthTelling.compactMap { finding -> Contradiction? in
        let act = party.story.acts[finding.act]
        guard let position = act.positions.first, let event = try event(at: position),
          let (message, fix) = finding.code.words(for: act, event, history.id, party.party)
        else { return nil }
        return Contradiction(
          finding, .party(instrument: history.id, party: party.party), message: message, fix: fix,
          events: act.positions)
      }
    }
  }

  /// Notices, and their revocations, of who took no other step towards the instrument.
  func strangerFindings(_ history: InstrumentHistory) throws -> [Contradiction] {
    try events(tagged: Tag("instrument", history.id)).flatMap { seen -> [Contradiction] in
      let parties: [String]
      switch seen.event.act {
      case .withdrawal(let act), .withdrawalRevoked(let act):
        parties = act.instrument == history.id ? act.party.values : []
      case .consentWithdrawn(let act): parties = act.instrument == history.id ? act.party.values : []
      default: parties = []
      }
      guard seen.event.isFact, let day = seen.event.on?.bounds else { return [] }
      return parties.filter { history.parties[$0] == nil }.map { party in
        Contradiction(
          code: .order, subjects: [.party(instrument: history.id, party: party)], days: day.stretch,
          message:
            "\(seen.event.type) of \(party) from \(history.id) \(day.words), to which it had not consented",
          fix: "record its consent, or retract \(seen.position) with a correction", events: [seen.position])
      }
    }
  }

  /// Ratifications by parties that are not recorded to have signed, of an instrument that others are.
  ///
  /// Other forms of consent are open to who has not signed (VCLT 14 to 16).
  func unsignedFindings(_ history: InstrumentHistory) -> [Contradiction] {
    let parties = history.parties.values
    guard parties.contains(where: { $0.signature != nil }) else { return [] }
    return parties.sorted { $0.party < $1.party }.compactMap { party in
      guard party.signature == nil, history.circumstances.successions[party.party] == nil,
        let consent = party.consents.first(where: { $0.form == Consent.Form.ratification.rawValue })
      else { return nil }
      return Contradiction(
        code: .order, subjects: [.party(instrument: history.id, party: party.party)],
        days: consent.bounds.stretch,
        message:
          "\(party.party) ratified \(history.id) \(consent.bounds.words), and no signature of it is recorded,"
          + " as it is of others",
        fix: "record its signature; if it did not sign, replace the ratification with an accession",
        events: consent.evidence.positions)
    }
  }

  /// Consents before the approval at home that they presuppose.
  ///
  /// An approval after all consents of a party belongs to the last of them; one before it, to that or an earlier one.
  /// A law is published when it pleases the gazette, so that this stage says nothing.
  func earlyConsents(_ history: InstrumentHistory) throws -> [Contradiction] {
    var approvals: [String: [SeenEvent]] = [:]
    for seen in try events(tagged: Tag("instrument", history.id)) where seen.event.isFact {
      guard case .domesticApproval(let act) = seen.event.act, act.instrument == history.id,
        act.stage != .published
      else { continue }
      for party in act.party.values { approvals[party, default: []].append(seen) }
    }
    return approvals.sorted { $0.key < $1.key }.compactMap { party, own in
      guard let consent = history.parties[party]?.consents.last(where: { $0.isOwnAct }) else { return nil }
      let late = own.filter { $0.event.on.map { consent.bounds.latest < $0.bounds.earliest } ?? false }
      let timely = own.filter { seen in !late.contains(seen) }
      // The same stage was reached before, so that the later vote is another matter.
      let missing = late.filter { seen in !timely.contains { $0.event.stage == seen.event.stage } }
      guard let first = missing.first else { return nil }
      let stage = first.event.stage.map { " (\($0.rawValue))" } ?? ""
      return Contradiction(
        code: .beforeLaw, subjects: [.party(instrument: history.id, party: party)],
        days: consent.bounds.stretch,
        message:
          "\(party) consented to \(history.id) \(consent.bounds.words), and it was approved at home only"
          + " \(first.event.on?.text ?? "later")\(stage)",
        fix: "correct the day that is wrong; if the consent was a vote in parliament, retract it and record a"
          + " domestic-approval",
        events: consent.evidence.positions + missing.map(\.position))
    }
  }
}

extension FindingCode {
  /// What is odd about an act towards an instrument, and what can be done about it; `nil` where it is not told.
  ///
  /// What only follows from acts, or was told to the organisation, is no act of its own here.
  fileprivate func words(
    for act: StoryAct<PartyState.Effect>, _ event: DiplomaticEvent, _ id: String, _ party: String
  ) -> (message: String, fix: String)? {
    let days = act.bounds.words
    let retract = "retract \(act.positions[0]) with a correction"
    switch (self, act.effect) {
    case (.order, .consent):
      return (
        "\(event.type) of \(id) by \(party) \(days), before the signature that it presupposes",
        "correct the day that is wrong, or \(retract)"
      )
    case (.order, .giveNotice) where event.act.instrument == id:
      return (
        "\(party) gave notice of withdrawal from \(id) \(days), to which it had not consented",
        "record its consent, or \(retract)"
      )
    case (.tooLate, .withdrawConsent):
      return (
        "\(party) took back its consent to \(id) \(days), when it was in force for it already",
        "record a withdrawal, if that is meant; else \(retract)"
      )
    case (.tooLate, .revokeNotice) where event.act.instrument == id:
      return (
        "\(party) took back a notice of withdrawal from \(id) \(days), when none ran",
        "record the notice, if one is missing; one that had taken effect cannot be taken back: \(retract)"
      )
    case (.nothing, .withdrawConsent):
      return (
        "\(party) took back a consent to \(id) \(days), when it had given none",
        "record the consent, or \(retract)"
      )
    case (.nothing, .endProvisional):
      guard case .provisionalApplication(let told) = event.act, told.action == .end else { return nil }
      return (
        "\(party) ended the provisional application of \(id) \(days), when it did not apply it",
        "record the beginning, or \(retract)"
      )
    default: return nil
    }
  }
}

extension ConsentRecord {
  /// Whether the party gave it itself, by an act that is recorded.
  fileprivate var isOwnAct: Bool { !isTakenOver && form != ConsentRecord.inferredForm }
}

extension DiplomaticEvent {
  /// How far an approval at home had come.
  fileprivate var stage: DomesticApproval.Stage? {
    if case .domesticApproval(let act) = act { act.stage } else { nil }
  }
}
