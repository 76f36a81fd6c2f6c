/// The search for few things that are enough.
enum SmallestSet {
  /// A part of some things for which a condition holds and none of which can be spared; `nil` where it does not even
  /// hold for all of them.
  ///
  /// Halves are tried before single things, so that one among thousands is found in few steps.
  static func find<Thing>(among all: [Thing], where holds: ([Thing]) throws -> Bool) rethrows -> [Thing]? {
    guard try holds(all) else { return nil }
    var kept = all
    var parts = 2
    while kept.count > 1 {
      let size = (kept.count + parts - 1) / parts
      let slices = stride(from: 0, to: kept.count, by: size).map { $0..<min($0 + size, kept.count) }
      var smaller: [Thing]?
      if let slice = try slices.first(where: { try $0.count < kept.count && holds(Array(kept[$0])) }) {
        smaller = Array(kept[slice])
        parts = 2
      } else if slices.count > 2 || size == 1 {
        for slice in slices {
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
