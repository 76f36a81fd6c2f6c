import LMDB

/// A run of table `ids`: the ids of all events from one position to another, by their fingerprints.
///
/// Together the runs name the events in the order of the log, each once. A run is written in the order of its fingerprints
/// and never changed; several are merged into one and taken away (``IdentityIndex/enter(_:as:to:)``).
struct IdentityRun: Equatable, Sendable {
  let first: UInt64
  let last: UInt64

  /// How many events it names.
  var count: UInt64 { last - first + 1 }
}

/// What a run says of one event.
struct IdentityEntry: Comparable, Sendable {
  /// The first eight bytes of a hash of the key of its id; see ``IdentityKeys/fingerprint(of:)``.
  let fingerprint: UInt64
  let position: UInt64

  static func < (left: IdentityEntry, right: IdentityEntry) -> Bool {
    (left.fingerprint, left.position) < (right.fingerprint, right.position)
  }
}

/// The key of a block of a run: four bytes that tell it from a single id, the last and the first position of the run, and
/// the last fingerprint of the block.
///
/// Runs stand in the order of the log, so a new one comes after all others. The key of the block that could have a
/// fingerprint is the first one that is not before the key with this fingerprint.
struct IdentityBlockKey: BitwiseCopyable {
  /// The first byte of the key of a block; that of a single id is less.
  static let mark: UInt8 = 2
  static let size = 28

  // In halves, so that nothing lies between them.
  private let lead = (UInt32(mark) << 24).bigEndian
  private let last: (UInt32, UInt32)
  private let first: (UInt32, UInt32)
  private let fingerprint: (UInt32, UInt32)

  init(_ run: IdentityRun, _ fingerprint: UInt64 = 0) {
    last = IdentityBlockKey.halves(run.last)
    first = IdentityBlockKey.halves(run.first)
    self.fingerprint = IdentityBlockKey.halves(fingerprint)
  }

  private static func halves(_ number: UInt64) -> (UInt32, UInt32) {
    (UInt32(truncatingIfNeeded: number >> 32).bigEndian, UInt32(truncatingIfNeeded: number).bigEndian)
  }
}

/// A block of a run: some of its entries, in the order of their fingerprints.
///
/// The value is a version byte, and for each entry the fingerprint (8) and the distance of the position from the first one of
/// the run (4).
struct IdentityBlock: ~Escapable {
  static let version: UInt8 = 1
  static let entrySize = 12
  /// How many entries a block has, so that two fit a page of 4,096 bytes; more where entries of one fingerprint would be
  /// parted, as that of two ids can be the same.
  static let limit = 166
  /// How far from where its value says a fingerprint mostly stands, in entries.
  private static let near = 16

  let run: IdentityRun
  /// The last fingerprint, as the key says.
  let highest: UInt64
  let count: Int
  private let entries: RawSpan

  /// The run that an entry of the table belongs to, `nil` for that of a single id.
  static func run(at entry: Cursor.Entry) throws(RecordDamage) -> IdentityRun? {
    guard entry.key.byteCount > 0 else { throw malformed }
    switch entry.key.bigEndian(at: 0, as: UInt8.self) {
    case IdentityBlockKey.mark:
      return try run(of: entry.key)
    case IdentityKeys.binaryMark where entry.key.byteCount == IdentityKeys.binarySize,
      IdentityKeys.textMark:
      _ = try IdentityValue.position(in: entry.value)
      return nil
    default:
      throw malformed
    }
  }

  private static func run(of key: RawSpan) throws(RecordDamage) -> IdentityRun {
    guard key.byteCount == IdentityBlockKey.size,
      key.bigEndian(at: 0, as: UInt32.self) == UInt32(IdentityBlockKey.mark) << 24
    else { throw malformed }
    let run = IdentityRun(first: key.bigEndian(at: 12), last: key.bigEndian(at: 4))
    guard run.first > 0, run.first <= run.last, Int64(exactly: run.last) != nil else { throw malformed }
    return run
  }

  @_lifetime(copy entry)
  init(_ entry: Cursor.Entry) throws(RecordDamage) {
    guard let run = try IdentityBlock.run(at: entry) else { throw IdentityBlock.malformed }
    let size = entry.value.byteCount - 1
    guard size > 0, size % IdentityBlock.entrySize == 0,
      entry.value.bigEndian(at: 0, as: UInt8.self) == IdentityBlock.version
    else { throw IdentityBlock.malformed }
    self.run = run
    highest = entry.key.bigEndian(at: 20)
    count = size / IdentityBlock.entrySize
    entries = entry.value.extracting(droppingFirst: 1)
  }

  func fingerprint(at index: Int) -> UInt64 { entries.bigEndian(at: index * IdentityBlock.entrySize) }

  /// An entry; its position is one of the run.
  func entry(at index: Int) throws(RecordDamage) -> IdentityEntry {
    let distance: UInt32 = entries.bigEndian(at: index * IdentityBlock.entrySize + 8)
    guard UInt64(distance) < run.count else { throw IdentityBlock.malformed }
    return IdentityEntry(fingerprint: fingerprint(at: index), position: run.first + UInt64(distance))
  }

  /// The first entry, from one on, whose fingerprint is not less than this one; `count` for none.
  func place(of fingerprint: UInt64, from start: Int = 0) -> Int {
    var (low, high) = likely(fingerprint, from: start)
    while low < high {
      let middle = (low + high) / 2
      if self.fingerprint(at: middle) < fingerprint { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Bounds of the place of a fingerprint: as these are as good as random, each stands nearly where its value says, and few
  /// of the others have to be looked at (interpolation search: Perl, Itai and Avni, CACM 21, 1978).
  private func likely(_ fingerprint: UInt64, from start: Int) -> (low: Int, high: Int) {
    guard count - start > 2 * IdentityBlock.near else { return (start, count) }
    let first = self.fingerprint(at: start)
    guard first < fingerprint, first < highest, fingerprint <= highest else { return (start, count) }
    let share = Double(fingerprint - first) / Double(highest - first)
    let guess = start + Int(share * Double(count - start))
    let low = max(start, guess - IdentityBlock.near)
    let high = min(count, guess + IdentityBlock.near)
    if low > start, self.fingerprint(at: low - 1) >= fingerprint { return (start, low - 1) }
    if high < count, self.fingerprint(at: high) < fingerprint { return (high + 1, count) }
    return (low, high)
  }

  static var malformed: RecordDamage {
    RecordDamage(reason: "an entry of the table ids is malformed")
  }
}
