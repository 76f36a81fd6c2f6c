import Diplomacy
import EventLog

/// Whose membership of what: one actor in one organisation, or in one of its organs alone.
struct MembershipKey: Hashable {
  var org: String
  var organ: String?
  var party: String
}

/// The folded history of one membership.
final class MembershipHistory {
  /// Whose and of what.
  let key: MembershipKey
  /// The four axes over time.
  let story: Story<MembershipState>
  /// When each notice of withdrawal takes effect; `nil` where no rule says it.
  let notices: [DayBounds?]
  /// Records that contradict each other.
  let disagreements: [Disagreement]

  init(
    key: MembershipKey, story: Story<MembershipState>, notices: [DayBounds?], disagreements: [Disagreement]
  ) {
    self.key = key
    self.story = story
    self.notices = notices
    self.disagreements = disagreements
  }

  /// The history of somebody of whom nothing is known.
  static func nothing(_ key: MembershipKey) -> MembershipHistory {
    MembershipHistory(key: key, story: Story([]), notices: [], disagreements: [])
  }
}

extension World {
  /// The membership of one actor.
  func membership(_ key: MembershipKey) throws -> MembershipHistory {
    if case .membership(let known)? = resolution.settledAnswer(for: .membership(key)) { return known }
    if resolution.isIdle {
      let organisation = try organisation(key.org)
      for id in organisation.charters + organisation.gates.map(\.instrument) { _ = try instrument(id) }
    }
    let answer = try resolve(.membership(key), orElse: .membership(.nothing(key))) {
      var builder = MembershipBuilder(key: key, world: self)
      return .membership(try builder.build())
    }
    guard case .membership(let history) = answer else { return .nothing(key) }
    return history
  }

  /// The memberships of everyone in an organisation, or in one organ of it, in the order of their ids.
  func memberships(in place: Place) throws -> [MembershipHistory] {
    if let known = memberships[place] { return known }
    let found = try actors(in: place).map { actor in
      try membership(MembershipKey(org: place.org, organ: place.organ, party: actor))
    }
    // While something is being resolved they may be known in part only.
    if resolution.isIdle { memberships[place] = found }
    return found
  }

  /// Everyone who has, had or asked for a status in an organisation, or in one organ of it.
  func actors(in place: Place) throws -> [String] {
    if let known = rosters[place] { return known }
    var actors = Set(try concerns(in: place.org).keys.filter { $0.organ == place.organ }.map(\.party))
    if place.organ == nil {
      for charter in try charters(of: place.org) { actors.formUnion(charter.parties.keys) }
    }
    actors.formUnion(try continuations(of: actors))
    let roster = actors.sorted()
    // While a charter is being resolved its parties may be known in part only.
    if resolution.isIdle { rosters[place] = roster }
    return roster
  }

  /// The acts that touch one membership.
  func concerns(of key: MembershipKey) throws -> [SeenEvent] {
    try concerns(in: key.org)[key] ?? []
  }

  /// The acts that touch memberships in an organisation and its organs, by membership, sorted out once.
  private func concerns(in org: String) throws -> [MembershipKey: [SeenEvent]] {
    if let known = concerns[org] { return known }
    var found: [MembershipKey: [SeenEvent]] = [:]
    for seen in try events(tagged: Tag("org", org)) where seen.event.isFact {
      guard let concern = seen.event.act.membershipConcern else { continue }
      let place = try place(of: concern)
      guard place.org == org else { continue }
      for party in concern.parties {
        found[MembershipKey(org: org, organ: place.organ, party: party), default: []].append(seen)
      }
    }
    concerns[org] = found
    return found
  }

  /// The States that continue any of these, or one that does.
  private func continuations(of states: Set<String>) throws -> Set<String> {
    var found: Set<String> = []
    var open = states
    while !open.isEmpty {
      var next: Set<String> = []
      for state in open {
        for act in try stateChanges(of: state) where act.change.predecessors.contains(state) {
          next.formUnion((act.change.successors ?? []).filter(act.change.isContinued))
        }
      }
      open = next.subtracting(found).subtracting(states)
      found.formUnion(open)
    }
    return found
  }

  /// The instruments that create an organisation.
  func charters(of org: String) throws -> [InstrumentHistory] {
    try organisation(org).charters.map { try instrument($0) }
  }

  /// What the log says of an organisation itself, read once.
  func organisation(_ org: String) throws -> Organisation {
    if let known = organisations[org] { return known }
    var found = Organisation()
    for seen in try events(tagged: Tag("org", org)) {
      if let declaration = seen.event.instrumentDeclaration {
        if declaration.constitutes == org { found.charters.append(declaration.instrument) }
        for gate in declaration.enables ?? [] where gate.org == org {
          found.gates += gate.status.values.map { (status: $0, instrument: declaration.instrument) }
        }
      }
      if let concern = seen.event.act.membershipConcern {
        let place = try place(of: concern)
        if place.org == org, let organ = place.organ { found.organs.append(organ) }
      }
    }
    found.charters = found.charters.uniqued().sorted()
    found.gates.sort { ($0.status, $0.instrument) < ($1.status, $1.instrument) }
    found.organs = found.organs.uniqued().sorted()
    organisations[org] = found
    return found
  }
}

/// What the log says of an organisation itself.
struct Organisation {
  /// The instruments that create it.
  var charters: [String] = []
  /// The instruments that must be in force before a kind of status can be granted.
  var gates: [(status: String, instrument: String)] = []
  /// The organs in which somebody has a status of its own.
  var organs: [String] = []
}

/// What an act that touches membership is written of.
typealias MembershipConcern = (org: String, organ: String?, parties: [String])

extension Act {
  /// The organisation, organ and parties of an act that touches membership.
  var membershipConcern: MembershipConcern? {
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
    var unique: [Element] = []
    var seen: Set<Element> = []
    for element in self {
      // Most of these lists are short: comparing each with each costs less than hashing.
      if unique.count < 8 {
        if !unique.contains(element) { unique.append(element) }
        continue
      }
      if seen.isEmpty { seen = Set(unique) }
      if seen.insert(element).inserted { unique.append(element) }
    }
    return unique
  }
}
