import Diplomacy
import EventLog

/// The folded history of one instrument: its clause, its parties, and when it is in force.
final class InstrumentHistory {
  /// The id.
  let id: String
  /// The declarations that are seen, the deciding one first; empty for an id that was never declared.
  let declarations: [SeenEvent]
  /// The deciding declaration.
  let declaration: InstrumentDeclaration?
  /// Everyone who signed, consented or was published as bound.
  let parties: [String: PartyHistory]
  /// When it entered into force, by the clause and as published.
  let force: Force
  /// How it ends for everyone: at most one end, and a termination beside that of a term that may never have begun.
  let ends: [End]
  /// When its operation was suspended, for all and for its parties.
  let operation: OperationHistory
  /// Records that contradict each other.
  let disagreements: [(party: String?, Disagreement)]
  /// What the clause asks of the world.
  let circumstances: Circumstances
  /// Consents by parties to which the instrument was not open, and that do not count for it.
  let unopened: [(party: String, consent: ConsentRecord)]

  /// The question when its clause is met, with the consents that follow from what was published; without a clause,
  /// when anybody consents.
  private(set) lazy var question = trigger(\.counted)
  /// The same by the recorded consents alone.
  private(set) lazy var recorded = trigger(\.recorded)

  private func trigger(_ part: KeyPath<PartyHistory, Trigger.Party>) -> Trigger {
    Trigger(
      clause: declaration?.clause ?? Clause(condition: .deposits(atLeast: 1)),
      parties: parties.mapValues { $0[keyPath: part] }, circumstances: circumstances)
  }

  /// The end of an instrument for everyone, for good.
  struct End {
    /// The first day no longer.
    var bounds: DayBounds
    var positions: [GlobalPosition]
    /// The day of the act that ended it, `nil` for a term that ran out.
    var decided: DayBounds?
    /// Why it is over.
    var rule = Rule.terminated
    /// Whether it is the end of an instrument that may never have been in force: then there was nothing to end.
    var isConditional = false
    /// What may have prolonged the term in time, with the last day on which it would have.
    var perhapsProlonged: [(by: String, until: Day)] = []
  }

  /// The history of an instrument of which nothing is known.
  convenience init(id: String) {
    self.init(
      id: id, declarations: [], parties: [:], force: Force(), ends: [], operation: OperationHistory(),
      disagreements: [])
  }

  init(
    id: String, declarations: [SeenEvent], parties: [String: PartyHistory], force: Force, ends: [End],
    operation: OperationHistory, disagreements: [(party: String?, Disagreement)],
    prolonging: [String] = [], circumstances: Circumstances = Circumstances(),
    unopened: [(party: String, consent: ConsentRecord)] = []
  ) {
    self.id = id
    self.declarations = declarations
    self.declaration = declarations.first?.event.instrumentDeclaration
    self.parties = parties
    self.force = force
    self.ends = ends
    self.operation = operation
    self.prolonging = prolonging
    self.disagreements = disagreements
    self.circumstances = circumstances
    self.unopened = unopened
  }

  /// The instruments that prolong its term, or may have done so in time.
  let prolonging: [String]
  /// How it ceases to be in force, `nil` while nothing ends it.
  var end: End? { ends.first }
  /// Whether it is over for good by a day, whether it was in force before or not.
  func isSurelyOver(by day: Day) -> Bool {
    ends.contains { !$0.isConditional && $0.bounds.latest <= day }
  }
  /// The stretches in which its operation is suspended for all.
  var suspensions: [OperationSuspension] { operation.suspensions }
  /// Those in which it is for a party: by itself, or with all.
  func suspensions(for party: String) -> [OperationSuspension] { operation.suspensions(for: party) }

  /// The exit clause, `nil` where none is recorded.
  var exit: ExitClause? { declaration?.exit }
  /// The day of adoption; without one it was there as long as anybody asks.
  var adopted: DayBounds { declarations.first?.event.on?.bounds ?? DayBounds(.distantPast) }
}

/// The entry into force of an instrument: derived and published, side by side.
struct Force {
  /// The day the condition of the clause is met, by the acts that are recorded.
  var trigger: DayBounds?
  /// The day that follows from the trigger by the clause.
  var derived: DayBounds?
  /// The same two days where the acts ever lead to them, which they may not: the last day of each is then one by which
  /// the others have come, or never do.
  var triggerIfEver: DayBounds?
  /// See `triggerIfEver`.
  var derivedIfEver: DayBounds?
  /// The day before which it is not in force, for it belongs to another instrument; `nil` where it does not.
  var floor: DayBounds?
  /// The worst grade among the acts it was derived from.
  var derivedGrade: Int?
  /// The published day, from which it has effect.
  var published: DayBounds?
  /// The day it was published to have happened, which a retroactive effect may precede.
  var publishedOn: DayBounds?
  /// The best grade among the publications.
  var publishedGrade: Int?
  /// The records of publication, the deciding one first.
  var publications: [SeenEvent] = []
  /// What the derivation rests on.
  var derivedFrom: [GlobalPosition] = []

  /// Whether the published day decides.
  var isPublishedChosen: Bool {
    guard let publishedGrade else { return false }
    return derivedGrade.map { Force.isPublished(of: publishedGrade, chosenOver: $0) } ?? true
  }

  /// Whether a published day decides over a derived one.
  ///
  /// The higher grade does: a depositary's publication, then a day derived from depositary-grade acts alone, then the
  /// gazette or the organisation, then a day derived from lesser sources, then the press, then inference.
  static func isPublished(of published: Int, chosenOver derived: Int) -> Bool {
    let publishedRank =
      switch published {
      case 1: 0
      case 2, 3: 2
      case 4...6: 4
      default: 6
      }
    let derivedRank =
      switch derived {
      case 1: 1
      case 7: 5
      default: 3
      }
    return publishedRank < derivedRank
  }

  /// The grade of the day that the answer uses.
  var grade: Int? { isPublishedChosen ? publishedGrade : derivedGrade }

  /// Whether the published day decides and does not follow from the recorded acts.
  var isPublishedAlone: Bool {
    guard isPublishedChosen, let published, let publishedOn else { return false }
    guard let derived, trigger?.isExact == true else { return publishedOn.latest <= published.earliest }
    return derived.intersection(published) == nil && publishedOn.latest <= published.earliest
  }

  /// The published day, where it decides only if the acts lead to none, which they may: then nothing ranks above it.
  private var publishedElse: DayBounds? {
    guard !isPublishedChosen, derived?.latest == .distantFuture else { return nil }
    return published
  }

  /// The day the answer uses; `nil` while nothing says that it ever entered into force.
  var chosen: DayBounds? {
    guard !isPublishedChosen else { return published }
    guard let derived, let publishedElse else { return derived }
    return (derivedIfEver ?? derived).union(publishedElse)
  }

  /// The same, if it ever did: where it may never have, its last day is one after which it surely does not.
  var chosenIfEver: DayBounds? {
    chosen?.latest == .distantFuture && !isPublishedChosen ? derivedIfEver ?? chosen : chosen
  }

  /// Whether it may never enter into force, by the acts that are recorded.
  var mayNeverCome: Bool { chosen != chosenIfEver }

  /// The day on which nothing was awaited any more.
  ///
  /// By the acts, where they tell it exactly and lead to the published day; else a published day says no more than
  /// that all was there by then.
  var completed: DayBounds? {
    guard isPublishedChosen, let published else {
      guard publishedElse != nil, let trigger, let publishedOn else { return trigger }
      return (triggerIfEver ?? trigger).union(publishedOn)
    }
    guard let trigger, trigger.isExact, let derived, derived.intersection(published) != nil else {
      return publishedOn
    }
    return trigger
  }

  /// The day on which it was settled that it enters into force: by the acts, where they tell.
  var decided: DayBounds? { trigger ?? completed }

  /// What the chosen day rests on.
  var positions: [GlobalPosition] {
    let published = publications.map(\.position)
    return isPublishedChosen ? published : (derivedFrom + published).uniqued()
  }
}

extension DiplomaticEvent {
  /// The declaration, if this declares an instrument.
  var instrumentDeclaration: InstrumentDeclaration? {
    if case .instrument(let declaration) = act { return declaration }
    return nil
  }
}

extension World {
  /// An instrument, resolved once.
  func instrument(_ id: String) throws -> InstrumentHistory {
    if case .instrument(let known)? = resolution.settledAnswer(for: .instrument(id)) { return known }
    if resolution.isIdle { try settleDependencies(of: id) }
    return try resolvedInstrument(id)
  }

  /// An instrument, with whatever it depends on that is not resolved yet.
  func resolvedInstrument(_ id: String) throws -> InstrumentHistory {
    let answer = try resolve(.instrument(id), orElse: .instrument(InstrumentHistory(id: id))) {
      var builder = InstrumentBuilder(id: id, world: self)
      return .instrument(try builder.build())
    }
    guard case .instrument(let history) = answer else { return InstrumentHistory(id: id) }
    return history
  }

  /// The instruments that prolong the term of one.
  ///
  /// Those that it prolongs itself, over others or at once, are left out: a circle of extensions extends
  /// nothing, whoever is asked first.
  func extensions(of id: String) throws -> [InstrumentHistory] {
    let circle = try extensionCircle(of: id)
    return try extenders(of: id).filter { !circle.contains($0) }.map { try instrument($0) }
  }

  /// The other instruments that extend this one and are extended by it.
  func extensionCircle(of id: String) throws -> Set<String> {
    var extending: Set<String> = []
    var open = try extenders(of: id)
    while let next = open.popLast() {
      if extending.insert(next).inserted { open += try extenders(of: next) }
    }
    // Every instrument of the circle is reached from this one and reaches it again.
    return try extending.contains(id)
      ? extending.filter { try $0 == id || reaches(id, from: $0) } : []
  }

  private func reaches(_ id: String, from start: String) throws -> Bool {
    var seen: Set<String> = []
    var open = try extenders(of: start)
    while let next = open.popLast() {
      if next == id { return true }
      if seen.insert(next).inserted { open += try extenders(of: next) }
    }
    return false
  }

  /// The instruments that are declared to extend one.
  func extenders(of id: String) throws -> [String] {
    try events(tagged: Tag("related", id)).compactMap { seen -> String? in
      guard let declaration = seen.event.instrumentDeclaration,
        declaration.extends?.values.contains(id) == true
      else { return nil }
      return declaration.instrument
    }.uniqued()
  }
}
