/// Numbers that look like chance, and are always the same for the same seed and the same question.
///
/// Nothing is drawn in turn: whoever asks for the number of a place gets it without those before. So every event can be
/// made again from its place alone, and a log of any length needs no memory of what was written.
struct Chance {
  let seed: UInt64

  /// 64 bits for a question: the steps of SplitMix64, once for each part.
  func bits(_ parts: Int...) -> UInt64 {
    var state = seed &+ 0x9E37_79B9_7F4A_7C15
    for part in parts {
      state ^= UInt64(truncatingIfNeeded: part)
      state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
      state = (state ^ (state >> 31)) &+ 0x9E37_79B9_7F4A_7C15
    }
    return state ^ (state >> 29)
  }

  /// From 0 to below `limit`, which must not be 0.
  func below(_ limit: Int, _ a: Int, _ b: Int, _ c: Int) -> Int {
    Int(bits(a, b, c) % UInt64(limit))
  }

  /// Whether something that happens to so many of a thousand happens here.
  func happens(perMille: Int, _ a: Int, _ b: Int, _ c: Int) -> Bool {
    below(1_000, a, b, c) < perMille
  }
}

/// What a number is asked for, so that no two questions about one place share an answer.
enum Question: Int {
  case id, round, offset, states, jitter, backDated, backDay, range, rangeForm, correction, target, action,
    detail
  case source, sourceDay, grade, size, clause
}
