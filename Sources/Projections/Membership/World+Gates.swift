import EventLog

extension World {
  /// From when a status that was granted on some days can be held: since the last of the instruments that enable it is
  /// in force, with what decided about them; `nil` where one of them never is, or was over by then.
  func opening(of instruments: [String], for grant: DayBounds) throws -> (
    days: DayBounds, positions: [GlobalPosition]
  )? {
    var opened = DayBounds(.distantPast)
    var positions: [GlobalPosition] = []
    for id in instruments {
      let history = try instrument(id)
      let isOver = history.end.map { $0.bounds.latest <= grant.latest } ?? false
      guard let force = history.force.chosen, !isOver else { return nil }
      opened = opened.later(of: force)
      positions += history.force.positions
    }
    return (opened, positions)
  }
}
