import CLMDB

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file of LMDB, read with `pread` and not through its memory map.
///
/// liblmdb believes what a file says of itself: it makes a lock file beside a file of another program, and a
/// page that was cut off ends the process when the map is touched (SIGBUS). So a file is looked at in this way
/// first. Nothing read here is trusted: every offset is checked, and whatever cannot be is `nil`.
///
/// The layout is that of liblmdb 0.9 on a machine of this byte order (`lmdb.h`, `mdb.c`: `MDB_page`,
/// `MDB_meta`, `MDB_db`, `MDB_node`).
struct PageFile {
  private let descriptor: Int32
  /// Bytes of a page.
  let pageSize: Int
  /// Bytes of the file.
  let size: Int
  /// The number of the last commit.
  let lastCommit: UInt64
  private let lastPage: Int
  private let freeRoot: UInt64
  private let mainRoot: UInt64

  private static let pageHeader = 16
  private static let metaSize = 136
  /// A tree of pages is never deeper; a loop of damaged pages is.
  private static let deepest = 32
  private static let noPage = UInt64.max

  /// Reads the newer of the two meta pages; `nil` for a file that is not LMDB's.
  init?(_ descriptor: Int32) throws(LMDBError) {
    self.descriptor = descriptor
    let header = PageFile.pageHeader
    guard Int.bitWidth == 64,
      let first = try Bytes(descriptor, at: 0, count: header + PageFile.metaSize),
      first.isMeta(at: header),
      let pageSize = first.number(at: header + 24, as: UInt32.self).map({ Int($0) }),
      pageSize.nonzeroBitCount == 1, (256...65536).contains(pageSize)
    else { return nil }
    let second = try Bytes(descriptor, at: pageSize, count: header + PageFile.metaSize)
    var meta = first
    if let second, second.isMeta(at: header),
      let older = first.number(at: header + 128, as: UInt64.self),
      let newer = second.number(at: header + 128, as: UInt64.self), newer > older
    {
      meta = second
    }
    guard let freeRoot = meta.number(at: header + 24 + 40, as: UInt64.self),
      let mainRoot = meta.number(at: header + 72 + 40, as: UInt64.self),
      let lastPage = meta.number(at: header + 120, as: UInt64.self), lastPage < UInt64(Int.max >> 16),
      let lastCommit = meta.number(at: header + 128, as: UInt64.self)
    else { return nil }
    self.pageSize = pageSize
    self.freeRoot = freeRoot
    self.mainRoot = mainRoot
    self.lastPage = max(Int(lastPage), 1)
    self.lastCommit = lastCommit
    // After the meta page: the file only grows.
    self.size = try FileStatus(of: descriptor).size
  }

  /// Whether a file ends before a page that is in use; `false` for one that is not LMDB's.
  ///
  /// A page at the end that a transaction took and gave back is never written, so a sound file can be shorter
  /// than its last page; such pages are in the list of free ones.
  static func isCutOff(_ descriptor: Int32) throws(LMDBError) -> Bool {
    // A writer beside us uses pages again that an older meta page refers to: then it is looked at once more.
    for _ in 0..<8 {
      guard let file = try PageFile(descriptor) else { return false }
      guard try file.lacksUsedPages() else { return false }
      if try PageFile(descriptor)?.lastCommit == file.lastCommit { return true }
    }
    return false
  }

  private func lacksUsedPages() throws(LMDBError) -> Bool {
    if size >= (lastPage + 1) * pageSize { return false }
    // A number that was damaged can be larger than any list of pages could be.
    guard size >= 2 * pageSize, FileHeader.isPlausible(lastPage: UInt64(lastPage), filePages: size / pageSize)
    else { return true }
    var missing = Set((size / pageSize)...lastPage)
    var seen: Set<UInt64> = []
    guard try takeFreePages(from: &missing, below: freeRoot, seen: &seen) else { return true }
    return !missing.isEmpty
  }

  /// What a table holds under a key; `nil` when it does not, or when the pages cannot be read.
  func value(forKey key: String, inTable table: String) throws(LMDBError) -> [UInt8]? {
    // An entry that stands for a table is an `MDB_db`, whose last member is its root.
    guard let record = try find(Array(table.utf8), below: mainRoot), record.count == 48,
      let root = Bytes(record).number(at: 40, as: UInt64.self)
    else { return nil }
    return try find(Array(key.utf8), below: root)
  }

  private func page(_ number: UInt64) throws(LMDBError) -> Bytes? {
    guard number <= UInt64(lastPage) else { return nil }
    return try Bytes(descriptor, at: Int(number) * pageSize, count: pageSize)
  }
}

extension PageFile {
  /// A node of a page: an entry of a leaf, or the way to a page below.
  private struct Node {
    let key: [UInt8]
    /// The number of the page below.
    let child: UInt64
    /// Where the value begins in the page.
    let valueOffset: Int
    let valueSize: Int
    /// Whether the value is the number of the page that holds it.
    let isBig: Bool
  }

  /// The nodes of a page in the order of their keys, and whether it is a leaf; `nil` for an impossible page.
  private func nodes(of page: Bytes) -> (nodes: [Node], isLeaf: Bool)? {
    guard let flags = page.number(at: 10, as: UInt16.self), let lower = page.number(at: 12, as: UInt16.self),
      flags & 0x03 != 0, flags & 0x20 == 0, Int(lower) >= PageFile.pageHeader
    else { return nil }
    let isLeaf = flags & 0x02 != 0
    var nodes: [Node] = []
    for index in 0..<((Int(lower) - PageFile.pageHeader) / 2) {
      guard let start = page.number(at: PageFile.pageHeader + 2 * index, as: UInt16.self).map({ Int($0) }),
        let low = page.number(at: start, as: UInt16.self),
        let high = page.number(at: start + 2, as: UInt16.self),
        let marks = page.number(at: start + 4, as: UInt16.self),
        let keySize = page.number(at: start + 6, as: UInt16.self).map({ Int($0) }),
        let key = page.slice(start + 8, keySize)
      else { return nil }
      let both = UInt64(low) | UInt64(high) << 16
      nodes.append(
        Node(
          key: key, child: both | UInt64(marks) << 32, valueOffset: start + 8 + keySize, valueSize: Int(both),
          isBig: marks & 0x01 != 0))
    }
    return (nodes, isLeaf)
  }

  /// The value of a node, wherever it is.
  private func value(of node: Node, in page: Bytes) throws(LMDBError) -> [UInt8]? {
    guard node.isBig else { return page.slice(node.valueOffset, node.valueSize) }
    guard let number = page.number(at: node.valueOffset, as: UInt64.self), number <= UInt64(lastPage),
      node.valueSize <= size
    else { return nil }
    return try Bytes(
      descriptor, at: Int(number) * pageSize + PageFile.pageHeader, count: node.valueSize)?.bytes
  }

  private func find(_ key: [UInt8], below root: UInt64) throws(LMDBError) -> [UInt8]? {
    var next = root
    for _ in 0..<PageFile.deepest {
      guard next != PageFile.noPage, let page = try page(next), let (nodes, isLeaf) = nodes(of: page) else {
        return nil
      }
      if isLeaf {
        guard let node = nodes.first(where: { $0.key == key }) else { return nil }
        return try value(of: node, in: page)
      }
      // The first node of a branch has no key: it leads to everything before the second one.
      let following = nodes.dropFirst().firstIndex { key.lexicographicallyPrecedes($0.key) }
      guard let node = nodes[..<(following ?? nodes.endIndex)].last else { return nil }
      next = node.child
    }
    return nil
  }

  /// Takes the pages that liblmdb's list of free pages names; `false` when the list cannot be read.
  ///
  /// - Parameter seen: the pages of the list so far; none has two places in it.
  private func takeFreePages(
    from pages: inout Set<Int>, below root: UInt64, seen: inout Set<UInt64>
  ) throws(LMDBError) -> Bool {
    guard root != PageFile.noPage else { return true }
    guard seen.insert(root).inserted, let page = try page(root), let (nodes, isLeaf) = nodes(of: page) else {
      return false
    }
    for node in nodes {
      if !isLeaf {
        guard try takeFreePages(from: &pages, below: node.child, seen: &seen) else { return false }
        continue
      }
      // A count and as many numbers of pages.
      guard let value = try value(of: node, in: page).map({ Bytes($0) }),
        let count = value.number(at: 0, as: UInt64.self), count <= UInt64(value.count / 8 - 1)
      else { return false }
      for index in 0..<Int(count) {
        if let number = value.number(at: 8 + 8 * index, as: UInt64.self) {
          pages.remove(Int(truncatingIfNeeded: number))
        }
      }
    }
    return true
  }
}

extension PageFile {
  /// Bytes of which numbers are read in the order of the machine, with every offset checked.
  private struct Bytes {
    let bytes: [UInt8]
    var count: Int { bytes.count }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Exactly `count` bytes of a file, `nil` where it ends before.
    init?(_ descriptor: Int32, at offset: Int, count: Int) throws(LMDBError) {
      var bytes = [UInt8](repeating: 0, count: count)
      let read = unsafe bytes.withUnsafeMutableBytes {
        unsafe pread(descriptor, $0.baseAddress, count, off_t(offset))
      }
      guard read >= 0 else { throw LMDBError(rawValue: errno) }
      guard read == count else { return nil }
      self.bytes = bytes
    }

    func slice(_ offset: Int, _ count: Int) -> [UInt8]? {
      guard offset >= 0, count >= 0, offset <= bytes.count - count else { return nil }
      return Array(bytes[offset..<(offset + count)])
    }

    func number<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: Number.Type) -> Number?
    {
      let size = MemoryLayout<Number>.size
      guard offset >= 0, offset <= bytes.count - size else { return nil }
      return unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: offset, as: type) }
    }

    /// Whether a meta page of data version 1 begins here.
    func isMeta(at offset: Int) -> Bool {
      number(at: offset, as: UInt32.self) == 0xBEEF_C0DE && number(at: offset + 4, as: UInt32.self) == 1
    }
  }
}
