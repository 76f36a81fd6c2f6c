extension Int {
  /// A number with what it counts, such as `1 event` and `2 events`.
  ///
  /// - Parameters:
  ///   - one: what follows a single one.
  ///   - more: what follows any other number.
  func counted(_ one: String, _ more: String) -> String { "\(self) \(self == 1 ? one : more)" }
}
