import LMDB

/// A key of the table `histories`: the name of a history, a byte 0, and a position.
struct HistoryKey: Hashable, Sendable {
  static let nameLimit = 500

  let name: String
  let position: GlobalPosition

  init(_ name: String, _ position: GlobalPosition) {
    self.name = name
    self.position = position
  }

  /// Reads what ``bytes`` wrote; `nil` for bytes that no key has.
  init?(_ bytes: RawSpan) {
    guard bytes.byteCount > 9, bytes.bigEndian(at: bytes.byteCount - 9, as: UInt8.self) == 0,
      let name = bytes.extracting(0..<(bytes.byteCount - 9)).text
    else { return nil }
    self.init(name, GlobalPosition(bytes.bigEndian(at: bytes.byteCount - 8)))
  }

  var bytes: [UInt8] {
    Array(name.utf8) + [0] + withUnsafeBytes(of: position.number.bigEndian) { Array($0) }
  }
}

/// How far the histories of a log go, and by which rule they were made.
struct HistoryState: Hashable {
  /// The version of the rule.
  var rule: UInt32
  /// The last event that was looked at.
  var covered: GlobalPosition

  private static let version: UInt8 = 1
  private static let size = 13

  /// Where it is stored; no name is empty, so no history has this key.
  static let key: [UInt8] = [0]

  init(rule: UInt32, covered: GlobalPosition) {
    self.rule = rule
    self.covered = covered
  }

  /// Reads what ``bytes`` wrote; `nil` for bytes of another layout.
  init?(_ bytes: RawSpan) {
    guard bytes.byteCount == Self.size, bytes.bigEndian(at: 0, as: UInt8.self) == Self.version else {
      return nil
    }
    self.init(rule: bytes.bigEndian(at: 1), covered: GlobalPosition(bytes.bigEndian(at: 5)))
  }

  var bytes: [UInt8] {
    [Self.version] + withUnsafeBytes(of: rule.bigEndian) { Array($0) }
      + withUnsafeBytes(of: covered.number.bigEndian) { Array($0) }
  }
}

/// The table `histories`, which a log may do without.
struct HistoryTable {
  static let name = "histories"
  /// The value of an entry: the version of its layout.
  static let value: [UInt8] = [1]

  let table: Table

  init(table: Table) {
    self.table = table
  }

  /// The table of a log, `nil` where there is none.
  init?(of environment: Environment) throws {
    do {
      self.init(table: try environment.table(named: Self.name))
    } catch let error as LMDBError {
      guard error == .notFound else { throw error }
      return nil
    }
  }

  /// How far it goes; `nil` while nothing was written, or by a later program in another layout.
  func state(in view: ReadTransaction) throws -> HistoryState? {
    let key = HistoryState.key
    guard let value = try view.value(forKey: key.span.bytes, in: table) else { return nil }
    return HistoryState(value)
  }

  /// The positions of a history, in order.
  func positions(of name: String, through end: GlobalPosition, in view: ReadTransaction) throws
    -> [GlobalPosition]
  {
    var positions: [GlobalPosition] = []
    var cursor = try view.cursor(in: table)
    let first = HistoryKey(name, .start).bytes
    var entry = try cursor.seek(atOrAfter: first.span.bytes)
    let size = name.utf8.count + 9
    let longer = Array(name.utf8) + [0]
    while let current = entry {
      // A longer name that begins with this one and a byte 0 stands in between.
      if current.key.byteCount == size {
        guard let key = HistoryKey(current.key), key.name.utf8.elementsEqual(name.utf8), key.position <= end
        else { break }
        positions.append(key.position)
      } else if !current.key.starts(with: longer.span.bytes) {
        break
      }
      entry = try cursor.next()
    }
    return positions
  }
}
