import Diplomacy
import EventLog

extension MemberRow {
  /// By organisation; suspended members after the others.
  fileprivate static func precedes(_ left: MemberRow, _ right: MemberRow) -> Bool {
    if left.org != right.org { return left.org < right.org }
    let suspended = MembershipState.Standing.suspended.rawValue
    if left.standing != right.standing, left.standing == suspended || right.standing == suspended {
      return right.standing == suspended
    }
    return left.party != right.party ? left.party < right.party : left.status < right.status
  }
}

extension World {
  /// Statuses held on a day, of one organisation or organ or of all, of one party or of all.
  func memberRows(of org: String?, party: String?, includingFormer: Bool, on day: Day) throws -> [MemberRow] {
    var rows: [MemberRow] = []
    for place in try places(of: org, party: party) {
      let memberships =
        try party.map { party in
          [try membership(MembershipKey(org: place.org, organ: place.organ, party: party))]
        } ?? memberships(in: place)
      // Most have one row. Asked for again and again, room would be made anew for each place.
      if rows.isEmpty { rows.reserveCapacity(memberships.count) }
      for history in memberships {
        try addRows(of: history, on: day, includingFormer: includingFormer, to: &rows)
      }
    }
    // Most come in order; to sort is to copy each of them several times.
    let isSorted = rows.indices.dropFirst().allSatisfy { !MemberRow.precedes(rows[$0], rows[$0 - 1]) }
    return isSorted ? rows : rows.sorted(by: MemberRow.precedes)
  }

  /// The organisations in which a party may have a status, of its own or as the one that continues another State.
  func organisations(concerning party: String, known: Set<String> = []) throws -> [String] {
    let seen = try events(tagged: Tag("party", party))
    let direct = try seen.compactMap { try $0.event.act.membershipConcern.map { try place(of: $0).org } }
    let charters = try seen.compactMap(\.event.act.instrument).uniqued().compactMap {
      try instrument($0).declaration?.constitutes
    }
    let inherited = try inherited(by: party, known, organisations)
    return (direct + charters + inherited).uniqued().sorted()
  }

  /// The instruments to which a party may be something, of its own or as the one that continues another State.
  func instruments(concerning party: String, known: Set<String> = []) throws -> [String] {
    let direct = try events(tagged: Tag("party", party)).compactMap(\.event.act.instrument)
    return (direct + (try inherited(by: party, known, instruments))).uniqued().sorted()
  }

  /// What concerns the States that a party continues.
  func inherited(
    by party: String, _ known: Set<String>, _ concerning: (String, Set<String>) throws -> [String]
  ) throws -> [String] {
    try stateChanges(of: party).filter { $0.change.isContinued(by: party) }.flatMap { act in
      try act.change.predecessors.filter { !known.contains($0) && $0 != party }.flatMap {
        try concerning($0, known.union([party]))
      }
    }
  }

  /// What instruments are to their parties, of one instrument or of all, of one party or of all.
  func partyRows(to instrument: String?, party: String?, on day: Day) throws -> [PartyRow] {
    let names =
      try instrument.map { [$0] } ?? party.map { try instruments(concerning: $0) } ?? instrumentNames()
    return try names.flatMap { id in try partyRows(id, on: day) }.filter { party == nil || $0.party == party }
  }

  /// Since when an organisation exists, as far as it is known.
  ///
  /// By its charter, once that is in force; else by its own declaration; a charter that nothing brings into force and
  /// no declared day mean that it does not exist yet.
  func existence(of org: String) throws -> (from: DayBounds?, until: DayBounds?) {
    let charter = try charters(of: org).first
    if let begin = charter?.force.chosen { return (begin, charter?.end?.bounds) }
    if let seen = try declarations(of: org).first, case .entity(let entity) = seen.event.act {
      if let existed = entity.existed {
        return (existed.bounds, existed.lastDay(strict: false).map { $0.map(\.next) })
      }
      if let day = seen.event.on?.bounds { return (day, nil) }
    }
    return (charter == nil ? nil : DayBounds(.distantFuture), nil)
  }
}

extension Certainty {
  /// How sure it is on a day that something lasts; `nil` where it surely does not.
  ///
  /// - Parameters:
  ///   - from: when it begins; `nil` for what has always been.
  ///   - until: the first day no longer; `nil` for what has no end.
  init?(from: DayBounds?, until: DayBounds? = nil, on day: Day) {
    guard (from?.earliest ?? .distantPast) <= day, (until?.latest ?? .distantFuture) > day else { return nil }
    let isSure = (from?.latest ?? .distantPast) <= day && (until?.earliest ?? .distantFuture) > day
    self = isSure ? .certain : .possible
  }
}
