import Diplomacy
import EventLog

extension World {
  /// Acts towards one organisation and its organs that are not lawful in their place.
  func membershipFindings(in org: String) throws -> [Contradiction] {
    let places = try [Place(org: org)] + organisation(org).organs.map { Place(org: org, organ: $0) }
    let found = try places.flatMap { place in
      try actors(in: place).flatMap { party in
        try findings(about: membership(MembershipKey(org: org, organ: place.organ, party: party)))
      }
    }
    return try found + existenceFinding(org)
  }

  /// Statuses that are held in an organisation before it exists, by what is seen.
  private func existenceFinding(_ org: String) throws -> [Contradiction] {
    guard let from = try existence(of: org).from else { return [] }
    var early: [(party: String, act: StoryAct<MembershipState.Effect>)] = []
    for party in try actors(in: Place(org: org)) {
      for act in try membership(MembershipKey(org: org, organ: nil, party: party)).story.acts {
        guard case .admit = act.effect, act.bounds.latest < from.earliest else { continue }
        early.append((party, act))
      }
    }
    guard let first = early.map(\.act.bounds.earliest).min(), first.isCivil else { return [] }
    let parties = early.map(\.party).uniqued()
    let named = parties.prefix(Self.mostNamed).joined(separator: ", ")
    let others = parties.count > Self.mostNamed ? " and \(parties.count - Self.mostNamed) more" : ""
    let charter = try charters(of: org).first
    let why =
      from.earliest.isCivil
      ? "which exists only since \(from.edtf.plain)"
      : "which does not exist yet: its charter \(charter?.id ?? "") is not in force by what is seen"
    return [
      Contradiction(
        code: .existence, subjects: parties.map { .member(org: org, party: $0) },
        days: [first...(from.earliest.isCivil ? from.earliest.previous : .last)],
        message: "\(named)\(others) held a status in \(org), \(why)",
        fix: from.earliest.isCivil
          ? "correct the day of the admission, or since when \(org) exists"
          : "record what brings \(charter?.id ?? "the charter") into force, or a source of it that was published by then",
        events: early.flatMap(\.act.positions).uniqued())
    ]
  }

  /// More than these are counted.
  private static let mostNamed = 8

  private func findings(about history: MembershipHistory) throws -> [Contradiction] {
    let key = history.key
    let subject = Contradiction.Subject.member(org: key.organ ?? key.org, party: key.party)
    var found = try history.story.worthTelling.compactMap { finding -> Contradiction? in
      let act = history.story.acts[finding.act]
      guard let position = act.positions.first, let event = try event(at: position),
        try isTold(act, by: event, of: key),
        let (message, fix) = finding.code.words(for: act, event, key)
      else { return nil }
      return Contradiction(
        finding, subject, message: "\(message) \(finding.days.words)", fix: fix, events: act.positions)
    }
    for act in history.story.acts {
      if let finding = try closedGate(act, key, subject) { found.append(finding) }
      if let finding = try unilateral(act, key, subject) { found.append(finding) }
    }
    return found
  }

  /// Whether the record tells of this very act.
  ///
  /// What follows from it, such as an `until` that meets nothing to end, or from the charter, or from what became of
  /// a State, is nobody's act. A notice is told of where it was given: to the organisation or under its charter.
  private func isTold(
    _ act: StoryAct<MembershipState.Effect>, by event: DiplomaticEvent, of key: MembershipKey
  ) throws -> Bool {
    guard act.rank >= 0, let concern = event.act.membershipConcern else { return false }
    if case .open = act.effect { return false }
    return try place(of: concern) == Place(org: key.org, organ: key.organ)
  }

  /// A status that was granted while its gate was surely or perhaps closed.
  private func closedGate(
    _ act: StoryAct<MembershipState.Effect>, _ key: MembershipKey, _ subject: Contradiction.Subject
  ) throws -> Contradiction? {
    guard case .grant(let status) = act.effect, let position = act.positions.first,
      let event = try event(at: position)
    else { return nil }
    let instruments = try enablers(of: status, by: event, in: key)
    let opened = try opening(of: instruments, for: act.bounds)?.days
    let isSure = opened.map { act.bounds.latest < $0.earliest } ?? true
    let names = instruments.listed()
    let since = opened.map { ", and could be held only from then on (\($0.edtf))" } ?? ""
    return Contradiction(
      code: .gate, subjects: [subject], days: act.bounds.stretch,
      message:
        "\(key.party) was granted the status \(status) of \(key.organ ?? key.org) \(act.bounds.words), when"
        + " \(names) \(isSure ? "was" : "may have been") not in force: granted, not effective\(since)",
      fix: "record what brings \(names) into force, or correct the day of the admission",
      events: act.positions)
  }
}

extension FindingCode {
  /// What is odd about an act towards a membership, and what can be done about it; `nil` where it is not told.
  fileprivate func words(
    for act: StoryAct<MembershipState.Effect>, _ event: DiplomaticEvent, _ key: MembershipKey
  ) -> (message: String, fix: String)? {
    let place = key.organ ?? key.org
    let retract = "retract \(act.positions[0]) with a correction"
    switch self {
    case .notMember:
      return (
        "\(event.type) of \(key.party), which held no status in \(place),",
        "record how \(key.party) came to its status, or \(retract)"
      )
    case .nothing:
      let nothing =
        act.effect == .resume ? "its participation was not frozen" : "nothing of it was suspended"
      return (
        "\(event.type) of \(key.party) in \(place), when \(nothing),",
        "record what it puts an end to, or \(retract)"
      )
    case .duplicate:
      let already: String =
        if case .suspend(let scope) = act.effect { "suspended there already (\(scope))" } else {
          "the holder of that status already"
        }
      return (
        "\(event.type) of \(key.party) in \(place), which was \(already),",
        "record what had ended it before, or \(retract)"
      )
    case .tooLate:
      return (
        "\(key.party) took back a notice of withdrawal from \(place), when none ran,",
        "record the notice, if one is missing; one that had taken effect cannot be taken back: \(retract)"
      )
    default: return nil
    }
  }
}
