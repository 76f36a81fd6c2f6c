import Diplomacy
import EventLog

extension World {
  /// The whole story of whatever an id stands for: its stretches and its acts, by their first days.
  ///
  /// - Parameters:
  ///   - org: only what is about this organisation or organ.
  ///   - instrument: only what is about this instrument.
  func history(of id: String, org: String?, instrument: String?) throws -> [HistoryRow] {
    let roles = try roles(of: id)
    var rows: [HistoryRow] = []
    if roles.isParty {
      rows += try partyHistory(of: id)
    } else if try !declarations(of: id).isEmpty {
      rows += try nameSpans(of: id)
    }
    if let place = roles.place { rows += try organisationHistory(of: place) }
    if roles.isInstrument { rows += try instrumentHistory(of: id) }
    if roles.isOffice { rows += try officeSpans(of: id) }
    rows += try acts(of: id, roles)
    return rows.filter { row in
      (org == nil || row.org == org || row.office?.organisationOfOffice == org)
        && (instrument == nil || row.instrument == instrument)
    }.inOrder()
  }

  /// What an id can stand for; it may be several things at once.
  struct Roles {
    var isParty = false
    var place: Place?
    var isInstrument = false
    var isOffice = false

    /// The tags that its acts carry.
    func tags(of id: String) -> [Tag] {
      var keys: [String] = isParty ? ["party"] : []
      if let place { keys += place.organ == nil ? ["org"] : ["organ", "org"] }
      if isInstrument { keys.append("instrument") }
      if isOffice { keys.append("office") }
      return keys.map { Tag($0, id) }
    }
  }

  /// What an id stands for in the log as it is seen; throws `UnknownID` where it stands for nothing.
  func roles(of id: String) throws -> Roles {
    var roles = Roles()
    let kind = try kind(of: id)
    roles.isInstrument = try !events(tagged: Tag("instrument", id)).isEmpty
    roles.isOffice = try !events(tagged: Tag("office", id)).isEmpty
    if try isOrganisation(id) {
      roles.place = Place(org: id)
    } else if try !events(tagged: Tag("organ", id)).isEmpty || kind == .organ {
      roles.place = try organisation(ofOrgan: id).map { Place(org: $0, organ: id) }
    }
    let isActor = try !events(tagged: Tag("party", id)).isEmpty
    roles.isParty = isActor || kind != nil && kind != .organ && kind != .office
    // A State that the log does not speak of has names at least.
    if roles.tags(of: id).isEmpty { roles.isParty = try known(id, as: .party) != nil }
    return roles
  }

  private func partyHistory(of id: String) throws -> [HistoryRow] {
    var rows = try nameSpans(of: id)
    for place in try places(of: nil, party: id) { rows += try memberSpans(of: id, in: place) }
    for instrument in try instruments(concerning: id) { rows += try partySpans(of: id, to: instrument) }
    for office in try offices(concerning: id) {
      rows += try officeSpans(of: office).filter { $0.party == id }
    }
    return rows
  }

  private func organisationHistory(of place: Place) throws -> [HistoryRow] {
    var rows: [HistoryRow] = []
    var places = [place]
    if place.organ == nil {
      rows += try existenceSpans(of: place.org) + gateSpans(of: place.org)
      for charter in try organisation(place.org).charters { rows += try instrumentSpans(of: charter) }
      places += try organisation(place.org).organs.map { Place(org: place.org, organ: $0) }
      for office in try officeNames(of: place.org) { rows += try officeSpans(of: office) }
    }
    for place in places {
      for party in try actors(in: place) { rows += try memberSpans(of: party, in: place) }
    }
    return rows
  }

  private func instrumentHistory(of id: String) throws -> [HistoryRow] {
    var rows = try instrumentSpans(of: id)
    for party in try instrument(id).parties.keys.sorted() { rows += try partySpans(of: party, to: id) }
    return rows
  }

  /// The acts that carry an id, one row for each record; what is only said or asserted is none.
  private func acts(of id: String, _ roles: Roles) throws -> [HistoryRow] {
    try roles.tags(of: id).flatMap { try events(tagged: $0) }.uniqued().compactMap { seen -> HistoryRow? in
      guard let on = seen.event.on, seen.event.act.isHistorical(of: id) else { return nil }
      var reading = HistoryRow.Reading(
        view: "acts", value: seen.event.act.summary(seen.event), events: [seen.position])
      reading.certainty = seen.event.isFact ? .certain : .possible
      reading.instrument = seen.event.act.instrument
      if let concern = seen.event.act.membershipConcern { reading.org = concern.organ ?? concern.org }
      if case .office(let act) = seen.event.act { reading.office = act.office }
      reading.party = seen.event.act.parties.isEmpty ? nil : seen.event.act.parties.joined(separator: " ")
      reading.disputed = !seen.disputedBy.isEmpty
      reading.inferred = seen.event.confidence == .inferred
      var row = HistoryRow(reading, from: on.bounds.earliest, until: .distantFuture)
      (row.from, row.until) = (on.text, nil)
      row.begin = on.bounds
      return row
    }
  }
}

extension [HistoryRow] {
  /// By the first day, acts before what follows from them.
  fileprivate func inOrder() -> [HistoryRow] {
    func key(_ row: HistoryRow) -> (Day, Int, Day, String, String) {
      let subject = [row.org, row.instrument, row.office, row.party].compactMap { $0 }
      return (
        row.begin.earliest, row.view == "acts" ? 0 : 1, row.begin.latest, row.view,
        subject.joined(separator: " ") + " " + row.value
      )
    }
    return map { (key($0), $0) }.sorted {
      $0.0 != $1.0 ? $0.0 < $1.0 : ($0.1.events.first ?? .start) < ($1.1.events.first ?? .start)
    }.map(\.1)
  }
}

extension Act {
  /// Whether it happened in the world and belongs to the story of an id.
  ///
  /// What gives a name to it, and what is said, asserted or corrected, does not.
  fileprivate func isHistorical(of id: String) -> Bool {
    switch self {
    case .entity, .table, .category, .claim, .assertion, .correction: false
    case .instrument(let act): act.instrument == id
    default: true
    }
  }

  /// The type, and of what kind it is: `suspension, organs`, `office, until 2016-10-14`.
  fileprivate func summary(_ event: DiplomaticEvent) -> String {
    let details: [String?] =
      switch self {
      case .instrument: ["adopted"]
      case .admission(let act): [act.status]
      case .cessation(let act): [act.status, act.cause?.rawValue]
      case .suspension(let act), .reinstatement(let act): [act.scope]
      case .application(let act): [act.purpose?.rawValue, act.stage?.rawValue]
      case .participation(let act): [act.action?.rawValue]
      case .domesticApproval(let act): [act.stage?.rawValue]
      case .stateChange(let act): [act.kind.rawValue, act.name]
      case .decision(let act): [act.title]
      case .statement(let act): [act.title]
      case .meeting(let act): [act.title ?? act.meeting]
      default: []
      }
    let modality = event.isFact ? nil : event.modality?.rawValue
    return ([type.name] + details + [modality]).compactMap { $0 }.joined(separator: ", ")
  }
}

extension Inquiry {
  /// The whole story of a State, an organisation, an organ, an instrument, an office or a person.
  ///
  /// Its stretches are those of the views, for every day: names, the existence and gates of an organisation, statuses
  /// (former ones too), the states of instruments and of their parties, offices; among them the acts. By the first day.
  ///
  /// - Parameters:
  ///   - id: what it is of; a State also by its alpha-2 code, name or alias.
  ///   - org: only what is about this organisation or organ.
  ///   - instrument: only what is about this instrument.
  ///   - days: only what touches these days.
  public func history(
    of id: String, org: String? = nil, instrument: String? = nil, between days: ClosedRange<Day>? = nil
  ) throws -> [HistoryRow] {
    let subject = try subject(named: id)
    let rows = try world.history(
      of: subject, org: world.known(org, as: .organisation),
      instrument: world.known(instrument, as: .instrument))
    guard let days else { return rows }
    return rows.filter { row in
      let end = row.view == "acts" ? row.begin.latest.next : row.end
      return row.begin.earliest <= days.upperBound && days.lowerBound < end
    }
  }
}

extension Inquiry {
  /// The id of what a story is of: as the log has it, else of the State that the text names.
  public func subject(named id: String) throws -> String {
    for key in ["instrument", "office", "org", "organ"] {
      if try !world.events(tagged: Tag(key, id)).isEmpty { return id }
    }
    return try world.known(id, as: .party) ?? id
  }
}
