import EventLog

/// How far the term of an instrument runs, and what prolongs it.
struct TermCourse {
  /// An instrument that prolongs the term for those whom it binds.
  struct Extension {
    var history: InstrumentHistory
    /// Whether it surely was in force by the end that the term had without it; else the term may have run out before.
    var isInTime: Bool
    /// Whether no other one can be before it.
    var isFirst: Bool
  }

  /// Its end for everyone, `nil` without a term, and while an extension without an end keeps it going.
  var end: InstrumentHistory.End?
  /// The extensions that may be in time, in the order in which they can have entered into force.
  var extensions: [Extension] = []
}

extension TermCourse.Extension {
  /// When it binds a party of the instrument that it prolongs, and whether it takes the party in again whom the term has
  /// left; each with the acts that it rests on.
  ///
  /// Too late it prolongs nothing, which is only possible where it may never bind the party.
  func bonds(of party: String) -> [(
    from: DayBounds, until: Ending?, positions: [GlobalPosition], revives: Bool
  )] {
    guard let own = history.parties[party] else { return [] }
    let begun = own.forceRecords.map(\.position)
    return own.story.stretches { $0.inForce != nil }.enumerated().map { place, stretch in
      let until = stretch.until.map { days in
        Ending(
          bounds: days,
          positions: own.ends.filter { $0.bounds.intersection(days) != nil }.flatMap(\.positions).uniqued())
      }
      if isInTime { return (stretch.from, until, begun, true) }
      // Whom it binds with all others it binds in time or not at all, where nothing else prolonged the term before.
      if isFirst, place == 0, own.sharesEntry { return (stretch.from, until, begun, false) }
      // Whom it binds later it takes in again, unless it was too late for all.
      return (DayBounds(stretch.from.earliest, .distantFuture), until, begun, true)
    }
  }
}
