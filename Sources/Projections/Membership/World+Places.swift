import Diplomacy
import EventLog

/// Where a status is held: in an organisation, or in one of its organs alone.
struct Place: Hashable {
  var org: String
  var organ: String?
}

/// Which id is an organisation and which one an organ of it, so that every view says the same.
extension World {
  /// The organisations and organs to look into.
  ///
  /// An organisation asked for by name stands for itself alone; an organ is found by its own name.
  func places(of org: String?, party: String?) throws -> [Place] {
    if let org { return [try place(named: org)] }
    let orgs = try party.map { try organisations(concerning: $0) } ?? organisationNames()
    return try orgs.flatMap { org in
      try [Place(org: org)] + organisation(org).organs.map { Place(org: org, organ: $0) }
    }
  }

  /// What an id stands for: an organisation, or an organ of the one that it belongs to.
  func place(named id: String) throws -> Place {
    try organisation(ofOrgan: id).map { Place(org: $0, organ: id) } ?? Place(org: id)
  }

  /// Where an act changes a status, whichever of its fields says so: an organ may stand in the place of the
  /// organisation, and an organisation in that of an organ.
  func place(of concern: MembershipConcern) throws -> Place {
    try place(named: concern.organ ?? concern.org)
  }

  /// The organisation that an organ belongs to, itself or by the organs that it is part of; `nil` for an id that is no
  /// organ, or belongs to itself.
  ///
  /// An id that is declared as an organisation, or that an instrument creates, is an organisation, with a slash in it
  /// or without. Else an organ is what is declared as one or has a status recorded of it as one, and what is written
  /// with a slash, unless statuses are recorded of it as of an organisation alone.
  func organisation(ofOrgan id: String) throws -> String? {
    if let known = owners[id] { return known }
    var owner = try findOwner(of: id)
    var passed: Set<String> = []
    while let next = owner, let above = try findOwner(of: next) {
      owner = passed.insert(next).inserted && next != id ? above : nil
    }
    owners[id] = .some(owner)
    return owner
  }

  private func findOwner(of id: String) throws -> String? {
    let declared = try declarations(of: id).compactMap { seen -> EntityDeclaration? in
      if case .entity(let entity) = seen.event.act { entity } else { nil }
    }
    if let owner = declared.lazy.filter({ $0.kind == .organ }).compactMap(\.partOf).first { return owner }
    let isOrgan = declared.contains { $0.kind == .organ }
    if !isOrgan, declared.contains(where: { $0.kind == .organisation }) { return nil }
    let own = try recorded(tagged: Tag("org", id))
    if own.contains(where: { $0.event.instrumentDeclaration?.constitutes == id }) { return nil }
    for seen in try recorded(tagged: Tag("organ", id)) where seen.event.isFact {
      if let concern = seen.event.act.membershipConcern, concern.organ == id { return concern.org }
    }
    let isJoined = own.contains { $0.event.isFact && $0.event.act.membershipConcern?.org == id }
    guard isOrgan || !isJoined else { return nil }
    return id.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(id[..<$0]) }
  }

  /// Records that name an organ of an organisation as one of another one: it is the organ that counts.
  func ownerDisagreements(in org: String) throws -> [Contradiction] {
    var found: [String: [(named: String, position: GlobalPosition)]] = [:]
    for seen in try events(tagged: Tag("org", org)) where seen.event.isFact {
      guard let concern = seen.event.act.membershipConcern, let organ = concern.organ,
        try organisation(ofOrgan: organ) == org,
        try (organisation(ofOrgan: concern.org) ?? concern.org) != org
      else { continue }
      found[organ, default: []].append((concern.org, seen.position))
    }
    return found.sorted { $0.key < $1.key }.map { organ, named in
      Contradiction(
        subjects: [], days: [],
        message:
          "\(organ) is an organ of \(org), and \(named.map(\.position).numbers)"
          + " \(named.count == 1 ? "names" : "name") it as one of"
          + " \(named.map(\.named).uniqued().sorted().joined(separator: ", "))",
        fix: "correct the organisation that is named, or “part_of” in the declaration of \(organ)",
        events: named.map(\.position))
    }
  }

  /// What else an organisation is told of by than its own tag: statuses of its organs that were recorded as of
  /// organisations or as of organs of another one, and its own that were recorded as of an organ.
  func misplaced(in org: String, beside own: [SeenEvent]) throws -> [SeenEvent] {
    var open = own.compactMap(\.event.act.organOfOrganisation)
    var organs: Set<String> = [org]
    var found: [SeenEvent] = []
    while let organ = open.popLast() {
      guard organs.insert(organ).inserted, try organisation(ofOrgan: organ) == org else { continue }
      let named = try recorded(tagged: Tag("org", organ))
      // An organ has organs, and another organisation may stand beside it.
      open += named.compactMap(\.event.act.organOfOrganisation)
      let others = try recorded(tagged: Tag("organ", organ))
      found += (named + others).filter { $0.event.act.canTouchMembership }
    }
    let asOrgan = try recorded(tagged: Tag("organ", org)).filter { $0.event.act.canTouchMembership }
    if !asOrgan.isEmpty, try organisation(ofOrgan: org) == nil { found += asOrgan }
    return found
  }
}

extension Act {
  /// The organ of an organisation that it declares, or whose status it changes.
  fileprivate var organOfOrganisation: String? {
    if case .entity(let entity) = self { return entity.kind == .organ ? entity.entity : nil }
    return membershipConcern?.organ
  }

  /// Whether it changes a status, or says that one was changed.
  fileprivate var canTouchMembership: Bool {
    if case .claim = self { return true }
    return membershipConcern != nil
  }
}
