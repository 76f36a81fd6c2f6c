import CLMDB

/// A place in a table that moves forwards and backwards in the order of keys.
///
/// It ends with its scope and is closed there. A cursor of a writer's view cannot be alive across a `put`.
@safe
package struct Cursor: ~Copyable, ~Escapable {
  private let pointer: OpaquePointer

  @_lifetime(copy transaction)
  init(_ pointer: OpaquePointer, in transaction: ReadTransaction) {
    unsafe self.pointer = unsafe pointer
  }

  deinit {
    unsafe mdb_cursor_close(pointer)
  }

  /// A key and its value, both in the memory map; they live as long as the transaction's view.
  package struct Entry: ~Escapable {
    /// The key, 1 to 511 bytes.
    package let key: RawSpan
    /// The value.
    package let value: RawSpan

    @_lifetime(copy key, copy value)
    init(key: RawSpan, value: RawSpan) {
      self.key = key
      self.value = value
    }
  }

  /// The first entry of the table, `nil` if it is empty.
  @_lifetime(copy self)
  package mutating func first() throws(LMDBError) -> Entry? { try move(MDB_FIRST) }

  /// The last entry of the table, `nil` if it is empty.
  @_lifetime(copy self)
  package mutating func last() throws(LMDBError) -> Entry? { try move(MDB_LAST) }

  /// The entry after the current one; the first one if the cursor has not moved yet.
  @_lifetime(copy self)
  package mutating func next() throws(LMDBError) -> Entry? { try move(MDB_NEXT) }

  /// The entry before the current one; the last one if the cursor has not moved yet.
  @_lifetime(copy self)
  package mutating func previous() throws(LMDBError) -> Entry? { try move(MDB_PREV) }

  /// The first entry whose key is not before `key`, `nil` if every key is before it.
  @_lifetime(copy self)
  package mutating func seek(atOrAfter key: RawSpan) throws(LMDBError) -> Entry? {
    try move(MDB_SET_RANGE, to: key)
  }

  /// The last entry whose key is not after `key`, `nil` if every key is after it.
  @_lifetime(copy self)
  package mutating func seek(atOrBefore key: RawSpan) throws(LMDBError) -> Entry? {
    guard let (key, value) = unsafe try moved(pointer, atOrBefore: key) else { return nil }
    let entry = unsafe Entry(key: key.span, value: value.span)
    return unsafe _overrideLifetime(entry, copying: self)
  }

  /// The entry of exactly this key, `nil` if the table does not hold it.
  @_lifetime(copy self)
  package mutating func seek(exactly key: RawSpan) throws(LMDBError) -> Entry? {
    try move(MDB_SET_KEY, to: key)
  }

  @_lifetime(copy self)
  private mutating func move(_ operation: MDB_cursor_op, to target: RawSpan? = nil) throws(LMDBError)
    -> Entry?
  {
    guard let (key, value) = unsafe try moved(pointer, operation, to: target) else { return nil }
    let entryKey = unsafe _overrideLifetime(key.span, copying: self)
    let entryValue = unsafe _overrideLifetime(value.span, copying: self)
    return Entry(key: entryKey, value: entryValue)
  }
}

/// Moves a cursor of liblmdb; `nil` where there is no such entry.
@unsafe
func moved(
  _ cursor: OpaquePointer, _ operation: MDB_cursor_op, to target: RawSpan?
) throws(LMDBError) -> (key: MDB_val, value: MDB_val)? {
  var key = unsafe MDB_val()
  var value = unsafe MDB_val()
  let result: Int32
  if let target {
    result = unsafe target.withUnsafeBytes { bytes in
      unsafe key = unsafe MDB_val(bytes)
      return unsafe mdb_cursor_get(cursor, &key, &value, operation)
    }
  } else {
    result = unsafe mdb_cursor_get(cursor, &key, &value, operation)
  }
  return try LMDBError.found(result) ? unsafe (key, value) : nil
}

/// Moves a cursor of liblmdb to the last entry whose key is not after `key`; `nil` if every key is after it.
@unsafe
func moved(
  _ cursor: OpaquePointer, atOrBefore key: RawSpan
) throws(LMDBError) -> (key: MDB_val, value: MDB_val)? {
  guard let found = unsafe try moved(cursor, MDB_SET_RANGE, to: key) else {
    return unsafe try moved(cursor, MDB_LAST, to: nil)
  }
  let foundKey = unsafe found.key.span
  if foundKey.hasSameBytes(as: key) { return unsafe found }
  return unsafe try moved(cursor, MDB_PREV, to: nil)
}
