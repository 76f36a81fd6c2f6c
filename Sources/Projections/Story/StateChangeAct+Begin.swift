import EventLog

extension StateChangeAct {
  /// The days from which on something holds for who continues a State.
  ///
  /// What the State may not have had on the day before the change may never pass on, and never before it had it.
  func begin(isSure: Bool, since: DayBounds) -> DayBounds {
    isSure ? bounds : DayBounds(max(bounds.earliest, since.earliest.next), .distantFuture)
  }
}
