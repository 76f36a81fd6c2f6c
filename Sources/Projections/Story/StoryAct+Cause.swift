import EventLog

/// An act and the end that follows from it: a notice and its effect, a suspension and its `until`, an entry into force
/// and the end of the term.
///
/// Whatever the days are, the end does not come before what it ends. That narrows both, as a deposit and the signature
/// before it are narrowed.
extension Array {
  /// Adds the end of an act, which follows from it.
  ///
  /// - Parameters:
  ///   - effect: what it does.
  ///   - cause: the place of the act among these.
  ///   - bounds: the days on which it can come, as they are known by themselves.
  ///   - rank: its place within a day; at its beginning, as of every first day no longer, unless it is told.
  ///   - positions: what it rests on; that of the act, unless it is told.
  ///   - rule: why it comes.
  mutating func appendEnd<Effect>(
    _ effect: Effect, of cause: Int, on bounds: DayBounds, rank: Int = -1, positions: [GlobalPosition]? = nil,
    rule: Rule
  ) where Element == StoryAct<Effect> {
    append(
      StoryAct(
        bounds: bounds, rank: rank, positions: positions ?? self[cause].positions, effect: effect, rule: rule,
        cause: cause))
  }

  /// Narrows every act by the end that follows from it, and the end by the act.
  ///
  /// An end that was recorded no later than its beginning stays where it is told to be.
  mutating func narrowByCauses<Effect>() where Element == StoryAct<Effect> {
    for end in indices {
      guard let cause = self[end].cause else { continue }
      self[end].isMisdated = self[end].isMisdated || isBroken(end)
      if self[end].isMisdated { continue }
      let isOfOneDay = self[cause].precedesWithinDay(self[end])
      let (begun, ended) = (self[cause].bounds, self[end].bounds)
      let first = isOfOneDay ? begun.earliest : begun.earliest.next
      let last = isOfOneDay ? ended.latest : ended.latest.previous
      self[end].bounds = DayBounds(Swift.max(ended.earliest, first), ended.latest)
      self[cause].bounds = DayBounds(begun.earliest, Swift.min(begun.latest, last))
    }
  }

  /// For each of the ordered acts of a story that which it ends.
  func ends<Effect>() -> [OwnEnd?] where Element == StoryAct<Effect> {
    guard contains(where: { $0.cause != nil }) else { return Array<OwnEnd?>(repeating: nil, count: count) }
    var places: [Int?] = Array<Int?>(repeating: nil, count: count)
    for (place, act) in enumerated() { places[act.ordinal] = place }
    let causes = map { act in act.cause.flatMap { places[$0] } }
    // What ended before it began ends nothing later on.
    let terms = Set(zip(self, causes).compactMap { act, cause in act.isMisdated ? nil : cause })
    return causes.map { cause in cause.map { OwnEnd(cause: $0, terms: terms) } }
  }

  /// Whether an act cannot come after that which it follows from; the acts are in the order they were given in.
  func isBroken<Effect>(_ end: Int) -> Bool where Element == StoryAct<Effect> {
    guard let cause = self[end].cause ?? self[end].basis, !self[end].isMisdated else { return false }
    let (begin, end) = (self[cause], self[end])
    let (first, last) = (begin.bounds.earliest, end.bounds.latest)
    return first > last || first == last && first.isCivil && !begin.precedesWithinDay(end)
  }
}
