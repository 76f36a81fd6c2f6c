import Diplomacy
import EventLog

extension World {
  /// Decisions by consensus with a full member that was absent, did not join, or is not in the list of who came.
  func consensusFindings() throws -> [Contradiction] {
    try events(ofTypes: ["decision"]).flatMap { seen -> [Contradiction] in
      guard case .decision(let act) = seen.event.act, seen.event.isFact, act.method == .consensus,
        let day = seen.event.on?.bounds, let org = try organisation(of: act)
      else { return [] }
      let presences = try self.presences(at: act.meeting)
      let notJoining = Set(act.notJoining?.values ?? [])
      let joining = act.party.map { Set($0.values) }
      let members = try actors(in: Place(org: org)).filter { try isFullMember($0, of: org, on: day) }
      let list = members.flatMap { presences[$0]?.asMember ?? [] }.uniqued().sorted()
      let seats = try self.seats(in: act.organ?.values ?? [], of: org, on: day)
      var missing: [(party: String, why: String, events: [GlobalPosition])] = []
      for party in members {
        if notJoining.contains(party) {
          missing.append((party, "did not join", []))
        } else if let joining, !joining.contains(party) {
          missing.append((party, "is not among those who joined", []))
        } else if joining == nil, let presence = presences[party] {
          if presence.isAbsent { missing.append((party, "was absent", presence.events)) }
        } else if joining == nil, !list.isEmpty, seats?.contains(party) ?? true {
          missing.append((party, "is not in the list of those who attended", list))
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

  /// Who took part in a meeting as a member and surely held no status that day, in the organisation or in the organs
  /// that met.
  ///
  /// Only where membership is known: the organisation existed by then, somebody is a member of it on that day, or, where
  /// nothing tells since when it exists, what became of this one in it is recorded.
  func attendanceFindings() throws -> [Contradiction] {
    try events(ofTypes: ["meeting"]).flatMap { seen -> [Contradiction] in
      guard case .meeting(let act) = seen.event.act, seen.event.isFact, let day = seen.event.on?.bounds,
        let org = try act.org ?? act.organ?.values.first.flatMap({ try organisation(ofOrgan: $0) })
      else { return [] }
      let places = try ([org] + (act.organ?.values ?? [])).map(place).uniqued()
      let begin = try existence(of: org).from
      let isKnown = try begin.map { $0.latest <= day.earliest } ?? false || hasMembers(org, on: day)
      return try (act.attendance ?? []).compactMap { attendee -> Contradiction? in
        guard attendee.capacity == MembershipState.member, attendee.attended != false,
          (attendee.modality ?? .fact) == .fact, let party = attendee.party,
          try isKnown || begin == nil && places.contains(where: { try actors(in: $0).contains(party) }),
          try places.allSatisfy({ try isNoHolder(party, in: $0, on: day) })
        else { return nil }
        return Contradiction(
          code: .notMember, subjects: [.member(org: org, party: party)], days: day.stretch,
          message:
            "\(party) took part in \(act.meeting) \(day.words) as a member, and held no status in "
            + "\(places.map { $0.organ ?? $0.org }.joined(separator: " or ")) (\(seen.position))",
          fix: "correct the capacity (guest, observer), or record how \(party) came to its status",
          events: [seen.position])
      }
    }
  }

  private func organisation(of decision: Decision) throws -> String? {
    if let org = decision.org { return org }
    return try decision.organ?.values.lazy.compactMap { try organisation(ofOrgan: $0) }.first
  }

  /// Who may sit in the organs that decide: the members of those that have their own; `nil` where all sit.
  private func seats(in organs: [String], of org: String, on day: DayBounds) throws -> Set<String>? {
    var seats: Set<String> = []
    for organ in organs {
      let place = try place(named: organ)
      let holders = try actors(in: place)
      if holders.isEmpty { return nil }
      seats.formUnion(
        try holders.filter {
          let story = try membership(MembershipKey(org: place.org, organ: place.organ, party: $0)).story
          return (story.states(on: day.earliest) + story.states(on: day.latest)).allSatisfy {
            $0.holds(MembershipState.member)
          }
        })
    }
    return organs.isEmpty ? nil : seats
  }

  /// Whether each party came to a meeting, by every record of it.
  private func presences(at meeting: String?) throws -> [String: Presence] {
    guard let meeting else { return [:] }
    var found: [String: Presence] = [:]
    for seen in try events(tagged: Tag("meeting", meeting)) where seen.event.isFact {
      guard case .meeting(let act) = seen.event.act, act.meeting == meeting else { continue }
      for attendee in act.attendance ?? [] {
        guard let party = attendee.party else { continue }
        found[party, default: Presence()].take(attendee, at: seen.position)
      }
    }
    return found
  }

  /// Whether a party is surely a member in full standing on all the days of something.
  private func isFullMember(_ party: String, of org: String, on day: DayBounds) throws -> Bool {
    try states(of: party, in: Place(org: org), on: day).map { states in
      states.allSatisfy { $0.holds(MembershipState.member) && $0.standing == .full }
    } ?? false
  }

  /// Whether anybody surely is a member on all the days of something.
  private func hasMembers(_ org: String, on day: DayBounds) throws -> Bool {
    try actors(in: Place(org: org)).contains { party in
      try states(of: party, in: Place(org: org), on: day)?.allSatisfy { $0.holds(MembershipState.member) }
        ?? false
    }
  }

  private func isNoHolder(_ party: String, in place: Place, on day: DayBounds) throws -> Bool {
    try states(of: party, in: place, on: day)?.allSatisfy { !$0.isHolding } ?? false
  }

  /// The states possible on the first and on the last of some days; `nil` where nothing is known for sure.
  private func states(of party: String, in place: Place, on day: DayBounds) throws -> [MembershipState]? {
    let story = try membership(MembershipKey(org: place.org, organ: place.organ, party: party)).story
    guard day.earliest.isCivil, day.latest.isCivil, !story.isApproximate(on: day.earliest),
      !story.isApproximate(on: day.latest)
    else { return nil }
    return story.states(on: day.earliest) + story.states(on: day.latest)
  }
}

/// What the records of a meeting tell of one party.
private struct Presence {
  /// The records that tell whether it came.
  private(set) var events: [GlobalPosition] = []
  /// The records that list it as a member that came: of capacity `member`, or of none.
  private(set) var asMember: [GlobalPosition] = []
  private var hasCome = false

  /// Whether it is known to have stayed away; who was only announced may have come.
  var isAbsent: Bool { !events.isEmpty && !hasCome }

  mutating func take(_ attendee: Meeting.Attendee, at position: GlobalPosition) {
    guard (attendee.modality ?? .fact) == .fact else { return }
    events.append(position)
    guard attendee.attended != false else { return }
    hasCome = true
    if attendee.capacity == nil || attendee.capacity == MembershipState.member { asMember.append(position) }
  }
}
