/// How far an import got, on one line of the screen; nothing where standard error is no screen.
struct Progress {
  private let surroundings: Surroundings

  init(_ surroundings: Surroundings) {
    self.surroundings = surroundings
  }

  /// Shows a count in place of the one before.
  func show(_ count: Int) {
    write("\r\(count) events")
  }

  /// Shows words in place of those before.
  func show(_ words: String) {
    write("\r\(words)\u{1B}[K")
  }

  /// Takes the line away.
  func clear() {
    write("\r\u{1B}[K")
  }

  private func write(_ text: String) {
    guard surroundings.terminal.showsErrors else { return }
    // A screen that went away is no reason to fail.
    try? Descriptor.write(Array(text.utf8), to: surroundings.errors.descriptor)
  }
}
