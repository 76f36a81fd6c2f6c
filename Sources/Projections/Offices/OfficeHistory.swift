import Diplomacy
import EventLog

/// The folded history of one office.
struct OfficeHistory {
  /// The office.
  let id: String
  /// Who held it, over time.
  let story: Story<OfficeState>
  /// The terms that different holders began on one and the same day, for each such day.
  let rivals: [[OfficeTerm]]
  /// For each piece of the story what is asked of it for every day before it: a state is a large value to copy.
  let stretches: [Stretch]

  /// One holding, or a vacancy.
  struct Stretch {
    /// The first day no longer.
    let until: Day
    /// The act by which the holder took the office; `nil` for a vacancy.
    let since: Int?
    /// The act that began it; `nil` before the first.
    let begin: Begin?

    struct Begin {
      let act: Int
      /// When it came.
      let bounds: DayBounds
      /// The act of which it is the stated end, where it is one.
      let ends: Int?
    }
  }

  init(id: String, story: Story<OfficeState>, rivals: [[OfficeTerm]]) {
    self.id = id
    self.story = story
    self.rivals = rivals
    self.stretches = story.pieces.map { piece in
      let act = piece.state.since ?? piece.state.until
      return Stretch(
        until: piece.until, since: piece.state.since,
        begin: act.map { .init(act: $0, bounds: story.acts[$0].bounds, ends: story.ends[$0]?.cause) })
    }
  }
}

/// Who holds one office: the last who took it, until the next one or a stated end.
struct OfficeState: StoryState {
  var holder: String?
  var since: Int?
  /// The acts by which the holder took it, without a break.
  var terms: Set<Int> = []
  /// The act that ended the holding before, for a vacant office.
  var until: Int?

  /// What one act does.
  enum Effect: Hashable {
    case take(String)
    case leave(String)
    /// A State goes on as another one, in its office too.
    case pass(from: String, to: String)
  }

  mutating func apply(_ effect: Effect, act: Int, ending end: OwnEnd?) -> FindingCode? {
    switch effect {
    case .take(let next):
      // Taking over again from oneself goes on.
      if holder == next {
        terms.insert(act)
        return nil
      }
      holder = next
      terms = [act]
      since = act
      until = nil
    case .leave(let leaving):
      // Somebody else has come already, or has come and gone: the stated end changes nothing.
      guard holder == leaving, terms.end(by: end) else { return nil }
      holder = nil
      terms = []
      since = nil
      until = act
    case .pass(let from, let to):
      if holder == from { holder = to }
    }
    return nil
  }

  var shown: Self {
    var shown = self
    shown.terms = []
    return shown
  }
}

extension World {
  /// Right after a change of States.
  private static let rankOfEnds = 2

  /// The holders of an office, folded once.
  func office(_ id: String) throws -> OfficeHistory {
    if let known = offices[id] { return known }
    let records = try events(tagged: Tag("office", id)).filter { seen in
      if case .office(let act) = seen.event.act { return seen.event.isFact && act.office == id }
      return false
    }
    let history = try fold(office: id, records)
    offices[id] = history
    return history
  }

  private func fold(office id: String, _ records: [SeenEvent]) throws -> OfficeHistory {
    var byHolder: [String: [Evidence]] = [:]
    for seen in records {
      guard case .office(let act) = seen.event.act, let day = seen.event.effectBounds else { continue }
      byHolder[act.holder, default: []].append(Evidence(seen, bounds: day))
    }
    var terms: [OfficeTerm] = []
    for (holder, evidence) in byHolder.sorted(by: { $0.key < $1.key }) {
      let own = evidence.compactMap { $0.deciding.event.untilBounds }
      let others = byHolder.filter { $0.key != holder }.flatMap { $0.value.map(\.bounds) }
      // Taking office again is a further term.
      terms += Evidence.merge(evidence, endings: others + own, mayRepeat: true).acts.map {
        OfficeTerm(holder: holder, begin: $0)
      }
    }
    let rivals = terms.rivals
    var acts: [StoryAct<OfficeState.Effect>] = []
    for term in terms {
      let record = term.begin.deciding.event
      let outweighed = rivals[term.begin.bounds.earliest]?.filter(term.outweighs).count ?? 0
      acts.append(
        StoryAct(
          bounds: term.begin.bounds, rank: record.act.rank + (term.begin.bounds.isExact ? outweighed : 0),
          positions: term.begin.positions, effect: .take(term.holder),
          rule: record.effective == nil ? .recorded : .statedEffect))
      if let until = record.untilBounds {
        acts.appendEnd(
          OfficeState.Effect.leave(term.holder), of: acts.count - 1, on: until, rule: .statedEnd)
      }
    }
    return OfficeHistory(
      id: id, story: Story(acts + (try endings(ofHolders: byHolder.keys.sorted()))),
      rivals: rivals.sorted { $0.key < $1.key }.map(\.value))
  }

  /// What becomes of an office whose holder is a State that ends: who continues the State goes on in it, else it is
  /// vacant.
  private func endings(ofHolders holders: [String]) throws -> [StoryAct<OfficeState.Effect>] {
    var acts: [StoryAct<OfficeState.Effect>] = []
    var open = holders
    var known = Set(holders)
    while let holder = open.popLast() {
      var continued: Set<GlobalPosition> = []
      for act in try stateChanges(of: holder) where act.change.predecessors.contains(holder) {
        guard let next = act.change.successors?.first(where: act.change.isContinued) else { continue }
        continued.insert(act.seen.position)
        acts.append(
          StoryAct(
            bounds: act.bounds, rank: act.seen.event.act.rank, positions: [act.seen.position],
            effect: .pass(from: holder, to: next), rule: .continuation(of: holder)))
        if known.insert(next).inserted { open.append(next) }
      }
      for end in try extinctions(of: holder) where continued.isDisjoint(with: end.positions) {
        // After a change of the same day by which it goes on as another.
        acts.append(
          StoryAct(
            bounds: end.bounds, rank: Self.rankOfEnds, positions: end.positions, effect: .leave(holder),
            rule: end.rule))
      }
    }
    return acts
  }
}
