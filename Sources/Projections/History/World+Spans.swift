import Diplomacy
import EventLog

/// The stretches of one thing on all days, read from the views where its history turns.
extension World {
  /// The names of something.
  func nameSpans(of id: String) throws -> [HistoryRow] {
    let changes = try stateChanges(of: id)
    return try SpanReader.spans(on: try nameTurns(of: id)) { day in
      let named = changes.filter {
        $0.change.kind == .renaming && ($0.seen.event.effectBounds?.latest ?? .distantFuture) <= day
      }
      let declared = try declarations(of: id).prefix(1).map(\.position)
      let events = named.last.map { [$0.seen.position] } ?? declared
      return [HistoryRow.Reading(view: "names", value: try name(of: id, on: day), party: id, events: events)]
    }
  }

  /// Whether an organisation exists.
  func existenceSpans(of org: String) throws -> [HistoryRow] {
    let (from, until) = try existence(of: org)
    let declared = try declarations(of: org).prefix(1).map(\.position)
    let events = try (charters(of: org).first?.force.positions ?? declared).uniqued().sorted()
    let turns = Set((from?.turns ?? []) + (until?.turns ?? []))
    return SpanReader.spans(on: turns) { day in
      guard let certainty = Certainty(from: from, until: until, on: day) else { return [] }
      return [
        HistoryRow.Reading(
          view: "organisations", value: "exists", certainty: certainty, org: org, events: events)
      ]
    }
  }

  /// Which kinds of status an organisation can grant.
  func gateSpans(of org: String) throws -> [HistoryRow] {
    try organisation(org).gates.flatMap { status, id in
      let instruments = try enablers(of: status, in: org)
      let turns = try instruments.flatMap { try instrument($0).standingTurns }
      return try SpanReader.spans(on: Set(turns)) { day in
        guard let certainty = try availability(of: instruments, on: day) else { return [] }
        let events = try instruments.flatMap { try instrument($0).standingPositions(by: day) }
        return [
          HistoryRow.Reading(
            view: "gates", value: "\(status) status available", certainty: certainty, org: org,
            instrument: id, events: events.uniqued().sorted())
        ]
      }
    }
  }

  /// The statuses of one party in one organisation or organ, former ones too.
  func memberSpans(of party: String, in place: Place) throws -> [HistoryRow] {
    let key = MembershipKey(org: place.org, organ: place.organ, party: party)
    let turns = try membership(key).story.turns.union(
      doubtTurns(about: .member(org: place.organ ?? place.org, party: party), Tag("org", place.org)))
    return try SpanReader.spans(on: turns) { day in
      try marked(memberRows(key, on: day, includingFormer: true), on: day, settling: false).map { row in
        HistoryRow.Reading(
          view: "members", value: row.summary, certainty: row.certainty, org: row.org, party: row.party,
          disputed: row.disputed, inferred: row.inferred, events: row.events)
      }
    }
  }

  /// What an instrument is to one party.
  func partySpans(of party: String, to id: String) throws -> [HistoryRow] {
    guard let history = try instrument(id).parties[party] else { return [] }
    var turns = history.story.turns.union(
      try doubtTurns(about: .party(instrument: id, party: party), Tag("instrument", id)))
    // The records that a row rests on, and with them whether it is disputed, follow the steps of the party.
    for step in ([history.signature] + history.consents.map(\.evidence)).compactMap({ $0 }) {
      turns.formUnion(step.bounds.turns)
    }
    for stretch in try instrument(id).suspensions(for: party) {
      turns.formUnion([stretch.from, stretch.until].compactMap { $0 }.flatMap(\.turns))
    }
    return try SpanReader.spans(on: turns) { day in
      try marked([partyRow(history, of: id, on: day)].compactMap { $0 }, on: day, settling: false).map {
        row in
        HistoryRow.Reading(
          view: "parties", value: row.summary, certainty: row.certainty, instrument: id, party: party,
          disputed: row.disputed, inferred: row.inferred, events: row.events)
      }
    }
  }

  /// The states of an instrument.
  func instrumentSpans(of id: String) throws -> [HistoryRow] {
    let history = try instrument(id)
    let turns = try history.turns.union(doubtTurns(about: .instrument(id), Tag("instrument", id)))
    return try SpanReader.spans(on: turns) { day in
      guard let (state, certainty) = history.state(on: day) else { return [] }
      let events = InstrumentReading(history: history, day: day).positions
      return [
        HistoryRow.Reading(
          view: "instruments", value: state.rawValue, certainty: certainty, instrument: id,
          disputed: try isDisputed(
            .instrument(id), about: Tag("instrument", id), on: day, decidedBy: events),
          inferred: !decoded.inferred.isDisjoint(with: events), events: events)
      ]
    }
  }

  /// The holders of an office.
  func officeSpans(of id: String) throws -> [HistoryRow] {
    let turns = try office(id).story.turns.union(doubtTurns(about: .office(id), Tag("office", id)))
    return try SpanReader.spans(on: turns) { day in
      try marked(officeRows(id, on: day), on: day, settling: false).map { row in
        HistoryRow.Reading(
          view: "offices", value: row.holder, certainty: row.certainty, office: id, party: row.holder,
          disputed: row.disputed, inferred: row.inferred, events: row.events)
      }
    }
  }

  /// The days on which a row begins or ceases to be disputed.
  private func doubtTurns(about subject: Contradiction.Subject, _ tag: Tag) throws -> [Day] {
    try contradictions(about: tag).filter { $0.subjects.contains(subject) }.flatMap(\.days)
      .flatMap { DayBounds($0.lowerBound, $0.upperBound).turns }
  }
}

extension InstrumentHistory {
  /// Every day from which on its state may be another one than the day before.
  fileprivate var turns: Set<Day> {
    var bounds = [adopted, force.chosen, force.trigger, force.publishedOn].compactMap { $0 }
    bounds += ends.map(\.bounds)
    for stretch in suspensions { bounds += [stretch.from, stretch.until].compactMap { $0 } }
    for party in parties.values {
      bounds += ([party.signature?.bounds] + party.consents.map(\.bounds)).compactMap { $0 }
      for consent in party.counted.consents {
        bounds += [consent.given, consent.withdrawn].compactMap { $0 }
      }
    }
    bounds += circumstances.extinct.values
    return Set(bounds.flatMap(\.turns))
  }
}
