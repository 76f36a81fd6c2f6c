import Diplomacy
import EventLog

extension World {
  /// Decisions by consensus with a full member that was absent or did not join.
  func consensusFindings() throws -> [Contradiction] {
    try events(ofTypes: ["decision"]).flatMap { seen -> [Contradiction] in
      guard case .decision(let act) = seen.event.act, seen.event.isFact, act.method == .consensus,
        let day = seen.event.on?.bounds, let org = try organisation(of: act)
      else { return [] }
      let presences = try self.presences(at: act.meeting)
      let notJoining = Set(act.notJoining?.values ?? [])
      let joining = act.party.map { Set($0.values) }
      var missing: [(party: String, why: String, events: [GlobalPosition])] = []
      for party in try actors(in: Place(org: org)) {
        guard try isFullMember(party, of: org, on: day) else { continue }
        if notJoining.contains(party) {
          missing.append((party, "did not join", []))
        } else if let joining, !joining.contains(party) {
          missing.append((party, "is not among those who joined", []))
        } else if joining == nil, let presence = presences[party], presence.isAbsent {
          missing.append((party, "was absent", presence.events))
        }
      }
      guard !missing.isEmpty else { return [] }
      let words = missing.map { "\($0.party) \($0.why)" }.joined(separator: ", ")
      return [
        Contradiction(
          code: .consensus, subjects: missing.map { .member(org: org, party: $0.party) }, days: day.stretch,
          message:
            "“\(act.title)” was decided by consensus \(day.words) (\(seen.position)), and \(words), a full"
            + " member of \(org) on that day",
          fix:
            "correct the method (limited-format, vote) or the attendance, or record the suspension of who was left out",
          events: ([seen.position] + missing.flatMap(\.events)).uniqued())
      ]
    }
  }

  /// Who took part in a meeting as a member and surely held no status that day.
  func attendanceFindings() throws -> [Contradiction] {
    try events(ofTypes: ["meeting"]).flatMap { seen -> [Contradiction] in
      guard case .meeting(let act) = seen.event.act, seen.event.isFact, let day = seen.event.on?.bounds,
        let org = try act.org ?? act.organ?.values.first.flatMap({ try organisation(ofOrgan: $0) }),
        try existence(of: org).from.map({ $0.latest <= day.earliest }) ?? false
      else { return [] }
      return try (act.attendance ?? []).compactMap { attendee -> Contradiction? in
        guard attendee.capacity == MembershipState.member, attendee.attended != false,
          (attendee.modality ?? .fact) == .fact, let party = attendee.party,
          try isNoHolder(party, of: org, on: day)
        else { return nil }
        return Contradiction(
          code: .notMember, subjects: [.member(org: org, party: party)], days: day.stretch,
          message:
            "\(party) took part in \(act.meeting) \(day.words) as a member, and held no status in \(org)"
            + " (\(seen.position))",
          fix: "correct the capacity (guest, observer), or record how \(party) came to its status",
          events: [seen.position])
      }
    }
  }

  private func organisation(of decision: Decision) throws -> String? {
    if let org = decision.org { return org }
    return try decision.organ?.values.lazy.compactMap { try organisation(ofOrgan: $0) }.first
  }

  /// Whether each party came to a meeting, by every record of it.
  private func presences(at meeting: String?) throws -> [String: (isAbsent: Bool, events: [GlobalPosition])] {
    guard let meeting else { return [:] }
    var found: [String: (isAbsent: Bool, events: [GlobalPosition])] = [:]
    for seen in try events(tagged: Tag("meeting", meeting)) where seen.event.isFact {
      guard case .meeting(let act) = seen.event.act, act.meeting == meeting else { continue }
      for attendee in act.attendance ?? [] where (attendee.modality ?? .fact) == .fact {
        guard let party = attendee.party else { continue }
        let isAbsent = attendee.attended == false
        let known = found[party]
        found[party] = ((known?.isAbsent ?? true) && isAbsent, (known?.events ?? []) + [seen.position])
      }
    }
    return found
  }

  /// Whether a party is surely a member in full standing on all the days of something.
  private func isFullMember(_ party: String, of org: String, on day: DayBounds) throws -> Bool {
    try states(of: party, in: org, on: day).map { states in
      states.allSatisfy { $0.holds(MembershipState.member) && $0.standing == .full }
    } ?? false
  }

  private func isNoHolder(_ party: String, of org: String, on day: DayBounds) throws -> Bool {
    try states(of: party, in: org, on: day)?.allSatisfy { !$0.isHolding } ?? false
  }

  /// The states possible on the first and on the last of some days; `nil` where nothing is known for sure.
  private func states(of party: String, in org: String, on day: DayBounds) throws -> [MembershipState]? {
    let story = try membership(MembershipKey(org: org, party: party)).story
    guard day.earliest.isCivil, day.latest.isCivil, !story.isApproximate(on: day.earliest),
      !story.isApproximate(on: day.latest)
    else { return nil }
    return story.states(on: day.earliest) + story.states(on: day.latest)
  }
}
