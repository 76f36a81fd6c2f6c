import CLMDB

extension Environment {
  /// Sizes of the file as a whole.
  package func statistics() throws(LMDBError) -> EnvironmentStatistics {
    let (stat, info) = unsafe try core.information()
    return unsafe EnvironmentStatistics(
      pageSize: Int(stat.ms_psize), mapSize: info.me_mapsize, usedPages: info.me_last_pgno &+ 1,
      readers: Int(info.me_numreaders), readerLimit: Int(info.me_maxreaders),
      lastTransaction: info.me_last_txnid)
  }

  /// Gives back to the system what this process has in memory of the file, if it has more than so many bytes of all
  /// files together.
  ///
  /// Whoever reads it maps it again, which takes a moment and mostly no disk. May be called inside a scope: what is lent
  /// does not change. Only on Linux, and for memory alone: what cannot be given back stays.
  package func releaseMapped(above limit: Int) {
    guard clmdb_mapped() > UInt64(clamping: limit) else { return }
    try? read { tx in
      // Table 1 is liblmdb's own list of tables. What a reader is lent of it lies in the map, which stays where it is
      // meanwhile.
      var tables = try tx.cursor(in: Table(handle: 1))
      guard let first = try tables.first() else { return }
      unsafe first.key.withUnsafeBytes { key in
        unsafe clmdb_release_mapped(key.baseAddress)
      }
    }
  }

  /// The views that are open now, in all processes, those of this process included; in no order.
  ///
  /// A slot whose process died counts until the next open or write of anybody. None where nothing is locked,
  /// on a file system that can only be read.
  package func readers() throws(LMDBError) -> [EnvironmentReader] {
    try core.readerLines().flatMap { $0.split(separator: "\n") }.compactMap { EnvironmentReader($0) }
  }

  /// Copies one view of the file to a new file, on the disk when this returns.
  ///
  /// Others read and write meanwhile; the view waits for a writer that is at work, and holds the pages it
  /// shows as any long reader does. Not inside a write scope: it would wait for itself (it traps).
  ///
  /// - Parameters:
  ///   - path: a free name; `LMDBError.fileExists` otherwise. The file has the permissions of the one that is
  ///     copied. It is left behind when the copy fails.
  ///   - isCompacting: whether to leave out free pages, and number the others anew.
  package func copy(to path: String, isCompacting: Bool) throws(LMDBError) {
    try FileSystem.write(newFile: path, permissions: FileStatus(of: self.path).permissions) {
      (descriptor) throws(LMDBError) in
      try core.copy(to: descriptor, isCompacting: isCompacting)
    }
  }
}

/// A view that is open in some process.
package struct EnvironmentReader: Hashable, Sendable {
  /// The process.
  package let process: Int
  /// The number of the last commit that it sees, `nil` for a slot that is kept and shows nothing.
  package let transaction: Int?

  /// Reads a line of `mdb_reader_list`, `nil` for its head and for words.
  init?(_ line: some StringProtocol) {
    let columns = line.split(separator: " ")
    guard columns.count == 3, let process = Int(columns[0]) else { return nil }
    self.process = process
    self.transaction = Int(columns[2])
  }
}

/// Sizes of a file as a whole.
package struct EnvironmentStatistics: Hashable, Sendable {
  /// Bytes of a page.
  package let pageSize: Int
  /// Bytes of address space that the map takes.
  package let mapSize: Int
  /// Pages up to the last one that was ever used, free ones included.
  package let usedPages: Int
  /// Slots of the reader table that were ever taken since the lock file was made.
  package let readers: Int
  /// Slots of the reader table.
  package let readerLimit: Int
  /// The number of the last commit.
  package let lastTransaction: Int
}
