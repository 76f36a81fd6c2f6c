import EventLog

extension StateChangeAct {
  /// The days from which on something holds for who continues a State.
  ///
  /// What the State may not have had on the day before the change may never pass on, and never before it had it.
  func begin(isSure: Bool, since: DayBounds) -> DayBounds {
    isSure ? bounds : DayBounds(max(bounds.earliest, since.earliest.next), .distantFuture)
  }

  /// When an end that passes on comes: after the first day on which the change can have been; `nil` for one that has
  /// surely come by then, and passes on nothing.
  func after(_ end: DayBounds) -> DayBounds? {
    guard end.latest > bounds.earliest else { return nil }
    return DayBounds(max(end.earliest, bounds.earliest.next), end.latest)
  }
}
