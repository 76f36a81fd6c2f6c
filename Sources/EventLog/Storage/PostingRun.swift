import LMDB

/// An entry of table `tags`: some of the events that have one term, in the order of the log.
///
/// Its key names the term and the first of them. The value is empty where that is the only one; else it is a version byte,
/// and for each further event its distance from the one before, at least 1, as an unsigned LEB128 (DWARF 5, section 7.6) without
/// needless bytes. A term whose events were entered at different times has its runs one after the other.
struct PostingRun: ~Escapable {
  /// The version of the layout of a value.
  static let version: UInt8 = 1
  /// How many events an entry has at most.
  static let limit = 128

  let term: TermID
  let first: UInt64
  private let distances: RawSpan

  /// The term that an entry stands under, which does not need its value.
  static func term(of entry: Cursor.Entry) throws(RecordDamage) -> TermID {
    guard entry.key.byteCount == PostingKey.size else { throw malformed }
    return TermID(number: entry.key.bigEndian(at: 0))
  }

  @_lifetime(copy entry)
  init(_ entry: Cursor.Entry) throws(RecordDamage) {
    term = try PostingRun.term(of: entry)
    first = entry.key.bigEndian(at: 4)
    if entry.value.byteCount == 0 {
      distances = entry.value
    } else {
      guard entry.value.byteCount > 1, entry.value.bigEndian(at: 0, as: UInt8.self) == PostingRun.version
      else { throw PostingRun.malformed }
      distances = entry.value.extracting(droppingFirst: 1)
    }
  }

  /// Shows every position, in order.
  ///
  /// - Throws: `RecordDamage` where the entry is not one that is ever written.
  func forEach(_ body: (UInt64) throws -> Void) throws {
    try body(first)
    var walk = Walk(from: first)
    while try walk.next(in: distances) { try body(walk.position) }
  }

  /// The last position, and how many there are.
  func end() throws(RecordDamage) -> (last: UInt64, count: Int) {
    var walk = Walk(from: first)
    walk.skip(in: distances)
    while try walk.next(in: distances) {}
    return (walk.position, walk.count)
  }

  /// Whether one of the positions is this one.
  func contains(_ position: UInt64) throws -> Bool {
    var isThere = false
    try forEach { isThere = isThere || $0 == position }
    return isThere
  }

  /// A place among the positions.
  private struct Walk {
    private(set) var position: UInt64
    private(set) var count = 1
    private var offset = 0

    init(from first: UInt64) {
      position = first
    }

    /// Goes over distances of one to three bytes, eight bytes at once, up to the first other one: most entries are long, and
    /// what an append wants of them is their end.
    mutating func skip(in distances: RawSpan) {
      let (low, ones): (UInt64, UInt64) = (0x7F7F_7F7F_7F7F_7F7F, 0x0101_0101_0101_0101)
      while offset < distances.byteCount {
        // What is left of the last bytes stands behind as many others, so that all can be read at once.
        let start = min(offset, distances.byteCount - 8)
        guard start >= 0 else { return }
        let left = 8 - (offset - start)
        var bytes = UInt64(
          littleEndian: distances.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
        // A byte 0 ends no distance.
        guard (bytes &- ones) & ~bytes & ~low == 0 else { return }
        bytes >>= UInt64(8 * (8 - left))
        // Up to the last byte that ends a distance.
        let ends = ~bytes & ~low & (.max >> UInt64(8 * (8 - left)))
        guard ends != 0 else { return }
        let width = 8 - ends.leadingZeroBitCount / 8
        bytes &= .max >> UInt64(8 * (8 - width))
        // The bytes after one that goes on, after two, and after three.
        let second = (bytes & ~low) << 8
        let third = second & second << 8
        guard third & third << 8 == 0 else { return }
        let (high, higher) = ((second >> 7) &* 0x7F, (third >> 7) &* 0x7F)
        let sum =
          Walk.sum(bytes & low & ~high) + Walk.sum(bytes & high & ~higher) << 7
          + Walk.sum(bytes & higher) << 14
        let (next, isTooFar) = position.addingReportingOverflow(sum)
        let found = ends.nonzeroBitCount
        guard !isTooFar, count + found <= PostingRun.limit else { return }
        (position, count, offset) = (next, count + found, offset + width)
      }
    }

    /// The sum of eight bytes.
    private static func sum(_ bytes: UInt64) -> UInt64 {
      let pairs = (bytes & 0x00FF_00FF_00FF_00FF) + (bytes >> 8 & 0x00FF_00FF_00FF_00FF)
      return (pairs &* 0x0001_0001_0001_0001) >> 48
    }

    /// Goes on to the next position; false after the last.
    @inline(__always)
    mutating func next(in distances: RawSpan) throws(RecordDamage) -> Bool {
      guard offset < distances.byteCount else { return false }
      var byte = distances.bigEndian(at: offset, as: UInt8.self)
      offset += 1
      var distance = UInt64(byte & 0x7F)
      var shift: UInt64 = 7
      while byte >= 0x80 {
        guard offset < distances.byteCount, shift < 63 else { throw PostingRun.malformed }
        byte = distances.bigEndian(at: offset, as: UInt8.self)
        offset += 1
        guard byte != 0 else { throw PostingRun.malformed }
        distance |= UInt64(byte & 0x7F) << shift
        shift += 7
      }
      let (sum, isTooFar) = position.addingReportingOverflow(distance)
      count += 1
      guard distance > 0, !isTooFar, count <= PostingRun.limit else { throw PostingRun.malformed }
      position = sum
      return true
    }
  }

  private static var malformed: RecordDamage {
    RecordDamage(reason: "an entry of the table tags is malformed")
  }
}

/// A key of table `tags`: a term and a position, twelve bytes big-endian.
struct PostingKey: BitwiseCopyable {
  private let term: UInt32
  private let high: UInt32
  private let low: UInt32

  static let size = 12

  init(term: TermID, position: UInt64) {
    self.term = term.number.bigEndian
    self.high = UInt32(truncatingIfNeeded: position >> 32).bigEndian
    self.low = UInt32(truncatingIfNeeded: position).bigEndian
  }
}
