/// The alpha-3 codes that stand for themselves, those of every entry of a catalogue: one bit for each three letters.
struct CodeSet: Sendable {
  private var bits = [UInt64](repeating: 0, count: (26 * 26 * 26 + 63) / 64)

  /// The codes of a catalogue.
  init(of catalogue: StateCatalogue) {
    for state in catalogue.all {
      guard let key = CodeKey(state.code, length: 3) else { continue }
      bits[key.value / 64] |= 1 << UInt64(key.value % 64)
    }
  }

  /// Whether a text is one of the codes.
  func contains(_ text: String) -> Bool {
    guard let key = CodeKey(text, length: 3) else { return false }
    return bits[key.value / 64] >> UInt64(key.value % 64) & 1 == 1
  }
}
