/// An end that follows from what it ends: a term's `until`, the effect of a notice.
struct OwnEnd {
  /// The place of the act that it ends.
  let cause: Int
  /// The places of all acts of the story from which an end follows.
  let terms: Set<Int>
}

/// The acts on which it rests that something is so, without a break.
extension Set<Int> {
  /// Whether what rests on these acts is over with an end; it goes on where it rests on another act whose own end is
  /// still to come (docs/DOMAIN.md, "Membership").
  ///
  /// - Parameter end: `nil` for an end of all of it.
  func isEnded(by end: OwnEnd?) -> Bool {
    guard let end else { return true }
    return contains(end.cause) && !contains { $0 != end.cause && end.terms.contains($0) }
  }

  /// Takes out what an end ends, and tells whether all of it is over.
  mutating func end(by end: OwnEnd?) -> Bool {
    if isEnded(by: end) { return true }
    if let end { remove(end.cause) }
    return false
  }
}
