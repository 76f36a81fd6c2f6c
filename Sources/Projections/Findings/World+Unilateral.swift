import Diplomacy
import EventLog

extension World {
  /// A change of status that the holder alone tells of: no organ decided it, and nobody else says so.
  func unilateral(
    _ act: StoryAct<MembershipState.Effect>, _ key: MembershipKey, _ subject: Contradiction.Subject
  ) throws -> Contradiction? {
    guard act.effect.changesStatus, act.rank >= 0 else { return nil }
    let events = try act.positions.compactMap { try event(at: $0) }
    guard !events.isEmpty, try events.allSatisfy({ try isUnilateral($0, by: key.party) }) else { return nil }
    let place = key.organ ?? key.org
    return Contradiction(
      code: .unilateral, subjects: [subject], days: act.bounds.stretch,
      message:
        "\(events[0].type) of \(key.party) in \(place) \(act.bounds.words) is told by \(key.party) alone, and"
        + " no organ is recorded to have decided it",
      fix:
        "record who decided it in “by”, or a source that is not \(key.party)'s own; if nobody did, make it a claim",
      events: act.positions)
  }

  /// Claims of a change of the speaker's own status that nothing in the log bears out.
  func unilateralClaims() throws -> [Contradiction] {
    try events(ofTypes: ["claim"]).compactMap { seen in
      guard case .claim(let claim) = seen.event.act, seen.event.isFact, let said = claim.says?.event,
        let change = said.act.statusChange, let speakers = seen.event.assertedBy?.values,
        change.parties.count == 1, let party = change.parties.first,
        try speakers.allSatisfy({ try isVoice($0, of: party) })
      else { return nil }
      let place = change.organ ?? change.org
      let held = try self.place(of: (change.org, change.organ, change.parties))
      let key = MembershipKey(org: held.org, organ: held.organ, party: party)
      let isRecorded = try concerns(of: key).contains {
        $0.event.identities.first?.kind == said.identities.first?.kind
      }
      guard !isRecorded else { return nil }
      return Contradiction(
        code: .unilateral, subjects: [.member(org: place, party: party)], days: said.on?.bounds.stretch ?? [],
        message:
          "\(said.type) of \(party) in \(place) is claimed by \(party) alone (\(seen.position)), and no record tells"
          + " of it: a claim changes no status",
        fix: "record the decision, with who took it in “by”, if there was one", events: [seen.position])
    }
  }

  private func isUnilateral(_ event: DiplomaticEvent, by party: String) throws -> Bool {
    guard let change = event.act.statusChange, !change.isOwnRight else { return false }
    if let by = change.by { return try isVoice(by, of: party) }
    if case .admission(let act) = event.act, act.meeting != nil { return false }
    let speakers = event.assertedBy?.values ?? event.source?.values.map { $0.publisher ?? "" } ?? []
    return try !speakers.isEmpty && speakers.allSatisfy { try isVoice($0, of: party) }
  }

  /// Whether a speaker is the party itself, one of its offices, or one of its organs by a name such as `Government of
  /// France`: what is left after the organ must be a name of the party, whole, since `Niger` is in `Reuters Niger`.
  private func isVoice(_ speaker: String, of party: String) throws -> Bool {
    if speaker == party || speaker.organisationOfOffice == party { return true }
    let words = speaker.words.withoutArticle
    let organ = World.organsThatSpeak.first { words.starts(with: $0) } ?? []
    let named = words.dropFirst(organ.count).withoutArticle
    guard !named.isEmpty else { return false }
    if try names(of: party).contains(where: { $0.words.withoutArticle == named }) { return true }
    return StateCatalogue.standard.isName(named.reduce("") { "\($0) \($1)" }, of: party)
  }

  /// How the organs begin that speak for a party.
  private static let organsThatSpeak: [ArraySlice<String>] = [
    "government of", "foreign ministry of", "ministry of foreign affairs of", "office of the president of",
    "president of", "parliament of",
  ].map(\.words)
}

extension MembershipState.Effect {
  /// Whether it is for an organ to decide.
  fileprivate var changesStatus: Bool {
    switch self {
    case .grant, .admit, .cease, .suspend, .reinstate: true
    default: false
    }
  }
}

extension Act {
  /// An act that changes a status or its standing: where, whose, and who decided.
  fileprivate var statusChange:
    (org: String, organ: String?, parties: [String], by: String?, isOwnRight: Bool)?
  {
    switch self {
    case .admission(let act): (act.org, act.organ, act.party.values, act.by, false)
    case .cessation(let act):
      // Who leaves needs nobody's consent.
      (act.org, act.organ, act.party.values, act.by, act.cause == .withdrawn)
    case .suspension(let act), .reinstatement(let act): (act.org, act.organ, act.party.values, act.by, false)
    default: nil
    }
  }
}

extension String {
  /// Its words in small letters, without what stands between them.
  fileprivate var words: ArraySlice<String> {
    lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)[...]
  }
}

extension ArraySlice<String> {
  /// The words without a leading `the`.
  fileprivate var withoutArticle: Self { first == "the" ? dropFirst() : self }
}
