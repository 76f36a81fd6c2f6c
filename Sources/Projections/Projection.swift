import EventLog

/// A fold over the events that a perspective sees: an initial state and what each event does to it.
///
/// `evolve` is pure and total: it reads nothing but its arguments and has an answer for every event. Events come in
/// the order of the world: by valid day, within a day by the rank of their type, then by position. A change of
/// the rules takes a new `version`, so that no saved state of the old ones is continued.
public protocol Projection {
  /// What is folded into.
  associatedtype State

  /// The version of the rules.
  static var version: Int { get }
  /// Which events it folds.
  var query: EventQuery { get }
  /// The state before any event.
  var initialState: State { get }
  /// Takes in one event.
  func evolve(_ state: inout State, with event: SeenEvent)
}

/// A folded state that can be continued: what was folded, up to where, and by which rules.
public struct Snapshot<State> {
  /// The state.
  public let state: State
  /// The last position of the log that was looked at.
  public let checkpoint: GlobalPosition
  /// The version of the projection.
  public let version: Int
  /// The last event that was folded, in the order of the world.
  let last: SeenEvent?
  /// The day up to which events were folded.
  let day: Day
  /// Whether it was folded from less or more than the log, so that it cannot be continued.
  let isFiltered: Bool
}

/// Runs projections over the log.
public struct Projector<Rules: Projection> {
  private let rules: Rules
  private let timeline: Timeline

  /// A projector of these rules.
  public init(_ rules: Rules, over timeline: Timeline) {
    self.rules = rules
    self.timeline = timeline
  }

  /// Folds everything that the perspective sees and that had begun by its day, for sure or perhaps.
  public func project(from perspective: Perspective) throws -> Snapshot<Rules.State> {
    let world = try timeline.world(perspective)
    let events = try world.events(rules.query).filter { $0.hasBegun(by: perspective.at) }
    return fold(events, into: rules.initialState, head: world.head, last: nil, from: perspective)
  }

  /// Continues a saved state with what was recorded since.
  ///
  /// Where what is new stands before something that was folded already (a back-dated event, a correction), or the
  /// day or the rules are others, everything is folded anew: the result is always that of `project`.
  public func resume(_ saved: Snapshot<Rules.State>, from perspective: Perspective) throws -> Snapshot<
    Rules.State
  > {
    let world = try timeline.world(perspective)
    guard saved.version == Rules.version, saved.day == perspective.at, saved.checkpoint <= world.head,
      !saved.isFiltered, !perspective.isFiltered,
      try timeline.log.contains(
        EventQuery(types: ["correction"]), after: saved.checkpoint, through: world.head) == nil
    else { return try project(from: perspective) }
    let new = try world.events(rules.query).filter {
      $0.position > saved.checkpoint && $0.hasBegun(by: perspective.at)
    }
    if let first = new.first, let last = saved.last, SeenEvent.precedes(first, last) {
      return try project(from: perspective)
    }
    return fold(new, into: saved.state, head: world.head, last: saved.last, from: perspective)
  }

  private func fold(
    _ events: [SeenEvent], into initial: Rules.State, head: GlobalPosition, last: SeenEvent?,
    from perspective: Perspective
  ) -> Snapshot<Rules.State> {
    var state = initial
    for event in events { rules.evolve(&state, with: event) }
    return Snapshot(
      state: state, checkpoint: head, version: Rules.version, last: events.last ?? last,
      day: perspective.at, isFiltered: perspective.isFiltered)
  }
}

extension Timeline {
  /// The state that a projection of your own folds to.
  public func project<Rules: Projection>(_ rules: Rules, from perspective: Perspective) throws -> Rules.State
  {
    try Projector(rules, over: self).project(from: perspective).state
  }
}

extension SeenEvent {
  /// Whether the day of the event may have come; an event without a day has.
  func hasBegun(by day: Day) -> Bool {
    (event.validBounds?.earliest ?? .distantPast) <= day
  }
}
