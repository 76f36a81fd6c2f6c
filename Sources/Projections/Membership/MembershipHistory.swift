import Diplomacy
import EventLog

/// Whose membership of what: one actor in one organisation, or in one of its organs alone.
struct MembershipKey: Hashable {
  var org: String
  var organ: String?
  var party: String
}

/// The folded history of one membership.
struct MembershipHistory {
  /// Whose and of what.
  let key: MembershipKey
  /// The four axes over time.
  let story: Story<MembershipState>
  /// When each notice of withdrawal takes effect; `nil` where no rule says it.
  let notices: [DayBounds?]
  /// Records that contradict each other.
  let disagreements: [Disagreement]
  /// The evidence that each act of the story rests on.
  let corrected: Set<GlobalPosition>
}

extension World {
  /// The membership of one actor, folded once.
  func membership(_ key: MembershipKey) throws -> MembershipHistory {
    if let known = memberships[key] { return known }
    var builder = MembershipBuilder(key: key, world: self)
    let history = try builder.build()
    memberships[key] = history
    return history
  }

  /// The instruments that create an organisation.
  func charters(of org: String) throws -> [InstrumentHistory] {
    try events(tagged: Tag("org", org)).compactMap { seen -> String? in
      guard case .instrument(let declaration) = seen.event.act, declaration.constitutes == org else { return nil }
      return declaration.instrument
    }.uniqued().map { try instrument($0) }
  }

  /// The instruments that must be in force before a status can be granted.
  func gates(of org: String) throws -> [(status: String, instrument: String)] {
    try events(tagged: Tag("org", org)).flatMap { seen -> [(status: String, instrument: String)] in
      guard case .instrument(let declaration) = seen.event.act else { return [] }
      return (declaration.enables ?? []).filter { $0.org == org }.flatMap { gate in
        gate.status.values.map { ($0, declaration.instrument) }
      }
    }
  }

  /// Everyone who has, had or asked for a status in an organisation, or in one organ of it.
  func actors(in org: String, organ: String?) throws -> [String] {
    var actors: Set<String> = []
    for seen in try events(tagged: Tag("org", org)) where seen.event.isFact {
      if let concern = seen.event.act.membershipConcern, concern.org == org, concern.organ == organ {
        actors.formUnion(concern.parties)
      }
    }
    if organ == nil {
      for charter in try charters(of: org) { actors.formUnion(charter.parties.keys) }
    }
    return actors.sorted()
  }

  /// The organs in which somebody has a status of its own.
  func organsWithMembers(in org: String) throws -> [String] {
    try events(tagged: Tag("org", org)).compactMap { $0.event.act.membershipConcern?.organ }.uniqued().sorted()
  }
}

extension Act {
  /// The organisation, organ and parties of an act that touches membership.
  var membershipConcern: (org: String, organ: String?, parties: [String])? {
    switch self {
    case .application(let act): (act.org, act.organ, act.party.values)
    case .admission(let act): (act.org, act.organ, act.party.values)
    case .cessation(let act): (act.org, act.organ, act.party.values)
    case .suspension(let act), .reinstatement(let act): (act.org, act.organ, act.party.values)
    case .participation(let act): (act.org, act.organ, act.party.values)
    case .withdrawal(let act), .withdrawalRevoked(let act): act.org.map { ($0, nil, act.party.values) }
    default: nil
    }
  }
}

extension Sequence where Element: Hashable {
  /// The elements without repetition, in order.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
