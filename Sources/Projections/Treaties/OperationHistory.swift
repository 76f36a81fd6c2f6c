import Diplomacy
import EventLog

/// When the operation of an instrument was suspended, for all and for its parties.
///
/// One story of all of them: a resumption for all ends whatever is suspended, one for a party what is suspended for that
/// party by itself.
struct OperationHistory {
  /// What was suspended and resumed.
  let story: Story<OperationState>
  /// Records that contradict each other, with the party they are about.
  let disagreements: [(party: String?, Disagreement)]
  /// The stretches in which it was suspended for everyone.
  let suspensions: [OperationSuspension]
  /// The same for a party that is named by an act of its own.
  private let suspensionsForParty: [String: [OperationSuspension]]

  /// Without any act.
  init() { self.init(TreatyRecords()) }

  /// Folds what is recorded; records of one suspension, or of one resumption, are one act.
  init(_ records: TreatyRecords) {
    var acts: [StoryAct<OperationState.Effect>] = []
    var disagreements: [(party: String?, Disagreement)] = []
    func take(_ list: [String?: [Evidence]], endings: (String?) -> [Evidence], _ suspends: Bool) {
      for (party, evidence) in list.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
        let (merged, found) = Evidence.merge(evidence, endings: endings(party).map(\.bounds))
        disagreements += found.map { (party, $0) }
        for act in merged {
          let event = act.deciding.event
          acts.append(
            StoryAct(
              bounds: act.bounds, rank: event.act.rank, positions: act.positions,
              effect: suspends ? .suspend(party) : .resume(party),
              rule: event.effective == nil ? .recorded : .statedEffect))
          if suspends, let until = event.untilBounds {
            acts.appendEnd(
              OperationState.Effect.lapse(party), of: acts.count - 1, on: until, rule: .statedEnd)
          }
        }
      }
    }
    let (suspended, resumed) = (records.suspensions, records.resumptions)
    take(suspended, endings: { party in [party, nil].uniqued().flatMap { resumed[$0] ?? [] } }, true)
    take(
      resumed, endings: { party in party == nil ? suspended.values.flatMap { $0 } : suspended[party] ?? [] },
      false)
    let story = Story<OperationState>(acts)
    self.story = story
    self.disagreements = disagreements
    suspensions = story.suspensions(for: nil)
    suspensionsForParty = Dictionary(
      uniqueKeysWithValues: Set(acts.compactMap(\.effect.party)).map { ($0, story.suspensions(for: $0)) })
  }

  /// The stretches in which it is suspended for a party: by itself, or with all.
  func suspensions(for party: String) -> [OperationSuspension] { suspensionsForParty[party] ?? suspensions }
}

extension Story<OperationState> {
  /// The stretches of days on which it is suspended for a party, or for all.
  fileprivate func suspensions(for party: String?) -> [OperationSuspension] {
    stretches { $0.rests(for: party) }.map { stretch in
      let last = stretch.until?.latest ?? .distantFuture
      let concerning = acts.filter { $0.effect.party == nil || $0.effect.party == party }
      let begun = concerning.filter {
        $0.effect == .suspend($0.effect.party) && $0.bounds.earliest < last
          && stretch.from.earliest <= $0.bounds.latest
      }
      let ended = concerning.filter { act in
        act.effect == .resume(act.effect.party)
          && (stretch.until.map { act.bounds.intersection($0) != nil } ?? false)
      }
      return OperationSuspension(
        from: stretch.from, until: stretch.until, begun: begun.flatMap(\.positions),
        ended: ended.flatMap(\.positions))
    }
  }
}

/// A stretch in which the operation of an instrument is suspended, for all or for one party.
struct OperationSuspension {
  var from: DayBounds
  /// The first day on which it operates again; `nil` where nothing tells of one.
  var until: DayBounds?
  /// Where its beginning, and the end by another act, are recorded.
  var begun: [GlobalPosition]
  var ended: [GlobalPosition]

  /// How sure it is that it lasts on a day; `nil` where it surely does not.
  func lasts(on day: Day) -> Certainty? { Certainty(from: from, until: until, on: day) }

  /// What tells of it by a day.
  func positions(by day: Day) -> [GlobalPosition] {
    begun + ((until?.earliest ?? .distantFuture) <= day ? ended : [])
  }
}

extension [OperationSuspension] {
  /// How sure it is that one of them lasts on a day; `nil` where none does.
  func lasting(on day: Day) -> Certainty? {
    let found = compactMap { $0.lasts(on: day) }
    return found.contains(.certain) ? .certain : found.first
  }

  /// What tells by a day of those that may last on it.
  func positions(on day: Day) -> [GlobalPosition] {
    filter { $0.lasts(on: day) != nil }.flatMap { $0.positions(by: day) }
  }
}
