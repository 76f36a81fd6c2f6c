import CLMDB

// What concerns the file as a whole: its sizes, who reads it, a copy of it.
extension EnvironmentCore {
  /// Page size, map size, last page, readers.
  func information() throws(LMDBError) -> (stat: MDB_stat, info: MDB_envinfo) {
    var stat = MDB_stat()
    var info = unsafe MDB_envinfo()
    try checkLength()
    // It reads the map, which must not move meanwhile.
    try keepingMap { () throws(LMDBError) in
      unsafe try LMDBError.check(mdb_env_stat(pointer, &stat))
      unsafe try LMDBError.check(mdb_env_info(pointer, &info))
    }
    return unsafe (stat, info)
  }

  /// The last page that is in use, which damage can make any number; only of a file that ``checkLength()`` would
  /// be content with.
  func lastPage() throws(LMDBError) -> UInt {
    var info = unsafe MDB_envinfo()
    try keepingMap { () throws(LMDBError) in unsafe try LMDBError.check(mdb_env_info(pointer, &info)) }
    return UInt(bitPattern: unsafe info.me_last_pgno)
  }

  /// The lines of `mdb_reader_list`: a head, then the process, the thread and the transaction of each view.
  func readerLines() throws(LMDBError) -> [String] {
    final class Lines {
      var texts: [String] = []
    }
    let lines = Lines()
    let context = unsafe Unmanaged.passUnretained(lines).toOpaque()
    let result = unsafe mdb_reader_list(
      pointer,
      { text, context in
        guard let text = unsafe text, let context = unsafe context else { return 0 }
        unsafe Unmanaged<Lines>.fromOpaque(context).takeUnretainedValue().texts.append(String(cString: text))
        return 0
      }, context)
    guard result >= 0 else { throw LMDBError(rawValue: result) }
    return lines.texts
  }

  /// Writes the pages of one view to an open file; the view begins when no writer is at work.
  func copy(to descriptor: Int32, isCompacting: Bool) throws(LMDBError) {
    guard !isWritingOnThisThread else {
      fatalError(
        "a copy inside a write scope of the same environment would wait for itself for ever: \(path)")
    }
    // The map is adapted, and stays where it is, by a view around the one that liblmdb takes.
    let view = unsafe try beginReading()
    defer { unsafe endReading(view) }
    unsafe try LMDBError.check(
      mdb_env_copyfd2(pointer, descriptor, isCompacting ? UInt32(MDB_CP_COMPACT) : 0))
  }
}
