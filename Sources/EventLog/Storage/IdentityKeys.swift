import Crypto
import LMDB

/// The keys of the ids of some events, one after the other in one piece of memory.
///
/// A key is a byte 0 and the 16 bytes of an id of 32 lower-case hexadecimal digits (every id made from
/// content is one), or a byte 1 and the UTF-8 of any other id.
struct IdentityKeys {
  static let binaryMark: UInt8 = 0
  static let textMark: UInt8 = 1
  /// The size of the key of an id of 32 digits.
  static let binarySize = 17

  private(set) var bytes: [UInt8] = []
  /// Where each key begins; one more at the end.
  private var offsets: [Int] = [0]
  /// For each event the fingerprint of its key.
  private(set) var fingerprints: [UInt64] = []

  init(of events: [Event]) {
    bytes.reserveCapacity(events.count * 17)
    offsets.reserveCapacity(events.count + 1)
    fingerprints.reserveCapacity(events.count)
    let span = events.span
    // Field by field: an event is a large value to copy.
    for index in span.indices {
      if let id = span[index].id {
        append(id)
      } else {
        append(EventID.digest(of: span[index].payload))
      }
      endKey()
    }
  }

  init(of ids: some Sequence<EventID>) {
    for id in ids {
      append(id)
      endKey()
    }
  }

  private mutating func endKey() {
    let start = offsets[offsets.count - 1]
    offsets.append(bytes.count)
    fingerprints.append(IdentityKeys.fingerprint(of: bytes.span.bytes.extracting(start..<bytes.count)))
  }

  /// What a key is found by: the first eight bytes of its SHA-256, as a number.
  ///
  /// Nobody can choose ids of which many have the same one.
  static func fingerprint(of key: RawSpan) -> UInt64 {
    var hash = SHA256()
    key.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize().withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
  }

  /// A hash of a key, the same as long as the process lives.
  static func hash(of key: RawSpan) -> Int {
    guard key.byteCount > 0 else { return 0 }
    return hash(mark: key.bigEndian(at: 0), id: key.extracting(droppingFirst: 1))
  }

  /// The same over a mark and an id.
  static func hash(mark: UInt8, id: RawSpan) -> Int {
    var hasher = Hasher()
    hasher.combine(mark)
    id.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  var count: Int { offsets.count - 1 }

  private mutating func append(_ id: EventID) {
    if let binary = id.binary {
      append(binary)
    } else {
      bytes.append(IdentityKeys.textMark)
      bytes.append(contentsOf: id.text.utf8)
    }
  }

  private mutating func append(_ binary: (high: UInt64, low: UInt64)) {
    bytes.append(IdentityKeys.binaryMark)
    withUnsafeBytes(of: binary.high.bigEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: binary.low.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// The bytes of one key.
  func range(of index: Int) -> Range<Int> { offsets[index]..<offsets[index + 1] }

  func isBinary(_ index: Int) -> Bool { bytes[offsets[index]] == IdentityKeys.binaryMark }

  /// The id that a key stands for.
  func id(at index: Int) -> EventID {
    let span = bytes.span.bytes.extracting(range(of: index).dropFirst())
    return isBinary(index) ? EventID(binary: span) : EventID(span.text ?? "")
  }

  /// Whether two events have the same id.
  func areSame(_ left: Int, _ right: Int) -> Bool {
    fingerprints[left] == fingerprints[right] && bytes[range(of: left)] == bytes[range(of: right)]
  }

  /// The events in the order of their fingerprints, those of one id one after the other in the order offered.
  func sorted() -> [Int] {
    var order = fingerprints.enumerated().map { (fingerprint: $1, index: $0) }
    order.sort { left, right in
      left.fingerprint != right.fingerprint
        ? left.fingerprint < right.fingerprint : precedes(left.index, right.index)
    }
    return order.map(\.index)
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let leftKey = bytes[range(of: left)]
    let rightKey = bytes[range(of: right)]
    if leftKey.lexicographicallyPrecedes(rightKey) { return true }
    return leftKey == rightKey && left < right
  }
}
