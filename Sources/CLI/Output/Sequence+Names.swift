import Diplomacy

extension Sequence {
  /// The elements by a name of theirs, as people look names up: without regard to case, accents and a leading article.
  func sorted(byName name: (Element) -> String) -> [Element] {
    let keyed = map { (key: FoldedName.order(of: name($0)), element: $0) }
    return keyed.enumerated().sorted { one, two in
      one.element.key != two.element.key
        ? one.element.key.lexicographicallyPrecedes(two.element.key) : one.offset < two.offset
    }.map(\.element.element)
  }

  /// The same within each run of elements that have something else in common.
  func sorted<Group: Equatable>(byName name: (Element) -> String, within group: (Element) -> Group)
    -> [Element]
  {
    var runs: [[Element]] = []
    for element in self {
      if let last = runs.last?.last, group(last) == group(element) {
        runs[runs.count - 1].append(element)
      } else {
        runs.append([element])
      }
    }
    return runs.flatMap { $0.sorted(byName: name) }
  }
}
