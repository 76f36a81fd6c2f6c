import LMDB

extension EventLog {
  /// Every event of a run that ``append(_:if:)`` would refuse for what it is, in the order offered.
  ///
  /// One walk, however many are refused: the errors are those that ``check(_:if:)`` would throw one after the
  /// other if each refused event were taken out before the next try, but each `index` counts in the whole run.
  /// Without the refused events the rest is recorded, unless the clock or a condition is against it.
  ///
  /// - Parameter events: what would be recorded, in this order.
  /// - Returns: `EventLogError.invalidEvent` and `.idReused`, at most one for each event; none for a run that
  ///   is fine.
  public func refusals(of events: [Event]) throws -> [EventLogError] {
    var refusals = [EventLogError?](repeating: nil, count: events.count)
    var sound = Array(events.indices)
    var offered = OfferedIdentities(of: events)
    if offered.refusal != nil {
      for (index, event) in events.enumerated() {
        refusals[index] = EventLimits.flaw(of: event).map { .invalidEvent(index: index, $0) }
      }
      // What breaks a limit would not be recorded, so it takes no id from the events after it.
      sound = sound.filter { refusals[$0] == nil }
      offered = OfferedIdentities(of: sound.map { events[$0] })
    }
    for refusal in try reusedIDs(of: offered) {
      let index = sound[refusal.index]
      refusals[index] = .idReused(index: index, id: refusal.id, position: refusal.position)
    }
    return refusals.compactMap { $0 }
  }

  private func reusedIDs(
    of offered: OfferedIdentities
  ) throws -> [(index: Int, id: EventID, position: GlobalPosition)] {
    try reading { view in
      var tail = tail.withLock { $0 }
      let places = try offered.places(in: view, tables, tail: &tail)
      var head = try tables.head(in: view)
      var positions = [GlobalPosition](repeating: .start, count: offered.events.count)
      var reused: [(index: Int, id: EventID, position: GlobalPosition)] = []
      for (index, place) in places.enumerated() {
        switch place {
        case .new:
          head = head.next
          positions[index] = head
        case .recorded, .sameAs: break
        case .reused(let position): reused.append((index, offered.id(at: index), position))
        case .differs(let first): reused.append((index, offered.id(at: index), positions[first]))
        }
      }
      return reused
    }
  }
}
