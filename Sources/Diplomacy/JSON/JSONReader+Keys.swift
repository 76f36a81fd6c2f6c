extension JSONReader {
  /// The keys of one object, to find one that is there twice: a mask of hashes first, then a look at the keys.
  struct KeySet {
    private let object: Int
    private var mask: UInt64 = 0
    private var count = 0
    private var texts: Set<[UInt8]>?
    /// The key before, while each comes after the one before it.
    private var last: Int?
    /// Whether the keys are in the order of RFC 8785, and of ASCII, so that its order is that of their bytes.
    private(set) var areCanonical = true

    init(object: Int) {
      self.object = object
    }

    /// From this many keys on they are kept in a hash table, so that a long object takes time in proportion.
    private static let fewKeys = 32

    var isEmpty: Bool { count == 0 }

    /// Adds the key that the reader holds at this node, the last one; false if it is there already.
    mutating func insert(_ node: Int, of reader: JSONReader) -> Bool {
      count += 1
      if areCanonical {
        areCanonical = reader.isPlainKey(node, after: last)
        last = node
      }
      if texts != nil { return texts!.insert(reader.plainBytes(at: node)).inserted }
      let bit = reader.hashBit(at: node)
      // Keys that all come after the one before them are different.
      if mask & bit != 0, !areCanonical, reader.hasKey(sameAs: node, in: object) { return false }
      mask |= bit
      if count > KeySet.fewKeys {
        texts = Set((reader.keys(of: object, before: node) + [node]).map { reader.plainBytes(at: $0) })
      }
      return true
    }
  }

  /// The keys of an object that is still being read, those before one of them.
  private func keys(of object: Int, before last: Int) -> [Int] {
    var keys: [Int] = []
    var key = object + 1
    while key < last {
      keys.append(key)
      key = Int(nodes[key + 1].next)
    }
    return keys
  }

  /// Whether a key of an object that is still being read stands there before; without a list of them, as most objects
  /// have two keys with the same bit.
  fileprivate func hasKey(sameAs last: Int, in object: Int) -> Bool {
    var key = object + 1
    while key < last {
      if isSameText(key, last) { return true }
      key = Int(nodes[key + 1].next)
    }
    return false
  }

  /// Whether a key is of ASCII without escapes, and comes after another one that is.
  fileprivate func isPlainKey(_ node: Int, after last: Int?) -> Bool {
    let key = bytes[Int(nodes[node].start)..<Int(nodes[node].end)]
    guard !nodes[node].hasEscapes, key.allSatisfy({ $0 < 0x80 }) else { return false }
    guard let last else { return true }
    return bytes[Int(nodes[last].start)..<Int(nodes[last].end)].lexicographicallyPrecedes(key)
  }

  /// One of 64 bits, the same for equal texts.
  fileprivate func hashBit(at node: Int) -> UInt64 {
    if nodes[node].hasEscapes { return JSONReader.hashBit(of: plainBytes(at: node)) }
    return JSONReader.hashBit(of: bytes[Int(nodes[node].start)..<Int(nodes[node].end)])
  }

  private static func hashBit(of text: some RandomAccessCollection<UInt8>) -> UInt64 {
    guard let first = text.first, let last = text.last else { return 1 }
    return 1 << ((UInt64(first) &* 31 &+ UInt64(last) &* 7 &+ UInt64(text.count) &* 13) & 63)
  }

  fileprivate func plainBytes(at node: Int) -> [UInt8] {
    let written = UnsafeBufferPointer(rebasing: bytes[Int(nodes[node].start)..<Int(nodes[node].end)])
    return nodes[node].hasEscapes ? JSONReader.unescaped(written) : Array(written)
  }

  fileprivate func isSameText(_ left: Int, _ right: Int) -> Bool {
    if nodes[left].hasEscapes || nodes[right].hasEscapes {
      return plainBytes(at: left) == plainBytes(at: right)
    }
    return bytes[Int(nodes[left].start)..<Int(nodes[left].end)]
      .elementsEqual(bytes[Int(nodes[right].start)..<Int(nodes[right].end)])
  }
}
