import Diplomacy
import EventLog
import Threads

/// How a page of many entities is divided.
struct OverviewPortions: Sendable {
  /// So many entities, or fewer, are read by one thread.
  var few = 99
  /// Entities that a thread takes at once.
  var share = 4
  /// A world that has read more events than this is given up for a new one.
  var events = 4_096
  /// A world that served fewer shares had not read enough.
  var leastShares = 4
}

extension World {
  /// Everything on one page.
  func overview(on day: Day, in portions: OverviewPortions = OverviewPortions()) throws -> Overview {
    let (organisations, instruments) = try organisationsAndInstruments(on: day, portions)
    let owned = Set(organisations.map(\.org))
    let otherOffices = try values(ofTag: "office").filter {
      try !owned.contains($0.organisationOfOffice ?? "") && isOffice($0)
    }
    return Overview(
      organisations: organisations.sorted { !$0.members.isEmpty && $1.members.isEmpty },
      instruments: instruments,
      offices: try otherOffices.flatMap { try marked(officeRows($0, on: day), on: day) },
      meetings: try meetingRows(of: nil, between: day...day, on: day), asOf: head)
  }

  /// What the page says of some organisations and instruments.
  private struct Part: Sendable {
    var organisations: [Overview.Organisation] = []
    var instruments: [InstrumentRow] = []
    /// The events with a widened date that were read for it.
    var approximate: Set<GlobalPosition> = []

    static func += (left: inout Part, right: Part) {
      left.organisations += right.organisations
      left.instruments += right.instruments
      left.approximate.formUnion(right.approximate)
    }
  }

  /// Ids that are read together.
  private struct Share: Sendable {
    var organisations: ArraySlice<String>
    var instruments: ArraySlice<String>

    /// The ids in shares of so many, organisations first.
    static func all(of organisations: [String], _ instruments: [String], size: Int) -> [Share] {
      organisations.inRuns(of: size).map { Share(organisations: $0, instruments: []) }
        + instruments.inRuns(of: size).map { Share(organisations: [], instruments: $0) }
    }
  }

  /// Every organisation and instrument, many of them on two threads.
  private func organisationsAndInstruments(
    on day: Day, _ portions: OverviewPortions
  ) throws -> ([Overview.Organisation], [InstrumentRow]) {
    let organisations = try values(ofTag: "org")
    let instruments = try values(ofTag: "instrument")
    guard organisations.count + instruments.count > portions.few else {
      let all = try part(Share(organisations: organisations[...], instruments: instruments[...]), on: day)
      return (all.organisations, all.instruments)
    }
    let shares = Share.all(of: organisations, instruments, size: portions.share)
    let open = Guarded(shares.indices)
    let twin = self.twin
    let (first, second) = try TwoThreads.run(
      { Self.parts(of: shares, open, portions, in: self, then: twin, on: day) },
      { Self.parts(of: shares, open, portions, in: twin(), then: twin, on: day) })
    var all = Part()
    for (_, part) in (first + second).sorted(by: { $0.share < $1.share }) { all += try part.get() }
    decoded.take(approximate: all.approximate)
    return (all.organisations, all.instruments)
  }

  /// What the page says of the shares that nobody else has taken, up to the first that cannot be read.
  ///
  /// What was folded serves the entities that depend on it, but a world that has read much is given up for a new one, so
  /// that a page of a long log does not keep all of it in memory. The next may read twice as much where one served few
  /// shares: it may have read what many depend on.
  private static func parts(
    of shares: [Share], _ open: Guarded<Range<Int>>, _ portions: OverviewPortions, in first: World,
    then twin: () -> World, on day: Day
  ) -> [(share: Int, Result<Part, any Error>)] {
    var parts: [(share: Int, Result<Part, any Error>)] = []
    var world = first
    var (limit, served) = (portions.events, 0)
    while let share = open.withLock({ $0.popFirst() }) {
      let part = Result { try world.part(shares[share], on: day) }
      parts.append((share, part))
      // All shares before it were taken, so that the first one that fails is among what is told.
      if case .failure = part { open.withLock { $0 = $0.upperBound..<$0.upperBound } }
      served += 1
      guard world.decoded.count > limit else { continue }
      if served < portions.leastShares { limit *= 2 }
      world = twin()
      served = 0
    }
    return parts
  }

  private func part(_ share: Share, on day: Day) throws -> Part {
    var part = Part()
    for org in share.organisations where try isOrganisation(org) {
      part.organisations.append(try overview(of: org, on: day))
    }
    for id in share.instruments where try isInstrument(id) {
      if let row = try marked(instrumentRow(id, on: day), on: day) { part.instruments.append(row) }
    }
    part.approximate = decoded.approximate
    return part
  }

  private func overview(of org: String, on day: Day) throws -> Overview.Organisation {
    let (from, until) = try existence(of: org)
    var members = try memberRows(of: org, party: nil, includingFormer: false, on: day)
    for organ in try organisation(org).organs {
      members += try memberRows(of: organ, party: nil, includingFormer: false, on: day)
    }
    return Overview.Organisation(
      org: org, name: try name(of: org, on: day),
      exists: Certainty(from: from, until: until, on: day),
      since: from?.latest == .distantFuture ? nil : from?.edtf, members: try marked(members, on: day),
      gates: try organisation(org).gates.map { try gate($0, of: org, on: day) },
      offices: try officeNames(of: org).flatMap { try marked(officeRows($0, on: day), on: day) })
  }

  private func gate(_ gate: (status: String, instrument: String), of org: String, on day: Day) throws
    -> Overview.Gate
  {
    let history = try instrument(gate.instrument)
    let declared = history.declarations.prefix(1).map(\.position)
    return Overview.Gate(
      org: org, status: gate.status, instrument: gate.instrument,
      available: try availability(of: enablers(of: gate.status, in: org), on: day),
      inForce: history.stands(on: day),
      events: (declared + history.standingPositions(by: day)).uniqued().sorted())
  }
}

extension World {
  /// The rows with the mark of dispute, and with what would settle those that are only possible.
  ///
  /// - Parameter settling: whether what would settle them is asked for.
  func marked(_ rows: consuming [MemberRow], on day: Day, settling: Bool = true) throws -> [MemberRow] {
    var asked: (place: String, org: String, contradictions: [Contradiction])?
    for index in rows.indices {
      // Field by field: a row is a large value to copy.
      let place = rows[index].org
      if asked?.place != place {
        let org = try organisation(ofOrgan: place) ?? place
        asked = (place, org, try contradictions(about: Tag("org", org)))
      }
      guard let (_, org, contradictions) = asked else { continue }
      let (party, events) = (rows[index].party, rows[index].events)
      let isContradicted = contradictions.contains {
        $0.touches(.member(org: place, party: party), on: day)
      }
      rows[index].disputed = isContradicted || isAnyDisputed(of: events)
      if settling, settlesDoubts {
        rows[index].settledBy = try settlement(of: rows[index], in: org, on: day)
      }
      rows[index].inferred = !decoded.inferred.isDisjoint(with: events)
    }
    return rows
  }

  /// The rows with the mark of dispute, and with what would settle those that are only possible.
  func marked(_ rows: [PartyRow], on day: Day, settling: Bool = true) throws -> [PartyRow] {
    try rows.map { row in
      var row = row
      row.disputed = try isDisputed(
        .party(instrument: row.instrument, party: row.party), about: Tag("instrument", row.instrument),
        on: day,
        decidedBy: row.events)
      if settling, settlesDoubts, row.certainty == .possible {
        row.settledBy = try Settlement(world: self, day: day).sentences(
          party: row.party, instrument: row.instrument)
      }
      return row
    }
  }

  /// The row with the mark of dispute, and with what would settle one that is only possible.
  func marked(_ row: InstrumentRow?, on day: Day) throws -> InstrumentRow? {
    guard var row else { return nil }
    row.disputed = try isDisputed(
      .instrument(row.instrument), about: Tag("instrument", row.instrument), on: day, decidedBy: row.events)
    if settlesDoubts, row.certainty == .possible {
      row.settledBy = try Settlement(world: self, day: day).sentences(instrument: row.instrument)
    }
    row.inferred = !decoded.inferred.isDisjoint(with: row.events)
    return row
  }

  /// The rows with the mark of dispute, and with what would settle those that are only possible.
  func marked(_ rows: [OfficeRow], on day: Day, settling: Bool = true) throws -> [OfficeRow] {
    try rows.map { row in
      var row = row
      row.disputed = try isDisputed(
        .office(row.office), about: Tag("office", row.office), on: day, decidedBy: row.events)
      if settling, settlesDoubts, row.certainty == .possible {
        row.settledBy = try Settlement(world: self, day: day).sentences(office: row.office)
      }
      row.inferred = !decoded.inferred.isDisjoint(with: row.events)
      return row
    }
  }

  /// The rows with what would settle those that are only possible.
  func marked(_ rows: [PendingRow], on day: Day) throws -> [PendingRow] {
    try rows.map { row in
      var row = row
      if settlesDoubts, row.certainty == .possible {
        row.settledBy = try Settlement(world: self, day: day).sentences(row)
      }
      return row
    }
  }

  /// What would settle a row of members; none for one that is certain on all axes.
  private func settlement(of row: MemberRow, in org: String, on day: Day) throws -> [String] {
    guard row.certainty == .possible || row.standingCertainty == .possible || !row.possibly.isEmpty else {
      return []
    }
    let key = MembershipKey(org: org, organ: row.org == org ? nil : row.org, party: row.party)
    let settlement = Settlement(world: self, day: day)
    if let formerly = row.formerly {
      return try settlement.sentences(of: key) { state in state.former.contains { $0.status == formerly } }
    }
    if let granted = row.granted {
      return try settlement.sentences(of: key) { state in state.granted.contains { $0.status == granted } }
    }
    if row.status == PartyState.Step.none.word {
      return try settlement.sentences(of: key) { $0.request != nil }
    }
    return try settlement.sentences(of: key, status: row.status)
  }
}

extension Array {
  /// The elements in order, in runs of so many; the last may be shorter.
  fileprivate func inRuns(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
