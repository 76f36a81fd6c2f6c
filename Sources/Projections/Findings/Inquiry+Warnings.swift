import Diplomacy
import EventLog

extension Inquiry {
  /// What is odd about the memberships of some rows, as far as it had come by the day.
  ///
  /// Contradictions are left out: they are a mark of the row itself. In the order of `check`.
  public func warnings(about rows: [MemberRow]) throws -> [ConflictRow] {
    try world.warnings(
      about: Set(rows.map { .member(org: $0.org, party: $0.party) }),
      in: rows.map { Tag("org", try world.organisation(ofOrgan: $0.org) ?? $0.org) }, by: perspective.at)
  }

  /// What is odd about parties and what they did; see `warnings(about:)` for members.
  public func warnings(about rows: [PartyRow]) throws -> [ConflictRow] {
    try world.warnings(
      about: Set(rows.map { .party(instrument: $0.instrument, party: $0.party) }),
      in: rows.map { Tag("instrument", $0.instrument) }, by: perspective.at)
  }

  /// What is odd about instruments; see `warnings(about:)` for members.
  public func warnings(about rows: [InstrumentRow]) throws -> [ConflictRow] {
    try world.warnings(
      about: Set(rows.map { .instrument($0.instrument) }), in: rows.map { Tag("instrument", $0.instrument) },
      by: perspective.at)
  }

  /// What is odd about who holds an office; see `warnings(about:)` for members.
  public func warnings(about rows: [OfficeRow]) throws -> [ConflictRow] {
    try world.warnings(
      about: Set(rows.map { .office($0.office) }), in: rows.map { Tag("office", $0.office) },
      by: perspective.at)
  }
}

extension World {
  fileprivate func warnings(
    about subjects: Set<Contradiction.Subject>, in tags: [Tag], by day: Day
  ) throws -> [ConflictRow] {
    var found: [Contradiction] = []
    for tag in tags.uniqued() {
      if tag.key != "office" { found += try findings(about: tag) }
      for seen in try events(tagged: tag) {
        if seen.event.isFact { found += disorderFindings(seen) }
        found += try weekdayFindings(seen)
      }
    }
    return World.inOrder(
      found.filter { finding in
        !subjects.isDisjoint(with: finding.subjects)
          && finding.days.first.map { $0.lowerBound <= day } ?? true
      }
    ).map(\.row).uniqued()
  }
}
