extension StateCatalogue {
  /// The States whose code or name is nearest to a text that stands for none, nearest first, at most five.
  ///
  /// A name is near if few letters must be typed, left out, replaced or swapped to make it (a third of the text, at
  /// most four), or if it begins with the text; a code is near if one must.
  public func nearest(to text: String) -> [State] {
    let wanted = letters(text)
    guard wanted.count >= 2 else { return [] }
    let limit = min(4, max(1, wanted.count / 3))
    var found: [(distance: Int, state: State)] = []
    for state in all {
      var best = Int.max
      for name in state.names {
        let candidate = letters(name)
        if candidate.count > wanted.count, wanted.count >= 4, candidate.starts(with: wanted) {
          best = min(best, limit)
        }
        guard abs(candidate.count - wanted.count) <= limit else { continue }
        best = min(best, Nearest.distance(wanted, candidate))
      }
      if wanted.count == 3, Nearest.distance(wanted, letters(state.code)) <= 1 { best = min(best, 1) }
      if best <= limit { found.append((best, state)) }
    }
    found.sort {
      ($0.distance, $0.state.isState ? 0 : 1, $0.state.code) < (
        $1.distance, $1.state.isState ? 0 : 1, $1.state.code
      )
    }
    return found.prefix(5).map(\.state)
  }

  private func letters(_ text: String) -> [UInt32] { folded(text).map(UInt32.init) }
}
