/// Guesses which word of the grammar was meant.
enum ClauseSuggestion {
  /// Words that people write for a word of the grammar.
  private static let synonyms: [String: String] = [
    "ratifications": "deposits", "ratification": "deposits", "instruments": "deposits",
    "notifications": "deposits",
    "consents": "deposits", "approvals": "deposits", "acceptances": "deposits", "accessions": "deposits",
    "signed": "signature", "immediately": "at once", "now": "at once", "notbefore": "not-before",
    "inforce": "in-force", "percentage": "share",
    "first": "first-of-month", "1st": "1st-of-month", "&": "and", "|": "or",
  ]

  /// The expected word that is nearest to what was written: by letters, at most a third of them wrong.
  static func nearest(to word: String, among expected: [String]) -> String? {
    if expected.contains(">="), [">", "=", "=>", "==", "≥", "<=", "<"].contains(word) { return ">=" }
    let lower = word.lowercased()
    if let meant = synonyms[lower], expected.contains(meant) { return meant }
    guard lower.utf8.count <= 40 else { return nil }
    let ranked = expected.map { ($0, distance(of: lower, from: $0)) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 * 3 <= max(3, best.0.utf8.count),
      best.0.utf8.count > 2 || best.1 == 0
    else { return nil }
    return best.0
  }

  /// The distance from what is expected, or from its first word where that is long enough to be told by itself.
  private static func distance(of word: String, from expected: String) -> Int {
    let whole = distance(Array(word.utf8), Array(expected.utf8))
    guard let first = expected.split(separator: " ").first, first.utf8.count > 3, first.count < expected.count
    else { return whole }
    return min(whole, distance(Array(word.utf8), Array(first.utf8)))
  }

  /// How many letters must be changed, added, left out or exchanged with their neighbour.
  static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var rows = [Array(0...other.count)]
    for (row, letter) in one.enumerated() {
      var line = [row + 1]
      for (column, against) in other.enumerated() {
        let change = rows[row][column] + (letter == against ? 0 : 1)
        var least = min(change, rows[row][column + 1] + 1, line[column] + 1)
        if row > 0, column > 0, letter == other[column - 1], one[row - 1] == against {
          least = min(least, rows[row - 1][column - 1] + 1)
        }
        line.append(least)
      }
      rows.append(line)
    }
    return rows[one.count][other.count]
  }
}
