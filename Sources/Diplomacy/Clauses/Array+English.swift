extension [String] {
  /// The words as an English sentence lists them: `A`, `A and B`, `A, B and C`; nothing for none.
  package func listed(_ joint: String = "and") -> String {
    guard let last, count > 1 else { return first ?? "" }
    return "\(dropLast().joined(separator: ", ")) \(joint) \(last)"
  }
}
