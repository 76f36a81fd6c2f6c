import Foundation
import LMDB
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("An environment")
struct EnvironmentTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.file("data.mdb") }

  @Test("is one for each file of a process, and is closed with its last handle")
  func registry() throws {
    var first: Environment? = try Environment.create(at: path)
    let table = try first?.write { tx in try tx.createTable(named: "table") }
    var second: Environment? = try Environment.open(at: path)
    #expect(Descriptors.count(of: path) == Descriptors.perEnvironment)
    first = nil
    try second?.write { tx in
      if let table { try tx.put(byte(1).span.bytes, forKey: byte(1).span.bytes, in: table) }
    }
    #expect(Descriptors.count(of: path) == Descriptors.perEnvironment)
    second = nil
    #expect(Descriptors.count(of: path) == 0)
    let third = try Environment.open(at: path)
    let again = try third.table(named: "table")
    #expect(try third.read { tx in try tx.statistics(of: again).entries } == 1)
  }

  @Test("of a file that is not LMDB's is refused before liblmdb sees it")
  func foreign() throws {
    try Files.write([], to: path)
    #expect(throws: EnvironmentRefusal.notLMDB) { try Environment.open(at: path) }
    #expect(throws: EnvironmentRefusal.notAFile) { try Environment.open(at: folder.path) }
    #expect(throws: LMDBError.noSuchFile) { try Environment.open(at: folder.file("none")) }
    #expect(folder.names == ["data.mdb"])
  }

  @Test(
    "takes a smaller map where the address space is limited",
    .disabled(if: Sanitizer.isThere, "it limits the address space, of which a sanitizer needs all"))
  func limitedAddressSpace() async throws {
    let path = path
    do { _ = try Environment.create(at: path).write { tx in try tx.createTable(named: "table") } }
    await #expect(processExitsWith: .success) { [path = path as String] in
      // 64 GiB is far less than the usual map and more than a process needs.
      #expect(AddressSpace.limit(to: 1 << 36) == 0)
      let environment = try Environment.open(at: path)
      let size = try environment.statistics().mapSize
      #expect(size < Environment.mapSize && size >= 1 << 26)
      let table = try environment.table(named: "table")
      try environment.write { tx in try tx.put(byte(1).span.bytes, forKey: byte(1).span.bytes, in: table) }
    }
    let environment = try Environment.open(at: path)
    let table = try environment.table(named: "table")
    #expect(try environment.read { tx in try tx.statistics(of: table).entries } == 1)
  }

  /// Makes a file with one empty table.
  private func make() throws {
    let environment = try Environment.create(at: path)
    _ = try environment.write { tx in try tx.createTable(named: "table") }
  }

  @Test("with a small map goes on when another process made the file larger than it")
  func resized() async throws {
    let path = path
    try make()
    let small = try Environment.open(at: path, mapSize: 1 << 20)
    let table = try small.table(named: "table")
    await #expect(processExitsWith: .success) { [path = path as String] in try fill(path) }
    #expect(try small.statistics().mapSize == 1 << 20)
    let size = try small.read { tx in try tx.value(forNumber: 500, in: table)?.byteCount }
    #expect(size == 20_000)
    #expect(try small.statistics().mapSize > 1 << 20)
    try small.write { tx in try tx.put(byte(1).span.bytes, forKey: byte(255).span.bytes, in: table) }
    #expect(try small.read { tx in try tx.statistics(of: table).entries } == 501)
  }

  @Test("with a small map waits until no thread reads from it, then adapts it")
  func resizedWhileRead() async throws {
    let path = path
    try make()
    let small = try Environment.open(at: path, mapSize: 1 << 20)
    let table = try small.table(named: "table")
    let (reading, written, done) = (folder.file("reading"), folder.file("written"), folder.file("done"))
    // A thread of its own: one that the tests share would be missing where it is needed to go on.
    Thread.detachNewThread {
      let entries = try? small.read { tx in
        try Files.write([], to: reading)
        while !Files.exists(written) { usleep(1000) }
        usleep(100_000)
        return try tx.statistics(of: table).entries
      }
      try? Files.write(Array("\(entries ?? -1)".utf8), to: done)
    }
    try await appears(reading)
    await #expect(processExitsWith: .success) { [path = path as String] in try fill(path) }
    try Files.write([], to: written)
    let sizes = try await withThrowingTaskGroup { group in
      for number in 1...3 as ClosedRange<UInt64> {
        group.addTask { try small.read { tx in try tx.value(forNumber: number, in: table)?.byteCount } }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(sizes == [20_000, 20_000, 20_000])
    try await appears(done)
    #expect(try Files.read(done) == Array("0".utf8), "the view that was there before stays as it was")
  }

  @Test(
    "that loses its map gives an error, not a crash, until it is opened again",
    .disabled(if: Sanitizer.isThere, "it limits the address space, of which a sanitizer needs all"))
  func lostMap() async throws {
    let path = path
    try make()
    let ready = folder.file("ready")
    let written = folder.file("written")
    let filling = Aside {
      while !Files.exists(ready) { usleep(1000) }
      try fill(path)
      try Files.write([], to: written)
    }
    await #expect(processExitsWith: .success) {
      [path = path as String, ready = ready as String, written = written as String] in
      do {
        let small = try Environment.open(at: path, mapSize: 1 << 20)
        let table = try small.table(named: "table")
        try Files.write([], to: ready)
        try await appears(written)
        // The map that the file asks for is larger than this.
        #expect(AddressSpace.limit(to: 1 << 36) == 0)
        #expect(throws: LMDBError(rawValue: ENOMEM)) {
          try small.read { tx in try tx.statistics(of: table).entries }
        }
        #expect(throws: LMDBError.panic) { try small.read { tx in try tx.statistics(of: table).entries } }
        #expect(throws: LMDBError.panic) { try small.write { _ in } }
        #expect(throws: LMDBError.panic) { try small.statistics() }
      }
      let again = try Environment.open(at: path)
      let table = try again.table(named: "table")
      #expect(try again.read { tx in try tx.statistics(of: table).entries } == 500)
    }
    try filling.join()
  }

  @Test(
    "is renamed only to a free name, with or without the system's own call", arguments: [false, true])
  func renaming(byLinking: Bool) throws {
    func rename(_ path: String, to name: String) throws {
      if byLinking {
        try FileSystem.renameByLinking(path, to: name)
      } else {
        try FileSystem.renameExclusively(path, to: name)
      }
    }
    let (old, new) = (folder.file("old"), folder.file("new"))
    try Files.write([1], to: old)
    try rename(old, to: new)
    #expect(folder.names == ["new"])
    try Files.write([2], to: old)
    #expect(throws: LMDBError.fileExists) { try rename(old, to: new) }
    #expect(throws: LMDBError.noSuchFile) { try rename(folder.file("none"), to: folder.file("free")) }
    #expect(folder.names == ["new", "old"])
    #expect(try Files.read(new) == [1])
  }

  @Test("opens several tables in one view, and none when the first one is not right")
  func tables() throws {
    struct Refusal: Error {}
    do {
      let environment = try Environment.create(at: path)
      try environment.write { tx in
        let first = try tx.createTable(named: "first")
        try tx.put(byte(1).span.bytes, forKey: byte(1).span.bytes, in: first)
        _ = try tx.createTable(named: "second")
      }
    }
    let environment = try Environment.open(at: path)
    #expect(throws: Refusal.self) {
      try environment.tables(named: ["first", "second"]) { _, _ in throw Refusal() }
    }
    #expect(throws: LMDBError.notFound) { try environment.tables(named: ["first", "third"]) { _, _ in } }
    let found = try environment.tables(named: ["second", "first"]) { view, table in
      let entries = try view.statistics(of: table).entries
      #expect(entries == 0)
    }
    #expect(try environment.read { tx in try found.map { try tx.statistics(of: $0).entries } } == [0, 1])
  }

  @Test("clears the slot of a reader that was killed, so that its pages are used again")
  func deadReader() async throws {
    let path = path
    let environment = try Environment.create(at: path)
    let table = try environment.write { tx in try tx.createTable(named: "table") }
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let environment = try Environment.open(at: path)
      try environment.read { _ in _ = kill(getpid(), SIGKILL) }
    }
    for round in 0..<500 {
      try environment.write { tx in
        let value = [UInt8](repeating: UInt8(round % 256), count: 3000)
        try tx.put(value.span.bytes, forKey: byte(1).span.bytes, in: table)
      }
    }
    // A dead reader would keep the pages of all 500 rounds.
    #expect(try environment.statistics().usedPages < 50)
  }

  #if os(Linux)
  @Test(
    "gives back what it has mapped, and what is lent of it meanwhile stays as it was",
    .enabled(if: Files.exists("/proc/self/smaps")))
  func release() throws {
    let environment = try Environment.create(at: path)
    let table = try environment.write { tx in try tx.createTable(named: "table") }
    let value = [UInt8](repeating: 7, count: 1 << 24)
    for number in 1...4 as ClosedRange<UInt8> {
      try environment.write { tx in
        try tx.put(value.span.bytes, forKey: byte(number).span.bytes, in: table)
        environment.releaseMapped(above: 0)
      }
    }
    func readAll() throws -> Int {
      try environment.read { tx in
        var sum = 0
        for number in 1...4 as ClosedRange<UInt8> {
          guard let span = try tx.value(forKey: byte(number).span.bytes, in: table) else { continue }
          environment.releaseMapped(above: 0)
          for place in stride(from: 0, to: span.byteCount, by: 1024) {
            sum += Int(span.unsafeLoad(fromByteOffset: place, as: UInt8.self))
          }
        }
        return sum
      }
    }
    let expected = 4 * 7 * (1 << 14)
    #expect(try readAll() == expected)
    // What was read last.
    #expect(try Memory.mapped(of: path) >= 1 << 23)
    environment.releaseMapped(above: 1 << 40)
    #expect(try Memory.mapped(of: path) >= 1 << 23)
    environment.releaseMapped(above: 0)
    #expect(try Memory.mapped(of: path) < 1 << 20)
    #expect(try readAll() == expected)
  }
  #endif

  @Test("of a file whose path names another file now takes no write")
  func replaced() throws {
    let environment = try Environment.create(at: path)
    #expect(rename(path, folder.file("aside.mdb")) == 0)
    #expect(throws: LMDBError.fileReplaced) { try environment.write { _ in } }
    do { _ = try Environment.create(at: path) }
    #expect(throws: LMDBError.fileReplaced) { try environment.write { _ in } }
  }
}

/// Waits until a file is there, without keeping a thread from the test that is to make it.
private func appears(_ file: String) async throws {
  while !Files.exists(file) { try await Task.sleep(for: .milliseconds(1)) }
}

/// Puts 500 values of 20,000 bytes each into the table of a file: more than a map of 1 MiB can hold.
private func fill(_ path: String) throws {
  let environment = try Environment.open(at: path)
  let table = try environment.table(named: "table")
  try environment.write { tx in
    try tx.writing(in: table) { records in
      for number in 1...500 as ClosedRange<UInt64> {
        try records.append(forNumber: number, count: 20_000) { output in
          output.append(repeating: 7, count: 20_000, as: UInt8.self)
        }
      }
    }
  }
}

/// The memory that this process may address.
private enum AddressSpace {
  /// Sets the limit, in bytes, for good; what `setrlimit` returns.
  static func limit(to bytes: Int) -> Int32 {
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    #if canImport(Glibc)
    let resource = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #else
    let resource = RLIMIT_AS
    #endif
    return setrlimit(resource, &limit)
  }
}

/// What this process has open.
private enum Descriptors {
  /// The descriptors of liblmdb on the data file: one to read, one that writes through to the disk.
  static let perEnvironment = 2

  /// How many descriptors name a file; asked of the kernel by number, since opening the file would be one
  /// more.
  static func count(of path: String) -> Int {
    var wanted = stat()
    guard stat(path, &wanted) == 0 else { return 0 }
    return (0..<1024 as Range<Int32>).filter { descriptor in
      var found = stat()
      return fstat(descriptor, &found) == 0 && found.st_ino == wanted.st_ino && found.st_dev == wanted.st_dev
    }.count
  }
}

#if os(Linux)
private enum Memory {
  /// Bytes that this process has in memory of a file that it has mapped.
  static func mapped(of path: String) throws -> Int {
    let end = path.split(separator: "/").suffix(2).joined(separator: "/")
    var isOfFile = false
    var kibibytes = 0
    for line in try Files.lines(of: "/proc/self/smaps") {
      let columns = line.split(separator: " ", omittingEmptySubsequences: true)
      // A mapping begins with its addresses, and the fields of it follow.
      if !columns[0].hasSuffix(":") {
        isOfFile = line.hasSuffix(end)
      } else if isOfFile, columns[0] == "Rss:" {
        kibibytes += Int(columns[1]) ?? 0
      }
    }
    return kibibytes << 10
  }
}
#endif
