import EventLog

/// The sides of a day on which some acts may lie, in words.
struct Sides {
  /// What each act is called.
  var nouns: [String]
  /// The last day that is before.
  var day: Day
  /// Where each act is recorded.
  var events: [[GlobalPosition]]
  /// Whether only the number of acts that are early matters, and more of them keep what fewer reach.
  var isCount = false

  /// The answer where the doubt is left: nothing is told of it.
  static let open = ""

  /// So many acts are tried on every combination of sides.
  private static let limit = 8
  /// So many combinations are told.
  private static let lineLimit = 8
  /// More acts than these are not all called by name, but this many.
  private static let nameLimit = (most: 12, told: 8)

  /// The answers on each combination of sides, told as shortly as they can be.
  ///
  /// - Parameter answer: the answer where the acts at these places are late; `nil` where that cannot be.
  func alternatives(_ answer: (Set<Int>) -> String?) -> [Explanation.Alternative] {
    let everyone = Set(nouns.indices)
    if nouns.count == 1 {
      return told([
        (answer([]), "\(nouns[0]) came on \(day) or earlier"),
        (answer(everyone), "\(nouns[0]) came after \(day)"),
      ])
    }
    if isCount { return counted(answer) }
    guard nouns.count <= Sides.limit else {
      return told([
        (answer([]), "all of these came on \(day) or earlier: \(names)"),
        (answer(everyone), "all of these came after \(day): \(names)\(Sides.more("many"))"),
      ])
    }
    let combinations = (0..<(1 << nouns.count)).map { sides in
      Set(nouns.indices.filter { sides & (1 << $0) != 0 })
    }
    let answers = combinations.compactMap { late in answer(late).map { (late: late, answer: $0) } }
    return counted(answers) ?? combined(answers.filter { $0.answer != Sides.open })
  }

  /// Where the number of early acts decides, from which number on; by halves.
  private func counted(_ answer: (Set<Int>) -> String?) -> [Explanation.Alternative] {
    let all = nouns.indices
    guard let above = answer([]), let below = answer(Set(all)), above != below else { return [] }
    var (low, high) = (0, nouns.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if answer(Set(all.dropFirst(middle))) == above { high = middle } else { low = middle }
    }
    return told(from: high, above, below)
  }

  /// Where the number of early acts decides, from which number on; `nil` where it does not.
  private func counted(_ answers: [(late: Set<Int>, answer: String)]) -> [Explanation.Alternative]? {
    let byEarly = Dictionary(grouping: answers) { nouns.count - $0.late.count }
    guard byEarly.values.allSatisfy({ Set($0.map(\.answer)).count == 1 }) else { return nil }
    let steps = byEarly.sorted { $0.key < $1.key }.map { (early: $0.key, answer: $0.value[0].answer) }
    let changes = zip(steps, steps.dropFirst()).filter { $0.answer != $1.answer }
    guard changes.count == 1, let (before, after) = changes.first else { return nil }
    return told(from: after.early, after.answer, before.answer)
  }

  /// The two answers, from a number of early acts on and below it.
  private func told(from number: Int, _ above: String, _ below: String) -> [Explanation.Alternative] {
    switch number {
    case nouns.count:
      told([
        (above, "all of these came on \(day) or earlier: \(names)"),
        (below, "any of these came later: \(names)"),
      ])
    case 1:
      told([
        (above, "any of these came on \(day) or earlier: \(names)"),
        (below, "all of these came later: \(names)"),
      ])
    default:
      told([
        (above, "at least \(number) of these \(nouns.count) came on \(day) or earlier: \(names)"),
        (below, "fewer than \(number) of these \(nouns.count) came on \(day) or earlier: \(names)"),
      ])
    }
  }

  /// Every combination, or some with every answer and how many more there are.
  private func combined(_ answers: [(late: Set<Int>, answer: String)]) -> [Explanation.Alternative] {
    var chosen = Set<Int>()
    for answer in answers.map(\.answer).uniqued().prefix(Sides.lineLimit) {
      chosen.insert(answers.firstIndex { $0.answer == answer }!)
    }
    for place in answers.indices where chosen.count < Sides.lineLimit { chosen.insert(place) }
    let left = answers.count - chosen.count
    return told(
      chosen.sorted().enumerated().map { line, place in
        let words = nouns.enumerated().map { act, noun in
          "\(noun) came \(answers[place].late.contains(act) ? "after \(day)" : "on \(day) or earlier")"
        }
        let isLast = line == chosen.count - 1 && left > 0
        return (answers[place].answer, words.listed() + (isLast ? Sides.more("\(left)") : ""))
      })
  }

  /// What ends the last line where not all is told.
  private static func more(_ count: String) -> String {
    "; and \(count) more \(count == "1" ? "combination" : "combinations"), not told here"
  }

  /// The acts, or the first of them and how many more.
  private var names: String {
    nouns.count <= Sides.nameLimit.most
      ? nouns.listed()
      : (nouns.prefix(Sides.nameLimit.told) + ["\(nouns.count - Sides.nameLimit.told) more"]).listed()
  }

  private func told(_ lines: [(answer: String?, text: String)]) -> [Explanation.Alternative] {
    lines.compactMap { answer, text in
      guard let answer, answer != Sides.open else { return nil }
      return Explanation.Alternative(
        answer: answer, text: text, events: events.flatMap { $0.prefix(1) }.uniqued())
    }
  }
}
