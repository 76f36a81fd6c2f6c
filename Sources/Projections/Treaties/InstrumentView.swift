import Diplomacy
import EventLog

extension World {
  /// The state of an instrument on a day; nothing before it may have been adopted.
  func instrumentRow(_ id: String, on day: Day) throws -> InstrumentRow? {
    let history = try instrument(id)
    guard let (state, certainty) = history.state(on: day) else { return nil }
    let reading = InstrumentReading(history: history, day: day)
    let mayBeInForce = history.force.chosen.map { $0.earliest <= day } ?? false
    let force = history.force
    let isMet = force.trigger.map { $0.earliest <= day } ?? false
    let published = force.published(by: day)
    return InstrumentRow(
      instrument: id, title: history.declaration?.title ?? id, state: state.rawValue,
      certainty: certainty,
      disputed: false, inForceFrom: mayBeInForce ? force.chosen?.edtf : nil,
      derived: force.derived(by: day)?.text,
      published: published?.edtf, signatories: reading.signatories(.surely),
      consents: reading.consents(.surely), parties: reading.parties.sure,
      pending: try pendingRows(id, on: day).map(\.waiting), events: reading.positions,
      clause: history.declaration?.clause?.description,
      possibleConsents: reading.consents(.possibly) - reading.consents(.surely),
      possibleParties: reading.parties.possible, until: history.end?.bounds.text,
      trigger: isMet ? force.trigger?.edtf : nil, completedBy: isMet ? history.completedBy : [],
      mismatch: published == nil ? nil : try mismatch(of: id)?.diagnosis,
      possibleSignatories: reading.signatories(.possibly) - reading.signatories(.surely))
  }

  /// Every instrument that is declared or spoken of.
  func instrumentNames() throws -> [String] {
    if let instrumentList { return instrumentList }
    let names = try values(ofTag: "instrument").filter { try isInstrument($0) }
    instrumentList = names
    return names
  }

  /// Whether an id is one of ``instrumentNames()``; only what carries it is read.
  func isInstrument(_ id: String) throws -> Bool {
    try events(tagged: Tag("instrument", id)).contains { seen in
      Act.treatyTypes.contains(seen.event.type) && seen.event.act.instrument == id
    }
  }
}

extension InstrumentHistory {
  /// Its state on a day and how sure it is; nothing before it may have been adopted.
  func state(on day: Day) -> (state: InstrumentReading.State, certainty: Certainty)? {
    guard !declarations.isEmpty || !parties.isEmpty || force.chosen != nil else { return nil }
    let mayBeInForce = force.chosen.map { $0.earliest <= day } ?? false
    guard adopted.earliest <= day || mayBeInForce else { return nil }
    let (state, isCertain) = InstrumentReading(history: self, day: day).state
    return (state, isCertain && (adopted.latest <= day || mayBeInForce) ? .certain : .possible)
  }
}

extension Act {
  /// The types that speak of instruments.
  static let treatyTypes: Set<EventType> = Set(
    [
      "instrument", "signature", "domestic-approval", "succession", "consent-withdrawn",
      "provisional-application", "entry-into-force", "withdrawal", "operation-suspended", "termination",
    ] + Consent.Form.allCases.map { EventType($0.rawValue) })
}

/// One instrument on one day.
struct InstrumentReading {
  let history: InstrumentHistory
  let day: Day

  /// The words of the contract.
  enum State: String {
    case adopted, notInForce = "not-in-force", inForce = "in-force", suspended, terminated
  }

  /// The furthest state it may be in, and whether it surely is.
  var state: (State, isCertain: Bool) {
    let force = history.force.chosen
    let mayBegin = force.map { $0.earliest <= day } ?? false
    if history.isSurelyOver(by: day) { return (.terminated, true) }
    // If it ever was in force, it is no longer.
    if let end = history.end, end.bounds.latest <= day { return (.terminated, false) }
    let mayHaveEnded = history.ends.contains { $0.bounds.earliest <= day }
    guard mayBegin else {
      let acted = signatories(.possibly) + consents(.possibly) > 0
      let surely = signatories(.surely) + consents(.surely) > 0
      return (acted ? .notInForce : .adopted, (surely || !acted) && !mayHaveEnded)
    }
    guard let suspension else { return (.inForce, isSurelyInForce) }
    return (.suspended, suspension.isSure && isSurelyInForce)
  }

  /// The suspension of its operation that may last on the day, and whether it surely does.
  var suspension: (rest: OperationSuspension, isSure: Bool)? {
    let lasting = history.suspensions.compactMap { rest in rest.lasts(on: day).map { (rest, $0 == .certain) }
    }
    return lasting.first(where: \.1) ?? lasting.first
  }

  /// Whether it surely is in force, its operation suspended or not.
  var isSurelyInForce: Bool {
    (history.force.chosen.map { $0.latest <= day } ?? false)
      && history.ends.allSatisfy { $0.bounds.earliest > day }
  }

  func signatories(_ mode: Trigger.Mode) -> Int {
    history.parties.values.count { $0.signature?.bounds.hasBegun(on: day, mode) ?? false }
  }

  func consents(_ mode: Trigger.Mode) -> Int {
    history.question.consents(on: day, mode)
  }

  /// How many are bound on the day, surely and perhaps.
  var parties: (sure: Int, possible: Int) {
    var sure = 0
    var possible = 0
    for party in history.parties.values {
      let bound = party.story.states(on: day).map { $0.inForce != nil }
      if bound.allSatisfy({ $0 }) { sure += 1 } else if bound.contains(true) { possible += 1 }
    }
    return (sure, possible)
  }

  /// The declaration, what the entry into force rests on, the end, and the suspension of operation on the day, as far as
  /// they had come by then.
  var positions: [GlobalPosition] {
    let isForce = history.force.chosen.map { $0.earliest <= day } ?? false
    let own = history.declarations.prefix(1).map(\.position) + (isForce ? history.force.positions : [])
    let ended = history.ends.filter { $0.bounds.earliest <= day }.flatMap(\.positions)
    let resting = isForce ? history.suspensions.positions(on: day) : []
    return (own + ended + resting).uniqued().sorted()
  }
}

extension Force {
  /// The derived day, once its condition may have been met.
  fileprivate func derived(by day: Day) -> DayBounds? {
    trigger.flatMap { $0.earliest <= day ? derived : nil }
  }

  /// The published day, once it or its publication may have come, or the derived one that it is used instead of.
  func published(by day: Day) -> DayBounds? {
    guard let published else { return nil }
    let told = min(published.earliest, publishedOn?.earliest ?? .distantFuture)
    if told <= day || isPublishedChosen && (derived?.earliest ?? .distantFuture) <= day { return published }
    return nil
  }
}
