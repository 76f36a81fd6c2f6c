/// The search for few things that are enough.
enum SmallestSet {
  /// How often it is asked whether a part of so many things is enough, about: a trial of many costs more.
  static func limit(for count: Int) -> Int { max(64, 500_000 / max(1, count)) }

  /// A part of some things for which a condition holds and none of which can be spared; `nil` where it does not even
  /// hold for all of them.
  ///
  /// Halves are tried before single things, so that one among thousands is found in few steps. Where thousands may all
  /// be needed, which only trying each of them could prove, the search ends after ``limit(for:)`` trials, and some of
  /// what is left could perhaps be spared.
  static func find<Thing>(among all: [Thing], where holds: ([Thing]) throws -> Bool) rethrows -> [Thing]? {
    guard try holds(all) else { return nil }
    var kept = all
    var parts = 2
    var trials = limit(for: all.count)
    while kept.count > 1, trials > 0 {
      let size = (kept.count + parts - 1) / parts
      let slices = stride(from: 0, to: kept.count, by: size).map { $0..<min($0 + size, kept.count) }
      var smaller: [Thing]?
      trials -= slices.count
      if let slice = try slices.first(where: { try $0.count < kept.count && holds(Array(kept[$0])) }) {
        smaller = Array(kept[slice])
        parts = 2
      } else if slices.count > 2 || size == 1 {
        for slice in slices where trials > 0 {
          trials -= 1
          let rest = Array(kept[..<slice.lowerBound] + kept[slice.upperBound...])
          guard try !rest.isEmpty && holds(rest) else { continue }
          smaller = rest
          parts = max(parts - 1, 2)
          break
        }
      }
      if let smaller {
        kept = smaller
      } else if size == 1 {
        break
      } else {
        parts = min(parts * 2, kept.count)
      }
    }
    return kept
  }
}
