/// Finds what a misspelt word may have meant.
package enum Nearest {
  /// The candidate nearest to the word, `nil` if none is near enough to be worth a suggestion.
  ///
  /// Near is a third of the letters, at least one and at most three, by the distance of Damerau and Levenshtein
  /// (a letter added, dropped, changed, or two neighbours swapped), case not counted.
  package static func match(to word: String, in candidates: some Sequence<String>) -> String? {
    matches(to: word, in: candidates, limit: 1).first
  }

  /// The nearest candidates, best first; equally near ones in the order given.
  package static func matches(
    to word: String, in candidates: some Sequence<String>, limit: Int = 3
  ) -> [String] {
    let letters = folded(word)
    guard !letters.isEmpty, letters.count <= 200 else { return [] }
    let allowance = min(3, max(1, letters.count / 3))
    var found: [(distance: Int, candidate: String)] = []
    for candidate in candidates {
      let others = folded(candidate)
      guard abs(others.count - letters.count) <= allowance else { continue }
      let distance = distance(letters, others)
      if distance <= allowance { found.append((distance, candidate)) }
    }
    let sorted = found.enumerated().sorted {
      ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
    }
    return sorted.prefix(limit).map(\.element.candidate)
  }

  private static func folded(_ word: String) -> [UInt32] {
    word.unicodeScalars.map { $0.properties.lowercaseMapping.unicodeScalars.first?.value ?? $0.value }
  }

  /// The number of steps from one word to the other, each letter changed at most once.
  static func distance(_ left: [UInt32], _ right: [UInt32]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for (column, other) in right.enumerated() {
        var best = min(last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
