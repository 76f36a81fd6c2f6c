import Diplomacy
import EventLog
import Threads

extension World {
  /// Everything on one page.
  func overview(on day: Day) throws -> Overview {
    let (organisations, instruments) = try organisationsAndInstruments(on: day)
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
  }

  /// Ids that are read together.
  private struct Share: Sendable {
    var organisations: ArraySlice<String>
    var instruments: ArraySlice<String>
  }

  /// Fewer entities than this are read by one thread.
  private static let fewEntities = 100

  /// Every organisation and instrument; of many, one half is read by another thread, in a world of its own.
  private func organisationsAndInstruments(on day: Day) throws -> ([Overview.Organisation], [InstrumentRow]) {
    let organisations = try values(ofTag: "org")
    let instruments = try values(ofTag: "instrument")
    guard organisations.count + instruments.count >= Self.fewEntities else {
      let all = try part(Share(organisations: organisations[...], instruments: instruments[...]), on: day)
      return (all.organisations, all.instruments)
    }
    let (lower, upper) = (organisations.count / 2, instruments.count / 2)
    let own = Share(organisations: organisations[..<lower], instruments: instruments[..<upper])
    let others = Share(organisations: organisations[lower...], instruments: instruments[upper...])
    let twin = self.twin
    let (first, second) = try TwoThreads.run(
      { try self.part(own, on: day) }, { try twin().part(others, on: day) })
    decoded.take(approximate: second.approximate)
    return (first.organisations + second.organisations, first.instruments + second.instruments)
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
  func marked(_ rows: [MemberRow], on day: Day, settling: Bool = true) throws -> [MemberRow] {
    try rows.map { row in
      var row = row
      let org = try organisation(ofOrgan: row.org) ?? row.org
      row.disputed = try isDisputed(
        .member(org: row.org, party: row.party), about: Tag("org", org), on: day, decidedBy: row.events)
      if settling, settlesDoubts { row.settledBy = try settlement(of: row, in: org, on: day) }
      row.inferred = !decoded.inferred.isDisjoint(with: row.events)
      return row
    }
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
