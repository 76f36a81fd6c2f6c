import Diplomacy
import EventLog

extension World {
  /// What contradicts what in the part of the log that carries a tag, found once.
  func contradictions(about tag: Tag) throws -> [Contradiction] {
    if let known = contradictions[tag] { return known }
    contradictions[tag] = []  // A claim about a view that asks for contradictions itself finds none yet.
    var search = ContradictionSearch(world: self, tag: tag)
    let found = try search.run()
    contradictions[tag] = found
    return found
  }

  /// Whether a row is disputed on a day: by a contradiction about it, or because a record that decides it is disputed.
  func isDisputed(
    _ subject: Contradiction.Subject, about tag: Tag, on day: Day, decidedBy positions: [GlobalPosition]
  ) throws -> Bool {
    if try contradictions(about: tag).contains(where: { $0.touches(subject, on: day) }) { return true }
    return isAnyDisputed(of: positions)
  }

  /// Every contradiction of the log, and what corrections dispute.
  func allContradictions() throws -> [Contradiction] {
    let orgs = try organisationNames().map { Tag("org", $0) }
    let instruments = try instrumentNames().map { Tag("instrument", $0) }
    let offices = try officeNames(of: nil).map { Tag("office", $0) }
    var found: [Contradiction] = []
    var known: Set<Set<GlobalPosition>> = []
    for tag in orgs + instruments + offices {
      for contradiction in try contradictions(about: tag)
      where known.insert(Set(contradiction.events)).inserted {
        found.append(contradiction)
      }
    }
    return World.inOrder(try found + stateDisagreements() + disputeFindings())
  }

  /// Contradictions by their first record, as every list of them has them.
  static func inOrder(_ contradictions: [Contradiction]) -> [Contradiction] {
    contradictions.sorted {
      ($0.events.min() ?? .start, $0.message) < ($1.events.min() ?? .start, $1.message)
    }
  }

  /// Every organisation that is declared or in which somebody has a status.
  func organisationNames() throws -> [String] {
    try shared.names { try values(ofTag: "org").filter { try isOrganisation($0) } }
  }

  /// Whether an id is one of ``organisationNames()``; only what carries it is read.
  func isOrganisation(_ id: String) throws -> Bool {
    try recorded(tagged: Tag("org", id)).contains { $0.event.act.organisation == id }
      && organisation(ofOrgan: id) == nil
  }
}

extension Act {
  /// The organisation that it declares, creates or speaks of.
  fileprivate var organisation: String? {
    switch self {
    case .entity(let entity): entity.kind == .organisation ? entity.entity : nil
    case .instrument(let declaration): declaration.constitutes
    case .application, .admission, .cessation, .suspension, .participation: membershipConcern?.org
    default: nil
    }
  }
}

/// One search for contradictions in the part of the log that carries a tag.
struct ContradictionSearch {
  let world: World
  let tag: Tag

  mutating func run() throws -> [Contradiction] {
    let seen = try world.events(tagged: tag)
    var found = try recordDisagreements()
    var versions: [ActIdentity: [Version]] = [:]
    var claims: [(SeenEvent, EventTemplate)] = []
    for event in seen {
      if case .claim(let claim) = event.event.act {
        // Whoever keeps the log holds a disputed claim to be untrue: it contradicts nothing any more.
        guard let says = claim.says, event.event.isFact, event.disputedBy.isEmpty else { continue }
        claims.append((event, says))
        for identity in says.identities {
          versions[identity, default: []].append(Version(seen: event, bounds: says.on?.bounds, says: says))
        }
      }
    }
    // Records are held against claims alone; where there is none, nothing is sorted out.
    for event in seen where !versions.isEmpty && event.event.isFact {
      if case .claim = event.event.act { continue }
      for identity in event.event.identities where versions[identity] != nil {
        versions[identity]?.append(Version(seen: event, bounds: event.event.on?.bounds, says: nil))
      }
    }
    var told: [ToldClaim: Int] = [:]
    var settled: [ToldClaim: DayBounds] = [:]
    for (identity, versions) in versions.sorted(by: { $0.key.sortKey < $1.key.sortKey })
    where versions.contains(where: \.isClaim) {
      guard let (contradiction, claims) = differences(identity, versions, settled: &settled) else { continue }
      for claim in claims { told[ToldClaim(claim, identity)] = found.count }
      found.append(contradiction)
    }
    for (event, says) in claims + (try stateClaims()) {
      for (identity, denial) in try contradictions(of: event, saying: says, settled: settled) {
        // What contradicts a record is told with that record, and for all days on which the log denies it.
        if let place = identity.flatMap({ told[ToldClaim(event.position, $0)] }) {
          found[place].add(denied: denial.days)
        } else {
          found.append(denial)
        }
      }
    }
    return merged(found)
  }

  /// Records without any claim that contradict each other.
  private func recordDisagreements() throws -> [Contradiction] {
    switch tag.key {
    case "org":
      let organs: [String?] = try [nil] + world.organisation(tag.value).organs
      return try world.ownerDisagreements(in: tag.value)
        + organs.flatMap { organ in
          try world.actors(in: Place(org: tag.value, organ: organ)).flatMap { party in
            let history = try world.membership(MembershipKey(org: tag.value, organ: organ, party: party))
            let subject = Contradiction.Subject.member(org: organ ?? tag.value, party: party)
            return history.disagreements.filter { !$0.isSettled }.map { contradiction($0, subject) }
              + history.notices.indices.filter { history.notices[$0] == nil }.compactMap { notice in
                openNotice(of: party, from: organ ?? tag.value, subject, in: history.story) {
                  $0.leaving?.notice == notice ? $0.leaving?.since : nil
                }
              }
          }
        }
    case "instrument":
      let disagreements = try world.instrument(tag.value).disagreements.filter { !$0.1.isSettled }.map {
        party, disagreement in
        contradiction(
          disagreement, party.map { .party(instrument: tag.value, party: $0) } ?? .instrument(tag.value))
      }
      let notices = try world.instrument(tag.value).parties.values.flatMap { party in
        party.notices.indices.filter { party.notices[$0] == nil }.compactMap { notice in
          openNotice(
            of: party.party, from: tag.value, .party(instrument: tag.value, party: party.party),
            in: party.story
          ) { $0.leaving?.notice == notice ? $0.leaving?.since : nil }
        }
      }
      return try disagreements + notices + extensionCircle()
    case "office": return try world.office(tag.value).contradictions
    default: return []
    }
  }

  /// A notice of withdrawal that no rule gives an effect.
  ///
  /// Whether the party still belongs is disputed while it runs (VCLT art. 56).
  private func openNotice<State: StoryState>(
    of party: String, from what: String, _ subject: Contradiction.Subject, in story: Story<State>,
    given: @escaping (State) -> Int?
  ) -> Contradiction? {
    let days = story.pieces.lazy.filter { given($0.state) != nil }.compactMap(\.days).joined()
    guard let act = story.pieces.lazy.compactMap({ given($0.state) }).first, !days.isEmpty else { return nil }
    return Contradiction(
      code: .noExit, subjects: [subject], days: days,
      message:
        "\(party) gave notice of withdrawal from \(what), and no exit clause says when it takes effect",
      fix: "record the exit clause of the instrument, or the day in “effective” of the notice",
      events: story.acts[act].positions)
  }

  /// Instruments that extend each other in a circle.
  private func extensionCircle() throws -> [Contradiction] {
    let circle = try world.extensionCircle(of: tag.value).sorted()
    guard !circle.isEmpty else { return [] }
    let declarations = try circle.flatMap { try world.instrument($0).declarations.prefix(1).map(\.position) }
    return [
      Contradiction(
        subjects: [], days: [],
        message:
          "\(circle.joined(separator: ", ")) extend each other in a circle, so none of these links counts",
        fix: "replace the declaration whose “extends” is wrong with a correction", events: declarations)
    ]
  }

  private func contradiction(_ disagreement: Disagreement, _ subject: Contradiction.Subject) -> Contradiction
  {
    let ends = disagreement.versions.map { seen in seen.event.until.map { " until \($0.text)" } ?? "" }
    let endsDiffer = Set(ends.filter { !$0.isEmpty }).count > 1
    let versions = zip(disagreement.versions, ends).map { seen, end in
      "\(seen.event.type) on \(seen.event.on?.text ?? "no day")\(endsDiffer ? end : "")"
        + " (\(seen.position), grade \(seen.event.grade))"
    }
    return Contradiction(
      subjects: [subject], days: [disagreement.days],
      message: "records of one act differ: \(versions.uniqued().joined(separator: "; "))",
      fix: Disagreement.fix, events: disagreement.versions.map(\.position))
  }

  /// Contradictions about the same records are one.
  private func merged(_ found: [Contradiction]) -> [Contradiction] {
    var result: [Contradiction] = []
    var places: [Set<GlobalPosition>: Int] = [:]
    for contradiction in found {
      let events = Set(contradiction.events)
      if let place = places[events] {
        result[place].days += contradiction.days
        result[place].subjects = (result[place].subjects + contradiction.subjects).uniqued()
      } else {
        places[events] = result.count
        result.append(contradiction)
      }
    }
    for place in result.indices { result[place].days = result[place].days.joined() }
    return result
  }
}

extension ActIdentity {
  fileprivate var sortKey: String { "\(kind) \(object) \(party)" }
}
