import CLMDB

/// Puts into one table of a writer, fast for keys that come in order: the place of the last put is
/// remembered.
///
/// Lent by `WriteTransaction.writing(in:_:)`; it cannot leave that scope, and the transaction cannot be used
/// beside it.
@safe
package struct TableWriter: ~Copyable, ~Escapable {
  private let pointer: OpaquePointer

  @_lifetime(borrow transaction)
  init(_ pointer: OpaquePointer, in transaction: borrowing WriteTransaction) {
    unsafe self.pointer = unsafe pointer
  }

  deinit {
    unsafe mdb_cursor_close(pointer)
  }

  /// The last entry whose key is not after `key`, `nil` if every key is after it; it lives until the next change.
  @_lifetime(&self)
  package mutating func seek(atOrBefore key: RawSpan) throws(LMDBError) -> Cursor.Entry? {
    guard let (key, value) = unsafe try moved(pointer, atOrBefore: key) else { return nil }
    let entry = unsafe Cursor.Entry(key: key.span, value: value.span)
    return unsafe _overrideLifetime(entry, mutating: &self)
  }

  /// Stores a value, over an older one of the same key.
  @_lifetime(self: copy self)
  package mutating func put(_ value: RawSpan, forKey key: RawSpan) throws(LMDBError) {
    try put(value, forKey: key, flags: 0)
  }

  /// Stores a value over that of the entry that was sought last, whose key is given again; nothing was changed since.
  @_lifetime(self: copy self)
  package mutating func replaceSought(_ value: RawSpan, forKey key: RawSpan) throws(LMDBError) {
    try put(value, forKey: key, flags: UInt32(MDB_CURRENT))
  }

  /// Stores a value under a key that must come after every key of the table; `LMDBError.keyExists` when it does not.
  @_lifetime(self: copy self)
  package mutating func append(_ value: RawSpan, forKey key: RawSpan) throws(LMDBError) {
    try put(value, forKey: key, flags: UInt32(MDB_APPEND))
  }

  /// Takes out every entry from one key on, up to another one, which stays.
  @_lifetime(self: copy self)
  package mutating func removeAll(from first: RawSpan, to end: RawSpan) throws(LMDBError) {
    while let found = unsafe try moved(pointer, MDB_SET_RANGE, to: first) {
      guard unsafe found.key.span.precedes(end) else { return }
      unsafe try LMDBError.check(mdb_cursor_del(pointer, 0))
    }
  }

  /// Stores a value under an eight-byte big-endian key that must come after every key of the table.
  ///
  /// - Parameters:
  ///   - count: the exact size of the value in bytes.
  ///   - fill: writes the value in place; a programmer error (traps) when it writes less or more than
  ///     `count`.
  @_lifetime(self: copy self)
  package mutating func append(
    forNumber number: UInt64, count: Int, fill: (inout OutputRawSpan) throws -> Void
  ) throws {
    var value = unsafe MDB_val(mv_size: count, mv_data: nil)
    let result = unsafe withUnsafeBytes(of: number.bigEndian) { bytes in
      var key = unsafe MDB_val(bytes)
      return unsafe mdb_cursor_put(pointer, &key, &value, UInt32(MDB_APPEND | MDB_RESERVE))
    }
    try LMDBError.check(result)
    let buffer = unsafe UnsafeMutableRawBufferPointer(start: value.mv_data, count: count)
    var output = unsafe OutputRawSpan(buffer: buffer, initializedCount: 0)
    try fill(&output)
    let written = unsafe output.finalize(for: buffer)
    precondition(written == count, "a reserved value must be written in full")
  }

  @_lifetime(self: copy self)
  private mutating func put(_ value: RawSpan, forKey key: RawSpan, flags: UInt32) throws(LMDBError) {
    let result = unsafe key.withUnsafeBytes { key in
      unsafe value.withUnsafeBytes { value in
        var key = unsafe MDB_val(key)
        var value = unsafe MDB_val(value)
        return unsafe mdb_cursor_put(pointer, &key, &value, flags)
      }
    }
    try LMDBError.check(result)
  }
}
