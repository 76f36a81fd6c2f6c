import EventLog

extension Story {
  /// The states possible on some of the days from the earliest to the latest; never empty.
  func states(during days: DayBounds) -> [State] {
    var seen: Set<State> = []
    return pieces.filter { $0.from <= days.latest && days.earliest < $0.until }.map(\.state)
      .filter { seen.insert($0).inserted }
  }

  /// The same story, told without some of its acts.
  func leavingOut(_ isLeftOut: (StoryAct<State.Effect>) -> Bool) -> Story {
    let kept = acts.filter { !isLeftOut($0) }
    return kept.count == acts.count ? self : Story(kept.sorted { $0.ordinal < $1.ordinal })
  }
}

extension StateChangeAct {
  /// The days of which one was the day before the change.
  var eve: DayBounds { bounds.map(\.previous) }

  /// The days from which on something holds for who continues a State.
  ///
  /// What the State may not have had on the day before the change may never pass on, and never before it had it.
  func begin(isSure: Bool, since: DayBounds) -> DayBounds {
    isSure ? bounds : DayBounds(max(bounds.earliest, since.earliest.next), .distantFuture)
  }

  /// Whether an end of a State comes with the change or after it: what goes on as another State exists until then.
  func precludes(endOn day: DayBounds) -> Bool { !bounds.isExact && day.latest >= bounds.earliest }
}
