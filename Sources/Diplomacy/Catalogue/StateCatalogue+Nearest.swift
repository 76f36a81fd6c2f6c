extension StateCatalogue {
  /// The States whose code or name is nearest to a text that stands for none, nearest first, at most five.
  ///
  /// A name is near if few letters must be typed, left out, replaced or swapped to make it (a third of the text, at
  /// most four), or if it begins with the text; a code is near if one must.
  public func nearest(to text: String) -> [State] {
    let wanted = folded(text)
    guard wanted.count >= 2 else { return [] }
    let limit = min(4, max(1, wanted.count / 3))
    var found: [(distance: Int, state: State)] = []
    for state in all {
      var best = Int.max
      for name in state.names {
        let candidate = folded(name)
        if candidate.count > wanted.count, wanted.count >= 4, candidate.starts(with: wanted) {
          best = min(best, limit)
        }
        guard abs(candidate.count - wanted.count) <= limit else { continue }
        best = min(best, editDistance(wanted, candidate))
      }
      if wanted.count == 3, editDistance(wanted, folded(state.code)) <= 1 { best = min(best, 1) }
      if best <= limit { found.append((best, state)) }
    }
    found.sort {
      ($0.distance, $0.state.isState ? 0 : 1, $0.state.code) < (
        $1.distance, $1.state.isState ? 0 : 1, $1.state.code
      )
    }
    return found.prefix(5).map(\.state)
  }
}

/// How many letters must be put in, left out, replaced or swapped with their neighbour to turn one word into the
/// other (the distance of Damerau and Levenshtein, each place edited once).
func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var before: [Int] = []
  var above = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      var cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        cost = min(cost, before[j - 1] + 1)
      }
      row.append(cost)
    }
    before = above
    above = row
  }
  return above[right.count]
}
