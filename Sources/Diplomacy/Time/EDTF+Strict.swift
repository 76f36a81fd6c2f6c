extension EDTF {
  /// The same date without what `~` adds: the text as it was written, with the bounds of the digits alone.
  public var takenStrictly: EDTF {
    guard isApproximate else { return self }
    return EDTF(
      text: text, first: Reach(first.strict), last: last.map { Reach($0.strict) }, precision: precision)
  }

  /// What `~` adds on both sides, by what is given: as a number and `d`, `m` or `y`.
  public static let approximation: [(grain: String, amount: String)] = [
    ("day", "3d"), ("month", "1m"), ("year", "1y"),
  ]
}

extension DiplomaticEvent {
  /// The same event with its own dates taken strictly.
  ///
  /// That of a claim or a correction besides with the dates of what it says or puts in place. The dates of its sources
  /// stay as they are: they say when something could be known, which no reading of the act changes.
  public var takenStrictly: DiplomaticEvent {
    guard isApproximate else { return self }
    var event = self
    event.on = on?.takenStrictly
    event.received = received?.takenStrictly
    event.effective = effective?.takenStrictly
    event.until = until?.takenStrictly
    event.act = act.takenStrictly
    return event
  }

  /// Whether a date that `~` widens stands in it, or in what it says or puts in place.
  public var isApproximate: Bool {
    [on, received, effective, until].contains { $0?.isApproximate ?? false } || act.isApproximate
  }
}

extension Act {
  fileprivate var isApproximate: Bool {
    switch self {
    case .entity(let act): act.existed?.isApproximate ?? false
    case .instrument(let act): act.opened?.isApproximate ?? false
    case .withdrawal(let act): act.conflict?.isApproximate ?? false
    case .claim(let act): act.says?.draft.isApproximate ?? false
    case .correction(let act): act.with?.isApproximate ?? false
    default: false
    }
  }

  fileprivate var takenStrictly: Act {
    switch self {
    case .entity(var act):
      act.existed = act.existed?.takenStrictly
      return .entity(act)
    case .instrument(var act):
      act.opened = act.opened?.takenStrictly
      return .instrument(act)
    case .withdrawal(var act):
      act.conflict = act.conflict?.takenStrictly
      return .withdrawal(act)
    case .claim(var act):
      act.says = act.says?.map { $0.takenStrictly }
      return .claim(act)
    case .correction(var act):
      act.with = act.with?.takenStrictly
      return .correction(act)
    default: return self
    }
  }
}
