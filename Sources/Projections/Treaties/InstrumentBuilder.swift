import Diplomacy
import EventLog

/// Gathers what the log says about one instrument and folds it.
struct InstrumentBuilder {
  let id: String
  let world: World

  private(set) var declarations: [SeenEvent] = []
  private var disagreements: [(party: String?, Disagreement)] = []
  /// The deciding one; read once, as every party asks for it.
  private(set) var declaration: InstrumentDeclaration?
  var clause: Clause? { declaration?.clause }

  init(id: String, world: World) {
    self.id = id
    self.world = world
  }

  mutating func build() throws -> InstrumentHistory {
    let seen = try world.events(tagged: Tag("instrument", id)).filter { $0.event.isFact }
    declarations = seen.filter { $0.event.instrumentDeclaration?.instrument == id }
      .sorted(by: SeenEvent.isBetterEvidence)
    declaration = declarations.first?.event.instrumentDeclaration
    var records = TreatyRecords()
    for event in seen { records.take(event, instrument: id) }
    try takeCharterWithdrawals(into: &records)

    var drafts = try self.drafts(records)
    shareJointDays(&drafts)
    try addContinuations(to: &drafts, &records)
    let unopened = try close(&drafts)
    let circumstances = try circumstances(drafts, records)
    let parent = try parent()
    let question = clause.map { clause in
      Trigger(clause: clause, parties: drafts.mapValues(\.forTrigger), circumstances: circumstances)
    }
    let force = self.force(records, drafts, question, parent)
    inferConsents(into: &drafts, records, force)
    shareJointDays(&drafts)
    let extensions = try world.extensions(of: id)
    let course = course(ofTerm: force, extensions)
    let over = ends(records, course.end)
    let expiry = expiry(force)
    let basis = PartyDraft.Basis(
      clause: clause, opening: circumstances.opening, force: force,
      completion: question.map { Completion($0) })
    var parties: [String: PartyHistory] = [:]
    for party in heirsLast(drafts) {
      guard var draft = drafts[party] else { continue }
      draft.takeHeritage(parties)
      draft.sharesEntry = surelySharesEntry(party, drafts, circumstances, force, expiry)
      parties[party] = draft.fold(
        declaration, basis, expiry: expiry, extensions: course.extensions,
        extinctions: try extinctions(of: party), ends: try ends(of: party, parent),
        records: records)
    }
    let operation = OperationHistory(records)
    return InstrumentHistory(
      id: id, declarations: declarations, parties: parties, force: force, ends: over,
      operation: operation, disagreements: disagreements + operation.disagreements,
      prolonging: course.extensions.map(\.history.id), circumstances: circumstances, unopened: unopened)
  }

  /// What the clause asks of the world.
  private func circumstances(_ drafts: [String: PartyDraft], _ records: TreatyRecords) throws -> Circumstances
  {
    let opening = declaration?.opened?.bounds ?? declarations.first?.event.on?.bounds
    guard let clause else { return Circumstances(successions: records.successions, opening: opening) }
    return try world.circumstances(
      for: clause, of: declaration, parties: drafts.keys, successions: records.successions, opening: opening)
  }

  /// The instrument it belongs to.
  ///
  /// Nothing for one of which the log says too little to know when it is in force.
  private func parent() throws -> InstrumentHistory? {
    guard let id = declaration?.parent else { return nil }
    let history = try world.instrument(id)
    return history.declaration?.clause == nil && history.force.chosen == nil ? nil : history
  }

  /// When a party stops being bound for another reason than its own acts towards this instrument: it left the
  /// instrument that this one belongs to, or the organisation that one must belong to.
  private func ends(of party: String, _ parent: InstrumentHistory?) throws -> [Ending] {
    var ends = (parent?.parties[party]?.ends ?? []).map { $0.following(.parentEnded(parent?.id ?? "")) }
    if let leaving = declaration?.exit?.leaving {
      let place = try world.organisation(ofOrgan: leaving.org).map { Place(org: $0, organ: leaving.org) }
      let key = MembershipKey(org: place?.org ?? leaving.org, organ: place?.organ, party: party)
      ends += try world.membership(key).ends(of: MembershipState.member).map { end in
        Ending(
          bounds: leaving.effective(left: end.bounds), positions: end.positions,
          rule: .leftOrganisation(leaving.org))
      }
    }
    return ends
  }

  /// Leaving the organisation that the instrument constitutes is leaving the instrument.
  private func takeCharterWithdrawals(into records: inout TreatyRecords) throws {
    guard let org = declaration?.constitutes else { return }
    for seen in try world.events(tagged: Tag("org", org)) where seen.event.isFact {
      switch seen.event.act {
      case .withdrawal(let act) where act.org == org && act.instrument != id:
        records.takeNotice(seen, act.party)
      case .withdrawalRevoked(let act) where act.org == org && act.instrument != id:
        records.takeRevocation(seen, act.party)
      case .cessation(let act) where act.org == org && act.organ == nil:
        if act.status == nil || act.status == MembershipState.member { records.takeEnd(seen, act.party) }
      default: break
      }
    }
  }

  /// The ends of a State that was bound or had consented.
  private func extinctions(of party: String) throws -> [Ending] {
    try world.extinctions(of: party)
  }

  mutating func merged(_ records: [Evidence], endings: [DayBounds], party: String?) -> [Evidence] {
    let (acts, found) = Evidence.merge(records, endings: endings)
    disagreements += found.map { (party, $0) }
    return acts
  }
}

/// The end of a bond, by an act or a rule.
struct Ending {
  /// The first day no longer.
  var bounds: DayBounds
  /// What it rests on.
  var positions: [GlobalPosition]
  /// Why it ends there.
  var rule = Rule.recorded

  /// The same end, for another reason.
  func following(_ rule: Rule) -> Ending {
    Ending(bounds: bounds, positions: positions, rule: rule)
  }
}

extension PartyHistory {
  /// When it stopped being bound.
  var ends: [Ending] {
    Set(story.pieces.compactMap(\.state.left)).sorted().map {
      Ending(bounds: story.acts[$0].bounds, positions: story.acts[$0].positions)
    }
  }
}

extension MembershipHistory {
  /// When a status ended.
  fileprivate func ends(of status: String) -> [Ending] {
    let acts = story.pieces.flatMap { piece in
      piece.state.former.filter { $0.status == status }.compactMap(\.until)
    }
    return Set(acts).sorted().map {
      Ending(bounds: story.acts[$0].bounds, positions: story.acts[$0].positions)
    }
  }
}

extension DiplomaticEvent {
  /// The armed conflict that a notice of withdrawal states.
  var conflict: Stretch? {
    if case .withdrawal(let act) = act { act.conflict.flatMap { Stretch($0) } } else { nil }
  }

  /// The form of a consent to be bound, `nil` for any other act.
  var consentForm: String? {
    switch act {
    case .consent(let consent): consent.form.rawValue
    case .succession: "succession"
    case .signature(let signature) where signature.mode == .definitive: "definitive-signature"
    default: nil
    }
  }
}

extension Clause.Condition {
  /// Whether who signed matters.
  var countsSignatories: Bool {
    switch self {
    case .allSignatories, .onSignature: true
    case .and(let left, let right), .or(let left, let right):
      left.countsSignatories || right.countsSignatories
    default: false
    }
  }
}
