import Diplomacy
import EventLog

extension World {
  /// Everything on one page.
  func overview(on day: Day) throws -> Overview {
    let organisations = try organisationNames().map { try overview(of: $0, on: day) }
    let owned = Set(organisations.map(\.org))
    let otherOffices = try officeNames(of: nil).filter { !owned.contains($0.organisationOfOffice ?? "") }
    return Overview(
      organisations: organisations.sorted { !$0.members.isEmpty && $1.members.isEmpty },
      instruments: try instrumentNames().compactMap { try marked(instrumentRow($0, on: day), on: day) },
      offices: try otherOffices.flatMap { try marked(officeRows($0, on: day), on: day) },
      meetings: try meetingRows(of: nil, between: day...day, on: day), asOf: head)
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
  func marked(_ rows: [MemberRow], on day: Day) throws -> [MemberRow] {
    try rows.map { row in
      var row = row
      let org = try organisation(ofOrgan: row.org) ?? row.org
      row.disputed = try isDisputed(
        .member(org: row.org, party: row.party), about: Tag("org", org), on: day, decidedBy: row.events)
      row.settledBy = try settlement(of: row, in: org, on: day)
      row.inferred = !decoded.inferred.isDisjoint(with: row.events)
      return row
    }
  }

  /// The rows with the mark of dispute, and with what would settle those that are only possible.
  func marked(_ rows: [PartyRow], on day: Day) throws -> [PartyRow] {
    try rows.map { row in
      var row = row
      row.disputed = try isDisputed(
        .party(instrument: row.instrument, party: row.party), about: Tag("instrument", row.instrument),
        on: day,
        decidedBy: row.events)
      if row.certainty == .possible {
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
    if row.certainty == .possible {
      row.settledBy = try Settlement(world: self, day: day).sentences(instrument: row.instrument)
    }
    row.inferred = !decoded.inferred.isDisjoint(with: row.events)
    return row
  }

  /// The rows with the mark of dispute, and with what would settle those that are only possible.
  func marked(_ rows: [OfficeRow], on day: Day) throws -> [OfficeRow] {
    try rows.map { row in
      var row = row
      row.disputed = try isDisputed(
        .office(row.office), about: Tag("office", row.office), on: day, decidedBy: row.events)
      if row.certainty == .possible {
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
      if row.certainty == .possible {
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
