import LMDB
import TestSupport
import Testing

@Suite("A transaction")
struct TransactionTests {
  private let folder = TemporaryFolder()
  private let environment: Environment
  private let table: Table

  struct Stop: Error {}

  init() throws {
    environment = try Environment.create(at: folder.file("data.mdb"))
    table = try environment.write { tx in try tx.createTable(named: "table") }
  }

  private func value(of key: [UInt8]) throws -> [UInt8]? {
    try environment.read { tx in try tx.value(forKey: key.span.bytes, in: table)?.copied }
  }

  private func put(_ value: [UInt8], for key: [UInt8]) throws {
    try environment.write { tx in try tx.put(value.span.bytes, forKey: key.span.bytes, in: table) }
  }

  /// Every key, in the order the table gives them.
  private func keys() throws -> [[UInt8]] {
    try environment.read { tx in
      var cursor = try tx.cursor(in: table)
      var keys: [[UInt8]] = []
      while let entry = try cursor.next() { keys.append(entry.key.copied) }
      return keys
    }
  }

  @Test("of a writer commits when its scope returns")
  func commits() throws {
    #expect(try value(of: [1]) == nil)
    try put([7, 8], for: [1])
    #expect(try value(of: [1]) == [7, 8])
    try put([], for: [1])
    #expect(try value(of: [1]) == [])
  }

  @Test("of a writer aborts when its scope throws, and the next one can begin")
  func aborts() throws {
    try put([1], for: [1])
    #expect(throws: Stop.self) {
      try environment.write { tx in
        try tx.put(byte(2).span.bytes, forKey: byte(1).span.bytes, in: table)
        #expect(
          try tx.view.value(forKey: byte(1).span.bytes, in: table)?.copied == [2],
          "a writer sees its own changes")
        throw Stop()
      }
    }
    #expect(try value(of: [1]) == [1])
    try put([3], for: [1])
    #expect(try value(of: [1]) == [3])
  }

  @Test("of a reader does not see what is committed after it began")
  func snapshot() throws {
    try put([1], for: [1])
    try environment.read { old in
      try put([2], for: [1])
      #expect(try old.value(forKey: byte(1).span.bytes, in: table)?.copied == [1])
      #expect(try value(of: [1]) == [2])
    }
  }

  @Test("gives keys in the order of their bytes")
  func order() throws {
    let sorted: [[UInt8]] = [[0], [0, 0], [0, 255], [1], [127, 1], [128], [255], [255, 255]]
    for key in sorted.shuffled() { try put(key, for: key) }
    #expect(try keys() == sorted)
  }

  @Test("refuses an empty key and one of 512 bytes", arguments: [0, 512])
  func keySize(count: Int) throws {
    #expect(throws: LMDBError.badValueSize) { try put([1], for: [UInt8](repeating: 1, count: count)) }
    try put([1], for: [UInt8](repeating: 1, count: 511))
  }

  @Test("moves a cursor to a key, to the next one after it, to the last one before it")
  func seeking() throws {
    for key in [2, 4, 6] as [UInt8] { try put([key], for: [key]) }
    try environment.read { tx in
      var cursor = try tx.cursor(in: table)
      var found = [
        try cursor.first()?.key.copied, try cursor.last()?.value.copied, try cursor.next()?.key.copied,
      ]
      #expect(found == [[2], [6], nil])
      for (target, after, before, exactly) in [
        (1, [2], nil, nil), (2, [2], [2], [2]), (3, [4], [2], nil), (6, [6], [6], [6]), (7, nil, [6], nil),
      ] as [(UInt8, [UInt8]?, [UInt8]?, [UInt8]?)] {
        let key = [target]
        found = [
          try cursor.seek(atOrAfter: key.span.bytes)?.key.copied,
          try cursor.seek(atOrBefore: key.span.bytes)?.key.copied,
          try cursor.seek(exactly: key.span.bytes)?.key.copied,
        ]
        #expect(found == [after, before, exactly])
      }
      found = [
        try cursor.seek(exactly: byte(4).span.bytes)?.key.copied, try cursor.previous()?.key.copied,
        try cursor.next()?.key.copied,
      ]
      #expect(found == [[4], [2], [4]])
    }
  }

  @Test("appends in order only: a key that is not the last one is refused")
  func appending() throws {
    try environment.write { tx in
      try tx.writing(in: table) { records in
        for number in 1...300 as ClosedRange<UInt64> {
          try records.append(forNumber: number, count: 9) { output in
            output.append(UInt8(9))
            output.append(bigEndian: number)
          }
        }
      }
    }
    #expect(throws: LMDBError.keyExists) {
      try environment.write { tx in
        try tx.writing(in: table) { records in
          try records.append(forNumber: 300, count: 1) { $0.append(UInt8(0)) }
        }
      }
    }
    let (entries, value) = try environment.read { tx in
      (try tx.statistics(of: table).entries, try tx.value(forNumber: 258, in: table)?.copied)
    }
    #expect(entries == 300)
    #expect(value == [9, 0, 0, 0, 0, 0, 0, 1, 2])
  }

  @Test("writes a reserved value in full or traps")
  func reservedInPart() async {
    await #expect(processExitsWith: .failure) {
      let folder = TemporaryFolder()
      let environment = try Environment.create(at: folder.file("data.mdb"))
      try environment.write { tx in
        let table = try tx.createTable(named: "table")
        try tx.writing(in: table) { records in
          try records.append(forNumber: 1, count: 2) { $0.append(UInt8(0)) }
        }
      }
    }
  }

  @Test("of a writer inside a writer of the same thread traps with a sentence")
  func nested() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let folder = TemporaryFolder()
      let environment = try Environment.create(at: folder.file("data.mdb"))
      try environment.write { _ in try environment.write { _ in } }
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("a write scope inside a write scope"))
  }

  @Test("of a writer inside a reader is lawful, of a writer inside one of another file too")
  func lawfulNesting() throws {
    let other = try Environment.create(at: folder.file("other.mdb"))
    try environment.read { _ in
      try environment.write { tx in
        try other.write { inner in _ = try inner.createTable(named: "inner") }
        try tx.put(byte(1).span.bytes, forKey: byte(1).span.bytes, in: table)
      }
    }
    #expect(try value(of: [1]) == [1])
  }

  @Test("that opens tables waits for every other that does")
  func tablesInThreads() async throws {
    let environment = environment
    let tables = try await withThrowingTaskGroup { group in
      for thread in 0..<16 {
        group.addTask {
          let table = try environment.createTable(named: "t\(thread % 4)")
          try environment.write { tx in
            try tx.put(byte(1).span.bytes, forKey: byte(UInt8(thread)).span.bytes, in: table)
          }
          return try environment.table(named: "t\(thread % 4)")
        }
      }
      return try await group.reduce(into: Set<Table>()) { $0.insert($1) }
    }
    #expect(tables.count == 4)
    for table in tables {
      #expect(try environment.read { tx in try tx.statistics(of: table).entries } == 4)
    }
  }

  @Test("of a table that is not there is refused")
  func missingTable() {
    #expect(throws: LMDBError.notFound) { try environment.table(named: "none") }
  }
}

@Suite("An error of LMDB")
struct LMDBErrorTests {
  @Test("has its number and its sentence, whatever the number")
  func open() {
    #expect(LMDBError.notFound.rawValue == -30798)
    #expect(LMDBError.mapFull.message.contains("MDB_MAP_FULL"))
    #expect(LMDBError(rawValue: 28).isSystem)
    #expect(!LMDBError.notFound.isSystem)
    #expect(!LMDBError(rawValue: -30700).message.isEmpty)
    #expect(LMDBError.poisoned.message == "an earlier commit failed")
  }
}

/// A key or value of one byte; a literal alone would be of eight, an `Int`.
func byte(_ value: UInt8) -> [UInt8] { [value] }
