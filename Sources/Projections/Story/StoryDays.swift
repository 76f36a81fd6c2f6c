import EventLog

extension Story.Piece {
  /// The civil days on which the state is possible; `nil` for none.
  var days: ClosedRange<Day>? {
    let first = max(from, .first)
    let last = until > .last ? .last : until.previous
    return first <= last ? first...last : nil
  }
}

extension [ClosedRange<Day>] {
  /// The same days in order, as few stretches as there can be.
  func joined() -> [ClosedRange<Day>] {
    var joined: [ClosedRange<Day>] = []
    for range in sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound.next {
        joined[joined.count - 1] = last.lowerBound...Swift.max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
