import CLMDB

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The two pages that LMDB opens a file by, and its list of free pages: what no key and no value depends on today,
/// and every later commit does.
///
/// A commit writes its number and its roots into one of the two pages, in turn, so a bit of a number is enough to
/// bring back the state before: nothing in that state shows it. The layout is `MDB_meta` of liblmdb 0.9 on machines of 64
/// bits.
struct FileHeader {
  /// What one of the two pages says.
  struct Meta: Hashable {
    /// The number of the commit that wrote it.
    let commit: UInt64
    /// The last page that was ever used.
    let lastPage: UInt64
    /// The root of the table of tables, and how many levels that has.
    let root: UInt64
    let depth: UInt16
  }

  private let descriptor: mdb_filehandle_t
  private let pageSize: Int
  let metas: [Meta]

  /// Reads both pages through the descriptor that liblmdb has open: one of its own, when closed, would drop
  /// the locks.
  init(of descriptor: mdb_filehandle_t, pageSize: Int) throws(LMDBError) {
    self.descriptor = descriptor
    self.pageSize = pageSize
    self.metas = try [0, 1].map { (number) throws(LMDBError) in
      let page = try FileHeader.read(descriptor, at: number * pageSize, count: 160)
      return Meta(
        commit: page.number(at: 144), lastPage: page.number(at: 136), root: page.number(at: 128),
        depth: page.number(at: 94))
    }
  }

  /// Pages at the end that were used and freed in one commit need not have been written.
  static func isPlausible(lastPage: UInt64, filePages: Int) -> Bool {
    lastPage < 2 * UInt64(filePages) + 1024
  }

  /// The page of the last commit.
  var newest: Meta { metas[0].commit > metas[1].commit ? metas[0] : metas[1] }
  private var older: Meta { metas[0].commit > metas[1].commit ? metas[1] : metas[0] }

  /// Whether the two pages can be those of the last two commits.
  ///
  /// - Parameter table: one that never has fewer entries than before.
  func flaw(growing table: String) throws(LMDBError) -> String? {
    for (number, meta) in metas.enumerated() where meta.commit != 0 && Int(meta.commit & 1) != number {
      return "the commit \(meta.commit) is noted on the wrong page"
    }
    if newest.commit != 0, newest.commit - older.commit != 1 {
      return
        "the file notes the commits \(older.commit) and \(newest.commit), which do not follow one another"
    }
    if let before = try entries(of: table, in: older), let now = try entries(of: table, in: newest),
      now < before
    {
      return "the commit \(newest.commit) has \(now) events, and the one before it \(before)"
    }
    return nil
  }

  /// The number of entries of a table, `nil` where it is not found in the one leaf page that few tables need.
  private func entries(of table: String, in meta: Meta) throws(LMDBError) -> UInt64? {
    guard meta.depth == 1, meta.root < UInt64(Int32.max) else { return nil }
    let page = try FileHeader.read(descriptor, at: Int(meta.root) * pageSize, count: pageSize)
    let name = Array(table.utf8)
    // After the header of 16 bytes the offsets of the nodes, up to the one that the header gives.
    for place in stride(from: 16, to: min(Int(page.number(at: 12) as UInt16), pageSize - 1), by: 2) {
      let node = Int(page.number(at: place) as UInt16)
      // Size of the value (4), flags (2), size of the key (2), the key, the value: an `MDB_db` of 48 bytes.
      guard node >= 16, node + 8 + name.count + 48 <= pageSize else { continue }
      guard Int(page.number(at: node + 6) as UInt16) == name.count,
        page[(node + 8)..<(node + 8 + name.count)].elementsEqual(name)
      else { continue }
      return page.number(at: node + 8 + name.count + 32)
    }
    return nil
  }

  private static func read(
    _ descriptor: mdb_filehandle_t, at offset: Int, count: Int
  ) throws(LMDBError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, off_t(offset))
    }
    guard read >= 0 else { throw LMDBError(rawValue: errno) }
    return bytes
  }
}

extension [UInt8] {
  /// The number at an offset, in the byte order of the machine.
  fileprivate func number<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Number {
    unsafe self.span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: Number.self)
  }
}

extension Environment {
  /// What cannot be right in the pages that the file begins with and in the list of free pages, as sentences.
  ///
  /// - Parameters:
  ///   - view: one that has just begun.
  ///   - table: a table that never has fewer entries than before.
  /// - Returns: `nil` where it cannot be said: somebody committed since the view began, or the machine is of 32 bits.
  package func fileFlaws(in view: ReadTransaction, growing table: String) throws(LMDBError) -> [String]? {
    guard MemoryLayout<Int>.size == 8 else { return nil }
    let pageSize = try statistics().pageSize
    let header = try header(pageSize: pageSize)
    var flaws: [String] = []
    if let flaw = try header.flaw(growing: table) { flaws.append(flaw) }
    flaws += try view.flaws(
      ofPagesUpTo: header.newest.lastPage, fileSize: FileStatus(of: path).size / pageSize)
    // As long as the pages are the same nobody has written over what they speak of.
    guard try self.header(pageSize: pageSize).metas == header.metas, view.number == header.newest.commit
    else {
      return nil
    }
    return flaws
  }
}

extension ReadTransaction {
  /// The number of the commit that the view shows; damage can make it any.
  fileprivate var number: UInt64 { UInt64(UInt(bitPattern: unsafe mdb_txn_id(pointer))) }

  /// What is wrong with the list of free pages: every page has one place, in a table or in the list.
  fileprivate func flaws(ofPagesUpTo last: UInt64, fileSize: Int) throws(LMDBError) -> [String] {
    guard FileHeader.isPlausible(lastPage: last, filePages: fileSize) else {
      return ["the last page lies far behind the end of the file"]
    }
    var isFree = [Bool](repeating: false, count: Int(last) + 1)
    var free = 0
    let word = MemoryLayout<Int>.size
    var cursor = try cursor(in: Table(handle: 0))
    var entry = try cursor.first()
    while let current = entry {
      let value = current.value
      guard value.byteCount >= word, value.byteCount % word == 0 else { throw .corrupted }
      let count = unsafe value.unsafeLoadUnaligned(as: Int.self)
      guard count >= 0, count <= value.byteCount / word - 1 else {
        return ["an entry of the free pages is malformed"]
      }
      for index in 0..<count {
        let page = unsafe value.unsafeLoadUnaligned(fromByteOffset: (index + 1) * word, as: UInt.self)
        guard page >= 2, page <= UInt(last), !isFree[Int(page)] else {
          return ["the page \(page) is listed as free and cannot be"]
        }
        isFree[Int(page)] = true
      }
      free += count
      entry = try cursor.next()
    }
    let used = try usedPages()
    guard used &+ free == Int(last) + 1 else {
      return ["\(used) pages are used and \(free) are free, and there are \(last + 1)"]
    }
    return []
  }

  /// The pages of all tables, as the tables count them, those of liblmdb's own among them: damage can make it any number.
  package func usedPages() throws(LMDBError) -> Int {
    var used = 2
    for table in [Table(handle: 0), Table(handle: 1)] { used &+= try statistics(of: table).pages }
    var cursor = try cursor(in: Table(handle: 1))
    var entry = try cursor.first()
    while let current = entry {
      // An `MDB_db`: inner, leaf and overflow pages at 8, 16 and 24.
      if current.value.byteCount == 48 {
        for offset in [8, 16, 24] {
          used &+= unsafe current.value.unsafeLoadUnaligned(fromByteOffset: offset, as: Int.self)
        }
      }
      entry = try cursor.next()
    }
    return used
  }
}
