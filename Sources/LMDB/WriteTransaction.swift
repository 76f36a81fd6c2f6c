import CLMDB

/// The one writer of an environment, from the beginning of `Environment.write(_:)` to its commit.
///
/// It cannot be copied, stored, or used after the scope. A `put` ends every view, cursor and span that was
/// borrowed before: the compiler refuses their use.
@safe
package struct WriteTransaction: ~Copyable {
  private let pointer: OpaquePointer
  private let core: EnvironmentCore

  init(_ pointer: OpaquePointer, of core: EnvironmentCore) {
    unsafe self.pointer = unsafe pointer
    self.core = core
  }

  /// What the tables hold now, this transaction's own changes included.
  package var view: ReadTransaction {
    @_lifetime(borrow self)
    get { unsafe ReadTransaction(pointer, in: self) }
  }

  /// Stores a value, over an older one of the same key.
  package mutating func put(_ value: RawSpan, forKey key: RawSpan, in table: Table) throws(LMDBError) {
    try writer(of: table, flags: 0, key: key, value: value)
  }

  /// Stores a value under a key that must come after every key of the table.
  ///
  /// Faster than ``put(_:forKey:in:)``, and pages are filled to the brim. `LMDBError.keyExists` when a key is
  /// not before this one: the caller's counter is wrong, and the transaction must be given up.
  package mutating func append(_ value: RawSpan, forKey key: RawSpan, in table: Table) throws(LMDBError) {
    try writer(of: table, flags: UInt32(MDB_APPEND), key: key, value: value)
  }

  /// Takes everything out of a table, at once; views that began before still see it.
  ///
  /// Every page of the table is looked at, so only for small ones.
  package mutating func empty(_ table: Table) throws(LMDBError) {
    unsafe try LMDBError.check(mdb_drop(pointer, table.handle, 0))
  }

  /// Opens a table for many puts, in sorted order where possible; see ``TableWriter``.
  package mutating func writing<Result: ~Copyable>(
    in table: Table, _ body: (inout TableWriter) throws -> Result
  ) throws -> Result {
    var cursor: OpaquePointer?
    unsafe try LMDBError.check(mdb_cursor_open(pointer, table.handle, &cursor))
    guard let cursor = unsafe cursor else { throw LMDBError.panic }
    var writer = unsafe TableWriter(cursor, in: self)
    return try body(&writer)
  }

  /// Makes a table, or opens it if it is there, together with the other changes.
  ///
  /// Only in an environment that nobody else in this process uses yet, such as one that is being made:
  /// liblmdb lets only one transaction of a process open tables at a time. Otherwise
  /// `Environment.createTable(named:)`.
  package mutating func createTable(named name: String) throws(LMDBError) -> Table {
    unsafe try core.openTable(named: name, in: pointer, flags: UInt32(MDB_CREATE))
  }

  private func writer(
    of table: Table, flags: UInt32, key: RawSpan, value: RawSpan
  ) throws(LMDBError) {
    let result = unsafe key.withUnsafeBytes { key in
      unsafe value.withUnsafeBytes { value in
        var key = unsafe MDB_val(key)
        var value = unsafe MDB_val(value)
        return unsafe mdb_put(pointer, table.handle, &key, &value, flags)
      }
    }
    try LMDBError.check(result)
  }
}
