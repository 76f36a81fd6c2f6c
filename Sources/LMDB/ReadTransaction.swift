import CLMDB

/// One unchanging view of every table, as of the moment the scope began.
///
/// Lent by `Environment.read(_:)` and by `WriteTransaction.view`. It can be copied but cannot leave the
/// scope, and neither can anything borrowed from it: the spans it returns point into the memory map. The
/// compiler enforces both. The view of a writer ends with the writer's next `put`.
@safe
package struct ReadTransaction: ~Escapable {
  let pointer: OpaquePointer

  @_lifetime(borrow owner)
  init(_ pointer: OpaquePointer, in owner: borrowing some ~Copyable & ~Escapable) {
    unsafe self.pointer = unsafe pointer
  }

  /// The number of the commit that this view shows.
  package var lastCommit: Int { unsafe mdb_txn_id(pointer) }

  /// The value of a key, `nil` when the table does not hold it.
  ///
  /// - Parameter key: 1 to 511 bytes; another size is `LMDBError.badValueSize`.
  @_lifetime(copy self)
  package func value(forKey key: RawSpan, in table: Table) throws(LMDBError) -> RawSpan? {
    var value = unsafe MDB_val()
    let result = unsafe key.withUnsafeBytes { bytes in
      var key = unsafe MDB_val(bytes)
      return unsafe mdb_get(pointer, table.handle, &key, &value)
    }
    guard try LMDBError.found(result) else { return nil }
    return unsafe _overrideLifetime(value.span, copying: self)
  }

  /// The value of an eight-byte big-endian key, `nil` when the table does not hold it.
  @_lifetime(copy self)
  package func value(forNumber number: UInt64, in table: Table) throws(LMDBError) -> RawSpan? {
    var value = unsafe MDB_val()
    let result = unsafe withUnsafeBytes(of: number.bigEndian) { bytes in
      var key = unsafe MDB_val(bytes)
      return unsafe mdb_get(pointer, table.handle, &key, &value)
    }
    guard try LMDBError.found(result) else { return nil }
    return unsafe _overrideLifetime(value.span, copying: self)
  }

  /// Walks a table; see ``Cursor``.
  @_lifetime(copy self)
  package func cursor(in table: Table) throws(LMDBError) -> Cursor {
    var cursor: OpaquePointer?
    unsafe try LMDBError.check(mdb_cursor_open(pointer, table.handle, &cursor))
    guard let cursor = unsafe cursor else { throw LMDBError.panic }
    return unsafe Cursor(cursor, in: self)
  }

  /// The number of entries and pages of a table.
  package func statistics(of table: Table) throws(LMDBError) -> TableStatistics {
    var stat = MDB_stat()
    unsafe try LMDBError.check(mdb_stat(pointer, table.handle, &stat))
    return TableStatistics(stat)
  }

  /// The number of pages that past transactions freed and new ones will use again.
  package func freePages() throws(LMDBError) -> Int {
    // Table 0 is liblmdb's own list: transaction → a count and as many page numbers, in native words.
    var cursor = try cursor(in: Table(handle: 0))
    var pages = 0
    var entry = try cursor.first()
    while let current = entry {
      let size = MemoryLayout<Int>.size
      guard current.value.byteCount >= size else { throw .corrupted }
      let count = unsafe current.value.unsafeLoadUnaligned(as: Int.self)
      guard (0...(current.value.byteCount / size - 1)).contains(count) else { throw .corrupted }
      pages += count
      entry = try cursor.next()
    }
    return pages
  }
}

extension MDB_val {
  /// The bytes as C takes them; liblmdb does not write to keys and values it is given.
  @unsafe
  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.init(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
  }

  /// The bytes that C returned.
  @unsafe
  var span: RawSpan {
    @_lifetime(borrow self)
    get {
      let bytes = unsafe UnsafeRawBufferPointer(start: mv_data, count: mv_size)
      return unsafe _overrideLifetime(bytes.bytes, borrowing: self)
    }
  }
}
